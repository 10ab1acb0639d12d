//! Who has which room.

use super::{Hub, Undone};
use crate::{
    domain::{Act, Event, PersonId, RoomId},
    store::StoreError,
};

impl Hub {
    /// Has a room taken over, or given up, and waits until this node heeds it. `None` where it is so already.
    ///
    /// # Errors
    /// Why it was not done.
    pub async fn watch(&self, event: &Event, room: RoomId, by: PersonId, on: bool) -> Result<Option<Act>, Undone> {
        let act = match self.store.watch(event.id, room, by, on, self.clock.now()).await {
            Err(StoreError::Unavailable(_)) => return Err(Undone::Unknown),
            watched => watched??,
        };
        if let Some(act) = &act {
            tracing::info!(event = %event.slug, %by, kind = %act.kind, act = %act.number, "somebody acted");
        }
        self.heed_soon().await;
        Ok(act)
    }
}
