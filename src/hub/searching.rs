//! How many may search, and how often: a search may go through megabytes of text, which a post never does.

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Duration, timeout},
};

use super::{Hub, HubError, PaceTable};
use crate::{
    domain::{PersonId, READERS_SEARCH_PACE, RoomId, SEARCH_PACE, Search, Seq, Timestamp},
    store::{Found, StoreError},
};

/// Searches at the same time, so that they leave the database and the processor to the chat.
const AT_ONCE: usize = 2;

/// How long a search may wait for those before it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whose paces are kept apart.
const PACES: usize = 4_096;

/// The searches of a node.
pub(super) struct Searches {
    turns: Semaphore,
    paces: PaceTable,
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
        Self { turns: Semaphore::new(AT_ONCE), paces: PaceTable::new(PACES) }
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
        match person {
            Some(person) => self.paces.admit(&person, SEARCH_PACE, now),
            None => self.paces.admit(&room, READERS_SEARCH_PACE, now),
        }
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
