//! A room's state, as a batch reads and writes it under the room's lock, and where its sessions began.

use super::{Backend, Connection};
use crate::{
    domain::{RoomId, RoomState, SessionTimes, Timestamp},
    store::{
        SessionStart, StoreError,
        rows::{SessionStartRow, SessionTimesRow, millis, pins, pins_to_stored},
    },
};

impl Backend {
    /// One look into the index for each session of the programme.
    pub(in crate::store) async fn session_starts(&self, room: RoomId) -> Result<Vec<SessionStart>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let rows: Vec<SessionStartRow> = sqlx::query_as(
                    "SELECT s.slug, m.id, m.position FROM rooms r JOIN sessions s ON s.event_id = r.event_id
                     JOIN messages m ON m.room_id = r.id AND m.position = (
                         SELECT f.position FROM messages f
                         WHERE f.room_id = r.id AND f.session = s.slug AND f.removed_at IS NULL
                         ORDER BY f.position LIMIT 1)
                     WHERE r.id = $1 ORDER BY m.position",
                )
                .bind(room.0)
                .fetch_all(connection)
                .await?;
                rows.into_iter().map(SessionStartRow::start).collect()
            })
        })
        .await
    }
}

/// The sessions of a room, those of all rooms among them.
pub(super) async fn sessions(connection: &mut Connection, room: RoomId) -> Result<Vec<SessionTimes>, StoreError> {
    let rows: Vec<SessionTimesRow> = sqlx::query_as(
        "SELECT s.slug, s.room IS NOT NULL AS names_room, s.starts_at, s.ends_at
         FROM rooms r JOIN sessions s ON s.event_id = r.event_id AND (s.room IS NULL OR s.room = r.slug)
         WHERE r.id = $1 ORDER BY s.ordinal",
    )
    .bind(room.0)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(SessionTimesRow::times).collect()
}

/// Writes a room's state.
pub(super) async fn put_state(connection: &mut Connection, room: RoomId, state: &RoomState) -> Result<(), StoreError> {
    let session = state.session.as_ref();
    sqlx::query(
        "UPDATE rooms SET state_seq = $1, hand_session = $2, hand_started_at = $3, hand_ended_at = $4,
             slow_mode_ms = $5, locked = $6, participants_only = $7, links = $8, hold = $9, calmed_slow_mode_ms = $10,
             calmed_links = $11, calmed_hold = $12, pins = $13
         WHERE id = $14",
    )
    .bind(state.seq.to_stored())
    .bind(session.map(|by_hand| by_hand.session.as_str()))
    .bind(session.map(|by_hand| by_hand.started_at.as_millis()))
    .bind(session.and_then(|by_hand| by_hand.ended_at).map(Timestamp::as_millis))
    .bind(millis(state.switches.slow_mode))
    .bind(state.switches.locked)
    .bind(state.switches.participants_only)
    .bind(state.switches.links)
    .bind(state.switches.hold.as_str())
    .bind(state.calmed.map(|calmed| millis(calmed.slow_mode)))
    .bind(state.calmed.map(|calmed| calmed.links))
    .bind(state.calmed.map(|calmed| calmed.hold.as_str()))
    .bind(pins_to_stored(&state.pins))
    .bind(room.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes down what is pinned in a room and was removed by other statements than a batch's, with a seq of its own.
pub(super) async fn unpin_removed(connection: &mut Connection, room: RoomId) -> Result<(), StoreError> {
    let stored: String =
        sqlx::query_scalar("SELECT pins FROM rooms WHERE id = $1").bind(room.0).fetch_one(&mut *connection).await?;
    let before = pins(&stored)?;
    let mut after = Vec::new();
    for pin in &before {
        let live: Option<i64> =
            sqlx::query_scalar("SELECT position FROM messages WHERE id = $1 AND removed_at IS NULL")
                .bind(pin.0)
                .fetch_optional(&mut *connection)
                .await?;
        after.extend(live.map(|_| *pin));
    }
    if after != before {
        sqlx::query("UPDATE rooms SET head = head + 1, state_seq = head + 1, pins = $1 WHERE id = $2")
            .bind(pins_to_stored(&after))
            .bind(room.0)
            .execute(connection)
            .await?;
    }
    Ok(())
}
