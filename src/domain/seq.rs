use std::fmt;

use uuid::Uuid;

use super::Random;

/// The number of a change in its room: 1, 2, 3 … without holes. 0 stands before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seq(u64);

/// The random id of a room's history. It changes when a history is restored from a backup, so that cursors into the lost
/// one are not mistaken for cursors into this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Epoch(pub Uuid);

/// Up to where a reader has the room: everything of `epoch` with a seq up to `seq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The history it points into.
    pub epoch: Epoch,
    /// The last change delivered.
    pub seq: Seq,
}

impl Seq {
    /// Before the first change.
    pub const ZERO: Self = Self(0);

    /// The largest that every database and every client's number type can hold exactly: 2⁵³ − 1.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// From a number, if it is one a room can reach.
    pub fn new(number: u64) -> Option<Self> {
        (number <= Self::MAX.0).then_some(Self(number))
    }

    /// From a stored number; negative numbers are never stored.
    pub fn from_stored(stored: i64) -> Self {
        Self(u64::try_from(stored).unwrap_or(0))
    }

    /// As it is stored.
    pub fn to_stored(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// As a plain number.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The seq of the change after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl Epoch {
    /// A fresh epoch.
    pub fn random(random: &dyn Random) -> Self {
        Self(uuid::Builder::from_random_bytes(random.bytes()).into_uuid())
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}
