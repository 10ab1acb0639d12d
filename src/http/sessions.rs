use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};

use super::{Site, identity, messages, place, problem::Problem};
use crate::{
    domain::{Action, Command},
    hub::Kept,
    protocol::{ErrorCode, SessionBegun, SessionBody, SessionsPage, StateSet},
};

/// `GET …/sessions`
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<SessionsPage>, Problem> {
    let event = place::event(&site, &event).await?;
    let person = identity::person(&site, &event, &headers).await?;
    place::readable(&event, person.as_deref())?;
    let room = place::room(&site, &event, &room).await?;
    let begun = room.session_starts().await?.into_iter().map(|start| SessionBegun {
        slug: start.session.to_string(),
        id: start.message.to_string(),
        position: start.position.get(),
    });
    Ok(Json(SessionsPage { sessions: begun.collect() }))
}

/// `PUT …/session`
pub(super) async fn start(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<StateSet>, Problem> {
    let body: SessionBody = messages::read(&body)?;
    set(&site, &event, &room, &headers, Action::StartSession { session: body.slug }).await
}

/// `DELETE …/session`
pub(super) async fn end(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<StateSet>, Problem> {
    set(&site, &event, &room, &headers, Action::EndSession).await
}

/// Sets a room's state. Doing it again changes nothing, so it needs no nonce.
pub(super) async fn set(
    site: &Site,
    event: &str,
    room: &str,
    headers: &HeaderMap,
    action: Action,
) -> Result<Json<StateSet>, Problem> {
    let event = place::event(site, event).await?;
    let info = place::room_info(&event, room)?;
    let author = identity::somebody(site, &event, headers).await?.id;
    let room = site.hub.room(info.id).await?;
    match site.hub.keep(&room, Command { author, nonce: None, action }).await? {
        Kept::Set(seq) => Ok(Json(StateSet { seq: seq.get() })),
        Kept::Judged(..) => Err(Problem::new(ErrorCode::Internal, "this was not about the room's state")),
    }
}
