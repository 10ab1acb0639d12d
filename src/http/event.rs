use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};

use super::{Site, identity, place, problem::Problem};
use crate::protocol::EventInfo;

/// `GET /events/EVENT`
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    Path(event): Path<String>,
    headers: HeaderMap,
) -> Result<Json<EventInfo>, Problem> {
    let event = place::event(&site, &event).await?;
    let person = identity::person(&site, &event, &headers).await?;
    place::readable(&event, person.as_deref())?;
    Ok(Json(EventInfo::from(&*event)))
}
