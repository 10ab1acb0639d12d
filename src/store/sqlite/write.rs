use sqlx::{QueryBuilder, types::Uuid};

use super::{
    Connection, Sqlite, acts, filtering, holding, reporting, restoring,
    state::{put_state, sessions},
};
use crate::{
    domain::{
        Command, Decision, Epoch, EventId, Facts, Message, MessageId, RemovalMark, Reports, RoomId, Slug, Timestamp,
    },
    store::{
        Cause, CommitGate, StoreError, WriteError, Written,
        facts::{self, Answers, Questions},
        filters::{ReadyFilters, decide_aside},
        lease::unhurried,
        rows::{self, LockedRoom, locked_room},
    },
};

/// Rows a statement: SQLite binds at most 32,766 values, and a row has up to ten.
const ROWS: usize = 1_000;

impl Sqlite {
    pub(in crate::store) async fn write(
        &self,
        room: RoomId,
        batch: Vec<Command>,
        now: Timestamp,
        gate: CommitGate,
    ) -> Result<Written, WriteError> {
        let this = self.clone();
        let work = async move {
            let journal = this.journal.clone();
            let (written, marks) = this.write_to_the_end(room, &batch, now, gate).await?;
            if let Some(journal) = journal {
                journal.keep(marks).await;
            }
            Ok(written)
        };
        unhurried(work, |source| WriteError::Uncertain { source }).await
    }

    async fn write_to_the_end(
        self,
        room: RoomId,
        batch: &[Command],
        now: Timestamp,
        gate: CommitGate,
    ) -> Result<(Written, Vec<(MessageId, RemovalMark)>), WriteError> {
        let mut connection = self.writer().await?;
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut *connection).await?;
        let locked: Option<LockedRoom> =
            sqlx::query_as(locked_room!()).bind(room.0).fetch_optional(&mut *connection).await?;
        let locked = locked.ok_or(WriteError::UnknownRoom)?;
        let facts = ask(&mut connection, room, &locked, batch, &self.ready_filters, now).await?;
        let head_before = facts.head;
        let decision = decide_aside(facts, batch, now).await?;
        let must_commit = facts::stores_anything(&decision);
        let leaves_residue = facts::takes_texts_away(&decision, now);
        if must_commit {
            store(&mut connection, room, &locked, &decision, now).await?;
            if !gate.begin_commit() {
                return Err(WriteError::Unavailable {
                    source: Cause::because("the writer's caller has given up waiting"),
                });
            }
        }
        let end = if must_commit { "COMMIT" } else { "ROLLBACK" };
        sqlx::raw_sql(end).execute(&mut *connection).await.map_err(commit_failed)?;
        self.residue.fetch_or(leaves_residue, std::sync::atomic::Ordering::Relaxed);
        self.give_back(connection);
        let held = decision.touches_held().then(|| locked.held_version() + 1);
        let Decision { outcomes, head, changes, state, marks, .. } = decision;
        Ok((Written { outcomes, changes, state, held, epoch: Epoch(locked.epoch), head_before, head }, marks))
    }
}

/// A COMMIT that found no room (SQLITE_FULL) or no lock (SQLITE_BUSY) has not written its last page, and is undone with
/// the connection. After any other failure only the file knows.
fn commit_failed(error: sqlx::Error) -> WriteError {
    let code = error.as_database_error().and_then(|e| e.code()).and_then(|code| code.parse::<u32>().ok());
    match code.map(|code| code & 0xFF) {
        Some(5 | 13) => WriteError::Unavailable { source: error.into() },
        _ => WriteError::Uncertain { source: error.into() },
    }
}

