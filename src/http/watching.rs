//! Who has which room: "I have the room".

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};

use super::{Site, identity, place, problem::Problem};
use crate::{domain::Event, protocol::Watches};

/// `GET …/watches`
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    Path(event): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Watches>, Problem> {
    let event = place::event(&site, &event).await?;
    identity::keeper(&site, &event, &headers).await?;
    watches(&site, &event).await
}

/// `PUT …/rooms/ROOM/watch`: from now on the room is that of who asks, whoever had it.
pub(super) async fn take(
    State(site): State<Arc<Site>>,
    at: Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Watches>, Problem> {
    watch(&site, at, &headers, true).await
}

/// `DELETE …/rooms/ROOM/watch`: who asks has the room no longer; whoever else has it keeps it.
pub(super) async fn give_up(
    State(site): State<Arc<Site>>,
    at: Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Watches>, Problem> {
    watch(&site, at, &headers, false).await
}

async fn watch(
    site: &Site,
    Path((event, room)): Path<(String, String)>,
    headers: &HeaderMap,
    on: bool,
) -> Result<Json<Watches>, Problem> {
    let event = place::event(site, &event).await?;
    let by = identity::keeper(site, &event, headers).await?;
    let room = place::room_info(&event, &room)?;
    site.hub.watch(&event, room.id, by.id, on).await?;
    watches(site, &event).await
}

async fn watches(site: &Site, event: &Event) -> Result<Json<Watches>, Problem> {
    let acts = site.hub.store().watches(event.id, site.hub.clock().now()).await?;
    Ok(Json(Watches::new(&acts, event)))
}
