//! What becomes of removed messages later: brought back, erased, or removed again in a restored database, which also gets
//! new epochs.

use sqlx::types::Uuid;

use super::{Backend, Connection, reporting::settle_removed, state::unpin_removed};
use crate::{
    domain::{Epoch, MessageId, RemovalMark, RemovalState, RoomId, Timestamp},
    store::{StoreError, facts, lease::End},
};

/// Messages a transaction, so that none takes long.
const CHUNK: usize = 100;

impl Backend {
    /// What is known of all messages that were ever removed.
    pub(in crate::store) async fn removal_marks(&self) -> Result<Vec<(MessageId, RemovalMark)>, StoreError> {
        self.read(|connection| {
            Box::pin(async {
                let rows: Vec<(Uuid, i64, bool, bool)> = sqlx::query_as(
                    "SELECT m.id, m.removals, m.removed_at IS NOT NULL,
                         EXISTS (SELECT 1 FROM acts a WHERE a.message_id = m.id AND a.kind = 'erase')
                     FROM messages m WHERE m.removals > 0",
                )
                .fetch_all(connection)
                .await?;
                Ok(rows
                    .into_iter()
                    .map(|(id, nth, removed, erased)| (MessageId(id), mark(nth, removed, erased)))
                    .collect())
            })
        })
        .await
    }

    /// The messages of which something is kept.
    pub(in crate::store) async fn kept_ids(&self) -> Result<Vec<MessageId>, StoreError> {
        self.read(|connection| {
            Box::pin(async {
                let ids = sqlx::query_scalar("SELECT message_id FROM kept_texts").fetch_all(connection).await?;
                Ok(ids.into_iter().map(MessageId).collect())
            })
        })
        .await
    }

    /// Which of these messages are here, not removed, and know of fewer removals than so many.
    pub(in crate::store) async fn live_among(
        &self,
        removals: Vec<(MessageId, u32)>,
    ) -> Result<Vec<MessageId>, StoreError> {
        let mut live = Vec::new();
        for chunk in removals.chunks(CHUNK) {
            let chunk = chunk.to_vec();
            let found = self.read(|connection| {
                Box::pin(async move {
                    let mut found = Vec::new();
                    for (id, nth) in chunk {
                        let live = room_of_live(connection, id).await?;
                        if live.is_some_and(|(_, known)| known < i64::from(nth)) {
                            found.push(id);
                        }
                    }
                    Ok(found)
                })
            });
            live.extend(found.await?);
        }
        Ok(live)
    }

    /// Removes these messages again, as far as they are here. The backup does not know who removed them; they count as
    /// removed by their authors.
    pub(in crate::store) async fn remove_again(&self, ids: Vec<MessageId>, now: Timestamp) -> Result<(), StoreError> {
        for chunk in ids.chunks(CHUNK) {
            let chunk = chunk.to_vec();
            self.change(move |connection| {
                Box::pin(async move {
                    for id in chunk {
                        if let Some((room, _)) = room_of_live(connection, id).await? {
                            remove(connection, room, id, now).await?;
                        }
                    }
                    Ok((End::Clean, ()))
                })
            })
            .await?;
        }
        Ok(())
    }

    /// Erases what is kept of these messages.
    pub(in crate::store) async fn erase(&self, ids: Vec<MessageId>) -> Result<(), StoreError> {
        for chunk in ids.chunks(CHUNK) {
            let chunk = chunk.to_vec();
            self.change(move |connection| {
                Box::pin(async move {
                    forget(connection, &chunk).await?;
                    Ok((End::Clean, ()))
                })
            })
            .await?;
        }
        Ok(())
    }

