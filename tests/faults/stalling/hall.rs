//! A room that goes on while readers stall.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    sync::{OnceCell, Semaphore},
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval},
};

use crate::support::{
    actors::nonce,
    api::Api,
    databases::TestDatabase,
    frames::{Heard, PONG, Wire, frame},
    process::{Process, lifts},
    waiting::until,
};

pub(super) const STREAM: &str = "/api/v1/events/load/rooms/main/stream";

/// Readers that read.
const HEALTHY: usize = 4;

/// From one post to the next, and posts without an answer.
const POST_EVERY: Duration = Duration::from_millis(2);
pub(super) const AT_ONCE: usize = 16;

/// A message by its id and a digest of its text, so that many readers may hold a large room; `None` is a tombstone.
pub(super) type Held = (String, Option<u64>);
pub(super) type Room = BTreeMap<u64, Held>;

#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) position: u64,
    pub(super) seq: u64,
    pub(super) text: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Told {
    Welcome { epoch: String, seq: u64, resumed: bool, messages: Vec<Message> },
    Message { message: Message },
    Online,
}

/// A server, and what is known of its room.
pub(super) struct Hall {
    _database: TestDatabase,
    server: Process,
    author: Api,
    /// What was acked.
    pub(super) room: Mutex<Room>,
    /// When each post was sent, by its number.
    sent: Mutex<Vec<Instant>>,
    /// How long each post took to each healthy reader.
    delays: Mutex<Vec<Duration>>,
    /// The history below a position, fetched by whoever comes first.
    pages: Mutex<HashMap<u64, Arc<OnceCell<Room>>>>,
}

/// 8 KiB of text that begins with its number.
pub(super) fn text(number: usize) -> String {
    format!("{number} {}", "𝄞".repeat(1_990))
}

impl Hall {
    pub(super) async fn open() -> Arc<Self> {
        let database = TestDatabase::sqlite().await;
        lifts(&database.url).await;
        let server = Process::serve(&database.url, None, &[]).await;
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
        let api = Api::new(http, format!("http://{}", server.address), "load".to_owned(), None);
        let author = api.with_token(api.joins("Tilda", None).await["token"].as_str().expect("a token"));
        let (room, sent, delays, pages) = Default::default();
        Arc::new(Self { _database: database, server, author, room, sent, delays, pages })
    }

    /// Posts and waits for the ack.
    pub(super) async fn says(&self, text: String) -> Value {
        let mut post = json!({ "nonce": nonce(), "text": text });
        let ack = loop {
            match self.author.post("/rooms/main/messages", &post).await {
                // A disk that others write to may take seconds for one sync. Nothing was stored, and the nonce is kept.
                away if away.status == 503 => {}
                answer => break answer.gives(201),
            }
        };
        let number = |field: &str| ack[field].as_u64().expect("a number");
        let (id, text) = (ack["id"].as_str().expect("an id").to_owned(), post["text"].take());
        let text = text.as_str().map(str::to_owned);
        let message = Message { id, position: number("position"), seq: number("seq"), text };
        keeps(&mut self.room.lock().expect("no panic"), &message);
        ack
    }

    /// Removes and waits for the ack.
    pub(super) async fn removes(&self, posted: &Value) {
        let id = posted["id"].as_str().expect("an id");
        self.author.delete(&format!("/rooms/main/messages/{id}")).await.gives(200);
        self.room.lock().expect("no panic").get_mut(&posted["position"].as_u64().expect("a number")).expect("it").1 =
            None;
    }

    /// Posts so many, until every healthy reader has them. The delay that 99 % are below, and the server's most memory.
    pub(super) async fn goes_on(self: &Arc<Self>, posts: usize) -> (Duration, u64) {
        let (mut turn, permits, mut sending) =
            (interval(POST_EVERY), Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
        turn.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut memory = 0;
        for number in 0..posts {
            turn.tick().await;
            let permit = permits.clone().acquire_owned().await.expect("it is not closed");
            let hall = self.clone();
            sending.spawn(async move {
                let text = {
                    let mut sent = hall.sent.lock().expect("no panic");
                    sent.push(Instant::now());
                    text(sent.len() - 1)
                };
                hall.says(text).await;
                drop(permit);
            });
            if number % 20 == 0 {
                memory = self.server.memory().max(memory);
            }
        }
        sending.join_all().await;
        until("healthy readers to have it all", async || {
            self.delays.lock().expect("no panic").len() == HEALTHY * posts
        })
        .await;
        let mut delays = std::mem::take(&mut *self.delays.lock().expect("no panic"));
        delays.sort_unstable();
        (delays[delays.len() * 99 / 100], memory.max(self.server.memory()))
    }

    /// Readers that read, and measure.
    pub(super) async fn has_readers(self: &Arc<Self>) -> JoinSet<()> {
        let mut readers = JoinSet::new();
        for _ in 0..HEALTHY {
            readers.spawn(self.clone().is_followed(Wire::enter(self.address(), STREAM, None).await));
        }
        readers
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// Reads all the while.
    async fn is_followed(self: Arc<Self>, mut wire: Wire) {
        loop {
            let Told::Message { message } = (match wire.next().await {
                Heard::Text(text) => told(&text),
                Heard::Ping => {
                    wire.says(&frame(PONG, b"")).await;
                    continue;
                }
                // At the end of the test.
                _ => return,
            }) else {
                continue;
            };
            let number = message.text.as_deref().and_then(|text| text.split(' ').next()?.parse::<usize>().ok());
            // What was sent outside of the measured time has no number.
            if let Some(number) = number {
                let sent = self.sent.lock().expect("no panic")[number];
                self.delays.lock().expect("no panic").push(sent.elapsed());
            }
        }
    }

    /// The history right below a position.
    pub(super) async fn page(&self, before: u64) -> Room {
        let cell = self.pages.lock().expect("no panic").entry(before).or_default().clone();
        let page = cell.get_or_init(async || {
            let answer = self.author.get(&format!("/rooms/main/messages?before={before}&limit=200")).await;
            let answer: Value = answer.gives(200);
            let messages: Vec<Message> = serde_json::from_value(answer["messages"].clone()).expect("messages");
            let mut room = Room::new();
            messages.iter().for_each(|message| keeps(&mut room, message));
            room
        });
        page.await.clone()
    }

    pub(super) fn head(&self) -> u64 {
        *self.room.lock().expect("no panic").keys().next_back().expect("a message")
    }
}

pub(super) fn keeps(room: &mut Room, message: &Message) {
    let digest = |text: &String| {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    };
    room.insert(message.position, (message.id.clone(), message.text.as_ref().map(digest)));
}

pub(super) fn told(text: &[u8]) -> Told {
    serde_json::from_slice(text).expect("a frame for a reader")
}
