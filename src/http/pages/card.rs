//! What an event's page tells about itself to others: cards in other networks, and to the system it is installed on.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    domain::{Access, Event, RoomInfo},
    http::{Site, assets, language::Spoken, place, problem::Problem},
};

/// How much of a description a card shows, in code points.
const DESCRIPTION: usize = 200;

/// What other networks are told of a public event's page.
pub(super) struct Card {
    pub(super) url: String,
    pub(super) oembed: String,
    pub(super) description: String,
}

impl Card {
    /// `None` for an event that is for those who were invited.
    pub(super) fn of(site: &Site, event: &Event, room: &RoomInfo, language: Spoken) -> Option<Self> {
        if event.settings.access == Access::Invited {
            return None;
        }
        let url = if room.slug == event.default_room {
            format!("{}/e/{}", site.public_url, event.slug)
        } else {
            format!("{}/e/{}/{}", site.public_url, event.slug, room.slug)
        };
        let framed = format!("{url}{}", language.query());
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("url", &*framed), ("format", "json")])
            .finish();
        let oembed = format!("{}/oembed?{query}", site.public_url);
        Some(Self { url, oembed, description: opening(&event.description) })
    }
}

/// The first paragraph, cut between words where it is long.
fn opening(description: &str) -> String {
    let first = description.split("\n\n").next().unwrap_or_default();
    let words = first.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = words.char_indices().nth(DESCRIPTION) else { return words };
    let cut = words.get(..end).unwrap_or_default();
    let cut = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    cut.trim_end_matches([',', '.', ';', ':']).to_owned() + "…"
}

#[derive(Serialize)]
struct Manifest {
    name: String,
    short_name: String,
    start_url: String,
    scope: String,
    display: &'static str,
    background_color: &'static str,
    theme_color: &'static str,
    icons: [Icon; 1],
}

#[derive(Serialize)]
struct Icon {
    src: String,
    sizes: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// `GET /e/EVENT/ROOM/manifest.webmanifest`: lets a phone keep the full page among its programs.
pub(in crate::http) async fn manifest(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let event = place::event(&site, &event).await?;
    let room = place::room_info(&event, &room)?;
    let page = format!("/e/{}/{}", event.slug, room.slug);
    let manifest = Manifest {
        name: if event.rooms.len() > 1 { format!("{} – {}", event.title, room.title) } else { event.title.clone() },
        short_name: event.title.clone(),
        scope: page.clone(),
        start_url: page,
        display: "standalone",
        // Those of web/shared/base.css.
        background_color: "#f6f5f2",
        theme_color: "#0b5d69",
        icons: [Icon { src: format!("{}/built/icon.svg", assets::FOLDER), sizes: "any", kind: "image/svg+xml" }],
    };
    let headers = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, Json(manifest)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_opens_with_whole_words() {
        assert_eq!(opening("Two days in Baku.\n\nMore."), "Two days in Baku.");
        assert_eq!(opening(""), "");
        let long = opening(&"word, ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= DESCRIPTION + 1, "{long}");
    }
}
