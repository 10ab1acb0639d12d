//! Filters that hold, as those who keep the room set them and try them out.

use serde_json::{Value, json};
use social_stream::domain::Role;

use crate::support::{
    actors::{Participant, act, edit, nonce},
    databases::TestDatabase,
    server::Server,
};

const FILTERS: &str = "/filters";
const TRIAL: &str = "/filters/trial";

fn nothing() -> Value {
    json!({ "version": 0, "words": [], "patterns": [], "links": false, "hosts": [], "repeated": 0, "shouting": false,
        "floods": 0 })
}

fn waits_for(count: usize) -> impl Fn(&Value) -> bool {
    move |frame| frame["type"] == "held" && frame["held"].as_array().is_some_and(|held| held.len() == count)
}

async fn set(by: &Participant, filters: Value) -> Value {
    by.api.puts(FILTERS, &filters).await.gives(200)
}

pub(super) async fn a_caught_post_is_held_and_only_moderators_are_told_by_what(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    let published = alice.says("hello").await;
    assert_eq!(set(&mia, json!({ "words": ["idiot"], "shouting": true })).await, json!({ "version": 1 }));
    let posted = alice.says("YOU ARE ALL IDIOT PEOPLE").await;
    assert_eq!((&posted["held"], posted.get("caught")), (&json!(true), None), "{posted}");
    let told = mia.stream.awaits("what waits", waits_for(1)).await;
    assert_eq!(told["held"][0]["caught"], json!(["words", "shouting"]));
    assert_eq!(mia.api.get("/rooms/main/held").await.gives(200)["held"], told["held"]);
    let own = alice.stream.awaits("what waits", waits_for(1)).await;
    assert_eq!((&own["held"][0]["text"], own["held"][0].get("caught")), (&told["held"][0]["text"], None));
    assert_eq!(alice.api.get("/rooms/main/held").await.gives(200)["held"], own["held"], "told nothing of filters");

    let change = edit(&published, "idiot!");
    alice.sends(&change).await;
    let refused = alice.is_refused("forbidden").await;
    assert!(refused["message"].as_str().is_some_and(|message| message.contains("filter")), "{refused}");
    let change = json!({ "nonce": nonce(), "text": "an idiot" });
    let id = published["id"].as_str().expect("an id");
    alice.api.patch(&format!("/rooms/main/messages/{id}"), &change).await.refuses(403, "forbidden");
    assert_eq!(server.api().history("").await[0]["text"], "hello");

    let id = posted["id"].as_str().expect("an id");
    mia.api.post(&format!("/rooms/main/held/{id}/approve"), &json!({})).await.gives(200);
    alice.sees("YOU ARE ALL IDIOT PEOPLE").await;
}

