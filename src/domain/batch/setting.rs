//! What those who keep the room set in it.

use super::ledger::Ledger;
use crate::domain::{
    ActKind, MessageId, Outcome, PINS, PersonId, Reason, Refusal, RoomAct, RoomState, SessionByHand, SessionOn, Slug,
    Switching,
};

impl Ledger {
    pub(super) fn start_session(&mut self, by: PersonId, session: &Slug) -> Result<Outcome, Refusal> {
        self.may_moderate(by)?;
        if !self.facts.sessions.iter().any(|known| known.slug == *session) {
            return Err(Refusal::NoSuchSession);
        }
        let set = self.facts.state.session.as_ref();
        if set.is_some_and(|set| set.session == *session && set.ended_at.is_none()) {
            return Ok(Outcome::Set(self.facts.state.seq));
        }
        let by_hand = SessionByHand { session: session.clone(), started_at: self.now, ended_at: None };
        Ok(self.set(|state| state.session = Some(by_hand)))
    }

    pub(super) fn end_session(&mut self, by: PersonId) -> Result<Outcome, Refusal> {
        self.may_moderate(by)?;
        let Some(SessionOn { session, since }) = self.on.clone() else {
            return Ok(Outcome::Set(self.facts.state.seq));
        };
        let by_hand = SessionByHand { session, started_at: since, ended_at: Some(self.now) };
        Ok(self.set(|state| state.session = Some(by_hand)))
    }

    pub(super) fn switch(
        &mut self,
        by: PersonId,
        switching: Switching,
        reason: Option<Reason>,
    ) -> Result<Outcome, Refusal> {
        self.may_moderate(by)?;
        let (mut switches, before) = (self.facts.state.switches, self.facts.state.calmed);
        let calmed = switches.switch(before, switching);
        if (switches, calmed) == (self.facts.state.switches, before) {
            return Ok(Outcome::Set(self.facts.state.seq));
        }
        let switched = Some(switching);
        self.decision.acts.push(RoomAct { kind: ActKind::Switch, by, on: None, message: None, switched, reason });
        Ok(self.set(|state| (state.switches, state.calmed) = (switches, calmed)))
    }

    pub(super) fn pin(&mut self, by: PersonId, id: MessageId, on: bool) -> Result<Outcome, Refusal> {
        self.may_moderate(by)?;
        let target = *self.facts.targets.get(&id).filter(|target| !target.removed).ok_or(Refusal::NotFound)?;
        let pins = &self.facts.state.pins;
        if pins.contains(&id) == on {
            return Ok(Outcome::Set(self.facts.state.seq));
        }
        if on && pins.len() >= PINS {
            return Err(Refusal::PinsFull);
        }
        let (kind, on_whom) = (if on { ActKind::Pin } else { ActKind::Unpin }, Some(target.author));
        self.decision.acts.push(RoomAct { kind, by, on: on_whom, message: Some(id), switched: None, reason: None });
        Ok(self.set(|state| if on { state.pins.push(id) } else { state.pins.retain(|pin| *pin != id) }))
    }

    /// Takes a removed message down.
    pub(super) fn unpin(&mut self, id: MessageId) {
        if self.facts.state.pins.contains(&id) {
            self.set(|state| state.pins.retain(|pin| *pin != id));
        }
    }

    /// Gives the room its next state.
    fn set(&mut self, change: impl FnOnce(&mut RoomState)) -> Outcome {
        change(&mut self.facts.state);
        self.facts.state.seq = self.next_seq();
        self.slots.push(None);
        self.on = self.facts.state.session_on(&self.facts.sessions, self.now);
        Outcome::Set(self.facts.state.seq)
    }
}
