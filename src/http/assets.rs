use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use axum::{
    Router,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use memory_serve::CacheControl;
use tower_http::compression::CompressionLayer;

use super::{Site, language};

/// The folder of the web client's files in addresses. It holds a hash of them all, so that they can be cached for good
/// and still import each other by relative paths.
pub(super) const FOLDER: &str = concat!("/assets/", env!("WEB_HASH"));

/// The web client as it was written, compressed and tagged at build time. A debug build reads the files anew each time,
/// so there they must not be kept.
pub(super) fn router() -> Router<Arc<Site>> {
    let cached = if cfg!(debug_assertions) { CacheControl::NoCache } else { CacheControl::Long };
    let folder = memory_serve::load!("web").index_file(None).cache_control(cached).into_router();
    // What was not compressed at build time, as the languages' files, whose type memory_serve does not know.
    let folder = folder.layer(CompressionLayer::new());
    Router::new().nest(FOLDER, folder).route("/embed.js", get(embed_script))
}

/// The script for host pages, which knows no other file: the one it imports, and what it says in each language, are put
/// into it.
static EMBED_SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let titles: BTreeMap<_, _> = language::everywhere("chat").collect();
    let titles = serde_json::to_string(&titles).unwrap_or_default();
    let script = include_str!("../../web/embed.js").replace("const TITLES = {};", &format!("const TITLES = {titles};"));
    let messages = include_str!("../../web/embed/messages.js").replace("\nexport ", "\n");
    let own = script.lines().filter(|line| !line.starts_with("import ")).collect::<Vec<_>>().join("\n");
    // Nothing of it is to be seen by the page's own scripts.
    format!("(() => {{\n{messages}\n{own}\n}})();\n")
});

/// `GET /embed.js`: the one script that host pages name, so its address never changes and it is asked for anew soon.
async fn embed_script(request: HeaderMap) -> Response {
    const TAG: &str = concat!("\"", env!("WEB_HASH"), "\"");
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (header::ETAG, TAG),
    ];
    if request.get(header::IF_NONE_MATCH).is_some_and(|known| known == TAG) {
        (StatusCode::NOT_MODIFIED, headers).into_response()
    } else {
        (headers, EMBED_SCRIPT.as_str()).into_response()
    }
}
