//! How fast people join from one network, and whom the server takes for one.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use social_stream::domain::{Clock, Pace, Role};

use crate::support::{actors::Participant, api::Answer, databases::TestDatabase, server::Server};

/// A network of IPv6 and others beside it.
const VENUE: &str = "2001:db8:0:1::7";
const SAME_VENUE: &str = "2001:db8:0:1:ffff::8";
const ELSEWHERE: &str = "2001:db8:0:2::7";

/// Tries to join as somebody whom the proxy saw at an address. What stands left of it is the client's own saying.
async fn joins(server: &Server<'_>, said: &str, from: &str, name: &str) -> Answer {
    let request = server.api().call(Method::POST, "/join").json(&json!({ "name": name }));
    Answer::to(request.header("x-forwarded-for", format!("{said}{from}"))).await
}

fn wait(refused: &Answer) -> Value {
    assert_eq!(refused.header("retry-after"), "2");
    refused.refuses(429, "slow_down")["retry_after_ms"].clone()
}

pub(super) async fn a_burst_joins_from_one_network_and_then_one_at_a_time(database: &TestDatabase) {
    let server = Server::admitting(database, Pace { burst: 3, interval: Duration::from_secs(2) }, |_| ()).await;
    for (from, name) in [(VENUE, "Alice"), (SAME_VENUE, "Bob"), (VENUE, "Carol")] {
        joins(&server, "", from, name).await.gives(201);
    }
    // No address one says oneself to be of changes anything, one that is let in, a proxy's or none.
    for said in ["", "2001:db8:0:2::7, ", "127.0.0.1, ", "unknown, ", "\", for=\"192.0.2.1\", "] {
        assert_eq!(wait(&joins(&server, said, VENUE, "Dave").await), 2_000, "{said}");
    }
    joins(&server, "", ELSEWHERE, "Erin").await.gives(201);
    // The plain page is the same door.
    let form = "do=join&name=Dave&key=a-key-of-this-form";
    let page = format!("/e/{}/main/plain", server.event.slug);
    let by_form = async |from: &str| {
        let request = server.api().request(Method::POST, &page).header("x-forwarded-for", from);
        Answer::to(request.header("content-type", "application/x-www-form-urlencoded").body(form)).await
    };
    let refused = by_form(VENUE).await;
    assert_eq!(refused.status, 429, "{}", refused.text);
    assert!(refused.text.contains("2 seconds"), "{}", refused.text);
    server.clock.advance(Duration::from_secs(2));
    assert_eq!(by_form(VENUE).await.status, 200);
    assert_eq!(wait(&joins(&server, "", SAME_VENUE, "Frank").await), 2_000);
    // Nobody there is let in because a moderator's link is tried out.
    let guess = json!({ "name": "Frank", "invite": "a-guess" });
    let request = server.api().call(Method::POST, "/join").json(&guess).header("x-forwarded-for", VENUE);
    assert_eq!(wait(&Answer::to(request).await), 2_000);
    assert_eq!(database.number("SELECT COUNT(*) FROM people").await, 5);
}

const ALL_AT_ONCE: Pace = Pace { burst: 1, interval: Duration::ZERO };

const HOUR: Duration = Duration::from_secs(3_600);

/// A server of an event whose bans may be of networks as well, for a day.
async fn banning(database: &TestDatabase) -> Server<'_> {
    Server::admitting(database, ALL_AT_ONCE, |event| event.settings.network_bans = 24 * HOUR).await
}

/// Somebody who joins from there.
async fn guest(server: &Server<'_>, from: &str, name: &str) -> Participant {
    Participant::enter(server, joins(server, "", from, name).await.gives(201), "main").await
}

