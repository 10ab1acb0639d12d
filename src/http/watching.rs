//! Who has which room: "I have the room".

use axum::Json;

use super::{
    Site,
    asked::{Asked, AskedIn, Keeper},
    problem::Problem,
};
use crate::{domain::Event, protocol::Watches};

/// `GET …/watches`
pub(super) async fn list(Asked { site, event, .. }: Asked<Keeper>) -> Result<Json<Watches>, Problem> {
    watches(&site, &event).await
}

/// `PUT …/rooms/ROOM/watch`: from now on the room is that of who asks, whoever had it.
pub(super) async fn take(asked: AskedIn<Keeper>) -> Result<Json<Watches>, Problem> {
    watch(asked, true).await
}

/// `DELETE …/rooms/ROOM/watch`: who asks has the room no longer; whoever else has it keeps it.
pub(super) async fn give_up(asked: AskedIn<Keeper>) -> Result<Json<Watches>, Problem> {
    watch(asked, false).await
}

async fn watch(asked: AskedIn<Keeper>, on: bool) -> Result<Json<Watches>, Problem> {
    let AskedIn { site, event, by: Keeper(by), room } = asked;
    site.hub.watch(&event, room.id, by.id, on).await?;
    watches(&site, &event).await
}

async fn watches(site: &Site, event: &Event) -> Result<Json<Watches>, Problem> {
    let acts = site.hub.store().watches(event.id, site.hub.clock().now()).await?;
    Ok(Json(Watches::new(&acts, event)))
}
