//! Events with their rooms and programme.

use sqlx::types::Uuid;

use super::{Backend, Connection};
use crate::{
    domain::{Epoch, Event, EventId, RoomInfo, Session, Slug, Timestamp},
    store::{
        EventSummary, Imported, StoreError,
        lease::End,
        rows::{self, EventRow, SummaryRow},
    },
};

impl Backend {
    pub(in crate::store) async fn events(&self) -> Result<Vec<EventSummary>, StoreError> {
        self.read(|connection| {
            Box::pin(async move {
                let rows: Vec<SummaryRow> = sqlx::query_as(
                    "SELECT id, slug, title, place, time_zone, starts_at, ends_at, access FROM events
                     ORDER BY starts_at IS NULL, starts_at, slug",
                )
                .fetch_all(connection)
                .await?;
                rows.into_iter().map(SummaryRow::summary).collect()
            })
        })
        .await
    }

    pub(in crate::store) async fn event(&self, slug: Slug) -> Result<Option<Event>, StoreError> {
        // In a transaction, so that the event and its rooms are of one moment.
        self.look(move |connection| {
            Box::pin(async move {
                let row: Option<EventRow> = sqlx::query_as("SELECT * FROM events WHERE slug = $1")
                    .bind(slug.as_str())
                    .fetch_optional(&mut *connection)
                    .await?;
                match row {
                    Some(row) => whole(connection, row).await.map(Some),
                    None => Ok(None),
                }
            })
        })
        .await
    }

    /// `epochs` has one for each of the event's rooms.
    pub(in crate::store) async fn import_event(
        &self,
        event: Event,
        epochs: Vec<Epoch>,
    ) -> Result<Imported, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                // Locks the row on either database, so that two imports of one event do not mix.
                let row: Option<EventRow> = sqlx::query_as("UPDATE events SET slug = slug WHERE slug = $1 RETURNING *")
                    .bind(event.slug.as_str())
                    .fetch_optional(&mut *connection)
                    .await?;
                let before = match row {
                    Some(row) => Some(whole(connection, row).await?),
                    None => None,
                };
                if before.as_ref().is_some_and(|before| *before == with_ids_of(&event, before)) {
                    return Ok((End::RollBack, Imported::Unchanged));
                }
                put(connection, &event, &epochs, CREATE_OR_CHANGE).await?;
                Ok((End::Commit, if before.is_some() { Imported::Updated } else { Imported::Created }))
            })
        })
        .await
    }

    /// As [`Backend::import_event`], where there is no event at all; whether that was so.
    pub(in crate::store) async fn import_first_event(
        &self,
        event: Event,
        epochs: Vec<Epoch>,
    ) -> Result<bool, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let any: Option<i32> =
                    sqlx::query_scalar("SELECT 1 FROM events LIMIT 1").fetch_optional(&mut *connection).await?;
                let put = any.is_none() && put(connection, &event, &epochs, CREATE).await?;
                Ok((if put { End::Commit } else { End::RollBack }, put))
            })
        })
        .await
    }
}

async fn whole(connection: &mut Connection, row: EventRow) -> Result<Event, StoreError> {
    let rooms = sqlx::query_as(
        "SELECT id, slug, title FROM rooms WHERE event_id = $1 AND ordinal IS NOT NULL ORDER BY ordinal",
    )
    .bind(row.id)
    .fetch_all(&mut *connection)
    .await?;
    let programme = sqlx::query_as(
        "SELECT slug, title, description, facilitator, room, starts_at, ends_at FROM sessions
         WHERE event_id = $1 ORDER BY ordinal",
    )
    .bind(row.id)
    .fetch_all(connection)
    .await?;
    row.event(rooms, programme)
}

/// The proposed event with the ids that it and its rooms already have.
fn with_ids_of(proposed: &Event, stored: &Event) -> Event {
    let mut event = Event { id: stored.id, ..proposed.clone() };
    for room in &mut event.rooms {
        if let Some(known) = stored.room(&room.slug) {
            room.id = known.id;
        }
    }
    event
}

/// With [`CREATE`] or [`CREATE_OR_CHANGE`]. Returns whether it did.
async fn put(
    connection: &mut Connection,
    event: &Event,
    epochs: &[Epoch],
    how: &'static str,
) -> Result<bool, StoreError> {
    let Some(id) = put_event(connection, event, how).await? else { return Ok(false) };
    sqlx::query("UPDATE rooms SET ordinal = NULL WHERE event_id = $1").bind(id.0).execute(&mut *connection).await?;
    for ((ordinal, room), epoch) in (0..).zip(&event.rooms).zip(epochs) {
        put_room(connection, id, ordinal, room, *epoch).await?;
    }
    sqlx::query("DELETE FROM sessions WHERE event_id = $1").bind(id.0).execute(&mut *connection).await?;
    for (ordinal, session) in (0..).zip(&event.programme) {
        add_session(connection, id, ordinal, session).await?;
    }
    Ok(true)
}

