//! Clients that send more, or smaller, or larger than anybody may. Each is refused or closed as the contract says; memory is
//! where it was, and somebody who chats meanwhile does not notice.

use std::time::Duration;

use futures_util::{StreamExt, future::join_all, stream};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::{
    actors::{nonce, post},
    api::Api,
    bystander::Bystander,
    databases::TestDatabase,
    frames::{CONTINUATION, Heard, PING, TEXT, Wire, fragment, frame},
    process::Process,
};

/// The event that a new server makes: 5 posts at once, then one in 2 s.
const EVENT: &str = "best-bits-2012";
const STREAM: &str = "/api/v1/events/best-bits-2012/rooms/main/stream";

/// Clients that misbehave at once, and how often each comes back to do it again.
const AT_ONCE: usize = 8;
const ROUNDS: usize = 6;

/// What a server may hold after the floods beyond what it held after the first: what the room keeps of the chat (2 MiB at
/// most), and pages that the allocator keeps.
const FLAT: u64 = 5 * 1024 * 1024;

/// A message of 16 KiB.
const LIMIT: usize = 16 * 1024;

/// A server, and a moderator who chats in it: moderators are not held to a pace.
struct Flooded {
    _database: TestDatabase,
    server: Process,
    api: Api,
    bystander: Bystander,
}

impl Flooded {
    async fn server() -> Self {
        let database = TestDatabase::quick().await;
        let server = Process::serve(&database.url, None, &[]).await;
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let api = Api::new(http, format!("http://{}", server.address), EVENT.to_owned(), None);
        let link = server.greeting.last().expect("the organiser's link");
        let (_, code) = link.split_once("#invite=").expect("an invitation");
        let organiser = api.joins("Olga", Some(code)).await;
        let bystander = Bystander::chats(server.address, STREAM, token(&organiser)).await;
        Self { _database: database, server, api, bystander }
    }

    async fn enter(&self, token: Option<&str>) -> Wire {
        Wire::enter(self.server.address, STREAM, token).await
    }

    /// Floods several times, and holds memory to be flat from the first time on.
    async fn floods(&self, flood: impl AsyncFn(&Self, usize)) {
        let mut held = 0;
        for round in 0..=ROUNDS {
            join_all((0..AT_ONCE).map(|number| flood(self, round * AT_ONCE + number))).await;
            if round == 0 {
                held = self.server.memory();
            }
        }
        let grown = self.server.memory().saturating_sub(held);
        println!("{held} bytes after the first, {grown} more in the end");
        assert!(grown < FLAT, "{grown} bytes beyond {held}");
    }

    async fn was_harmless(self) {
        let posts = self.bystander.was_undisturbed().await;
        assert!(posts > 1, "somebody chatted meanwhile: {posts}");
    }
}

fn token(joined: &Value) -> &str {
    joined["token"].as_str().expect("a token")
}

/// Sends all of it and waits for the close code. What is told before is given too.
async fn is_closed(mut wire: Wire, bytes: &[u8]) -> (u16, Vec<Value>) {
    // The server hangs up in the middle.
    wire.tries(bytes).await;
    let mut told = Vec::new();
    loop {
        match wire.hears().await {
            Heard::Text(text) => told.push(serde_json::from_slice(&text).expect("JSON")),
            Heard::Close(Some((code, _))) => return (code, told),
            Heard::Ping | Heard::Pong(_) => {}
            other => panic!("{other:?} after {told:?}"),
        }
    }
}

