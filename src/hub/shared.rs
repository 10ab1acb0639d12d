//! What a room's writer, its readers and its callers have in common.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, atomic::AtomicU32};

use tokio::sync::watch;

use super::{Recent, RecentLimits, Waiting};
use crate::{
    domain::{Change, Epoch, Outcome, RoomId, Seq},
    protocol::{Encoded, View},
    store::Snapshot,
};

/// Messages a room keeps in memory: enough that whoever was away for a coffee resumes without the database.
pub(super) const RECENT_MESSAGES: u32 = 1_024;

/// Encoded bytes a room keeps in memory.
const RECENT_BYTES: usize = 1024 * 1024;

/// Commands that may wait for the writer. Beyond it they are refused as `slow_down`.
pub(super) const QUEUE: usize = 1_024;

/// What the writer and the readers of a room share.
pub(super) struct Shared {
    pub(super) id: RoomId,
    pub(super) epoch: Epoch,
    pub(super) recent: RwLock<Recent>,
    /// Connections that were welcomed.
    pub(super) connections: AtomicU32,
    /// What waits for a moderator: held posts and reported messages.
    pub(super) waiting: watch::Sender<Waiting>,
}

/// What the bell says. It may be missed or come twice; only the last one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The room's seq.
    pub head: Seq,
    /// How many are connected; changes at most every 5 s.
    pub online: u32,
}

/// What became of a command that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Decided by the log.
    Decided(Outcome),
    /// The database cannot be reached; nothing was stored.
    Unavailable,
    /// The database refused the command's data; nothing was stored.
    Internal,
}

impl Ring {
    /// What it says to those who are shown this: who saves data is not told how many are connected.
    #[must_use]
    pub fn heard_by(self, view: View) -> Self {
        match view {
            View::Full => self,
            View::LowData => Self { online: 0, ..self },
        }
    }
}

impl Shared {
    pub(super) fn read(&self) -> RwLockReadGuard<'_, Recent> {
        // A panic while the lock was held cannot leave `Recent` half changed in a way that matters more than serving on.
        self.recent.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Recent) -> T) -> T {
        change(&mut self.recent.write().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The newest part of a log as it was read at once.
pub(super) fn recent_of(snapshot: Snapshot) -> Recent {
    let encode = |change: Change| {
        let encoded = Encoded::new(&change);
        (change, encoded)
    };
    let limits = RecentLimits { messages: RECENT_MESSAGES as usize, bytes: RECENT_BYTES };
    Recent::new(
        limits,
        snapshot.complete_after,
        snapshot.head,
        snapshot.state,
        snapshot.changes.into_iter().map(encode),
    )
}
