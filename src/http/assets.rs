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

use super::{Site, language};

/// The folder of the web client's files in addresses. It holds a hash of them all, so that they can be cached for good
/// and still name each other by relative paths.
pub(super) const FOLDER: &str = concat!("/assets/", env!("WEB_HASH"));

/// The web client: what `npm run build` makes. A release holds it in the program; a debug build reads it anew each time,
/// but gives what changed its new address only when it is built.
pub(super) fn router() -> Router<Arc<Site>> {
    let built = memory_serve::load!("built")
        .index_file(None)
        .enable_brotli(true)
        .cache_control(CacheControl::Long)
        .into_router();
    Router::new().nest(&format!("{FOLDER}/built"), built).route("/embed.js", get(embed_script))
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
