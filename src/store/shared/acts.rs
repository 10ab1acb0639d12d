//! The log of acts: written in the transaction of what it tells, and read.

use sqlx::QueryBuilder;

use super::{Backend, Connection, Database};
use crate::{
    domain::{
        Act, ActKind, ActNumber, Changed, EventId, MessageId, Nonce, PersonId, Reason, Role, RoomAct, RoomId, Timestamp,
    },
    store::{
        ActsFilter, StoreError,
        rows::{ActRow, changed_to_stored},
    },
};

/// Entries a statement: SQLite binds at most 32,766 values.
const ROWS: usize = 500;

/// An entry with the names of both people; to be followed by a condition.
pub(super) const ACTS: &str = "SELECT a.number, a.at, a.actor_id, b.name AS actor_name, a.kind, a.person_id, p.name AS person_name,
        a.room_id, a.message_id, a.changed, a.until_before, a.until, a.role_before, a.role, a.messages, a.reason, a.undoes, a.switched, a.network_until,
        (SELECT MIN(u.number) FROM acts u WHERE u.event_id = a.event_id AND u.undoes = a.number) AS undone_by
    FROM acts a JOIN people b ON b.id = a.actor_id LEFT JOIN people p ON p.id = a.person_id WHERE a.event_id = ";

/// An entry to be written.
pub(super) struct Entry<'a> {
    pub(super) by: PersonId,
    pub(super) kind: ActKind,
    pub(super) on: Option<PersonId>,
    pub(super) room: Option<RoomId>,
    pub(super) message: Option<MessageId>,
    pub(super) changed: Option<Changed>,
    pub(super) invited: Option<Role>,
    pub(super) switched: Option<String>,
    pub(super) network_until: Option<Timestamp>,
    pub(super) messages: Option<u64>,
    pub(super) reason: Option<&'a Reason>,
    pub(super) undoes: Option<ActNumber>,
    pub(super) nonce: Option<&'a Nonce>,
}

impl<'a> Entry<'a> {
    /// What is done to the event itself.
    pub(super) fn of_event(by: PersonId, kind: ActKind, reason: Option<&'a Reason>) -> Self {
        Self {
            by,
            kind,
            on: None,
            room: None,
            message: None,
            changed: None,
            invited: None,
            switched: None,
            network_until: None,
            messages: None,
            reason,
            undoes: None,
            nonce: None,
        }
    }
}

impl Backend {
    pub(in crate::store) async fn acts(
        &self,
        event: EventId,
        filter: ActsFilter,
        limit: u32,
    ) -> Result<Vec<Act>, StoreError> {
        self.read(move |connection| Box::pin(async move { read(connection, event, &filter, limit).await })).await
    }

    pub(in crate::store) async fn acts_after(
        &self,
        event: EventId,
        after: ActNumber,
        limit: u32,
    ) -> Result<Vec<Act>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let mut query = QueryBuilder::<Database>::new(ACTS);
                query.push_bind(event.0).push(" AND a.number > ").push_bind(stored(after));
                query.push(" ORDER BY a.number LIMIT ").push_bind(i64::from(limit));
                let rows: Vec<ActRow> = query.build_query_as().fetch_all(connection).await?;
                rows.into_iter().map(ActRow::act).collect()
            })
        })
        .await
    }

    pub(in crate::store) async fn act_heads(&self) -> Result<Vec<(EventId, ActNumber)>, StoreError> {
        self.read(|connection| {
            Box::pin(async {
                let rows = sqlx::query_as("SELECT event_id, head FROM act_heads").fetch_all(connection).await?;
                let head = |(event, head): (_, i64)| (EventId(event), ActNumber(head.unsigned_abs()));
                Ok(rows.into_iter().map(head).collect())
            })
        })
        .await
    }
}

pub(super) async fn read(
    connection: &mut Connection,
    event: EventId,
    filter: &ActsFilter,
    limit: u32,
) -> Result<Vec<Act>, StoreError> {
    let mut query = QueryBuilder::<Database>::new(ACTS);
    query.push_bind(event.0);
    if let Some(before) = filter.before {
        query.push(" AND a.number < ").push_bind(stored(before));
    }
    if let Some(by) = filter.by {
        query.push(" AND a.actor_id = ").push_bind(by.0);
    }
    if let Some(on) = filter.on {
        query.push(" AND a.person_id = ").push_bind(on.0);
    }
    if let Some(kind) = filter.kind {
        query.push(" AND a.kind = ").push_bind(kind.as_str());
    }
    if let Some(since) = filter.since {
        query.push(" AND a.at >= ").push_bind(since.as_millis());
    }
    if let Some(number) = filter.number {
        query.push(" AND a.number = ").push_bind(stored(number));
    }
    query.push(" ORDER BY a.number DESC LIMIT ").push_bind(i64::from(limit));
    let rows: Vec<ActRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(ActRow::act).collect()
}

