//! A room's state, as a batch reads and writes it under the room's lock, and where its sessions began.

use super::{Backend, Connection};
use crate::{
    domain::{RoomId, RoomState, SessionTimes, Timestamp},
    store::{
        SessionStart, StoreError,
        rows::{SessionStartRow, SessionTimesRow},
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
        "UPDATE rooms SET state_seq = $1, hand_session = $2, hand_started_at = $3, hand_ended_at = $4 WHERE id = $5",
    )
    .bind(state.seq.to_stored())
    .bind(session.map(|by_hand| by_hand.session.as_str()))
    .bind(session.map(|by_hand| by_hand.started_at.as_millis()))
    .bind(session.and_then(|by_hand| by_hand.ended_at).map(Timestamp::as_millis))
    .bind(room.0)
    .execute(connection)
    .await?;
    Ok(())
}
