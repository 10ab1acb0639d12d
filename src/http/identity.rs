use std::sync::Arc;

use axum::http::{HeaderMap, header};

use super::{Site, problem::Problem};
use crate::domain::{Event, Person, SecretHash};

/// Who sent a request, by `Authorization: Bearer TOKEN`. No header is nobody; a token that is not known in this event
/// is an error, so that nobody believes to be somebody.
pub(super) async fn person(site: &Site, event: &Event, headers: &HeaderMap) -> Result<Option<Arc<Person>>, Problem> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let token = (value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(Problem::not_joined)?;
    match site.hub.person(event.id, SecretHash::of(token)).await? {
        Some(person) => Ok(Some(person)),
        None => Err(Problem::not_joined()),
    }
}