macro_rules! insert_event {
    () => {
        "INSERT INTO events (id, slug, title, description, place, time_zone, starts_at, ends_at, site, mailing_list,
             hashtag, hashtag_url, default_room, access, pace_burst, pace_interval_ms, text_limit, embed_on,
             edit_window_ms, reactions, restore_window_ms, network_bans_ms,
             name_moderators)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23) "
    };
}

const CREATE: &str = concat!(insert_event!(), "ON CONFLICT (slug) DO NOTHING RETURNING id");

const CREATE_OR_CHANGE: &str = concat!(
    insert_event!(),
    "ON CONFLICT (slug) DO UPDATE SET title = excluded.title, description = excluded.description,
         place = excluded.place, time_zone = excluded.time_zone, starts_at = excluded.starts_at,
         ends_at = excluded.ends_at, site = excluded.site, mailing_list = excluded.mailing_list,
         hashtag = excluded.hashtag, hashtag_url = excluded.hashtag_url, default_room = excluded.default_room,
         access = excluded.access, pace_burst = excluded.pace_burst,
         pace_interval_ms = excluded.pace_interval_ms, text_limit = excluded.text_limit,
         embed_on = excluded.embed_on, edit_window_ms = excluded.edit_window_ms, reactions = excluded.reactions,
         restore_window_ms = excluded.restore_window_ms, network_bans_ms = excluded.network_bans_ms,
         name_moderators = excluded.name_moderators
     RETURNING id"
);

async fn put_event(
    connection: &mut Connection,
    event: &Event,
    how: &'static str,
) -> Result<Option<EventId>, StoreError> {
    let Event { links, settings, .. } = event;
    let id: Option<Uuid> = sqlx::query_scalar(how)
        .bind(event.id.0)
        .bind(event.slug.as_str())
        .bind(&*event.title)
        .bind(&*event.description)
        .bind(event.place.as_deref())
        .bind(&*event.time_zone)
        .bind(event.starts_at.map(Timestamp::as_millis))
        .bind(event.ends_at.map(Timestamp::as_millis))
        .bind(links.site.as_deref())
        .bind(links.mailing_list.as_deref())
        .bind(links.hashtag.as_deref())
        .bind(links.hashtag_url.as_deref())
        .bind(event.default_room.as_str())
        .bind(rows::access_to_stored(settings.access))
        .bind(i64::from(settings.pace.burst))
        .bind(rows::millis(settings.pace.interval))
        .bind(i64::try_from(settings.text_limit).unwrap_or(i64::MAX))
        .bind(settings.embed_on.join("\n"))
        .bind(rows::millis(settings.edit_window))
        .bind(rows::emoji_to_stored(&settings.reactions))
        .bind(rows::millis(settings.restore_window))
        .bind(rows::millis(settings.network_bans))
        .bind(settings.name_moderators)
        .fetch_optional(connection)
        .await?;
    Ok(id.map(EventId))
}

/// A room of that short name keeps its id, its epoch and its head.
async fn put_room(
    connection: &mut Connection,
    event: EventId,
    ordinal: i64,
    room: &RoomInfo,
    epoch: Epoch,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO rooms (id, event_id, slug, title, ordinal, epoch, filters_version)
         VALUES ($1, $2, $3, $4, $5, $6, (SELECT version FROM filters WHERE event_id = $2))
         ON CONFLICT (event_id, slug) DO UPDATE SET title = excluded.title, ordinal = excluded.ordinal",
    )
    .bind(room.id.0)
    .bind(event.0)
    .bind(room.slug.as_str())
    .bind(&*room.title)
    .bind(ordinal)
    .bind(epoch.0)
    .execute(connection)
    .await?;
    Ok(())
}

async fn add_session(
    connection: &mut Connection,
    event: EventId,
    ordinal: i64,
    session: &Session,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sessions (event_id, ordinal, slug, title, description, facilitator, room, starts_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(event.0)
    .bind(ordinal)
    .bind(session.slug.as_str())
    .bind(&*session.title)
    .bind(session.description.as_deref())
    .bind(session.facilitator.as_deref())
    .bind(session.room.as_ref().map(Slug::as_str))
    .bind(session.starts_at.map(Timestamp::as_millis))
    .bind(session.ends_at.map(Timestamp::as_millis))
    .execute(connection)
    .await?;
    Ok(())
}