pub(super) async fn filters_are_for_moderators_and_bad_ones_change_nothing(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (alice, mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    let paula = server.somebody("Paula", Role::Participant).await;
    let olga = server.somebody("Olga", Role::Organiser).await;
    for (api, status, code) in [
        (server.api(), 401, "not_joined"),
        (alice.api.clone(), 403, "forbidden"),
        (paula.api.clone(), 403, "forbidden"),
    ] {
        api.get(FILTERS).await.refuses(status, code);
        api.puts(FILTERS, &json!({ "words": ["x"] })).await.refuses(status, code);
        api.post(TRIAL, &json!({ "words": ["x"] })).await.refuses(status, code);
    }
    mia.api.of("another-event").get(FILTERS).await.refuses(404, "not_found");
    assert_eq!(mia.api.get(FILTERS).await.gives(200), nothing());
    for (bad, place) in [
        (json!({ "patterns": ["fine", "ab(c"] }), json!({ "list": "patterns", "line": 2, "column": 3 })),
        (json!({ "words": [""] }), json!({ "list": "words", "line": 1, "column": 1 })),
        (json!({ "hosts": ["example.org", "https://x"] }), json!({ "list": "hosts", "line": 2, "column": 1 })),
        (json!({ "floods": 1 }), json!({ "list": "floods", "line": 1, "column": 1 })),
    ] {
        for refused in [mia.api.puts(FILTERS, &bad).await, mia.api.post(TRIAL, &bad).await] {
            let problem = refused.refuses(403, "forbidden");
            assert_eq!(problem["place"], place, "{problem}");
            let (list, line) = (place["list"].as_str().expect("a list"), &place["line"]);
            let detail = problem["detail"].as_str().expect("a detail");
            assert!(detail.contains(&format!("{list}, line {line}")), "{detail}");
        }
    }
    for misread in [json!({ "word": [] }), json!({ "floods": -1 }), json!({ "words": "x" }), json!("words")] {
        mia.api.puts(FILTERS, &misread).await.refuses(400, "bad_frame");
    }
    assert_eq!(mia.api.get(FILTERS).await.gives(200), nothing(), "nothing was changed");

    // As many as are taken, in a script of which each character has three bytes.
    let many: Vec<String> = (0..500).map(|n| format!("{}{n}", "会".repeat(90))).collect();
    assert_eq!(set(&olga, json!({ "words": many, "reason": "a raid" })).await, json!({ "version": 1 }));
    let lost = mia.api.puts(FILTERS, &json!({ "version": 0, "words": ["x"] })).await.refuses(403, "forbidden");
    assert!(lost["detail"].as_str().is_some_and(|detail| detail.contains("since")), "{lost}");
    assert_eq!(mia.api.get(FILTERS).await.gives(200)["words"], json!(many), "Olga's are not lost");
    let acts = mia.api.get("/acts?kind=filters").await;
    assert!(!acts.text.contains('会'), "never what they look for");
    let acts = acts.gives(200);
    assert_eq!(acts["acts"].as_array().map(Vec::len), Some(1), "{acts}");
    assert_eq!((&acts["acts"][0]["by"]["name"], &acts["acts"][0]["reason"]), (&json!("Olga"), &json!("a raid")));
    let undo = format!("/acts/{}/undo", acts["acts"][0]["number"]);
    mia.api.post(&undo, &json!({})).await.refuses(403, "forbidden");
}

pub(super) async fn filters_set_over_the_stream_come_to_the_same(database: &TestDatabase) {
    let (here, there) = (Server::on(database).await, Server::on(database).await);
    let (alice, mut mia) = (here.participant("Alice").await, here.moderator("Mia").await);
    let mut alice = alice.again(&there).await;
    let answer = mia.acts(json!({ "act": "filters", "words": ["spam"], "floods": 3 })).await;
    assert_eq!(answer["version"], 1, "{answer}");
    assert_eq!(alice.says("spam").await["held"], true, "on another node at once");
    alice.sends(&act(&json!({ "act": "filters", "words": [] }))).await;
    alice.is_refused("forbidden").await;
    mia.sends(&act(&json!({ "act": "filters", "version": 1, "patterns": ["("] }))).await;
    let refused = mia.is_refused("forbidden").await;
    assert!(refused["message"].as_str().is_some_and(|message| message.contains("line 1, column 1")), "{refused}");
    let now = mia.api.get(FILTERS).await.gives(200);
    assert_eq!((&now["version"], &now["words"], &now["floods"]), (&json!(1), &json!(["spam"]), &json!(3)));
}

pub(super) async fn a_trial_shows_what_would_have_been_caught(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    let spam = alice.says("see https://evil.example").await;
    let gone = alice.says("more of https://evil.example").await;
    alice.says("see https://example.org").await;
    mia.removes(&gone).await;
    mia.says("never open https://evil.example").await;
    let trial = mia.api.post(TRIAL, &json!({ "links": true, "hosts": ["example.org"] })).await.gives(200);
    assert_eq!((&trial["count"], &trial["looked_at"], &trial["partial"]), (&json!(1), &json!(3), &json!(false)));
    let caught = &trial["caught"][0];
    assert_eq!((&caught["room"], &caught["caught"]), (&json!("main"), &json!(["links"])), "{trial}");
    assert_eq!((&caught["message"]["id"], &caught["message"]["author"]["name"]), (&spam["id"], &json!("Alice")));
    assert_eq!(caught["message"]["text"], "see https://evil.example");
    assert_eq!(mia.api.get(FILTERS).await.gives(200), nothing(), "it was only tried");
    let mut refused = None;
    for _ in 0..10 {
        let answer = mia.api.post(TRIAL, &json!({ "words": ["x"] })).await;
        if answer.status != 200 {
            refused = Some(answer);
            break;
        }
    }
    refused.expect("trials are paced as searches are").refuses(429, "slow_down");
}
