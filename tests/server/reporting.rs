//! Messages that people report, and what those who keep the room decide on them.

use std::time::Duration;

use serde_json::{Value, json};
use social_stream::domain::Role;

use crate::support::{
    actors::{Participant, nonce},
    databases::TestDatabase,
    events::{Came, EventReader},
    server::Server,
};

fn report(posted: &Value, reason: &str) -> Value {
    json!({ "type": "report", "nonce": nonce(), "id": posted["id"], "reason": reason })
}

/// Where a message's reports are, and what stands below it.
fn at(posted: &Value, what: &str) -> String {
    format!("/rooms/main/messages/{}/reports{what}", posted["id"].as_str().expect("an id"))
}

/// Waits for the frame in which so many people report so many messages, in all.
async fn hears_of(who: &mut Participant, messages: usize, people: u64) -> Value {
    let so = |frame: &Value| {
        frame["type"] == "reported"
            && frame["reported"].as_array().is_some_and(|reported| {
                let count = |one: &Value| one["count"].as_u64().unwrap_or_default();
                (reported.len(), reported.iter().map(count).sum()) == (messages, people)
            })
    };
    who.stream.awaits(&format!("{messages} reported messages"), so).await["reported"].take()
}

fn heard_of_reports(who: &Participant) -> bool {
    who.stream.told.iter().any(|frame| frame.to_string().contains("report"))
}

pub(super) async fn what_is_reported_is_for_those_who_keep_the_room(database: &TestDatabase) {
    let (here, there) = (Server::on(database).await, Server::on(database).await);
    let (mut gus, mut ann, mut paula) =
        (here.participant("Gus").await, here.participant("Ann").await, here.somebody("Paula", Role::Participant).await);
    let (mut mia, mut olga) = (here.moderator("Mia").await, here.somebody("Olga", Role::Organiser).await);
    let mut elsewhere = mia.again(&there).await;
    let said = gus.says("what a nasty word").await;
    let acked = ann.does(&report(&said, "insult")).await;
    assert_eq!((&acked["id"], &acked["position"]), (&said["id"], &said["position"]));
    let body = json!({ "reason": "it hurts" });
    let first = paula.api.post(&at(&said, ""), &body).await.gives(201);
    assert_eq!(paula.api.post(&at(&said, ""), &body).await.gives(200), first, "once a person");
    assert_eq!(ann.does(&report(&said, "another reason")).await["id"], said["id"]);
    for who in [&mut mia, &mut olga, &mut elsewhere] {
        let reported = hears_of(who, 1, 2).await;
        assert_eq!(reported[0]["message"]["text"], "what a nasty word");
        let reasons = reported[0]["reasons"].as_array().expect("reasons");
        let said: Vec<_> = reasons.iter().map(|one| (one["by"]["name"].as_str(), one["reason"].as_str())).collect();
        assert_eq!(said.len(), 2, "{reported}");
        assert!(said.contains(&(Some("Ann"), Some("insult"))) && said.contains(&(Some("Paula"), Some("it hurts"))));
        assert_eq!(who.api.get("/rooms/main/reports").await.gives(200)["reported"], reported);
        assert_eq!(who.api.get("/rooms/main").await.gives(200)["reported"], 1);
    }
    for who in [&gus, &ann, &paula] {
        who.api.get("/rooms/main/reports").await.refuses(403, "forbidden");
        who.api.post(&at(&said, "/approve"), &json!({})).await.refuses(403, "forbidden");
        who.api.post(&at(&said, "/remove"), &json!({})).await.refuses(403, "forbidden");
    }
    here.api().get("/rooms/main/reports").await.refuses(401, "not_joined");
    here.api().post(&at(&said, ""), &body).await.refuses(401, "not_joined");
    gus.api.post(&at(&said, ""), &body).await.refuses(403, "forbidden");

    let kept = mia.api.post(&at(&said, "/approve"), &json!({ "reason": "not so bad" })).await.gives(200);
    assert_eq!((&kept["id"], &kept["approved"], &kept["by"]), (&said["id"], &json!(true), &mia.you["id"]));
    let second = olga.acts(json!({ "act": "remove", "id": said["id"] })).await;
    assert_eq!(second["judged"], kept, "the second sees what the first did");
    for who in [&mut mia, &mut olga, &mut elsewhere] {
        hears_of(who, 0, 0).await;
    }
    let act = &mia.api.get("/acts").await.gives(200)["acts"][0];
    assert_eq!((&act["kind"], &act["message"], &act["reason"]), (&json!("keep"), &said["id"], &json!("not so bad")));
    // Their streams come to a later message without having been told, and so does a reader of events.
    let mut events = EventReader::open(&here, Some(&gus.token), None).await;
    assert!(!events.frame("welcome").await.to_string().contains("report"));
    mia.says("all is well").await;
    for who in [&mut gus, &mut ann, &mut paula] {
        who.sees("all is well").await;
        let frames = who.stream.told.iter().filter(|frame| frame["type"] == "reported" || frame["type"] == "notice");
        assert_eq!(frames.count(), 0, "{:?}", who.stream.told);
    }
    assert_eq!(gus.api.get("/me").await.gives(200)["notices"], json!([]), "who is reported does not learn of it");
    assert!(!heard_of_reports(&gus));
}

