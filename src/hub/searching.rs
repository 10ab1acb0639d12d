//! How many may search, and how often: a search may go through megabytes of text, which a post never does.

use std::{
    hash::{BuildHasher, RandomState},
    sync::{Mutex, PoisonError},
};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Duration, timeout},
};

use super::{Hub, HubError};
use crate::{
    domain::{PaceState, PersonId, READERS_SEARCH_PACE, RoomId, SEARCH_PACE, Search, Seq, Timestamp},
    store::{Found, StoreError},
};

/// Searches at the same time, so that they leave the database and the processor to the chat.
const AT_ONCE: usize = 2;

/// How long a search may wait for those before it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Paces kept, at 8 bytes each. Two who fall on the same one share it, which is seldom and does little harm.
const PACES: usize = 4_096;

/// The searches of a node.
pub(super) struct Searches {
    turns: Semaphore,
    paces: Mutex<Vec<PaceState>>,
    hasher: RandomState,
}

/// Why a search was not made.
#[derive(Debug, thiserror::Error)]
pub enum SearchRefusal {
    /// Too many, by this person or by all together.
    #[error("too many searches")]
    SlowDown {
        /// When the next one is let in.
        retry_after_ms: u64,
    },
    /// The database did not answer.
    #[error(transparent)]
    Hub(#[from] HubError),
}

impl Searches {
    pub(super) fn new() -> Self {
        let paces = Mutex::new(vec![PaceState::default(); PACES]);
        Self { turns: Semaphore::new(AT_ONCE), paces, hasher: RandomState::new() }
    }

    /// Lets somebody's search in, when it is its turn; it is over when what is returned goes.
    pub(super) async fn turn(
        &self,
        room: RoomId,
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<SemaphorePermit<'_>, SearchRefusal> {
        self.admit(room, person, now).map_err(|retry_after_ms| SearchRefusal::SlowDown { retry_after_ms })?;
        match timeout(PATIENCE, self.turns.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(SearchRefusal::SlowDown { retry_after_ms: 1_000 }),
        }
    }

    fn admit(&self, room: RoomId, person: Option<PersonId>, now: Timestamp) -> Result<(), u64> {
        let (pace, hash) = match person {
            Some(person) => (SEARCH_PACE, self.hasher.hash_one(person)),
            None => (READERS_SEARCH_PACE, self.hasher.hash_one(room)),
        };
        let mut paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        let place = usize::try_from(hash % PACES as u64).unwrap_or_default();
        if let Some(state) = paces.get_mut(place) {
            *state = pace.admit(*state, now)?;
        }
        Ok(())
    }
}

impl Hub {
    /// Looks for texts in a room, below a position; see [`Store::search`](crate::store::Store::search). `person` is who
    /// searches, if they joined.
    ///
    /// # Errors
    /// [`SearchRefusal::SlowDown`] beyond the pace, and while too many others search.
    pub async fn search(
        &self,
        room: RoomId,
        person: Option<PersonId>,
        search: &Search,
        before: Seq,
        limit: usize,
    ) -> Result<Found, SearchRefusal> {
        let _turn = self.searches.turn(room, person, self.clock.now()).await?;
        let found = self.store.search(room, search, before, limit).await;
        Ok(found.map_err(|error: StoreError| HubError::from(error))?)
    }
}
