//! A server in memory that speaks the contract as far as the driver needs it, and can be told to break a promise.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{
        Query, State, WebSocketUpgrade,
        ws::{Message as Raw, WebSocket},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// The promise to break, at the message with this seq. Faults of delivery hit readers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// None.
    None,
    /// Never deliver it.
    Drop(u64),
    /// Deliver it twice.
    Double(u64),
    /// Deliver the next one before it.
    Swap(u64),
    /// Cut the connection before delivering it, once; resume as promised.
    Cut(u64),
    /// Cut it, and leave it out when resuming.
    CutAndSkip(u64),
    /// Ack it, but do not keep it.
    Forget(u64),
    /// Store it, cut the writer's connection, answer the retry with the first ack.
    LoseAck(u64),
    /// Store it, cut the writer's connection, store the retry again.
    StoreRetry(u64),
    /// Refuse every post.
    Refuse,
    /// No fault: everybody is banned after so many posts.
    BanAfter(usize),
    /// Ack removals, and go on serving the text in the history.
    KeepRemoved,
    /// Ack removals, and bring every removed text again with a resume.
    ReplayRemoved,
    /// Refuse every removal.
    RefuseRemovals,
    /// Refuse what moderators ask for.
    RefuseActs,
    /// Ack edits and tell of them, and keep the old text.
    ForgetEdits,
}

/// The running server; ends when dropped.
pub(crate) struct Fake {
    pub(crate) address: SocketAddr,
    task: JoinHandle<()>,
    room: Arc<Room>,
}

struct Room {
    fault: Fault,
    log: Mutex<Log>,
    head: watch::Sender<u64>,
    /// Rises to cut every connection.
    cuts: watch::Sender<u64>,
}

#[derive(Default)]
struct Log {
    /// By rising seq.
    messages: Vec<Entry>,
    head: u64,
    /// The position of what was posted, or the seq of the removal.
    by_nonce: HashMap<String, u64>,
    by_author: HashMap<String, usize>,
    /// Whether what is posted is held.
    calm: bool,
    banned: HashSet<String>,
}

#[derive(Clone)]
struct Entry {
    position: u64,
    seq: u64,
    author: String,
    text: String,
    removed: bool,
    edited: bool,
}

impl Entry {
    fn new(seq: u64, author: &str, text: &str) -> Self {
        let (author, text) = (author.to_owned(), text.to_owned());
        Self { position: seq, seq, author, text, removed: false, edited: false }
    }

    fn message(&self) -> Value {
        let Self { position, seq, author, text, removed, edited } = self;
        if *removed {
            return json!({"id": format!("m{position}"), "position": position, "seq": seq, "removed": true});
        }
        let author = json!({"id": author, "name": "Ada", "role": "guest"});
        let mut message =
            json!({"id": format!("m{position}"), "position": position, "seq": seq, "author": author, "text": text});
        if *edited {
            message["edited_at"] = "2012-11-03T05:00:00.000Z".into();
        }
        message
    }
}

impl Fake {
    /// A room with one message that is older than any run.
    pub(crate) async fn start(fault: Fault) -> Self {
        let log = Log { messages: vec![Entry::new(1, "somebody", "older")], head: 1, ..Log::default() };
        let (head, cuts) = (watch::Sender::new(1), watch::Sender::new(0));
        let room = Arc::new(Room { fault, log: Mutex::new(log), head, cuts });
        let app = Router::new()
            .route("/e/load", get(async || "the page"))
            .route("/api/v1/events/load/join", post(join))
            .route("/api/v1/events/load/rooms/main/messages", get(history).post(post_message))
            .route("/api/v1/events/load/rooms/main/stream", get(stream))
            .with_state(room.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, task, room }
    }

