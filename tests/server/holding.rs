//! A room that is made quieter, and posts that wait for a moderator.

use serde_json::{Value, json};
use social_stream::domain::Role;
use tokio::time::Duration;

use crate::support::{
    actors::{Participant, Reader, nonce, post},
    databases::TestDatabase,
    events::EventReader,
    server::Server,
};

const ROOM: &str = "/rooms/main";

async fn set(by: &Participant, switches: Value) -> Value {
    by.api.patch(ROOM, &switches).await.gives(200)
}

fn waits_for(count: usize) -> impl Fn(&Value) -> bool {
    move |frame| frame["type"] == "held" && frame["held"].as_array().is_some_and(|held| held.len() == count)
}

pub(super) async fn switches_are_told_and_kept_and_only_moderators_set_them(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    let mut paula = server.somebody("Paula", Role::Participant).await;
    for (by, code) in [(&alice, "forbidden"), (&paula, "forbidden")] {
        by.api.patch(ROOM, &json!({ "locked": true })).await.refuses(403, code);
    }
    server.api().patch(ROOM, &json!({ "locked": true })).await.refuses(401, "not_joined");
    server.api().patch("/rooms/nowhere", &json!("what?")).await.refuses(401, "not_joined");
    for wrong in [json!({ "slow_mode_ms": -1 }), json!({ "hold": "some" }), json!({ "loud": true })] {
        mia.api.patch(ROOM, &wrong).await.refuses(400, "bad_frame");
    }
    mia.api.patch(ROOM, &json!({ "slow_mode_ms": 3_600_001 })).await.refuses(403, "forbidden");
    let said = alice.says("before").await;
    assert_eq!(set(&mia, json!({ "locked": true })).await, json!({ "seq": 2 }));
    assert_eq!(set(&mia, json!({ "locked": true })).await, json!({ "seq": 2 }), "again changes nothing");
    assert_eq!(alice.sees_the_room().await["room"]["locked"], true);
    alice.may_not_say("me?", "room_locked").await;
    alice
        .api
        .patch(
            &format!("{ROOM}/messages/{}", said["id"].as_str().expect("an id")),
            &json!({ "nonce": nonce(), "text": "x" }),
        )
        .await
        .refuses(403, "room_locked");
    mia.says("only us").await;
    set(&mia, json!({ "locked": false, "participants_only": true })).await;
    alice.may_not_say("me?", "room_locked").await;
    paula.says("a participant").await;
    set(&mia, json!({ "participants_only": false, "links": false })).await;
    alice.may_not_say("see https://example.org", "forbidden").await;
    paula.says("see https://example.org").await;
    let server = server.restart().await;
    assert_eq!(server.reader().await.welcome["room"]["links"], false, "it is kept");
    let acts = mia.again(&server).await.api.get("/acts?kind=switch").await.gives(200);
    assert_eq!(acts["acts"][0]["switched"], "links=false participants_only=false");
    assert_eq!((&acts["acts"][0]["room"], acts["acts"][0].get("on")), (&json!("main"), None));
}

pub(super) async fn calm_is_one_switch_there_and_back(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    set(&mia, json!({ "hold": "first", "slow_mode_ms": 5_000 })).await;
    set(&mia, json!({ "calm": true, "reason": "a raid" })).await;
    let room = server.reader().await.welcome["room"].take();
    assert_eq!(
        (&room["calm"], &room["hold"], &room["slow_mode_ms"], &room["links"]),
        (&json!(true), &json!("guests"), &json!(30_000), &json!(false))
    );
    assert_eq!(alice.does(&post("hello")).await["held"], true);
    let refused = alice.may_not_say("hello?", "slow_down").await;
    assert_eq!(refused["retry_after_ms"], 30_000);
    set(&mia, json!({ "calm": false })).await;
    let room = server.reader().await.welcome["room"].take();
    assert_eq!(
        (&room["calm"], &room["hold"], &room["slow_mode_ms"], &room["links"]),
        (&json!(false), &json!("first"), &json!(5_000), &json!(true))
    );
}

pub(super) async fn a_room_is_told_as_it_is_now(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    let empty = server.api().get(ROOM).await.gives(200);
    assert_eq!(["newest_at", "held", "reported"].map(|field| empty.get(field)), [None; 3], "{empty}");
    let said = alice.says("hello").await;
    set(&mia, json!({ "hold": "guests" })).await;
    let message =
        server.api().get(&format!("{ROOM}/messages/{}", said["id"].as_str().expect("an id"))).await.gives(200);
    alice.says("may I?").await;
    for (api, held) in [(&server.api(), None), (&alice.api, None), (&mia.api, Some(&json!(1)))] {
        let now = api.get(ROOM).await.gives(200);
        assert_eq!((&now["slug"], &now["hold"], &now["seq"]), (&json!("main"), &json!("guests"), &json!(2)));
        assert_eq!((&now["newest_at"], now.get("held")), (&message["at"], held));
        assert_eq!(now["online"], 2, "two streams are open");
    }
    server.api().get("/rooms/nowhere").await.refuses(404, "not_found");
}

