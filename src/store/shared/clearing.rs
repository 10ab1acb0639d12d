//! Removing all that somebody wrote lately, and bringing it back: in sets, since it may be thousands of messages.

use sqlx::types::Uuid;

use super::{Connection, acts, holding, reporting::settle_removed, restoring, state::unpin_removed};
use crate::{
    domain::{ActNumber, Acting, EventId, MessageId, PersonId, RemovalMark, RoomId, Timestamp},
    store::StoreError,
};

/// The most messages that one act removes, the newest first; the next act takes more.
const CLEARED_MAX: i64 = 10_000;

/// What an act removes.
pub(super) struct Gone<'a> {
    /// Whose messages.
    pub(super) of: PersonId,
    /// From when on.
    pub(super) since: Timestamp,
    pub(super) by: &'a Acting,
    pub(super) event: EventId,
    /// The act that removes it.
    pub(super) number: ActNumber,
    pub(super) now: Timestamp,
}

impl Gone<'_> {
    /// Removes all of it, in each room by rising position, and what was on its way.
    pub(super) async fn remove(
        &self,
        connection: &mut Connection,
        rooms: &[Uuid],
    ) -> Result<Vec<(MessageId, RemovalMark)>, StoreError> {
        let window: i64 = sqlx::query_scalar("SELECT restore_window_ms FROM events WHERE id = $1")
            .bind(self.event.0)
            .fetch_one(&mut *connection)
            .await?;
        let oldest = self.oldest(connection).await?;
        let mut marks = Vec::new();
        for room in rooms {
            let gone: Vec<(Uuid, i64)> = sqlx::query_as(
                "SELECT id, removals + 1 FROM messages
                 WHERE author_id = $1 AND posted_at >= $2 AND room_id = $3 AND removed_at IS NULL",
            )
            .bind(self.of.0)
            .bind(oldest)
            .bind(room)
            .fetch_all(&mut *connection)
            .await?;
            if gone.is_empty() {
                continue;
            }
            marks.extend(gone.into_iter().map(|(id, nth)| (MessageId(id), restoring::mark(nth, true, false))));
            if window > 0 {
                self.keep(connection, *room, oldest, window).await?;
            }
            self.take_away(connection, *room, oldest).await?;
            unpin_removed(connection, RoomId(*room)).await?;
            settle_removed(connection, RoomId(*room), self.now).await?;
        }
        self.reject(connection, rooms).await?;
        sqlx::query("UPDATE people SET cleared_at = $1 WHERE id = $2")
            .bind(self.now.as_millis())
            .bind(self.of.0)
            .execute(connection)
            .await?;
        Ok(marks)
    }

    /// What waits for a moderator goes with the rest, and does not come back with it.
    async fn reject(&self, connection: &mut Connection, rooms: &[Uuid]) -> Result<(), StoreError> {
        for room in rooms {
            let rejected = sqlx::query(
                "UPDATE held SET body = NULL, approved = $1, decided_by = $2, decided_at = $3
                 WHERE author_id = $4 AND held_at >= $5 AND room_id = $6 AND body IS NOT NULL",
            )
            .bind(false)
            .bind(self.by.by.0)
            .bind(self.now.as_millis())
            .bind(self.of.0)
            .bind(self.since.as_millis())
            .bind(room)
            .execute(&mut *connection)
            .await?;
            if rejected.rows_affected() > 0 {
                holding::changed(connection, RoomId(*room)).await?;
            }
        }
        Ok(())
    }

    /// From when on messages are removed: `since`, or later where there are too many.
    async fn oldest(&self, connection: &mut Connection) -> Result<i64, StoreError> {
        let beyond: Option<i64> = sqlx::query_scalar(
            "SELECT posted_at FROM messages
             WHERE room_id IN (SELECT id FROM rooms WHERE event_id = $4) AND posted_at >= $2 AND author_id = $1
                 AND removed_at IS NULL
             ORDER BY posted_at DESC LIMIT 1 OFFSET $3",
        )
        .bind(self.of.0)
        .bind(self.since.as_millis())
        .bind(CLEARED_MAX)
        .bind(self.event.0)
        .fetch_optional(connection)
        .await?;
        Ok(beyond.map_or(self.since.as_millis(), |posted_at| posted_at.saturating_add(1)))
    }

    async fn keep(&self, connection: &mut Connection, room: Uuid, oldest: i64, window: i64) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO kept_texts (message_id, body, edited_at, reactions, kept_until, event_id, act)
             SELECT id, body, edited_at, reactions, $4, $5, $6 FROM messages
             WHERE author_id = $1 AND posted_at >= $2 AND room_id = $3 AND removed_at IS NULL",
        )
        .bind(self.of.0)
        .bind(oldest)
        .bind(room)
        .bind(self.now.as_millis().saturating_add(window))
        .bind(self.event.0)
        .bind(acts::stored(self.number))
        .execute(connection)
        .await?;
        Ok(())
    }

    async fn take_away(&self, connection: &mut Connection, room: Uuid, oldest: i64) -> Result<(), StoreError> {
        let removed = sqlx::query(
            "WITH gone AS (
                 SELECT id, ROW_NUMBER() OVER (ORDER BY position) AS n FROM messages
                 WHERE author_id = $1 AND posted_at >= $2 AND room_id = $3 AND removed_at IS NULL
             )
             UPDATE messages SET seq = (SELECT head FROM rooms WHERE id = $3) + gone.n, body = NULL, edited_at = NULL,
                 reactions = NULL, removals = removals + 1, removed_at = $4, removed_by = $5, removed_reason = $6
             FROM gone WHERE messages.id = gone.id",
        )
        .bind(self.of.0)
        .bind(oldest)
        .bind(room)
        .bind(self.now.as_millis())
        .bind(self.by.by.0)
        .bind(self.by.reason.as_ref().map(|reason| reason.as_str()))
        .execute(&mut *connection)
        .await?;
        move_head(connection, room, removed.rows_affected()).await
    }
}

