use std::collections::HashMap;

use super::{
    Ack, Action, Change, Command, Message, MessageId, Nonce, Outcome, Pace, PaceState, PersonId, Reason, Refusal, Seq,
    Standing, Timestamp, Tombstone,
};

/// What the log says, read under the room's lock, about everything a batch touches.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The room's latest seq.
    pub head: Seq,
    /// How fast one person may post in this event.
    pub pace: Pace,
    /// The batch's commands that are stored already.
    pub known: HashMap<(PersonId, Nonce), KnownCommand>,
    /// The batch's authors, as far as they belong to the room's event.
    pub people: HashMap<PersonId, Standing>,
    /// The messages of this room that the batch answers or removes.
    pub targets: HashMap<MessageId, Target>,
}

/// A command that was stored before.
#[derive(Clone, Copy, Debug)]
pub struct KnownCommand {
    /// [`Action::digest`] of what it asked for.
    pub digest: u32,
    /// What it was answered.
    pub ack: Ack,
}

/// A message that a command refers to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its place on the page.
    pub position: Seq,
    /// The room's seq at its latest change.
    pub seq: Seq,
    /// Who wrote it.
    pub author: PersonId,
    /// Whether it is removed.
    pub removed: bool,
}

/// What is to be stored, and what to answer.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The answer to each command, in the batch's order.
    pub outcomes: Vec<Outcome>,
    /// The room's head after the batch.
    pub head: Seq,
    /// Every change in the order of its seq; what readers are told.
    pub changes: Vec<Change>,
    /// Messages to mark as removed, after new ones are in; a message of this very batch may be among them.
    pub removals: Vec<Removal>,
    /// Commands to remember.
    pub receipts: Vec<Receipt>,
    /// How much of their pace the authors have used now.
    pub paces: HashMap<PersonId, PaceState>,
}

/// A message to be removed.
#[derive(Clone, Debug)]
pub struct Removal {
    /// What is left of it.
    pub tombstone: Tombstone,
    /// Who removed it.
    pub by: PersonId,
    /// Why.
    pub reason: Option<Reason>,
}

/// A command to remember, so that its retry gets the same answer.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Whose command.
    pub author: PersonId,
    /// Their name for it.
    pub nonce: Nonce,
    /// What is remembered.
    pub command: KnownCommand,
}

/// Decides a batch: pure, so that both databases decide alike. Commands are taken in order, and each sees what those
/// before it did; seqs are given without holes; a refused command leaves nothing.
pub fn decide(facts: Facts, batch: &[Command], now: Timestamp) -> Decision {
    let mut ledger = Ledger {
        decision: Decision {
            outcomes: Vec::with_capacity(batch.len()),
            head: facts.head,
            changes: Vec::new(),
            removals: Vec::new(),
            receipts: Vec::new(),
            paces: HashMap::new(),
        },
        facts,
        now,
    };
    for command in batch {
        let outcome = ledger.take(command).unwrap_or_else(Outcome::Refused);
        ledger.decision.outcomes.push(outcome);
    }
    ledger.decision
}

/// The facts as they become while a batch is decided.
struct Ledger {
    facts: Facts,
    decision: Decision,
    now: Timestamp,
}

impl Ledger {
    fn take(&mut self, command: &Command) -> Result<Outcome, Refusal> {
        let digest = command.nonce.as_ref().map(|nonce| command.action.digest(nonce));
        // A retry is answered before anything else is asked: neither a ban nor the pace unsays what was stored.
        if let Some(nonce) = &command.nonce
            && let Some(known) = self.facts.known.get(&(command.author, nonce.clone()))
        {
            return if Some(known.digest) == digest {
                Ok(Outcome::Repeated(known.ack))
            } else {
                Err(Refusal::NonceReused)
            };
        }
        let standing = self.facts.people.get(&command.author).ok_or(Refusal::NotJoined)?;
        if standing.banned_until.is_some_and(|end| self.now < end) {
            return Err(Refusal::Banned);
        }
        let outcome = match &command.action {
            Action::Post { id, text, reply_to } => {
                let mut message = Message {
                    id: *id,
                    position: Seq::ZERO,
                    seq: Seq::ZERO,
                    at: self.now,
                    author: standing.person.clone(),
                    text: text.clone(),
                    reply_to: *reply_to,
                };
                self.admit(command.author, *reply_to)?;
                message.position = self.next_seq();
                message.seq = message.position;
                Outcome::Stored(self.post(message))
            }
            Action::Remove { id, reason } => self.remove(command.author, *id, reason.clone())?,
        };
        if let (Some(nonce), Some(digest), Outcome::Stored(ack) | Outcome::Repeated(ack)) =
            (&command.nonce, digest, outcome)
        {
            let known = KnownCommand { digest, ack };
            self.facts.known.insert((command.author, nonce.clone()), known);
            self.decision.receipts.push(Receipt { author: command.author, nonce: nonce.clone(), command: known });
        }
        Ok(outcome)
    }

    /// Whether the author may post now, in answer to that message. Takes one post off their pace.
    fn admit(&mut self, author: PersonId, reply_to: Option<MessageId>) -> Result<(), Refusal> {
        let standing = self.facts.people.get_mut(&author).ok_or(Refusal::NotJoined)?;
        if let Some(end) = standing.muted_until.filter(|&end| self.now < end) {
            let retry_after_ms = end.as_millis().abs_diff(self.now.as_millis());
            return Err(Refusal::Muted { retry_after_ms });
        }
        if let Some(target) = reply_to
            && self.facts.targets.get(&target).is_none_or(|target| target.removed)
        {
            return Err(Refusal::NotFound);
        }
        if !standing.person.role.may_moderate() {
            standing.pace = (self.facts.pace.admit(standing.pace, self.now))
                .map_err(|retry_after_ms| Refusal::SlowDown { retry_after_ms })?;
            self.decision.paces.insert(author, standing.pace);
        }
        Ok(())
    }

    fn post(&mut self, message: Message) -> Ack {
        let Message { id, position, seq, .. } = message;
        let target = Target { position, seq, author: message.author.id, removed: false };
        self.facts.targets.insert(id, target);
        self.decision.changes.push(Change::Live(message));
        Ack { id, position, seq }
    }

    fn remove(&mut self, by: PersonId, id: MessageId, reason: Option<Reason>) -> Result<Outcome, Refusal> {
        let Target { position, seq, author, removed } = *self.facts.targets.get(&id).ok_or(Refusal::NotFound)?;
        let moderates = self.facts.people.get(&by).is_some_and(|s| s.person.role.may_moderate());
        if author != by && !moderates {
            return Err(Refusal::Forbidden);
        }
        if removed {
            return Ok(Outcome::Repeated(Ack { id, position, seq }));
        }
        let seq = self.next_seq();
        let tombstone = Tombstone { id, position, seq };
        self.facts.targets.insert(id, Target { position, seq, author, removed: true });
        self.decision.changes.push(Change::Removed(tombstone));
        self.decision.removals.push(Removal { tombstone, by, reason });
        Ok(Outcome::Stored(Ack { id, position, seq }))
    }

    fn next_seq(&mut self) -> Seq {
        self.decision.head = self.decision.head.next();
        self.decision.head
    }
}

#[cfg(test)]
mod tests;
