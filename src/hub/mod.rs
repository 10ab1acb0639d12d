//! Floor 2: rooms in memory. A room is a log in the database; here is its newest part, one writer, and a bell.
//!
//! The bell carries no truth: whoever hears it reads the log from their own cursor, so a lost or doubled ring does
//! no harm. Nothing here knows sockets, HTTP or SQL.

mod acting;
mod audience;
mod doings;
mod filtering;
mod following;
mod holding;
mod pacing;
mod people;
mod recent;
mod remembered;
mod room;
mod searching;
mod shared;
mod trouble;
mod waiting;
mod watching;
mod writer;

use std::sync::Arc;

use dashmap::DashMap;
use doings::Doings;
use following::Heard;
use futures_util::future::BoxFuture;
use people::Present;
use remembered::Remembered;
use searching::Searches;
use tokio::{sync::OnceCell, time::Duration};
use tokio_util::task::TaskTracker;

use crate::{
    domain::{Clock, Event, EventId, MessageId, Person, PersonId, Random, RoomId, SecretHash, Slug, Timestamp},
    store::{EventSummary, Member, Store, StoreError},
};

pub use acting::{Acted, Kept, Undone};
pub use audience::{DELIVERIES, News, Seat, SeatGuard};
pub use holding::Waiting;
pub use pacing::PaceTable;
pub use people::{Affected, Attendance};
pub use recent::{Delivery, Frame, Recent, RecentLimits};
pub use room::{Busy, OnlineGuard, Page, Room};
pub use searching::SearchRefusal;
pub use shared::{Answer, Ring};

/// An organiser who imports an event again sees it within this time.
const EVENTS_FRESH_FOR: Duration = Duration::from_secs(5);

/// What is changed behind the server's back is seen within this time; acts are heeded at once, see [`Hub::heed_acts`].
const PEOPLE_FRESH_FOR: Duration = Duration::from_secs(10);

/// Events remembered, at a few KiB each.
const REMEMBERED_EVENTS: u64 = 1_000;

/// People remembered, at about 300 bytes each.
const REMEMBERED_PEOPLE: u64 = 50_000;

/// The rooms of this node, opened on demand.
pub struct Hub {
    store: Store,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    events: Remembered<Slug, Event>,
    /// The list of all events; there is one.
    listed: Remembered<(), Vec<EventSummary>>,
    people: Remembered<(EventId, SecretHash), Member>,
    present: Arc<Present>,
    doings: Arc<Doings>,
    heard: tokio::sync::Mutex<Heard>,
    /// Only rooms that exist in the database get an entry. The cell makes many who come at once wait for one opening.
    rooms: DashMap<RoomId, Arc<OnceCell<Arc<Room>>>>,
    searches: Searches,
    writers: TaskTracker,
}

/// Why the hub could not answer.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// The database is needed for this and cannot be reached.
    #[error("the database cannot be reached")]
    Unavailable,
    /// No such room.
    #[error("no such room")]
    NotFound,
    /// They are banned from the event.
    #[error("you are banned from this event")]
    Banned {
        /// Until when; [`Timestamp::NEVER`] for good.
        until: Timestamp,
        /// Milliseconds until then.
        retry_after_ms: u64,
    },
    /// The database answered with something that makes no sense.
    #[error("the database gave an unusable answer")]
    Broken(#[source] StoreError),
}

impl Hub {
    /// A hub without rooms; they open when somebody enters.
    pub fn new(store: Store, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self {
            events: Remembered::new(REMEMBERED_EVENTS, EVENTS_FRESH_FOR),
            listed: Remembered::new(1, EVENTS_FRESH_FOR),
            people: Remembered::new(REMEMBERED_PEOPLE, PEOPLE_FRESH_FOR),
            present: Arc::default(),
            doings: Arc::default(),
            heard: tokio::sync::Mutex::default(),
            store,
            clock,
            random,
            rooms: DashMap::new(),
            searches: Searches::new(),
            writers: TaskTracker::new(),
        }
    }

    /// The store below, for what is not a room's business: joining, invitations, the list of events.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The time.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Randomness.
    pub fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// A fresh id for a message written now.
    pub fn message_id(&self) -> MessageId {
        MessageId::at(self.clock.now(), self.random())
    }

