//! Acts on people and messages over HTTP, and how all who are connected hear of them.

use std::time::Duration;

use serde_json::{Value, json};
use social_stream::domain::{ActKind, Role};

use crate::support::{
    actors::{Participant, Reader, act, hello, post, removal},
    api::{Answer, Api},
    databases::TestDatabase,
    events::{Came, EventReader},
    server::Server,
};

const ROLES: [Role; 4] = [Role::Guest, Role::Participant, Role::Moderator, Role::Organiser];

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Asks for an act on somebody, or on their message.
async fn asks(by: &Api, kind: ActKind, on: &Participant, message: &str) -> Answer {
    let at = |what: &str| on.at(what);
    let message = |what: &str| format!("/rooms/main/messages/{message}{what}");
    let nothing = json!({});
    let is = |role: &str| on.you["role"] == role;
    match kind {
        ActKind::Remove => by.delete(&message("")).await,
        ActKind::Restore => by.post(&message("/restore"), &nothing).await,
        ActKind::Erase => by.post(&message("/erase"), &nothing).await,
        ActKind::Clear => by.post(&at("clear"), &json!({ "last_ms": DAY_MS })).await,
        ActKind::Mute => by.puts(&at("mute"), &json!({ "for_ms": 60_000 })).await,
        ActKind::Unmute => by.delete(&at("mute")).await,
        ActKind::Ban => by.puts(&at("ban"), &nothing).await,
        ActKind::Unban => by.delete(&at("ban")).await,
        ActKind::Role => {
            by.puts(&at("role"), &json!({ "role": if is("participant") { "guest" } else { "participant" } })).await
        }
        // Not on whom, and told by `holding`.
        ActKind::Switch | ActKind::Pin | ActKind::Unpin | ActKind::Approve | ActKind::Reject => {
            panic!("{kind} is done to a room")
        }
        ActKind::Keep => panic!("{kind} is told by `reporting`"),
        ActKind::Watch | ActKind::Unwatch => panic!("{kind} is told by `watching`"),
        ActKind::Invite | ActKind::Uninvite => panic!("{kind} is told by `inviting`"),
        ActKind::Filters => panic!("{kind} is told by `filtering`"),
    }
}

/// All that acts can change.
async fn everything(server: &Server<'_>, database: &TestDatabase) -> (Vec<Value>, i64) {
    // In one number, since each look behind the server's back opens a connection.
    let counts = "SELECT (SELECT COUNT(*) FROM acts) + 1000 * (SELECT COUNT(*) FROM kept_texts)
        + 1000000 * (SELECT COUNT(*) FROM people WHERE muted_until IS NOT NULL OR banned_until IS NOT NULL)
        + 1000000000 * (SELECT COUNT(*) FROM people WHERE role = 'participant')";
    (server.api().history("?limit=200").await, database.number(counts).await)
}

pub(super) async fn every_act_of_every_role_on_every_role(database: &TestDatabase) {
    let server = Server::on(database).await;
    // A removal before what is to be restored, and so on: each finds something to do.
    let order = [
        ActKind::Mute,
        ActKind::Unmute,
        ActKind::Remove,
        ActKind::Restore,
        ActKind::Erase,
        ActKind::Clear,
        ActKind::Ban,
        ActKind::Unban,
        ActKind::Role,
    ];
    let elsewhere = [
        ActKind::Switch,
        ActKind::Pin,
        ActKind::Unpin,
        ActKind::Approve,
        ActKind::Reject,
        ActKind::Keep,
        ActKind::Invite,
        ActKind::Uninvite,
        ActKind::Filters,
        ActKind::Watch,
        ActKind::Unwatch,
    ];
    assert!(ActKind::ALL.iter().all(|kind| order.contains(kind) != elsewhere.contains(kind)), "each in one of the two");
    for by_role in ROLES {
        let by = server.somebody(&format!("The acting {by_role}"), by_role).await;
        for on_role in ROLES {
            let mut on = server.somebody(&format!("The {on_role} beneath {by_role}"), on_role).await;
            let message =
                on.says(&format!("said by {on_role} to {by_role}")).await["id"].as_str().expect("an id").to_owned();
            for kind in order {
                let may = kind.may(by_role, on_role);
                let before = everything(&server, database).await;
                let answer = asks(&by.api, kind, &on, &message).await;
                let after = everything(&server, database).await;
                let what = format!("{by_role} {kind} {on_role}: {}", answer.text);
                if may {
                    assert_eq!(answer.status, 200, "{what}");
                    assert_ne!(after, before, "{what}");
                    let again = asks(&by.api, kind, &on, &message).await;
                    assert_eq!(again.status, 200, "again: {what}");
                } else {
                    answer.refuses(403, "forbidden");
                    assert_eq!(after, before, "{what}");
                }
            }
        }
        let message = "019a0000-0000-7000-8000-000000000000";
        for kind in order {
            let on_self = asks(&by.api, kind, &by, message).await;
            assert!([403, 404].contains(&on_self.status), "{by_role} {kind} themselves: {}", on_self.text);
        }
    }
    let reader = server.participant("Somebody").await;
    for kind in order {
        let message = "019a0000-0000-7000-8000-000000000000";
        asks(&server.api(), kind, &reader, message).await.refuses(401, "not_joined");
    }
}

