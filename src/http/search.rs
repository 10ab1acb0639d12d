use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::HeaderMap,
};

use super::{Site, identity, messages, place, problem::Problem};
use crate::{
    domain::{Change, Search, Seq},
    protocol::{Encoded, SearchPage},
};

/// Messages an answer has if nothing else is said.
const LIMIT: u32 = 20;
const LIMIT_MAX: u32 = 50;

/// `GET …/search`
pub(super) async fn find(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    query: Result<Query<HashMap<String, String>>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Json<SearchPage>, Problem> {
    let event = place::event(&site, &event).await?;
    let person = identity::person(&site, &event, &headers).await?;
    place::readable(&event, person.as_deref())?;
    let Query(query) = query.map_err(|_| Problem::bad_request("the query cannot be read"))?;
    messages::only(&query, &["q", "before", "limit"])?;
    let search = Search::parse(query.get("q").map_or("", String::as_str))
        .map_err(|error| Problem::bad_request(error.to_string()))?;
    let before = messages::position(&query, "before")?.unwrap_or(Seq::MAX);
    let limit = messages::limit(&query, LIMIT, LIMIT_MAX)?;
    let room = place::room_info(&event, &room)?;
    let person = person.map(|person| person.id);
    let found = site.hub.search(room.id, person, &search, before, limit as usize).await?;
    let encode = |message| Encoded::new(&Change::Live(message));
    Ok(Json(SearchPage {
        messages: found.messages.into_iter().map(encode).collect(),
        before: found.before.map(Seq::get),
    }))
}
