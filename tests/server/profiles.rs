//! What those who keep a room know of a person, and what participants never learn.

use std::time::Duration;

use serde_json::{Value, json};
use social_stream::domain::Role;

use crate::support::{
    actors::{Participant, Reader, nonce},
    databases::TestDatabase,
    events::EventReader,
    server::Server,
};

fn page_of(person: &Participant) -> String {
    format!("/people/{}", person.you["id"].as_str().expect("an id"))
}

async fn remarks_of(by: &Participant, on: &Participant, query: &str) -> Value {
    by.api.get(&on.at(&format!("messages{query}"))).await.gives(200)
}

pub(super) async fn a_persons_page_is_for_those_who_keep_the_room(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (olga, mia) = (server.somebody("Olga", Role::Organiser).await, server.moderator("Mia").await);
    server.clock.advance(Duration::from_secs(1));
    let mut alice = server.participant("Älice Łee").await;
    let paula = server.somebody("Paula", Role::Participant).await;
    alice.says("hello").await;
    mia.api.puts(&alice.at("mute"), &json!({ "for_ms": 60_000, "reason": "shouting" })).await.gives(200);

    let found = mia.api.get("/people?q=alice").await.gives(200);
    let expected = json!({ "people": [{
        "person": alice.you, "muted_until": "2012-11-03T05:01:01.000Z", "banned": false,
        "joined_at": "2012-11-03T05:00:01.000Z", "messages": 1,
    }] });
    assert_eq!(found, expected);
    let all = olga.api.get("/people?limit=3").await.gives(200);
    assert_eq!(all["people"].as_array().map(Vec::len), Some(3));
    let rest = olga.api.get(&format!("/people?limit=3&before={}", all["before"].as_str().expect("more"))).await;
    let rest = rest.gives(200);
    assert_eq!((rest["people"].as_array().map(Vec::len), rest.get("before")), (Some(1), None), "{rest}");

    let page = mia.api.get(&page_of(&alice)).await.gives(200);
    assert_eq!((&page["person"], &page["messages"], &page["notes"]), (&alice.you, &json!(1), &json!([])));
    assert_eq!((&page["acts"][0]["kind"], &page["acts"][0]["by"]["name"]), (&json!("mute"), &json!("Mia")));
    assert_eq!(page["muted_until"], page["acts"][0]["until"]);

    let note = json!({ "text": "a note" });
    let nobody = "/people/019a0000-0000-7000-8000-000000000000";
    for (api, status, code) in
        [(&alice.api, 403, "forbidden"), (&paula.api, 403, "forbidden"), (&server.api(), 401, "not_joined")]
    {
        for path in ["/people", &page_of(&alice), &page_of(&paula), nobody, &alice.at("messages"), "/watches"] {
            api.get(path).await.refuses(status, code);
        }
        api.post(&alice.at("notes"), &note).await.refuses(status, code);
        api.delete(&alice.at("notes/019a0000-0000-7000-8000-000000000000")).await.refuses(status, code);
    }
    for path in [nobody, &format!("{nobody}/messages"), "/people/alice"] {
        mia.api.get(path).await.refuses(404, "not_found");
    }
    mia.api.post(&format!("{nobody}/notes"), &note).await.refuses(404, "not_found");
    for query in ["?q=%CC%81", "?limit=51", "?limit=0", "?before=alice", "?name=alice"] {
        mia.api.get(&format!("/people{query}")).await.refuses(400, "bad_frame");
        server.clock.advance(Duration::from_secs(1));
    }
    mia.api.get(&format!("/people?q={}", "x".repeat(101))).await.refuses(400, "bad_frame");
    for query in ["?limit=51", "?before=first", "?q=hello"] {
        mia.api.get(&alice.at(&format!("messages{query}"))).await.refuses(400, "bad_frame");
    }

    // Somebody of another event is nobody here.
    let mut other = server.event.clone();
    other.slug = "another".parse().expect("a short name");
    other.id = social_stream::domain::EventId(uuid::Uuid::from_u128(7));
    for (index, room) in (8..).zip(&mut other.rooms) {
        room.id = social_stream::domain::RoomId(uuid::Uuid::from_u128(index));
    }
    server.store.import_event(&other, &crate::support::world::SeededRandom::new(77)).await.expect("imported");
    let joined = server.api().of("another").joins("Zoe", None).await;
    let zoe = format!("/people/{}", joined["you"]["id"].as_str().expect("an id"));
    mia.api.get(&zoe).await.refuses(404, "not_found");
    mia.api.get(&format!("{zoe}/messages")).await.refuses(404, "not_found");
    mia.api.post(&format!("{zoe}/notes"), &note).await.refuses(403, "forbidden");
    mia.api.of("another").get(&zoe).await.refuses(401, "not_joined");
    assert_eq!(mia.api.get("/people?q=zoe").await.gives(200)["people"], json!([]));
    assert_eq!(database.number("SELECT COUNT(*) FROM notes").await, 0);

    // Searches have the pace of searches.
    let mut refused = None;
    for _ in 0..10 {
        let answer = olga.api.get("/people?q=paula").await;
        if answer.status != 200 {
            refused = Some(answer);
            break;
        }
    }
    refused.expect("a bound").refuses(429, "slow_down");
}

