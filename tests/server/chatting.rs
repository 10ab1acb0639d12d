use std::time::Duration;

use serde_json::json;
use social_stream::domain::Pace;

use crate::support::{
    actors::{ack_of, nonce, post},
    databases::TestDatabase,
    server::Server,
};

pub(super) async fn what_one_says_the_others_see_in_one_order(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut reader = server.reader().await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    assert_eq!(reader.welcome["you"], json!(null));
    assert_eq!(
        reader.welcome["room"],
        json!({ "slug": "main", "title": "Main room", "reactions": ["👍", "❤️", "😂", "🎉", "🤔", "👀"], "edit_window_ms": 900_000, "session": null,
            "slow_mode_ms": 0, "locked": false, "participants_only": false, "links": true, "hold": "nobody", "calm": false, "pins": [] })
    );
    assert_eq!(reader.welcome["limits"], json!({ "text": 2000, "frame": 16384 }));
    assert_eq!(bob.welcome["online"], 3);
    for round in 1..=3 {
        let ack = alice.says(&format!("Alice {round}")).await;
        let seen = bob.sees(&format!("Alice {round}")).await;
        assert_eq!(ack_of(&ack), ack_of(&seen));
        assert_eq!(seen["author"], alice.you);
        assert_eq!(seen["at"], "2012-11-03T05:00:00.000Z");
        bob.says(&format!("Bob {round}")).await;
    }
    for (position, text) in ["Alice 1", "Bob 1", "Alice 2", "Bob 2", "Alice 3", "Bob 3"].iter().enumerate() {
        assert_eq!(reader.sees(text).await["position"], position + 1);
    }
    bob.sees("Bob 3").await;
    assert_eq!(reader.stream.room, bob.stream.room);
    assert_eq!(server.api().history("").await, reader.stream.room.values().cloned().collect::<Vec<_>>());
}

pub(super) async fn a_retry_is_answered_with_the_first_ack_on_every_way(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let post = post("once");
    let first = alice.does(&post).await;
    alice.says("something else").await;
    assert_eq!(alice.does(&post).await, first, "on the same stream");
    assert_eq!(alice.again(&server).await.does(&post).await, first, "on another stream");
    let body = json!({ "nonce": post["nonce"], "text": "once" });
    assert_eq!(alice.api.post("/rooms/main/messages", &body).await.gives(200), ack_of(&first), "over HTTP");
    let body = json!({ "nonce": nonce(), "text": "over HTTP" });
    let first = alice.api.post("/rooms/main/messages", &body).await.gives(201);
    assert_eq!(alice.api.post("/rooms/main/messages", &body).await.gives(200), first);
    let server = server.restart().await;
    let again = json!({ "type": "post", "nonce": body["nonce"], "text": "over HTTP" });
    assert_eq!(ack_of(&alice.again(&server).await.does(&again).await), first, "after a restart");
    assert_eq!(server.api().history("").await.len(), 3);
}

pub(super) async fn the_same_nonce_for_something_else_is_refused(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let mut post = post("the original");
    alice.does(&post).await;
    post["text"] = "another".into();
    alice.sends(&post).await;
    assert_eq!(alice.is_refused("nonce_reused").await["nonce"], post["nonce"]);
    let body = json!({ "nonce": post["nonce"], "text": "another" });
    alice.api.post("/rooms/main/messages", &body).await.refuses(409, "nonce_reused");
    bob.does(&post).await;
    let texts: Vec<_> = server.api().history("").await.iter().map(|m| m["text"].clone()).collect();
    assert_eq!(texts, ["the original", "another"], "a nonce is its author's own");
}

pub(super) async fn replies_point_into_the_same_room(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let question = alice.says("a question").await;
    bob.replies("an answer", &question).await;
    assert_eq!(alice.sees("an answer").await["reply_to"], question["id"]);
    let side = json!({ "nonce": nonce(), "text": "elsewhere", "reply_to": question["id"] });
    bob.api.post("/rooms/side/messages", &side).await.refuses(404, "not_found");
    alice.removes(&question).await;
    let mut late = post("too late");
    late["reply_to"] = question["id"].clone();
    bob.sends(&late).await;
    bob.is_refused("not_found").await;
}

pub(super) async fn history_comes_in_pages(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    for number in 1..=7 {
        alice.says(&format!("message {number}")).await;
    }
    for (query, expected) in [
        ("?limit=3", vec![5, 6, 7]),
        ("?before=5&limit=3", vec![2, 3, 4]),
        ("?before=2&limit=3", vec![1]),
        ("?before=1", vec![]),
        ("?after=0&limit=2", vec![1, 2]),
        ("?after=5", vec![6, 7]),
        ("?after=7", vec![]),
        ("", vec![1, 2, 3, 4, 5, 6, 7]),
    ] {
        let positions: Vec<_> =
            server.api().history(query).await.iter().map(|m| m["position"].as_u64().expect("a number")).collect();
        assert_eq!(positions, expected, "{query}");
    }
    let page = server.api().get("/rooms/main/messages?before=5").await.gives(200);
    assert_eq!((&page["seq"], &page["epoch"]), (&json!(7), &alice.welcome["epoch"]));
}

pub(super) async fn the_pace_lets_a_burst_in_and_then_one_at_a_time(database: &TestDatabase) {
    let pace = Pace { burst: 5, interval: Duration::from_secs(2) };
    let server = Server::with(database, |event| event.settings.pace = pace).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let mut moderator = server.moderator("Mia").await;
    for number in 0..5 {
        alice.says(&format!("in the burst {number}")).await;
    }
    let error = alice.may_not_say("too fast", "slow_down").await;
    assert_eq!(error["retry_after_ms"], 2_000);
    let body = json!({ "nonce": nonce(), "text": "too fast over HTTP" });
    let answer = alice.api.post("/rooms/side/messages", &body).await;
    answer.refuses(429, "slow_down");
    assert_eq!(answer.header("retry-after"), "2");
    bob.says("another's pace is their own").await;
    for number in 0..10 {
        moderator.says(&format!("moderators are not held {number}")).await;
    }
    server.clock.advance(Duration::from_secs(2));
    alice.says("rested").await;
    alice.may_not_say("again too fast", "slow_down").await;
}

pub(super) async fn the_muted_wait_and_the_banned_are_out(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let first = post("before");
    let ack = alice.does(&first).await;
    let minute = 1_351_918_800_000_i64 + 60_000;
    database.execute(&format!("UPDATE people SET muted_until = {minute}")).await;
    assert_eq!(alice.may_not_say("muted", "muted").await["retry_after_ms"], 60_000);
    server.clock.advance(Duration::from_secs(60));
    alice.says("after the mute").await;
    database.execute(&format!("UPDATE people SET banned_until = {}", minute + 60_000)).await;
    alice.may_not_say("banned", "banned").await;
    assert_eq!(alice.does(&first).await, ack, "what was stored stays answered");
}