pub(super) async fn a_ban_closes_sockets_and_token_on_every_node(database: &TestDatabase) {
    let (here, there) = (Server::on(database).await, Server::on(database).await);
    let (mia, mut alice) = (here.moderator("Mia").await, here.participant("Alice").await);
    let mut elsewhere = alice.again(&there).await;
    let mut events = EventReader::open(&there, Some(&alice.token), None).await;
    events.frame("welcome").await;
    let reason = json!({ "for_ms": 3_600_000, "reason": "flooding" });
    let banned = mia.api.puts(&alice.at("ban"), &reason).await.gives(200);
    assert_eq!((&banned["on"]["banned"], &banned["act"]["kind"]), (&json!(true), &json!("ban")), "{banned}");
    assert_eq!(banned["act"]["until"], "2012-11-03T06:00:00.000Z");
    alice.api.get("/me").await.refuses(403, "banned");
    let notice = alice.is_told("ban").await;
    assert_eq!((&notice["reason"], &notice["until"]), (&json!("flooding"), &banned["act"]["until"]));
    assert!(!notice.to_string().contains("Mia"), "not by whom: {notice}");
    for socket in [&mut *alice, &mut *elsewhere] {
        socket.is_refused("banned").await;
        socket.is_closed_with(4003).await;
    }
    assert_eq!(events.frame("notice").await["notice"]["kind"], "ban");
    assert_eq!(events.frame("error").await["code"], "banned");
    assert_eq!(events.next().await, Came::End);
    for server in [&here, &there] {
        let api = server.api().with_token(&alice.token);
        let refused = api.post("/rooms/main/messages", &json!({ "nonce": "nonce-of-alice", "text": "hi" })).await;
        assert_eq!(refused.refuses(403, "banned")["retry_after_ms"], 3_600_000);
        let mut again = server.stream().await;
        again.sends(&hello(Some(&alice.token), None)).await;
        assert_eq!(again.awaits("an error", |frame| frame["type"] == "error").await["code"], "banned");
        assert_eq!(again.is_closed().await, 4003);
    }
    let restarted = here.restart().await;
    restarted.api().with_token(&alice.token).get("/me").await.refuses(403, "banned");
    let mia = restarted.api().with_token(&mia.token);
    let free = mia.delete(&alice.at("ban")).await.gives(200);
    assert_eq!((&free["on"]["banned"], &free["act"]["undoes"]), (&json!(false), &banned["act"]["number"]));
    let mut alice = alice.again(&restarted).await;
    alice.says("back again").await;
    mia.puts(&alice.at("ban"), &json!({})).await.gives(200);
    alice.is_closed_with(4003).await;
    restarted.clock.advance(Duration::from_secs(300 * 365 * 24 * 60 * 60));
    let refused = restarted.api().with_token(&alice.token).get("/me").await.refuses(403, "banned");
    assert_eq!(refused.get("retry_after_ms"), None, "for good");
}

