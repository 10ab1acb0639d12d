use super::{Decision, Facts, KnownCommand, Receipt, Target};
use crate::domain::{
    Ack, Action, Change, Command, Emoji, Held, Message, MessageId, Nonce, Outcome, Pace, PaceState, Paces, Person,
    PersonId, REACTION_PACE, Reactions, Refusal, Seq, SessionOn, Text, Timestamp,
};

/// The facts as they become while a batch is decided.
pub(super) struct Ledger {
    pub(super) facts: Facts,
    pub(super) now: Timestamp,
    before: Seq,
    /// What came of it so far; `changes` and `state` are filled in at the end.
    pub(super) decision: Decision,
    /// One for each seq from `before` to `head`; empty once a later change of the same message has taken over, as in a
    /// room's memory, and where the room's state changed. New messages stay: they have to be stored before they can be
    /// changed.
    pub(super) slots: Vec<Option<Change>>,
    /// The session that is on.
    pub(super) on: Option<SessionOn>,
}

impl Ledger {
    /// For so many commands.
    pub(super) fn open(facts: Facts, commands: usize, now: Timestamp) -> Self {
        let on = facts.state.session_on(&facts.sessions, now);
        Self {
            now,
            on,
            slots: Vec::with_capacity(commands),
            decision: Decision { head: facts.head, ..Decision::default() },
            before: facts.head,
            facts,
        }
    }

    /// What came of it all.
    pub(super) fn close(self, batch: &[Command], outcomes: Vec<Outcome>) -> Decision {
        let marks = self.marks(batch, &outcomes);
        let Self { facts, before, slots, decision, .. } = self;
        let state = (facts.state.seq > before).then_some(facts.state);
        let changes = slots.into_iter().flatten().collect();
        Decision { outcomes, changes, state, marks, ..decision }
    }

    pub(super) fn take(&mut self, command: &Command) -> Result<Outcome, Refusal> {
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
        if let Some((nonce, digest)) = command.nonce.as_ref().zip(digest)
            && let Some(answer) = self.held_before(command.author, nonce, digest)
        {
            return answer;
        }
        let standing = self.facts.people.get(&command.author).ok_or(Refusal::NotJoined)?;
        if standing.banned(self.now).is_some() {
            return Err(Refusal::Banned);
        }
        let outcome = match &command.action {
            Action::Post { id, text, reply_to, announcement } => {
                // A post has a nonce: without one, a retry would be a second message.
                let named = command.nonce.as_ref().zip(digest).ok_or(Refusal::Forbidden)?;
                self.post(command.author, named, *id, text, *reply_to, *announcement)?
            }
            Action::Remove { id, reason } => self.remove(command.author, *id, reason.clone())?,
            Action::Erase { id, reason } => self.erase(command.author, *id, reason.clone())?,
            Action::Restore { id, reason } => self.restore(command.author, *id, reason.clone())?,
            Action::Edit { id, text } => self.edit(command.author, *id, text)?,
            Action::React { id, emoji, on } => self.react(command.author, *id, emoji, *on)?,
            Action::StartSession { session } => self.start_session(command.author, session)?,
            Action::EndSession => self.end_session(command.author)?,
            Action::Switch { switching, reason } => self.switch(command.author, *switching, reason.clone())?,
            Action::Pin { id, on } => self.pin(command.author, *id, *on)?,
            Action::Report { id, reason } => self.report(command.author, *id, reason)?,
            Action::DecideReported { id, keep, reason } => {
                self.decide_on_reported(command.author, *id, *keep, reason.clone())?
            }
            Action::Decide { id, approve, reason } => self.decide_on(command.author, *id, *approve, reason.clone())?,
        };
        if matches!((&command.action, outcome), (Action::Report { .. }, Outcome::Repeated(_))) {
            // A report is one for good, so its retry needs no nonce; and whoever repeats it writes nothing.
            return Ok(outcome);
        }
        // Also what changed nothing: sent again later, when it would, it still must not.
        if let (Some(nonce), Some(digest), Outcome::Stored(ack) | Outcome::Repeated(ack)) =
            (&command.nonce, digest, outcome)
        {
            let known = KnownCommand { digest, ack };
            self.facts.known.insert((command.author, nonce.clone()), known);
            self.decision.receipts.push(Receipt { author: command.author, nonce: nonce.clone(), command: known });
        }
        Ok(outcome)
    }

