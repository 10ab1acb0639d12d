use form_urlencoded::byte_serialize;
use serde_json::json;
use social_stream::domain::Access;

use crate::support::{databases::TestDatabase, server::Server};

fn encoded(address: &str) -> String {
    byte_serialize(address.as_bytes()).collect()
}

pub(super) async fn other_sites_find_the_frame_of_an_event(database: &TestDatabase) {
    let server = Server::with(database, |event| event.title = "Best \"Bits\" <2012>".to_owned()).await;
    let (api, origin) = (server.api(), format!("http://{}", server.address));
    let page = api.page("/e/best-bits-2012/side").await.text;
    let (_, link) = page.split_once("type=\"application/json+oembed\" href=\"").expect("a link to find it by");
    let link = link.split('"').next().expect("it ends").replace("&#38;", "&");
    let found = api.page(link.strip_prefix(&origin).expect("of this server")).await.gives(200);
    let html = format!(
        "<iframe src=\"{origin}/e/best-bits-2012/side/embed\" title=\"Best &#34;Bits&#34; &#60;2012&#62; – Live chat\" \
         width=\"600\" height=\"600\" frameborder=\"0\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></iframe>"
    );
    assert_eq!(
        found,
        json!({
            "version": "1.0", "type": "rich", "title": "Best \"Bits\" <2012>", "provider_name": "social-stream",
            "provider_url": origin, "html": html, "width": 600, "height": 600, "cache_age": 3600,
        })
    );
    for (path, room) in [("/e/best-bits-2012", "main"), ("/e/best-bits-2012/side/plain?before=9#m-1", "side")] {
        let asked = format!("/oembed?url={}&maxwidth=420&maxheight=9999", encoded(&format!("{origin}{path}")));
        let found = api.page(&asked).await.gives(200);
        assert_eq!((&found["width"], &found["height"]), (&json!(420), &json!(600)), "{path}");
        assert!(found["html"].as_str().expect("text").contains(&format!("/{room}/embed\"")), "{found}");
    }
    let page = api.page("/e/best-bits-2012?lang=ru").await.text;
    assert!(page.contains("e%2Fbest-bits-2012%3Flang%3Dru"), "found in the language that the address names: {page}");
    let asked = format!("/oembed?url={}", encoded(&format!("{origin}/e/best-bits-2012?lang=ru#m-1")));
    let found = api.page(&asked).await.gives(200);
    let html = found["html"].as_str().expect("text");
    assert!(html.contains("/main/embed?lang=ru\"") && html.contains("Онлайн-чат"), "{html}");
}

pub(super) async fn what_is_not_shown_elsewhere(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (api, origin) = (server.api(), format!("http://{}", server.address));
    for (address, status, code) in [
        ("https://elsewhere.example/e/best-bits-2012".to_owned(), 404, "not_found"),
        (format!("{origin}/e/no-such-event"), 404, "not_found"),
        (format!("{origin}/e/best-bits-2012/no-such-room"), 404, "not_found"),
        (format!("{origin}/e/best-bits-2012/moderate"), 404, "not_found"),
        (format!("{origin}/"), 404, "not_found"),
        ("no address".to_owned(), 404, "not_found"),
    ] {
        api.page(&format!("/oembed?url={}", encoded(&address))).await.refuses(status, code);
    }
    let known = encoded(&format!("{origin}/e/best-bits-2012"));
    api.page(&format!("/oembed?url={known}&format=xml")).await.refuses(501, "bad_frame");
    api.page("/oembed").await.refuses(400, "bad_frame");
    for bound in ["maxwidth=0", "maxwidth=wide", "maxheight=-1"] {
        api.page(&format!("/oembed?url={known}&{bound}")).await.refuses(400, "bad_frame");
    }
    let closed = Server::with(database, |event| event.settings.access = Access::Invited).await;
    let known = encoded(&format!("http://{}/e/best-bits-2012", closed.address));
    closed.api().page(&format!("/oembed?url={known}")).await.refuses(401, "not_joined");
    let page = closed.api().page("/e/best-bits-2012").await.text;
    assert!(!page.contains("og:") && !page.contains("oembed"), "{page}");
}

pub(super) async fn public_events_have_cards_and_a_manifest(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (api, origin) = (server.api(), format!("http://{}", server.address));
    let page = api.page("/e/best-bits-2012").await.text;
    for told in [
        "<meta property=\"og:title\" content=\"Best Bits – Main room\">".to_owned(),
        format!("<meta property=\"og:url\" content=\"{origin}/e/best-bits-2012\">"),
        format!("<link rel=\"canonical\" href=\"{origin}/e/best-bits-2012\">"),
        "<meta property=\"og:description\" content=\"Civil society organisations from every region meet".to_owned(),
    ] {
        assert!(page.contains(&told), "{told}: {page}");
    }
    let link = "<link rel=\"manifest\" href=\"/e/best-bits-2012/main/manifest.webmanifest\">";
    assert!(page.contains(link), "{page}");
    let manifest = api.page("/e/best-bits-2012/main/manifest.webmanifest").await;
    assert_eq!((manifest.status, manifest.header("content-type")), (200, "application/manifest+json"));
    let manifest: serde_json::Value = serde_json::from_str(&manifest.text).expect("JSON");
    assert_eq!(manifest["start_url"], "/e/best-bits-2012/main");
    let icon = api.page(manifest["icons"][0]["src"].as_str().expect("an icon")).await;
    assert_eq!((icon.status, icon.header("content-type")), (200, "image/svg+xml"));
    for other in ["/e/best-bits-2012/main/embed", "/e/best-bits-2012/main/plain", "/e/best-bits-2012/moderate"] {
        assert!(!api.page(other).await.text.contains("rel=\"manifest\""), "{other}");
    }
}
