use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use crate::support::{
    actors::{Reader, hello, post},
    api::Api,
    databases::TestDatabase,
    process::{Process, lifts, runs},
    stream::Stream,
};

const STREAM: &str = "/api/v1/events/load/rooms/main/stream";

fn api(server: &Process) -> Api {
    Api::new(reqwest::Client::new(), format!("http://{}", server.address), "load".to_owned(), None)
}

pub(super) async fn sigterm_ends_it_well(database: &TestDatabase) {
    lifts(&database.url).await;
    let server = Process::serve(&database.url, None, &[]).await;
    let address = server.address;
    let joined = api(&server).joins("Alice", None).await;
    let token = joined["token"].as_str().expect("a token");
    let mut alice = Stream::open(address, STREAM, "Alice").await.expect("the upgrade");
    alice.sends(&hello(Some(token), None)).await;
    let posts: Vec<_> = (0..50).map(|number| post(&format!("in a hurry {number}"))).collect();
    for post in &posts {
        alice.sends(post).await;
    }
    alice.awaits("the first ack", |frame| frame["type"] == "ack").await;
    let begun = Instant::now();
    server.signal("TERM").await;
    assert_eq!(alice.is_closed().await, 1012);
    let (status, log) = server.ended().await;
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let server = Process::serve(&database.url, Some(address), &[]).await;
    let mut again = Stream::open(address, STREAM, "Alice").await.expect("the upgrade");
    again.sends(&hello(Some(token), None)).await;
    for post in &posts {
        again.sends(post).await;
        let ack = again.awaits("an answer", |frame| frame["nonce"] == post["nonce"]).await;
        assert_eq!(ack["type"], "ack", "{ack}");
    }
    let history = api(&server).history("?limit=200").await;
    assert_eq!(history.len(), posts.len(), "each once");
    server.signal("INT").await;
    assert_eq!(server.ended().await.0.code(), Some(0));
}

pub(super) async fn metrics_count_and_logs_keep_secrets(database: &TestDatabase) {
    lifts(&database.url).await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address");
    let more = ["--metrics-listen", &port.to_string(), "--log-format", "json"];
    let server = Process::serve(&database.url, None, &more).await;
    let invite = runs(&["invite", "load", "--role", "moderator", "--json", "--database", &database.url]).await;
    let invite: serde_json::Value = serde_json::from_str(&invite).expect("JSON");
    let code = invite["code"].as_str().expect("a code");
    let joined = api(&server).joins("Zaphira Quellen", Some(code)).await;
    let token = joined["token"].as_str().expect("a token");
    let stream = Stream::open(server.address, STREAM, "Zaphira").await.expect("the upgrade");
    let mut zaphira = Reader::enter(stream, Some(token), None).await;
    let secret = "the meeting is in the cellar";
    zaphira.does(&post(secret)).await;
    zaphira.sees(secret).await;
    let guest = api(&server).joins("Quirin Ulbricht", None).await;
    let reason = "he told where the cellar is";
    let mute = format!("/people/{}/mute", guest["you"]["id"].as_str().expect("an id"));
    api(&server).with_token(token).puts(&mute, &json!({ "for_ms": 60_000, "reason": reason })).await.gives(200);
    zaphira.sends(&json!({ "type": "post", "nonce": "short", "text": secret })).await;
    zaphira.is_refused("bad_frame").await;
    let metrics = reqwest::get(format!("http://{port}/metrics")).await.expect("an answer").text().await.expect("text");
    for line in [
        "social_stream_connections 1",
        "social_stream_rooms 1",
        "social_stream_stored_total 1",
        "social_stream_deliveries_total 1",
        "social_stream_commit_seconds_count 1",
        "social_stream_batch_commands_count 1",
        "social_stream_errors_total{code=\"bad_frame\"} 1",
    ] {
        assert!(metrics.lines().any(|found| found == line), "{line} in {metrics}");
    }
    server.signal("TERM").await;
    let (_, log) = server.ended().await;
    assert!(log.lines().count() > 1, "there is a log: {log}");
    for line in log.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
    for leak in [secret, reason, "Quirin", "Zaphira", token, code, "127.0.0.1"] {
        assert!(!log.contains(leak), "{leak} in {log}");
    }
}
