use std::sync::Arc;

use moka::sync::Cache;
use tokio::time::{Duration, Instant};

use super::HubError;
use crate::{
    domain::{EventId, Person, SecretHash},
    store::Store,
};

/// A changed role is seen by new connections within this time; the log itself decides by the stored one at once.
const FRESH_FOR: Duration = Duration::from_secs(10);

/// People remembered, at about 300 bytes each.
const REMEMBERED: u64 = 50_000;

/// Who the tokens belong to, read through. Tokens that belong to nobody are not remembered.
pub(super) struct People {
    store: Store,
    seen: Cache<(EventId, SecretHash), (Arc<Person>, Instant)>,
}

impl People {
    pub(super) fn new(store: Store) -> Self {
        Self { store, seen: Cache::new(REMEMBERED) }
    }

    pub(super) async fn person(&self, event: EventId, token: SecretHash) -> Result<Option<Arc<Person>>, HubError> {
        let remembered = self.seen.get(&(event, token));
        if let Some((person, read)) = &remembered
            && read.elapsed() < FRESH_FOR
        {
            return Ok(Some(person.clone()));
        }
        match (self.store.person_by_token(event, token).await.map_err(HubError::from), remembered) {
            (Ok(Some(person)), _) => {
                let person = Arc::new(person);
                self.remember(event, token, person.clone());
                Ok(Some(person))
            }
            (Ok(None), _) => {
                self.seen.invalidate(&(event, token));
                Ok(None)
            }
            (Err(HubError::Unavailable), Some((person, _))) => Ok(Some(person)),
            (Err(error), _) => Err(error),
        }
    }

    pub(super) fn remember(&self, event: EventId, token: SecretHash, person: Arc<Person>) {
        self.seen.insert((event, token), (person, Instant::now()));
    }
}
