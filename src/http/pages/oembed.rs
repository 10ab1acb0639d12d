//! `GET /oembed` (oembed.com): how an event's page is shown in others' pages. WordPress asks by itself when an address of
//! ours stands alone in a text, and shows the answer in a sandboxed frame without an origin.

use std::sync::Arc;

use askama::Template;
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use url::Url;

use crate::{
    domain::Access,
    http::{Site, language::Spoken, origin, place, problem::Problem, queried::Queried},
    protocol::ErrorCode,
};

/// Wide enough for a conversation beside nothing else; consumers say how wide their column is.
const WIDTH: u32 = 600;

const HEIGHT: u32 = 600;

/// How long a consumer may keep the answer, in seconds: what is in it changes only with the event's title.
const KEEP: u32 = 3_600;

#[derive(Serialize)]
struct Answer {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    provider_name: &'static str,
    provider_url: String,
    html: String,
    width: u32,
    height: u32,
    cache_age: u32,
}

#[derive(Template)]
#[template(path = "oembed_frame.html")]
struct Frame<'a> {
    src: String,
    title: &'a str,
    width: u32,
    height: u32,
}

/// `GET /oembed?url=…`
pub(in crate::http) async fn show(
    State(site): State<Arc<Site>>,
    query: Queried,
    request: HeaderMap,
) -> Result<Response, Problem> {
    match query.get("format") {
        None | Some("json") => {}
        Some(_) => {
            let problem = Problem::bad_request("the answer is given as JSON alone");
            return Err(problem.with_status(StatusCode::NOT_IMPLEMENTED));
        }
    }
    let url = query.get("url").ok_or_else(|| Problem::bad_request("url says what is to be embedded"))?;
    let (event, room) = page_of(&site, url, &request).ok_or_else(|| Problem::not_found("page"))?;
    let event = place::event(&site, &event).await?;
    if event.settings.access == Access::Invited {
        return Err(Problem::new(ErrorCode::NotJoined, "this event is for those who were invited"));
    }
    let room = place::room_info(&event, room.as_deref().unwrap_or(event.default_room.as_str()))?;
    let (width, height) = (at_most(WIDTH, query.get("maxwidth"))?, at_most(HEIGHT, query.get("maxheight"))?);
    // Systems ask, not readers: only the address can say which language is meant.
    let language = Spoken::named_by(url);
    let src = format!("{}/e/{}/{}/embed{}", site.public_url, event.slug, room.slug, language.query());
    let title = format!("{} – {}", event.title, language.say("chat"));
    let html = Frame { src, title: &title, width, height }.render();
    let answer = Answer {
        version: "1.0",
        kind: "rich",
        title: event.title.clone(),
        provider_name: "social-stream",
        provider_url: site.public_url.clone(),
        html: html.map_err(|_| Problem::new(ErrorCode::Internal, "the frame could not be written"))?,
        width,
        height,
        cache_age: KEEP,
    };
    let mut response = Json(answer).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(response)
}

/// The event and the room that an address of this server shows.
fn page_of(site: &Site, address: &str, request: &HeaderMap) -> Option<(String, Option<String>)> {
    let url = Url::parse(address).ok()?;
    let origin = url.origin().ascii_serialization();
    if !origin.eq_ignore_ascii_case(&site.public_url) && !origin::is_own(&origin, request) {
        return None;
    }
    let path: Vec<&str> = url.path().trim_matches('/').split('/').collect();
    match path.as_slice() {
        ["e", event] => Some(((*event).to_owned(), None)),
        ["e", _, "moderate"] => None,
        ["e", event, room] | ["e", event, room, "embed" | "plain"] => {
            Some(((*event).to_owned(), Some((*room).to_owned())))
        }
        _ => None,
    }
}

/// A size within the consumer's bound.
fn at_most(size: u32, bound: Option<&str>) -> Result<u32, Problem> {
    match bound.map(str::parse) {
        None => Ok(size),
        Some(Ok(bound)) if bound > 0 => Ok(size.min(bound)),
        Some(_) => Err(Problem::bad_request("maxwidth and maxheight are numbers of pixels")),
    }
}
