//! Links by which others join with a role, as they are asked for and told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{objects::rfc3339, parsed};
use crate::domain::{self, Role};

/// The body of `POST …/invites`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteBody {
    /// The role it gives.
    #[serde(deserialize_with = "parsed::string")]
    pub role: Role,
    /// The name its holder is greeted with and may change.
    #[serde(default)]
    pub name: Option<String>,
    /// How many may join by it.
    #[serde(default = "one")]
    pub uses: u32,
    /// For how long it works, in milliseconds; a week without it.
    #[serde(default)]
    pub for_ms: Option<u64>,
    /// Why, in one line.
    #[serde(default)]
    pub reason: Option<String>,
}

/// An invite that works. It does not tell its code, which the server does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Invite {
    /// What it is named by.
    pub id: String,
    /// The role it gives.
    #[ts(type = "\"participant\" | \"moderator\" | \"organiser\"")]
    pub role: &'static str,
    /// How many may still join by it.
    pub uses_left: u32,
    /// Until when: RFC 3339, UTC; missing where that is for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub expires_at: Option<String>,
}

/// The answer to `GET …/invites`: those that work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Invites {
    /// The highest role first.
    pub invites: Vec<Invite>,
}

/// The answer to `POST …/invites`. The code is told once; the server keeps only its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct InviteMade {
    /// The link to hand out.
    pub url: String,
    /// The code in it.
    pub code: String,
    /// It, as it is listed.
    pub invite: Invite,
}

impl From<&domain::Invite> for Invite {
    fn from(invite: &domain::Invite) -> Self {
        Self {
            id: invite.id().to_string(),
            role: invite.role.as_str(),
            uses_left: invite.uses_left,
            expires_at: invite.expires_at.map(rfc3339),
        }
    }
}

fn one() -> u32 {
    1
}
