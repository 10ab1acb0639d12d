use super::{NoteId, Person, PersonId, Role, Text, Timestamp};

/// Notes on one person that are kept at one time; more are refused.
pub const NOTES_MAX: u32 = 50;

/// The longest note, in code points.
pub const NOTE_LIMIT: usize = 500;

/// What somebody who keeps a room noted on a person, for the others who do. Nobody is ever shown the notes on themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which note, for good.
    pub id: NoteId,
    /// Who wrote it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub text: Text,
}

impl Note {
    /// Whether somebody who keeps the room may take it away: its author, or an organiser.
    pub fn may_be_taken_away(&self, by: &Person) -> bool {
        self.by == by.id || by.role == Role::Organiser
    }
}
