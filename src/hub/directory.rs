use std::sync::Arc;

use dashmap::DashMap;
use tokio::time::{Duration, Instant};

use super::HubError;
use crate::{
    domain::{Event, Slug},
    store::Store,
};

/// An organiser who imports an event again sees it within this time.
const FRESH_FOR: Duration = Duration::from_secs(5);

/// The events by name, read through. Only events that exist are remembered, so made-up names cost no memory.
pub(super) struct Directory {
    store: Store,
    events: DashMap<Slug, (Arc<Event>, Instant)>,
}

impl Directory {
    pub(super) fn new(store: Store) -> Self {
        Self { store, events: DashMap::new() }
    }

    pub(super) async fn event(&self, slug: &Slug) -> Result<Option<Arc<Event>>, HubError> {
        let remembered = self.events.get(slug).map(|entry| entry.value().clone());
        if let Some((event, read)) = &remembered
            && read.elapsed() < FRESH_FOR
        {
            return Ok(Some(event.clone()));
        }
        match (self.store.event(slug).await.map_err(HubError::from), remembered) {
            (Ok(Some(event)), _) => {
                let event = Arc::new(event);
                self.events.insert(slug.clone(), (event.clone(), Instant::now()));
                Ok(Some(event))
            }
            (Ok(None), _) => {
                self.events.remove(slug);
                Ok(None)
            }
            (Err(HubError::Unavailable), Some((stale, _))) => {
                // Do not ask a database that is away once for every request.
                self.events.insert(slug.clone(), (stale.clone(), Instant::now()));
                Ok(Some(stale))
            }
            (Err(error), _) => Err(error),
        }
    }
}
