use serde_json::json;

use crate::support::{
    actors::{post, removal, tombstone},
    databases::TestDatabase,
    server::Server,
};

const SECRET: &str = "where the safe house is";

pub(super) async fn a_removed_message_is_a_tombstone_everywhere(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let (mut reader, mut moderator) = (server.reader().await, server.moderator("Mia").await);
    let posted = alice.says(SECRET).await;
    reader.sees(SECRET).await;
    let ack = moderator.removes(&posted).await;
    let left = tombstone(&posted, &ack["seq"]);
    for (who, seen) in [
        ("its author", alice.sees_removed(&posted).await),
        ("another", bob.sees_removed(&posted).await),
        ("a reader", reader.sees_removed(&posted).await),
    ] {
        assert_eq!(seen, left, "{who}");
    }
    assert_eq!(server.reader().await.welcome["messages"], json!([left]), "a newcomer");
    for cursor in 0..=1 {
        let resumed = server.resumed(&alice.stream.epoch, cursor).await;
        assert_eq!((&resumed.welcome["resumed"], &resumed.welcome["messages"]), (&json!(true), &json!([left])));
    }
    for query in ["", "?after=0", "?before=9"] {
        assert_eq!(server.api().history(query).await, std::slice::from_ref(&left), "{query}");
    }
    for page in ["/e/best-bits-2012", "/e/best-bits-2012/main/embed", "/e/best-bits-2012/moderate"] {
        assert!(!server.api().page(page).await.text.contains(SECRET), "{page}");
    }
    let rows = format!("SELECT count(*) FROM messages WHERE body LIKE '%{SECRET}%'");
    assert_eq!(database.number(&rows).await, 0, "the database");
    let server = server.restart().await;
    assert_eq!(server.reader().await.welcome["messages"], json!([left]), "after a restart");
}

pub(super) async fn authors_remove_their_own_and_nobody_elses(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let posted = alice.says("mine").await;
    let path = format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"));
    bob.sends(&removal(&posted)).await;
    bob.is_refused("forbidden").await;
    bob.api.delete(&path).await.refuses(403, "forbidden");
    server.api().delete(&path).await.refuses(401, "not_joined");
    bob.sees("mine").await;
    assert_eq!(server.api().history("").await[0]["text"], "mine");
    let removed = alice.api.delete(&path).await.gives(200);
    assert_eq!(removed, json!({ "seq": 2 }));
    assert_eq!(alice.api.delete(&path).await.gives(200), removed, "again changes nothing");
    assert_eq!(alice.removes(&posted).await["seq"], 2);
    let unknown = "/rooms/main/messages/019a0000-0000-7000-8000-000000000000";
    alice.api.delete(unknown).await.refuses(404, "not_found");
    let elsewhere = format!("/rooms/side/messages/{}", posted["id"].as_str().expect("an id"));
    alice.api.delete(&elsewhere).await.refuses(404, "not_found");
}

pub(super) async fn a_retry_after_the_removal_brings_nothing_back(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let post = post(SECRET);
    let first = alice.does(&post).await;
    alice.removes(&first).await;
    assert_eq!(alice.does(&post).await, first);
    let body = json!({ "nonce": post["nonce"], "text": SECRET });
    alice.api.post("/rooms/main/messages", &body).await.gives(200);
    assert_eq!(server.api().history("").await, [tombstone(&first, &json!(2))]);
}
