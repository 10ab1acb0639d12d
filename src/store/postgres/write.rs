use tokio::time::timeout;

use super::{
    ANSWER, COMMIT, Connection, Postgres, acts, ended_by_silence, filtering, holding, reporting, restoring,
    state::{put_state, sessions},
};
use crate::{
    domain::{
        Command, Decision, Epoch, EventId, Facts, Message, MessageId, Nonce, RemovalMark, Reports, RoomId, Seq, Slug,
        Timestamp,
    },
    store::{
        Cause, CommitGate, StoreError, WriteError, Written,
        facts::{self, Answers, Questions},
        filters::{ReadyFilters, decide_aside},
        lease::unhurried,
        rows::{self, LockedRoom, locked_room},
    },
};

impl Postgres {
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
        let prepared = async {
            let mut connection = self.lease().await?;
            sqlx::raw_sql("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE").execute(&mut *connection).await?;
            let prepared = prepare(&mut connection, room, batch, now, &self.ready_filters).await?;
            Ok::<_, WriteError>((connection, prepared))
        };
        // One limit for all statements together, so that a slow database cannot add up its delays.
        let (mut connection, (written, marks, must_commit)) =
            timeout(ANSWER, prepared).await.map_err(|_| WriteError::Unavailable { source: ended_by_silence() })??;
        if !must_commit {
            // Nothing hangs on the answer: without it the connection is closed.
            if let Ok(Ok(_)) = timeout(ANSWER, sqlx::raw_sql("ROLLBACK").execute(&mut *connection)).await {
                connection.give_back();
            }
            return Ok((written, marks));
        }
        if !gate.begin_commit() {
            return Err(WriteError::Unavailable { source: Cause::because("the writer's caller has given up waiting") });
        }
        match timeout(COMMIT, sqlx::raw_sql("COMMIT").execute(&mut *connection)).await {
            Ok(Ok(_)) => {
                connection.give_back();
                Ok((written, marks))
            }
            // Even an error from the server does not tell: it may have been told to stop just after the commit.
            Ok(Err(error)) => Err(WriteError::Uncertain { source: error.into() }),
            Err(_) => Err(WriteError::Uncertain { source: ended_by_silence() }),
        }
    }
}

/// Everything up to COMMIT; tells also what the journal of removals is to know, and whether there is anything to commit.
async fn prepare(
    connection: &mut Connection,
    room: RoomId,
    batch: &[Command],
    now: Timestamp,
    ready: &ReadyFilters,
) -> Result<(Written, Vec<(MessageId, RemovalMark)>, bool), WriteError> {
    // Whoever holds this lock is the room's only writer on any node. NO KEY leaves the checks of foreign keys alone.
    let locked: Option<LockedRoom> = sqlx::query_as(concat!(locked_room!(), " FOR NO KEY UPDATE OF r"))
        .bind(room.0)
        .fetch_optional(&mut *connection)
        .await?;
    let locked = locked.ok_or(WriteError::UnknownRoom)?;
    let facts = ask(connection, room, &locked, batch, ready, now).await?;
    let head_before = facts.head;
    let decision = decide_aside(facts, batch, now).await?;
    let must_commit = facts::stores_anything(&decision);
    if must_commit {
        store(connection, room, &locked, &decision, now).await?;
    }
    let held = decision.touches_held().then(|| locked.held_version() + 1);
    let Decision { outcomes, head, changes, state, marks, .. } = decision;
    Ok((Written { outcomes, changes, state, held, epoch: Epoch(locked.epoch), head_before, head }, marks, must_commit))
}

