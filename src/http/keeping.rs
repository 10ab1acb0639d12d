//! What those who keep a room set in it, and what they decide on.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};

use super::{Site, identity, messages, people, place, problem::Problem, sessions};
use crate::{
    domain::{Action, Command, MessageId, Reason},
    hub::Kept,
    protocol::{ErrorCode, Held, HeldList, Judged, RemoveBody, Reported, ReportedList, StateSet, SwitchBody},
};

/// Posts or messages that one answer names.
pub(super) const WAITING_MAX: u32 = 200;

/// `PATCH …/rooms/ROOM`
pub(super) async fn switch(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<StateSet>, Problem> {
    let body: SwitchBody = messages::read(&body)?;
    let reason = messages::reason(body.reason.as_deref())?;
    let switching = body.switching()?;
    sessions::set(&site, &event, &room, &headers, Action::Switch { switching, reason }).await
}

/// `PUT …/messages/ID/pin`
pub(super) async fn pin(
    State(site): State<Arc<Site>>,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Json<StateSet>, Problem> {
    let id = messages::message_id(&id)?;
    sessions::set(&site, &event, &room, &headers, Action::Pin { id, on: true }).await
}

/// `DELETE …/messages/ID/pin`
pub(super) async fn unpin(
    State(site): State<Arc<Site>>,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Json<StateSet>, Problem> {
    let id = messages::message_id(&id)?;
    sessions::set(&site, &event, &room, &headers, Action::Pin { id, on: false }).await
}

/// `GET …/held`: everything for those who keep the room, one's own for others.
pub(super) async fn held(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<HeldList>, Problem> {
    let event = place::event(&site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let person = identity::somebody(&site, &event, &headers).await?;
    let author = (!person.role.may_moderate()).then_some(person.id);
    let waiting = site.hub.store().waiting(info.id, author, WAITING_MAX).await?;
    Ok(Json(HeldList { held: waiting.iter().filter_map(|held| Held::new(held, person.role)).collect() }))
}

/// `POST …/held/ID/approve`
pub(super) async fn approve(
    State(site): State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(&site, at, &headers, &body, |id, reason| Action::Decide { id, approve: true, reason }).await
}

/// `POST …/held/ID/reject`
pub(super) async fn reject(
    State(site): State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(&site, at, &headers, &body, |id, reason| Action::Decide { id, approve: false, reason }).await
}

/// `GET …/reports`
pub(super) async fn reported(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<ReportedList>, Problem> {
    let event = place::event(&site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let keeper = identity::keeper(&site, &event, &headers).await?;
    let reported = site.hub.store().reported(info.id, WAITING_MAX).await?;
    let told = reported.iter().filter(|reported| reported.is_told_to(&keeper));
    Ok(Json(ReportedList { reported: told.map(Reported::from).collect() }))
}

/// `POST …/messages/ID/reports/approve`
pub(super) async fn keep_reported(
    State(site): State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(&site, at, &headers, &body, |id, reason| Action::DecideReported { id, keep: true, reason }).await
}

/// `POST …/messages/ID/reports/remove`
pub(super) async fn remove_reported(
    State(site): State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(&site, at, &headers, &body, |id, reason| Action::DecideReported { id, keep: false, reason }).await
}

/// Decides on what waits; who comes second is told what the first did.
async fn decide(
    site: &Site,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: &HeaderMap,
    body: &Bytes,
    action: impl FnOnce(MessageId, Option<Reason>) -> Action,
) -> Result<Json<Judged>, Problem> {
    let event = place::event(site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let author = identity::keeper(site, &event, headers).await?.id;
    let body: RemoveBody = people::optional(body)?;
    let reason = messages::reason(body.reason.as_deref())?;
    let id = messages::message_id(&id)?;
    let room = site.hub.room(info.id).await?;
    match site.hub.keep(&room, Command { author, nonce: None, action: action(id, reason) }).await? {
        Kept::Judged(id, verdict) => Ok(Json(Judged::new(id, verdict))),
        Kept::Set(_) => Err(Problem::new(ErrorCode::Internal, "this was about nothing that waits")),
    }
}
