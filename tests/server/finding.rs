use std::time::Duration;

use serde_json::{Value, json};
use social_stream::domain::Access;

use crate::support::{actors::tombstone, databases::TestDatabase, server::Server};

fn texts(found: &Value) -> Vec<&str> {
    found["messages"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|message| message["text"].as_str().expect("text"))
        .collect()
}

pub(super) async fn a_message_has_an_address(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let posted = alice.says("here to be found").await;
    let id = posted["id"].as_str().expect("an id");
    let path = format!("/rooms/main/messages/{id}");
    let message = server.api().get(&path).await.gives(200);
    assert_eq!(message, server.api().history("").await[0]);
    for nowhere in ["nonsense", "019a4d8e-7a10-7c3e-9d1c-2f6f0e5b8a77"] {
        server.api().get(&format!("/rooms/main/messages/{nowhere}")).await.refuses(404, "not_found");
    }
    server.api().get(&format!("/rooms/side/messages/{id}")).await.refuses(404, "not_found");
    let plain = "/e/best-bits-2012/main/plain";
    let page = server.api().page(&format!("{plain}?at={id}&lang=fr")).await;
    assert_eq!(page.status, 200, "it leads to the page");
    assert!(page.text.contains("here to be found") && page.text.contains("lang=\"fr\""), "{}", page.text);
    assert_eq!(server.api().page(&format!("{plain}?at=nonsense")).await.status, 404);
    let ack = alice.removes(&posted).await;
    assert_eq!(server.api().get(&path).await.gives(200), tombstone(&posted, &ack["seq"]));
}

pub(super) async fn a_search_finds_what_is_there_and_nothing_removed(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut moderator) = (server.participant("Alice").await, server.moderator("Mia").await);
    let first = alice.says("Where the safe house is").await;
    let second = alice.says("Who takes NOTES in the house?").await;
    let found = server.api().get("/rooms/main/search?q=HOUSE").await.gives(200);
    assert_eq!(texts(&found), ["Who takes NOTES in the house?", "Where the safe house is"]);
    assert_eq!(found.get("before"), None, "all was looked at");
    assert_eq!(found["messages"][0], server.api().history("").await[1]);
    let one = alice.api.get("/rooms/main/search?q=house&limit=1").await.gives(200);
    assert_eq!((texts(&one), &one["before"]), (vec!["Who takes NOTES in the house?"], &json!(2)));
    let rest = alice.api.get("/rooms/main/search?q=house&limit=1&before=2").await.gives(200);
    assert_eq!(texts(&rest), ["Where the safe house is"]);
    moderator.removes(&first).await;
    alice.edits(&second, "Who takes notes in the tent?").await;
    let found = server.api().get("/rooms/main/search?q=house").await.gives(200);
    assert_eq!(texts(&found), [""; 0]);
    assert_eq!(texts(&server.api().get("/rooms/main/search?q=tent%20notes").await.gives(200)).len(), 1);
}

pub(super) async fn searches_have_bounds(database: &TestDatabase) {
    let server = Server::on(database).await;
    let alice = server.participant("Alice").await;
    let long = "x".repeat(101);
    for query in ["", "?q=", "?q=%20", "?q=x&limit=51", "?q=x&limit=0", "?q=x&before=-1", "?q=x&after=1"] {
        alice.api.get(&format!("/rooms/main/search{query}")).await.refuses(400, "bad_frame");
    }
    alice.api.get(&format!("/rooms/main/search?q={long}")).await.refuses(400, "bad_frame");
    alice.api.get("/rooms/nowhere/search?q=x").await.refuses(404, "not_found");
    for _ in 0..6 {
        alice.api.get("/rooms/main/search?q=x").await.gives(200);
    }
    let refused = alice.api.get("/rooms/main/search?q=x").await.refuses(429, "slow_down");
    assert_eq!(refused["retry_after_ms"], 500);
    server.participant("Bob").await.api.get("/rooms/main/search?q=x").await.gives(200);
    server.api().get("/rooms/main/search?q=x").await.gives(200);
    server.clock.advance(Duration::from_millis(500));
    alice.api.get("/rooms/main/search?q=x").await.gives(200);
}

pub(super) async fn closed_events_are_searched_by_those_who_joined(database: &TestDatabase) {
    let server = Server::with(database, |event| event.settings.access = Access::Invited).await;
    let mut mia = server.moderator("Mia").await;
    let posted = mia.says("among us").await;
    let path = format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"));
    for path in [path.as_str(), "/rooms/main/search?q=us"] {
        server.api().get(path).await.refuses(401, "not_joined");
        mia.api.get(path).await.gives(200);
    }
    let plain = format!("/e/best-bits-2012/main/plain?at={}", posted["id"].as_str().expect("an id"));
    assert!(!server.api().page(&plain).await.text.contains("among us"));
}
