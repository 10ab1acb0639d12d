use std::time::Duration;

use uuid::Uuid;

use super::{emoji, number, pace, stored};
use crate::{
    domain::{Access, Event, EventId, EventSettings, Links, RoomId, RoomInfo, Session, Slug, Timestamp},
    store::{EventSummary, StoreError},
};

/// An event without its rooms and sessions.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct EventRow {
    pub(in crate::store) id: Uuid,
    slug: String,
    title: String,
    description: String,
    place: Option<String>,
    time_zone: String,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    site: Option<String>,
    mailing_list: Option<String>,
    hashtag: Option<String>,
    hashtag_url: Option<String>,
    default_room: String,
    access: String,
    pace_burst: i64,
    pace_interval_ms: i64,
    text_limit: i64,
    edit_window_ms: i64,
    restore_window_ms: i64,
    name_moderators: bool,
    network_bans_ms: i64,
    reactions: String,
    embed_on: String,
}

impl EventRow {
    pub(in crate::store) fn event(self, rooms: Vec<RoomRow>, programme: Vec<SessionRow>) -> Result<Event, StoreError> {
        Ok(Event {
            id: EventId(self.id),
            slug: stored(&self.slug, "slug")?,
            title: self.title,
            description: self.description,
            place: self.place,
            time_zone: self.time_zone,
            starts_at: self.starts_at.map(Timestamp::from_millis),
            ends_at: self.ends_at.map(Timestamp::from_millis),
            links: Links {
                site: self.site,
                mailing_list: self.mailing_list,
                hashtag: self.hashtag,
                hashtag_url: self.hashtag_url,
            },
            rooms: rooms.into_iter().map(RoomRow::room).collect::<Result<_, _>>()?,
            default_room: stored(&self.default_room, "slug")?,
            programme: programme.into_iter().map(SessionRow::session).collect::<Result<_, _>>()?,
            settings: EventSettings {
                access: access(&self.access)?,
                pace: pace(self.pace_burst, self.pace_interval_ms)?,
                text_limit: number(self.text_limit, "text_limit")?,
                edit_window: Duration::from_millis(number(self.edit_window_ms, "edit_window_ms")?),
                restore_window: Duration::from_millis(number(self.restore_window_ms, "restore_window_ms")?),
                name_moderators: self.name_moderators,
                network_bans: Duration::from_millis(number(self.network_bans_ms, "network_bans_ms")?),
                reactions: emoji(&self.reactions),
                embed_on: self.embed_on.lines().map(str::to_owned).collect(),
            },
        })
    }
}

/// A room as the organiser describes it.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct RoomRow {
    id: Uuid,
    slug: String,
    title: String,
}

impl RoomRow {
    fn room(self) -> Result<RoomInfo, StoreError> {
        Ok(RoomInfo { id: RoomId(self.id), slug: stored(&self.slug, "slug")?, title: self.title })
    }
}

/// A session of the programme.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct SessionRow {
    slug: String,
    title: String,
    description: Option<String>,
    facilitator: Option<String>,
    room: Option<String>,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
}

impl SessionRow {
    fn session(self) -> Result<Session, StoreError> {
        Ok(Session {
            slug: stored(&self.slug, "slug")?,
            title: self.title,
            description: self.description,
            facilitator: self.facilitator,
            room: self.room.map(|room| stored(&room, "slug")).transpose()?,
            starts_at: self.starts_at.map(Timestamp::from_millis),
            ends_at: self.ends_at.map(Timestamp::from_millis),
        })
    }
}

/// An event in a list.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct SummaryRow {
    id: Uuid,
    slug: String,
    title: String,
    place: Option<String>,
    time_zone: String,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    access: String,
}

impl SummaryRow {
    pub(in crate::store) fn summary(self) -> Result<EventSummary, StoreError> {
        Ok(EventSummary {
            id: EventId(self.id),
            slug: stored::<Slug>(&self.slug, "slug")?,
            title: self.title,
            place: self.place,
            time_zone: self.time_zone,
            starts_at: self.starts_at.map(Timestamp::from_millis),
            ends_at: self.ends_at.map(Timestamp::from_millis),
            access: access(&self.access)?,
        })
    }
}

/// How `access` is stored.
pub(in crate::store) fn access_to_stored(access: Access) -> &'static str {
    match access {
        Access::Public => "public",
        Access::Invited => "invited",
    }
}

fn access(raw: &str) -> Result<Access, StoreError> {
    match raw {
        "public" => Ok(Access::Public),
        "invited" => Ok(Access::Invited),
        _ => Err(StoreError::broken("a stored access is unknown")),
    }
}
