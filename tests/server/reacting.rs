use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::{Duration, Instant, interval};

use crate::support::{
    actors::{ack_of, reaction, tombstone},
    api::{Answer, Api},
    databases::TestDatabase,
    server::Server,
};

/// `…/messages/ID/reactions/EMOJI`
fn path(posted: &Value, emoji: &str) -> String {
    format!("/rooms/main/messages/{}/reactions/{emoji}", posted["id"].as_str().expect("an id"))
}

pub(super) async fn reactions_are_seen_by_all(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let mut reader = server.reader().await;
    let posted = alice.says("a proposal").await;
    let ack = bob.reacts(&posted, "👍", true).await;
    assert_eq!(ack_of(&ack), json!({ "id": posted["id"], "position": 1, "seq": 2 }));
    let by_bob = json!([{ "emoji": "👍", "count": 1, "by": [bob.you["id"]] }]);
    let seen = alice.sees_changed(&posted, |message| message["seq"] == 2).await;
    assert_eq!((&seen["reactions"], &seen["text"], &seen["edited_at"]), (&by_bob, &json!("a proposal"), &json!(null)));
    let over_http = alice.api.put(&path(&posted, "👍")).await.gives(200);
    assert_eq!(over_http, json!({ "id": posted["id"], "position": 1, "seq": 3 }));
    alice.reacts(&posted, "❤️", true).await;
    let both = json!([
        { "emoji": "👍", "count": 2, "by": [bob.you["id"], alice.you["id"]] },
        { "emoji": "❤️", "count": 1, "by": [alice.you["id"]] },
    ]);
    for who in [&mut *bob, &mut reader] {
        assert_eq!(who.sees_changed(&posted, |message| message["seq"] == 4).await["reactions"], both);
    }
    assert!(server.api().page("/e/best-bits-2012/main/plain").await.text.contains("👍 2 · ❤️ 1<"), "the plain page");
    let edited = alice.edits(&posted, "a better proposal").await;
    let seen = reader.sees("a better proposal").await;
    assert_eq!((&seen["reactions"], &seen["seq"]), (&both, &edited["seq"]), "an edit leaves them");
    assert_eq!(server.api().history("").await, std::slice::from_ref(&seen));
    assert_eq!(server.resumed(&alice.stream.epoch, 4).await.welcome["messages"], json!([seen]));
    bob.api.delete(&path(&posted, "👍")).await.gives(200);
    alice.reacts(&posted, "❤️", false).await;
    let seen = reader.sees_changed(&posted, |message| message["seq"] == 7).await;
    assert_eq!(seen["reactions"], json!([{ "emoji": "👍", "count": 1, "by": [alice.you["id"]] }]));
    alice.reacts(&posted, "👍", false).await;
    let seen = reader.sees_changed(&posted, |message| message["seq"] == 8).await;
    assert!(seen.get("reactions").is_none(), "{seen}");
    bob.reacts(&posted, "🎉", true).await;
    let removed = alice.removes(&posted).await;
    assert_eq!(server.api().history("").await, [tombstone(&posted, &removed["seq"])]);
    bob.sends(&reaction(&posted, "👍", true)).await;
    bob.is_refused("not_found").await;
}

