//! What makes a restored database safe to serve: nothing that was removed since the backup, and new epochs.

use super::{Backend, Connection};
use crate::{
    domain::{Epoch, MessageId, RoomId, Timestamp},
    store::{StoreError, lease::End},
};

/// Messages a transaction, so that none takes long.
const CHUNK: usize = 100;

impl Backend {
    /// The ids of all removed messages.
    pub(in crate::store) async fn removed_ids(&self) -> Result<Vec<MessageId>, StoreError> {
        self.read(|connection| {
            Box::pin(async {
                let ids = sqlx::query_scalar("SELECT id FROM messages WHERE removed_at IS NOT NULL");
                Ok(ids.fetch_all(connection).await?.into_iter().map(MessageId).collect())
            })
        })
        .await
    }

    /// Which of these messages are here and not removed.
    pub(in crate::store) async fn live_among(&self, ids: Vec<MessageId>) -> Result<Vec<MessageId>, StoreError> {
        let mut live = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            let chunk = chunk.to_vec();
            let found = self.read(|connection| {
                Box::pin(async move {
                    let mut found = Vec::new();
                    for id in chunk {
                        if room_of_live(connection, id).await?.is_some() {
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
                        if let Some(room) = room_of_live(connection, id).await? {
                            remove(connection, room, id, now).await?;
                        }
                    }
                    Ok((End::Commit, ()))
                })
            })
            .await?;
        }
        Ok(())
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

    /// Gives rooms new epochs.
    pub(in crate::store) async fn set_epochs(&self, epochs: Vec<(RoomId, Epoch)>) -> Result<(), StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                for (room, epoch) in epochs {
                    let set = sqlx::query("UPDATE rooms SET epoch = $1 WHERE id = $2").bind(epoch.0).bind(room.0);
                    set.execute(&mut *connection).await?;
                }
                Ok((End::Commit, ()))
            })
        })
        .await
    }
}

async fn room_of_live(connection: &mut Connection, id: MessageId) -> Result<Option<RoomId>, StoreError> {
    let room = sqlx::query_scalar("SELECT room_id FROM messages WHERE id = $1 AND removed_at IS NULL").bind(id.0);
    Ok(room.fetch_optional(connection).await?.map(RoomId))
}

async fn remove(connection: &mut Connection, room: RoomId, id: MessageId, now: Timestamp) -> Result<(), StoreError> {
    let head = sqlx::query_scalar("UPDATE rooms SET head = head + 1 WHERE id = $1 RETURNING head").bind(room.0);
    let head: i64 = head.fetch_one(&mut *connection).await?;
    sqlx::query(
        "UPDATE messages SET seq = $1, body = NULL, edited_at = NULL, reactions = NULL, removed_at = $2, removed_by = author_id,
             removed_reason = 'removed before the database was restored'
         WHERE id = $3",
    )
    .bind(head)
    .bind(now.as_millis())
    .bind(id.0)
    .execute(connection)
    .await?;
    Ok(())
}
