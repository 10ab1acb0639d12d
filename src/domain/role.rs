use std::{fmt, str::FromStr};

/// What somebody may do in an event. The order is the rank: later acts on earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Joined by name alone.
    Guest,
    /// Came by an invitation.
    Participant,
    /// Keeps the room.
    Moderator,
    /// Answers for the event.
    Organiser,
}

/// A word that names no [`Role`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a role is one of guest, participant, moderator, organiser")]
pub struct RoleError;

impl Role {
    /// Whether this role keeps the room, see [`ActKind::may`](super::ActKind::may), and is not held to the event's pace.
    pub fn may_moderate(self) -> bool {
        self >= Self::Moderator
    }

    /// The role's name, as stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Participant => "participant",
            Self::Moderator => "moderator",
            Self::Organiser => "organiser",
        }
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(raw: &str) -> Result<Self, RoleError> {
        [Self::Guest, Self::Participant, Self::Moderator, Self::Organiser]
            .into_iter()
            .find(|role| role.as_str() == raw)
            .ok_or(RoleError)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