/// Statements of their own, after the lock: each sees everything that the writers before have committed.
async fn ask(
    connection: &mut Connection,
    room: RoomId,
    locked: &LockedRoom,
    batch: &[Command],
    ready: &ReadyFilters,
    now: Timestamp,
) -> Result<Facts, StoreError> {
    let questions = Questions::of(batch);
    let (authors, nonces): (Vec<_>, Vec<_>) =
        questions.nonces.iter().map(|(author, nonce)| (author.0, nonce.as_str())).unzip();
    // LIMIT keeps the planner from turning this around into a scan of all the room's commands.
    let commands = sqlx::query_as(
        "SELECT c.author_id, c.nonce, c.digest, c.message_id, c.position, c.seq
         FROM UNNEST($2::uuid[], $3::text[]) AS asked (author_id, nonce)
         CROSS JOIN LATERAL (
             SELECT * FROM commands
             WHERE room_id = $1 AND author_id = asked.author_id AND nonce = asked.nonce LIMIT 1
         ) c",
    )
    .bind(room.0)
    .bind(authors)
    .bind(nonces)
    .fetch_all(&mut *connection)
    .await?;
    // Locked, since another room's writer may count the same person's pace right now.
    let people = sqlx::query_as(
        "SELECT id, event_id, name, affiliation, role, muted_until, banned_until, cleared_at, pace_tat,
                reaction_tat, report_tat
         FROM people WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
    )
    .bind(questions.authors.iter().map(|author| author.0).collect::<Vec<_>>())
    .fetch_all(&mut *connection)
    .await?;
    let targets = if questions.targets.is_empty() {
        Vec::new()
    } else {
        sqlx::query_as(concat!(facts::target!(), " WHERE m.id = ANY($1)"))
            .bind(questions.targets.iter().map(|target| target.0).collect::<Vec<_>>())
            .fetch_all(&mut *connection)
            .await?
    };
    let messages = if questions.messages.is_empty() {
        Vec::new()
    } else {
        sqlx::query_as(concat!(facts::message!(), " WHERE m.id = ANY($1)"))
            .bind(questions.messages.iter().map(|message| message.0).collect::<Vec<_>>())
            .fetch_all(&mut *connection)
            .await?
    };
    let sessions =
        if questions.sessions && locked.has_sessions { sessions(connection, room).await? } else { Vec::new() };
    let kept = if questions.kept.is_empty() {
        Vec::new()
    } else {
        sqlx::query_as(concat!(facts::kept!(), " WHERE m.id = ANY($1)"))
            .bind(questions.kept.iter().map(|message| message.0).collect::<Vec<_>>())
            .fetch_all(&mut *connection)
            .await?
    };
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

async fn store(
    connection: &mut Connection,
    room: RoomId,
    locked: &LockedRoom,
    decision: &Decision,
    now: Timestamp,
) -> Result<(), StoreError> {
    let posts: Vec<&Message> = facts::posts(decision).collect();
    let receipts = &decision.receipts;
    // All in one statement, since each would cost a round trip under the lock.
    sqlx::query(
        "WITH posted AS (
             INSERT INTO messages (room_id, position, seq, id, posted_at, author_id, body, reply_to, session,
                 announcement)
             SELECT $1, position, position, id, $2, author_id, body, reply_to, session, announcement
             FROM UNNEST($3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $18::text[],
                      $19::boolean[])
                 AS new (position, id, author_id, body, reply_to, session, announcement)
         ), answered AS (
             INSERT INTO commands (room_id, author_id, nonce, digest, message_id, position, seq)
             SELECT $1, new.*
             FROM UNNEST($8::uuid[], $9::text[], $10::integer[], $11::uuid[], $12::bigint[], $13::bigint[]) AS new
         ), paced AS (
             UPDATE people SET pace_tat = used.posts, reaction_tat = used.reactions, report_tat = used.reports
             FROM UNNEST($14::uuid[], $15::bigint[], $16::bigint[], $20::bigint[])
                 AS used (id, posts, reactions, reports)
             WHERE people.id = used.id AND people.id = ANY($14)
         )
         UPDATE rooms SET head = $17 WHERE id = $1",
    )
    .bind(room.0)
    .bind(now.as_millis())
    .bind(posts.iter().map(|m| m.position.to_stored()).collect::<Vec<_>>())
    .bind(posts.iter().map(|m| m.id.0).collect::<Vec<_>>())
    .bind(posts.iter().map(|m| m.author.id.0).collect::<Vec<_>>())
    .bind(posts.iter().map(|m| m.text.as_str()).collect::<Vec<_>>())
    .bind(posts.iter().map(|m| m.reply_to.map(|id| id.0)).collect::<Vec<_>>())
    .bind(receipts.iter().map(|r| r.author.0).collect::<Vec<_>>())
    .bind(receipts.iter().map(|r| Nonce::as_str(&r.nonce)).collect::<Vec<_>>())
    .bind(receipts.iter().map(|r| facts::digest_to_stored(r.command.digest)).collect::<Vec<_>>())
    .bind(receipts.iter().map(|r| r.command.ack.id.0).collect::<Vec<_>>())
    .bind(receipts.iter().map(|r| r.command.ack.position.to_stored()).collect::<Vec<_>>())
    .bind(receipts.iter().map(|r| r.command.ack.seq.to_stored()).collect::<Vec<_>>())
    .bind(decision.paces.keys().map(|id| id.0).collect::<Vec<_>>())
    .bind(decision.paces.values().map(|paces| paces.posts.0).collect::<Vec<_>>())
    .bind(decision.paces.values().map(|paces| paces.reactions.0).collect::<Vec<_>>())
    .bind(Seq::to_stored(decision.head))
    .bind(posts.iter().map(|m| m.session.as_ref().map(Slug::as_str)).collect::<Vec<_>>())
    .bind(posts.iter().map(|m| m.announcement).collect::<Vec<_>>())
    .bind(decision.paces.values().map(|paces| paces.reports.0).collect::<Vec<_>>())
    .execute(&mut *connection)
    .await?;
    if let Some(state) = &decision.state {
        put_state(connection, room, state).await?;
    }
    restoring::bring_back(connection, &decision.restored).await?;
    change(connection, decision).await?;
    remove(connection, locked, decision, now).await?;
    restoring::forget(connection, &decision.erased).await?;
    reporting::put_reports(connection, room, decision, now).await?;
    holding::put_held(connection, room, decision).await?;
    filtering::remember(connection, room, &decision.said).await?;
    acts::log(connection, EventId(locked.event_id), room, &decision.acts, now).await
}

