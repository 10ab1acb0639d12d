use axum::{Json, body::Bytes, extract::Path, http::StatusCode};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    asked::{AskedIn, Id, Reader, Somebody},
    problem::Problem,
    queried::Queried,
};
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
    AskedIn { site, room, .. }: AskedIn<Reader>,
    query: Queried,
) -> Result<Json<HistoryPage>, Problem> {
    let (page, limit) = page_of(query)?;
    let room = site.hub.room(room.id).await?;
    let page = history(&room, page, limit).await?;
    Ok(Json(HistoryPage {
        epoch: room.epoch().to_string(),
        seq: page.seq.get(),
        messages: page.messages.into_iter().map(|(_, message)| message).collect(),
    }))
}

/// `GET …/messages/ID`
pub(super) async fn show(
    AskedIn { site, room, .. }: AskedIn<Reader>,
    Path(Id { id }): Path<Id>,
) -> Result<Json<Encoded>, Problem> {
    let message =
        site.hub.room(room.id).await?.message(message_id(&id)?).await?.ok_or_else(|| Problem::not_found("message"))?;
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
    AskedIn { site, event, by: Somebody(author), room }: AskedIn<Somebody>,
    body: Bytes,
) -> Result<(StatusCode, Json<Posted>), Problem> {
    let body: PostBody = read(&body)?;
    let text = Text::parse(&body.text, event.settings.text_limit)?;
    let (reply_to, announcement) = (body.reply_to, body.announcement);
    let action = Action::Post { id: site.hub.message_id(), text, reply_to, announcement };
    let room = site.hub.room(room.id).await?;
    let outcome = put(&room, Command { author: author.id, nonce: Some(body.nonce), action }).await?;
    if let Outcome::Held(id) = outcome {
        let waiting = Ack { id, position: Seq::ZERO, seq: Seq::ZERO };
        return Ok((StatusCode::ACCEPTED, Json(Posted { held: true, ..posted(waiting) })));
    }
    let status = if matches!(outcome, Outcome::Stored(_)) { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(posted(acked(outcome)?))))
}

/// `DELETE …/messages/ID`
pub(super) async fn remove(
    asked: AskedIn<Somebody>,
    Path(on): Path<Id>,
    body: Bytes,
) -> Result<Json<Removed>, Problem> {
    keep(asked, on, body, |id, reason| Action::Remove { id, reason }).await
}

/// `POST …/messages/ID/erase`
pub(super) async fn erase(asked: AskedIn<Somebody>, Path(on): Path<Id>, body: Bytes) -> Result<Json<Removed>, Problem> {
    keep(asked, on, body, |id, reason| Action::Erase { id, reason }).await
}

/// `POST …/messages/ID/restore`
pub(super) async fn restore(
    asked: AskedIn<Somebody>,
    Path(on): Path<Id>,
    body: Bytes,
) -> Result<Json<Removed>, Problem> {
    keep(asked, on, body, |id, reason| Action::Restore { id, reason }).await
}

async fn keep(
    AskedIn { site, by: Somebody(author), room, .. }: AskedIn<Somebody>,
    Id { id }: Id,
    body: Bytes,
    action: impl FnOnce(MessageId, Option<Reason>) -> Action,
) -> Result<Json<Removed>, Problem> {
    let body: RemoveBody = optional(&body)?;
    let reason = reason(body.reason.as_deref())?;
    let id = message_id(&id)?;
    let room = site.hub.room(room.id).await?;
    let outcome = put(&room, Command { author: author.id, nonce: None, action: action(id, reason) }).await?;
    Ok(Json(Removed { seq: acked(outcome)?.seq.get() }))
}

/// Why something is done, where that is said.
pub(super) fn reason(raw: Option<&str>) -> Result<Option<Reason>, Problem> {
    (raw.filter(|reason| !reason.is_empty()).map(Reason::parse).transpose())
        .map_err(|error| Problem::bad_request(error.to_string()))
}

/// `PATCH …/messages/ID`
pub(super) async fn edit(
    AskedIn { site, event, by: Somebody(author), room }: AskedIn<Somebody>,
    Path(Id { id }): Path<Id>,
    body: Bytes,
) -> Result<Json<Posted>, Problem> {
    let body: EditBody = read(&body)?;
    let text = Text::parse(&body.text, event.settings.text_limit)?;
    let id = message_id(&id)?;
    let room = site.hub.room(room.id).await?;
    let command = Command { author: author.id, nonce: Some(body.nonce), action: Action::Edit { id, text } };
    changed(put(&room, command).await?)
}

/// What of a message the address names.
#[derive(Deserialize)]
pub(super) struct OnMessage {
    id: String,
    emoji: String,
}

/// `PUT …/messages/ID/reactions/EMOJI`
pub(super) async fn react(
    asked: AskedIn<Somebody>,
    Path(on): Path<OnMessage>,
    body: Bytes,
) -> Result<Json<Posted>, Problem> {
    set_reaction(asked, on, body, true).await
}

/// `DELETE …/messages/ID/reactions/EMOJI`
pub(super) async fn take_back(
    asked: AskedIn<Somebody>,
    Path(on): Path<OnMessage>,
    body: Bytes,
) -> Result<Json<Posted>, Problem> {
    set_reaction(asked, on, body, false).await
}

async fn set_reaction(
    AskedIn { site, by: Somebody(author), room, .. }: AskedIn<Somebody>,
    OnMessage { id, emoji }: OnMessage,
    body: Bytes,
    on: bool,
) -> Result<Json<Posted>, Problem> {
    let body: ReactBody = optional(&body)?;
    let id = message_id(&id)?;
    let emoji = emoji.parse().map_err(|error: EmojiError| Problem::bad_request(error.to_string()))?;
    let room = site.hub.room(room.id).await?;
    changed(
        put(&room, Command { author: author.id, nonce: body.nonce, action: Action::React { id, emoji, on } }).await?,
    )
}

/// `POST …/messages/ID/reports`
pub(super) async fn report(
    AskedIn { site, by: Somebody(author), room, .. }: AskedIn<Somebody>,
    Path(Id { id }): Path<Id>,
    body: Bytes,
) -> Result<(StatusCode, Json<Posted>), Problem> {
    let body: ReportBody = read(&body)?;
    let reason = Reason::parse(&body.reason).map_err(|error| Problem::bad_request(error.to_string()))?;
    let id = message_id(&id)?;
    let room = site.hub.room(room.id).await?;
    let action = Action::Report { id, reason };
    let outcome = put(&room, Command { author: author.id, nonce: None, action }).await?;
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

/// Reads a JSON body that may be left out.
pub(super) fn optional<T: DeserializeOwned + Default>(body: &Bytes) -> Result<T, Problem> {
    if body.is_empty() { Ok(T::default()) } else { read(body) }
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

fn page_of(query: Queried) -> Result<(store::Page, u32), Problem> {
    let query = query.only(&["before", "after", "limit"])?;
    let limit = query.limit(LIMIT, LIMIT_MAX)?;
    match (query.position("before")?, query.position("after")?) {
        (None, None) => Ok((store::Page::Latest, limit)),
        (Some(before), None) => Ok((store::Page::Before(before), limit)),
        (None, Some(after)) => Ok((store::Page::After(after), limit)),
        (Some(_), Some(_)) => Err(Problem::bad_request("give before or after, not both")),
    }
}
