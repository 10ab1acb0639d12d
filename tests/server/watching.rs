//! What those who keep a room hear of each other.

use serde_json::{Value, json};
use social_stream::domain::Role;

use crate::support::{actors::Participant, databases::TestDatabase, events::EventReader, server::Server};

/// Waits until somebody is told of an act; gives it and those they were told of before, if not asked for yet.
async fn hears(who: &mut Participant, number: &Value) -> Vec<Value> {
    let mut acts = Vec::new();
    while acts.last().is_none_or(|act: &Value| act["number"].as_u64() < number.as_u64()) {
        let frame = who.stream.awaits(&format!("the act {number}"), |frame| frame["type"] == "acts").await;
        acts.extend(frame["acts"].as_array().expect("acts").clone());
    }
    acts
}

fn tells_of_acts(who: &Participant) -> bool {
    who.stream.looks_ahead().iter().any(|frame| frame["type"] == "acts")
}

pub(super) async fn acts_are_told_to_those_who_keep_a_room_and_to_nobody_else(database: &TestDatabase) {
    let (here, there) = (Server::on(database).await, Server::on(database).await);
    let (mut mia, mut olga) = (here.moderator("Mia").await, there.somebody("Olga", Role::Organiser).await);
    let (mut alice, mut bob) = (here.participant("Alice").await, there.participant("Bob").await);
    let mut events = EventReader::open(&there, Some(&olga.token), None).await;
    events.frame("welcome").await;
    let posted = alice.says("off topic").await;
    mia.removes(&posted).await;
    let muted = mia.api.puts(&alice.at("mute"), &json!({ "for_ms": 60_000, "reason": "enough" })).await.gives(200);
    // On her own node, on another one, and by server-sent events, as the log has it.
    let log = mia.api.get("/acts").await.gives(200)["acts"].take();
    for who in [&mut mia, &mut olga] {
        assert_eq!(hears(who, &muted["act"]["number"]).await, [log[1].clone(), log[0].clone()]);
    }
    let mut heard = Vec::new();
    while heard.len() < 2 {
        heard.extend(events.frame("acts").await["acts"].as_array().expect("acts").clone());
    }
    assert_eq!(json!(heard), json!([log[1], log[0]]));
    // What is done over HTTP alone, too.
    let made = olga.api.post("/invites", &json!({ "role": "participant" })).await.gives(201);
    assert_eq!(made["invite"]["role"], "participant");
    assert_eq!(hears(&mut mia, &json!(3)).await[0]["kind"], "invite");

    for who in [&mut alice, &mut bob] {
        who.stream.is_alive().await;
        assert!(!tells_of_acts(who), "{:?}", who.stream.looks_ahead());
    }
    let mut reader = here.reader().await;
    olga.api.puts(&bob.at("mute"), &json!({ "for_ms": 60_000 })).await.gives(200);
    bob.is_told("mute").await;
    hears(&mut mia, &json!(4)).await;
    reader.stream.is_alive().await;
    assert!(reader.stream.looks_ahead().iter().all(|frame| frame["type"] != "acts"));
    assert!(!tells_of_acts(&bob), "also not of what is done to oneself");
}

pub(super) async fn a_dismissed_moderator_is_told_no_act(database: &TestDatabase) {
    let (here, there) = (Server::on(database).await, Server::on(database).await);
    let mut olga = here.somebody("Olga", Role::Organiser).await;
    let (mut mia, mut max) = (here.moderator("Mia").await, there.moderator("Max").await);
    let alice = here.participant("Alice").await;
    let mute = async |by: &Participant| {
        by.api.puts(&alice.at("mute"), &json!({ "for_ms": 60_000 })).await.gives(200)["act"]["number"].take()
    };
    let mut latest = mute(&olga).await;
    for who in [&mut mia, &mut max] {
        hears(who, &latest).await;
        let dismissal = json!({ "role": "participant" });
        latest = olga.api.puts(&who.at("role"), &dismissal).await.gives(200)["act"]["number"].take();
        assert_eq!(who.is_told("role").await["role"], "participant");
        hears(&mut olga, &latest).await;
    }
    let last = olga.api.delete(&alice.at("mute")).await.gives(200)["act"]["number"].take();
    hears(&mut olga, &last).await;
    for who in [&mut mia, &mut max] {
        olga.api.puts(&who.at("mute"), &json!({ "for_ms": 60_000 })).await.gives(200);
        who.is_told("mute").await;
        who.stream.is_alive().await;
        assert!(!tells_of_acts(who), "not even of the dismissal: {:?}", who.stream.looks_ahead());
        who.api.get("/people").await.refuses(403, "forbidden");
    }
    // Appointed anew, and on a new connection, she is told again.
    olga.api.puts(&mia.at("role"), &json!({ "role": "moderator" })).await.gives(200);
    assert_eq!(mia.is_told("role").await["role"], "moderator");
    let mut again = mia.again(&here).await;
    let next = mute(&olga).await;
    hears(&mut mia, &next).await;
    hears(&mut again, &next).await;
}