fn has_slow_down(told: &[Value]) -> bool {
    told.iter().any(|frame| frame["code"] == "slow_down" && frame["retry_after_ms"].as_u64() > Some(0))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_pings_ends_its_connection() {
    let flooded = Flooded::server().await;
    let pings = frame(PING, b"hey").repeat(20_000);
    flooded
        .floods(async |flooded, _| {
            let (code, told) = is_closed(flooded.enter(None).await, &pings).await;
            assert_eq!((code, has_slow_down(&told)), (1008, true), "{told:?}");
        })
        .await;
    flooded.was_harmless().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_tiny_fragments_ends_its_connection() {
    let flooded = Flooded::server().await;
    let token = token(&flooded.api.joins("Fay", None).await).to_owned();
    // As many as may come at once, so that nobody is cut off who merely cuts.
    let text = post("a post in fifty pieces").to_string();
    let pieces: Vec<_> = text.as_bytes().chunks(text.len().div_ceil(50)).collect();
    let mut wire = flooded.enter(Some(&token)).await;
    for (index, piece) in pieces.iter().enumerate() {
        let kind = if index == 0 { TEXT } else { CONTINUATION };
        let last = index + 1 == pieces.len();
        wire.says(&if last { frame(kind, piece) } else { fragment(kind, piece) }).await;
    }
    wire.hears_of("ack").await;

    let one_byte_each =
        [fragment(TEXT, b"x"), fragment(CONTINUATION, b"x").repeat(LIMIT - 2), frame(CONTINUATION, b"x")].concat();
    let empty_without_end = [fragment(TEXT, b""), fragment(CONTINUATION, b"").repeat(30_000)].concat();
    flooded
        .floods(async |flooded, number| {
            let flood = if number % 2 == 0 { &one_byte_each } else { &empty_without_end };
            let (code, told) = is_closed(flooded.enter(None).await, flood).await;
            assert_eq!((code, has_slow_down(&told)), (1008, true), "{told:?}");
        })
        .await;
    flooded.was_harmless().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn frames_and_messages_over_16_kib_end_their_connection() {
    let flooded = Flooded::server().await;
    let kib = [b'x'; 1024];
    let one_frame = frame(TEXT, &kib.repeat(17));
    // Whose length alone is too much already.
    let promised = [&[0x81, 0xFF][..], &u64::to_be_bytes(1 << 40), &[0; 4]].concat();
    let assembled = [fragment(TEXT, &kib), fragment(CONTINUATION, &kib).repeat(16)].concat();
    flooded
        .floods(async |flooded, number| {
            let flood = [&one_frame, &promised, &assembled][number % 3];
            let (code, told) = is_closed(flooded.enter(None).await, flood).await;
            assert_eq!((code, has_slow_down(&told)), (1009, false), "{told:?}");
        })
        .await;
    flooded.was_harmless().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn posts_over_the_pace_are_refused_on_all_ways_together() {
    let flooded = Flooded::server().await;
    flooded
        .floods(async |flooded, number| {
            let joined = flooded.api.joins(&format!("Flo {number}"), None).await;
            let (token, begun) = (token(&joined), Instant::now());
            let streams = join_all((0..2).map(async |_| {
                let mut wire = flooded.enter(Some(token)).await;
                let posts: Vec<_> = (0..60).map(|_| frame(TEXT, post("buy this").to_string().as_bytes())).collect();
                wire.says(&posts.concat()).await;
                let mut acked = 0;
                let mut answered = 0;
                while answered < posts.len() {
                    let Heard::Text(text) = wire.hears().await else { panic!("the stream stays open") };
                    let answer: Value = serde_json::from_slice(&text).expect("JSON");
                    match (answer["type"].as_str(), answer["code"].as_str()) {
                        (Some("ack"), _) => acked += 1,
                        (Some("error"), Some("slow_down")) => {
                            assert!((1..=2_000).contains(&answer["retry_after_ms"].as_u64().unwrap_or(0)), "{answer}");
                        }
                        (Some("error"), _) => panic!("{answer}"),
                        _ => continue,
                    }
                    answered += 1;
                }
                acked
            }));
            let api = flooded.api.with_token(token);
            let over_http = stream::iter(0..60)
                .map(async |_| {
                    let body = json!({ "nonce": nonce(), "text": "buy this too" });
                    let answer = api.post("/rooms/main/messages", &body).await;
                    if answer.status != 201 {
                        answer.refuses(429, "slow_down");
                    }
                    usize::from(answer.status == 201)
                })
                .buffer_unordered(4)
                .fold(0, async |all, one| all + one);
            let (on_streams, over_http) = tokio::join!(streams, over_http);
            let acked = on_streams.into_iter().sum::<usize>() + over_http;
            let may = 5 + begun.elapsed().as_secs_f64().div_euclid(Duration::from_secs(2).as_secs_f64()) as usize + 1;
            assert!((5..=may).contains(&acked), "{acked} of at most {may}");
        })
        .await;
    flooded.was_harmless().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_joins_harms_nobody() {
    let flooded = Flooded::server().await;
    flooded
        .floods(async |flooded, number| {
            for again in 0..20 {
                let joined = flooded.api.joins(&format!("Joan {number} {again}"), None).await;
                assert_eq!(joined["you"]["role"], "guest");
                let same = json!({ "name": format!("Joan {number} {again}") });
                flooded.api.post("/join", &same).await.refuses(409, "name_taken");
                let long = json!({ "name": "x".repeat(17 * 1024) });
                flooded.api.post("/join", &long).await.refuses(413, "too_long");
            }
        })
        .await;
    flooded.was_harmless().await;
}
