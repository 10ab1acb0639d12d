//! Reading by server-sent events, and writing over the other calls.

use std::collections::BTreeSet;

use reqwest::{Method, header};
use serde_json::{Value, json};
use social_stream::domain::Access;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpSocket,
};

use crate::support::{
    actors::{Participant, nonce, tombstone},
    api::Answer,
    databases::TestDatabase,
    events::{Came, EventReader},
    server::Server,
    waiting::within,
};

/// Posts over HTTP, where nobody counts frames.
async fn writes(who: &Participant, text: &str) -> Value {
    who.api.post("/rooms/main/messages", &json!({ "nonce": nonce(), "text": text })).await.gives(201)
}

pub(super) async fn events_tell_what_the_stream_tells(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    alice.says("before").await;
    let mut bob = EventReader::open(&server, Some(&alice.token), None).await;
    let welcome = bob.frame("welcome").await;
    assert_eq!(welcome["you"], alice.you);
    assert_eq!((&welcome["resumed"], &welcome["seq"]), (&json!(false), &json!(1)));
    assert_eq!(welcome["messages"][0]["text"], "before");
    assert_eq!(bob.last_id, format!("{}:1", welcome["epoch"].as_str().expect("an epoch")));

    let posted = writes(&alice, "over HTTP").await;
    let seen = bob.frame("message").await;
    assert_eq!(seen["message"], alice.sees("over HTTP").await, "the same object on both ways");
    assert!(bob.last_id.ends_with(":2"), "{}", bob.last_id);
    alice.edits(&posted, "edited on the stream").await;
    let seen = bob.frame("message").await["message"].clone();
    assert_eq!(seen, alice.sees("edited on the stream").await);
    alice.reacts(&posted, "👍", true).await;
    let seen = bob.frame("message").await["message"].clone();
    assert_eq!(seen, alice.sees_changed(&posted, |message| message["seq"] == 4).await);
    assert_eq!(seen["reactions"][0]["by"], json!([alice.you["id"]]));
    let ack = alice.removes(&posted).await;
    assert_eq!(bob.frame("message").await["message"], tombstone(&posted, &ack["seq"]));
    assert!(bob.last_id.ends_with(":5"), "{}", bob.last_id);
}

pub(super) async fn a_browser_that_comes_back_misses_nothing_and_gets_nothing_twice(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    for number in 1..=20 {
        alice.says(&format!("number {number}")).await;
    }
    let mut reader = EventReader::open(&server, None, None).await;
    let epoch = reader.frame("welcome").await["epoch"].as_str().expect("an epoch").to_owned();
    for cursor in 0..=20_u64 {
        let mut back = EventReader::open(&server, None, Some(&format!("{epoch}:{cursor}"))).await;
        let welcome = back.frame("welcome").await;
        assert_eq!(welcome["resumed"], true);
        let seqs: Vec<_> = welcome["messages"].as_array().expect("a list").iter().map(|m| m["seq"].clone()).collect();
        assert_eq!(seqs, ((cursor + 1)..=20).map(Value::from).collect::<Vec<_>>());
    }
    for none in ["", "nonsense", "0123:4", &format!("{epoch}:999"), &format!("{epoch}:-1")] {
        let mut back = EventReader::open(&server, None, Some(none)).await;
        assert_eq!(back.frame("welcome").await["resumed"], false, "{none}");
    }
    let named = format!("/rooms/main/events?last_event_id={epoch}:19");
    let mut named = server.api().call(Method::GET, &named).send().await.expect("an answer");
    let first = within("the welcome", named.chunk()).await.expect("no error").expect("a piece");
    assert!(String::from_utf8_lossy(&first).contains("\"resumed\":true"), "{first:?}");

    // Many at once: every seq comes once, in order, each with its own cursor.
    for number in 21..=120 {
        writes(&alice, &format!("number {number}")).await;
    }
    for seq in 21..=120_u64 {
        assert_eq!(reader.frame("message").await["message"]["seq"], seq);
        assert_eq!(reader.last_id, format!("{epoch}:{seq}"));
    }
}

pub(super) async fn a_server_that_stops_says_when_to_come_back(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut reader = EventReader::open(&server, None, None).await;
    reader.frame("welcome").await;
    let stopping = server.stop();
    let ending = async {
        loop {
            match reader.next().await {
                Came::Retry(millis) => break millis,
                Came::End => panic!("it ends without a word"),
                _ => {}
            }
        }
    };
    let (millis, ()) = tokio::join!(ending, stopping);
    assert!(millis < 5_000, "{millis}");
    assert_eq!(reader.next().await, Came::End);
}

pub(super) async fn a_reader_who_takes_nothing_is_never_sent_what_was_removed(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4 * 1024).expect("a small buffer");
    let mut slow = socket.connect(server.address).await.expect("a connection");
    let head = "GET /api/v1/events/best-bits-2012/rooms/main/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    slow.write_all(head.as_bytes()).await.expect("sent");
    let mut heard = vec![0; 16];
    slow.read_exact(&mut heard).await.expect("the beginning");
    // More than the kernel holds on both sides, and less than memory does.
    for number in 0..200 {
        writes(&alice, &format!("{number} {}", "much to say ".repeat(160))).await;
    }
    let secret = "where the safe house is";
    let posted = alice.says(secret).await;
    alice.removes(&posted).await;
    let mut reading = slow;
    loop {
        let mut piece = [0; 4096];
        let read = within("more", reading.read(&mut piece)).await.expect("no error");
        assert_ne!(read, 0, "it is not cut for what it had not got");
        heard.extend_from_slice(&piece[..read]);
        if heard.windows(15).any(|window| window == b"\"removed\":true}") {
            break;
        }
    }
    let heard = String::from_utf8_lossy(&heard);
    assert!(heard.contains("199 much to say"), "all that stands came first");
    assert!(!heard.contains(secret));
}

pub(super) async fn who_may_read_events(database: &TestDatabase) {
    let server = Server::for_streams(database, 2).await;
    let path = "/rooms/main/events";
    let api = server.api();
    api.with_token("of another").get(path).await.refuses(401, "not_joined");
    api.get("/rooms/nowhere/events").await.refuses(404, "not_found");
    let elsewhere = api.call(Method::GET, path).header(header::ORIGIN, "https://elsewhere.example");
    Answer::to(elsewhere).await.refuses(403, "forbidden");
    let mut open = vec![EventReader::open(&server, None, None).await, EventReader::open(&server, None, None).await];
    let busy = api.get(path).await;
    busy.refuses(503, "slow_down");
    assert_eq!(busy.header("retry-after"), "5");
    drop(open.pop());
    // A reader who has left gives their place back, once the server has noticed.
    let mut seen = BTreeSet::new();
    while !seen.contains(&200) {
        let response = api.call(Method::GET, path).send().await.expect("an answer");
        seen.insert(response.status().as_u16());
    }
    let closed = Server::with(database, |event| event.settings.access = Access::Invited).await;
    closed.api().get(path).await.refuses(401, "not_joined");
}
