use std::time::Duration;

use serde_json::json;

use crate::support::{
    actors::{ack_of, edit, nonce},
    databases::TestDatabase,
    server::Server,
};

const SECRET: &str = "where the safe house is";

pub(super) async fn an_edited_message_is_the_new_one_everywhere(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let mut reader = server.reader().await;
    let posted = alice.says(SECRET).await;
    bob.replies("an answer", &posted).await;
    reader.sees("an answer").await;
    server.clock.advance(Duration::from_secs(60));
    let ack = alice.edits(&posted, "where the meeting is").await;
    assert_eq!(ack_of(&ack), json!({ "id": posted["id"], "position": 1, "seq": 3 }));
    let edited = alice.sees("where the meeting is").await;
    assert_eq!((&edited["at"], &edited["author"]), (&json!("2012-11-03T05:00:00.000Z"), &alice.you));
    assert_eq!(edited["edited_at"], "2012-11-03T05:01:00.000Z");
    assert_eq!(ack_of(&edited), ack_of(&ack));
    assert_eq!(bob.sees("where the meeting is").await, edited);
    assert_eq!(reader.sees("where the meeting is").await, edited);
    let answer = server.api().history("").await[1].clone();
    assert_eq!(answer["reply_to"], posted["id"]);
    assert_eq!(server.reader().await.welcome["messages"], json!([edited, answer]), "a newcomer");
    for (cursor, expected) in [(0, json!([answer, edited])), (1, json!([answer, edited])), (2, json!([edited]))] {
        let resumed = server.resumed(&alice.stream.epoch, cursor).await;
        assert_eq!((&resumed.welcome["resumed"], &resumed.welcome["messages"]), (&json!(true), &expected));
    }
    for query in ["", "?after=0", "?before=9"] {
        assert_eq!(server.api().history(query).await, [edited.clone(), answer.clone()], "{query}");
    }
    for page in ["/e/best-bits-2012", "/e/best-bits-2012/main/embed", "/e/best-bits-2012/main/plain"] {
        assert!(!server.api().page(page).await.text.contains(SECRET), "{page}");
    }
    let plain = server.api().page("/e/best-bits-2012/main/plain").await.text;
    assert_eq!((plain.contains("where the meeting is"), plain.matches(">edited<").count()), (true, 1));
    let rows = format!("SELECT count(*) FROM messages WHERE body LIKE '%{SECRET}%'");
    assert_eq!(database.number(&rows).await, 0, "the database");
    let server = server.restart().await;
    assert_eq!(server.reader().await.welcome["messages"], json!([edited, answer]), "after a restart");
}

pub(super) async fn a_retry_brings_no_older_text_back_on_any_way(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let posted = alice.says("first").await;
    let path = format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"));
    let second = edit(&posted, "second");
    let ack = alice.does(&second).await;
    let third = json!({ "nonce": nonce(), "text": "third" });
    let later = alice.api.patch(&path, &third).await.gives(200);
    assert_eq!(later, json!({ "id": posted["id"], "position": 1, "seq": 3 }));
    assert_eq!(alice.does(&second).await, ack, "on the same stream");
    assert_eq!(alice.again(&server).await.does(&second).await, ack, "on another stream");
    let body = json!({ "nonce": second["nonce"], "text": "second" });
    assert_eq!(alice.api.patch(&path, &body).await.gives(200), ack_of(&ack), "over HTTP");
    let body = json!({ "nonce": second["nonce"], "text": "fourth" });
    alice.api.patch(&path, &body).await.refuses(409, "nonce_reused");
    alice.sends(&json!({ "type": "post", "nonce": third["nonce"], "text": "third" })).await;
    alice.is_refused("nonce_reused").await;
    let server = server.restart().await;
    assert_eq!(alice.again(&server).await.does(&second).await, ack, "after a restart");
    let history = server.api().history("").await;
    assert_eq!((history.len(), &history[0]["text"], &history[0]["seq"]), (1, &json!("third"), &json!(3)));
}

pub(super) async fn only_its_author_edits_a_message_and_only_in_time(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let moderator = server.moderator("Mia").await;
    let (posted, gone) = (alice.says("mine").await, alice.says("a slip").await);
    alice.removes(&gone).await;
    let unknown = json!({ "id": "019a0000-0000-7000-8000-000000000000" });
    let mut people = [alice, bob, moderator];
    for (who, what, text, status, code) in [
        (1, &posted, "other", 403, "forbidden"),
        (2, &posted, "other", 403, "forbidden"),
        (0, &gone, "other", 404, "not_found"),
        (0, &unknown, "other", 404, "not_found"),
        (0, &posted, "\u{200B}", 422, "bad_text"),
        (0, &posted, &"x".repeat(2_001), 422, "too_long"),
    ] {
        let who = &mut people[who];
        let frame = edit(what, text);
        who.sends(&frame).await;
        assert_eq!(who.is_refused(code).await["nonce"], frame["nonce"]);
        let path = format!("/rooms/main/messages/{}", what["id"].as_str().expect("an id"));
        who.api.patch(&path, &json!({ "nonce": nonce(), "text": text })).await.refuses(status, code);
    }
    let [mut alice, ..] = people;
    let path = format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"));
    let body = json!({ "nonce": nonce(), "text": "other" });
    server.api().patch(&path, &body).await.refuses(401, "not_joined");
    alice.api.patch(&path, &json!({ "text": "no nonce" })).await.refuses(400, "bad_frame");
    alice.api.patch("/rooms/main/messages/nonsense", &body).await.refuses(404, "not_found");
    server.clock.advance(Duration::from_millis(15 * 60 * 1_000 - 1));
    alice.edits(&posted, "in time").await;
    server.clock.advance(Duration::from_millis(1));
    alice.sends(&edit(&posted, "too late")).await;
    alice.is_refused("forbidden").await;
    assert_eq!(server.api().history("").await[0]["text"], "in time");
}
