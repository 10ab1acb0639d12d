//! `kill -9` at random moments under load. `KILLS=1000 cargo test kill_9` goes on for longer.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use social_stream::domain::Random;
use tokio::sync::{Semaphore, watch};

use crate::support::{
    actors::hello,
    api::Api,
    databases::TestDatabase,
    process::{Process, runs},
    stream::Stream,
    waiting::within,
    world::SeededRandom,
};

const WRITERS: usize = 6;

/// What the writers know: every nonce they gave up on or were acked for.
#[derive(Default)]
struct Written {
    acked: BTreeMap<String, Value>,
}

pub(super) async fn what_was_acked_survives_kill_9(database: &TestDatabase) {
    let number = |name: &str, default: u64| {
        std::env::var(name).map_or(default, |raw| raw.parse().unwrap_or_else(|_| panic!("{name} is a number")))
    };
    let (kills, seed) = (number("KILLS", 50), number("SEED", u64::from(std::process::id())));
    println!("SEED={seed} KILLS={kills}");
    let random = SeededRandom::new(seed);
    let random: &dyn Random = &random;
    runs(&["event", "import", "loadtest/event.toml", "--database", &database.url, "--allow-unsafe-durability"]).await;
    let mut server = Process::serve(&database.url, None, &[]).await;
    let address = server.address;
    let (stop, acks) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let written = Arc::new(Mutex::new(Written::default()));
    let (ended, reads_until) = watch::channel(None);
    // The room is empty when the readers come, so that they have all of it in the end.
    let welcomed = Arc::new(Semaphore::new(0));
    let readers: Vec<_> =
        (0..3).map(|_| tokio::spawn(follow(address, reads_until.clone(), welcomed.clone()))).collect();
    drop(within("the readers to be welcomed", welcomed.acquire_many(3)).await.expect("it is not closed"));
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let name = ["Anna", "Boris", "Chen", "Dalia", "Efua", "Farid"][writer];
        let api = api(address);
        let joined = api.joins(name, None).await;
        let api = api.with_token(joined["token"].as_str().expect("a token"));
        writers.push(tokio::spawn(write(api, writer, stop.clone(), acks.clone(), written.clone())));
    }
    for _ in 0..kills {
        let moment = acks.load(Ordering::SeqCst) + 1 + random.below(80);
        within("posts to be acked", async {
            while acks.load(Ordering::SeqCst) < moment {
                tokio::task::yield_now().await;
            }
        })
        .await;
        server.kill().await;
        server = Process::serve(&database.url, Some(address), &[]).await;
    }
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        within("the last ack", writer).await.expect("no panic");
    }
    let api = api(address);
    let mut history: Vec<Value> = Vec::new();
    loop {
        let after = history.last().map_or(0, |message| message["position"].as_u64().expect("a number"));
        let page = api.history(&format!("?after={after}&limit=200")).await;
        if page.is_empty() {
            break;
        }
        history.extend(page);
    }
    let acked = std::mem::take(&mut written.lock().expect("no panic").acked);
    assert!(acked.len() as u64 >= kills, "there was load");
    for (index, message) in history.iter().enumerate() {
        assert_eq!(message["seq"], index + 1, "seqs 1…n without holes");
    }
    let mut by_text: BTreeMap<&str, &Value> = BTreeMap::new();
    for message in &history {
        let text = message["text"].as_str().expect("a text");
        assert!(by_text.insert(text, message).is_none(), "stored twice: {text}");
    }
    for (nonce, ack) in &acked {
        let stored = by_text.get(nonce.as_str()).unwrap_or_else(|| panic!("acked and lost: {nonce}"));
        assert_eq!((&stored["id"], &stored["seq"]), (&ack["id"], &ack["seq"]), "{nonce}");
    }
    ended.send_replace(Some(history.len() as u64));
    for reader in readers {
        let room = within("a reader to catch up", reader).await.expect("no panic");
        assert!(room == history, "every reader ends with the room: {} of {}", room.len(), history.len());
    }
    server.kill().await;
}

fn api(address: SocketAddr) -> Api {
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
    Api::new(http, format!("http://{address}"), "load".to_owned(), None)
}

/// Posts one after another, each until it is acked, over however many servers that takes.
async fn write(api: Api, writer: usize, stop: Arc<AtomicBool>, acks: Arc<AtomicU64>, written: Arc<Mutex<Written>>) {
    for number in 0.. {
        let nonce = format!("writer-{writer}-{number}");
        let body = json!({ "nonce": nonce, "text": nonce });
        loop {
            let sent = api.call(reqwest::Method::POST, "/rooms/main/messages").json(&body).send().await;
            if let Ok(answer) = sent
                && answer.status().is_success()
                && let Ok(ack) = answer.json::<Value>().await
            {
                written.lock().expect("no panic").acked.insert(nonce, ack);
                acks.fetch_add(1, Ordering::SeqCst);
                break;
            }
            tokio::task::yield_now().await;
        }
        if stop.load(Ordering::SeqCst) {
            return;
        }
    }
}

/// Reads and comes back with its cursor until it has everything; what it then holds.
async fn follow(address: SocketAddr, mut until: watch::Receiver<Option<u64>>, welcomed: Arc<Semaphore>) -> Vec<Value> {
    let (mut room, mut epoch, mut seq) = (BTreeMap::new(), String::new(), 0);
    let path = "/api/v1/events/load/rooms/main/stream";
    loop {
        let Ok(mut stream) = Stream::open(address, path, "a reader").await else {
            tokio::task::yield_now().await;
            continue;
        };
        let resume = (!epoch.is_empty()).then(|| (epoch.as_str(), json!(seq)));
        if !stream.tries(&hello(None, resume.clone())).await {
            continue;
        }
        let Some(welcome) = stream.looks_for("the welcome", |frame| frame["type"] == "welcome").await else { continue };
        assert!(resume.is_none() || welcome["resumed"] == true, "resumed: {welcome}");
        if resume.is_none() {
            welcomed.add_permits(1);
        }
        loop {
            if let Some(end) = *until.borrow_and_update()
                && stream.seq >= end
            {
                room.append(&mut stream.room);
                return room.into_values().collect();
            }
            tokio::select! {
                more = stream.goes_on() => if !more { break },
                _ = until.changed() => {}
            }
        }
        (epoch, seq) = (stream.epoch.clone(), stream.seq);
        room.append(&mut stream.room);
    }
}
