use axum::{Json, body::Bytes};

use super::{
    asked::{AskedIn, Reader, Somebody},
    messages,
    problem::Problem,
};
use crate::{
    domain::{Action, Command},
    hub::Kept,
    protocol::{ErrorCode, SessionBegun, SessionBody, SessionsPage, StateSet},
};

/// `GET …/sessions`
pub(super) async fn list(AskedIn { site, room, .. }: AskedIn<Reader>) -> Result<Json<SessionsPage>, Problem> {
    let room = site.hub.room(room.id).await?;
    let begun = room.session_starts().await?.into_iter().map(|start| SessionBegun {
        slug: start.session.to_string(),
        id: start.message.to_string(),
        position: start.position.get(),
    });
    Ok(Json(SessionsPage { sessions: begun.collect() }))
}

/// `PUT …/session`
pub(super) async fn start(asked: AskedIn<Somebody>, body: Bytes) -> Result<Json<StateSet>, Problem> {
    let body: SessionBody = messages::read(&body)?;
    set(asked, Action::StartSession { session: body.slug }).await
}

/// `DELETE …/session`
pub(super) async fn end(asked: AskedIn<Somebody>) -> Result<Json<StateSet>, Problem> {
    set(asked, Action::EndSession).await
}

/// Sets a room's state. Doing it again changes nothing, so it needs no nonce.
pub(super) async fn set(asked: AskedIn<Somebody>, action: Action) -> Result<Json<StateSet>, Problem> {
    let AskedIn { site, by: Somebody(author), room, .. } = asked;
    let room = site.hub.room(room.id).await?;
    match site.hub.keep(&room, Command { author: author.id, nonce: None, action }).await? {
        Kept::Set(seq) => Ok(Json(StateSet { seq: seq.get() })),
        Kept::Judged(..) => Err(Problem::new(ErrorCode::Internal, "this was not about the room's state")),
    }
}
