//! What those who keep a room set in it, and what they decide on.

use axum::{Json, body::Bytes, extract::Path};

use super::{
    asked::{AskedIn, Id, Keeper, Somebody},
    messages,
    problem::Problem,
    sessions,
};
use crate::{
    domain::{Action, Command, MessageId, Reason},
    hub::Kept,
    protocol::{ErrorCode, Held, HeldList, Judged, RemoveBody, Reported, ReportedList, StateSet, SwitchBody},
};

/// Posts or messages that one answer names.
pub(super) const WAITING_MAX: u32 = 200;

/// `PATCH …/rooms/ROOM`
pub(super) async fn switch(asked: AskedIn<Somebody>, body: Bytes) -> Result<Json<StateSet>, Problem> {
    let body: SwitchBody = messages::read(&body)?;
    let reason = messages::reason(body.reason.as_deref())?;
    let switching = body.switching()?;
    sessions::set(asked, Action::Switch { switching, reason }).await
}

/// `PUT …/messages/ID/pin`
pub(super) async fn pin(asked: AskedIn<Somebody>, Path(Id { id }): Path<Id>) -> Result<Json<StateSet>, Problem> {
    let id = messages::message_id(&id)?;
    sessions::set(asked, Action::Pin { id, on: true }).await
}

/// `DELETE …/messages/ID/pin`
pub(super) async fn unpin(asked: AskedIn<Somebody>, Path(Id { id }): Path<Id>) -> Result<Json<StateSet>, Problem> {
    let id = messages::message_id(&id)?;
    sessions::set(asked, Action::Pin { id, on: false }).await
}

/// `GET …/held`: everything for those who keep the room, one's own for others.
pub(super) async fn held(asked: AskedIn<Somebody>) -> Result<Json<HeldList>, Problem> {
    let AskedIn { site, by: Somebody(person), room, .. } = asked;
    let author = (!person.role.may_moderate()).then_some(person.id);
    let waiting = site.hub.store().waiting(room.id, author, WAITING_MAX).await?;
    Ok(Json(HeldList { held: waiting.iter().filter_map(|held| Held::new(held, person.role)).collect() }))
}

/// `POST …/held/ID/approve`
pub(super) async fn approve(asked: AskedIn<Keeper>, Path(on): Path<Id>, body: Bytes) -> Result<Json<Judged>, Problem> {
    decide(asked, on, &body, |id, reason| Action::Decide { id, approve: true, reason }).await
}

/// `POST …/held/ID/reject`
pub(super) async fn reject(asked: AskedIn<Keeper>, Path(on): Path<Id>, body: Bytes) -> Result<Json<Judged>, Problem> {
    decide(asked, on, &body, |id, reason| Action::Decide { id, approve: false, reason }).await
}

/// `GET …/reports`
pub(super) async fn reported(asked: AskedIn<Keeper>) -> Result<Json<ReportedList>, Problem> {
    let AskedIn { site, by: Keeper(keeper), room, .. } = asked;
    let reported = site.hub.store().reported(room.id, WAITING_MAX).await?;
    let told = reported.iter().filter(|reported| reported.is_told_to(&keeper));
    Ok(Json(ReportedList { reported: told.map(Reported::from).collect() }))
}

/// `POST …/messages/ID/reports/approve`
pub(super) async fn keep_reported(
    asked: AskedIn<Keeper>,
    Path(on): Path<Id>,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(asked, on, &body, |id, reason| Action::DecideReported { id, keep: true, reason }).await
}

/// `POST …/messages/ID/reports/remove`
pub(super) async fn remove_reported(
    asked: AskedIn<Keeper>,
    Path(on): Path<Id>,
    body: Bytes,
) -> Result<Json<Judged>, Problem> {
    decide(asked, on, &body, |id, reason| Action::DecideReported { id, keep: false, reason }).await
}

/// Decides on what waits; who comes second is told what the first did.
async fn decide(
    AskedIn { site, by: Keeper(author), room, .. }: AskedIn<Keeper>,
    Id { id }: Id,
    body: &Bytes,
    action: impl FnOnce(MessageId, Option<Reason>) -> Action,
) -> Result<Json<Judged>, Problem> {
    let body: RemoveBody = messages::optional(body)?;
    let reason = messages::reason(body.reason.as_deref())?;
    let id = messages::message_id(&id)?;
    let room = site.hub.room(room.id).await?;
    match site.hub.keep(&room, Command { author: author.id, nonce: None, action: action(id, reason) }).await? {
        Kept::Judged(id, verdict) => Ok(Json(Judged::new(id, verdict))),
        Kept::Set(_) => Err(Problem::new(ErrorCode::Internal, "this was about nothing that waits")),
    }
}
