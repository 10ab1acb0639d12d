use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
};
use serde::de::DeserializeOwned;

use super::{Site, identity, place, problem::Problem};
use crate::{
    domain::{Ack, Action, Command, EmojiError, MessageId, Outcome, Reason, Seq, Text},
    hub::{Answer, Page, Room},
    protocol::{
        EditBody, Encoded, ErrorCode, HistoryPage, PostBody, Posted, ReactBody, RemoveBody, Removed, ReportBody,
    },
    store,
};

const LIMIT: u32 = 50;
const LIMIT_MAX: u32 = 200;

/// `GET …/messages`
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    query: Result<Query<HashMap<String, String>>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Json<HistoryPage>, Problem> {
    let event = place::event(&site, &event).await?;
    let person = identity::person(&site, &event, &headers).await?;
    place::readable(&event, person.as_deref())?;
    let Query(query) = query.map_err(|_| Problem::bad_request("the query cannot be read"))?;
    let (page, limit) = page_of(&query)?;
    let room = place::room(&site, &event, &room).await?;
    let page = history(&room, page, limit).await?;
    Ok(Json(HistoryPage {
        epoch: room.epoch().to_string(),
        seq: page.seq.get(),
        messages: page.messages.into_iter().map(|(_, message)| message).collect(),
    }))
}

/// `GET …/messages/ID`
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Json<Encoded>, Problem> {
    let event = place::event(&site, &event).await?;
    let person = identity::person(&site, &event, &headers).await?;
    place::readable(&event, person.as_deref())?;
    let room = place::room(&site, &event, &room).await?;
    let message = room.message(message_id(&id)?).await?.ok_or_else(|| Problem::not_found("message"))?;
    Ok(Json(Encoded::new(&message)))
}

/// A page of a room's history. The newest is what everybody asks for, and memory answers it even while the database is
/// away.
pub(super) async fn history(room: &Room, page: store::Page, limit: u32) -> Result<Page, Problem> {
    let remembered = if matches!(page, store::Page::Latest) { room.latest(limit) } else { None };
    match remembered {
        Some(page) => Ok(page),
        None => Ok(room.history(page, limit).await?),
    }
}

/// `POST …/messages`
pub(super) async fn post(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Posted>), Problem> {
    let event = place::event(&site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let author = identity::somebody(&site, &event, &headers).await?.id;
    let body: PostBody = read(&body)?;
    let text = Text::parse(&body.text, event.settings.text_limit)?;
    let (reply_to, announcement) = (body.reply_to, body.announcement);
    let action = Action::Post { id: site.hub.message_id(), text, reply_to, announcement };
    let room = site.hub.room(info.id).await?;
    let outcome = put(&room, Command { author, nonce: Some(body.nonce), action }).await?;
    if let Outcome::Held(id) = outcome {
        let waiting = Ack { id, position: Seq::ZERO, seq: Seq::ZERO };
        return Ok((StatusCode::ACCEPTED, Json(Posted { held: true, ..posted(waiting) })));
    }
    let status = if matches!(outcome, Outcome::Stored(_)) { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(posted(acked(outcome)?))))
}

