use std::str::FromStr;

/// The client's own name for a command, kept across retries: 8–64 characters of `[A-Za-z0-9_-]`. Together with the room
/// and the author it makes a command happen at most once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nonce(Box<str>);

/// Why a string is no [`Nonce`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a nonce has 8 to 64 characters out of A-Z, a-z, 0-9, _ and -")]
pub struct NonceError;

impl Nonce {
    /// The nonce itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Nonce {
    type Err = NonceError;

    fn from_str(raw: &str) -> Result<Self, NonceError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        if (8..=64).contains(&raw.len()) && raw.bytes().all(allowed) { Ok(Self(raw.into())) } else { Err(NonceError) }
    }
}
