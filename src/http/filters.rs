//! Filters of an event: what holds posts of itself.

use axum::{Json, body::Bytes};

use super::{
    asked::{Asked, Keeper},
    messages,
    problem::Problem,
};
use crate::{
    domain::{Change, Event},
    protocol::{Encoded, FiltersBody, FiltersSet, FiltersTrial, TriedMessage},
    store::Tried,
};

/// The largest settings: as many words, patterns and hosts as are taken, in any script.
pub(super) const SETTINGS_LIMIT: usize = 384 * 1024;

/// `GET …/filters`
pub(super) async fn show(Asked { site, event, .. }: Asked<Keeper>) -> Result<Json<FiltersBody>, Problem> {
    let (version, settings) = site.hub.store().filters(event.id).await?;
    Ok(Json(FiltersBody::new(version, settings)))
}

/// `PUT …/filters`
pub(super) async fn set(
    Asked { site, event, by: Keeper(by) }: Asked<Keeper>,
    body: Bytes,
) -> Result<Json<FiltersSet>, Problem> {
    let body: FiltersBody = messages::read(&body)?;
    let reason = messages::reason(body.reason.as_deref())?;
    let (settings, read_at) = body.settings();
    let version = site.hub.set_filters(&event, by.id, &settings, read_at, reason).await?;
    Ok(Json(FiltersSet { version: version.0 }))
}

/// `POST …/filters/trial`
pub(super) async fn try_out(
    Asked { site, event, by: Keeper(by) }: Asked<Keeper>,
    body: Bytes,
) -> Result<Json<FiltersTrial>, Problem> {
    let (settings, _) = messages::read::<FiltersBody>(&body)?.settings();
    let trial = site.hub.try_filters(&event, by.id, settings).await?;
    let caught = trial.caught.into_iter().filter_map(|tried| told(&event, tried)).collect();
    let (count, looked_at, partial) = (trial.count, trial.looked_at, trial.is_partial);
    Ok(Json(FiltersTrial { caught, count, looked_at, partial }))
}

fn told(event: &Event, Tried { room, message, caught }: Tried) -> Option<TriedMessage> {
    let room = event.rooms.iter().find(|info| info.id == room)?;
    Some(TriedMessage::new(room.slug.to_string(), Encoded::new(&Change::Live(message)), caught))
}
