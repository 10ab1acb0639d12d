//! Posts that wait for a moderator: written in the transaction of their batch, read by those who decide on them and by their
//! authors.

use sqlx::QueryBuilder;

use super::{Backend, Connection, Database};
use crate::{
    domain::{Decision, Held, MessageId, Past, PersonId, RoomId},
    store::{
        StoreError,
        facts::{Questions, digest_to_stored},
        rows::{HeldRow, PastRow},
    },
};

/// Values a statement asks for at once.
const ROWS: usize = 1_000;

/// A post that waits or waited, in a room; to be followed by further conditions.
const HELD: &str =
    "SELECT h.id AS held_id, h.nonce, h.digest, h.body, h.reply_to, h.held_at, h.approved, h.decided_by, h.decided_at, h.caught,
        p.id, p.event_id, p.name, p.affiliation, p.role
    FROM held h JOIN people p ON p.id = h.author_id WHERE h.room_id = ";

impl Backend {
    pub(in crate::store) async fn waiting(
        &self,
        room: RoomId,
        author: Option<PersonId>,
        limit: u32,
    ) -> Result<Vec<Held>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let mut query = QueryBuilder::<Database>::new(HELD);
                query.push_bind(room.0).push(" AND h.body IS NOT NULL");
                if let Some(author) = author {
                    query.push(" AND h.author_id = ").push_bind(author.0);
                }
                query.push(" ORDER BY h.held_at, h.id LIMIT ").push_bind(i64::from(limit));
                let rows: Vec<HeldRow> = query.build_query_as().fetch_all(connection).await?;
                rows.into_iter().map(HeldRow::held).collect()
            })
        })
        .await
    }

    pub(in crate::store) async fn held(&self, room: RoomId, id: MessageId) -> Result<Option<Held>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let mut query = QueryBuilder::<Database>::new(HELD);
                query.push_bind(room.0).push(" AND h.id = ").push_bind(id.0);
                let row: Option<HeldRow> = query.build_query_as().fetch_optional(connection).await?;
                row.map(HeldRow::held).transpose()
            })
        })
        .await
    }

    pub(in crate::store) async fn held_versions(&self) -> Result<Vec<(RoomId, u64)>, StoreError> {
        self.read(|connection| {
            Box::pin(async {
                let rows: Vec<(sqlx::types::Uuid, i64)> =
                    sqlx::query_as("SELECT id, held_version FROM rooms WHERE held_version > 0")
                        .fetch_all(connection)
                        .await?;
                Ok(rows.into_iter().map(|(room, version)| (RoomId(room), version.unsigned_abs())).collect())
            })
        })
        .await
    }
}

/// The newest posts of one author that wait in a room and were taken in before that one.
pub(super) async fn of_author(
    connection: &mut Connection,
    room: RoomId,
    author: PersonId,
    before: MessageId,
    limit: u32,
) -> Result<Vec<Held>, StoreError> {
    let mut query = QueryBuilder::<Database>::new(HELD);
    query.push_bind(room.0).push(" AND h.body IS NOT NULL AND h.author_id = ").push_bind(author.0);
    query.push(" AND h.id < ").push_bind(before.0);
    query.push(" ORDER BY h.id DESC LIMIT ").push_bind(i64::from(limit));
    let rows: Vec<HeldRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(HeldRow::held).collect()
}

/// The held posts that a batch names or sends again.
pub(super) async fn held(
    connection: &mut Connection,
    room: RoomId,
    questions: &Questions,
) -> Result<Vec<HeldRow>, StoreError> {
    let mut rows = Vec::new();
    for ids in questions.held.iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(HELD);
        query.push_bind(room.0).push(" AND h.id IN (");
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(id.0);
        }
        query.push(")");
        rows.extend(query.build_query_as().fetch_all(&mut *connection).await?);
    }
    for nonces in questions.nonces.iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(HELD);
        query.push_bind(room.0).push(" AND (h.author_id, h.nonce) IN (");
        query.push_values(nonces, |mut row, (author, nonce)| {
            row.push_bind(author.0).push_bind(nonce.as_str());
        });
        query.push(")");
        rows.extend(query.build_query_as().fetch_all(&mut *connection).await?);
    }
    Ok(rows)
}

/// What a room knows of these people's posts.
pub(super) async fn pasts(
    connection: &mut Connection,
    room: RoomId,
    questions: &Questions,
) -> Result<Vec<(PersonId, Past)>, StoreError> {
    let mut pasts = Vec::new();
    for authors in questions.authors.iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT p.id AS author_id,
                 (SELECT m.posted_at FROM messages m WHERE m.author_id = p.id AND m.room_id = ",
        );
        query.push_bind(room.0);
        query.push(
            " ORDER BY m.posted_at DESC LIMIT 1) AS posted_at,
                 (SELECT h.held_at FROM held h WHERE h.author_id = p.id AND h.room_id = ",
        );
        query.push_bind(room.0);
        query.push(
            " ORDER BY h.held_at DESC LIMIT 1) AS held_at,
                 EXISTS (SELECT 1 FROM messages m WHERE m.author_id = p.id AND m.removed_at IS NULL AND m.room_id = ",
        );
        query.push_bind(room.0).push(") AS accepted FROM people p WHERE p.id IN (");
        let mut list = query.separated(", ");
        for author in authors {
            list.push_bind(author.0);
        }
        query.push(")");
        let rows: Vec<PastRow> = query.build_query_as().fetch_all(&mut *connection).await?;
        pasts.extend(rows.into_iter().map(PastRow::past));
    }
    Ok(pasts)
}

/// Writes what a batch held, and what it decided on.
pub(super) async fn put_held(connection: &mut Connection, room: RoomId, decision: &Decision) -> Result<(), StoreError> {
    if !decision.touches_held() {
        return Ok(());
    }
    for held in decision.held.chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO held (id, room_id, author_id, nonce, digest, body, reply_to, held_at, caught) ",
        );
        query.push_values(held, |mut row, held| {
            row.push_bind(held.id.0)
                .push_bind(room.0)
                .push_bind(held.author.id.0)
                .push_bind(held.nonce.as_str())
                .push_bind(digest_to_stored(held.digest))
                .push_bind(held.text.as_ref().map(|text| text.as_str()))
                .push_bind(held.reply_to.map(|id| id.0))
                .push_bind(held.at.as_millis())
                .push_bind((!held.caught.is_empty()).then(|| held.caught.to_string()));
        });
        query.build().execute(&mut *connection).await?;
    }
    for (id, verdict) in &decision.verdicts {
        let decided = sqlx::query(
            "UPDATE held SET body = NULL, approved = $1, decided_by = $2, decided_at = $3
             WHERE id = $4 AND body IS NOT NULL",
        )
        .bind(verdict.approved)
        .bind(verdict.by.0)
        .bind(verdict.at.as_millis())
        .bind(id.0);
        let hit = decided.execute(&mut *connection).await?;
        crate::store::facts::check_hit(1, hit.rows_affected())?;
    }
    changed(connection, room).await
}

/// Lets those who look after it know that something was held, reported or decided on.
pub(super) async fn changed(connection: &mut Connection, room: RoomId) -> Result<(), StoreError> {
    let changed = sqlx::query("UPDATE rooms SET held_version = held_version + 1 WHERE id = $1").bind(room.0);
    changed.execute(connection).await?;
    Ok(())
}