/// Brings back what an act removed, as far as it is kept and still removed.
pub(super) async fn bring_back(
    connection: &mut Connection,
    event: EventId,
    act: ActNumber,
    rooms: &[Uuid],
    now: Timestamp,
) -> Result<Vec<(MessageId, RemovalMark)>, StoreError> {
    let mut marks = Vec::new();
    for room in rooms {
        let back: Vec<(Uuid, i64)> = sqlx::query_as(
            "WITH back AS (
                 SELECT k.message_id, k.body, k.edited_at, k.reactions, ROW_NUMBER() OVER (ORDER BY m.position) AS n
                 FROM kept_texts k JOIN messages m ON m.id = k.message_id
                 WHERE k.event_id = $1 AND k.act = $2 AND k.kept_until > $3 AND m.room_id = $4
             )
             UPDATE messages SET seq = (SELECT head FROM rooms WHERE id = $4) + back.n, body = back.body,
                 edited_at = back.edited_at, reactions = back.reactions, removed_at = NULL, removed_by = NULL,
                 removed_reason = NULL
             FROM back WHERE messages.id = back.message_id
             RETURNING id, removals",
        )
        .bind(event.0)
        .bind(acts::stored(act))
        .bind(now.as_millis())
        .bind(room)
        .fetch_all(&mut *connection)
        .await?;
        move_head(connection, *room, back.len() as u64).await?;
        marks.extend(back.into_iter().map(|(id, nth)| (MessageId(id), restoring::mark(nth, false, false))));
    }
    sqlx::query("DELETE FROM kept_texts WHERE event_id = $1 AND act = $2 AND kept_until > $3")
        .bind(event.0)
        .bind(acts::stored(act))
        .bind(now.as_millis())
        .execute(connection)
        .await?;
    Ok(marks)
}

async fn move_head(connection: &mut Connection, room: Uuid, changes: u64) -> Result<(), StoreError> {
    sqlx::query("UPDATE rooms SET head = head + $1 WHERE id = $2")
        .bind(i64::try_from(changes).unwrap_or(i64::MAX))
        .bind(room)
        .execute(connection)
        .await?;
    Ok(())
}
