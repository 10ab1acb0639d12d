use axum::Json;

use super::{
    asked::{Asked, Reader},
    problem::Problem,
};
use crate::protocol::EventInfo;

/// `GET /events/EVENT`
pub(super) async fn show(Asked { event, .. }: Asked<Reader>) -> Result<Json<EventInfo>, Problem> {
    Ok(Json(EventInfo::from(&*event)))
}
