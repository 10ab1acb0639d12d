use super::{Affiliation, EventId, Name, PaceState, PersonId, Role, Timestamp};

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
    /// How much of their paces is used up.
    pub paces: Paces,
}

/// How much of their paces somebody has used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paces {
    /// For posts and edits.
    pub posts: PaceState,
    /// For reactions.
    pub reactions: PaceState,
}