/// A statement of its own: it must see the messages that the one before has inserted.
async fn change(connection: &mut Connection, decision: &Decision) -> Result<(), StoreError> {
    let changed = facts::changed(decision);
    if changed.is_empty() {
        return Ok(());
    }
    let hit = sqlx::query(
        "UPDATE messages SET seq = new.seq, body = new.body, edited_at = new.edited_at, reactions = new.reactions
         FROM UNNEST($1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::text[])
             AS new (id, seq, body, edited_at, reactions)
         WHERE messages.id = new.id AND messages.id = ANY($1) AND messages.removed_at IS NULL",
    )
    .bind(changed.iter().map(|m| m.id.0).collect::<Vec<_>>())
    .bind(changed.iter().map(|m| m.seq.to_stored()).collect::<Vec<_>>())
    .bind(changed.iter().map(|m| m.text.as_str()).collect::<Vec<_>>())
    .bind(changed.iter().map(|m| m.edited_at.map(Timestamp::as_millis)).collect::<Vec<_>>())
    .bind(changed.iter().map(|m| rows::reactions_to_stored(&m.reactions)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    facts::check_hit(changed.len(), hit.rows_affected())
}

/// The same as [`change`], for what is removed.
async fn remove(
    connection: &mut Connection,
    locked: &LockedRoom,
    decision: &Decision,
    now: Timestamp,
) -> Result<(), StoreError> {
    let removals = &decision.removals;
    if removals.is_empty() {
        return Ok(());
    }
    let (kept, until): (Vec<_>, Vec<_>) = facts::to_keep(decision).map(|(id, until)| (id.0, until.as_millis())).unzip();
    if !kept.is_empty() {
        sqlx::query(
            "INSERT INTO kept_texts (message_id, body, edited_at, reactions, kept_until, event_id)
             SELECT m.id, m.body, m.edited_at, m.reactions, gone.until, $3
             FROM UNNEST($1::uuid[], $2::bigint[]) AS gone (id, until) JOIN messages m ON m.id = gone.id
             WHERE m.id = ANY($1)",
        )
        .bind(kept)
        .bind(until)
        .bind(locked.event_id)
        .execute(&mut *connection)
        .await?;
    }
    let removed = sqlx::query(
        "UPDATE messages SET seq = gone.seq, body = NULL, edited_at = NULL, reactions = NULL,
             removals = removals + 1, removed_at = $1,
             removed_by = gone.by, removed_reason = gone.reason
         FROM UNNEST($2::uuid[], $3::bigint[], $4::uuid[], $5::text[]) AS gone (id, seq, by, reason)
         WHERE messages.id = gone.id AND messages.id = ANY($2) AND messages.removed_at IS NULL",
    )
    .bind(now.as_millis())
    .bind(removals.iter().map(|r| r.tombstone.id.0).collect::<Vec<_>>())
    .bind(removals.iter().map(|r| r.tombstone.seq.to_stored()).collect::<Vec<_>>())
    .bind(removals.iter().map(|r| r.by.0).collect::<Vec<_>>())
    .bind(removals.iter().map(|r| r.reason.as_ref().map(|reason| reason.as_str())).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    facts::check_hit(removals.len(), removed.rows_affected())
}
