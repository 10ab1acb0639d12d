//! What those who keep a room set in it, and what they decide on.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};

use super::{Site, identity, messages, people, place, problem::Problem, sessions};
use crate::{
    domain::{Action, Command, Outcome, SLOW_MODE_MAX, Switching},
    protocol::{Held, HeldList, Judged, RemoveBody, StateSet, SwitchBody},
};

/// Posts that one answer names.
const WAITING_MAX: u32 = 200;

/// `PATCH …/rooms/ROOM`
pub(super) async fn switch(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<StateSet>, Problem> {
    let body: SwitchBody = messages::read(&body)?;
    let slow_mode = body.slow_mode_ms.map(Duration::from_millis);
    if slow_mode.is_some_and(|slow_mode| slow_mode > SLOW_MODE_MAX) {
        return Err(Problem::bad_request("slow_mode_ms is at most 3600000 ms (one hour)"));
    }
    let reason = messages::reason(body.reason.as_deref())?;
    let SwitchBody { locked, participants_only, links, hold, calm, .. } = body;
    let switching = Switching { slow_mode, locked, participants_only, links, hold, calm };
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
    Ok(Json(HeldList { held: waiting.iter().filter_map(Held::new).collect() }))
}

/// `POST …/held/ID/approve`
pub(super) async fn approve(
    State(site): State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(&site, at, &headers, &body, true).await
}

/// `POST …/held/ID/reject`
pub(super) async fn reject(
    State(site): State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(&site, at, &headers, &body, false).await
}

/// Decides on a held post; who comes second is told what the first did.
async fn decide(
    site: &Site,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: &HeaderMap,
    body: &Bytes,
    approve: bool,
) -> Result<Json<Judged>, Problem> {
    let event = place::event(site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let author = identity::keeper(site, &event, headers).await?.id;
    let body: RemoveBody = people::optional(body)?;
    let reason = messages::reason(body.reason.as_deref())?;
    let id = messages::message_id(&id)?;
    let room = site.hub.room(info.id).await?;
    let command = Command { author, nonce: None, action: Action::Decide { id, approve, reason } };
    if let Outcome::Refused(refusal) = messages::put(&room, command).await? {
        return Err(refusal.into());
    }
    // Decided it is; its author is told as soon as the database lets this node know.
    if let Err(error) = site.hub.heed_acts().await {
        tracing::warn!(%error, "a held post was decided on, but its author is not told yet");
    }
    let held = site.hub.store().held(info.id, id).await?;
    held.as_ref().and_then(Judged::new).map(Json).ok_or_else(|| Problem::not_found("post"))
}
