//! Filters that are ready to be used, and what filters would have caught.

use std::{fmt, sync::Arc, time::Duration};

use moka::sync::Cache;
use tokio::{task::spawn_blocking, time::Instant};

use super::{Store, StoreError, Trial, Tried, either, rows::TriedRow};
use crate::domain::{
    Caught, Change, Command, Decision, EventId, Facts, FilterError, FilterSettings, Filters, FiltersVersion, Lately,
    MessageId, PersonId, Reason, Refusal, RoomId, Seq, Timestamp, decide,
};

/// Events whose filters are kept ready; making them anew takes some milliseconds.
const READY: u64 = 64;

/// How far back filters are tried.
const TRIED: Duration = Duration::from_secs(24 * 60 * 60);

/// Texts read at once; no connection is held between two pieces.
const PIECE: u32 = 500;

/// How much one trial looks at: so many texts, or so many bytes of them.
const TEXTS: usize = 20_000;
const BYTES: usize = 8 * 1024 * 1024;

/// What is forgotten in one transaction at most: others write in between.
pub(super) const FORGOTTEN: u32 = 2_000;

/// How long one trial may take before what it has looked at is all that it tells of.
const LONGEST: Duration = Duration::from_secs(10);

/// The filters of events, as they were at some version.
#[derive(Clone)]
pub(super) struct ReadyFilters(Cache<EventId, (FiltersVersion, Option<Arc<Filters>>)>);

impl ReadyFilters {
    /// Those of that version, if they are kept.
    pub(super) fn at(&self, event: EventId, version: FiltersVersion) -> Option<Option<Arc<Filters>>> {
        self.0.get(&event).filter(|(kept, _)| *kept == version).map(|(_, filters)| filters)
    }

    /// Makes them ready and keeps them. `None` where nothing is held by them.
    pub(super) async fn keep(
        &self,
        event: EventId,
        version: FiltersVersion,
        settings: FilterSettings,
    ) -> Result<Option<Arc<Filters>>, StoreError> {
        let idle = settings.is_idle();
        let filters = match aside(move || settings.compile()).await? {
            _ if idle => None,
            Ok(filters) => Some(Arc::new(filters)),
            Err(error) => {
                // They were good when they were stored. As an error of the database, nobody could write any more.
                tracing::error!(event = %event.0, list = %error.list, line = error.line, "stored filters cannot be used");
                None
            }
        };
        self.0.insert(event, (version, filters.clone()));
        Ok(filters)
    }
}

impl Default for ReadyFilters {
    fn default() -> Self {
        Self(Cache::new(READY))
    }
}

impl fmt::Debug for ReadyFilters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadyFilters")
    }
}

/// A text that was looked at.
struct Looked {
    room: RoomId,
    id: MessageId,
    by: PersonId,
    at: Timestamp,
    mark: Option<u32>,
    caught: Caught,
}

impl Store {
    /// What an event's filters are set to.
    pub async fn filters(&self, event: EventId) -> Result<(FiltersVersion, FilterSettings), StoreError> {
        either!(self, backend => backend.filters(event))
    }

    /// Sets an event's filters, decided in the transaction, and logs that; the same again changes nothing. `read_at` is the
    /// version they were read at: what somebody else has set since is not lost.
    pub async fn set_filters(
        &self,
        event: EventId,
        by: PersonId,
        settings: &FilterSettings,
        read_at: FiltersVersion,
        reason: Option<Reason>,
        now: Timestamp,
    ) -> Result<Result<FiltersVersion, Refusal>, StoreError> {
        let tried = settings.clone();
        if let Err(error) = aside(move || tried.compile().map(drop)).await? {
            return Ok(Err(Refusal::BadFilter(error)));
        }
        either!(self, backend => backend.set_filters(event, by, settings.clone(), read_at, reason, now))
    }

    /// Forgets what was said too long ago for any filter.
    pub async fn forget_said(&self, now: Timestamp) -> Result<(), StoreError> {
        loop {
            if either!(self, backend => backend.forget_said(now))? < FORGOTTEN {
                return Ok(());
            }
        }
    }

