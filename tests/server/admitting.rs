//! How fast people join from one network, and whom the server takes for one.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use social_stream::domain::Pace;

use crate::support::{api::Answer, databases::TestDatabase, server::Server};

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
    let server = Server::admitting(database, Pace { burst: 3, interval: Duration::from_secs(2) }).await;
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
