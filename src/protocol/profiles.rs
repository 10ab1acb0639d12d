//! People as those who keep a room see them, notes on them, and who has which room.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Act, Encoded, Held, Somebody, Standing, objects::rfc3339};
use crate::domain::{self, Event, Timestamp};

/// Somebody, as those who keep a room see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Profile {
    /// Who it is, and what keeps them from writing.
    #[serde(flatten)]
    pub standing: Standing,
    /// When they joined: RFC 3339, UTC.
    pub joined_at: String,
    /// How many messages they posted, in all rooms, removed ones among them.
    #[ts(type = "number")]
    pub messages: u64,
}

/// The answer to `GET …/people`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PeoplePage {
    /// Who joined last comes first.
    pub people: Vec<Profile>,
    /// The person after whom the same search goes on; missing where all were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub before: Option<String>,
}

/// The answer to `GET …/people/ID`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PersonPage {
    /// Who it is.
    #[serde(flatten)]
    pub profile: Profile,
    /// What is noted on them, the newest first; nothing where one asks for oneself.
    pub notes: Vec<Note>,
    /// What was done to them, the newest first, up to 50.
    pub acts: Vec<Act>,
}

/// What somebody who keeps a room noted on a person, for the others who do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Note {
    /// Which note, for good.
    pub id: String,
    /// When: RFC 3339, UTC, the server's clock.
    pub at: String,
    /// Who wrote it.
    pub by: Somebody,
    /// What it says.
    pub text: String,
}

/// The body of `POST …/people/ID/notes`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteBody {
    /// What it says.
    pub text: String,
}

/// The answer to `DELETE …/people/ID/notes/NOTE`: those that are left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Notes {
    /// The newest first.
    pub notes: Vec<Note>,
}

/// The answer to `GET …/people/ID/messages`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RemarksPage {
    /// What they wrote in all rooms, the newest first.
    pub messages: Vec<Remark>,
    /// The message before which the next page is; missing on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub before: Option<String>,
}

/// Something that somebody wrote: a message, or a post that waits for a moderator.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Remark {
    /// The room; missing where it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub room: Option<String>,
    /// The message as it now is, or its tombstone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, as = "Option<super::Message>")]
    pub message: Option<Encoded>,
    /// What is kept of a removed message.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub kept: Option<KeptText>,
    /// The post that waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub held: Option<Held>,
}

/// The text of a removed message, while it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeptText {
    /// What it said.
    pub text: String,
    /// When it was stored: RFC 3339, UTC.
    pub at: String,
    /// Until when the text is kept.
    pub until: String,
}

/// Somebody who has a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Watch {
    /// The room.
    pub room: String,
    /// Who has it.
    pub by: Somebody,
    /// Since when: RFC 3339, UTC, the server's clock.
    pub since: String,
}

/// Who has which room: the answer to `GET …/watches`, and to what changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Watches {
    /// The rooms that somebody has.
    pub watches: Vec<Watch>,
}

impl Profile {
    /// Somebody at this moment.
    pub fn new(standing: Standing, joined_at: Timestamp, messages: u64) -> Self {
        Self { standing, joined_at: rfc3339(joined_at), messages }
    }
}

impl From<&domain::Note> for Note {
    fn from(note: &domain::Note) -> Self {
        Self {
            id: note.id.to_string(),
            at: rfc3339(note.at),
            by: Somebody { id: note.by.to_string(), name: note.by_name.clone() },
            text: note.text.as_str().to_owned(),
        }
    }
}

impl From<&domain::Kept> for KeptText {
    fn from(kept: &domain::Kept) -> Self {
        Self { text: kept.message.text.as_str().to_owned(), at: rfc3339(kept.message.at), until: rfc3339(kept.until) }
    }
}

impl Watches {
    /// What the acts say by which rooms were taken over; hidden rooms nobody has.
    pub fn new(acts: &[domain::Act], event: &Event) -> Self {
        let watches = acts.iter().filter_map(|act| {
            let Act { room, by, at, .. } = Act::new(act, event);
            Some(Watch { room: room?, by, since: at })
        });
        Self { watches: watches.collect() }
    }
}