pub(super) async fn a_mute_is_told_and_ends(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mia, mut alice, mut bob) =
        (server.moderator("Mia").await, server.participant("Alice").await, server.participant("Bob").await);
    let muted = mia.api.puts(&alice.at("mute"), &json!({ "for_ms": 60_000, "reason": "shouting" })).await.gives(200);
    let notice = alice.is_told("mute").await;
    assert_eq!((&notice["until"], &notice["reason"]), (&json!("2012-11-03T05:01:00.000Z"), &json!("shouting")));
    assert_eq!(muted["on"]["muted_until"], notice["until"]);
    assert_eq!(alice.may_not_say("hello?", "muted").await["retry_after_ms"], 60_000);
    let me = alice.api.get("/me").await.gives(200);
    assert_eq!((&me["muted_until"], &me["notices"][0]["act"]), (&notice["until"], &notice["act"]));
    bob.says("the others go on").await;
    server.clock.advance(Duration::from_secs(60));
    alice.says("free to speak").await;
    assert_eq!(alice.api.get("/me").await.gives(200)["muted_until"], Value::Null);
    mia.api.puts(&alice.at("mute"), &json!({ "for_ms": 60_000 })).await.gives(200);
    alice.may_not_say("hello?", "muted").await;
    let free = mia.api.delete(&alice.at("mute")).await.gives(200);
    assert_eq!(free["act"]["kind"], "unmute");
    alice.is_told("unmute").await;
    alice.says("free again").await;
    assert!(mia.api.delete(&alice.at("mute")).await.gives(200).get("act").is_none(), "again there is nothing to do");
    bob.sees("free again").await;
    assert!(bob.stream.looks_ahead().iter().all(|frame| frame["type"] != "notice"), "nobody else is told");
}

pub(super) async fn a_dismissed_moderator_is_what_they_are_now(database: &TestDatabase) {
    let server = Server::on(database).await;
    let olga = server.somebody("Olga", Role::Organiser).await;
    let (mut mia, mut alice) = (server.participant("Mia").await, server.participant("Alice").await);
    let posted = alice.says("not a nice thing").await;
    let path = format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"));
    mia.api.delete(&path).await.refuses(403, "forbidden");
    let appointed = olga.api.puts(&mia.at("role"), &json!({ "role": "moderator" })).await.gives(200);
    assert_eq!(
        (&appointed["act"]["role_before"], &appointed["on"]["person"]["role"]),
        (&json!("guest"), &json!("moderator"))
    );
    assert_eq!(mia.is_told("role").await["role"], "moderator");
    assert_eq!(mia.api.get("/me").await.gives(200)["you"]["role"], "moderator");
    mia.removes(&posted).await;
    mia.api.post(&format!("{path}/restore"), &json!({})).await.gives(200);
    mia.api.get("/acts").await.gives(200);

    olga.api.puts(&mia.at("role"), &json!({ "role": "participant" })).await.gives(200);
    mia.sends(&removal(&posted)).await;
    mia.is_refused("forbidden").await;
    mia.api.delete(&path).await.refuses(403, "forbidden");
    mia.api.puts(&alice.at("mute"), &json!({ "for_ms": 60_000 })).await.refuses(403, "forbidden");
    mia.api.get("/acts").await.refuses(403, "forbidden");
    assert_eq!(server.api().history("").await[0]["text"], "not a nice thing");
    // What is written from now on shows the new role.
    mia.says("as everybody").await;
    assert_eq!(alice.sees("as everybody").await["author"]["role"], "participant");
    olga.api.puts(&mia.at("role"), &json!({ "role": "organiser" })).await.refuses(403, "forbidden");
    olga.api.puts(&mia.at("role"), &json!({ "role": "king" })).await.refuses(400, "bad_frame");
}

