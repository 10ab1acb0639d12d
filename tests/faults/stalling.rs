//! Readers that stop reading: what they cost, what they miss, and that they come back to all of it.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    sync::{OnceCell, Semaphore},
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval},
};

use crate::support::{
    actors::{hello, nonce},
    api::Api,
    databases::TestDatabase,
    frames::{Heard, PONG, Wire, frame},
    process::{Process, lifts},
    waiting::until,
};

const STREAM: &str = "/api/v1/events/load/rooms/main/stream";

/// Half of them stop after their welcome, half before they have taken it.
const SLOW: usize = 200;
const HEALTHY: usize = 4;

/// Calm and stalled times take turns. Each post is 8 KiB, so that 50 MB go through the room while readers stall.
const ROUNDS: usize = 2;
const CALM: usize = 600;
const STALLED: usize = 3_100;

/// From one post to the next, and posts without an answer.
const POST_EVERY: Duration = Duration::from_millis(2);
const AT_ONCE: usize = 16;

/// What a reader costs that does not read, by `docs/guarantees.md`: 40 KiB for its task and the library's buffers. The
/// messages of a welcome that is not taken are held once for all that were welcomed with them.
const READER: usize = 40 * 1024;
const WELCOME: usize = 256 * 1024;

/// Below this a delay is the machine's, which may have two cores and other tests to run.
const NOISE: Duration = Duration::from_millis(100);

/// The client's end of the kernel's buffers (doubled by Linux), and the server's.
const RECEIVE_BUFFER: u32 = 16 * 1024;
const KERNEL: usize = 2 * RECEIVE_BUFFER as usize + 128 * 1024;

/// A message by its id and a digest of its text, so that many readers may hold a large room; `None` is a tombstone.
type Held = (String, Option<u64>);
type Room = BTreeMap<u64, Held>;