async fn ask(
    connection: &mut Connection,
    room: RoomId,
    locked: &LockedRoom,
    batch: &[Command],
    ready: &ReadyFilters,
    now: Timestamp,
) -> Result<Facts, StoreError> {
    let questions = Questions::of(batch);
    let (mut commands, mut people, mut targets) = (Vec::new(), Vec::new(), Vec::new());
    let (mut messages, mut kept) = (Vec::new(), Vec::new());
    for nonces in chunks(&questions.nonces) {
        let mut query = QueryBuilder::new("WITH asked (author_id, nonce) AS (");
        query.push_values(nonces, |mut row, (author, nonce)| {
            row.push_bind(author.0).push_bind(nonce.as_str());
        });
        // CROSS JOIN keeps SQLite to this order: from what is asked to the index.
        query.push(
            ") SELECT c.author_id, c.nonce, c.digest, c.message_id, c.position, c.seq FROM asked CROSS JOIN commands c
             ON c.author_id = asked.author_id AND c.nonce = asked.nonce WHERE c.room_id = ",
        );
        commands.extend(query.push_bind(room.0).build_query_as().fetch_all(&mut *connection).await?);
    }
    for authors in chunks(&questions.authors) {
        let mut query = QueryBuilder::new(
            "SELECT id, event_id, name, affiliation, role, muted_until, banned_until, cleared_at, pace_tat,
                    reaction_tat, report_tat
             FROM people WHERE id IN (",
        );
        bind_all(&mut query, authors.iter().map(|author| author.0));
        query.push(")");
        people.extend(query.build_query_as().fetch_all(&mut *connection).await?);
    }
    for ids in chunks(&questions.targets) {
        let mut query = QueryBuilder::new(concat!(facts::target!(), " WHERE m.id IN ("));
        bind_all(&mut query, ids.iter().map(|id| id.0));
        query.push(")");
        targets.extend(query.build_query_as().fetch_all(&mut *connection).await?);
    }
    for ids in chunks(&questions.messages) {
        let mut query = QueryBuilder::new(concat!(facts::message!(), " WHERE m.id IN ("));
        bind_all(&mut query, ids.iter().map(|id| id.0));
        query.push(")");
        messages.extend(query.build_query_as().fetch_all(&mut *connection).await?);
    }
    let sessions =
        if questions.sessions && locked.has_sessions { sessions(connection, room).await? } else { Vec::new() };
    for ids in chunks(&questions.kept) {
        let mut query = QueryBuilder::new(concat!(facts::kept!(), " WHERE m.id IN ("));
        bind_all(&mut query, ids.iter().map(|id| id.0));
        query.push(")");
        kept.extend(query.build_query_as().fetch_all(&mut *connection).await?);
    }
    let held = if locked.has_held() { holding::held(&mut *connection, room, &questions).await? } else { Vec::new() };
    let reports =
        if locked.has_held() { reporting::reports(&mut *connection, &questions).await? } else { Reports::default() };
    let pasts =
        if locked.state.asks_for_pasts() { holding::pasts(connection, room, &questions).await? } else { Vec::new() };
    let (filters, lately) = filtering::ask(connection, room, locked, batch, ready, now).await?;
    let answers =
        Answers { commands, people, targets, messages, kept, sessions, held, reports, pasts, filters, lately };
    facts::facts(room, locked, answers)
}

fn bind_all(query: &mut QueryBuilder<sqlx::Sqlite>, ids: impl Iterator<Item = Uuid>) {
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(id);
    }
}

fn chunks<T>(all: &std::collections::BTreeSet<T>) -> Vec<Vec<&T>> {
    all.iter().collect::<Vec<_>>().chunks(ROWS).map(<[_]>::to_vec).collect()
}