    /// The event of that name. While the database is away, an event that was known is answered from memory.
    pub async fn event(&self, slug: &Slug) -> Result<Option<Arc<Event>>, HubError> {
        let read = || -> BoxFuture<'static, _> {
            let (store, wanted) = (self.store.clone(), slug.clone());
            Box::pin(async move { store.event(&wanted).await })
        };
        self.events.get(slug.clone(), read).await
    }

    /// All events, also those not to be listed in public; from memory while the database is away.
    pub async fn listed_events(&self) -> Result<Arc<Vec<EventSummary>>, HubError> {
        let read = || -> BoxFuture<'static, _> {
            let store = self.store.clone();
            Box::pin(async move { store.events().await.map(Some) })
        };
        let listed = self.listed.get((), read).await?;
        Ok(listed.unwrap_or_default())
    }

    /// Who presented a token in an event. While the database is away, somebody seen lately is answered from memory.
    ///
    /// # Errors
    /// [`HubError::Banned`] if they are kept out.
    pub async fn person(&self, event: EventId, token: SecretHash) -> Result<Option<Arc<Person>>, HubError> {
        let read = || -> BoxFuture<'static, _> {
            let store = self.store.clone();
            Box::pin(async move { store.person_by_token(event, token).await })
        };
        let Some(member) = self.people.get((event, token), read).await? else { return Ok(None) };
        let now = self.clock.now();
        match member.banned(now) {
            Some(until) => Err(HubError::Banned { until, retry_after_ms: until.as_millis().abs_diff(now.as_millis()) }),
            None => Ok(Some(member.person.clone())),
        }
    }

    /// Lets somebody's connection hear of what is done to them from now on. Look them up after that, since something may
    /// have been done before.
    pub fn attend(&self, person: PersonId) -> Attendance {
        self.present.attend(person, &self.doings)
    }

    /// The room, opened if it is not. Everybody who holds it keeps it open.
    ///
    /// # Errors
    /// [`HubError::Unavailable`] if it has to be opened and the database is away: a room that is open already is
    /// entered without the database.
    pub async fn room(&self, id: RoomId) -> Result<Arc<Room>, HubError> {
        loop {
            // The guard of the map is gone at the end of this statement, before anything is awaited.
            let cell = self.rooms.entry(id).or_default().clone();
            let opening = cell.get_or_try_init(|| Box::pin(Room::open(&self.store, &self.clock, id, &self.writers)));
            match opening.await {
                Ok(room) if room.is_gone() => {
                    self.rooms.remove_if(&id, |_, held| Arc::ptr_eq(held, &cell));
                }
                Ok(room) => {
                    room.touch();
                    return Ok(room.clone());
                }
                Err(error) => {
                    self.rooms.remove_if(&id, |_, held| held.get().is_none() && Arc::strong_count(held) <= 2);
                    return Err(error);
                }
            }
        }
    }

    /// Closes the rooms that nobody has entered since the last call and nobody is in. Returns how many stay open.
    pub fn retire_idle(&self) -> usize {
        // Handles are only cloned out of the map under the same lock that `retain` holds, so a count of one means that
        // nobody has it and nobody is about to.
        self.rooms.retain(|_, cell| {
            Arc::strong_count(cell) > 1
                || cell.get().is_some_and(|room| !room.is_gone() && (Arc::strong_count(room) > 1 || room.was_touched()))
        });
        self.rooms.len()
    }

    /// Lets go of every room and waits until their writers have finished what was queued. Call it when nobody enters
    /// any more; a room that somebody still holds is finished when they leave.
    pub async fn drain(&self) {
        self.rooms.clear();
        self.writers.close();
        self.writers.wait().await;
    }

    /// Remembers who a token belongs to, so that somebody who has just joined is known without another look.
    pub fn remember(&self, event: EventId, token: SecretHash, person: Arc<Person>) {
        let member = Member { person, token, muted_until: None, banned_until: None };
        self.people.put((event, token), Arc::new(member));
    }
}

impl From<StoreError> for HubError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } => Self::Unavailable,
            StoreError::Broken { .. } => Self::Broken(error),
        }
    }
}
