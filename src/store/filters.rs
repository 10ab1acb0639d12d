//! Filters that are ready to be used, and what filters would have caught.

use std::{fmt, sync::Arc, time::Duration};

use moka::sync::Cache;

use super::{Store, StoreError, Trial, Tried, either, rows::TriedRow};
use crate::domain::{
    Caught, Change, EventId, FilterSettings, Filters, FiltersVersion, Lately, MessageId, PersonId, Reason, Refusal,
    RoomId, SaidLately, Seq, Timestamp,
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

/// Texts after which a trial lets others go first.
const TURN: usize = 50;

/// The filters of events, as they were at some version.
#[derive(Clone)]
pub(super) struct ReadyFilters(Cache<EventId, (FiltersVersion, Option<Arc<Filters>>)>);

impl ReadyFilters {
    /// Those of that version, if they are kept.
    pub(super) fn at(&self, event: EventId, version: FiltersVersion) -> Option<Option<Arc<Filters>>> {
        self.0.get(&event).filter(|(kept, _)| *kept == version).map(|(_, filters)| filters)
    }

    /// Makes them ready and keeps them. `None` where nothing is held by them.
    pub(super) fn keep(
        &self,
        event: EventId,
        version: FiltersVersion,
        settings: &FilterSettings,
    ) -> Option<Arc<Filters>> {
        let filters = match settings.compile() {
            _ if settings.is_idle() => None,
            Ok(filters) => Some(Arc::new(filters)),
            Err(error) => {
                // They were good when they were stored. As an error of the database, nobody could write any more.
                tracing::error!(event = %event.0, list = %error.list, line = error.line, "stored filters cannot be used");
                None
            }
        };
        self.0.insert(event, (version, filters.clone()));
        filters
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
        if let Err(error) = settings.compile() {
            return Ok(Err(Refusal::BadFilter(error)));
        }
        either!(self, backend => backend.set_filters(event, by, settings.clone(), read_at, reason, now))
    }

    /// Forgets what was said too long ago for any filter.
    pub async fn forget_said(&self, now: Timestamp) -> Result<(), StoreError> {
        either!(self, backend => backend.forget_said(now))
    }

    /// What filters would have caught in the last day of these rooms, the newest first, at most `limit`. Removed texts are not
    /// looked at, nor those of people who are exempt.
    pub async fn try_filters(
        &self,
        rooms: &[RoomId],
        filters: &Filters,
        limit: usize,
        now: Timestamp,
    ) -> Result<Trial, StoreError> {
        let mut trial = Trial::default();
        let (mut looked, mut bytes) = (Vec::new(), 0);
        for room in rooms {
            let (mut before, mut lately, newest) = (Some(Seq::MAX), Lately::default(), looked.len());
            while let Some(from) = before.take() {
                for row in self.to_try(*room, from).await? {
                    if row.at() <= now.minus(TRIED) {
                        before = None;
                        break;
                    }
                    if looked.len() == TEXTS || bytes >= BYTES {
                        trial.is_partial = true;
                        before = None;
                        break;
                    }
                    before = Some(row.position()?);
                    let (id, by, at, role) = (row.id(), row.author(), row.at(), row.role()?);
                    let text = row.text();
                    bytes += text.as_str().len();
                    let exempt = role.may_moderate();
                    let caught = if exempt { Caught::default() } else { filters.catch(&text) };
                    let mark = if exempt { None } else { filters.mark(&text) };
                    looked.push(Looked { room: *room, id, by, at, mark, caught });
                    give_way(looked.len()).await;
                }
            }
            // What was said before a text is known only now.
            for (count, text) in looked.iter_mut().skip(newest).rev().enumerate() {
                let Some(mark) = text.mark else { continue };
                text.caught = text.caught.and(filters.catch_again(mark, text.by, &lately, text.at));
                lately.add(SaidLately { mark, by: text.by, at: text.at });
                give_way(count).await;
            }
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
        Ok(trial)
    }

    async fn to_try(&self, room: RoomId, before: Seq) -> Result<Vec<TriedRow>, StoreError> {
        either!(self, backend => backend.to_try(room, before, PIECE))
    }
}

async fn give_way(count: usize) {
    if count.is_multiple_of(TURN) {
        tokio::task::yield_now().await;
    }
}
