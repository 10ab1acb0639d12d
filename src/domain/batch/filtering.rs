//! What the event's filters catch. A post is held for it; an edit, which would take away what is there to be read, is refused.

use super::ledger::Ledger;
use crate::domain::{Caught, Person, PersonId, Refusal, Text};

impl Ledger {
    /// What a new post is caught by; what it says is remembered from now on, where a filter asks for that.
    pub(super) fn caught(&mut self, author: &Person, text: &Text) -> Caught {
        let Some(filters) = self.facts.filters.clone().filter(|_| !author.role.may_moderate()) else {
            return Caught::default();
        };
        let caught = filters.catch(text);
        let Some(mark) = filters.mark(text) else { return caught };
        let again = filters.catch_again(mark, author.id, &self.facts.lately, self.now);
        let moments = filters.remember(&mut self.facts.lately, mark, author.id, self.now).to_vec();
        self.decision.said.insert((mark, author.id), moments);
        caught.and(again)
    }

    /// Whether somebody may put that text into the place of one that is there.
    pub(super) fn not_caught(&self, by: PersonId, text: &Text) -> Result<(), Refusal> {
        let Some(filters) = &self.facts.filters else { return Ok(()) };
        if self.may_moderate(by).is_ok() || filters.catch(text).is_empty() { Ok(()) } else { Err(Refusal::Caught) }
    }
}