pub(super) async fn what_somebody_wrote_is_read_until_its_window_is_over(database: &TestDatabase) {
    let server = Server::with(database, |event| event.settings.restore_window = Duration::from_secs(600)).await;
    let (mut alice, mut mia) = (server.participant("Alice").await, server.moderator("Mia").await);
    let hello = alice.says("hello").await;
    server.clock.advance(Duration::from_millis(1));
    let side = json!({ "nonce": nonce(), "text": "elsewhere" });
    alice.api.post("/rooms/side/messages", &side).await.gives(201);
    server.clock.advance(Duration::from_millis(1));
    let insult = alice.says("where the safe house is").await;
    server.clock.advance(Duration::from_millis(1));
    let slip = alice.says("her own slip").await;
    mia.removes(&insult).await;
    alice.removes(&slip).await;
    mia.api.patch("/rooms/main", &json!({ "hold": "everybody" })).await.gives(200);
    server.clock.advance(Duration::from_millis(1));
    let held = alice.says("may I?").await;

    let page = remarks_of(&mia, &alice, "").await;
    let told = page["messages"].as_array().expect("a list");
    assert_eq!(page.get("before"), None);
    assert_eq!((&told[0]["held"]["id"], &told[0]["held"]["text"]), (&held["id"], &json!("may I?")));
    assert_eq!((told[0].get("message"), &told[0]["room"]), (None, &json!("main")));
    assert_eq!((&told[1]["message"]["removed"], told[1].get("kept")), (&json!(true), None), "her own to take back");
    let kept = json!({
        "text": "where the safe house is", "at": "2012-11-03T05:00:00.002Z", "until": "2012-11-03T05:10:00.003Z"
    });
    assert_eq!((&told[2]["message"]["removed"], &told[2]["kept"]), (&json!(true), &kept));
    assert_eq!(told[2]["message"].get("text"), None, "the message is its tombstone");
    assert_eq!((&told[3]["room"], &told[3]["message"]["text"]), (&json!("side"), &json!("elsewhere")));
    assert_eq!((&told[4]["message"]["id"], told.len()), (&hello["id"], 5));
    let first = remarks_of(&mia, &alice, "?limit=2").await;
    let before = first["before"].as_str().expect("there is more");
    let second = remarks_of(&mia, &alice, &format!("?limit=3&before={before}")).await;
    assert_eq!(second["messages"].as_array().expect("a list")[..], told[2..]);
    for api in [&alice.api, &server.api()] {
        assert!(!api.get(&alice.at("messages")).await.text.contains("safe house"));
    }

    server.clock.advance(Duration::from_secs(600));
    let over = remarks_of(&mia, &alice, "").await;
    assert!(!over.to_string().contains("safe house"), "{over}");
    assert_eq!((&over["messages"][2]["message"]["removed"], over["messages"][2].get("kept")), (&json!(true), None));
    // Erased, it is gone at once.
    let again = alice.again(&server).await;
    mia.api.patch("/rooms/main", &json!({ "hold": "nobody" })).await.gives(200);
    let mut alice = again;
    let other = alice.says("where the other safe house is").await;
    mia.removes(&other).await;
    assert!(remarks_of(&mia, &alice, "").await.to_string().contains("other safe house"));
    let erase = format!("/rooms/main/messages/{}/erase", other["id"].as_str().expect("an id"));
    mia.api.post(&erase, &json!({})).await.gives(200);
    assert!(!remarks_of(&mia, &alice, "").await.to_string().contains("safe house"));
}