/// Writes what a batch did to the room and to others' messages.
pub(super) async fn log(
    connection: &mut Connection,
    event: EventId,
    room: RoomId,
    acts: &[RoomAct],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut entries = Vec::with_capacity(acts.len());
    for act in acts {
        entries.push(Entry {
            on: act.on,
            room: Some(room),
            message: act.message,
            switched: act.switched.map(|switching| switching.to_string()),
            undoes: match act.message {
                Some(message) if act.kind == ActKind::Restore => removal_of(connection, message).await?,
                _ => None,
            },
            ..Entry::of_event(act.by, act.kind, act.reason.as_ref())
        });
    }
    append(connection, event, &entries, now).await.map(drop)
}

/// Adds entries to the log and returns the number of the last.
pub(super) async fn append(
    connection: &mut Connection,
    event: EventId,
    entries: &[Entry<'_>],
    now: Timestamp,
) -> Result<ActNumber, StoreError> {
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(ActNumber(0));
    }
    // Locks the row: acts become visible in the order of their numbers.
    let head: i64 = sqlx::query_scalar(
        "INSERT INTO act_heads (event_id, head) VALUES ($1, $2)
         ON CONFLICT (event_id) DO UPDATE SET head = act_heads.head + excluded.head RETURNING head",
    )
    .bind(event.0)
    .bind(count)
    .fetch_one(&mut *connection)
    .await?;
    let mut numbers = (head - count + 1)..;
    for entries in entries.chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO acts (event_id, number, at, actor_id, kind, person_id, room_id, message_id, changed,
                 until_before, until, role_before, role, messages, reason, undoes, nonce, switched, network_until) ",
        );
        query.push_values(entries.iter().zip(&mut numbers), |mut row, (entry, number)| {
            let (changed, [until_before, until], [role_before, role]) = changed_to_stored(entry.changed);
            row.push_bind(event.0)
                .push_bind(number)
                .push_bind(now.as_millis())
                .push_bind(entry.by.0)
                .push_bind(entry.kind.as_str())
                .push_bind(entry.on.map(|on| on.0))
                .push_bind(entry.room.map(|room| room.0))
                .push_bind(entry.message.map(|message| message.0))
                .push_bind(changed)
                .push_bind(until_before)
                .push_bind(until)
                .push_bind(role_before)
                .push_bind(role.or(entry.invited.map(Role::as_str)))
                .push_bind(entry.messages.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
                .push_bind(entry.reason.map(Reason::as_str))
                .push_bind(entry.undoes.map(stored))
                .push_bind(entry.nonce.map(Nonce::as_str))
                .push_bind(entry.switched.as_deref())
                .push_bind(entry.network_until.map(Timestamp::as_millis));
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(ActNumber(head.unsigned_abs()))
}

pub(super) fn stored(number: ActNumber) -> i64 {
    i64::try_from(number.0).unwrap_or(i64::MAX)
}

/// The act by which a message was last removed alone.
async fn removal_of(connection: &mut Connection, message: MessageId) -> Result<Option<ActNumber>, StoreError> {
    let last: Option<i64> =
        sqlx::query_scalar("SELECT MAX(number) FROM acts WHERE message_id = $1 AND kind = 'remove'")
            .bind(message.0)
            .fetch_one(connection)
            .await?;
    Ok(last.map(|number| ActNumber(number.unsigned_abs())))
}

/// That entry of the log.
pub(super) async fn one(
    connection: &mut Connection,
    event: EventId,
    number: ActNumber,
) -> Result<Option<Act>, StoreError> {
    let filter = ActsFilter { number: Some(number), ..ActsFilter::default() };
    Ok(read(connection, event, &filter, 1).await?.pop())
}

/// The number that the next act gets, once the log is locked.
pub(super) async fn next_number(connection: &mut Connection, event: EventId) -> Result<ActNumber, StoreError> {
    let head: i64 = sqlx::query_scalar(
        "INSERT INTO act_heads (event_id, head) VALUES ($1, 0)
         ON CONFLICT (event_id) DO UPDATE SET head = act_heads.head RETURNING head",
    )
    .bind(event.0)
    .fetch_one(connection)
    .await?;
    Ok(ActNumber(head.unsigned_abs() + 1))
}