pub(super) async fn reacting_again_changes_nothing(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut reader) = (server.participant("Alice").await, server.reader().await);
    let posted = alice.says("a proposal").await;
    let on = reaction(&posted, "👍", true);
    let first = alice.does(&on).await;
    let (again, off) = (alice.reacts(&posted, "👍", true).await, alice.reacts(&posted, "👍", false).await);
    assert_eq!((&again["seq"], &off["seq"]), (&first["seq"], &json!(3)), "nothing is changed twice");
    assert_eq!(alice.does(&on).await, first, "what is sent again is answered and not done again");
    let body = json!({ "nonce": on["nonce"] });
    let over_http = Answer::to(alice.api.call(Method::PUT, &path(&posted, "👍")).json(&body)).await;
    assert_eq!(over_http.gives(200), ack_of(&first), "over HTTP as well");
    let other = Answer::to(alice.api.call(Method::DELETE, &path(&posted, "👍")).json(&body)).await;
    other.refuses(409, "nonce_reused");
    let off_again = alice.api.delete(&path(&posted, "👍")).await.gives(200);
    assert_eq!(off_again["seq"], 3);
    alice.says("the end").await;
    assert_eq!(reader.sees("the end").await["seq"], 4);
    for (emoji, status, code) in [("🐘", 403, "forbidden"), ("ok", 400, "bad_frame"), ("👍👍", 400, "bad_frame")]
    {
        let frame = reaction(&posted, emoji, true);
        alice.sends(&frame).await;
        assert_eq!(alice.is_refused(code).await["nonce"], frame["nonce"]);
        alice.api.put(&path(&posted, emoji)).await.refuses(status, code);
    }
    server.api().put(&path(&posted, "👍")).await.refuses(401, "not_joined");
    reader.sends(&reaction(&posted, "👍", true)).await;
    reader.is_refused("not_joined").await;
    let history = server.api().history("").await;
    assert_eq!((history.len(), &history[0]["seq"], history[0].get("reactions")), (2, &json!(3), None));
}

/// So many guests, by the API alone.
async fn guests(server: &Server<'_>, count: usize) -> Vec<(Api, Value)> {
    let joining = (0..count).map(async |number: usize| {
        let joined = server.api().joins(&format!("Guest {}", words(number)), None).await;
        (server.api().with_token(joined["token"].as_str().expect("a token")), joined["you"]["id"].clone())
    });
    join_all(joining).await
}

/// A number as letters of which no two together look like another.
fn words(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(b"abdefghkst"[usize::from(digit - b'0')])).collect()
}

pub(super) async fn only_the_first_are_named(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let posted = alice.says("a proposal").await;
    let mut by = Vec::new();
    for (api, id) in guests(&server, 22).await {
        api.put(&path(&posted, "👍")).await.gives(200);
        by.push(id);
    }
    let history = server.api().history("").await;
    assert_eq!(history[0]["reactions"], json!([{ "emoji": "👍", "count": 22, "by": by[..20] }]));
}

pub(super) async fn a_thousand_reactions_cost_a_few_frames(database: &TestDatabase) {
    const GUESTS: usize = 100;
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let posted = alice.says("a proposal").await;
    let mut guests = Vec::new();
    for number in 0..GUESTS {
        guests.push(server.participant(&format!("Guest {}", words(number))).await);
    }
    let mut reader = server.reader().await;
    let on = ["👍", "❤️", "😂", "🎉", "🤔", "👀"].map(|emoji| (emoji, true));
    let off = ["👍", "❤️", "😂", "🎉"].map(|emoji| (emoji, false));
    let begun = Instant::now();
    let mut tenth = interval(Duration::from_millis(100));
    let mut sent = Vec::new();
    for (emoji, on) in on.into_iter().chain(off) {
        tenth.tick().await;
        for guest in &mut guests {
            let reaction = reaction(&posted, emoji, on);
            guest.sends(&reaction).await;
            sent.push(reaction["nonce"].clone());
        }
    }
    for (guest, nonce) in (0..GUESTS).cycle().zip(&sent) {
        guests[guest].acked(nonce).await;
    }
    let took = begun.elapsed();
    reader.stream.reaches(1 + 10 * GUESTS as u64).await;
    let frames = reader.stream.told.iter().filter(|message| message["seq"] != 1).count();
    // One at once, then five a second.
    let most = 2 + took.as_millis() / 200;
    assert!((1..=most).contains(&(frames as u128)), "{frames} frames in {took:?}");
    let left = reader.stream.room[&1]["reactions"].as_array().expect("a list");
    let left: Vec<_> = left.iter().map(|reaction| (reaction["emoji"].as_str(), reaction["count"].as_u64())).collect();
    assert_eq!(left, [(Some("🤔"), Some(GUESTS as u64)), (Some("👀"), Some(GUESTS as u64))]);
    assert_eq!(server.api().history("").await, [reader.stream.room[&1].clone()]);
}
