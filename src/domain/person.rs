use super::{Affiliation, EventId, MessageId, Name, PaceState, PersonId, Role, Timestamp};

/// Somebody who joined an event, as others see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who it is, for good.
    pub id: PersonId,
    /// The event they joined; nobody is known across events.
    pub event: EventId,
    /// The name they are seen by.
    pub name: Name,
    /// What they may do.
    pub role: Role,
    /// Where they come from, if they said so.
    pub affiliation: Option<Affiliation>,
}

/// What the log knows of a person when it decides on their commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person as stored now; a role in a client's memory may be out of date.
    pub person: Person,
    /// No posts before this moment.
    pub muted_until: Option<Timestamp>,
    /// Nothing at all before this moment.
    pub banned_until: Option<Timestamp>,
    /// What they had on the way at this moment is not let in: their messages were removed then.
    pub cleared_at: Option<Timestamp>,
    /// How much of their paces is used up.
    pub paces: Paces,
}

impl Standing {
    /// Until when they may not write, if they may not now.
    pub fn muted(&self, now: Timestamp) -> Option<Timestamp> {
        self.muted_until.filter(|&end| now < end)
    }

    /// Until when they are kept out, if they are now.
    pub fn banned(&self, now: Timestamp) -> Option<Timestamp> {
        self.banned_until.filter(|&end| now < end)
    }

    /// Whether a message was on its way when theirs were removed. A clock that was set back since says nothing.
    pub fn stops(&self, id: MessageId, now: Timestamp) -> bool {
        let cleared = self.cleared_at.filter(|&cleared| cleared <= now);
        cleared.is_some_and(|cleared| id.made_at().is_some_and(|made| made <= cleared))
    }
}

/// How much of their paces somebody has used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paces {
    /// For posts and edits.
    pub posts: PaceState,
    /// For reactions.
    pub reactions: PaceState,
    /// For reports.
    pub reports: PaceState,
}