    fn post(
        &mut self,
        by: PersonId,
        (nonce, digest): (&Nonce, u32),
        id: MessageId,
        text: &Text,
        reply_to: Option<MessageId>,
        announcement: bool,
    ) -> Result<Outcome, Refusal> {
        self.may_speak(by, Some(text))?;
        if announcement {
            self.may_moderate(by)?;
        }
        if self.facts.people.get(&by).is_some_and(|standing| standing.stops(id, self.now)) {
            return Err(Refusal::Stopped);
        }
        if let Some(target) = reply_to
            && self.facts.targets.get(&target).is_none_or(|target| target.removed)
        {
            return Err(Refusal::NotFound);
        }
        let holds = self.holds(by);
        self.slow_mode(by)?;
        let author = self.pace(by, self.facts.pace, |paces| &mut paces.posts)?.clone();
        let caught = self.caught(&author, text);
        let holds = holds || !caught.is_empty();
        if let Some(past) = self.facts.pasts.get_mut(&by) {
            past.posted_at = Some(self.now);
            past.accepted |= !holds;
        }
        if holds {
            let (nonce, text) = (nonce.clone(), Some(text.clone()));
            let at = self.now;
            return Ok(self.hold(Held { id, author, nonce, digest, text, reply_to, at, caught, verdict: None }));
        }
        Ok(Outcome::Stored(self.append(id, author, text.clone(), reply_to, announcement)))
    }

    /// Gives a new message its place.
    pub(super) fn append(
        &mut self,
        id: MessageId,
        author: Person,
        text: Text,
        reply_to: Option<MessageId>,
        announcement: bool,
    ) -> Ack {
        let seq = self.next_seq();
        let (by, author_role) = (author.id, author.role);
        let target = Target { position: seq, seq, author: by, author_role, removed: false, kept: false, removals: 0 };
        self.facts.targets.insert(id, target);
        self.slots.push(Some(Change::Live(Message {
            id,
            position: seq,
            seq,
            at: self.now,
            author,
            text,
            edited_at: None,
            reply_to,
            reactions: Reactions::default(),
            session: self.on.as_ref().map(|on| on.session.clone()),
            announcement,
        })));
        Ack { id, position: seq, seq }
    }

    fn edit(&mut self, by: PersonId, id: MessageId, text: &Text) -> Result<Outcome, Refusal> {
        self.may_speak(by, Some(text))?;
        let message = self.message(id)?;
        if message.author.id != by {
            return Err(Refusal::NotTheAuthor);
        }
        let window = self.facts.edit_window;
        if window.is_zero() || self.now >= message.at.plus(window) {
            return Err(Refusal::TooLate);
        }
        if self.holds(by) {
            return Err(Refusal::NotWhileHeld);
        }
        let (same, ack) = (message.text == *text, message.ack());
        self.pace(by, self.facts.pace, |paces| &mut paces.posts)?;
        if same {
            return Ok(Outcome::Repeated(ack));
        }
        // After the pace, which is used up all the same: nobody tries out at will what the filters look for.
        self.not_caught(by, text)?;
        let now = self.now;
        self.change(id, |message| (message.text, message.edited_at) = (text.clone(), Some(now)))
    }

    fn react(&mut self, by: PersonId, id: MessageId, emoji: &Emoji, on: bool) -> Result<Outcome, Refusal> {
        self.may_speak(by, None)?;
        let message = self.message(id)?;
        // What the event no longer offers may still be taken back.
        if on && !self.facts.reactions.contains(emoji) {
            return Err(Refusal::NotOffered);
        }
        let (same, ack) = (message.reactions.has(emoji, by) == on, message.ack());
        if on && !same && message.reactions.is_full() {
            return Err(Refusal::Full);
        }
        self.pace(by, REACTION_PACE, |paces| &mut paces.reactions)?;
        if same {
            return Ok(Outcome::Repeated(ack));
        }
        self.change(id, |message| message.reactions.set(emoji, by, on))
    }

