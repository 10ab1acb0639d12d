//! Sessions of the programme that are started and ended by hand.

use reqwest::Method;
use serde_json::{Value, json};
use social_stream::domain::{Action, Clock, Command, Outcome, Role, Session, Slug};
use tokio::time::Duration;

use crate::support::{
    actors::Participant,
    api::{Answer, Api},
    databases::TestDatabase,
    events::EventReader,
    server::Server,
};

const SESSION: &str = "/rooms/main/session";

fn slug(raw: &str) -> Slug {
    raw.parse().expect("a short name")
}

/// A meeting with the sessions `opening` and `debate`.
async fn meeting(database: &TestDatabase) -> Server<'_> {
    let session = |name: &str| Session {
        slug: slug(name),
        title: name.to_uppercase(),
        description: None,
        facilitator: None,
        room: None,
        starts_at: None,
        ends_at: None,
    };
    Server::with(database, |event| event.programme = vec![session("opening"), session("debate")]).await
}

async fn start(api: &Api, session: &str) -> Answer {
    Answer::to(api.call(Method::PUT, SESSION).json(&json!({ "slug": session }))).await
}

pub(super) async fn a_session_started_by_hand_is_seen_by_all(database: &TestDatabase) {
    let server = meeting(database).await;
    let (mut moderator, mut reader) = (server.moderator("Mia").await, server.reader().await);
    let mut events = EventReader::open(&server, None, None).await;
    assert_eq!(events.frame("welcome").await["room"]["session"], json!(null));
    assert_eq!(reader.welcome["room"]["session"], json!(null));
    moderator.says("before").await;
    assert_eq!(start(&moderator.api, "opening").await.gives(200), json!({ "seq": 2 }));
    let by_hand = json!({ "slug": "opening", "started_at": "2012-11-03T05:00:00.000Z" });
    let started = reader.sees_the_room().await;
    assert_eq!((&started["seq"], &started["room"]["session"]), (&json!(2), &by_hand));
    assert_eq!(moderator.sees_the_room().await, started);
    assert_eq!(events.frame("room").await, started);
    assert!(events.last_id.ends_with(":2"), "the cursor moves: {}", events.last_id);
    assert_eq!(start(&moderator.api, "opening").await.gives(200), json!({ "seq": 2 }), "it is on already");
    let plain = server.api().page("/e/best-bits-2012/main/plain").await.text;
    assert!(plain.contains("Now: <strong><bdi>OPENING</bdi></strong>"), "{plain}");

    moderator.says("welcome").await;
    let seen = reader.sees("welcome").await;
    assert_eq!((&seen["session"], &seen["seq"]), (&json!("opening"), &json!(3)));
    server.clock.advance(Duration::from_secs(60));
    assert_eq!(moderator.api.delete(SESSION).await.gives(200), json!({ "seq": 4 }));
    let ended =
        json!({ "slug": "opening", "started_at": "2012-11-03T05:00:00.000Z", "ended_at": "2012-11-03T05:01:00.000Z" });
    assert_eq!(reader.sees_the_room().await["room"]["session"], ended);
    assert_eq!(moderator.api.delete(SESSION).await.gives(200), json!({ "seq": 4 }), "nothing is on");
    moderator.says("after").await;
    assert!(reader.sees("after").await.get("session").is_none());

    let begun = json!({ "sessions": [{ "slug": "opening", "id": seen["id"], "position": 3 }] });
    assert_eq!(server.api().get("/rooms/main/sessions").await.gives(200), begun);
    assert_eq!(server.api().get("").await.gives(200)["programme"][0]["slug"], "opening");
    let plain = server.api().page("/e/best-bits-2012/main/plain?newest=last").await.text;
    let (before, after) = plain.split_once("Session: <bdi>OPENING</bdi>").expect("where it began");
    assert!(before.contains("<p class=\"text\" dir=\"auto\">before</p>") && after.contains("welcome"), "{plain}");
    assert!(!plain.contains("Now:"), "it is over");

    // From any cursor the state is told whole, and the messages are messages.
    for cursor in 0..=5 {
        let resumed = server.resumed(&reader.stream.epoch, cursor).await;
        assert_eq!((&resumed.welcome["resumed"], &resumed.welcome["seq"]), (&json!(true), &json!(5)));
        assert_eq!(resumed.welcome["room"]["session"], ended);
        assert_eq!(resumed.welcome["room"]["slug"], "main");
        let seqs: Vec<_> =
            resumed.welcome["messages"].as_array().expect("a list").iter().map(|m| m["seq"].clone()).collect();
        let expected: Vec<_> = [1, 3, 5].into_iter().filter(|seq| *seq > cursor).map(Value::from).collect();
        assert_eq!(seqs, expected, "{cursor}");
    }
    assert_eq!(server.api().history("?before=5").await.len(), 2);
    let removed = moderator.removes(&seen).await;
    assert_eq!(server.api().history("?after=2&limit=1").await[0]["removed"], true);
    assert!(server.api().history("?after=2&limit=1").await[0].get("session").is_none());
    assert_eq!(removed["seq"], 6);
}

