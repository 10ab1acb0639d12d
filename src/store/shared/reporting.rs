//! Reports of messages: written in the transaction of their batch, read by those who decide on them.

use std::collections::HashMap;

use sqlx::{QueryBuilder, types::Uuid};

use super::{Backend, Connection, Database, holding};
use crate::{
    domain::{Complaint, Decision, MessageId, PersonId, Reason, Reported, Reports, RoomId, Timestamp, Verdict},
    store::{
        StoreError,
        facts::Questions,
        rows::{ComplaintRow, ReportedRow, VerdictRow},
    },
};

/// Values a statement asks for at once.
const ROWS: usize = 1_000;

/// What is told of a message at most, the newest: enough to decide by.
const COMPLAINTS: i64 = 20;

impl Backend {
    pub(in crate::store) async fn reported(&self, room: RoomId, limit: u32) -> Result<Vec<Reported>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let rows: Vec<ReportedRow> = sqlx::query_as(
                    "SELECT r.reports, m.id AS message_id, m.position, m.seq, m.posted_at, m.body, m.edited_at, m.reply_to,
                         m.reactions, m.session, m.announcement, m.removed_at IS NOT NULL AS removed,
                         p.id AS author_id, p.event_id, p.name, p.affiliation, p.role
                     FROM (SELECT message_id, COUNT(*) AS reports, MIN(reported_at) AS since FROM reports
                           WHERE room_id = $1 AND settled_at IS NULL GROUP BY message_id) r
                     JOIN messages m ON m.id = r.message_id JOIN people p ON p.id = m.author_id
                     WHERE m.removed_at IS NULL ORDER BY r.since, m.position LIMIT $2",
                )
                .bind(room.0)
                .bind(i64::from(limit))
                .fetch_all(&mut *connection)
                .await?;
                let reported = rows.into_iter().filter_map(|row| row.reported().transpose());
                let mut reported = reported.collect::<Result<Vec<_>, _>>()?;
                let mut complaints = complaints(connection, &reported).await?;
                for reported in &mut reported {
                    reported.complaints = complaints.remove(&reported.message.id).unwrap_or_default();
                }
                Ok(reported)
            })
        })
        .await
    }

    pub(in crate::store) async fn verdict_on_reported(
        &self,
        room: RoomId,
        id: MessageId,
    ) -> Result<Option<Verdict>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                // A removal stands in the message's row, whoever did it; what was kept, or brought back, in the log of acts.
                let removed: Option<VerdictRow> = sqlx::query_as(
                    "SELECT removed_at IS NULL AS kept, removed_by AS decided_by, removed_at AS decided_at FROM messages
                     WHERE id = $1 AND room_id = $2 AND removed_at IS NOT NULL",
                )
                .bind(id.0)
                .bind(room.0)
                .fetch_optional(&mut *connection)
                .await?;
                if let Some(removed) = removed {
                    return Ok(Some(removed.verdict()));
                }
                let kept: Option<VerdictRow> = sqlx::query_as(
                    "SELECT m.removed_at IS NULL AS kept, a.actor_id AS decided_by, a.at AS decided_at
                     FROM acts a JOIN messages m ON m.id = a.message_id
                     WHERE a.message_id = $1 AND m.room_id = $2 AND a.kind IN ('keep', 'restore')
                     ORDER BY a.number DESC LIMIT 1",
                )
                .bind(id.0)
                .bind(room.0)
                .fetch_optional(connection)
                .await?;
                Ok(kept.map(VerdictRow::verdict))
            })
        })
        .await
    }
}

