use uuid::Uuid;

use super::{ChangedRow, number};
use crate::{
    domain::{Change, Complaint, MessageId, PersonId, Reason, Reported, Timestamp, Verdict},
    store::StoreError,
};

/// A message that is reported.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct ReportedRow {
    reports: i64,
    #[sqlx(flatten)]
    message: ChangedRow,
}

impl ReportedRow {
    /// Without what is said of it; `None` where it is removed.
    pub(in crate::store) fn reported(self) -> Result<Option<Reported>, StoreError> {
        let count = number(self.reports, "number of reports")?;
        Ok(match self.message.change()? {
            Some(Change::Live(message)) => Some(Reported { message, count, complaints: Vec::new() }),
            Some(Change::Removed(_)) | None => None,
        })
    }
}

/// What one person says of a message.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct ComplaintRow {
    message_id: Uuid,
    reporter_id: Uuid,
    name: String,
    reason: String,
    reported_at: i64,
}

impl ComplaintRow {
    pub(in crate::store) fn complaint(self) -> (MessageId, Complaint) {
        let complaint = Complaint {
            by: PersonId(self.reporter_id),
            by_name: self.name,
            reason: Reason::from_stored(self.reason),
            at: Timestamp::from_millis(self.reported_at),
        };
        (MessageId(self.message_id), complaint)
    }
}

/// What was decided on a reported message.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct VerdictRow {
    kept: bool,
    decided_by: Uuid,
    decided_at: i64,
}

impl VerdictRow {
    pub(in crate::store) fn verdict(self) -> Verdict {
        let (by, at) = (PersonId(self.decided_by), Timestamp::from_millis(self.decided_at));
        Verdict { approved: self.kept, by, at }
    }
}