pub(super) async fn what_is_done_is_undone_by_its_number(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (olga, mut mia) = (server.somebody("Olga", Role::Organiser).await, server.moderator("Mia").await);
    let mut alice = server.participant("Alice").await;
    let undo = async |api: &Api, act: &Value| api.post(&format!("/acts/{}/undo", act["number"]), &json!({})).await;
    let mute = async |for_ms: u64| {
        mia.api.puts(&alice.at("mute"), &json!({ "for_ms": for_ms })).await.gives(200)["act"].take()
    };
    let (first, second) = (mute(60_000).await, mute(120_000).await);
    undo(&mia.api, &first).await.refuses(403, "forbidden");
    let undone = undo(&mia.api, &second).await.gives(200);
    assert_eq!(undone["on"]["muted_until"], first["until"], "as it was before");
    assert_eq!(undone["act"]["undoes"], second["number"]);
    assert_eq!(undo(&mia.api, &second).await.gives(200)["act"], undone["act"], "again is the same");
    assert!(undo(&mia.api, &first).await.gives(200)["on"].get("muted_until").is_none());

    let posted = alice.says("not so bad").await;
    mia.removes(&posted).await;
    let removal = mia.api.get("/acts?limit=1").await.gives(200)["acts"][0].take();
    assert_eq!((&removal["kind"], &removal["message"]), (&json!("remove"), &posted["id"]));
    undo(&alice.api, &removal).await.refuses(403, "forbidden");
    let restored = undo(&mia.api, &removal).await.gives(200);
    assert_eq!((&restored["act"]["kind"], &restored["act"]["undoes"]), (&json!("restore"), &removal["number"]));
    alice.sees("not so bad").await;
    let erase = format!("/rooms/main/messages/{}/erase", posted["id"].as_str().expect("an id"));
    mia.api.post(&erase, &json!({})).await.gives(200);
    let erased = mia.api.get("/acts?limit=1").await.gives(200)["acts"][0].take();
    undo(&mia.api, &erased).await.refuses(403, "forbidden");

    let appointed = olga.api.puts(&alice.at("role"), &json!({ "role": "moderator" })).await.gives(200);
    undo(&mia.api, &appointed["act"]).await.refuses(403, "forbidden");
    assert_eq!(undo(&olga.api, &appointed["act"]).await.gives(200)["on"]["person"]["role"], "guest");
    mia.api.post("/acts/999/undo", &json!({})).await.refuses(404, "not_found");
    mia.api.post("/acts/first/undo", &json!({})).await.refuses(404, "not_found");
}

