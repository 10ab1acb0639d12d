pub(super) mod card;
pub(super) mod oembed;
pub(super) mod plain;

use std::{borrow::Cow, sync::Arc};

use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use self::card::Card;
use super::{
    Site, assets, dates,
    headers::{Framing, content_security_policy},
    language::{Language, Spoken},
    place,
    problem::Problem,
};
use crate::{
    domain::{Access, Event, RoomInfo},
    protocol::Programme,
    store::EventSummary,
};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    assets: &'a str,
    language: Spoken,
    events: Vec<ListedEvent<'a>>,
}

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage<'a> {
    assets: &'a str,
    language: Spoken,
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
    language: Spoken,
    /// Light or dark, where the page around it wants just that; told here so that nothing flashes up in the other.
    theme: Option<&'static str>,
    event: EventView<'a>,
    room: RoomView<'a>,
}

#[derive(Template)]
#[template(path = "moderate.html")]
struct ModeratePage<'a> {
    assets: &'a str,
    language: Spoken,
    event: EventView<'a>,
    room: RoomView<'a>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    assets: &'a str,
    language: Spoken,
    status: u16,
    title: Cow<'a, str>,
    hint: Cow<'a, str>,
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
    /// Its sessions as JSON, where everybody may know of them: what the chat shows as on and next without asking for it.
    programme: Option<String>,
}

struct SessionView<'a> {
    title: &'a str,
    description: Option<&'a str>,
    facilitator: Option<&'a str>,
    when: Option<String>,
}

/// `GET /`: the public events.
pub(super) async fn home(State(site): State<Arc<Site>>, language: Spoken, request: HeaderMap) -> Response {
    match site.hub.listed_events().await {
        Ok(events) => {
            let public = events.iter().filter(|event| event.access == Access::Public);
            let page = HomePage {
                assets: assets::FOLDER,
                language,
                events: public.map(|event| ListedEvent::of(event, &language)).collect(),
            };
            show(&page, language, &request, &Framing::Nobody)
        }
        Err(error) => problem_page(&error.into(), language, &request),
    }
}

/// `GET /e/EVENT`: the full page with the default room.
pub(super) async fn event(
    State(site): State<Arc<Site>>,
    Path(event): Path<String>,
    language: Spoken,
    request: HeaderMap,
) -> Response {
    match place::event(&site, &event).await {
        Ok(event) => full_page(&site, &event, event.room(&event.default_room), language, &request),
        Err(problem) => problem_page(&problem, language, &request),
    }
}

/// `GET /e/EVENT/ROOM`: the full page.
pub(super) async fn room(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    language: Spoken,
    request: HeaderMap,
) -> Response {
    match place::event(&site, &event).await {
        Ok(event) => full_page(&site, &event, place::room_info(&event, &room).ok().as_ref(), language, &request),
        Err(problem) => problem_page(&problem, language, &request),
    }
}

/// `GET /e/EVENT/ROOM/embed`: the page for an iframe.
pub(super) async fn embed(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    language: Spoken,
    request: HeaderMap,
) -> Response {
    let found = place::event(&site, &event).await.and_then(|event| {
        let room = place::room_info(&event, &room)?;
        Ok((event, room))
    });
    match found {
        Ok((event, room)) => {
            let page = EmbedPage {
                assets: assets::FOLDER,
                language,
                theme: theme(query.as_deref().unwrap_or_default()),
                event: EventView::of(&event, &language),
                room: RoomView::with_programme(&event, &room),
            };
            show(&page, language, &request, &framing(&event))
        }
        Err(problem) => problem_page(&problem, language, &request),
    }
}

/// `GET /e/EVENT/moderate`: the moderators' page; never framed.
pub(super) async fn moderate(
    State(site): State<Arc<Site>>,
    Path(event): Path<String>,
    language: Spoken,
    request: HeaderMap,
) -> Response {
    let event = match place::event(&site, &event).await {
        Ok(event) => event,
        Err(problem) => return problem_page(&problem, language, &request),
    };
    let Some(room) = event.room(&event.default_room) else {
        return problem_page(&Problem::not_found("room"), language, &request);
    };
    let page = ModeratePage {
        assets: assets::FOLDER,
        language,
        event: EventView::of(&event, &language),
        room: RoomView::of(room),
    };
    let mut response = show(&page, language, &request, &Framing::Nobody);
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}