    /// What filters would have caught in the last day of these rooms, the newest first, at most `limit`; or why they cannot be
    /// used. Removed texts are not looked at, nor those of people who are exempt.
    pub async fn try_filters(
        &self,
        rooms: &[RoomId],
        settings: FilterSettings,
        limit: usize,
        now: Timestamp,
    ) -> Result<Result<Trial, FilterError>, StoreError> {
        let filters = match aside(move || settings.compile()).await? {
            Ok(filters) => Arc::new(filters),
            Err(error) => return Ok(Err(error)),
        };
        let (started, mut trial) = (Instant::now(), Trial::default());
        let (mut looked, mut bytes) = (Vec::new(), 0);
        for room in rooms {
            let (mut before, mut of_room) = (Some(Seq::MAX), Vec::new());
            while let Some(from) = before.take() {
                let mut rows = Vec::new();
                for row in self.to_try(*room, from).await? {
                    if row.at() <= now.minus(TRIED) {
                        before = None;
                        break;
                    }
                    let count = looked.len() + of_room.len() + rows.len();
                    if count == TEXTS || bytes >= BYTES || started.elapsed() >= LONGEST {
                        trial.is_partial = true;
                        before = None;
                        break;
                    }
                    before = Some(row.position()?);
                    bytes += row.bytes();
                    rows.push(row);
                }
                let (room, filters) = (*room, filters.clone());
                of_room.extend(aside(move || look(room, rows, &filters)).await??);
            }
            let filters = filters.clone();
            looked.extend(aside(move || look_again(of_room, &filters)).await?);
        }
        trial.looked_at = looked.len();
        looked.retain(|text| !text.caught.is_empty());
        trial.count = looked.len();
        looked.sort_by_key(|text| std::cmp::Reverse(text.at));
        for Looked { room, id, caught, .. } in looked {
            if trial.caught.len() == limit {
                break;
            }
            // Read again, whole: it may have been removed since.
            if let Some(Change::Live(message)) = self.message(room, id).await? {
                trial.caught.push(Tried { room, message, caught });
            }
        }
        Ok(Ok(trial))
    }

    async fn to_try(&self, room: RoomId, before: Seq) -> Result<Vec<TriedRow>, StoreError> {
        either!(self, backend => backend.to_try(room, before, PIECE))
    }
}

/// What these texts are caught by, each by itself.
fn look(room: RoomId, rows: Vec<TriedRow>, filters: &Filters) -> Result<Vec<Looked>, StoreError> {
    let looked = rows.into_iter().map(|row| {
        let (id, by, at, exempt) = (row.id(), row.author(), row.at(), row.role()?.may_moderate());
        let text = row.text();
        let caught = if exempt { Caught::default() } else { filters.catch(&text) };
        let mark = if exempt { None } else { filters.mark(&text) };
        Ok(Looked { room, id, by, at, mark, caught })
    });
    looked.collect()
}

/// And by what was said before it, which is known only when all texts of the room are, the newest first.
fn look_again(mut looked: Vec<Looked>, filters: &Filters) -> Vec<Looked> {
    let mut lately = Lately::default();
    for text in looked.iter_mut().rev() {
        let Some(mark) = text.mark else { continue };
        text.caught = text.caught.and(filters.catch_again(mark, text.by, &lately, text.at));
        filters.remember(&mut lately, mark, text.by, text.at);
    }
    looked
}

/// Decides a batch; beside all else where a filter may take long.
pub(super) async fn decide_aside(facts: Facts, batch: &[Command], now: Timestamp) -> Result<Decision, StoreError> {
    if !facts.filters.as_ref().is_some_and(|filters| filters.may_take_long()) {
        return Ok(decide(facts, batch, now));
    }
    let batch = batch.to_vec();
    aside(move || decide(facts, &batch, now)).await
}

/// Runs what keeps a processor busy on a thread for that, so that whatever else is going on goes on. Who waits for it no longer
/// leaves it to come to its end.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    spawn_blocking(work).await.map_err(|_| StoreError::broken("filters came to no end"))
}
