use axum::Json;

use super::{
    asked::{AskedIn, Reader},
    problem::Problem,
    queried::Queried,
};
use crate::{
    domain::{Change, Search, Seq},
    protocol::{Encoded, SearchPage},
};

/// Messages an answer has if nothing else is said.
const LIMIT: u32 = 20;
const LIMIT_MAX: u32 = 50;

/// `GET …/search`
pub(super) async fn find(
    AskedIn { site, by: Reader(person), room, .. }: AskedIn<Reader>,
    query: Queried,
) -> Result<Json<SearchPage>, Problem> {
    let query = query.only(&["q", "before", "limit"])?;
    let search =
        Search::parse(query.get("q").unwrap_or_default()).map_err(|error| Problem::bad_request(error.to_string()))?;
    let before = query.position("before")?.unwrap_or(Seq::MAX);
    let limit = query.limit(LIMIT, LIMIT_MAX)?;
    let person = person.map(|person| person.id);
    let found = site.hub.search(room.id, person, &search, before, limit as usize).await?;
    let encode = |message| Encoded::new(&Change::Live(message));
    Ok(Json(SearchPage {
        messages: found.messages.into_iter().map(encode).collect(),
        before: found.before.map(Seq::get),
    }))
}
