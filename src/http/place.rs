use std::sync::Arc;

use super::{Site, problem::Problem};
use crate::domain::{Access, Event, Person, RoomInfo, Slug};

/// The event of that name.
pub(super) async fn event(site: &Site, name: &str) -> Result<Arc<Event>, Problem> {
    let slug: Slug = name.parse().map_err(|_| Problem::not_found("event"))?;
    site.hub.event(&slug).await?.ok_or_else(|| Problem::not_found("event"))
}

/// The room of that name in an event.
pub(super) fn room_info(event: &Event, name: &str) -> Result<RoomInfo, Problem> {
    let slug: Slug = name.parse().map_err(|_| Problem::not_found("room"))?;
    event.room(&slug).cloned().ok_or_else(|| Problem::not_found("room"))
}

/// Whether somebody may read in an event.
pub(super) fn readable(event: &Event, person: Option<&Person>) -> Result<(), Problem> {
    if event.settings.access == Access::Public || person.is_some() { Ok(()) } else { Err(Problem::not_joined()) }
}