/// `DELETE …/messages/ID`
pub(super) async fn remove(
    site: State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Removed>, Problem> {
    keep(site, at, headers, body, |id, reason| Action::Remove { id, reason }).await
}

/// `POST …/messages/ID/erase`
pub(super) async fn erase(
    site: State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Removed>, Problem> {
    keep(site, at, headers, body, |id, reason| Action::Erase { id, reason }).await
}

/// `POST …/messages/ID/restore`
pub(super) async fn restore(
    site: State<Arc<Site>>,
    at: Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Removed>, Problem> {
    keep(site, at, headers, body, |id, reason| Action::Restore { id, reason }).await
}

async fn keep(
    State(site): State<Arc<Site>>,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
    action: impl FnOnce(MessageId, Option<Reason>) -> Action,
) -> Result<Json<Removed>, Problem> {
    let event = place::event(&site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let author = identity::somebody(&site, &event, &headers).await?.id;
    let body: RemoveBody = if body.is_empty() { RemoveBody::default() } else { read(&body)? };
    let reason = reason(body.reason.as_deref())?;
    let id = message_id(&id)?;
    let room = site.hub.room(info.id).await?;
    let outcome = put(&room, Command { author, nonce: None, action: action(id, reason) }).await?;
    Ok(Json(Removed { seq: acked(outcome)?.seq.get() }))
}

/// Why something is done, where that is said.
pub(super) fn reason(raw: Option<&str>) -> Result<Option<Reason>, Problem> {
    (raw.filter(|reason| !reason.is_empty()).map(Reason::parse).transpose())
        .map_err(|error| Problem::bad_request(error.to_string()))
}

/// `PATCH …/messages/ID`
pub(super) async fn edit(
    State(site): State<Arc<Site>>,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Posted>, Problem> {
    let event = place::event(&site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let author = identity::somebody(&site, &event, &headers).await?.id;
    let body: EditBody = read(&body)?;
    let text = Text::parse(&body.text, event.settings.text_limit)?;
    let id = message_id(&id)?;
    let room = site.hub.room(info.id).await?;
    let command = Command { author, nonce: Some(body.nonce), action: Action::Edit { id, text } };
    changed(put(&room, command).await?)
}

/// `PUT …/messages/ID/reactions/EMOJI`
pub(super) async fn react(
    site: State<Arc<Site>>,
    at: Path<(String, String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Posted>, Problem> {
    set_reaction(site, at, headers, body, true).await
}

/// `DELETE …/messages/ID/reactions/EMOJI`
pub(super) async fn take_back(
    site: State<Arc<Site>>,
    at: Path<(String, String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Posted>, Problem> {
    set_reaction(site, at, headers, body, false).await
}

async fn set_reaction(
    State(site): State<Arc<Site>>,
    Path((event, room, id, emoji)): Path<(String, String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
    on: bool,
) -> Result<Json<Posted>, Problem> {
    let event = place::event(&site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let author = identity::somebody(&site, &event, &headers).await?.id;
    let body: ReactBody = if body.is_empty() { ReactBody::default() } else { read(&body)? };
    let id = message_id(&id)?;
    let emoji = emoji.parse().map_err(|error: EmojiError| Problem::bad_request(error.to_string()))?;
    let room = site.hub.room(info.id).await?;
    changed(put(&room, Command { author, nonce: body.nonce, action: Action::React { id, emoji, on } }).await?)
}

/// `POST …/messages/ID/reports`
pub(super) async fn report(
    State(site): State<Arc<Site>>,
    Path((event, room, id)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Posted>), Problem> {
    let event = place::event(&site, &event).await?;
    let info = place::room_info(&event, &room)?;
    let author = identity::somebody(&site, &event, &headers).await?.id;
    let body: ReportBody = read(&body)?;
    let reason = Reason::parse(&body.reason).map_err(|error| Problem::bad_request(error.to_string()))?;
    let id = message_id(&id)?;
    let room = site.hub.room(info.id).await?;
    let outcome = put(&room, Command { author, nonce: None, action: Action::Report { id, reason } }).await?;
    let status = if matches!(outcome, Outcome::Stored(_)) { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(posted(acked(outcome)?))))
}

pub(super) fn message_id(raw: &str) -> Result<MessageId, Problem> {
    raw.parse().map_err(|_| Problem::not_found("message"))
}

fn changed(outcome: Outcome) -> Result<Json<Posted>, Problem> {
    Ok(Json(posted(acked(outcome)?)))
}

/// The ack of a command that is about a message.
fn acked(outcome: Outcome) -> Result<Ack, Problem> {
    match outcome {
        Outcome::Stored(ack) | Outcome::Repeated(ack) => Ok(ack),
        Outcome::Refused(refusal) => Err(refusal.into()),
        Outcome::Set(_) | Outcome::Held(_) | Outcome::Judged => {
            Err(Problem::new(ErrorCode::Internal, "this was about no message"))
        }
    }
}

fn posted(ack: Ack) -> Posted {
    Posted { id: ack.id.to_string(), position: ack.position.get(), seq: ack.seq.get(), held: false }
}

/// Reads a JSON body strictly.
pub(super) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::bad_request(error.to_string()))
}

/// Hands a command to the room and waits for what becomes of it.
pub(super) async fn put(room: &Room, command: Command) -> Result<Outcome, Problem> {
    match room.submit(command)?.await {
        Ok(Answer::Decided(outcome)) => Ok(outcome),
        Ok(Answer::Unavailable) => Err(Problem::unavailable()),
        Ok(Answer::Internal) => Err(Problem::new(ErrorCode::Internal, "the server could not store this")),
        Err(_) => {
            let detail = "it is not known whether this was stored; try again with the same nonce";
            Err(Problem::new(ErrorCode::Internal, detail))
        }
    }
}

fn page_of(query: &HashMap<String, String>) -> Result<(store::Page, u32), Problem> {
    only(query, &["before", "after", "limit"])?;
    let limit = limit(query, LIMIT, LIMIT_MAX)?;
    match (position(query, "before")?, position(query, "after")?) {
        (None, None) => Ok((store::Page::Latest, limit)),
        (Some(before), None) => Ok((store::Page::Before(before), limit)),
        (None, Some(after)) => Ok((store::Page::After(after), limit)),
        (Some(_), Some(_)) => Err(Problem::bad_request("give before or after, not both")),
    }
}

/// Refuses a query that says anything else.
pub(super) fn only(query: &HashMap<String, String>, known: &[&str]) -> Result<(), Problem> {
    match query.keys().find(|key| !known.contains(&key.as_str())) {
        Some(unknown) => Err(Problem::bad_request(format!("the query knows {}, not `{unknown}`", known.join(", ")))),
        None => Ok(()),
    }
}

pub(super) fn limit(query: &HashMap<String, String>, usual: u32, most: u32) -> Result<u32, Problem> {
    let Some(raw) = query.get("limit") else { return Ok(usual) };
    (raw.parse().ok())
        .filter(|limit| (1..=most).contains(limit))
        .ok_or_else(|| Problem::bad_request(format!("limit is a number from 1 to {most}")))
}

pub(super) fn position(query: &HashMap<String, String>, key: &str) -> Result<Option<Seq>, Problem> {
    let parse = |raw: &String| {
        (raw.parse().ok().and_then(Seq::new))
            .ok_or_else(|| Problem::bad_request(format!("{key} is a position: a number from 0 to 2^53 - 1")))
    };
    query.get(key).map(parse).transpose()
}
