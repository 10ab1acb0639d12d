//! A room as it is now, for who looks at many at once.

use axum::Json;

use super::{
    asked::{AskedIn, Reader},
    keeping::WAITING_MAX,
    messages,
    problem::Problem,
};
use crate::{
    protocol::{Message, Room, RoomNow},
    store::Page,
};

/// The messages among which the newest that is not removed is looked for.
const NEWEST: u32 = 50;

/// `GET …/rooms/ROOM`
pub(super) async fn show(asked: AskedIn<Reader>) -> Result<Json<RoomNow>, Problem> {
    let AskedIn { site, event, by: Reader(person), room: info } = asked;
    let room = site.hub.room(info.id).await?;
    let page = messages::history(&room, Page::Latest, NEWEST).await?;
    let newest_at = page.messages.iter().rev().find_map(|(_, message)| match message.message() {
        Some(Message::Live(message)) => Some(message.at),
        _ => None,
    });
    let (mut held, mut reported) = (None, None);
    if let Some(keeper) = person.filter(|person| person.role.may_moderate()) {
        held = Some(site.hub.store().waiting(info.id, None, WAITING_MAX).await?.len());
        let all = site.hub.store().reported(info.id, WAITING_MAX).await?;
        reported = Some(all.iter().filter(|reported| reported.is_told_to(&keeper)).count());
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
