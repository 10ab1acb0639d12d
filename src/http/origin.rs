use axum::http::{HeaderMap, Uri, header};

use super::{Site, problem::Problem};
use crate::{domain::Event, protocol::ErrorCode};

/// Whether a page of the origin that a browser names may open a stream: this server's own pages, those the event
/// lists, frames without an origin (`null`), and programs that are no browser (none). A stream carries its identity in
/// its first frame, never in a cookie, so this keeps uninvited pages out, not secrets in.
pub(super) fn may_stream(site: &Site, event: Option<&Event>, headers: &HeaderMap) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let Some(origin) = origins.next() else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    if origins.next().is_some() {
        return false;
    }
    origin == "null"
        || origin.eq_ignore_ascii_case(&site.public_url)
        || is_own(origin, headers)
        || event.is_some_and(|event| event.settings.embeds_on(origin))
}

/// What a page is told that may not.
pub(super) fn refused() -> Problem {
    let detail = "this page's origin is not on the event's list; its organiser can add it to `embed_on`";
    Problem::new(ErrorCode::Forbidden, detail)
}

/// Whether the origin is the address that the request itself was sent to.
pub(super) fn is_own(origin: &str, headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let Ok(uri) = origin.parse::<Uri>() else { return false };
    matches!(uri.scheme_str(), Some("http" | "https"))
        && uri.authority().is_some_and(|authority| authority.as_str().eq_ignore_ascii_case(host))
}
