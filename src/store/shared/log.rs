//! Reading a room's log. Every read is one statement, so that the head and the messages are of one moment; and none
//! selects the author of a removed message (its text is not there any more).

use super::{Backend, Connection};
use crate::{
    domain::{Change, MessageId, RoomId, Seq},
    store::{
        HistoryPage, LogState, Page, Snapshot, StoreError,
        rows::{self, LogRow, LogStateRow, TextRow, state},
    },
};

/// A room with some of its messages: $1 the room, $2 the bound, $3 the limit. No row where there is no such room, one
/// row without a message where none is in bounds.
macro_rules! log {
    ($bound:literal) => {
        concat!(
            "SELECT r.epoch, r.head, ",
            state!(),
            ", m.id AS message_id, m.position, m.seq, m.posted_at, m.body,
                    m.edited_at, m.reply_to, m.reactions, m.session, m.announcement, m.removed_at IS NOT NULL AS removed,
                    p.id AS author_id, p.event_id, p.name, p.affiliation, p.role
             FROM rooms r
             LEFT JOIN (SELECT * FROM messages WHERE room_id = $1 AND ",
            $bound,
            " LIMIT $3) m ON TRUE
             LEFT JOIN people p ON p.id = m.author_id AND m.removed_at IS NULL
             WHERE r.id = $1"
        )
    };
}

const LATEST: &str = concat!(log!("seq <= $2 ORDER BY seq DESC"), " ORDER BY m.seq DESC");
const SINCE: &str = concat!(log!("seq > $2 ORDER BY seq"), " ORDER BY m.seq");
const BEFORE: &str = concat!(log!("position < $2 ORDER BY position DESC"), " ORDER BY m.position");
const ONE: &str = log!("id = $2");
const AFTER: &str = concat!(log!("position > $2 ORDER BY position"), " ORDER BY m.position");

const TEXTS: &str = "SELECT id, position, body FROM messages
    WHERE room_id = $1 AND position < $2 AND body IS NOT NULL ORDER BY position DESC LIMIT $3";

impl Backend {
    pub(in crate::store) async fn room(&self, room: RoomId) -> Result<Option<LogState>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let row: Option<LogStateRow> = sqlx::query_as("SELECT epoch, head FROM rooms WHERE id = $1")
                    .bind(room.0)
                    .fetch_optional(connection)
                    .await?;
                row.map(LogStateRow::state).transpose()
            })
        })
        .await
    }

    pub(in crate::store) async fn latest_changes(
        &self,
        room: RoomId,
        limit: u32,
    ) -> Result<Option<Snapshot>, StoreError> {
        rows::latest(self.log(LATEST, room, Seq::MAX, limit).await?, limit)
    }

    pub(in crate::store) async fn changes_since(
        &self,
        room: RoomId,
        after: Seq,
        limit: u32,
    ) -> Result<Option<Snapshot>, StoreError> {
        rows::since(self.log(SINCE, room, after, limit).await?, after, limit)
    }

    pub(in crate::store) async fn history(
        &self,
        room: RoomId,
        page: Page,
        limit: u32,
    ) -> Result<Option<HistoryPage>, StoreError> {
        let (statement, bound) = match page {
            Page::Latest => (BEFORE, Seq::MAX),
            Page::Before(position) => (BEFORE, position),
            Page::After(position) => (AFTER, position),
        };
        rows::page(self.log(statement, room, bound, limit).await?)
    }

    /// One message of a room; `None` also where the room is none.
    pub(in crate::store) async fn message(&self, room: RoomId, id: MessageId) -> Result<Option<Change>, StoreError> {
        let read = self.read(move |connection: &mut Connection| {
            Box::pin(async move {
                let query = sqlx::query_as(ONE).bind(room.0).bind(id.0).bind(1_i64);
                Ok(query.fetch_all(connection).await?)
            })
        });
        Ok(rows::page(read.await?)?.and_then(|mut page| page.messages.pop()))
    }

    /// The texts right below a position, the newest first, at most `limit`.
    pub(in crate::store) async fn texts(
        &self,
        room: RoomId,
        before: Seq,
        limit: u32,
    ) -> Result<Vec<TextRow>, StoreError> {
        self.read(move |connection: &mut Connection| {
            Box::pin(async move {
                let query = sqlx::query_as(TEXTS).bind(room.0).bind(before.to_stored()).bind(i64::from(limit));
                Ok(query.fetch_all(connection).await?)
            })
        })
        .await
    }

    async fn log(
        &self,
        statement: &'static str,
        room: RoomId,
        bound: Seq,
        limit: u32,
    ) -> Result<Vec<LogRow>, StoreError> {
        self.read(move |connection: &mut Connection| {
            Box::pin(async move {
                let query = sqlx::query_as(statement).bind(room.0).bind(bound.to_stored()).bind(i64::from(limit));
                Ok(query.fetch_all(connection).await?)
            })
        })
        .await
    }
}
