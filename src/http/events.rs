use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderName, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;

use super::{Site, identity, origin, place, problem::Problem, queried::Queried};
use crate::{
    connection::{self, Place},
    protocol::{ErrorCode, Resume, View},
};

/// `GET …/events`: the stream's frames as server-sent events, for those whom no WebSocket reaches. What they write goes
/// over the other calls.
pub(super) async fn open(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    query: Result<Queried, Problem>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers();
    let event = place::event(&site, &event).await?;
    if !origin::may_stream(&site, Some(&event), headers) {
        return Err(origin::refused());
    }
    // HTTP/2 gathers what it sends in buffers of its own, where a removed text could wait. Browsers speak it only over TLS,
    // which is a proxy's business, and proxies speak 1.1 to us.
    if request.version() > Version::HTTP_11 {
        let problem = Problem::bad_request("this address speaks HTTP/1.1");
        return Err(problem.with_status(StatusCode::HTTP_VERSION_NOT_SUPPORTED));
    }
    let person = identity::person(&site, &event, headers).await?;
    place::readable(&event, person.as_deref())?;
    let attendance = person.map(|person| site.hub.attend(person.id));
    // Once more: what was done before that was not heard.
    let mut person = identity::person(&site, &event, headers).await?.zip(attendance);
    if let Some((person, attendance)) = &mut person {
        attendance.is(person);
    }
    let room = place::room_info(&event, &room)?;
    let query = query?;
    let named = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    // Scripts that read the stream by `fetch` may name it in the address; the browser's own word is the newer one.
    let resume = named.or(query.get("last_event_id")).and_then(Resume::from_event_id);
    let view = match query.get("low_data") {
        None | Some("false") => View::Full,
        Some("true") => View::LowData,
        Some(_) => return Err(Problem::bad_request("low_data is true or false")),
    };
    let Ok(permit) = site.stream_permits.clone().try_acquire_owned() else {
        let problem = Problem::new(ErrorCode::SlowDown, "too many streams are open; come back later");
        return Err(problem.with_status(StatusCode::SERVICE_UNAVAILABLE));
    };
    let held = (permit, site.streams.token());
    let place = Place { hub: site.hub.clone(), event, room, shutdown: site.shutdown.clone() };
    let events = connection::events(place, person, resume, view).await?;
    let body = Body::from_stream(events.inspect(move |_| _ = &held));
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // nginx would gather the events otherwise.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, body).into_response())
}
