//! Setting a room, and posts that wait for a moderator, as they are asked for and told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FilterName, LiveMessage, Person, Somebody, filters::names, objects::rfc3339, parsed};
use crate::domain::{self, Hold, MessageId, Role, Verdict};

/// The body of `PATCH …/rooms/ROOM`: what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SwitchBody {
    /// The least time between two posts of one person, in milliseconds; 0 is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub slow_mode_ms: Option<u64>,
    /// Whether only those who keep the room write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub locked: Option<bool>,
    /// Whether guests only read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub participants_only: Option<bool>,
    /// Whether guests may write links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub links: Option<bool>,
    /// Whose posts wait for a moderator.
    #[serde(default, deserialize_with = "parsed::optional_string", serialize_with = "parsed::as_optional_string")]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"nobody\" | \"first\" | \"guests\" | \"everybody\"")]
    pub hold: Option<Hold>,
    /// Whether slow mode, held guests and no links are all on, or all as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub calm: Option<bool>,
    /// Why, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// A post that waits for a moderator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Held {
    /// The id it gets as a message.
    pub id: String,
    /// Since when: RFC 3339, UTC, the server's clock.
    pub at: String,
    /// Who wrote it.
    pub author: Person,
    /// What they wrote.
    pub text: String,
    /// The message it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reply_to: Option<String>,
    /// The filters that caught it; missing where a switch holds it. Only moderators and organisers are told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<FilterName>>")]
    pub caught: Vec<&'static str>,
}

/// What waits for a moderator: the answer to `GET …/held`, and a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HeldList {
    /// Those that wait longest first.
    pub held: Vec<Held>,
}

/// The body of `POST …/messages/ID/reports`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// What is wrong with the message, in one line.
    pub reason: String,
}

/// A message that is reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Reported {
    /// The message, as it was when the list was read; the stream may have told of a later state.
    pub message: LiveMessage,
    /// How many people report it.
    #[ts(type = "number")]
    pub count: u64,
    /// What they say, the newest first, up to 20.
    pub reasons: Vec<Complaint>,
}

/// What one person says of a message that they report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Complaint {
    /// Who.
    pub by: Somebody,
    /// When: RFC 3339, UTC, the server's clock.
    pub at: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What is reported: the answer to `GET …/reports`, and a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportedList {
    /// Those that were reported first first.
    pub reported: Vec<Reported>,
}

/// What was decided on a held post or a reported message, by this or before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Judged {
    /// The post or message.
    pub id: String,
    /// Whether the post is a message now, or the reported message stays.
    pub approved: bool,
    /// Who decided: their id.
    pub by: String,
    /// When: RFC 3339, UTC, the server's clock.
    pub at: String,
}

impl Held {
    /// As it is told to somebody; `None` once it is decided on.
    pub fn new(held: &domain::Held, to: Role) -> Option<Self> {
        Some(Self {
            id: held.id.to_string(),
            at: rfc3339(held.at),
            author: Person::from(&held.author),
            text: held.text.as_ref()?.as_str().to_owned(),
            reply_to: held.reply_to.map(|id| id.to_string()),
            caught: if to.may_moderate() { names(held.caught) } else { Vec::new() },
        })
    }
}

impl Judged {
    /// What was decided on that one.
    pub fn new(id: MessageId, verdict: Verdict) -> Self {
        let Verdict { approved, by, at } = verdict;
        Self { id: id.to_string(), approved, by: by.to_string(), at: rfc3339(at) }
    }
}

impl From<&domain::Reported> for Reported {
    fn from(reported: &domain::Reported) -> Self {
        Self {
            message: LiveMessage::from(&reported.message),
            count: reported.count,
            reasons: reported.complaints.iter().map(Complaint::from).collect(),
        }
    }
}

impl From<&domain::Complaint> for Complaint {
    fn from(complaint: &domain::Complaint) -> Self {
        let by = Somebody { id: complaint.by.to_string(), name: complaint.by_name.clone() };
        Self { by, at: rfc3339(complaint.at), reason: complaint.reason.as_str().to_owned() }
    }
}
