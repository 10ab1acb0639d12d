//! What those who keep a room ask for: in bodies of the HTTP API, and in an `act` frame. Both come to the same [`Wish`].

use std::time::Duration;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FiltersBody, SwitchBody, parsed};
use crate::domain::{
    ActNumber, Action, Deed, MessageId, Nonce, PersonId, Reason, Refusal, Role, SLOW_MODE_MAX, Sanction, Switching,
    Timestamp, Wanted, Wish,
};

/// What an `act` frame asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// Somebody may not write for a time.
    Mute {
        /// Who.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        person: PersonId,
        /// For how long, in milliseconds.
        #[ts(type = "number")]
        for_ms: u64,
    },
    /// They may again.
    Unmute {
        /// Who.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        person: PersonId,
    },
    /// Somebody is kept out.
    Ban {
        /// Who.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        person: PersonId,
        /// For how long, in milliseconds; without it, for good.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional, type = "number")]
        for_ms: Option<u64>,
        /// Whether new guests from their network are kept out as well, where the event allows it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        network: bool,
    },
    /// They are let in again.
    Unban {
        /// Who.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        person: PersonId,
    },
    /// All they wrote lately is removed, in every room.
    Clear {
        /// Who.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        person: PersonId,
        /// How far back, in milliseconds.
        #[ts(type = "number")]
        last_ms: u64,
        /// What else is done to them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        then: Option<ThenBody>,
    },
    /// Somebody gets another role.
    Role {
        /// Who.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        person: PersonId,
        /// Which one.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "\"guest\" | \"participant\" | \"moderator\"")]
        role: Role,
    },
    /// An act is taken back.
    Undo {
        /// Its number.
        #[ts(type = "number")]
        number: u64,
    },
    /// The room is made quieter or louder.
    Switch(SwitchBody),
    /// A message is pinned.
    Pin {
        /// Which one.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
    },
    /// It is taken down.
    Unpin {
        /// Which one.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
    },
    /// A held post becomes a message.
    Approve {
        /// Which one.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
    },
    /// What holds posts of itself is set anew.
    Filters(FiltersBody),
    /// The one who asks has the room from now on.
    Watch {},
    /// They have it no longer.
    Unwatch {},
    /// A held post does not.
    Reject {
        /// Which one.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
    },
    /// A reported message stays, unless something else was decided before.
    Keep {
        /// Which one.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
    },
    /// A reported message is removed, unless something else was decided before.
    Remove {
        /// Which one.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
    },
}

/// The body of `PUT …/people/ID/mute`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MuteBody {
    /// For how long, in milliseconds.
    pub for_ms: u64,
    /// Why, in one line.
    #[serde(default)]
    pub reason: Option<String>,
    /// The client's own name for this act, kept across retries.
    #[serde(default, deserialize_with = "parsed::optional_string")]
    pub nonce: Option<Nonce>,
}

/// The body of `PUT …/people/ID/ban`; may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BanBody {
    /// For how long, in milliseconds; without it, for good.
    #[serde(default)]
    pub for_ms: Option<u64>,
    /// Whether new guests from their network are kept out as well, where the event allows it.
    #[serde(default)]
    pub network: bool,
    /// Why, in one line.
    #[serde(default)]
    pub reason: Option<String>,
    /// The client's own name for this act, kept across retries.
    #[serde(default, deserialize_with = "parsed::optional_string")]
    pub nonce: Option<Nonce>,
}

/// The body of `PUT …/people/ID/role`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleBody {
    /// Which one.
    #[serde(deserialize_with = "parsed::string")]
    pub role: Role,
    /// Why, in one line.
    #[serde(default)]
    pub reason: Option<String>,
    /// The client's own name for this act, kept across retries.
    #[serde(default, deserialize_with = "parsed::optional_string")]
    pub nonce: Option<Nonce>,
}

/// The body of `POST …/people/ID/clear`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClearBody {
    /// How far back, in milliseconds.
    pub last_ms: u64,
    /// What else is done to them.
    #[serde(default)]
    pub then: Option<ThenBody>,
    /// Why, in one line.
    #[serde(default)]
    pub reason: Option<String>,
    /// The client's own name for this act, kept across retries.
    #[serde(default, deserialize_with = "parsed::optional_string")]
    pub nonce: Option<Nonce>,
}

