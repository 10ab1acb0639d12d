//! What nearly every request begins with: of which event it is, by whom, in which room. That is known before anything else is
//! read, so that whoever may not is told so first and learns nothing more.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, request::Parts},
};
use serde::Deserialize;

use super::{Site, identity, place, problem::Problem};
use crate::domain::{Event, Person, RoomInfo};

/// Somebody asks something of the event that the address names.
pub(super) struct Asked<W> {
    pub(super) site: Arc<Site>,
    pub(super) event: Arc<Event>,
    pub(super) by: W,
}

/// The same of a room in it.
pub(super) struct AskedIn<W> {
    pub(super) site: Arc<Site>,
    pub(super) event: Arc<Event>,
    pub(super) by: W,
    pub(super) room: RoomInfo,
}

/// What the address names besides, as it stands there.
#[derive(Deserialize)]
pub(super) struct Id {
    pub(super) id: String,
}

/// Who has to be known for a request to go on.
pub(super) trait Who: Sized + Send {
    fn of(site: &Site, event: &Event, headers: &HeaderMap) -> impl Future<Output = Result<Self, Problem>> + Send;
}

/// Whoever may read: anybody where that is public, else only who has joined.
pub(super) struct Reader(pub(super) Option<Arc<Person>>);

/// Somebody who has joined.
pub(super) struct Somebody(pub(super) Arc<Person>);

/// A moderator or an organiser.
pub(super) struct Keeper(pub(super) Arc<Person>);

impl Who for Reader {
    async fn of(site: &Site, event: &Event, headers: &HeaderMap) -> Result<Self, Problem> {
        let person = identity::person(site, event, headers).await?;
        place::readable(event, person.as_deref())?;
        Ok(Self(person))
    }
}

impl Who for Somebody {
    async fn of(site: &Site, event: &Event, headers: &HeaderMap) -> Result<Self, Problem> {
        identity::person(site, event, headers).await?.map(Self).ok_or_else(Problem::not_joined)
    }
}

impl Who for Keeper {
    async fn of(site: &Site, event: &Event, headers: &HeaderMap) -> Result<Self, Problem> {
        let Somebody(person) = Somebody::of(site, event, headers).await?;
        if person.role.may_moderate() { Ok(Self(person)) } else { Err(Problem::forbidden()) }
    }
}

impl<W: Who> FromRequestParts<Arc<Site>> for Asked<W> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        let event = place::event(site, &named(parts, "event").await?).await?;
        let by = W::of(site, &event, &parts.headers).await?;
        Ok(Self { site: site.clone(), event, by })
    }
}

impl<W: Who> FromRequestParts<Arc<Site>> for AskedIn<W> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        let Asked { site, event, by } = Asked::from_request_parts(parts, site).await?;
        let room = place::room_info(&event, &named(parts, "room").await?)?;
        Ok(Self { site, event, by, room })
    }
}

/// What the address has in the place of that name.
pub(super) async fn named(parts: &mut Parts, name: &str) -> Result<String, Problem> {
    let all = RawPathParams::from_request_parts(parts, &())
        .await
        .map_err(|_| Problem::bad_request("the address cannot be read"))?;
    (all.iter().find(|(key, _)| *key == name))
        .map(|(_, value)| value.to_owned())
        .ok_or_else(|| Problem::not_found("address"))
}
