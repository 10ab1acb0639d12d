//! The log of acts, and taking one back.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use super::{Site, identity, messages, people, place, problem::Problem};
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
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    Path(event): Path<String>,
    query: Result<Query<HashMap<String, String>>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let event = place::event(&site, &event).await?;
    identity::keeper(&site, &event, &headers).await?;
    let Query(query) = query.map_err(|_| Problem::bad_request("the query cannot be read"))?;
    messages::only(&query, &["actor", "person", "kind", "since", "before", "limit", "format"])?;
    let filter = filter(&query)?;
    let (kind, limit) = match query.get("format").map_or("json", String::as_str) {
        "json" => (None, messages::limit(&query, LIMIT, LIMIT_MAX)?),
        "jsonl" => (Some("application/jsonl"), messages::limit(&query, EXPORT_MAX, EXPORT_MAX)?),
        "csv" => (Some("text/csv; charset=utf-8"), messages::limit(&query, EXPORT_MAX, EXPORT_MAX)?),
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

/// `POST …/acts/NUMBER/undo`
pub(super) async fn undo(
    State(site): State<Arc<Site>>,
    Path((event, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acted>, Problem> {
    let event = place::event(&site, &event).await?;
    let by = identity::keeper(&site, &event, &headers).await?;
    let body: UndoBody = people::optional(&body)?;
    let number = number.parse().map(ActNumber).map_err(|_| Problem::not_found("act"))?;
    let reason = messages::reason(body.reason.as_deref())?;
    let acting = Acting { by: by.id, wanted: Wanted::Undo(number), reason, nonce: body.nonce };
    people::act(&site, &event, acting).await
}

fn filter(query: &HashMap<String, String>) -> Result<ActsFilter, Problem> {
    Ok(ActsFilter {
        before: parsed(query, "before", |raw| raw.parse().ok().map(ActNumber), "the number of an act")?,
        by: parsed(query, "actor", |raw| raw.parse().ok(), "somebody's id")?,
        on: parsed(query, "person", |raw| raw.parse().ok(), "somebody's id")?,
        kind: parsed(query, "kind", |raw| raw.parse::<ActKind>().ok(), "a kind of act")?,
        since: parsed(query, "since", moment, "a time as 2012-11-03T05:00:00Z")?,
        number: None,
    })
}

fn parsed<T>(
    query: &HashMap<String, String>,
    key: &str,
    parse: impl FnOnce(&str) -> Option<T>,
    what: &str,
) -> Result<Option<T>, Problem> {
    let Some(raw) = query.get(key) else { return Ok(None) };
    parse(raw).map(Some).ok_or_else(|| Problem::bad_request(format!("{key} is {what}")))
}

fn moment(raw: &str) -> Option<Timestamp> {
    raw.parse::<jiff::Timestamp>().ok().map(|at| Timestamp::from_millis(at.as_millisecond()))
}