/// What is said of these messages, the newest first.
async fn complaints(
    connection: &mut Connection,
    reported: &[Reported],
) -> Result<HashMap<MessageId, Vec<Complaint>>, StoreError> {
    let mut complaints = HashMap::<_, Vec<_>>::new();
    for reported in reported.chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT r.message_id, r.reporter_id, p.name, r.reason, r.reported_at
             FROM (SELECT message_id, reporter_id, reason, reported_at,
                       ROW_NUMBER() OVER (PARTITION BY message_id ORDER BY reported_at DESC, reporter_id) AS n
                   FROM reports WHERE settled_at IS NULL AND message_id IN (",
        );
        let mut list = query.separated(", ");
        for reported in reported {
            list.push_bind(reported.message.id.0);
        }
        query.push(")) r JOIN people p ON p.id = r.reporter_id WHERE r.n <= ").push_bind(COMPLAINTS);
        query.push(" ORDER BY r.message_id, r.n");
        let rows: Vec<ComplaintRow> = query.build_query_as().fetch_all(&mut *connection).await?;
        for (message, complaint) in rows.into_iter().map(ComplaintRow::complaint) {
            complaints.entry(message).or_default().push(complaint);
        }
    }
    Ok(complaints)
}

/// The reports that a batch makes again, or decides on.
pub(super) async fn reports(connection: &mut Connection, questions: &Questions) -> Result<Reports, StoreError> {
    let mut reports = Reports::default();
    for ids in questions.reported.iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT message_id, COUNT(*) > COUNT(settled_at) AS open FROM reports WHERE message_id IN (",
        );
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(id.0);
        }
        query.push(") GROUP BY message_id");
        let rows: Vec<(Uuid, bool)> = query.build_query_as().fetch_all(&mut *connection).await?;
        reports.open.extend(rows.into_iter().map(|(id, open)| (MessageId(id), open)));
    }
    for made in questions.reports.iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT message_id, reporter_id FROM reports WHERE (message_id, reporter_id) IN (",
        );
        query.push_values(made, |mut row, (message, by)| {
            row.push_bind(message.0).push_bind(by.0);
        });
        query.push(")");
        let rows: Vec<(Uuid, Uuid)> = query.build_query_as().fetch_all(&mut *connection).await?;
        reports.made.extend(rows.into_iter().map(|(message, by)| (MessageId(message), PersonId(by))));
    }
    Ok(reports)
}

/// Writes what a batch settled, then what it reported; [`holding::put_held`] tells those who look after it.
pub(super) async fn put_reports(
    connection: &mut Connection,
    room: RoomId,
    decision: &Decision,
    now: Timestamp,
) -> Result<(), StoreError> {
    for settled in decision.settled.chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new("UPDATE reports SET reason = NULL, settled_at = ");
        query.push_bind(now.as_millis()).push(" WHERE settled_at IS NULL AND message_id IN (");
        let mut list = query.separated(", ");
        for id in settled {
            list.push_bind(id.0);
        }
        query.push(")");
        query.build().execute(&mut *connection).await?;
    }
    for reports in decision.reports.chunks(ROWS) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO reports (message_id, reporter_id, room_id, reason, reported_at, settled_at) ",
        );
        query.push_values(reports, |mut row, report| {
            let settled_at = report.reason.is_none().then_some(now.as_millis());
            row.push_bind(report.message.0)
                .push_bind(report.by.0)
                .push_bind(room.0)
                .push_bind(report.reason.as_ref().map(Reason::as_str))
                .push_bind(now.as_millis())
                .push_bind(settled_at);
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Settles what was reported in a room and removed by other statements than a batch's.
pub(super) async fn settle_removed(
    connection: &mut Connection,
    room: RoomId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let settled = sqlx::query(
        "UPDATE reports SET reason = NULL, settled_at = $1
         WHERE room_id = $2 AND settled_at IS NULL
             AND message_id IN (SELECT r.message_id FROM reports r JOIN messages m ON m.id = r.message_id
                 WHERE r.room_id = $2 AND r.settled_at IS NULL AND m.removed_at IS NOT NULL)",
    )
    .bind(now.as_millis())
    .bind(room.0)
    .execute(&mut *connection)
    .await?;
    if settled.rows_affected() > 0 {
        holding::changed(connection, room).await?;
    }
    Ok(())
}