pub(super) async fn readers_of_events_are_told_and_nobody_of_reports_about_them(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut ann = server.participant("Ann").await;
    let (mut mia, olga) = (server.moderator("Mia").await, server.somebody("Olga", Role::Organiser).await);
    let said = mia.says("quiet, all of you").await;
    let mut olgas = EventReader::open(&server, Some(&olga.token), None).await;
    let mut mias = EventReader::open(&server, Some(&mia.token), None).await;
    ann.does(&report(&said, "insult")).await;
    assert_eq!(olgas.frame("reported").await["reported"][0]["message"]["id"], said["id"]);
    assert_eq!(olga.api.get("/rooms/main/reports").await.gives(200)["reported"][0]["message"]["id"], said["id"]);
    assert_eq!(mia.api.get("/rooms/main/reports").await.gives(200)["reported"], json!([]));
    for (who, count) in [(&olga, 1), (&mia, 0)] {
        assert_eq!(who.api.get("/rooms/main").await.gives(200)["reported"], count, "{}", who.you);
    }

    olga.api.patch("/rooms/main", &json!({ "hold": "guests" })).await.gives(200);
    ann.api.post("/rooms/main/messages", &json!({ "nonce": nonce(), "text": "may I?" })).await.gives(202);
    assert_eq!(olgas.frame("held").await["held"][0]["text"], "may I?");
    let held = loop {
        match mias.next().await {
            Came::Frame(frame) if frame["type"] == "held" => break frame,
            Came::Frame(frame) => assert_ne!(frame["type"], "reported", "{frame}"),
            other => assert_eq!(other, Came::Heartbeat),
        }
    };
    assert_eq!(held["held"][0]["text"], "may I?");
    mia.stream.awaits("what waits", |frame| frame["type"] == "held").await;
    assert!(!heard_of_reports(&mia));

    let role = format!("/people/{}/role", mia.you["id"].as_str().expect("an id"));
    olga.api.puts(&role, &json!({ "role": "participant" })).await.gives(200);
    assert_eq!(mias.frame("held").await["held"], json!([]), "nothing of it is theirs to know any more");
}

pub(super) async fn a_report_ends_with_its_message_and_outlives_a_restart(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut gus, mut ann) = (server.participant("Gus").await, server.participant("Ann").await);
    let mia = server.moderator("Mia").await;
    let (first, second) = (gus.says("rude").await, gus.says("ruder").await);
    for said in [&first, &second] {
        ann.does(&report(said, "insult")).await;
    }
    let server = server.restart().await;
    let (mut gus, ann, mut mia) = (gus.again(&server).await, ann.again(&server).await, mia.again(&server).await);
    assert_eq!(hears_of(&mut mia, 2, 2).await[1]["message"]["text"], "ruder");
    let removed = mia.acts(json!({ "act": "remove", "id": first["id"] })).await;
    assert_eq!(removed["judged"]["approved"], false);
    assert_eq!(gus.sees_removed(&first).await["removed"], true);
    assert_eq!(gus.is_told("remove").await["message"], first["id"]);
    assert_eq!(hears_of(&mut mia, 1, 1).await[0]["message"]["text"], "ruder");
    let max = server.moderator("Max").await;
    let late = max.api.post(&at(&first, "/approve"), &json!({})).await.gives(200);
    assert_eq!(late, removed["judged"], "nothing is done twice");
    gus.removes(&second).await;
    hears_of(&mut mia, 0, 0).await;
    ann.api.post(&at(&first, ""), &json!({ "reason": "insult" })).await.refuses(404, "not_found");
    assert_eq!(mia.api.get("/rooms/main/reports").await.gives(200), json!({ "reported": [] }));
}

pub(super) async fn reports_that_make_no_sense_or_come_in_floods_change_nothing(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut gus, mut ann, mia) =
        (server.participant("Gus").await, server.participant("Ann").await, server.moderator("Mia").await);
    let said = gus.says("a word").await;
    for wrong in [json!({}), json!({ "reason": "" }), json!({ "reason": "a\nb" }), json!({ "reason": "x".repeat(201) })]
    {
        ann.api.post(&at(&said, ""), &wrong).await.refuses(400, "bad_frame");
    }
    ann.sends(&report(&said, " ")).await;
    ann.is_refused("bad_frame").await;
    let elsewhere = at(&said, "").replace("main", "side");
    ann.api.post(&elsewhere, &json!({ "reason": "spam" })).await.refuses(404, "not_found");
    ann.api.post("/rooms/main/messages/none/reports", &json!({ "reason": "spam" })).await.refuses(404, "not_found");
    mia.api.post(&at(&said, "/approve"), &json!({})).await.refuses(404, "not_found");
    // The muted may still say what harms them, the banned nothing.
    mia.api.puts(&ann.at("mute"), &json!({ "for_ms": 60_000 })).await.gives(200);
    ann.does(&report(&said, "spam")).await;
    for number in 1..10 {
        let said = gus.says(&format!("word {number}")).await;
        ann.api.post(&at(&said, ""), &json!({ "reason": "spam" })).await.gives(201);
    }
    let said = gus.says("one more").await;
    let flood = report(&said, "spam");
    ann.sends(&flood).await;
    assert_eq!(ann.is_refused("forbidden").await["retry_after_ms"], 10_000);
    let refused = ann.api.post(&at(&said, ""), &json!({ "reason": "spam" })).await;
    assert_eq!(refused.refuses(403, "forbidden")["retry_after_ms"], 10_000);
    let reported = mia.api.get("/rooms/main/reports").await.gives(200);
    assert_eq!(reported["reported"].as_array().map(Vec::len), Some(10));
    server.clock.advance(Duration::from_secs(10));
    assert_eq!(ann.does(&flood).await["id"], said["id"], "the same once more, later");
    mia.api.puts(&ann.at("ban"), &json!({})).await.gives(200);
    ann.api.post(&at(&said, ""), &json!({ "reason": "spam" })).await.refuses(403, "banned");
}
