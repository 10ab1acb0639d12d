use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Encoded, ErrorCode, FilterPlace, Notice, Person, parsed};
use crate::domain::{MessageId, Nonce, Slug};

/// The body of `POST …/join`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinBody {
    /// What one wants to be called.
    pub name: String,
    /// Where one comes from.
    #[serde(default)]
    pub affiliation: Option<String>,
    /// The code of an invitation.
    #[serde(default)]
    pub invite: Option<String>,
}

/// The answer to `POST …/join`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Joined {
    /// What proves from now on who one is. Told once; the server keeps only its hash.
    pub token: String,
    /// Who one is.
    pub you: Person,
}

/// The answer to `GET …/me`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Me {
    /// Who one is.
    pub you: Person,
    /// Until when one is muted; missing where one is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub muted_until: Option<String>,
    /// What was done to oneself and one's messages in the last day, the newest first, up to 50.
    pub notices: Vec<Notice>,
}

/// The body of `POST …/messages`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostBody {
    /// The client's own name for this command, kept across retries.
    #[serde(deserialize_with = "parsed::string")]
    pub nonce: Nonce,
    /// What it says.
    pub text: String,
    /// The message it answers.
    #[serde(default, deserialize_with = "parsed::optional_string")]
    pub reply_to: Option<MessageId>,
    /// Whether it is an announcement of those who keep the room.
    #[serde(default)]
    pub announcement: bool,
}

/// The body of `PATCH …/messages/ID`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditBody {
    /// The client's own name for this command, kept across retries.
    #[serde(deserialize_with = "parsed::string")]
    pub nonce: Nonce,
    /// What it says from now on.
    pub text: String,
}

/// The body of `PUT` and `DELETE …/messages/ID/reactions/EMOJI`; may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReactBody {
    /// The client's own name for this command, kept across retries.
    #[serde(default, deserialize_with = "parsed::optional_string")]
    pub nonce: Option<Nonce>,
}

/// The answer to `POST …/messages`, and to what changes a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Posted {
    /// The message.
    pub id: String,
    /// Its place on the page.
    #[ts(type = "number")]
    pub position: u64,
    /// The room's seq at this change.
    #[ts(type = "number")]
    pub seq: u64,
    /// Whether the post waits for a moderator and has no place yet: `position` and `seq` are 0; missing where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
}

/// The body of `DELETE …/messages/ID` and of `POST …/messages/ID/restore` and `…/erase`; may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveBody {
    /// Why, in one line.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The answer to `DELETE …/messages/ID`, and to what restores or erases one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Removed {
    /// The seq of the message's latest change.
    #[ts(type = "number")]
    pub seq: u64,
}

/// The body of `PUT …/session`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionBody {
    /// The session to start.
    #[serde(deserialize_with = "parsed::string")]
    pub slug: Slug,
}

/// The answer to what sets a room's state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StateSet {
    /// The room's seq since which its state is so.
    #[ts(type = "number")]
    pub seq: u64,
}

/// The answer to `GET …/sessions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SessionsPage {
    /// The sessions that have messages in the room, by where they began.
    pub sessions: Vec<SessionBegun>,
}

/// Where a session began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SessionBegun {
    /// Which one.
    pub slug: String,
    /// The first of its messages that is there to be read.
    pub id: String,
    /// That message's place on the page.
    #[ts(type = "number")]
    pub position: u64,
}

/// A page of a room's history.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryPage {
    /// The id of the room's history.
    pub epoch: String,
    /// The room's seq when this page was read.
    #[ts(type = "number")]
    pub seq: u64,
    /// The messages by rising position, tombstones among them.
    #[ts(type = "Array<Message>")]
    pub messages: Vec<Encoded>,
}

/// What a search found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SearchPage {
    /// The messages by falling position.
    #[ts(type = "Array<LiveMessage>")]
    pub messages: Vec<Encoded>,
    /// The position from which the same search goes on; missing where all was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub before: Option<u64>,
}

/// What is wrong with a request: `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The status in words.
    pub title: String,
    /// What is wrong with this request and how to mend it.
    pub detail: String,
    /// What is wrong, for programs.
    pub code: ErrorCode,
    /// Milliseconds after which the same request may be let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub retry_after_ms: Option<u64>,
    /// Where in the settings of filters it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<FilterPlace>,
}
