pub(super) mod card;
pub(super) mod oembed;
pub(super) mod plain;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use self::card::Card;
use super::{
    Site, assets,
    headers::{Framing, content_security_policy},
    place,
    problem::Problem,
};
use crate::{
    domain::{Access, Event, RoomInfo, Timestamp},
    store::EventSummary,
};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    assets: &'a str,
    events: Vec<ListedEvent<'a>>,
}

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage<'a> {
    assets: &'a str,
    card: Option<Card>,
    event: EventView<'a>,
    room: RoomView<'a>,
    rooms: Vec<RoomView<'a>>,
    programme: Vec<SessionView<'a>>,
}

#[derive(Template)]
#[template(path = "embed.html")]
struct EmbedPage<'a> {
    assets: &'a str,
    event: EventView<'a>,
    room: RoomView<'a>,
}

#[derive(Template)]
#[template(path = "moderate.html")]
struct ModeratePage<'a> {
    assets: &'a str,
    event: EventView<'a>,
    room: RoomView<'a>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    assets: &'a str,
    status: u16,
    title: &'a str,
    detail: &'a str,
}

/// An event in the list of public ones.
struct ListedEvent<'a> {
    slug: &'a str,
    title: &'a str,
    place: Option<&'a str>,
    dates: Option<String>,
}

/// An event as its own pages show it. One that is read by those who joined shows only its name.
struct EventView<'a> {
    slug: &'a str,
    title: &'a str,
    description: &'a str,
    place: Option<&'a str>,
    dates: Option<String>,
    site: Option<&'a str>,
    mailing_list: Option<&'a str>,
    hashtag: Option<&'a str>,
    hashtag_url: Option<&'a str>,
}

struct RoomView<'a> {
    slug: &'a str,
    title: &'a str,
}

struct SessionView<'a> {
    title: &'a str,
    description: Option<&'a str>,
    facilitator: Option<&'a str>,
    when: Option<String>,
}

/// `GET /`: the public events.
pub(super) async fn home(State(site): State<Arc<Site>>, request: HeaderMap) -> Response {
    match site.hub.listed_events().await {
        Ok(events) => {
            let public = events.iter().filter(|event| event.access == Access::Public);
            let page = HomePage { assets: assets::FOLDER, events: public.map(ListedEvent::of).collect() };
            show(&page, &request, &Framing::Nobody)
        }
        Err(error) => problem_page(&error.into(), &request),
    }
}

/// `GET /e/EVENT`: the full page with the default room.
pub(super) async fn event(State(site): State<Arc<Site>>, Path(event): Path<String>, request: HeaderMap) -> Response {
    match place::event(&site, &event).await {
        Ok(event) => full_page(&site, &event, event.room(&event.default_room), &request),
        Err(problem) => problem_page(&problem, &request),
    }
}

/// `GET /e/EVENT/ROOM`: the full page.
pub(super) async fn room(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    request: HeaderMap,
) -> Response {
    match place::event(&site, &event).await {
        Ok(event) => full_page(&site, &event, place::room_info(&event, &room).ok().as_ref(), &request),
        Err(problem) => problem_page(&problem, &request),
    }
}

/// `GET /e/EVENT/ROOM/embed`: the page for an iframe.
pub(super) async fn embed(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    request: HeaderMap,
) -> Response {
    let found = place::event(&site, &event).await.and_then(|event| {
        let room = place::room_info(&event, &room)?;
        Ok((event, room))
    });
    match found {
        Ok((event, room)) => {
            let page = EmbedPage { assets: assets::FOLDER, event: EventView::of(&event), room: RoomView::of(&room) };
            show(&page, &request, &framing(&event))
        }
        Err(problem) => problem_page(&problem, &request),
    }
}

/// `GET /e/EVENT/moderate`: the moderators' page; never framed.
pub(super) async fn moderate(State(site): State<Arc<Site>>, Path(event): Path<String>, request: HeaderMap) -> Response {
    let event = match place::event(&site, &event).await {
        Ok(event) => event,
        Err(problem) => return problem_page(&problem, &request),
    };
    let Some(room) = event.room(&event.default_room) else {
        return problem_page(&Problem::not_found("room"), &request);
    };
    let page = ModeratePage { assets: assets::FOLDER, event: EventView::of(&event), room: RoomView::of(room) };
    let mut response = show(&page, &request, &Framing::Nobody);
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}

/// Every other address.
pub(super) async fn not_found(request: HeaderMap) -> Response {
    problem_page(&Problem::not_found("page"), &request)
}