    pub(super) fn may_moderate(&self, who: PersonId) -> Result<(), Refusal> {
        let standing = self.facts.people.get(&who);
        if standing.is_some_and(|s| s.person.role.may_moderate()) { Ok(()) } else { Err(Refusal::NotAModerator) }
    }

    /// Whether they may change anything in the room now, a text among it.
    fn may_speak(&self, author: PersonId, text: Option<&Text>) -> Result<(), Refusal> {
        let standing = self.facts.people.get(&author).ok_or(Refusal::NotJoined)?;
        if let Some(end) = standing.muted(self.now) {
            return Err(Refusal::Muted { retry_after_ms: end.as_millis().abs_diff(self.now.as_millis()) });
        }
        self.facts.state.switches.admit(standing.person.role, text)
    }

    /// Whether slow mode lets them post. A post before which the clock was set back says nothing.
    fn slow_mode(&self, author: PersonId) -> Result<(), Refusal> {
        let least = self.facts.state.switches.slow_mode;
        if least.is_zero() || self.may_moderate(author).is_ok() {
            return Ok(());
        }
        let last = self.facts.pasts.get(&author).and_then(|past| past.posted_at).filter(|&last| last <= self.now);
        match last.map(|last| last.plus(least)).filter(|&next| self.now < next) {
            Some(next) => Err(Refusal::SlowDown { retry_after_ms: next.as_millis().abs_diff(self.now.as_millis()) }),
            None => Ok(()),
        }
    }

    /// Takes one command off one of the author's paces.
    pub(super) fn pace(
        &mut self,
        author: PersonId,
        pace: Pace,
        used: fn(&mut Paces) -> &mut PaceState,
    ) -> Result<&Person, Refusal> {
        let standing = self.facts.people.get_mut(&author).ok_or(Refusal::NotJoined)?;
        if !standing.person.role.may_moderate() {
            let used = used(&mut standing.paces);
            *used = pace.admit(*used, self.now).map_err(|retry_after_ms| Refusal::SlowDown { retry_after_ms })?;
            self.decision.paces.insert(author, standing.paces);
        }
        Ok(&standing.person)
    }

    /// A message as this batch has left it so far.
    fn message(&self, id: MessageId) -> Result<&Message, Refusal> {
        let target = self.facts.targets.get(&id).filter(|target| !target.removed).ok_or(Refusal::NotFound)?;
        let message = match self.slot(target.seq) {
            Some(index) => self.slots.get(index).and_then(|slot| match slot {
                Some(Change::Live(message)) => Some(message),
                Some(Change::Removed(_)) | None => None,
            }),
            None => self.facts.messages.get(&id),
        };
        message.ok_or(Refusal::NotFound)
    }

    /// Gives a message its next state.
    fn change(&mut self, id: MessageId, change: impl FnOnce(&mut Message)) -> Result<Outcome, Refusal> {
        let seq = self.message(id)?.seq;
        let mut message = self.vacate(id, seq).ok_or(Refusal::NotFound)?;
        message.seq = self.next_seq();
        change(&mut message);
        let ack = message.ack();
        if let Some(target) = self.facts.targets.get_mut(&id) {
            target.seq = message.seq;
        }
        self.slots.push(Some(Change::Live(message)));
        Ok(Outcome::Stored(ack))
    }

    /// Takes a message's state out of its slot before its next one. The new message itself stays there.
    pub(super) fn vacate(&mut self, id: MessageId, seq: Seq) -> Option<Message> {
        let Some(index) = self.slot(seq) else { return self.facts.messages.remove(&id) };
        let slot = self.slots.get_mut(index)?;
        let posted_here = slot.as_ref().is_some_and(|change| change.position() == change.seq());
        match if posted_here { slot.clone() } else { slot.take() } {
            Some(Change::Live(message)) => Some(message),
            Some(Change::Removed(_)) | None => None,
        }
    }

    /// Where the change with that seq stands, if it is one of this batch.
    fn slot(&self, seq: Seq) -> Option<usize> {
        seq.get().checked_sub(self.before.get() + 1).and_then(|index| usize::try_from(index).ok())
    }

    pub(super) fn next_seq(&mut self) -> Seq {
        self.decision.head = self.decision.head.next();
        self.decision.head
    }
}
