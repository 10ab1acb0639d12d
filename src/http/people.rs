//! Acts on people: decided in the database, heeded here before they are answered.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use serde::de::DeserializeOwned;

use super::{Site, identity, messages, place, problem::Problem};
use crate::{
    domain::{Acting, CLEAR_MAX, Deed, Event, Nonce, Person, PersonId, SPANS, Sanction, Timestamp, Wanted},
    protocol::{Act, Acted, BanBody, ClearBody, ErrorCode, MuteBody, RoleBody, Standing, ThenBody, UndoBody},
    store::StoreError,
};

type At = Path<(String, String)>;

/// `PUT …/people/ID/mute`
pub(super) async fn mute(
    State(site): State<Arc<Site>>,
    at: At,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let asked = Asked::of(&site, at, &headers).await?;
    let body: MuteBody = messages::read(&body)?;
    let until = site.hub.clock().now().plus(span(body.for_ms)?);
    asked.does(&site, Deed::Mute(Some(until)), body.reason, body.nonce).await
}

/// `DELETE …/people/ID/mute`
pub(super) async fn unmute(
    State(site): State<Arc<Site>>,
    at: At,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let asked = Asked::of(&site, at, &headers).await?;
    let body: UndoBody = optional(&body)?;
    asked.does(&site, Deed::Mute(None), body.reason, body.nonce).await
}

/// `PUT …/people/ID/ban`
pub(super) async fn ban(
    State(site): State<Arc<Site>>,
    at: At,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let asked = Asked::of(&site, at, &headers).await?;
    let body: BanBody = optional(&body)?;
    let until = ban_until(&site, body.for_ms)?;
    asked.does(&site, Deed::Ban(Some(until)), body.reason, body.nonce).await
}

/// `DELETE …/people/ID/ban`
pub(super) async fn unban(
    State(site): State<Arc<Site>>,
    at: At,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let asked = Asked::of(&site, at, &headers).await?;
    let body: UndoBody = optional(&body)?;
    asked.does(&site, Deed::Ban(None), body.reason, body.nonce).await
}

/// `PUT …/people/ID/role`
pub(super) async fn appoint(
    State(site): State<Arc<Site>>,
    at: At,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let asked = Asked::of(&site, at, &headers).await?;
    let body: RoleBody = messages::read(&body)?;
    asked.does(&site, Deed::Role(body.role), body.reason, body.nonce).await
}

/// `POST …/people/ID/clear`
pub(super) async fn clear(
    State(site): State<Arc<Site>>,
    at: At,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let asked = Asked::of(&site, at, &headers).await?;
    let body: ClearBody = messages::read(&body)?;
    let last = span(body.last_ms)?;
    if last > CLEAR_MAX {
        return Err(Problem::bad_request(
            "the messages of the last 24 hours can be removed at once, so last_ms is at most 86400000",
        ));
    }
    let now = site.hub.clock().now();
    let then = match body.then {
        Some(ThenBody::Mute { for_ms }) => Some(Sanction::Mute(now.plus(span(for_ms)?))),
        Some(ThenBody::Ban { for_ms }) => Some(Sanction::Ban(ban_until(&site, for_ms)?)),
        None => None,
    };
    asked.does(&site, Deed::Clear { since: now.minus(last), then }, body.reason, body.nonce).await
}

/// Somebody asks for something to be done to a person.
struct Asked {
    event: Arc<Event>,
    by: Arc<Person>,
    on: PersonId,
}

impl Asked {
    /// Before the body is read: whoever may do nothing here is told that first.
    async fn of(site: &Site, Path((event, on)): At, headers: &HeaderMap) -> Result<Self, Problem> {
        let event = place::event(site, &event).await?;
        let by = identity::keeper(site, &event, headers).await?;
        let on = on.parse().map_err(|_| Problem::not_found("person"))?;
        Ok(Self { event, by, on })
    }

    async fn does(
        self,
        site: &Site,
        deed: Deed,
        reason: Option<String>,
        nonce: Option<Nonce>,
    ) -> Result<Json<Acted>, Problem> {
        let reason = messages::reason(reason.as_deref())?;
        let acting = Acting { by: self.by.id, wanted: Wanted::Deed(self.on, deed), reason, nonce };
        act(site, &self.event, acting).await
    }
}

/// Has an act decided and done, and waits until this node heeds it.
pub(super) async fn act(site: &Site, event: &Event, acting: Acting) -> Result<Json<Acted>, Problem> {
    let (by, now) = (acting.by, site.hub.clock().now());
    let acted = match site.hub.store().act(event.id, acting, now).await {
        Err(error @ StoreError::Unavailable(_)) => {
            tracing::warn!(%error, "it is not known whether an act was stored");
            let detail = "it is not known whether this was done; ask again, with the same nonce";
            return Err(Problem::new(ErrorCode::Unavailable, detail));
        }
        acted => acted??,
    };
    if let Some(act) = &acted.act {
        tracing::info!(event = %event.slug, %by, kind = %act.kind, on = act.on.map(tracing::field::display), act = %act.number, "somebody acted");
    }
    // Stored it is; where the database goes away just now, the node heeds it as soon as it is back.
    if let Err(error) = site.hub.heed_acts().await {
        tracing::warn!(%error, "an act was stored, but is not heeded yet");
    }
    let on = acted.on;
    Ok(Json(Acted {
        act: acted.act.as_ref().map(|act| Act::new(act, event)),
        on: Standing::new(&on.person, on.muted_until, on.banned_until, now),
    }))
}

/// Reads a JSON body that may be left out.
pub(super) fn optional<T: DeserializeOwned + Default>(body: &Bytes) -> Result<T, Problem> {
    if body.is_empty() { Ok(T::default()) } else { messages::read(body) }
}

fn span(millis: u64) -> Result<Duration, Problem> {
    let span = Duration::from_millis(millis);
    let wrong = || Problem::bad_request("a time is from 1000 ms (1 s) to 31536000000 ms (365 days)");
    SPANS.contains(&span).then_some(span).ok_or_else(wrong)
}

fn ban_until(site: &Site, millis: Option<u64>) -> Result<Timestamp, Problem> {
    match millis {
        Some(millis) => Ok(site.hub.clock().now().plus(span(millis)?)),
        None => Ok(Timestamp::NEVER),
    }
}