pub(super) async fn notes_are_on_no_surface_of_participants(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (olga, mut mia) = (server.somebody("Olga", Role::Organiser).await, server.moderator("Mia").await);
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let note = json!({ "text": "  a spokesperson, be gentle\nand patient " });
    let written = mia.api.post(&alice.at("notes"), &note).await.gives(201);
    let expected = json!({
        "id": written["id"], "at": "2012-11-03T05:00:00.000Z", "by": { "id": mia.you["id"], "name": "Mia" },
        "text": "a spokesperson, be gentle\nand patient",
    });
    assert_eq!(written, expected);
    assert_eq!(olga.api.get(&page_of(&alice)).await.gives(200)["notes"], json!([expected]));
    for (text, code) in [("", "bad_text"), ("\u{7}", "bad_text"), (&"x".repeat(501), "too_long")] {
        mia.api.post(&alice.at("notes"), &json!({ "text": text })).await.refuses(422, code);
    }
    mia.api.post(&alice.at("notes"), &json!({ "text": "x", "by": "Olga" })).await.refuses(400, "bad_frame");
    mia.api.post(&mia.at("notes"), &note).await.refuses(403, "forbidden");

    // Everything that participants and others read, while something is done to her, too.
    mia.api.puts(&alice.at("mute"), &json!({ "for_ms": 1_000 })).await.gives(200);
    alice.is_told("mute").await;
    mia.api.delete(&alice.at("mute")).await.gives(200);
    alice.is_told("unmute").await;
    mia.says("all is well").await;
    for who in [None, Some(&alice), Some(&bob)] {
        let api = who.map_or_else(|| server.api(), |who| who.api.clone());
        for address in ["", "/me", "/rooms/main/messages", "/rooms/main/search?q=gentle", &page_of(&alice), "/people"] {
            assert!(!api.get(address).await.text.contains("gentle"), "{address}");
        }
        let token = who.map(|who| who.token.as_str());
        let reader = Reader::enter(server.stream().await, token, None).await;
        assert!(!reader.welcome.to_string().contains("gentle"));
        let mut events = EventReader::open(&server, token, None).await;
        assert!(!events.frame("welcome").await.to_string().contains("gentle"));
    }
    for page in ["/e/best-bits-2012", "/e/best-bits-2012/main/plain", "/e/best-bits-2012/moderate"] {
        assert!(!server.api().page(page).await.text.contains("gentle"), "{page}");
    }
    for who in [&mut alice, &mut bob] {
        who.sees("all is well").await;
        assert!(who.stream.looks_ahead().iter().all(|frame| !frame.to_string().contains("gentle")));
    }
    for export in ["/acts", "/acts?format=csv", "/acts?format=jsonl"] {
        assert!(!mia.api.get(export).await.text.contains("gentle"), "{export}");
    }

    // Also not of her who comes to keep the room herself.
    olga.api.puts(&alice.at("role"), &json!({ "role": "moderator" })).await.gives(200);
    assert_eq!(alice.api.get(&page_of(&alice)).await.gives(200)["notes"], json!([]));
    let at = alice.at(&format!("notes/{}", written["id"].as_str().expect("an id")));
    alice.api.delete(&at).await.refuses(403, "forbidden");
    olga.api.delete(&alice.at("notes/first")).await.refuses(404, "not_found");
    for _ in 0..2 {
        assert_eq!(mia.api.delete(&at).await.gives(200), json!({ "notes": [] }));
    }
    assert_eq!(database.number("SELECT COUNT(*) FROM notes").await, 0);
}

