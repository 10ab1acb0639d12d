use std::{fmt, str::FromStr};

use super::{EventId, Name, Role, Secret, SecretHash, Slug, Timestamp};

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

/// What an invite is named by among those who keep a room: the beginning of its code's hash, which tells nobody the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InviteId(pub [u8; 16]);

/// A string that names no invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an invitation is named by 32 hexadecimal digits")]
pub struct InviteIdError;

/// Invites of an event that work at one time; more are refused.
pub const INVITES_MAX: u32 = 200;

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
    /// What it is named by.
    pub fn id(&self) -> InviteId {
        let mut id = [0; 16];
        id.copy_from_slice(&self.code.0[..16]);
        InviteId(id)
    }

    /// Whether somebody of that role may invite others to this one: to a lower one. Those of an organiser are made at the
    /// server.
    pub fn may_be_made(by: Role, role: Role) -> bool {
        by.may_moderate() && role < by
    }

    /// Whether somebody of that role may end it: an organiser any, since a link that fell into wrong hands must be stopped.
    pub fn may_be_ended(&self, by: Role) -> bool {
        by == Role::Organiser || Self::may_be_made(by, self.role)
    }

    /// What its holders open. The code stands behind `#`, so that it never reaches a server's log.
    pub fn link(public_url: &str, event: &Slug, code: &Secret, name: Option<&Name>) -> String {
        let mut url = format!("{public_url}/e/{event}#invite={}", code.reveal());
        if let Some(name) = name {
            url.push_str("&name=");
            url.extend(form_urlencoded::byte_serialize(name.as_str().as_bytes()));
        }
        url
    }

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

impl fmt::Display for InviteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for InviteId {
    type Err = InviteIdError;

    fn from_str(raw: &str) -> Result<Self, InviteIdError> {
        if raw.len() != 32 || !raw.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InviteIdError);
        }
        u128::from_str_radix(raw, 16).map(|id| Self(id.to_be_bytes())).map_err(|_| InviteIdError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invites_id_is_read_back() {
        let id = InviteId(std::array::from_fn(|index| u8::try_from(index * 15).expect("a byte")));
        assert_eq!(id.to_string().parse(), Ok(id));
        for wrong in ["", "0", "zz", "+0000000000000000000000000000000", &"0".repeat(33)] {
            assert!(wrong.parse::<InviteId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn nobody_invites_an_equal() {
        use Role::{Guest, Moderator, Organiser, Participant};
        for (by, roles) in [(Guest, ""), (Participant, ""), (Moderator, "gp"), (Organiser, "gpm")] {
            for (role, letter) in [(Guest, 'g'), (Participant, 'p'), (Moderator, 'm'), (Organiser, 'o')] {
                assert_eq!(Invite::may_be_made(by, role), roles.contains(letter), "{by} {role}");
            }
        }
    }
}
