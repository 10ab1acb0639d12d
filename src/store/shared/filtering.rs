//! Filters of events: set by those who keep the room, asked by each batch under the room's lock.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use sqlx::{QueryBuilder, types::Uuid};

use super::{
    Backend, Connection, Database, SAID_FOR_EACH, SKIP_LOCKED,
    acting::{keeper, lock_rooms},
    acts::{self, next_number},
};
use crate::{
    domain::{
        ActKind, Action, Command, EventId, FLOOD_WITHIN, FilterSettings, Filters, FiltersVersion, Lately, PersonId,
        REPEATED_WITHIN, Reason, Refusal, RoomId, Seq, Timestamp,
    },
    store::{
        StoreError,
        filters::{FORGOTTEN, ReadyFilters},
        lease::End,
        rows::{FiltersRow, LockedRoom, TriedRow, lines_to_stored, moments_from_stored, moments_to_stored},
    },
};

/// Values a statement asks for at once.
const ROWS: usize = 1_000;

impl Backend {
    pub(in crate::store) async fn filters(
        &self,
        event: EventId,
    ) -> Result<(FiltersVersion, FilterSettings), StoreError> {
        self.read(move |connection| Box::pin(async move { settings(connection, event).await })).await
    }

    pub(in crate::store) async fn set_filters(
        &self,
        event: EventId,
        by: PersonId,
        wanted: FilterSettings,
        read_at: FiltersVersion,
        reason: Option<Reason>,
        now: Timestamp,
    ) -> Result<Result<FiltersVersion, Refusal>, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                // A batch that is under way is stored before this, or decided by what is set now.
                lock_rooms(connection, event).await?;
                let by = match keeper(connection, event, by, now).await? {
                    Ok(by) => by,
                    Err(refusal) => return Ok((End::RollBack, Err(refusal))),
                };
                // Locks the log of acts, so that two who set them see each other.
                next_number(connection, event).await?;
                let (version, before) = settings(connection, event).await?;
                if before == wanted {
                    return Ok((End::RollBack, Ok(version)));
                }
                if version != read_at {
                    return Ok((End::RollBack, Err(Refusal::Superseded)));
                }
                let version = FiltersVersion(version.0 + 1);
                put(connection, event, version, &wanted).await?;
                let entry = acts::Entry::of_event(by.person.id, ActKind::Filters, reason.as_ref());
                acts::append(connection, event, &[entry], now).await?;
                Ok((End::Commit, Ok(version)))
            })
        })
        .await
    }

    /// The texts of a room right below a position, the newest first, with who wrote them, at most `limit`.
    pub(in crate::store) async fn to_try(
        &self,
        room: RoomId,
        before: Seq,
        limit: u32,
    ) -> Result<Vec<TriedRow>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let query = sqlx::query_as(
                    "SELECT m.id, m.position, m.posted_at, m.author_id, p.role, m.body
                     FROM messages m JOIN people p ON p.id = m.author_id
                     WHERE m.room_id = $1 AND m.position < $2 AND m.removed_at IS NULL
                     ORDER BY m.position DESC LIMIT $3",
                );
                let query = query.bind(room.0).bind(before.to_stored()).bind(i64::from(limit));
                Ok(query.fetch_all(connection).await?)
            })
        })
        .await
    }

    /// Tells how much that was; there may be more.
    pub(in crate::store) async fn forget_said(&self, now: Timestamp) -> Result<u32, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let mut query = QueryBuilder::<Database>::new(
                    "DELETE FROM said_lately WHERE (room_id, mark, author_id) IN (
                         SELECT room_id, mark, author_id FROM said_lately WHERE said_at <= ",
                );
                query.push_bind(now.minus(REPEATED_WITHIN).as_millis());
                query.push(" LIMIT ").push_bind(i64::from(FORGOTTEN)).push(SKIP_LOCKED).push(")");
                let forgotten = query.build().execute(connection).await?.rows_affected();
                let end = if forgotten == 0 { End::RollBack } else { End::Commit };
                Ok((end, u32::try_from(forgotten).unwrap_or(u32::MAX)))
            })
        })
        .await
    }
}

async fn settings(connection: &mut Connection, event: EventId) -> Result<(FiltersVersion, FilterSettings), StoreError> {
    let row: Option<FiltersRow> = sqlx::query_as(
        "SELECT version, words, patterns, hosts, links, shouting, repeated, floods FROM filters WHERE event_id = $1",
    )
    .bind(event.0)
    .fetch_optional(connection)
    .await?;
    row.map(FiltersRow::filters).transpose().map(Option::unwrap_or_default)
}

