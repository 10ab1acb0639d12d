//! Removing messages, and what can still be done about it.

use super::{Target, ledger::Ledger};
use crate::domain::{
    Ack, ActKind, Action, Change, Command, Kept, MessageId, Outcome, PersonId, Reason, Refusal, Removal, RemovalMark,
    RemovalState, RoomAct, Tombstone,
};

impl Ledger {
    pub(super) fn remove(&mut self, by: PersonId, id: MessageId, reason: Option<Reason>) -> Result<Outcome, Refusal> {
        let target = self.target(ActKind::Remove, by, id)?;
        if target.removed {
            return Ok(Outcome::Repeated(target.ack(id)));
        }
        // What its author takes back is nobody else's to read again.
        let keeps = target.author != by && !self.facts.restore_window.is_zero();
        Ok(self.take_away(ActKind::Remove, by, id, target, reason, keeps))
    }

    pub(super) fn erase(&mut self, by: PersonId, id: MessageId, reason: Option<Reason>) -> Result<Outcome, Refusal> {
        let target = self.target(ActKind::Erase, by, id)?;
        if !target.removed {
            return Ok(self.take_away(ActKind::Erase, by, id, target, reason, false));
        }
        if !target.kept {
            return Ok(Outcome::Repeated(target.ack(id)));
        }
        if target.author == by {
            // Removed by those who keep the room, who may still have to look at it.
            return Err(Refusal::Outranked);
        }
        self.facts.kept.remove(&id);
        self.facts.targets.insert(id, Target { kept: false, ..target });
        match self.decision.removals.iter_mut().find(|removal| removal.tombstone.id == id) {
            Some(removal) => removal.kept_until = None,
            None => self.decision.erased.push(id),
        }
        self.decision.acts.push(RoomAct {
            kind: ActKind::Erase,
            by,
            on: Some(target.author),
            message: Some(id),
            switched: None,
            reason,
        });
        Ok(Outcome::Stored(target.ack(id)))
    }

    pub(super) fn restore(&mut self, by: PersonId, id: MessageId, reason: Option<Reason>) -> Result<Outcome, Refusal> {
        let target = self.target(ActKind::Restore, by, id)?;
        if target.author == by {
            return Err(Refusal::Outranked);
        }
        if !target.removed {
            return Ok(Outcome::Repeated(target.ack(id)));
        }
        let kept = self.facts.kept.remove(&id).filter(|kept| self.now < kept.until).ok_or(Refusal::NotKept)?;
        self.vacate(id, target.seq);
        let mut message = kept.message;
        message.seq = self.next_seq();
        let mut removals = target.removals;
        match self.decision.removals.iter().position(|removal| removal.tombstone.id == id) {
            // Removed by this very batch, so that nothing of it has happened yet.
            Some(index) => {
                self.decision.removals.remove(index);
                removals -= 1;
            }
            None => self.decision.restored.push(id),
        }
        self.facts.targets.insert(id, Target { seq: message.seq, removed: false, kept: false, removals, ..target });
        self.decision.acts.push(RoomAct {
            kind: ActKind::Restore,
            by,
            on: Some(target.author),
            message: Some(id),
            switched: None,
            reason,
        });
        let ack = message.ack();
        self.slots.push(Some(Change::Live(message)));
        Ok(Outcome::Stored(ack))
    }

    /// What the journal of removals is to know of the messages that these commands were about.
    pub(super) fn marks(&self, batch: &[Command], outcomes: &[Outcome]) -> Vec<(MessageId, RemovalMark)> {
        let acknowledged = batch.iter().zip(outcomes).filter_map(|(command, outcome)| {
            match (&command.action, outcome) {
                // Also what is repeated: another process may have stored it and ended before it wrote its journal.
                (
                    Action::Remove { id, .. } | Action::Erase { id, .. } | Action::Restore { id, .. },
                    Outcome::Stored(_) | Outcome::Repeated(_),
                ) => Some((*id, matches!(command.action, Action::Erase { .. }))),
                (Action::DecideReported { id, .. }, Outcome::Judged) => Some((*id, false)),
                _ => None,
            }
        });
        acknowledged.filter_map(|(id, erased)| Some((id, self.facts.targets.get(&id)?.mark(erased)?))).collect()
    }

    fn take_away(
        &mut self,
        kind: ActKind,
        by: PersonId,
        id: MessageId,
        target: Target,
        reason: Option<Reason>,
        keeps: bool,
    ) -> Outcome {
        let kept_until = keeps.then(|| self.now.plus(self.facts.restore_window));
        if let (Some(message), Some(until)) = (self.vacate(id, target.seq), kept_until) {
            self.facts.kept.insert(id, Kept { message, until });
        }
        let tombstone = Tombstone { id, position: target.position, seq: self.next_seq() };
        let now = Target { seq: tombstone.seq, removed: true, kept: keeps, removals: target.removals + 1, ..target };
        self.facts.targets.insert(id, now);
        self.slots.push(Some(Change::Removed(tombstone)));
        if target.author != by {
            self.decision.acts.push(RoomAct {
                kind,
                by,
                on: Some(target.author),
                message: Some(id),
                switched: None,
                reason: reason.clone(),
            });
        }
        self.decision.removals.push(Removal { tombstone, by, reason, kept_until });
        self.unpin(id);
        self.settle(id);
        Outcome::Stored(now.ack(id))
    }

    /// The message, if it is theirs, or its author is somebody they may do that to.
    fn target(&self, kind: ActKind, by: PersonId, id: MessageId) -> Result<Target, Refusal> {
        let target = *self.facts.targets.get(&id).ok_or(Refusal::NotFound)?;
        let role = self.facts.people.get(&by).ok_or(Refusal::NotJoined)?.person.role;
        if target.author == by || kind.may(role, target.author_role) { Ok(target) } else { Err(Refusal::Forbidden) }
    }
}

impl Target {
    pub(super) fn ack(&self, id: MessageId) -> Ack {
        Ack { id, position: self.position, seq: self.seq }
    }

    /// `None` if it was never removed.
    fn mark(&self, erased: bool) -> Option<RemovalMark> {
        let state = match (self.removed, erased) {
            (true, false) => RemovalState::Removed,
            (true, true) => RemovalState::Erased,
            (false, _) => RemovalState::Restored,
        };
        (self.removals > 0).then_some(RemovalMark { nth: self.removals, state })
    }
}