async fn store(
    connection: &mut Connection,
    room: RoomId,
    locked: &LockedRoom,
    decision: &Decision,
    now: Timestamp,
) -> Result<(), StoreError> {
    let posts: Vec<&Message> = facts::posts(decision).collect();
    for posts in posts.chunks(ROWS) {
        let mut query = QueryBuilder::new(
            "INSERT INTO messages (room_id, position, seq, id, posted_at, author_id, body, reply_to, session,
                 announcement) ",
        );
        query.push_values(posts, |mut row, message| {
            row.push_bind(room.0)
                .push_bind(message.position.to_stored())
                .push_bind(message.seq.to_stored())
                .push_bind(message.id.0)
                .push_bind(now.as_millis())
                .push_bind(message.author.id.0)
                .push_bind(message.text.as_str())
                .push_bind(message.reply_to.map(|id| id.0))
                .push_bind(message.session.as_ref().map(Slug::as_str))
                .push_bind(message.announcement);
        });
        query.build().execute(&mut *connection).await?;
    }
    for receipts in decision.receipts.chunks(ROWS) {
        let mut query =
            QueryBuilder::new("INSERT INTO commands (room_id, author_id, nonce, digest, message_id, position, seq) ");
        query.push_values(receipts, |mut row, receipt| {
            let ack = receipt.command.ack;
            row.push_bind(room.0)
                .push_bind(receipt.author.0)
                .push_bind(receipt.nonce.as_str())
                .push_bind(facts::digest_to_stored(receipt.command.digest))
                .push_bind(ack.id.0)
                .push_bind(ack.position.to_stored())
                .push_bind(ack.seq.to_stored());
        });
        query.build().execute(&mut *connection).await?;
    }
    let paces: Vec<_> = decision.paces.iter().collect();
    for paces in paces.chunks(ROWS) {
        let mut query = QueryBuilder::new("WITH used (id, posts, reactions, reports) AS (");
        query.push_values(paces, |mut row, (id, paces)| {
            row.push_bind(id.0).push_bind(paces.posts.0).push_bind(paces.reactions.0).push_bind(paces.reports.0);
        });
        query.push(
            ") UPDATE people SET pace_tat = used.posts, reaction_tat = used.reactions, report_tat = used.reports
             FROM used WHERE people.id = used.id",
        );
        query.build().execute(&mut *connection).await?;
    }
    restoring::bring_back(connection, &decision.restored).await?;
    change(connection, decision).await?;
    remove(connection, locked, decision, now).await?;
    if let Some(state) = &decision.state {
        put_state(connection, room, state).await?;
    }
    restoring::forget(connection, &decision.erased).await?;
    reporting::put_reports(connection, room, decision, now).await?;
    holding::put_held(connection, room, decision).await?;
    filtering::remember(connection, room, &decision.said).await?;
    acts::log(connection, EventId(locked.event_id), room, &decision.acts, now).await?;
    sqlx::query("UPDATE rooms SET head = ? WHERE id = ?")
        .bind(decision.head.to_stored())
        .bind(room.0)
        .execute(connection)
        .await?;
    Ok(())
}

async fn change(connection: &mut Connection, decision: &Decision) -> Result<(), StoreError> {
    for changed in facts::changed(decision).chunks(ROWS) {
        let mut query = QueryBuilder::new("WITH new (id, seq, body, edited_at, reactions) AS (");
        query.push_values(changed, |mut row, message| {
            row.push_bind(message.id.0)
                .push_bind(message.seq.to_stored())
                .push_bind(message.text.as_str())
                .push_bind(message.edited_at.map(Timestamp::as_millis))
                .push_bind(rows::reactions_to_stored(&message.reactions));
        });
        query.push(
            ") UPDATE messages SET seq = new.seq, body = new.body, edited_at = new.edited_at, reactions = new.reactions
             FROM new WHERE messages.id = new.id AND messages.removed_at IS NULL",
        );
        let hit = query.build().execute(&mut *connection).await?;
        facts::check_hit(changed.len(), hit.rows_affected())?;
    }
    Ok(())
}

async fn remove(
    connection: &mut Connection,
    locked: &LockedRoom,
    decision: &Decision,
    now: Timestamp,
) -> Result<(), StoreError> {
    let kept: Vec<_> = facts::to_keep(decision).collect();
    for kept in kept.chunks(ROWS) {
        let mut query = QueryBuilder::new("WITH gone (id, until) AS (");
        query.push_values(kept, |mut row, (id, until)| {
            row.push_bind(id.0).push_bind(until.as_millis());
        });
        query
            .push(
                ") INSERT INTO kept_texts (message_id, body, edited_at, reactions, kept_until, event_id)
                 SELECT m.id, m.body, m.edited_at, m.reactions, gone.until, ",
            )
            .push_bind(locked.event_id);
        query.push(" FROM gone CROSS JOIN messages m ON m.id = gone.id");
        query.build().execute(&mut *connection).await?;
    }
    for removals in decision.removals.chunks(ROWS) {
        let mut query = QueryBuilder::new("WITH gone (id, seq, by, reason) AS (");
        query.push_values(removals, |mut row, removal| {
            row.push_bind(removal.tombstone.id.0)
                .push_bind(removal.tombstone.seq.to_stored())
                .push_bind(removal.by.0)
                .push_bind(removal.reason.as_ref().map(|reason| reason.as_str()));
        });
        query
            .push(
                ") UPDATE messages SET seq = gone.seq, body = NULL, edited_at = NULL, reactions = NULL,
                     removals = removals + 1, removed_at = ",
            )
            .push_bind(now.as_millis());
        query.push(
            ", removed_by = gone.by, removed_reason = gone.reason FROM gone
             WHERE messages.id = gone.id AND messages.removed_at IS NULL",
        );
        let removed = query.build().execute(&mut *connection).await?;
        facts::check_hit(removals.len(), removed.rows_affected())?;
    }
    Ok(())
}
