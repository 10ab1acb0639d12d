//! A room as it is now, for who looks at many at once.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};

use super::{Site, identity, keeping::WAITING_MAX, messages, place, problem::Problem};
use crate::{
    protocol::{Message, Room, RoomNow},
    store::Page,
};

/// The messages among which the newest that is not removed is looked for.
const NEWEST: u32 = 50;

/// `GET …/rooms/ROOM`
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<RoomNow>, Problem> {
    let event = place::event(&site, &event).await?;
    let person = identity::person(&site, &event, &headers).await?;
    place::readable(&event, person.as_deref())?;
    let info = place::room_info(&event, &room)?;
    let room = site.hub.room(info.id).await?;
    let page = messages::history(&room, Page::Latest, NEWEST).await?;
    let newest_at = page.messages.iter().rev().find_map(|(_, message)| match message.message() {
        Some(Message::Live(message)) => Some(message.at),
        _ => None,
    });
    let (mut held, mut reported) = (None, None);
    if person.is_some_and(|person| person.role.may_moderate()) {
        held = Some(site.hub.store().waiting(info.id, None, WAITING_MAX).await?.len());
        reported = Some(site.hub.store().reported(info.id, WAITING_MAX).await?.len());
    }
    Ok(Json(RoomNow {
        room: Room::new(&event, &info, &page.state),
        seq: page.seq.get(),
        online: room.online_now(),
        newest_at,
        held,
        reported,
    }))
}