pub(super) async fn the_room_is_handed_over(database: &TestDatabase) {
    let (here, there) = (Server::on(database).await, Server::on(database).await);
    let (mut mia, mut max) = (here.moderator("Mia").await, there.moderator("Max").await);
    let mut alice = here.participant("Alice").await;
    let watch = "/rooms/main/watch";
    assert_eq!(mia.api.get("/watches").await.gives(200), json!({ "watches": [] }));
    let by = |who: &Participant, since: &str| json!({ "room": "main", "by": { "id": who.you["id"], "name": who.you["name"] }, "since": since });
    let mias = json!({ "watches": [by(&mia, "2012-11-03T05:00:00.000Z")] });
    for _ in 0..2 {
        assert_eq!(mia.api.put(watch).await.gives(200), mias);
    }
    let told = hears(&mut max, &json!(1)).await.remove(0);
    assert_eq!((&told["kind"], &told["room"], told.get("on")), (&json!("watch"), &json!("main"), None));
    assert_eq!(max.api.get("/watches").await.gives(200), mias);
    assert_eq!(max.api.delete(watch).await.gives(200), mias, "it is not his to give up");
    // From her, by the frame.
    let taken = max.acts(json!({ "act": "watch" })).await;
    assert_eq!((&taken["act"]["kind"], &taken["act"]["number"]), (&json!("watch"), &json!(2)), "{taken}");
    assert_eq!(max.acts(json!({ "act": "watch" })).await.get("act"), None, "again changes nothing");
    hears(&mut mia, &json!(2)).await;
    let maxs = [by(&max, "2012-11-03T05:00:00.000Z")];
    assert_eq!(mia.api.get("/watches").await.gives(200), json!({ "watches": maxs }));
    let side = mia.api.put("/rooms/side/watch").await.gives(200);
    assert_eq!(side["watches"].as_array().map(Vec::len), Some(2), "each room is one's own");
    max.acts(json!({ "act": "unwatch" })).await;
    let left = mia.api.delete("/rooms/side/watch").await.gives(200);
    assert_eq!(left, json!({ "watches": [] }));

    alice.sends(&crate::support::actors::act(&json!({ "act": "watch" }))).await;
    alice.is_refused("forbidden").await;
    alice.api.put(watch).await.refuses(403, "forbidden");
    here.api().put(watch).await.refuses(401, "not_joined");
    mia.api.put("/rooms/nowhere/watch").await.refuses(404, "not_found");
    let kinds: Vec<_> = (mia.api.get("/acts").await.gives(200)["acts"].as_array().expect("acts").iter())
        .map(|act| json!([act["kind"], act["room"], act["by"]["name"]]))
        .collect();
    let expected = [
        json!(["unwatch", "side", "Mia"]),
        json!(["unwatch", "main", "Max"]),
        json!(["watch", "side", "Mia"]),
        json!(["watch", "main", "Max"]),
        json!(["watch", "main", "Mia"]),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(mia.api.get("/acts?kind=watch").await.gives(200)["acts"].as_array().map(Vec::len), Some(3));
    mia.api.post("/acts/1/undo", &json!({})).await.refuses(403, "forbidden");
}
