//! Acts on people. The hub has them decided, and heeds them before they are answered.

use std::sync::Arc;

use axum::{Json, body::Bytes, extract::FromRequestParts, http::request::Parts};

use super::{
    Site,
    asked::{Asked, Keeper, named},
    messages,
    problem::Problem,
};
use crate::{
    domain::{Acting, Event, Nonce, Person, PersonId, Wish},
    hub,
    protocol::{Act, Acted, Ask, BanBody, ClearBody, MuteBody, RoleBody, Standing, UndoBody},
};

/// `PUT …/people/ID/mute`
pub(super) async fn mute(asked: OnPerson, body: Bytes) -> Result<Json<Acted>, Problem> {
    let MuteBody { for_ms, reason, nonce } = messages::read(&body)?;
    asked.does(|person| Ask::Mute { person, for_ms }, reason, nonce).await
}

/// `DELETE …/people/ID/mute`
pub(super) async fn unmute(asked: OnPerson, body: Bytes) -> Result<Json<Acted>, Problem> {
    let UndoBody { reason, nonce } = messages::optional(&body)?;
    asked.does(|person| Ask::Unmute { person }, reason, nonce).await
}

/// `PUT …/people/ID/ban`
pub(super) async fn ban(asked: OnPerson, body: Bytes) -> Result<Json<Acted>, Problem> {
    let BanBody { for_ms, network, reason, nonce } = messages::optional(&body)?;
    asked.does(|person| Ask::Ban { person, for_ms, network }, reason, nonce).await
}

/// `DELETE …/people/ID/ban`
pub(super) async fn unban(asked: OnPerson, body: Bytes) -> Result<Json<Acted>, Problem> {
    let UndoBody { reason, nonce } = messages::optional(&body)?;
    asked.does(|person| Ask::Unban { person }, reason, nonce).await
}

/// `PUT …/people/ID/role`
pub(super) async fn appoint(asked: OnPerson, body: Bytes) -> Result<Json<Acted>, Problem> {
    let RoleBody { role, reason, nonce } = messages::read(&body)?;
    asked.does(|person| Ask::Role { person, role }, reason, nonce).await
}

/// `POST …/people/ID/clear`
pub(super) async fn clear(asked: OnPerson, body: Bytes) -> Result<Json<Acted>, Problem> {
    let ClearBody { last_ms, then, reason, nonce } = messages::read(&body)?;
    asked.does(|person| Ask::Clear { person, last_ms, then }, reason, nonce).await
}

/// Somebody who keeps a room asks about a person, or for something to be done to them.
pub(super) struct OnPerson {
    pub(super) site: Arc<Site>,
    pub(super) event: Arc<Event>,
    pub(super) by: Arc<Person>,
    pub(super) on: PersonId,
}

impl FromRequestParts<Arc<Site>> for OnPerson {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        let Asked { site, event, by: Keeper(by) } = Asked::from_request_parts(parts, site).await?;
        let on = named(parts, "id").await?.parse().map_err(|_| Problem::not_found("person"))?;
        Ok(Self { site, event, by, on })
    }
}

impl OnPerson {
    async fn does(
        self,
        ask: impl FnOnce(PersonId) -> Ask,
        reason: Option<String>,
        nonce: Option<Nonce>,
    ) -> Result<Json<Acted>, Problem> {
        let reason = messages::reason(reason.as_deref())?;
        let now = self.site.hub.clock().now();
        match ask(self.on).wish(None, now)? {
            Wish::Person(wanted) => {
                act(&self.site, &self.event, Acting { by: self.by.id, wanted, reason, nonce }).await
            }
            Wish::Room(_) | Wish::Filters(..) | Wish::Watch(_) => Err(Problem::not_found("person")),
        }
    }
}

/// Has an act decided and done, and says what came of it.
pub(super) async fn act(site: &Site, event: &Event, acting: Acting) -> Result<Json<Acted>, Problem> {
    let hub::Acted { act, on, muted_until, banned_until } = site.hub.act(event, acting).await?;
    Ok(Json(Acted {
        act: act.as_ref().map(|act| Act::new(act, event)),
        on: Standing::new(&on, muted_until, banned_until, site.hub.clock().now()),
    }))
}