/// What is done to somebody whose messages are removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum ThenBody {
    /// They may not write.
    Mute {
        /// For how long, in milliseconds.
        #[ts(type = "number")]
        for_ms: u64,
    },
    /// They are kept out.
    Ban {
        /// For how long, in milliseconds; without it, for good.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional, type = "number")]
        for_ms: Option<u64>,
        /// Whether new guests from their network are kept out as well, where the event allows it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        network: bool,
    },
}

/// The body of what undoes something; may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoBody {
    /// Why, in one line.
    #[serde(default)]
    pub reason: Option<String>,
    /// The client's own name for this act, kept across retries.
    #[serde(default, deserialize_with = "parsed::optional_string")]
    pub nonce: Option<Nonce>,
}

impl Ask {
    /// Why, where the body says so itself.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Switch(body) => body.reason.as_deref(),
            Self::Filters(body) => body.reason.as_deref(),
            _ => None,
        }
    }

    /// What is asked for, now.
    ///
    /// # Errors
    /// [`Refusal::Span`] and its like, where a time is beyond its bounds.
    pub fn wish(self, reason: Option<Reason>, now: Timestamp) -> Result<Wish, Refusal> {
        let (person, deed) = match self {
            Self::Mute { person, for_ms } => (person, Deed::mute(for_ms, now)?),
            Self::Unmute { person } => (person, Deed::Mute(None)),
            Self::Ban { person, for_ms, network } => (person, Deed::ban(for_ms, network, now)?),
            Self::Unban { person } => (person, Deed::Ban { until: None, network: false }),
            Self::Role { person, role } => (person, Deed::Role(role)),
            Self::Clear { person, last_ms, then } => {
                (person, Deed::clear(last_ms, then.map(|then| then.sanction(now)).transpose()?, now)?)
            }
            Self::Undo { number } => return Ok(Wish::Person(Wanted::Undo(ActNumber(number)))),
            Self::Switch(body) => {
                let switching = body.switching()?;
                return Ok(Wish::Room(Action::Switch { switching, reason }));
            }
            Self::Filters(body) => {
                let (settings, read_at) = body.settings();
                return Ok(Wish::Filters(settings, read_at));
            }
            Self::Watch {} => return Ok(Wish::Watch(true)),
            Self::Unwatch {} => return Ok(Wish::Watch(false)),
            Self::Pin { id } => return Ok(Wish::Room(Action::Pin { id, on: true })),
            Self::Unpin { id } => return Ok(Wish::Room(Action::Pin { id, on: false })),
            Self::Approve { id } => return Ok(Wish::Room(Action::Decide { id, approve: true, reason })),
            Self::Keep { id } => return Ok(Wish::Room(Action::DecideReported { id, keep: true, reason })),
            Self::Remove { id } => return Ok(Wish::Room(Action::DecideReported { id, keep: false, reason })),
            Self::Reject { id } => return Ok(Wish::Room(Action::Decide { id, approve: false, reason })),
        };
        Ok(Wish::Person(Wanted::Deed(person, deed)))
    }
}

impl ThenBody {
    fn sanction(self, now: Timestamp) -> Result<Sanction, Refusal> {
        match self {
            Self::Mute { for_ms } => Sanction::mute(for_ms, now),
            Self::Ban { for_ms, network } => Sanction::ban(for_ms, network, now),
        }
    }
}

impl SwitchBody {
    /// What is to be switched.
    ///
    /// # Errors
    /// [`Refusal::SlowModeSpan`].
    pub fn switching(self) -> Result<Switching, Refusal> {
        let slow_mode = self.slow_mode_ms.map(Duration::from_millis);
        if slow_mode.is_some_and(|slow_mode| slow_mode > SLOW_MODE_MAX) {
            return Err(Refusal::SlowModeSpan);
        }
        let Self { locked, participants_only, links, hold, calm, .. } = self;
        Ok(Switching { slow_mode, locked, participants_only, links, hold, calm })
    }
}
