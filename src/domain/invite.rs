use super::{EventId, Role, SecretHash, Timestamp};

/// A link that lets its holders join with a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The hash of the code in the link.
    pub code: SecretHash,
    /// The event it leads to.
    pub event: EventId,
    /// The role it gives.
    pub role: Role,
    /// How many may still join by it.
    pub uses_left: u32,
    /// The first moment it no longer works; `None` is never.
    pub expires_at: Option<Timestamp>,
}

/// Why an invite lets nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InviteError {
    /// No such code in this event.
    #[error("this invitation is not known here; ask for a new link")]
    Unknown,
    /// Its time is over.
    #[error("this invitation has expired; ask for a new link")]
    Expired,
    /// Everybody it was for has joined.
    #[error("this invitation has been used up; ask for a new link")]
    UsedUp,
}

impl Invite {
    /// Whether somebody may join by this invite now.
    pub fn admits(&self, now: Timestamp) -> Result<Role, InviteError> {
        if self.expires_at.is_some_and(|end| now >= end) {
            Err(InviteError::Expired)
        } else if self.uses_left == 0 {
            Err(InviteError::UsedUp)
        } else {
            Ok(self.role)
        }
    }
}