fn full_page(site: &Site, event: &Event, room: Option<&RoomInfo>, request: &HeaderMap) -> Response {
    let Some(room) = room else { return problem_page(&Problem::not_found("room"), request) };
    let open = event.settings.access == Access::Public;
    let page = EventPage {
        assets: assets::FOLDER,
        card: Card::of(site, event, room),
        event: EventView::of(event),
        room: RoomView::of(room),
        rooms: event.rooms.iter().map(RoomView::of).collect(),
        programme: event
            .programme
            .iter()
            .filter(|_| open)
            .map(|session| SessionView {
                title: &session.title,
                description: session.description.as_deref(),
                facilitator: session.facilitator.as_deref(),
                when: span(session.starts_at, session.ends_at, &event.time_zone),
            })
            .collect(),
    };
    show(&page, request, &framing(event))
}

fn problem_page(problem: &Problem, request: &HeaderMap) -> Response {
    let status = problem.status();
    let title = match status {
        StatusCode::NOT_FOUND => "Nothing here",
        StatusCode::SERVICE_UNAVAILABLE => "Back in a moment",
        _ => "Something went wrong",
    };
    let detail = sentence(problem.detail());
    let page = ProblemPage { assets: assets::FOLDER, status: status.as_u16(), title, detail: &detail };
    let mut response = show(&page, request, &Framing::Nobody);
    *response.status_mut() = status;
    response
}

/// An error's words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).chain(['.']).collect()
}

fn framing(event: &Event) -> Framing<'_> {
    let listed = &event.settings.embed_on;
    if listed.iter().any(|origin| origin == "*") { Framing::Anybody } else { Framing::Listed(listed) }
}

fn show(page: &impl Template, request: &HeaderMap, framing: &Framing<'_>) -> Response {
    let html = match page.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let policy = content_security_policy(request, framing);
    let headers = [
        (HeaderName::from_static("content-security-policy"), policy),
        // Pages name the assets by their hash, so an old page must not outlive an update.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, Html(html)).into_response()
}

impl<'a> ListedEvent<'a> {
    fn of(event: &'a EventSummary) -> Self {
        Self {
            slug: event.slug.as_str(),
            title: &event.title,
            place: event.place.as_deref(),
            dates: span(event.starts_at, event.ends_at, &event.time_zone),
        }
    }
}

impl<'a> EventView<'a> {
    fn of(event: &'a Event) -> Self {
        let open = event.settings.access == Access::Public;
        let shown = |text: &'a Option<String>| text.as_deref().filter(|_| open);
        Self {
            slug: event.slug.as_str(),
            title: &event.title,
            description: if open { &event.description } else { "" },
            place: shown(&event.place),
            dates: span(event.starts_at, event.ends_at, &event.time_zone).filter(|_| open),
            site: shown(&event.links.site),
            mailing_list: shown(&event.links.mailing_list),
            hashtag: shown(&event.links.hashtag),
            hashtag_url: shown(&event.links.hashtag_url),
        }
    }
}

impl<'a> RoomView<'a> {
    fn of(room: &'a RoomInfo) -> Self {
        Self { slug: room.slug.as_str(), title: &room.title }
    }
}

/// From when to when, in the event's own zone, each part said once: `3 November 2012, 09:00 – 4 November 2012, 18:00`.
fn span(starts: Option<Timestamp>, ends: Option<Timestamp>, zone: &str) -> Option<String> {
    const DAY: &str = "%-d %B %Y";
    let zoned = |at: Timestamp| jiff::Timestamp::from_millisecond(at.as_millis()).ok()?.in_tz(zone).ok();
    let starts = starts.and_then(zoned);
    let ends = ends.and_then(zoned);
    Some(match (starts, ends) {
        (None, None) => return None,
        (Some(at), None) => at.strftime("%-d %B %Y, %H:%M").to_string(),
        (None, Some(at)) => format!("until {}", at.strftime("%-d %B %Y, %H:%M")),
        (Some(from), Some(to)) if from.date() == to.date() => {
            format!("{}, {}–{}", from.strftime(DAY), from.strftime("%H:%M"), to.strftime("%H:%M"))
        }
        (Some(from), Some(to)) => {
            format!("{} – {}", from.strftime("%-d %B %Y, %H:%M"), to.strftime("%-d %B %Y, %H:%M"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_the_events_zone() {
        let (from, to) = (Timestamp::from_millis(1_351_918_800_000), Timestamp::from_millis(1_352_037_600_000));
        let shown = span(Some(from), Some(to), "Asia/Baku");
        assert_eq!(shown.as_deref(), Some("3 November 2012, 09:00 – 4 November 2012, 18:00"));
        let hour = span(Some(from), Some(Timestamp::from_millis(1_351_922_400_000)), "Asia/Baku");
        assert_eq!(hour.as_deref(), Some("3 November 2012, 09:00–10:00"));
        assert_eq!(span(None, None, "Asia/Baku"), None);
    }
}
