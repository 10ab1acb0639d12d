use std::time::Duration;

use super::{Emoji, EventId, Pace, RoomId, SessionTimes, Slug, Timestamp};

/// The limit of a message's text in code points where the event names no other.
pub const TEXT_LIMIT_DEFAULT: usize = 2_000;

/// How long authors may edit where the event says nothing else.
pub const EDIT_WINDOW_DEFAULT: Duration = Duration::from_secs(15 * 60);

/// How long removed texts are kept where the event says nothing else.
pub const RESTORE_WINDOW_DEFAULT: Duration = Duration::from_secs(24 * 60 * 60);

/// What one may react with where the event names nothing else.
const REACTIONS_DEFAULT: [&str; 6] = ["👍", "❤️", "😂", "🎉", "🤔", "👀"];

/// A meeting, as its organiser describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Which event, for good.
    pub id: EventId,
    /// Its short name in addresses.
    pub slug: Slug,
    /// Its full name.
    pub title: String,
    /// What it is for, in plain text; paragraphs are parted by empty lines.
    pub description: String,
    /// Where it takes place.
    pub place: Option<String>,
    /// The IANA name of its time zone.
    pub time_zone: String,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
    /// Where else it lives.
    pub links: Links,
    /// Its rooms in the organiser's order; at least one.
    pub rooms: Vec<RoomInfo>,
    /// The room its page opens; one of `rooms`.
    pub default_room: Slug,
    /// The sessions of its programme in the organiser's order.
    pub programme: Vec<Session>,
    /// How its rooms are run.
    pub settings: EventSettings,
}

/// Where else an event lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Its own site, http or https.
    pub site: Option<String>,
    /// The address of the mailing list for longer interventions.
    pub mailing_list: Option<String>,
    /// Its hashtag with the leading `#`.
    pub hashtag: Option<String>,
    /// Where that hashtag can be followed, http or https.
    pub hashtag_url: Option<String>,
}

/// A room of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomInfo {
    /// Which room, for good.
    pub id: RoomId,
    /// Its short name in addresses.
    pub slug: Slug,
    /// Its full name.
    pub title: String,
}

/// A session of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its short name, by which it is known for good within the event.
    pub slug: Slug,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Who leads it.
    pub facilitator: Option<String>,
    /// The room it is held in; without one, all of them.
    pub room: Option<Slug>,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
}

/// How an event's rooms are run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSettings {
    /// Who may read and join.
    pub access: Access,
    /// How fast one person may post.
    pub pace: Pace,
    /// The longest text, in code points.
    pub text_limit: usize,
    /// How long authors may edit a message after it was posted; zero is not at all.
    pub edit_window: Duration,
    /// How long the text of a message that a moderator removed is kept, so that it can be restored; zero is not at all.
    pub restore_window: Duration,
    /// Whether those who are acted on are told by whom; else it was "a moderator".
    pub name_moderators: bool,
    /// For how long a ban may also keep new guests from the same network out; zero is not at all.
    pub network_bans: Duration,
    /// What one may react with, in the order of the choice; none is no reactions.
    pub reactions: Vec<Emoji>,
    /// The origins of the pages that may embed its rooms or open their streams; `*` is any.
    pub embed_on: Vec<String>,
}

/// Who may read and join an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody reads; anybody joins by name.
    Public,
    /// Only those who joined read; one joins by invitation. Not listed.
    Invited,
}

impl Event {
    /// The room of that name.
    pub fn room(&self, slug: &Slug) -> Option<&RoomInfo> {
        self.rooms.iter().find(|room| room.slug == *slug)
    }

    /// When the sessions of a room take place, those of all rooms among them.
    pub fn sessions_of(&self, room: &Slug) -> Vec<SessionTimes> {
        let here = self.programme.iter().filter(|session| session.room.as_ref().is_none_or(|named| named == room));
        let times = here.map(|session| SessionTimes {
            slug: session.slug.clone(),
            names_room: session.room.is_some(),
            starts_at: session.starts_at,
            ends_at: session.ends_at,
        });
        times.collect()
    }
}

impl EventSettings {
    /// Whether pages of `origin` (scheme, host and port, as browsers send it) may embed this event.
    pub fn embeds_on(&self, origin: &str) -> bool {
        self.embed_on.iter().any(|listed| listed == "*" || listed.eq_ignore_ascii_case(origin))
    }
}

impl Default for EventSettings {
    fn default() -> Self {
        Self {
            access: Access::Public,
            pace: Pace { burst: 5, interval: Duration::from_secs(2) },
            text_limit: TEXT_LIMIT_DEFAULT,
            edit_window: EDIT_WINDOW_DEFAULT,
            restore_window: RESTORE_WINDOW_DEFAULT,
            name_moderators: false,
            network_bans: Duration::ZERO,
            reactions: REACTIONS_DEFAULT.iter().filter_map(|emoji| emoji.parse().ok()).collect(),
            embed_on: Vec::new(),
        }
    }
}
