use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::Random;

/// A random token or invite code as its holder keeps it: 256 bits as 43 characters of base64url. The server keeps
/// only its [`SecretHash`]; `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What is stored of a [`Secret`]. A plain SHA-256 is enough, since nobody can guess 256 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecretHash(pub [u8; 32]);

impl Secret {
    /// A fresh secret.
    pub fn random(random: &dyn Random) -> Self {
        Self::from_bytes(random.bytes())
    }

    /// The secret that these bytes make; nobody else must be able to know them.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The secret itself, to hand to its holder.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The hash of this secret.
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl SecretHash {
    /// The hash of whatever a client presented; a string that was never a secret has the hash of none.
    pub fn of(presented: &str) -> Self {
        Self(Sha256::digest(presented.as_bytes()).into())
    }
}
