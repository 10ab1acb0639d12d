use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};

use super::{
    Site,
    asked::{Asked, Somebody},
    client::Origin,
    messages, place,
    problem::Problem,
};
use crate::{
    domain::{
        Access, Act, Affiliation, Arrival, Event, Name, Network, NetworkSecret, Person, PersonId, Role, Secret,
        SecretHash,
    },
    protocol::{ErrorCode, JoinBody, Joined, Me, Notice, Standing},
    store::{ActsFilter, JoinRefusal, Joining, Member, StoreError},
};

/// For how long one is told what was done to oneself, and of how much.
const NOTICES_FOR: Duration = Duration::from_secs(24 * 60 * 60);
const NOTICES: u32 = 50;

/// `POST /events/EVENT/join`
pub(super) async fn join(
    State(site): State<Arc<Site>>,
    Path(event): Path<String>,
    Origin(from): Origin,
    body: Bytes,
) -> Result<(StatusCode, Json<Joined>), Problem> {
    let event = place::event(&site, &event).await?;
    let body: JoinBody = messages::read(&body)?;
    let token = Secret::random(site.hub.random());
    let id = PersonId::random(site.hub.random());
    let person = enter(&site, &event, &body, from, id, &token).await?;
    let joined = Joined { token: token.reveal().to_owned(), you: (&*person).into() };
    Ok((StatusCode::CREATED, Json(joined)))
}

/// Lets somebody join from a network under that id and token. The same again gives the same person, however often.
pub(super) async fn enter(
    site: &Site,
    event: &Event,
    body: &JoinBody,
    from: Network,
    id: PersonId,
    token: &Secret,
) -> Result<Arc<Person>, Problem> {
    let name = Name::parse(&body.name)?;
    let affiliation = match body.affiliation.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(raw) => Some(
            Affiliation::parse(raw)
                .map_err(|e| Problem::new(ErrorCode::BadName, format!("the affiliation cannot be used: {e}")))?,
        ),
    };
    if event.settings.access == Access::Invited && body.invite.is_none() {
        return Err(Problem::new(ErrorCode::Forbidden, "one joins this event by invitation"));
    }
    let now = site.hub.clock().now();
    site.admission.admit(from, now)?;
    let fresh = || NetworkSecret::random(site.hub.random(), now);
    let joining = Joining {
        // The store decides the role, by the invitation.
        person: Person { id, event: event.id, name, role: Role::Guest, affiliation },
        token: token.hash(),
        invite: body.invite.as_deref().map(SecretHash::of),
        from: (!event.settings.network_bans.is_zero()).then(|| Arrival { network: from, fresh: fresh() }),
    };
    let person = match site.hub.store().join(joining, now).await? {
        Ok(person) => Arc::new(person),
        Err(JoinRefusal::NameTaken) => {
            let detail = "somebody here has this name or one that looks like it; choose another";
            return Err(Problem::new(ErrorCode::NameTaken, detail));
        }
        Err(refusal @ JoinRefusal::Network) => {
            return Err(Problem::new(ErrorCode::Forbidden, refusal.to_string()));
        }
        Err(JoinRefusal::Invite(error)) => return Err(error.into()),
    };
    site.hub.remember(event.id, token.hash(), person.clone());
    tracing::info!(event = %event.slug, person = %person.id, role = %person.role, "somebody joined");
    Ok(person)
}

/// `GET /events/EVENT/me`
pub(super) async fn me(Asked { site, event, by: Somebody(person) }: Asked<Somebody>) -> Result<Json<Me>, Problem> {
    let now = site.hub.clock().now();
    let (member, acts) = match lately(&site, &event, person.id).await {
        Ok(told) => told,
        // Who one is, memory knows.
        Err(StoreError::Unavailable(_)) => (None, Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let muted_until = member.as_ref().and_then(|member| member.muted_until);
    let person = member.map_or(person, |member| member.person);
    Ok(Json(Me {
        you: (&*person).into(),
        muted_until: Standing::new(&person, muted_until, None, now).muted_until,
        notices: acts.iter().map(|act| Notice::new(act, &event)).collect(),
    }))
}

/// How somebody stands, and what was done to them in the last day as far as they are told of it, the newest first.
pub(super) async fn lately(
    site: &Site,
    event: &Event,
    person: PersonId,
) -> Result<(Option<Member>, Vec<Act>), StoreError> {
    let since = site.hub.clock().now().minus(NOTICES_FOR);
    let filter = ActsFilter { on: Some(person), since: Some(since), ..ActsFilter::default() };
    let member = site.hub.store().member(person).await?;
    let mut acts = site.hub.store().acts(event.id, filter, NOTICES).await?;
    acts.retain(|act| act.kind.is_told());
    Ok((member, acts))
}
