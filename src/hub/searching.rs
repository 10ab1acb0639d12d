//! How many may search, and how often: a search may go through megabytes of text, which a post never does.

use std::hash::Hash;

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Duration, timeout},
};

use super::{Hub, HubError, PaceTable};
use crate::{
    domain::{FilterError, Person, PersonId, READERS_SEARCH_PACE, RoomId, SEARCH_PACE, Search, Seq, Timestamp},
    store::{Found, FoundPeople, StoreError},
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
    /// The filters that were to be tried cannot be used.
    #[error(transparent)]
    BadFilter(#[from] FilterError),
    /// The database did not answer.
    #[error(transparent)]
    Hub(#[from] HubError),
}

impl Searches {
    pub(super) fn new() -> Self {
        Self { turns: Semaphore::new(AT_ONCE), paces: PaceTable::new(PACES) }
    }

    /// Waits until a search may be made, by somebody or by one of all who read a room.
    pub(super) async fn turn(
        &self,
        room: impl Hash,
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<SemaphorePermit<'_>, SearchRefusal> {
        let slow_down = |retry_after_ms| SearchRefusal::SlowDown { retry_after_ms };
        self.admit(room, person, now).map_err(slow_down)?;
        let turn = timeout(PATIENCE, self.turns.acquire()).await;
        turn.ok().and_then(Result::ok).ok_or(slow_down(1_000))
    }

    fn admit(&self, room: impl Hash, person: Option<PersonId>, now: Timestamp) -> Result<(), u64> {
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

    /// Looks for people of an event by their names; see [`Store::people`](crate::store::Store::people). `person` is who searches.
    ///
    /// # Errors
    /// As [`search`](Self::search), with which it shares its pace.
    pub async fn find_people(
        &self,
        person: &Person,
        search: Option<&Search>,
        before: Option<PersonId>,
        limit: usize,
    ) -> Result<FoundPeople, SearchRefusal> {
        let _turn = self.searches.turn(person.id, Some(person.id), self.clock.now()).await?;
        let found = self.store.people(person.event, search, before, limit).await;
        Ok(found.map_err(|error: StoreError| HubError::from(error))?)
    }
}
