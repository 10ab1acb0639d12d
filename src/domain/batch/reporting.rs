//! Reports of messages, and what is decided on them.

use super::ledger::Ledger;
use crate::domain::{ActKind, MessageId, Outcome, PersonId, REPORT_PACE, Reason, Refusal, Report, RoomAct};

impl Ledger {
    /// Also the muted may: who is kept from writing may still be harmed by what others write.
    pub(super) fn report(&mut self, by: PersonId, id: MessageId, reason: &Reason) -> Result<Outcome, Refusal> {
        let target = *self.facts.targets.get(&id).filter(|target| !target.removed).ok_or(Refusal::NotFound)?;
        if target.author == by {
            return Err(Refusal::OwnMessage);
        }
        if self.facts.reports.made.contains(&(id, by)) {
            return Ok(Outcome::Repeated(target.ack(id)));
        }
        self.pace(by, REPORT_PACE, |paces| &mut paces.reports).map_err(|refusal| match refusal {
            Refusal::SlowDown { retry_after_ms } => Refusal::TooManyReports { retry_after_ms },
            other => other,
        })?;
        self.facts.reports.made.insert((id, by));
        self.facts.reports.open.insert(id, true);
        self.decision.reports.push(Report { message: id, by, reason: Some(reason.clone()) });
        Ok(Outcome::Stored(target.ack(id)))
    }

    /// Who comes second changes nothing, whatever they wanted.
    pub(super) fn decide_on_reported(
        &mut self,
        by: PersonId,
        id: MessageId,
        keep: bool,
        reason: Option<Reason>,
    ) -> Result<Outcome, Refusal> {
        self.may_moderate(by)?;
        let target = *self.facts.targets.get(&id).ok_or(Refusal::NotFound)?;
        let open = self.facts.reports.open.get(&id).copied().ok_or(Refusal::NotReported)?;
        if target.removed || !open {
            return Ok(Outcome::Judged);
        }
        if !keep {
            self.remove(by, id, reason)?;
            return Ok(Outcome::Judged);
        }
        if target.author == by {
            return Err(Refusal::Outranked);
        }
        self.settle(id);
        let on = Some(target.author);
        self.decision.acts.push(RoomAct { kind: ActKind::Keep, by, on, message: Some(id), switched: None, reason });
        Ok(Outcome::Judged)
    }

    /// Nobody has to decide on the message any more, those of this very batch included.
    pub(super) fn settle(&mut self, id: MessageId) {
        if self.facts.reports.open.get(&id) != Some(&true) {
            return;
        }
        self.facts.reports.open.insert(id, false);
        self.decision.reports.iter_mut().filter(|report| report.message == id).for_each(|report| report.reason = None);
        self.decision.settled.push(id);
    }
}