    /// Erases what is kept no longer, a part at a time; returns how many texts that were.
    pub(in crate::store) async fn erase_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let expired = sqlx::query(
                    "DELETE FROM kept_texts WHERE message_id IN
                         (SELECT message_id FROM kept_texts WHERE kept_until <= $1 ORDER BY kept_until LIMIT 1000)",
                )
                .bind(now.as_millis());
                let erased = expired.execute(connection).await?.rows_affected();
                Ok((if erased == 0 { End::RollBack } else { End::Clean }, erased))
            })
        })
        .await
    }

    /// Every room.
    pub(in crate::store) async fn room_ids(&self) -> Result<Vec<RoomId>, StoreError> {
        self.read(|connection| {
            Box::pin(async {
                let ids = sqlx::query_scalar("SELECT id FROM rooms").fetch_all(connection).await?;
                Ok(ids.into_iter().map(RoomId).collect())
            })
        })
        .await
    }

    /// Gives rooms new epochs, and forgets of networks what came with the backup: it is older than it may get.
    pub(in crate::store) async fn set_epochs(&self, epochs: Vec<(RoomId, Epoch)>) -> Result<(), StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                for (room, epoch) in epochs {
                    let set = sqlx::query("UPDATE rooms SET epoch = $1 WHERE id = $2").bind(epoch.0).bind(room.0);
                    set.execute(&mut *connection).await?;
                }
                for forget in ["DELETE FROM network_bans", "DELETE FROM networks", "DELETE FROM network_secrets"] {
                    sqlx::query(forget).execute(&mut *connection).await?;
                }
                Ok((End::Commit, ()))
            })
        })
        .await
    }
}

/// Gives removed messages back what is kept of them. How they stand in the log afterwards is for the change that follows.
pub(super) async fn bring_back(connection: &mut Connection, ids: &[MessageId]) -> Result<(), StoreError> {
    for id in ids {
        let back = sqlx::query(
            "UPDATE messages SET body = k.body, removed_at = NULL, removed_by = NULL, removed_reason = NULL
             FROM kept_texts k WHERE messages.id = $1 AND k.message_id = $1 AND messages.removed_at IS NOT NULL",
        );
        let hit = back.bind(id.0).execute(&mut *connection).await?;
        facts::check_hit(1, hit.rows_affected())?;
    }
    forget(connection, ids).await
}

/// Deletes what is kept of messages.
pub(super) async fn forget(connection: &mut Connection, ids: &[MessageId]) -> Result<(), StoreError> {
    for id in ids {
        let kept = sqlx::query("DELETE FROM kept_texts WHERE message_id = $1").bind(id.0);
        kept.execute(&mut *connection).await?;
    }
    Ok(())
}

pub(super) fn mark(removals: i64, removed: bool, erased: bool) -> RemovalMark {
    let state = match (removed, erased) {
        (true, false) => RemovalState::Removed,
        (true, true) => RemovalState::Erased,
        (false, _) => RemovalState::Restored,
    };
    RemovalMark { nth: u32::try_from(removals).unwrap_or(u32::MAX), state }
}

/// Where a message is that is not removed, and how often it was.
async fn room_of_live(connection: &mut Connection, id: MessageId) -> Result<Option<(RoomId, i64)>, StoreError> {
    let room = sqlx::query_as("SELECT room_id, removals FROM messages WHERE id = $1 AND removed_at IS NULL").bind(id.0);
    let room: Option<(Uuid, i64)> = room.fetch_optional(connection).await?;
    Ok(room.map(|(room, removals)| (RoomId(room), removals)))
}

async fn remove(connection: &mut Connection, room: RoomId, id: MessageId, now: Timestamp) -> Result<(), StoreError> {
    let head = sqlx::query_scalar("UPDATE rooms SET head = head + 1 WHERE id = $1 RETURNING head").bind(room.0);
    let head: i64 = head.fetch_one(&mut *connection).await?;
    sqlx::query(
        "UPDATE messages SET seq = $1, body = NULL, edited_at = NULL, reactions = NULL,
             removals = removals + 1, removed_at = $2, removed_by = author_id,
             removed_reason = 'removed before the database was restored'
         WHERE id = $3",
    )
    .bind(head)
    .bind(now.as_millis())
    .bind(id.0)
    .execute(&mut *connection)
    .await?;
    unpin_removed(connection, room).await?;
    settle_removed(connection, room, now).await
}