pub(super) async fn held_texts_are_for_their_author_and_moderators(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob, mut mia) =
        (server.participant("Alice").await, server.participant("Bob").await, server.moderator("Mia").await);
    set(&mia, json!({ "hold": "guests" })).await;
    bob.sees_the_room().await;
    let posted = alice.says("the safe house is in Nizami").await;
    assert_eq!((&posted["held"], &posted["position"], &posted["seq"]), (&json!(true), &json!(0), &json!(0)));
    let body = json!({ "nonce": posted["nonce"], "text": "the safe house is in Nizami" });
    assert_eq!(alice.api.post("/rooms/main/messages", &body).await.gives(202)["id"], posted["id"], "a retry");
    for who in [&mut alice, &mut mia] {
        let told = who.stream.awaits("what waits", waits_for(1)).await;
        assert_eq!(told["held"][0]["text"], "the safe house is in Nizami");
        assert_eq!(who.api.get("/rooms/main/held").await.gives(200)["held"], told["held"]);
        let mut again = who.again(&server).await;
        again.stream.awaits("what waits, also to those who come back", waits_for(1)).await;
    }
    server.api().get("/rooms/main/held").await.refuses(401, "not_joined");
    let id = posted["id"].as_str().expect("an id");
    for who in [None, Some(&bob.token)] {
        let api = who.map_or_else(|| server.api(), |token| server.api().with_token(token));
        for address in
            ["/rooms/main/messages?after=0", &format!("/rooms/main/messages/{id}"), "/rooms/main/search?q=house", ""]
        {
            assert!(!api.get(address).await.text.contains("safe house"), "{address}");
        }
        for cursor in [None, Some(0), Some(1)] {
            let resume = cursor.map(|seq: u64| (mia.stream.epoch.as_str(), seq.into()));
            let reader = Reader::enter(server.stream().await, who.map(String::as_str), resume).await;
            assert!(!reader.welcome.to_string().contains("safe house"));
        }
        let mut events = EventReader::open(&server, who.map(String::as_str), None).await;
        assert!(!events.frame("welcome").await.to_string().contains("safe house"));
    }
    assert_eq!(bob.api.get("/rooms/main/held").await.gives(200), json!({ "held": [] }));
    assert!(!mia.api.get("/acts?format=csv").await.text.contains("safe house"));
    for page in ["/e/best-bits-2012", "/e/best-bits-2012/main/plain"] {
        assert!(!server.api().page(page).await.text.contains("safe house"), "{page}");
    }
    // Bob's stream comes to a later message without having been told.
    mia.says("all is well").await;
    bob.sees("all is well").await;
    assert!(!bob.stream.told.iter().any(|frame| frame.to_string().contains("safe house")), "{:?}", bob.stream.told);

    let server = server.restart().await;
    let (mut alice, mut mia, mut bob) =
        (alice.again(&server).await, mia.again(&server).await, bob.again(&server).await);
    for who in [&mut alice, &mut mia] {
        who.stream.awaits("what waits, after a restart", waits_for(1)).await;
    }
    let approve = format!("/rooms/main/held/{id}/approve");
    alice.api.post(&approve, &json!({})).await.refuses(403, "forbidden");
    let judged = mia.api.post(&approve, &json!({})).await.gives(200);
    assert_eq!((&judged["approved"], &judged["by"]), (&json!(true), &mia.you["id"]));
    let max = server.moderator("Max").await;
    let second = max.api.post(&format!("/rooms/main/held/{id}/reject"), &json!({})).await.gives(200);
    assert_eq!(second, judged, "the second sees what the first did");
    let seen = bob.sees("the safe house is in Nizami").await;
    assert_eq!((&seen["id"], &seen["position"]), (&posted["id"], &seen["seq"]));
    alice.is_told("approve").await;
    for who in [&mut alice, &mut mia] {
        who.stream.awaits("that nothing waits", waits_for(0)).await;
    }
    let ack = alice.api.post("/rooms/main/messages", &body).await.gives(200);
    assert_eq!(ack, json!({ "id": posted["id"], "position": seen["position"], "seq": seen["seq"] }));
}

pub(super) async fn announcements_and_pins_are_of_moderators(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    let mut announcement = post("lunch is served");
    announcement["announcement"] = json!(true);
    alice.sends(&announcement).await;
    alice.is_refused("forbidden").await;
    let posted = mia.does(&announcement).await;
    assert_eq!(alice.sees("lunch is served").await["announcement"], true);
    assert_eq!(server.api().history("").await[0]["announcement"], true);
    let pin = format!("/rooms/main/messages/{}/pin", posted["id"].as_str().expect("an id"));
    alice.api.put(&pin).await.refuses(403, "forbidden");
    assert_eq!(mia.api.put(&pin).await.gives(200), json!({ "seq": 2 }));
    assert_eq!(alice.sees_the_room().await["room"]["pins"], json!([posted["id"]]));
    assert_eq!(mia.removes(&posted).await["seq"], 3);
    assert_eq!(alice.sees_the_room().await["room"]["pins"], json!([]));
    mia.api.put(&pin).await.refuses(404, "not_found");
}

pub(super) async fn slow_mode_says_when_the_next_is_let_in(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    set(&mia, json!({ "slow_mode_ms": 30_000 })).await;
    alice.says("one").await;
    server.clock.advance(Duration::from_secs(10));
    assert_eq!(alice.may_not_say("two", "slow_down").await["retry_after_ms"], 20_000);
    server.clock.advance(Duration::from_secs(20));
    alice.says("two").await;
}
