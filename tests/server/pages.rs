use std::collections::BTreeSet;

use reqwest::{Method, header};

use crate::support::{api::Answer, databases::TestDatabase, server::Server};

pub(super) async fn pages_carry_their_policy(database: &TestDatabase) {
    let listed = "https://bestbits.example";
    let server = Server::with(database, |event| event.settings.embed_on = vec![listed.to_owned()]).await;
    let api = server.api();
    for (path, ancestors) in [
        ("/", "'none'"),
        ("/e/best-bits-2012", "'self' https://bestbits.example"),
        ("/e/best-bits-2012/side", "'self' https://bestbits.example"),
        ("/e/best-bits-2012/main/embed", "'self' https://bestbits.example"),
        ("/e/best-bits-2012/moderate", "'none'"),
        ("/nowhere", "'none'"),
    ] {
        let page = api.page(path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'; script-src 'self'; style-src 'self'"), "{path}: {policy}");
        assert!(policy.ends_with(&format!("frame-ancestors {ancestors}")), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert!(policy.contains("require-trusted-types-for 'script'; trusted-types lit-html;"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
        assert!(!page.text.contains("<script>") && !page.text.contains("style="), "{path} has nothing inline");
    }
    let page = api.page("/e/best-bits-2012").await.text;
    assert!(page.contains("Making an inclusive civil society network on IG issues sustainable"), "{page}");
    assert!(page.contains("3 November 2012, 09:00 – 4 November 2012, 18:00"), "{page}");
    let embed = api.page("/embed.js").await;
    assert_eq!((embed.status, embed.header("content-type")), (200, "text/javascript; charset=utf-8"));
    let preflight = api
        .request(Method::OPTIONS, "/api/v1/events/best-bits-2012/join")
        .header(header::ORIGIN, "null")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type");
    let preflight = Answer::to(preflight).await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (200, "*"));
    assert_eq!(api.get("").await.header("cache-control"), "no-store");
}

pub(super) async fn assets_are_compressed_and_kept_for_good(database: &TestDatabase) {
    let server = Server::on(database).await;
    let api = server.api();
    let compressed = |path: &str| Answer::to(api.request(Method::GET, path).header(header::ACCEPT_ENCODING, "br"));
    let mut files = BTreeSet::new();
    for path in ["/", "/nowhere", "/e/best-bits-2012/main/plain", "/e/best-bits-2012", "/e/best-bits-2012/main/embed"] {
        assert_eq!(compressed(path).await.header("content-encoding"), "br", "{path}");
        let page = api.page(path).await.text;
        files.extend(page.split('"').filter(|part| part.starts_with("/assets/")).map(str::to_owned));
    }
    assert_eq!(files.len(), 8, "four style sheets, two scripts, words and an icon: {files:?}");
    for path in files {
        let file = compressed(&path).await;
        assert_eq!((file.status, file.header("content-encoding")), (200, "br"), "{path}");
        assert_eq!(file.header("cache-control"), "max-age=31536000, immutable", "{path}");
        assert_eq!(file.header("access-control-allow-origin"), "*", "frames without an origin fetch {path} too");
        assert!(file.header("vary").contains("accept-encoding"), "{path}");
    }
}

pub(super) async fn pages_speak_the_readers_language(database: &TestDatabase) {
    let server = Server::on(database).await;
    let api = server.api();
    let asked = |path: &str, accepted: &str| {
        Answer::to(api.request(Method::GET, path).header(header::ACCEPT_LANGUAGE, accepted.to_owned()))
    };
    let page = asked("/e/best-bits-2012", "de, ar-TN;q=0.9, en;q=0.5").await;
    assert!(page.text.contains("<html lang=\"ar\" dir=\"rtl\">"), "{}", page.text);
    assert!(page.text.contains("3 نوفمبر 2012، 09:00"), "{}", page.text);
    assert_eq!((page.header("content-language"), page.header("vary")), ("ar", "accept-language"));
    let words = page.text.split('"').find(|part| part.ends_with("/built/chat.ar.json")).expect("the client's words");
    assert_eq!(api.page(words).await.status, 200);

    for (path, status) in
        [("/?lang=ru", 200), ("/e/nothing-here?lang=ru", 404), ("/e/best-bits-2012/moderate?lang=ru", 200)]
    {
        let page = asked(path, "ar").await;
        assert_eq!(page.status, status, "{path}");
        assert!(page.text.contains("<html lang=\"ru\" dir=\"ltr\">"), "{path} says by itself what it speaks");
    }
    let page = asked("/?lang=ru", "ar").await.text;
    assert!(page.contains("href=\"/e/best-bits-2012?lang=ru\""), "links keep what was chosen: {page}");
    let page = asked("/", "ru").await.text;
    assert!(page.contains("href=\"/e/best-bits-2012\""), "and nothing else: {page}");
    let page = asked("/e/nothing-here", "tlh").await.text;
    assert!(page.contains("<h1>Nothing here</h1>"), "{page}");

    let embed = api.page("/embed.js").await.text;
    assert!(embed.contains("const TITLES = {\"ar\":\"الدردشة المباشرة\","), "{embed}");
}

pub(super) async fn who_may_frame_follows_the_event(database: &TestDatabase) {
    let server = Server::with(database, |event| event.settings.embed_on = Vec::new()).await;
    let page = server.api().page("/e/best-bits-2012/main/embed").await;
    assert!(page.header("content-security-policy").ends_with("frame-ancestors 'self'"));
    let server = Server::with(database, |event| event.settings.embed_on = vec!["*".to_owned()]).await;
    let page = server.api().page("/e/best-bits-2012/main/embed").await;
    assert!(!page.header("content-security-policy").contains("frame-ancestors"), "files may frame it too");
    let page = server.api().page("/e/best-bits-2012/moderate").await;
    assert!(page.header("content-security-policy").ends_with("frame-ancestors 'none'"), "moderation never");
}

pub(super) async fn probes_answer(database: &TestDatabase) {
    let server = Server::on(database).await;
    let api = server.api();
    assert_eq!(api.page("/livez").await.status, 200);
    assert_eq!(api.page("/readyz").await.status, 200);
    assert_eq!(api.page("/metrics").await.status, 404, "metrics have an address of their own");
    server.store.close().await;
    assert_eq!(api.page("/livez").await.status, 200);
    assert_eq!(api.page("/readyz").await.status, 503);
}