pub(super) async fn the_log_of_acts_is_filtered_paged_and_exported(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (olga, mia) = (server.somebody("Olga", Role::Organiser).await, server.moderator("=Mia()").await);
    let (alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let posted = bob.says("where the safe house is").await;
    for (by, on, for_ms) in [(&mia, &alice, 60_000), (&olga, &alice, 120_000), (&mia, &bob, 60_000)] {
        by.api.puts(&on.at("mute"), &json!({ "for_ms": for_ms, "reason": "-5, \"off\"" })).await.gives(200);
        server.clock.advance(Duration::from_secs(1));
    }
    mia.api.delete(&format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"))).await.gives(200);
    let id = |person: &Participant| person.you["id"].as_str().expect("an id").to_owned();
    for (query, numbers) in [
        (String::new(), vec![4, 3, 2, 1]),
        (format!("?actor={}", id(&mia)), vec![4, 3, 1]),
        (format!("?person={}", id(&bob)), vec![4, 3]),
        (format!("?person={}&kind=mute", id(&bob)), vec![3]),
        ("?since=2012-11-03T05:00:02Z".to_owned(), vec![4, 3]),
        ("?before=4&limit=2".to_owned(), vec![3, 2]),
    ] {
        let page = mia.api.get(&format!("/acts{query}")).await.gives(200);
        let found: Vec<_> = page["acts"].as_array().expect("a list").iter().map(|act| act["number"].clone()).collect();
        assert_eq!(json!(found), json!(numbers), "{query}");
        assert_eq!(page["before"], if query.contains("limit") { json!(2) } else { Value::Null }, "{query}");
    }
    let all = mia.api.get("/acts").await.gives(200)["acts"].take();
    let lines = mia.api.get("/acts?format=jsonl").await;
    assert_eq!(lines.header("content-type"), "application/jsonl");
    let read: Vec<Value> = lines.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(json!(read), all);
    let csv = mia.api.get("/acts?format=csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.text.lines().count(), 5, "{}", csv.text);
    assert!(csv.text.contains("\"'=Mia()\"") && csv.text.contains("\"'-5, \"\"off\"\"\""), "{}", csv.text);
    for text in [&all.to_string(), &lines.text, &csv.text] {
        assert!(!text.contains("safe house"), "{text}");
    }
    for (api, status, code) in [(&bob.api, 403, "forbidden"), (&server.api(), 401, "not_joined")] {
        api.get("/acts").await.refuses(status, code);
        api.get("/acts?format=csv").await.refuses(status, code);
    }
    for query in ["?kind=shout", "?actor=me", "?since=now", "?before=x", "?limit=0", "?format=xml", "?page=2"] {
        mia.api.get(&format!("/acts{query}")).await.refuses(400, "bad_frame");
    }
}

pub(super) async fn acts_that_make_no_sense_change_nothing(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mia, alice) = (server.moderator("Mia").await, server.participant("Alice").await);
    for (path, body) in [
        ("mute", json!({})),
        ("mute", json!({ "for_ms": -1 })),
        ("mute", json!({ "for_ms": 60_000, "forever": true })),
        ("mute", json!({ "for_ms": 60_000, "reason": "x".repeat(201) })),
        ("mute", json!({ "for_ms": 60_000, "nonce": "short" })),
        ("role", json!({})),
    ] {
        mia.api.puts(&alice.at(path), &body).await.refuses(400, "bad_frame");
    }
    for body in [
        json!({}),
        json!({ "last_ms": 60_000, "then": { "act": "mute" } }),
        json!({ "last_ms": 60_000, "then": { "act": "shame" } }),
    ] {
        mia.api.post(&alice.at("clear"), &body).await.refuses(400, "bad_frame");
    }
    // Times that acts are not for.
    for (path, for_ms) in [("mute", 999), ("mute", 365 * DAY_MS + 1), ("ban", 0)] {
        mia.api.puts(&alice.at(path), &json!({ "for_ms": for_ms })).await.refuses(403, "forbidden");
    }
    for body in [
        json!({ "last_ms": 0 }),
        json!({ "last_ms": DAY_MS + 1 }),
        json!({ "last_ms": 60_000, "then": { "act": "ban", "for_ms": 1 } }),
    ] {
        mia.api.post(&alice.at("clear"), &body).await.refuses(403, "forbidden");
    }
    let nobody = "/people/019a0000-0000-7000-8000-000000000000/ban";
    mia.api.puts(nobody, &json!({})).await.refuses(404, "not_found");
    mia.api.puts("/people/alice/ban", &json!({})).await.refuses(404, "not_found");
    // Somebody of another event.
    let mut other = server.event.clone();
    other.slug = "another".parse().expect("a short name");
    other.id = social_stream::domain::EventId(uuid::Uuid::from_u128(7));
    for (index, room) in (8..).zip(&mut other.rooms) {
        room.id = social_stream::domain::RoomId(uuid::Uuid::from_u128(index));
    }
    server.store.import_event(&other, &crate::support::world::SeededRandom::new(77)).await.expect("imported");
    let joined = server.api().of("another").joins("Zoe", None).await;
    let zoe = format!("/people/{}/ban", joined["you"]["id"].as_str().expect("an id"));
    mia.api.puts(&zoe, &json!({})).await.refuses(403, "forbidden");
    mia.api.of("another").puts(&zoe, &json!({})).await.refuses(401, "not_joined");
    assert_eq!(database.number("SELECT COUNT(*) FROM acts").await, 0);
    let free = "SELECT COUNT(*) FROM people WHERE muted_until IS NULL AND banned_until IS NULL AND cleared_at IS NULL";
    assert_eq!(database.number(free).await, 3);
    let mut reader = Reader::enter(server.stream().await, None, None).await;
    reader.sends(&post("by nobody")).await;
    reader.is_refused("not_joined").await;
}

pub(super) async fn acts_over_the_stream_come_to_the_same(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut olga, mut mia) = (server.somebody("Olga", Role::Organiser).await, server.moderator("Mia").await);
    let mut alice = server.participant("Alice").await;
    let said = alice.says("first").await;
    let id = alice.you["id"].clone();

    let muted = mia.acts(json!({ "act": "mute", "person": id, "for_ms": 60_000 })).await;
    assert_eq!((&muted["act"]["kind"], &muted["on"]["person"]["name"]), (&json!("mute"), &json!("Alice")), "{muted}");
    alice.may_not_say("hello?", "muted").await;
    alice.is_told("mute").await;
    let undone = mia.acts(json!({ "act": "undo", "number": muted["act"]["number"] })).await;
    assert_eq!(undone["act"]["undoes"], muted["act"]["number"], "{undone}");
    alice.is_told("unmute").await;

    assert_eq!(mia.acts(json!({ "act": "pin", "id": said["id"] })).await["seq"], 2);
    let held = mia.acts(json!({ "act": "switch", "hold": "everybody", "links": false })).await;
    assert_eq!(held["seq"], 3, "{held}");
    assert_eq!(mia.acts(json!({ "act": "switch", "hold": "everybody" })).await["seq"], 3, "again changes nothing");
    alice.sends(&post("may I?")).await;
    let waits = mia.stream.awaits("what waits", |frame| frame["type"] == "held" && frame["held"] != json!([])).await;
    let waiting = waits["held"][0]["id"].clone();
    let judged = olga.acts(json!({ "act": "approve", "id": waiting })).await["judged"].clone();
    assert_eq!((&judged["approved"], &judged["by"]), (&json!(true), &olga.you["id"]), "{judged}");
    let second = mia.acts(json!({ "act": "reject", "id": waiting })).await["judged"].clone();
    assert_eq!(second, judged, "the second is told what the first did");
    alice.sees("may I?").await;

    mia.acts(json!({ "act": "switch", "hold": "nobody" })).await;
    alice.says("flood").await;
    let cleared = mia.acts(json!({ "act": "clear", "person": id, "last_ms": 60_000, "then": { "act": "ban" } })).await;
    assert_eq!((&cleared["act"]["messages"], &cleared["on"]["banned"]), (&json!(3), &json!(true)), "{cleared}");
    alice.is_closed_with(4003).await;
    olga.acts(json!({ "act": "unban", "person": id })).await;
    let mut alice = alice.again(&server).await;
    let appointed = olga.acts(json!({ "act": "role", "person": id, "role": "moderator" })).await;
    assert_eq!(appointed["on"]["person"]["role"], "moderator", "{appointed}");
    // Who may not is refused, and so is what makes no sense; nothing is changed.
    let before = everything(&server, database).await;
    for (ask, code) in [
        (json!({ "act": "mute", "person": mia.you["id"], "for_ms": 60_000 }), "forbidden"),
        (json!({ "act": "role", "person": mia.you["id"], "role": "guest" }), "forbidden"),
        (json!({ "act": "mute", "person": id, "for_ms": 1 }), "forbidden"),
        (json!({ "act": "switch", "slow_mode_ms": 3_600_001 }), "forbidden"),
        (json!({ "act": "undo", "number": 999 }), "not_found"),
        (json!({ "act": "approve", "id": said["id"] }), "not_found"),
        (json!({ "act": "shame", "person": id }), "bad_frame"),
    ] {
        alice.sends(&act(&ask)).await;
        alice.is_refused(code).await;
    }
    let mut bob = server.participant("Bob").await;
    for ask in [
        json!({ "act": "ban", "person": alice.you["id"] }),
        json!({ "act": "undo", "number": 1 }),
        json!({ "act": "switch", "calm": true }),
        json!({ "act": "pin", "id": said["id"] }),
        json!({ "act": "reject", "id": said["id"] }),
    ] {
        bob.sends(&act(&ask)).await;
        bob.is_refused("forbidden").await;
    }
    let mut reader = server.reader().await;
    reader.sends(&act(&json!({ "act": "undo", "number": 1 }))).await;
    reader.is_refused("not_joined").await;
    assert_eq!(everything(&server, database).await, before);
}
