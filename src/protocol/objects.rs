use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::{self, Change, Event, RoomInfo, Timestamp};

/// The most ids that a message names for one emoji: enough to say who, too few to make a message of a large room heavy.
const REACTED_BY: usize = 20;

/// Somebody, as others see them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct Person {
    /// Who it is, for good.
    pub id: String,
    /// The name they are seen by.
    pub name: String,
    /// What they may do.
    #[ts(type = "\"guest\" | \"participant\" | \"moderator\" | \"organiser\"")]
    pub role: String,
    /// Where they come from, if they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub affiliation: Option<String>,
}

/// A message as it now is, or its tombstone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "nearly all are live, and each lives only while it is read or written")]
pub enum Message {
    /// There to be read.
    Live(LiveMessage),
    /// Removed.
    Removed(Tombstone),
}

/// A message that is there to be read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct LiveMessage {
    /// Which message, for good.
    pub id: String,
    /// Its place on the page and the history cursor; never changes.
    #[ts(type = "number")]
    pub position: u64,
    /// The room's seq at its latest change: the resume cursor.
    #[ts(type = "number")]
    pub seq: u64,
    /// When it was stored: RFC 3339, UTC, milliseconds, the server's clock.
    pub at: String,
    /// Who wrote it.
    pub author: Person,
    /// What they wrote, as last edited.
    pub text: String,
    /// When they last edited it: as `at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub edited_at: Option<String>,
    /// The message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reply_to: Option<String>,
    /// How people reacted, the emoji in the order in which they first came; missing where nobody did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Reaction>>")]
    pub reactions: Vec<Reaction>,
    /// The session of the programme that was on when it was posted: its `slug`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session: Option<String>,
    /// Whether it is an announcement, to be shown apart; missing where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub announcement: bool,
}

/// Everybody who reacted to a message with one emoji.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct Reaction {
    /// With what.
    pub emoji: String,
    /// How many people.
    pub count: usize,
    /// The first of them, up to 20 ids in the order of reacting.
    pub by: Vec<String>,
}

/// All that is left of a removed message.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct Tombstone {
    /// Which message it was.
    pub id: String,
    /// Its place on the page.
    #[ts(type = "number")]
    pub position: u64,
    /// The room's seq at its removal.
    #[ts(type = "number")]
    pub seq: u64,
    /// Always `true`.
    #[ts(type = "true")]
    pub removed: bool,
}

/// A room: what the event says of it, and its state.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct Room {
    /// Its short name in addresses.
    pub slug: String,
    /// Its full name.
    pub title: String,
    /// What one may react with, in the order of the choice; none is no reactions.
    pub reactions: Vec<String>,
    /// How long authors may edit a message after its `at`, in milliseconds; 0 is not at all.
    #[ts(type = "number")]
    pub edit_window_ms: u64,
    /// What moderators have set.
    #[serde(flatten)]
    pub state: RoomState,
}

/// A room as it is now: the answer to `GET …/rooms/ROOM`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RoomNow {
    /// What a welcome says of it.
    #[serde(flatten)]
    pub room: Room,
    /// The seq of its latest change.
    #[ts(type = "number")]
    pub seq: u64,
    /// How many are connected to this server.
    pub online: u32,
    /// When the newest of its latest messages that is not removed was posted: RFC 3339; missing where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub newest_at: Option<String>,
    /// How many posts wait for a moderator, up to 200; only those who keep the room are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub held: Option<usize>,
    /// How many messages are reported, up to 200; only those who keep the room are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reported: Option<usize>,
}