pub(super) async fn participants_are_told_by_whom_only_where_the_event_says_so(database: &TestDatabase) {
    for names in [false, true] {
        let server = Server::with(database, |event| event.settings.name_moderators = names).await;
        let (one, other) = if names { ("Mia Named", "Alma") } else { ("Mia Unnamed", "Alice") };
        let (mia, mut alice) = (server.moderator(one).await, server.participant(other).await);
        let mut events = EventReader::open(&server, Some(&alice.token), None).await;
        events.frame("welcome").await;
        // All that can be done to a room, to her messages and to her.
        let (pinned, gone) = (alice.says("pin me").await, alice.says("remove me").await);
        let at = |posted: &Value, what: &str| {
            format!("/rooms/main/messages/{}{what}", posted["id"].as_str().expect("an id"))
        };
        mia.api.put(&at(&pinned, "/pin")).await.gives(200);
        mia.api.puts("/rooms/main/session", &json!({ "slug": "inclusive-network" })).await.gives(200);
        mia.api.delete(&at(&gone, "")).await.gives(200);
        mia.api.put("/rooms/main/watch").await.gives(200);
        mia.api.patch("/rooms/main", &json!({ "hold": "guests" })).await.gives(200);
        let held = [alice.says("let me in").await, alice.says("and me").await];
        for (post, decision) in held.iter().zip(["approve", "reject"]) {
            let address = format!("/rooms/main/held/{}/{decision}", post["id"].as_str().expect("an id"));
            mia.api.post(&address, &json!({})).await.gives(200);
        }
        mia.api.puts(&alice.at("mute"), &json!({ "for_ms": 60_000 })).await.gives(200);
        mia.api.delete(&alice.at("mute")).await.gives(200);
        mia.api.post(&alice.at("clear"), &json!({ "last_ms": 60_000 })).await.gives(200);
        let by = |told: &Value| told.get("by").cloned();
        let expected = names.then(|| json!({ "id": mia.you["id"], "name": one }));
        for kind in ["pin", "remove", "approve", "reject", "mute", "unmute", "clear"] {
            assert_eq!(by(&alice.is_told(kind).await), expected, "{kind}");
            assert_eq!(by(&events.frame("notice").await["notice"]), expected, "{kind}");
        }
        for notice in alice.api.get("/me").await.gives(200)["notices"].as_array().expect("notices") {
            assert_eq!(by(notice), expected, "{notice}");
        }
        mia.api.put(&at(&pinned, "/pin")).await.refuses(404, "not_found");
        // And nothing else that she, or anybody, is shown names who keeps the room.
        let mut surfaces = Vec::new();
        for api in [&alice.api, &server.api()] {
            for address in ["", "/rooms/main/messages", "/rooms/main/sessions", "/rooms/main/search?q=me"] {
                surfaces.push(api.get(address).await.text);
            }
        }
        surfaces.push(alice.again(&server).await.welcome.to_string());
        surfaces.push(server.reader().await.welcome.to_string());
        surfaces.push(server.api().page("/e/best-bits-2012/main/plain").await.text);
        alice.stream.is_alive().await;
        surfaces.extend(alice.stream.looks_ahead().into_iter().map(Value::to_string));
        surfaces.extend(alice.stream.told.iter().map(Value::to_string));
        let id = mia.you["id"].as_str().expect("an id");
        for surface in surfaces {
            assert!(!surface.contains(one) && !surface.contains(id), "{surface}");
        }
        mia.api.patch("/rooms/main", &json!({ "hold": "nobody" })).await.gives(200);
        server.stop().await;
    }
}
