//! Filters of events, as those who keep the rooms set them and try them out.

use super::{Hub, HubError, SearchRefusal, Undone};
use crate::{
    domain::{Event, FilterSettings, FiltersVersion, PersonId, Reason},
    store::{StoreError, Trial},
};

/// Messages that a trial tells of.
const TRIED: usize = 100;

impl Hub {
    /// Sets an event's filters. They count for whatever is written after that, on every node.
    ///
    /// # Errors
    /// Why they were not set.
    pub async fn set_filters(
        &self,
        event: &Event,
        by: PersonId,
        settings: &FilterSettings,
        read_at: FiltersVersion,
        reason: Option<Reason>,
    ) -> Result<FiltersVersion, Undone> {
        let now = self.clock.now();
        let version = match self.store.set_filters(event.id, by, settings, read_at, reason, now).await {
            Err(error @ StoreError::Unavailable(_)) => {
                tracing::warn!(%error, "it is not known whether filters were set");
                return Err(Undone::Unknown);
            }
            set => set??,
        };
        tracing::info!(event = %event.slug, %by, version = version.0, "somebody set the filters");
        Ok(version)
    }

    /// What filters would have caught in the last day. It goes through as much text as a search and has the same pace.
    ///
    /// # Errors
    /// [`SearchRefusal::SlowDown`] beyond the pace, and while too many others search; [`SearchRefusal::BadFilter`] where the
    /// filters cannot be used.
    pub async fn try_filters(
        &self,
        event: &Event,
        by: PersonId,
        settings: FilterSettings,
    ) -> Result<Trial, SearchRefusal> {
        let rooms: Vec<_> = event.rooms.iter().map(|room| room.id).collect();
        let Some(first) = rooms.first() else { return Ok(Trial::default()) };
        let now = self.clock.now();
        let _turn = self.searches.turn(*first, Some(by), now).await?;
        Ok(self.store.try_filters(&rooms, settings, TRIED, now).await.map_err(HubError::from)??)
    }
}
