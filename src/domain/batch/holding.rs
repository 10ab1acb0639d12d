//! Posts that wait for a moderator, and what is decided on them.

use super::{KnownCommand, Receipt, ledger::Ledger};
use crate::domain::{ActKind, Held, MessageId, Nonce, Outcome, PersonId, Reason, Refusal, RoomAct, Verdict};

impl Ledger {
    /// The answer to a post that was held before: the same again, until it is decided on.
    pub(super) fn held_before(&self, author: PersonId, nonce: &Nonce, digest: u32) -> Option<Result<Outcome, Refusal>> {
        let held = self.facts.held.values().find(|held| held.author.id == author && held.nonce == *nonce)?;
        Some(match held.verdict {
            _ if held.digest != digest => Err(Refusal::NonceReused),
            Some(Verdict { approved: false, .. }) => Err(Refusal::Rejected),
            // An approved one is known by its ack, and found by that first.
            Some(_) | None => Ok(Outcome::Held(held.id)),
        })
    }

    /// Whether posts of theirs wait for a moderator.
    pub(super) fn holds(&self, who: PersonId) -> bool {
        let accepted = self.facts.pasts.get(&who).is_some_and(|past| past.accepted);
        let role = self.facts.people.get(&who).map(|standing| standing.person.role);
        role.is_some_and(|role| self.facts.state.switches.holds(role, accepted))
    }

    pub(super) fn hold(&mut self, held: Held) -> Outcome {
        let id = held.id;
        self.decision.held.push(held.clone());
        self.facts.held.insert(id, held);
        Outcome::Held(id)
    }

    pub(super) fn decide_on(
        &mut self,
        by: PersonId,
        id: MessageId,
        approve: bool,
        reason: Option<Reason>,
    ) -> Result<Outcome, Refusal> {
        self.may_moderate(by)?;
        let now = self.now;
        let held = self.facts.held.get_mut(&id).ok_or(Refusal::NotFound)?;
        let Some(text) = held.text.take() else { return Ok(Outcome::Judged) };
        let verdict = Verdict { approved: approve, by, at: now };
        held.verdict = Some(verdict);
        let held = held.clone();
        self.decision.verdicts.push((id, verdict));
        let kind = if approve { ActKind::Approve } else { ActKind::Reject };
        let on = Some(held.author.id);
        self.decision.acts.push(RoomAct { kind, by, on, message: Some(id), switched: None, reason });
        if !approve {
            return Ok(Outcome::Judged);
        }
        let author = held.author.id;
        let ack = self.append(id, held.author, text, held.reply_to, false);
        let command = KnownCommand { digest: held.digest, ack };
        self.facts.known.insert((author, held.nonce.clone()), command);
        self.decision.receipts.push(Receipt { author, nonce: held.nonce, command });
        Ok(Outcome::Judged)
    }
}
