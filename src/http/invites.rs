//! Links by which others join with a role, made and ended by those who keep a room.

use std::time::Duration;

use axum::{Json, body::Bytes, extract::Path, http::StatusCode};

use super::{
    asked::{Asked, Id, Keeper},
    messages,
    problem::Problem,
};
use crate::{
    domain::{self, InviteId, Name, Refusal, Role, Secret},
    protocol::{Invite, InviteBody, InviteMade, Invites, RemoveBody},
};

/// How many may join by one invite at most.
const USES_MAX: u32 = 100_000;

/// How long one works: a week if nothing else is said.
const WORKS_FOR: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// `GET …/invites`
pub(super) async fn list(Asked { site, event, .. }: Asked<Keeper>) -> Result<Json<Invites>, Problem> {
    let invites = site.hub.store().invites(event.id, site.hub.clock().now()).await?;
    Ok(Json(Invites { invites: invites.iter().map(Invite::from).collect() }))
}

/// `POST …/invites`
pub(super) async fn make(
    Asked { site, event, by: Keeper(by) }: Asked<Keeper>,
    body: Bytes,
) -> Result<(StatusCode, Json<InviteMade>), Problem> {
    let InviteBody { role, name, uses, for_ms, reason } = messages::read(&body)?;
    let (name, reason) = (name.as_deref().map(Name::parse).transpose()?, messages::reason(reason.as_deref())?);
    if role == Role::Guest || !(1..=USES_MAX).contains(&uses) {
        return Err(Problem::bad_request(
            "an invitation is for a participant or a moderator, and for 1 to 100000 people",
        ));
    }
    let now = site.hub.clock().now();
    let until = match for_ms {
        None => now.plus(WORKS_FOR),
        Some(millis) => domain::until(millis, now)?,
    };
    let code = Secret::random(site.hub.random());
    let invite = domain::Invite { code: code.hash(), event: event.id, role, uses_left: uses, expires_at: Some(until) };
    site.hub.store().invite(by.id, invite.clone(), reason, now).await??;
    tracing::info!(event = %event.slug, by = %by.id, %role, uses, "somebody made an invitation");
    let url = domain::Invite::link(&site.public_url, &event.slug, &code, name.as_ref());
    let made = InviteMade { url, code: code.reveal().to_owned(), invite: Invite::from(&invite) };
    Ok((StatusCode::CREATED, Json(made)))
}

/// `DELETE …/invites/ID`
pub(super) async fn end(
    Asked { site, event, by: Keeper(by) }: Asked<Keeper>,
    Path(Id { id }): Path<Id>,
    body: Bytes,
) -> Result<Json<Invites>, Problem> {
    let body: RemoveBody = messages::optional(&body)?;
    let reason = messages::reason(body.reason.as_deref())?;
    let id: InviteId = id.parse().map_err(|_| Refusal::NoSuchInvite)?;
    let now = site.hub.clock().now();
    site.hub.store().end_invite(event.id, by.id, id, reason, now).await??;
    tracing::info!(event = %event.slug, by = %by.id, "somebody ended an invitation");
    let invites = site.hub.store().invites(event.id, now).await?;
    Ok(Json(Invites { invites: invites.iter().map(Invite::from).collect() }))
}