async fn put(
    connection: &mut Connection,
    event: EventId,
    version: FiltersVersion,
    settings: &FilterSettings,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO filters (event_id, version, words, patterns, hosts, links, shouting, repeated, floods)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (event_id) DO UPDATE SET version = excluded.version, words = excluded.words,
             patterns = excluded.patterns, hosts = excluded.hosts, links = excluded.links,
             shouting = excluded.shouting, repeated = excluded.repeated, floods = excluded.floods",
    )
    .bind(event.0)
    .bind(i64::try_from(version.0).unwrap_or(i64::MAX))
    .bind(lines_to_stored(&settings.words))
    .bind(lines_to_stored(&settings.patterns))
    .bind(lines_to_stored(&settings.hosts))
    .bind(settings.links)
    .bind(settings.shouting)
    .bind(i64::from(settings.repeated))
    .bind(i64::from(settings.floods))
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE rooms SET filters_version = (SELECT version FROM filters WHERE event_id = $1) WHERE event_id = $1",
    )
    .bind(event.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The filters of the room's event, where anything is held by them, and what they need to know of what a batch says. An event
/// without filters asks nothing.
pub(super) async fn ask(
    connection: &mut Connection,
    room: RoomId,
    locked: &LockedRoom,
    batch: &[Command],
    ready: &ReadyFilters,
    now: Timestamp,
) -> Result<(Option<Arc<Filters>>, Lately), StoreError> {
    let (event, Some(version)) = (EventId(locked.event_id), locked.filters_version()) else {
        return Ok((None, Lately::default()));
    };
    let filters = match ready.at(event, version) {
        Some(kept) => kept,
        None => {
            let (version, settings) = settings(connection, event).await?;
            ready.keep(event, version, settings).await?
        }
    };
    let lately = match &filters {
        Some(filters) => lately(connection, room, filters, batch, now).await?,
        None => Lately::default(),
    };
    Ok((filters, lately))
}

/// Who said lately in that room what a batch says. No more is read than filters ask for, however much was said: of each text
/// the last so many people who make a flood, and of each author their own one row.
async fn lately(
    connection: &mut Connection,
    room: RoomId,
    filters: &Filters,
    batch: &[Command],
    now: Timestamp,
) -> Result<Lately, StoreError> {
    let said: BTreeSet<(i32, PersonId)> = batch
        .iter()
        .filter_map(|command| match &command.action {
            Action::Post { text, .. } => Some((mark_to_stored(filters.mark(text)?), command.author)),
            _ => None,
        })
        .collect();
    let since = now.minus(filters.look_back()).as_millis();
    let mut lately = Lately::default();
    if let Some(people) = filters.floods() {
        let marks: BTreeSet<i32> = said.iter().map(|(mark, _)| *mark).collect();
        for marks in marks.iter().collect::<Vec<_>>().chunks(ROWS) {
            let mut query = QueryBuilder::<Database>::new("WITH asked (mark) AS (");
            query.push_values(marks, |mut row, mark| {
                row.push_bind(**mark);
            });
            query.push(") SELECT s.mark, s.author_id, s.said_at FROM asked").push(SAID_FOR_EACH.0);
            query.push("FROM said_lately WHERE room_id = ").push_bind(room.0);
            query.push(" AND mark = asked.mark AND said_at > ").push_bind(now.minus(FLOOD_WITHIN).as_millis());
            query.push(" ORDER BY said_at DESC LIMIT ").push_bind(i64::from(people)).push(SAID_FOR_EACH.1);
            let rows: Vec<(i32, Uuid, i64)> = query.build_query_as().fetch_all(&mut *connection).await?;
            for (mark, by, at) in rows {
                lately.put(mark.unsigned_abs(), PersonId(by), vec![Timestamp::from_millis(at)]);
            }
        }
    }
    for said in said.iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new("WITH asked (mark, author_id) AS (");
        query.push_values(said, |mut row, (mark, by)| {
            row.push_bind(*mark).push_bind(by.0);
        });
        query.push(") SELECT s.mark, s.author_id, s.moments FROM asked").push(SAID_FOR_EACH.0);
        query.push("FROM said_lately WHERE room_id = ").push_bind(room.0);
        query.push(" AND mark = asked.mark AND author_id = asked.author_id AND said_at > ").push_bind(since);
        query.push(" LIMIT 1").push(SAID_FOR_EACH.1);
        let rows: Vec<(i32, Uuid, String)> = query.build_query_as().fetch_all(&mut *connection).await?;
        for (mark, by, moments) in rows {
            lately.put(mark.unsigned_abs(), PersonId(by), moments_from_stored(&moments)?);
        }
    }
    Ok(lately)
}

/// Writes what a batch said, where a filter will ask for it.
pub(super) async fn remember(
    connection: &mut Connection,
    room: RoomId,
    said: &BTreeMap<(u32, PersonId), Vec<Timestamp>>,
) -> Result<(), StoreError> {
    for said in said.iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut query =
            QueryBuilder::<Database>::new("INSERT INTO said_lately (room_id, mark, author_id, said_at, moments) ");
        query.push_values(said, |mut row, ((mark, by), moments)| {
            let last = moments.last().map_or(0, |last| last.as_millis());
            row.push_bind(room.0)
                .push_bind(mark_to_stored(*mark))
                .push_bind(by.0)
                .push_bind(last)
                .push_bind(moments_to_stored(moments));
        });
        query.push(
            " ON CONFLICT (room_id, mark, author_id) DO UPDATE SET said_at = excluded.said_at,
                 moments = excluded.moments",
        );
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// A mark has 31 bits so that it fits every database's integer.
fn mark_to_stored(mark: u32) -> i32 {
    i32::try_from(mark).unwrap_or(i32::MAX)
}
