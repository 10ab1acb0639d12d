use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};

use self::ledger::Ledger;
use super::{
    Ack, Change, Command, Emoji, Filters, Held, Kept, Lately, Message, MessageId, Nonce, Outcome, Pace, Paces, Past,
    PersonId, Removal, RemovalMark, Report, Reports, Role, RoomAct, RoomState, Seq, SessionTimes, Standing, Timestamp,
    Verdict,
};

mod filtering;
mod holding;
mod ledger;
mod removing;
mod reporting;
mod setting;

/// What the log says, read under the room's lock, about everything a batch touches.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The room's latest seq.
    pub head: Seq,
    /// How fast one person may post in this event.
    pub pace: Pace,
    /// How long authors may edit a message.
    pub edit_window: Duration,
    /// How long removed texts are kept in this event.
    pub restore_window: Duration,
    /// What one may react with in this event.
    pub reactions: Vec<Emoji>,
    /// The batch's commands that are stored already.
    pub known: HashMap<(PersonId, Nonce), KnownCommand>,
    /// The batch's authors, as far as they belong to the room's event.
    pub people: HashMap<PersonId, Standing>,
    /// The messages of this room that the batch answers or changes.
    pub targets: HashMap<MessageId, Target>,
    /// Those of them that it edits, reacts to or restores, as they are; none that is removed.
    pub messages: HashMap<MessageId, Message>,
    /// What moderators have set.
    pub state: RoomState,
    /// The sessions of this room; may be left out where the batch neither posts nor starts or ends one.
    pub sessions: Vec<SessionTimes>,
    /// Those of them that it restores, as they were when they were removed, as far as that is kept.
    pub kept: HashMap<MessageId, Kept>,
    /// The held posts that the batch names or sends again, decided or not.
    pub held: HashMap<MessageId, Held>,
    /// The reports that the batch makes, or decides on.
    pub reports: Reports,
    /// What is known of the authors' posts before; may be left out where the room has neither slow mode nor hold.
    pub pasts: HashMap<PersonId, Past>,
    /// The event's filters, where anything is held by them.
    pub filters: Option<Arc<Filters>>,
    /// Who said what the batch says in this room lately; may be left out where no filter asks for it.
    pub lately: Lately,
}

/// A command that was stored before.
#[derive(Clone, Copy, Debug)]
pub struct KnownCommand {
    /// [`Action::digest`](super::Action::digest) of what it asked for.
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
    /// The author's role now.
    pub author_role: Role,
    /// Whether it is removed.
    pub removed: bool,
    /// Whether its text is kept although it is.
    pub kept: bool,
    /// How often it was removed, ever.
    pub removals: u32,
}

/// What is to be stored, and what to answer.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// The answer to each command, in the batch's order.
    pub outcomes: Vec<Outcome>,
    /// The room's head after the batch.
    pub head: Seq,
    /// What readers are told, in the order of the seqs: every new message, and the last state of each that was changed.
    /// A seq may be missing where a later change of the same message replaces it, or belongs to `state`; the last is always
    /// in the one or the other.
    pub changes: Vec<Change>,
    /// The room's state, with a seq among those of `changes`, where the batch changed it.
    pub state: Option<RoomState>,
    /// Messages to mark as removed, after new ones are in; a message of this very batch may be among them.
    pub removals: Vec<Removal>,
    /// Messages that come back with what is kept of them, before they are changed as `changes` has it.
    pub restored: Vec<MessageId>,
    /// Removed messages of which nothing is kept any more.
    pub erased: Vec<MessageId>,
    /// What the log of acts is to tell.
    pub acts: Vec<RoomAct>,
    /// Posts to be held.
    pub held: Vec<Held>,
    /// What is remembered for filters that ask who said the same lately: the moments, by the mark of the text and who said it.
    pub said: BTreeMap<(u32, PersonId), Vec<Timestamp>>,
    /// What was decided on held posts; one of this very batch may be among them.
    pub verdicts: Vec<(MessageId, Verdict)>,
    /// Messages whose reports so far are settled, before `reports` are in.
    pub settled: Vec<MessageId>,
    /// New reports.
    pub reports: Vec<Report>,
    /// What the journal of removals is to know before the batch is answered.
    pub marks: Vec<(MessageId, RemovalMark)>,
    /// Commands to remember.
    pub receipts: Vec<Receipt>,
    /// How much of their pace the authors have used now.
    pub paces: HashMap<PersonId, Paces>,
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

impl Decision {
    /// Whether posts are held, messages reported, or either decided on.
    pub fn touches_held(&self) -> bool {
        !(self.held.is_empty() && self.verdicts.is_empty() && self.reports.is_empty() && self.settled.is_empty())
    }
}

/// Decides a batch: pure, so that both databases decide alike. Commands are taken in order, and each sees what those
/// before it did; seqs are given without holes; a refused command leaves nothing, but for the pace that a caught edit uses.
pub fn decide(facts: Facts, batch: &[Command], now: Timestamp) -> Decision {
    let mut ledger = Ledger::open(facts, batch.len(), now);
    let outcomes = batch.iter().map(|command| ledger.take(command).unwrap_or_else(Outcome::Refused)).collect();
    ledger.close(batch, outcomes)
}

#[cfg(test)]
mod tests;