#[derive(Deserialize)]
struct Message {
    id: String,
    position: u64,
    seq: u64,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Told {
    Welcome { epoch: String, seq: u64, resumed: bool, messages: Vec<Message> },
    Message { message: Message },
    Online,
}

/// A server, and what is known of its room.
struct Hall {
    _database: TestDatabase,
    server: Process,
    author: Api,
    /// What was acked.
    room: Mutex<Room>,
    /// When each post was sent, by its number.
    sent: Mutex<Vec<Instant>>,
    /// How long each post took to each healthy reader.
    delays: Mutex<Vec<Duration>>,
    /// The history below a position, fetched by whoever comes first.
    pages: Mutex<HashMap<u64, Arc<OnceCell<Room>>>>,
}

/// A reader that stops.
struct Slow {
    wire: Wire,
    epoch: String,
    seq: u64,
    room: Room,
}

fn keeps(room: &mut Room, message: &Message) {
    let digest = |text: &String| {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    };
    room.insert(message.position, (message.id.clone(), message.text.as_ref().map(digest)));
}

fn told(text: &[u8]) -> Told {
    serde_json::from_slice(text).expect("a frame for a reader")
}

/// 8 KiB of text that begins with its number.
fn text(number: usize) -> String {
    format!("{number} {}", "𝄞".repeat(1_990))
}

impl Hall {
    async fn open() -> Arc<Self> {
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
    async fn says(&self, text: String) -> Value {
        let mut post = json!({ "nonce": nonce(), "text": text });
        let ack = self.author.post("/rooms/main/messages", &post).await.gives(201);
        let number = |field: &str| ack[field].as_u64().expect("a number");
        let (id, text) = (ack["id"].as_str().expect("an id").to_owned(), post["text"].take());
        let text = text.as_str().map(str::to_owned);
        let message = Message { id, position: number("position"), seq: number("seq"), text };
        keeps(&mut self.room.lock().expect("no panic"), &message);
        ack
    }

    /// Removes and waits for the ack.
    async fn removes(&self, posted: &Value) {
        let id = posted["id"].as_str().expect("an id");
        self.author.delete(&format!("/rooms/main/messages/{id}")).await.gives(200);
        self.room.lock().expect("no panic").get_mut(&posted["position"].as_u64().expect("a number")).expect("it").1 =
            None;
    }

    /// Posts so many, until every healthy reader has them. The delay that 99 % are below, and the server's most memory.
    async fn goes_on(self: &Arc<Self>, posts: usize) -> (Duration, u64) {
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
    async fn page(&self, before: u64) -> Room {
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

    fn head(&self) -> u64 {
        *self.room.lock().expect("no panic").keys().next_back().expect("a message")
    }
}

impl Slow {
    /// Comes in with small buffers, and reads no further than its welcome, or not even that.
    async fn stops(address: SocketAddr, takes_welcome: bool) -> Self {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(RECEIVE_BUFFER).expect("a socket");
        let tcp = socket.connect(address).await.expect("the server takes connections");
        let mut wire = Wire::over(tcp, STREAM).await.expect("the upgrade");
        wire.tells(&hello(None, None)).await;
        let mut slow = Self { wire, epoch: String::new(), seq: 0, room: Room::new() };
        if takes_welcome {
            slow.reads().await;
        }
        slow
    }

    /// The next frame's messages; `None` at the end, which the client may come back from.
    async fn reads(&mut self) -> Option<Vec<Message>> {
        let text = match self.wire.hears().await {
            Heard::Text(text) => text,
            Heard::Ping => return Some(Vec::new()),
            Heard::Close(Some((4000, _))) | Heard::End => return None,
            other => panic!("{other:?}"),
        };
        let messages = match told(&text) {
            Told::Welcome { epoch, seq, resumed, messages } => {
                assert!(!resumed);
                (self.epoch, self.seq) = (epoch, seq);
                messages
            }
            Told::Message { message } => {
                assert!(message.seq > self.seq, "{} after {}", message.seq, self.seq);
                self.seq = message.seq;
                vec![message]
            }
            Told::Online => Vec::new(),
        };
        messages.iter().for_each(|message| keeps(&mut self.room, message));
        Some(messages)
    }

    /// Reads on, is told to come back or cut, comes back, and fetches what it has missed as `docs/protocol.md` says.
    async fn comes_back(mut self, hall: &Hall) -> Self {
        while self.reads().await.is_some() {}
        assert!(self.seq < hall.head(), "it was too slow");
        let lowest = self.seq - self.room.len() as u64 + 1;
        assert_eq!(self.room.keys().copied().collect::<Vec<_>>(), (lowest..=self.seq).collect::<Vec<_>>(), "no gap");
        let mut wire = Wire::open(hall.server.address, STREAM).await.expect("the upgrade");
        // One that was cut before it had its welcome has no cursor.
        let cursor = (!self.epoch.is_empty()).then_some((self.epoch.as_str(), self.seq.into()));
        wire.tells(&hello(None, cursor)).await;
        let mut back = Self { wire, epoch: String::new(), seq: 0, room: Room::new() };
        back.reads().await.expect("the welcome");
        assert_eq!(back.seq, hall.head());
        while let Some(&lowest) = back.room.keys().next().filter(|&&lowest| lowest > 1) {
            back.room.extend(hall.page(lowest).await);
        }
        assert!(back.room == *hall.room.lock().expect("no panic"), "the same room");
        back
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_readers_that_stop_cost_only_themselves_and_come_back_complete() {
    let hall = Hall::open().await;
    let address = hall.server.address;
    let mut healthy = JoinSet::new();
    for _ in 0..HEALTHY {
        healthy.spawn(hall.clone().is_followed(Wire::enter(address, STREAM, None).await));
    }
    let (mut calm, mut stalled) = (Duration::ZERO, Duration::ZERO);
    for round in 0..ROUNDS {
        let (delay, held) = hall.goes_on(CALM).await;
        calm = calm.max(delay);
        let slow = join_all((0..SLOW).map(|number| Slow::stops(address, number % 2 == 0))).await;
        let (delay, memory) = hall.goes_on(STALLED).await;
        stalled = stalled.max(delay);
        let (grown, sum) = (memory.saturating_sub(held), (SLOW * READER + WELCOME) as u64);
        println!(
            "round {round}: {held} bytes calm, {grown} more of at most {sum}; p99 {calm:?} calm, {stalled:?} stalled"
        );
        assert!(grown < sum, "{grown} bytes more, documented are {sum}");
        let back = join_all(slow.into_iter().map(|slow| slow.comes_back(&hall))).await;
        hall.says("welcome back".to_owned()).await;
        for mut back in back {
            while back.seq < hall.head() {
                back.reads().await.expect("it follows again");
            }
        }
    }
    assert!(stalled < 2 * calm + NOISE, "p99 {stalled:?} with readers that stall, {calm:?} without");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_removed_before_the_kernel_had_it_never_arrives() {
    // Below the room's memory, so that nobody is too slow, and far beyond what the kernel's buffers hold: what comes after
    // it waits at the server, as long as the client does not read.
    const FILLING: usize = 100;
    const { assert!(FILLING * 8 * 1024 > 4 * KERNEL) }
    let hall = Hall::open().await;
    let mut slow = Slow::stops(hall.server.address, true).await;
    let mut posted = Vec::new();
    for number in 0..FILLING {
        posted.push(hall.says(text(number)).await);
    }
    let secret = "where the safe house is";
    let last = hall.says(secret.to_owned()).await;
    hall.removes(&last).await;
    while slow.seq < FILLING as u64 + 2 {
        let message = slow.reads().await.expect("the stream goes on").pop();
        assert!(message.is_none_or(|message| message.text.as_deref() != Some(secret)), "it was removed");
    }
    assert!(slow.room == *hall.room.lock().expect("no panic"));

    // The same for the messages at the edge: the one that is being written when it goes, and those behind it.
    let mut slow = Slow::stops(hall.server.address, true).await;
    for number in 0..FILLING {
        posted.push(hall.says(text(number)).await);
    }
    for message in &posted[FILLING..] {
        hall.removes(message).await;
    }
    let mut came = 0;
    while let Some(messages) = slow.reads().await {
        came += messages.iter().filter_map(|message| message.text.as_ref()).map(String::len).sum::<usize>();
        if slow.seq == hall.head() + FILLING as u64 {
            break;
        }
    }
    assert!(came < KERNEL, "{came} bytes of removed texts came, the kernel holds {KERNEL}");
}