/// What moderators have set in a room. Told whole: what is not set is `null`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct RoomState {
    /// The session that a moderator started or ended last; `null` leaves it to the programme's times.
    pub session: Option<SessionByHand>,
    /// The least time between two posts of one person, in milliseconds; 0 is none.
    #[ts(type = "number")]
    pub slow_mode_ms: u64,
    /// Whether only moderators and organisers write.
    pub locked: bool,
    /// Whether guests only read.
    pub participants_only: bool,
    /// Whether guests may write links.
    pub links: bool,
    /// Whose posts wait for a moderator: those of guests of whom nothing is there yet, of guests, or of all.
    #[ts(type = "\"nobody\" | \"first\" | \"guests\" | \"everybody\"")]
    pub hold: String,
    /// Whether the room is calmed: slow mode, held guests and no links until that is over.
    pub calm: bool,
    /// The ids of the pinned messages, up to 3.
    pub pins: Vec<String>,
}

/// A session that was started or ended by hand.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct SessionByHand {
    /// Which one.
    pub slug: String,
    /// When it began: RFC 3339, UTC.
    pub started_at: String,
    /// When it was ended by hand: as `started_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended_at: Option<String>,
}

/// An event as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct EventInfo {
    /// Its short name in addresses.
    pub slug: String,
    /// Its full name.
    pub title: String,
    /// What it is for, in plain text; paragraphs are parted by empty lines.
    pub description: String,
    /// Where it takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<String>,
    /// The IANA name of its time zone.
    pub time_zone: String,
    /// When it begins: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub starts_at: Option<String>,
    /// When it ends: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ends_at: Option<String>,
    /// Where else it lives.
    pub links: EventLinks,
    /// The room its page opens.
    pub default_room: String,
    /// Its rooms.
    pub rooms: Vec<RoomLink>,
    /// Its programme.
    pub programme: Vec<SessionInfo>,
    /// For how long a ban may keep new guests from the same network out as well; missing where it may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub network_bans_ms: Option<u64>,
}

/// Where else an event lives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct EventLinks {
    /// Its own site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub site: Option<String>,
    /// The mailing list for longer interventions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mailing_list: Option<String>,
    /// Its hashtag with the leading `#`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hashtag: Option<String>,
    /// Where that hashtag can be followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hashtag_url: Option<String>,
}

/// A room among its event's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct RoomLink {
    /// Its short name in addresses.
    pub slug: String,
    /// Its full name.
    pub title: String,
}

/// A session of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct SessionInfo {
    /// Its short name, by which messages know it.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub description: Option<String>,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub facilitator: Option<String>,
    /// The room it is held in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub room: Option<String>,
    /// When it begins: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub starts_at: Option<String>,
    /// When it ends: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ends_at: Option<String>,
}

/// What a page tells its chat of a room's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Programme {
    /// The IANA name of the event's time zone.
    pub time_zone: String,
    /// The sessions of the room, those of all rooms among them, in few words.
    pub programme: Vec<SessionInfo>,
}

impl From<&domain::Person> for Person {
    fn from(person: &domain::Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name.to_string(),
            role: person.role.to_string(),
            affiliation: person.affiliation.as_ref().map(|a| a.as_str().to_owned()),
        }
    }
}

impl Room {
    /// A room of that event.
    pub fn new(event: &Event, room: &RoomInfo, state: &domain::RoomState) -> Self {
        Self {
            slug: room.slug.to_string(),
            title: room.title.clone(),
            reactions: event.settings.reactions.iter().map(ToString::to_string).collect(),
            edit_window_ms: u64::try_from(event.settings.edit_window.as_millis()).unwrap_or(u64::MAX),
            state: state.into(),
        }
    }
}