pub(super) async fn only_moderators_and_organisers_start_and_end_sessions(database: &TestDatabase) {
    let server = meeting(database).await;
    let mut joined = Vec::new();
    for (role, name) in
        [(Role::Guest, "Gus"), (Role::Participant, "Paula"), (Role::Moderator, "Mia"), (Role::Organiser, "Olga")]
    {
        let code = server.invite(role, 1, None).await;
        joined.push(Participant::enter(&server, server.api().joins(name, Some(&code)).await, "main").await);
    }
    let [guest, participant, moderator, organiser] = &joined[..] else { panic!("four") };
    for api in [&guest.api, &participant.api] {
        start(api, "opening").await.refuses(403, "forbidden");
        api.delete(SESSION).await.refuses(403, "forbidden");
    }
    start(&server.api(), "opening").await.refuses(401, "not_joined");
    server.api().delete(SESSION).await.refuses(401, "not_joined");
    start(&moderator.api, "lunch").await.refuses(404, "not_found");
    start(&moderator.api, "No slug").await.refuses(400, "bad_frame");
    assert_eq!(start(&moderator.api, "opening").await.gives(200)["seq"], 1, "nothing of that took a seq");
    assert_eq!(start(&organiser.api, "debate").await.gives(200)["seq"], 2);
    assert_eq!(server.reader().await.welcome["room"]["session"]["slug"], "debate");
}

pub(super) async fn a_rooms_state_is_kept_and_told_whichever_node_set_it(database: &TestDatabase) {
    let server = meeting(database).await;
    let mut alice = server.participant("Alice").await;
    let moderator = server.moderator("Mia").await;
    let id = moderator.you["id"].as_str().expect("an id").parse().expect("an id");
    let action = Action::StartSession { session: slug("debate") };
    // As another node does, of which this one hears with its own next batch.
    let command = Command { author: id, nonce: None, action };
    let gate = social_stream::store::CommitGate::new();
    let written = server.store.write(server.event.rooms[0].id, &[command], server.clock.now(), &gate).await;
    assert!(matches!(written.expect("an answer").outcomes[..], [Outcome::Set(_)]));
    alice.says("what is on?").await;
    let told = alice.sees_the_room().await;
    assert_eq!((&told["seq"], &told["room"]["session"]["slug"]), (&json!(1), &json!("debate")));
    assert_eq!(alice.sees("what is on?").await["session"], "debate");

    let epoch = alice.stream.epoch.clone();
    let server = server.restart().await;
    let resumed = server.resumed(&epoch, 0).await;
    assert_eq!(
        (&resumed.welcome["resumed"], &resumed.welcome["room"]["session"]["slug"]),
        (&json!(true), &json!("debate"))
    );
    let mut alice = alice.again(&server).await;
    alice.says("still on").await;
    assert_eq!(alice.sees("still on").await["session"], "debate");
}