    /// Cuts every connection.
    pub(crate) fn cut_all(&self) {
        self.room.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// How many are connected.
    pub(crate) fn connected(&self) -> usize {
        self.room.cuts.receiver_count()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn join(Json(body): Json<Value>) -> impl IntoResponse {
    let you = json!({"id": "p", "name": body["name"], "role": "guest"});
    (StatusCode::CREATED, Json(json!({"token": body["name"], "you": you})))
}

async fn history(State(room): State<Arc<Room>>, Query(query): Query<HashMap<String, u64>>) -> Json<Value> {
    let after = query.get("after").copied().unwrap_or(0);
    let limit = query.get("limit").map_or(50, |limit| usize::try_from(*limit).unwrap());
    let newest = !query.contains_key("after");
    let mut kept = room.page(after);
    kept.retain(|message| room.fault != Fault::Forget(seq_of(message)));
    let first = if newest { kept.len().saturating_sub(limit) } else { 0 };
    let page: Vec<_> = kept.into_iter().skip(first).take(limit).collect();
    Json(json!({"epoch": "e", "seq": *room.head.borrow(), "messages": page}))
}

async fn post_message(State(room): State<Arc<Room>>, headers: HeaderMap, body: Bytes) -> Response {
    assert!(headers.contains_key("authorization"));
    let body: Value = serde_json::from_slice(&body).unwrap();
    match room.store(&body, "") {
        Ok(seq) => {
            (StatusCode::CREATED, Json(json!({"id": format!("m{seq}"), "position": seq, "seq": seq}))).into_response()
        }
        Err(_) => (StatusCode::TOO_MANY_REQUESTS, Json(json!({"status": 429, "code": "slow_down"}))).into_response(),
    }
}

async fn stream(State(room): State<Arc<Room>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.protocols(["social-stream.v1"]).on_upgrade(async move |socket| {
        // Ends with `None` when either side is gone.
        let _ = converse(&room, socket).await;
    })
}

async fn converse(room: &Room, mut socket: WebSocket) -> Option<()> {
    let hello = receive(&mut socket).await?;
    assert_eq!(hello["type"], "hello");
    let reads_only = hello["token"].is_null();
    let fault = if reads_only { room.fault } else { Fault::None };
    let resume = hello["resume"]["seq"].as_u64();
    let (mut bell, mut cuts) = (room.head.subscribe(), room.cuts.subscribe());
    let mut cursor = *bell.borrow_and_update();
    let mut missed = resume.map(|seq| room.since(seq)).unwrap_or_default();
    missed.retain(|message| seq_of(message) <= cursor && fault != Fault::CutAndSkip(seq_of(message)));
    if room.fault == Fault::ReplayRemoved && resume.is_some() {
        missed.extend(room.removed_texts());
    }
    let welcome = json!({
        "type": "welcome", "you": null, "epoch": "e", "seq": cursor, "resumed": resume.is_some(), "messages": missed,
        "room": {}, "online": 1, "limits": {"text": 2000, "frame": 16384},
    });
    send(&mut socket, &welcome).await?;
    loop {
        tokio::select! {
            _ = cuts.changed() => return None,
            command = receive(&mut socket) => {
                let command = command?;
                let nonce = &command["nonce"];
                let is_retry = room.knows(nonce);
                let answer = match room.store(&command, hello["token"].as_str().unwrap_or_default()) {
                    Ok(_) if command["type"] == "act" => json!({"type": "acted", "nonce": nonce}),
                    Err("held") => {
                        json!({"type": "ack", "nonce": nonce, "id": "h", "position": 0, "seq": 0, "held": true})
                    }
                    Ok(seq) => {
                        if !is_retry && matches!(room.fault, Fault::LoseAck(at) | Fault::StoreRetry(at) if at == seq) {
                            return None;
                        }
                        json!({"type": "ack", "nonce": nonce, "id": format!("m{seq}"), "position": seq, "seq": seq})
                    }
                    Err(code) => json!({"type": "error", "nonce": nonce, "code": code, "message": "no"}),
                };
                send(&mut socket, &answer).await?;
            }
            changed = bell.changed() => {
                changed.ok()?;
                for message in room.since(cursor) {
                    let seq = seq_of(&message);
                    let frame = json!({"type": "message", "message": message});
                    match fault {
                        Fault::Cut(at) | Fault::CutAndSkip(at) if seq == at && resume.is_none() => return None,
                        Fault::Drop(at) if seq == at => {}
                        Fault::Swap(at) if seq == at => {}
                        Fault::Double(at) if seq == at => {
                            send(&mut socket, &frame).await?;
                            send(&mut socket, &frame).await?;
                        }
                        Fault::Swap(at) if seq == at + 1 => {
                            send(&mut socket, &frame).await?;
                            let late = room.since(at - 1).swap_remove(0);
                            send(&mut socket, &json!({"type": "message", "message": late})).await?;
                        }
                        _ => send(&mut socket, &frame).await?,
                    }
                    cursor = seq;
                }
            }
        }
    }
}

async fn receive(socket: &mut WebSocket) -> Option<Value> {
    loop {
        match socket.recv().await?.ok()? {
            Raw::Text(text) => return Some(serde_json::from_str(&text).unwrap()),
            Raw::Close(_) => return None,
            _ => {}
        }
    }
}

async fn send(socket: &mut WebSocket, frame: &Value) -> Option<()> {
    socket.send(Raw::text(frame.to_string())).await.ok()
}

fn seq_of(message: &Value) -> u64 {
    message["seq"].as_u64().unwrap()
}

impl Room {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What changed after this seq, by rising seq.
    fn since(&self, seq: u64) -> Vec<Value> {
        self.log().messages.iter().filter(|entry| entry.seq > seq).map(Entry::message).collect()
    }

    /// What stands after this position, by rising position.
    fn page(&self, position: u64) -> Vec<Value> {
        let mut page: Vec<_> = self.log().messages.iter().filter(|entry| entry.position > position).cloned().collect();
        page.sort_by_key(|entry| entry.position);
        let shows_removed = |mut entry: Entry| {
            entry.removed &= self.fault != Fault::KeepRemoved;
            entry
        };
        page.into_iter().map(shows_removed).map(|entry| entry.message()).collect()
    }

    /// What must never be served again.
    fn removed_texts(&self) -> Vec<Value> {
        let removed = |entry: &Entry| entry.removed.then(|| Entry { removed: false, ..entry.clone() }.message());
        self.log().messages.iter().filter_map(removed).collect()
    }

    fn knows(&self, nonce: &Value) -> bool {
        nonce.as_str().is_some_and(|nonce| self.log().by_nonce.contains_key(nonce))
    }

    fn store(&self, command: &Value, author: &str) -> Result<u64, &'static str> {
        let nonce = command["nonce"].as_str().unwrap();
        let mut log = self.log();
        match log.by_nonce.get(nonce) {
            Some(seq) if self.fault != Fault::StoreRetry(*seq) => return Ok(*seq),
            _ => {}
        }
        let log = &mut *log;
        if command["type"] == "act" {
            let head = log.act(&command["ask"], self.fault)?;
            self.head.send_replace(head);
            return Ok(head);
        }
        let seq = log.head + 1;
        let meant = || log.messages.iter().position(|entry| command["id"] == format!("m{}", entry.position));
        if command["type"] == "react" {
            // Told as any change: the message moves to the end.
            let liked = meant().unwrap();
            if log.messages[liked].removed {
                return Err("not_found");
            }
            let liked = log.messages.remove(liked);
            log.messages.push(Entry { seq, ..liked });
        } else if command["type"] == "edit" {
            let old = meant().unwrap();
            let old = log.messages.remove(old);
            let text = if self.fault == Fault::ForgetEdits { &old.text } else { command["text"].as_str().unwrap() };
            let text = text.to_owned();
            log.messages.push(Entry { seq, text, edited: true, ..old });
        } else if command["type"] == "remove" {
            if self.fault == Fault::RefuseRemovals {
                return Err("forbidden");
            }
            let gone = meant().unwrap();
            let gone = log.messages.remove(gone);
            log.messages.push(Entry { seq, removed: true, ..gone });
        } else {
            let posts = log.by_author.entry(author.to_owned()).or_default();
            match self.fault {
                Fault::Refuse => return Err("slow_down"),
                Fault::BanAfter(most) if *posts >= most => return Err("banned"),
                _ if log.banned.contains(author) => return Err("banned"),
                _ if log.calm => return Err("held"),
                _ => *posts += 1,
            }
            log.messages.push(Entry::new(seq, author, command["text"].as_str().unwrap()));
        }
        log.head = seq;
        log.by_nonce.insert(nonce.to_owned(), seq);
        self.head.send_replace(seq);
        Ok(seq)
    }
}

impl Log {
    /// What a moderator asks for; gives the head after it.
    fn act(&mut self, ask: &Value, fault: Fault) -> Result<u64, &'static str> {
        match ask["act"].as_str() {
            _ if fault == Fault::RefuseActs => return Err("forbidden"),
            Some("switch") => self.calm = ask["calm"] == true,
            Some("clear") => {
                let person = ask["person"].as_str().unwrap();
                self.banned.insert(person.to_owned());
                let is_gone = |entry: &Entry| entry.author == person && !entry.removed;
                let (gone, kept): (Vec<_>, Vec<_>) = self.messages.drain(..).partition(is_gone);
                self.messages = kept;
                for entry in gone {
                    self.head += 1;
                    self.messages.push(Entry { seq: self.head, removed: true, ..entry });
                }
            }
            act => panic!("{act:?} is not asked for"),
        }
        Ok(self.head)
    }
}
