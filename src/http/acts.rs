//! The log of acts, and taking one back.

use axum::{
    Json,
    body::Bytes,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    asked::{Asked, Keeper},
    messages, people,
    problem::Problem,
    queried::Queried,
};
use crate::{
    domain::{ActKind, ActNumber, Acting, Timestamp, Wanted},
    protocol::{Act, Acted, ActsPage, UndoBody, acts_as_csv, acts_as_lines},
    store::ActsFilter,
};

/// Entries an answer has if nothing else is said.
const LIMIT: u32 = 50;
const LIMIT_MAX: u32 = 200;

/// As a file for elsewhere.
const EXPORT_MAX: u32 = 10_000;

/// `GET …/acts`
pub(super) async fn list(Asked { site, event, .. }: Asked<Keeper>, query: Queried) -> Result<Response, Problem> {
    let query = query.only(&["actor", "person", "kind", "since", "before", "limit", "format"])?;
    let filter = filter(&query)?;
    let (kind, limit) = match query.get("format").unwrap_or("json") {
        "json" => (None, query.limit(LIMIT, LIMIT_MAX)?),
        "jsonl" => (Some("application/jsonl"), query.limit(EXPORT_MAX, EXPORT_MAX)?),
        "csv" => (Some("text/csv; charset=utf-8"), query.limit(EXPORT_MAX, EXPORT_MAX)?),
        _ => return Err(Problem::bad_request("format is one of json, jsonl, csv")),
    };
    let acts = site.hub.store().acts(event.id, filter, limit).await?;
    let before = acts.last().filter(|_| acts.len() == limit as usize).map(|act| act.number.0);
    let acts: Vec<_> = acts.iter().map(|act| Act::new(act, &event)).collect();
    Ok(match kind {
        None => Json(ActsPage { acts, before }).into_response(),
        Some(kind) => {
            let csv = kind.starts_with("text/csv");
            let text = if csv { acts_as_csv(&acts) } else { acts_as_lines(&acts) };
            let name = format!("attachment; filename=\"{}-acts.{}\"", event.slug, if csv { "csv" } else { "jsonl" });
            ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response()
        }
    })
}

/// The act that the address names.
#[derive(Deserialize)]
pub(super) struct Numbered {
    number: String,
}

/// `POST …/acts/NUMBER/undo`
pub(super) async fn undo(
    Asked { site, event, by: Keeper(by) }: Asked<Keeper>,
    Path(Numbered { number }): Path<Numbered>,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let body: UndoBody = messages::optional(&body)?;
    let number = number.parse().map(ActNumber).map_err(|_| Problem::not_found("act"))?;
    let reason = messages::reason(body.reason.as_deref())?;
    let acting = Acting { by: by.id, wanted: Wanted::Undo(number), reason, nonce: body.nonce };
    people::act(&site, &event, acting).await
}

fn filter(query: &Queried) -> Result<ActsFilter, Problem> {
    Ok(ActsFilter {
        before: query.parsed("before", "the number of an act")?.map(ActNumber),
        by: query.parsed("actor", "somebody's id")?,
        on: query.parsed("person", "somebody's id")?,
        kind: query.parsed::<ActKind>("kind", "a kind of act")?,
        since: query.read("since", moment, "a time as 2012-11-03T05:00:00Z")?,
        number: None,
    })
}

fn moment(raw: &str) -> Option<Timestamp> {
    raw.parse::<jiff::Timestamp>().ok().map(|at| Timestamp::from_millis(at.as_millisecond()))
}
