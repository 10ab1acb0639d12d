//! Floor 4: the site as HTTP. Routes, the upgrade to a stream, pages, assets, identity, and errors as
//! `application/problem+json`. Nothing here knows SQL.

mod acts;
mod admission;
mod asked;
mod assets;
mod client;
mod dates;
mod event;
mod events;
mod filters;
mod headers;
mod health;
mod identity;
mod invites;
mod join;
mod keeping;
mod language;
mod messages;
mod origin;
mod pages;
mod people;
mod place;
mod problem;
mod profiles;
mod queried;
mod rooms;
mod search;
mod serve;
mod sessions;
mod stream;
mod upgrade;
mod watching;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, Method, StatusCode, header},
    middleware,
    routing::{delete, get, post, put},
};
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    cors::{Any, CorsLayer},
    timeout::TimeoutLayer,
};

use self::pages::plain;
use crate::{hub::Hub, protocol::FRAME_LIMIT};

pub use self::pages::plain::JoinKey;
pub use admission::Admission;
pub use health::metrics_router;
pub use serve::serve;
pub use upgrade::{PendingSocket, upgrade};

/// A request that has not been answered by then never will be; posts answer within 5 s.
const ANSWER_WITHIN: Duration = Duration::from_secs(15);

/// What every handler may need.
pub struct Site {
    /// The rooms.
    pub hub: Arc<Hub>,
    /// Where the world reaches this server: scheme, host and port without a slash at the end.
    pub public_url: String,
    /// Cancelled when the server goes away.
    pub shutdown: CancellationToken,
    /// The streams that are open, so that the server can wait for them.
    pub streams: TaskTracker,
    /// One permit a stream; bounds what all of them cost together.
    pub stream_permits: Arc<Semaphore>,
    /// How fast people join from one network.
    pub admission: Admission,
    /// What ties the plain page's join forms to whom they made.
    pub join_key: JoinKey,
}

/// All addresses of the contract but `/metrics`.
pub fn router(site: Arc<Site>) -> Router {
    let api = Router::new()
        .route("/events/{event}", get(event::show))
        .route("/events/{event}/join", post(join::join))
        .route("/events/{event}/me", get(join::me))
        .route("/events/{event}/rooms/{room}", get(rooms::show).patch(keeping::switch))
        .route("/events/{event}/rooms/{room}/held", get(keeping::held))
        .route("/events/{event}/rooms/{room}/held/{id}/approve", post(keeping::approve))
        .route("/events/{event}/rooms/{room}/held/{id}/reject", post(keeping::reject))
        .route("/events/{event}/rooms/{room}/reports", get(keeping::reported))
        .route("/events/{event}/rooms/{room}/messages/{id}/reports", post(messages::report))
        .route("/events/{event}/rooms/{room}/messages/{id}/reports/approve", post(keeping::keep_reported))
        .route("/events/{event}/rooms/{room}/messages/{id}/reports/remove", post(keeping::remove_reported))
        .route("/events/{event}/rooms/{room}/messages/{id}/pin", put(keeping::pin).delete(keeping::unpin))
        .route("/events/{event}/rooms/{room}/messages", get(messages::list).post(messages::post))
        .route(
            "/events/{event}/rooms/{room}/messages/{id}",
            get(messages::show).patch(messages::edit).delete(messages::remove),
        )
        .route("/events/{event}/rooms/{room}/messages/{id}/erase", post(messages::erase))
        .route("/events/{event}/rooms/{room}/messages/{id}/restore", post(messages::restore))
        .route(
            "/events/{event}/rooms/{room}/messages/{id}/reactions/{emoji}",
            put(messages::react).delete(messages::take_back),
        )
        .route("/events/{event}/rooms/{room}/session", put(sessions::start).delete(sessions::end))
        .route("/events/{event}/rooms/{room}/sessions", get(sessions::list))
        .route("/events/{event}/rooms/{room}/search", get(search::find))
        .route("/events/{event}/rooms/{room}/stream", get(stream::open))
        .route("/events/{event}/rooms/{room}/events", get(events::open))
        .route("/events/{event}/rooms/{room}/watch", put(watching::take).delete(watching::give_up))
        .route("/events/{event}/watches", get(watching::list))
        .route("/events/{event}/people", get(profiles::find))
        .route("/events/{event}/people/{id}", get(profiles::show))
        .route("/events/{event}/people/{id}/messages", get(profiles::remarks))
        .route("/events/{event}/people/{id}/notes", post(profiles::note))
        .route("/events/{event}/people/{id}/notes/{note}", delete(profiles::take_away))
        .route("/events/{event}/people/{id}/mute", put(people::mute).delete(people::unmute))
        .route("/events/{event}/people/{id}/ban", put(people::ban).delete(people::unban))
        .route("/events/{event}/people/{id}/role", put(people::appoint))
        .route("/events/{event}/people/{id}/clear", post(people::clear))
        .route("/events/{event}/invites", get(invites::list).post(invites::make))
        .route("/events/{event}/invites/{id}", delete(invites::end))
        .route(
            "/events/{event}/filters",
            get(filters::show).put(filters::set).layer(DefaultBodyLimit::max(filters::SETTINGS_LIMIT)),
        )
        .route(
            "/events/{event}/filters/trial",
            post(filters::try_out).layer(DefaultBodyLimit::max(filters::SETTINGS_LIMIT)),
        )
        .route("/events/{event}/acts", get(acts::list))
        .route("/events/{event}/acts/{number}/undo", post(acts::undo))
        .fallback(problem::no_such_address)
        .method_not_allowed_fallback(problem::no_such_method)
        .layer(middleware::map_response(problem::only_problems))
        .layer(middleware::map_response(headers::never_stored));
    let pages = Router::new()
        .route("/", get(pages::home))
        .route("/e/{event}", get(pages::event))
        .route("/e/{event}/moderate", get(pages::moderate))
        .route("/e/{event}/{room}", get(pages::room))
        .route("/e/{event}/{room}/embed", get(pages::embed))
        .route("/e/{event}/{room}/manifest.webmanifest", get(pages::card::manifest))
        .route("/oembed", get(pages::oembed::show))
        .fallback(pages::not_found)
        .layer(CompressionLayer::new())
        // What a form is answered with holds a token beside what others wrote. Compressed, its length could tell that
        // token bit by bit (BREACH); pages that are asked for by address hold nothing that stays secret.
        .route(
            "/e/{event}/{room}/plain",
            get(plain::read)
                .layer(CompressionLayer::new())
                .post(plain::act)
                .layer(DefaultBodyLimit::max(plain::FORM_LIMIT)),
        );
    // Frames without an origin of their own (sandboxed ones, as WordPress makes) fetch across origins even here. No
    // identity rides on cookies, so letting everybody fetch gives nobody anything.
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, HeaderName::from_static("last-event-id")])
        .expose_headers([header::RETRY_AFTER])
        .max_age(Duration::from_secs(24 * 60 * 60));
    Router::new()
        .nest("/api/v1", api)
        .merge(pages)
        .merge(assets::router())
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .layer(DefaultBodyLimit::max(FRAME_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER_WITHIN))
        .layer(cors)
        .layer(middleware::map_response(headers::secure))
        .layer(CatchPanicLayer::custom(problem::after_panic))
        .with_state(site)
}