pub(super) async fn a_ban_keeps_new_guests_of_one_network_out_for_a_while(database: &TestDatabase) {
    let (here, there) = (banning(database).await, banning(database).await);
    let mia = here.moderator("Mia").await;
    let (alice, mut bob) = (guest(&here, VENUE, "Alice").await, guest(&here, SAME_VENUE, "Bob").await);
    assert_eq!(here.api().get("").await.gives(200)["network_bans_ms"], 86_400_000);
    let ban = json!({ "network": true, "for_ms": 3_600_000 });
    let banned = mia.api.puts(&alice.at("ban"), &ban).await.gives(200);
    assert_eq!(banned["act"]["network_until"], "2012-11-03T06:00:00.000Z", "as long as the ban at most: {banned}");
    for server in [&here, &there] {
        let refused = joins(server, "", SAME_VENUE, "Carol").await;
        refused.refuses(403, "forbidden");
        assert!(refused.text.contains("by invitation"), "{}", refused.text);
    }
    joins(&there, "", ELSEWHERE, "Dave").await.gives(201);
    bob.says("who is here stays").await;
    let code = here.invite(Role::Participant, 1, None).await;
    let invited = json!({ "name": "Paula", "invite": code });
    let invited = there.api().call(Method::POST, "/join").header("x-forwarded-for", VENUE).json(&invited);
    assert_eq!(Answer::to(invited).await.gives(201)["you"]["role"], "participant");

    // For good is a day, for a network: also over midnight, when the secret is another.
    let for_good = json!({ "last_ms": 60_000, "then": { "act": "ban", "network": true } });
    let cleared = mia.api.post(&alice.at("clear"), &for_good).await.gives(200);
    assert_eq!(cleared["act"]["network_until"], "2012-11-04T05:00:00.000Z", "{cleared}");
    here.clock.advance(20 * HOUR);
    joins(&here, "", VENUE, "Erin").await.refuses(403, "forbidden");
    here.clock.advance(4 * HOUR);
    joins(&here, "", VENUE, "Erin").await.gives(201);

    // Bob is of the day before, and what was done about him is taken back in each of the ways.
    let network = json!({ "network": true });
    for undo in ["unban", "undo", "another ban"] {
        let banned = mia.api.puts(&bob.at("ban"), &network).await.gives(200);
        assert!(banned["act"]["network_until"].is_string(), "{undo}: {banned}");
        assert!(mia.api.puts(&bob.at("ban"), &network).await.gives(200).get("act").is_none(), "again is nothing");
        joins(&here, "", VENUE, "Frank").await.refuses(403, "forbidden");
        let taken_back = match undo {
            "unban" => mia.api.delete(&bob.at("ban")).await,
            "undo" => mia.api.post(&format!("/acts/{}/undo", banned["act"]["number"]), &json!({})).await,
            _ => mia.api.puts(&bob.at("ban"), &json!({})).await,
        };
        assert!(taken_back.gives(200)["act"].is_object(), "{undo}");
        joins(&here, "", VENUE, &format!("After {undo}")).await.gives(201);
    }
}

pub(super) async fn networks_are_kept_out_only_where_the_event_says_so(database: &TestDatabase) {
    let server = Server::admitting(database, ALL_AT_ONCE, |_| ()).await;
    let (mut mia, alice) = (server.moderator("Mia").await, guest(&server, VENUE, "Alice").await);
    let ban = json!({ "network": true });
    mia.api.puts(&alice.at("ban"), &ban).await.refuses(403, "forbidden");
    mia.sends(&crate::support::actors::act(&json!({ "act": "ban", "person": alice.you["id"], "network": true }))).await;
    mia.is_refused("forbidden").await;
    alice.api.get("/me").await.gives(200);
    joins(&server, "", VENUE, "Bob").await.gives(201);
    assert_eq!(server.api().get("").await.gives(200).get("network_bans_ms"), None);
    let known = "SELECT (SELECT COUNT(*) FROM networks) + (SELECT COUNT(*) FROM network_secrets)";
    assert_eq!(database.number(known).await, 0, "where nobody's network is banned, nobody's is known");
}

pub(super) async fn what_is_known_of_a_network_is_gone_after_three_days(database: &TestDatabase) {
    let server = banning(database).await;
    let mia = server.moderator("Mia").await;
    let [alice, bob] = [("Alice", "198.51.100.7"), ("Bob", VENUE)].map(|(name, from)| guest(&server, from, name));
    let (alice, bob) = (alice.await, bob.await);
    mia.api.puts(&alice.at("ban"), &json!({ "network": true })).await.gives(200);
    if let Some(files) = database.files() {
        let holds = |what: &[u8]| files.windows(what.len()).any(|found| found == what);
        for address in [&b"198.51.100"[..], &[198, 51, 100, 7], &[0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 1], b"2001:db8"] {
            assert!(!holds(address), "{address:?}");
        }
        assert!(holds(b"Alice"), "what is stored is found so");
    }
    let mut known = Vec::new();
    for _ in 0..4 {
        server.store.erase_networks(server.clock.now()).await.expect("it is erased");
        let mut counts = Vec::new();
        for table in ["network_bans", "networks", "network_secrets"] {
            counts.push(database.number(&format!("SELECT COUNT(*) FROM {table}")).await);
        }
        known.push(counts);
        server.clock.advance(24 * HOUR);
    }
    // Mia came from this machine, which is a network too.
    assert_eq!(known, [[1, 3, 1], [0, 3, 1], [0, 0, 1], [0, 0, 0]]);
    let banned = mia.api.puts(&bob.at("ban"), &json!({ "network": true })).await.gives(200);
    assert_eq!(banned["act"].get("network_until"), None, "who joined long ago is banned alone: {banned}");
}
