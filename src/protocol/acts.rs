//! What those who keep a room did, as it is told.

use serde::Serialize;
use ts_rs::TS;

use super::{Person, objects::rfc3339};
use crate::domain::{self, ActKind, Changed, Event, Role, RoomId, Timestamp};

/// What was done, as [`ActKind`] names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(
    type = "\"remove\" | \"restore\" | \"erase\" | \"clear\" | \"mute\" | \"unmute\" | \"ban\" | \"unban\" | \"role\" | \"switch\" | \"pin\" | \"unpin\" | \"approve\" | \"reject\" | \"keep\" | \"invite\" | \"uninvite\" | \"filters\" | \"watch\" | \"unwatch\""
)]
pub struct Kind(&'static str);

/// An entry of the log of acts. It never holds a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Act {
    /// Its place in the event's log.
    #[ts(type = "number")]
    pub number: u64,
    /// When: RFC 3339, UTC, the server's clock.
    pub at: String,
    /// Who did it.
    pub by: Somebody,
    /// What.
    pub kind: Kind,
    /// To whom, or to whose message; missing where it was done to the room.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub on: Option<Somebody>,
    /// In which room, for a single message or the room itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub room: Option<String>,
    /// Which message.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message: Option<String>,
    /// How many messages it removed or brought back, where it was about many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub messages: Option<u64>,
    /// Until when they are muted or banned by it; missing where that is for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<String>,
    /// Until when it keeps new guests from their network out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub network_until: Option<String>,
    /// What a `clear` also did: `mute` or `ban`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"mute\" | \"ban\"")]
    pub then: Option<&'static str>,
    /// The role they had.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub role_before: Option<&'static str>,
    /// The role they got, or the one that an invite gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub role: Option<&'static str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
    /// The act it takes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub undoes: Option<u64>,
    /// The act that took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub undone_by: Option<u64>,
    /// What was switched in the room: `calm=true`, `slow_mode_ms=30000 locked=false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub switched: Option<String>,
}

/// Somebody, as the log of acts names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Somebody {
    /// Who it is, for good.
    pub id: String,
    /// The name they are seen by.
    pub name: String,
}

/// A page of the log of acts.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ActsPage {
    /// The newest first.
    pub acts: Vec<Act>,
    /// The number below which the next page is; missing on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub before: Option<u64>,
}

/// The answer to an act on somebody.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Acted {
    /// Its entry in the log; missing where there was nothing left to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub act: Option<Act>,
    /// They as they are now.
    pub on: Standing,
}

/// Somebody, as those who keep the room see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Standing {
    /// Who it is.
    pub person: Person,
    /// Until when they are muted; missing where they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub muted_until: Option<String>,
    /// Whether they are banned.
    pub banned: bool,
    /// Until when; missing where that is for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub banned_until: Option<String>,
}

/// What was done to oneself or to one's message. It says by whom where the event's `name_moderators` is true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Notice {
    /// The act's number; a notice of a number that is known says nothing new.
    #[ts(type = "number")]
    pub act: u64,
    /// When: RFC 3339, UTC, the server's clock.
    pub at: String,
    /// What.
    pub kind: Kind,
    /// By whom; missing where it was "a moderator".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by: Option<Somebody>,
    /// In which room, for a single message.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub room: Option<String>,
    /// Which message.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message: Option<String>,
    /// How many messages, where it was about many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub messages: Option<u64>,
    /// Until when one is muted or banned by it; missing where that is for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<String>,
    /// The role one has from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub role: Option<&'static str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
}

impl Kind {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl Act {
    /// An entry of that event's log.
    pub fn new(act: &domain::Act, event: &Event) -> Self {
        let (until, roles) = changes(act.changed);
        let then = match (act.kind, act.changed) {
            (ActKind::Clear, Some(Changed::Mute { .. })) => Some("mute"),
            (ActKind::Clear, Some(Changed::Ban { .. })) => Some("ban"),
            _ => None,
        };
        Self {
            number: act.number.0,
            at: rfc3339(act.at),
            by: Somebody { id: act.by.to_string(), name: act.by_name.clone() },
            kind: Kind(act.kind.as_str()),
            on: act.on.zip(act.on_name.clone()).map(|(id, name)| Somebody { id: id.to_string(), name }),
            room: act.room.and_then(|room| slug(event, room)),
            message: act.message.map(|id| id.to_string()),
            messages: act.messages,
            until,
            network_until: act.network_until.map(rfc3339),
            then,
            role_before: roles.map(|(from, _)| from.as_str()),
            role: roles.map(|(_, to)| to).or(act.invited).map(Role::as_str),
            reason: act.reason.as_ref().map(|reason| reason.as_str().to_owned()),
            undoes: act.undoes.map(|number| number.0),
            undone_by: act.undone_by.map(|number| number.0),
            switched: act.switched.clone(),
        }
    }
}

impl Notice {
    /// What the person that an act was about is told.
    pub fn new(act: &domain::Act, event: &Event) -> Self {
        let Act { number, at, by, kind, room, message, messages, until, role, reason, .. } = Act::new(act, event);
        let by = event.settings.name_moderators.then_some(by);
        Self { act: number, at, kind, by, room, message, messages, until, role, reason }
    }
}

impl Standing {
    /// Somebody at this moment.
    pub fn new(
        person: &domain::Person,
        muted_until: Option<Timestamp>,
        banned_until: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        let banned = banned_until.filter(|&end| now < end);
        Self {
            person: person.into(),
            muted_until: muted_until.filter(|&end| now < end).map(rfc3339),
            banned: banned.is_some(),
            banned_until: banned.and_then(moment),
        }
    }
}

fn changes(changed: Option<Changed>) -> (Option<String>, Option<(Role, Role)>) {
    match changed {
        None => (None, None),
        Some(Changed::Mute { to, .. } | Changed::Ban { to, .. }) => (to.and_then(moment), None),
        Some(Changed::Role { from, to }) => (None, Some((from, to))),
    }
}

/// A moment that comes.
fn moment(at: Timestamp) -> Option<String> {
    (at != Timestamp::NEVER).then(|| rfc3339(at))
}

fn slug(event: &Event, room: RoomId) -> Option<String> {
    event.rooms.iter().find(|info| info.id == room).map(|info| info.slug.to_string())
}