/// Every other address.
pub(super) async fn not_found(language: Spoken, request: HeaderMap) -> Response {
    problem_page(&Problem::not_found("page"), language, &request)
}

fn full_page(site: &Site, event: &Event, room: Option<&RoomInfo>, language: Spoken, request: &HeaderMap) -> Response {
    let Some(room) = room else { return problem_page(&Problem::not_found("room"), language, request) };
    let open = event.settings.access == Access::Public;
    let page = EventPage {
        assets: assets::FOLDER,
        language,
        card: Card::of(site, event, room, language),
        event: EventView::of(event, &language),
        room: RoomView::with_programme(event, room),
        rooms: event.rooms.iter().map(RoomView::of).collect(),
        programme: event
            .programme
            .iter()
            .filter(|_| open)
            .map(|session| SessionView {
                title: &session.title,
                description: session.description.as_deref(),
                facilitator: session.facilitator.as_deref(),
                when: dates::span(session.starts_at, session.ends_at, &event.time_zone, &language),
            })
            .collect(),
    };
    show(&page, language, request, &framing(event))
}

fn problem_page(problem: &Problem, language: Spoken, request: &HeaderMap) -> Response {
    let status = problem.status();
    let (title, hint) = match status {
        // An address that cannot be read leads nowhere either.
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => ("problem-not-found", "problem-not-found-hint"),
        StatusCode::PAYLOAD_TOO_LARGE => ("problem-too-long", "problem-too-long-hint"),
        StatusCode::SERVICE_UNAVAILABLE => ("problem-unavailable", "problem-unavailable-hint"),
        _ => ("problem-internal", "problem-internal-hint"),
    };
    let (title, hint) = (language.say(title), language.say(hint));
    let page = ProblemPage { assets: assets::FOLDER, language, status: status.as_u16(), title, hint };
    let mut response = show(&page, language, request, &Framing::Nobody);
    *response.status_mut() = status;
    response
}

fn theme(query: &str) -> Option<&'static str> {
    let (_, asked) = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "theme")?;
    ["light", "dark"].into_iter().find(|theme| *theme == asked)
}

fn framing(event: &Event) -> Framing<'_> {
    let listed = &event.settings.embed_on;
    if listed.iter().any(|origin| origin == "*") { Framing::Anybody } else { Framing::Listed(listed) }
}

fn show(page: &impl Template, language: Spoken, request: &HeaderMap, framing: &Framing<'_>) -> Response {
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
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag())),
        (header::VARY, HeaderValue::from_static("accept-language")),
    ];
    (headers, Html(html)).into_response()
}

impl<'a> ListedEvent<'a> {
    fn of(event: &'a EventSummary, language: &Language) -> Self {
        Self {
            slug: event.slug.as_str(),
            title: &event.title,
            place: event.place.as_deref(),
            dates: dates::span(event.starts_at, event.ends_at, &event.time_zone, language),
        }
    }
}

impl<'a> EventView<'a> {
    fn of(event: &'a Event, language: &Language) -> Self {
        let open = event.settings.access == Access::Public;
        let shown = |text: &'a Option<String>| text.as_deref().filter(|_| open);
        Self {
            slug: event.slug.as_str(),
            title: &event.title,
            description: if open { &event.description } else { "" },
            place: shown(&event.place),
            dates: dates::span(event.starts_at, event.ends_at, &event.time_zone, language).filter(|_| open),
            site: shown(&event.links.site),
            mailing_list: shown(&event.links.mailing_list),
            hashtag: shown(&event.links.hashtag),
            hashtag_url: shown(&event.links.hashtag_url),
        }
    }
}

impl<'a> RoomView<'a> {
    fn of(room: &'a RoomInfo) -> Self {
        Self { slug: room.slug.as_str(), title: &room.title, programme: None }
    }

    /// With its sessions.
    fn with_programme(event: &Event, room: &'a RoomInfo) -> Self {
        let open = event.settings.access == Access::Public;
        let programme = Programme::of(event, room);
        let told = open.then(|| serde_json::to_string(&programme).ok());
        Self { programme: told.flatten(), ..Self::of(room) }
    }
}