impl From<&domain::RoomState> for RoomState {
    fn from(state: &domain::RoomState) -> Self {
        Self {
            session: state.session.as_ref().map(|by_hand| SessionByHand {
                slug: by_hand.session.to_string(),
                started_at: rfc3339(by_hand.started_at),
                ended_at: by_hand.ended_at.map(rfc3339),
            }),
            slow_mode_ms: u64::try_from(state.switches.slow_mode.as_millis()).unwrap_or(u64::MAX),
            locked: state.switches.locked,
            participants_only: state.switches.participants_only,
            links: state.switches.links,
            hold: state.switches.hold.as_str().to_owned(),
            calm: state.calmed.is_some(),
            pins: state.pins.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&domain::Reaction> for Reaction {
    fn from(reaction: &domain::Reaction) -> Self {
        let by = reaction.people.iter().take(REACTED_BY);
        Self {
            emoji: reaction.emoji.to_string(),
            count: reaction.people.len(),
            by: by.map(ToString::to_string).collect(),
        }
    }
}

impl From<&domain::Message> for LiveMessage {
    fn from(message: &domain::Message) -> Self {
        Self {
            id: message.id.to_string(),
            position: message.position.get(),
            seq: message.seq.get(),
            at: rfc3339(message.at),
            author: Person::from(&message.author),
            text: message.text.as_str().to_owned(),
            edited_at: message.edited_at.map(rfc3339),
            reply_to: message.reply_to.map(|id| id.to_string()),
            reactions: message.reactions.iter().map(Reaction::from).collect(),
            session: message.session.as_ref().map(ToString::to_string),
            announcement: message.announcement,
        }
    }
}

impl From<&Change> for Message {
    fn from(change: &Change) -> Self {
        match change {
            Change::Live(message) => Self::Live(message.into()),
            Change::Removed(tombstone) => Self::Removed(Tombstone {
                id: tombstone.id.to_string(),
                position: tombstone.position.get(),
                seq: tombstone.seq.get(),
                removed: true,
            }),
        }
    }
}

impl From<&Event> for EventInfo {
    fn from(event: &Event) -> Self {
        Self {
            slug: event.slug.to_string(),
            title: event.title.clone(),
            description: event.description.clone(),
            place: event.place.clone(),
            time_zone: event.time_zone.clone(),
            starts_at: event.starts_at.map(rfc3339),
            ends_at: event.ends_at.map(rfc3339),
            links: EventLinks {
                site: event.links.site.clone(),
                mailing_list: event.links.mailing_list.clone(),
                hashtag: event.links.hashtag.clone(),
                hashtag_url: event.links.hashtag_url.clone(),
            },
            default_room: event.default_room.to_string(),
            rooms: (event.rooms.iter())
                .map(|room| RoomLink { slug: room.slug.to_string(), title: room.title.clone() })
                .collect(),
            programme: (event.programme.iter()).map(SessionInfo::from).collect(),
            network_bans_ms: u64::try_from(event.settings.network_bans.as_millis()).ok().filter(|&millis| millis > 0),
        }
    }
}

impl From<&domain::Session> for SessionInfo {
    fn from(session: &domain::Session) -> Self {
        Self {
            slug: session.slug.to_string(),
            title: session.title.clone(),
            description: session.description.clone(),
            facilitator: session.facilitator.clone(),
            room: session.room.as_ref().map(ToString::to_string),
            starts_at: session.starts_at.map(rfc3339),
            ends_at: session.ends_at.map(rfc3339),
        }
    }
}

impl Programme {
    /// The sessions of a room, those of all rooms among them.
    pub fn of(event: &Event, room: &RoomInfo) -> Self {
        let here =
            event.programme.iter().filter(|session| session.room.as_ref().is_none_or(|named| *named == room.slug));
        let short = |session| SessionInfo { description: None, facilitator: None, ..SessionInfo::from(session) };
        Self { time_zone: event.time_zone.clone(), programme: here.map(short).collect() }
    }
}

/// RFC 3339 in UTC with milliseconds. A time outside the calendar's range, which only a broken clock tells, is shown
/// as the epoch.
pub(super) fn rfc3339(at: Timestamp) -> String {
    let time = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rfc_3339_with_milliseconds() {
        assert_eq!(rfc3339(Timestamp::from_millis(1_351_918_800_007)), "2012-11-03T05:00:00.007Z");
        assert_eq!(rfc3339(Timestamp::from_millis(i64::MAX)), "1970-01-01T00:00:00.000Z");
    }
}
