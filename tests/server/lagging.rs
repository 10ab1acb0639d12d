//! Readers that stop reading, over a pipe that holds next to nothing, so that it is known where the bytes are.

use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use social_stream::{
    connection::{self, Metered, Place, limits},
    domain::{Action, Command, Nonce, Outcome, Person, PersonId, Role, Secret, Text},
    hub::{Answer, Hub, Room},
    protocol::View,
    store::Joining,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol},
};
use tokio_util::sync::CancellationToken;

use crate::support::{
    databases::TestDatabase,
    server::{example, fresh_random},
    waiting::within,
    world::TestClock,
};

/// Bytes in the pipe: what the kernel's buffer is to a real socket.
const PIPE: usize = 256;

/// A hub, and somebody who writes.
struct House {
    hub: Arc<Hub>,
    place: Box<dyn Fn() -> Place>,
    room: Arc<Room>,
    author: PersonId,
}

impl House {
    async fn on(database: &TestDatabase) -> Self {
        let (store, random) = (database.open().await, fresh_random());
        store.import_event(&example(&*random), &*random).await.expect("imported");
        let event = store.event(&"best-bits-2012".parse().expect("a slug")).await.expect("an answer").expect("it");
        let id = PersonId::random(&*random as &dyn social_stream::domain::Random);
        let name = social_stream::domain::Name::parse("Mia").expect("a name");
        let person = Person { id, event: event.id, name, role: Role::Guest, affiliation: None };
        let token = Secret::random(&*random).hash();
        let clock = Arc::new(TestClock::new());
        let joining = Joining { person, token, invite: None, from: None };
        store.join(joining, social_stream::domain::Clock::now(&*clock)).await.expect("an answer").expect("joined");
        let hub = Arc::new(Hub::new(store, clock, random));
        let (event, room) = (Arc::new(event.clone()), event.rooms[0].clone());
        let opened = hub.room(room.id).await.expect("the room opens");
        let held = hub.clone();
        let place = Box::new(move || Place {
            hub: held.clone(),
            event: event.clone(),
            room: room.clone(),
            shutdown: CancellationToken::new(),
        });
        Self { hub, place, room: opened, author: id }
    }

    /// A reader who has been welcomed and reads no further unless told to.
    async fn reader(&self, resume: Option<(&str, u64)>) -> (WebSocketStream<DuplexStream>, Value) {
        let (near, far) = tokio::io::duplex(PIPE);
        let socket =
            WebSocketStream::from_raw_socket(Metered::new(far, &[]), protocol::Role::Server, Some(limits::websocket()))
                .await;
        tokio::spawn(connection::drive(Box::new(socket), None, (self.place)()));
        let mut client = WebSocketStream::from_raw_socket(near, protocol::Role::Client, None).await;
        let mut hello = json!({ "type": "hello" });
        if let Some((epoch, seq)) = resume {
            hello["resume"] = json!({ "epoch": epoch, "seq": seq });
        }
        client.send(Message::text(hello.to_string())).await.expect("sent");
        let welcome = next(&mut client).await.expect("the welcome");
        (client, welcome)
    }

    async fn does(&self, nonce: &str, action: Action) -> Outcome {
        let nonce: Nonce = nonce.parse().expect("a nonce");
        let command = Command { author: self.author, nonce: Some(nonce), action };
        match within("an answer", self.room.submit(command).expect("queued")).await.expect("an answer") {
            Answer::Decided(outcome) => outcome,
            other => panic!("{other:?}"),
        }
    }

    async fn says(&self, nonce: &str, text: &str) -> social_stream::domain::Ack {
        let text = Text::parse(text, 2_000).expect("a text");
        let posted = Action::Post { id: self.hub.message_id(), text, reply_to: None, announcement: false };
        match self.does(nonce, posted).await {
            Outcome::Stored(ack) => ack,
            other => panic!("{other:?}"),
        }
    }
}

/// The next frame but for `online`, or the close code; 1006 where there was none.
async fn next(client: &mut WebSocketStream<DuplexStream>) -> Result<Value, u16> {
    loop {
        match within("a frame or the end", client.next()).await {
            Some(Ok(Message::Text(text))) => {
                let frame: Value = serde_json::from_str(&text).expect("JSON");
                if frame["type"] != "online" {
                    return Ok(frame);
                }
            }
            Some(Ok(Message::Close(Some(frame)))) => return Err(frame.code.into()),
            _ => return Err(1006),
        }
    }
}

pub(super) async fn a_message_removed_while_it_waits_for_a_slow_reader_never_arrives(database: &TestDatabase) {
    let house = House::on(database).await;
    let (mut slow, welcome) = house.reader(None).await;
    let secret = "where the safe house is ".repeat(40);
    let posted = house.says("nonce-001", secret.trim()).await;
    let removed = house.does("nonce-002", Action::Remove { id: posted.id, reason: None }).await;
    assert!(matches!(removed, Outcome::Stored(_)));
    // Only now does it read on. The pipe may hold the beginning of the frame, the rest must not come.
    match next(&mut slow).await {
        // The connection had not begun to send when the message went.
        Ok(frame) => assert_eq!(frame["message"]["removed"], true, "{frame}"),
        Err(code) => assert_eq!(code, 1006, "cut"),
    }
    let epoch = welcome["epoch"].as_str().expect("an epoch");
    let (_, resumed) = house.reader(Some((epoch, 0))).await;
    assert_eq!(resumed["resumed"], true);
    assert_eq!(resumed["messages"].as_array().map(Vec::len), Some(1));
    assert_eq!(resumed["messages"][0]["removed"], true);
}

pub(super) async fn a_message_edited_while_it_waits_for_a_slow_reader_ends_as_the_new_one(database: &TestDatabase) {
    let house = House::on(database).await;
    let (mut slow, _) = house.reader(None).await;
    let posted = house.says("nonce-001", &"at noon ".repeat(100)).await;
    let text = Text::parse("at one", 2_000).expect("a text");
    let edited = house.does("nonce-002", Action::Edit { id: posted.id, text }).await;
    assert!(matches!(edited, Outcome::Stored(_)));
    // Only now does it read on. Being edited cuts nobody off: what was on the way comes whole, and then the new text.
    let mut frame = next(&mut slow).await.expect("not cut");
    if frame["message"]["seq"] == 1 {
        frame = next(&mut slow).await.expect("not cut");
    }
    assert_eq!((&frame["message"]["seq"], &frame["message"]["text"]), (&json!(2), &json!("at one")));
}

pub(super) async fn a_slow_reader_costs_only_itself_and_comes_back(database: &TestDatabase) {
    let house = House::on(database).await;
    let (mut slow, welcome) = house.reader(None).await;
    let (mut quick, _) = house.reader(None).await;
    let reading = tokio::spawn(async move {
        let mut seqs = Vec::new();
        while seqs.len() < 1_200 {
            seqs.push(next(&mut quick).await.expect("a message")["message"]["seq"].as_u64().expect("a number"));
        }
        seqs
    });
    for number in 0..1_200 {
        house.says(&format!("nonce-{number:04}"), "something that is not read").await;
    }
    assert_eq!(within("the quick reader", reading).await.expect("no panic"), (1..=1_200).collect::<Vec<_>>());
    // What it had not got is no longer in memory, so it is told to come back.
    let mut seq = 0;
    let code = loop {
        match next(&mut slow).await {
            Ok(frame) => {
                let next = frame["message"]["seq"].as_u64().expect("a number");
                assert_eq!(next, seq + 1, "no gap");
                seq = next;
            }
            Err(code) => break code,
        }
    };
    assert_eq!(code, 4000);
    assert!(seq < 1_200 - 1_024, "{seq}");
    let epoch = welcome["epoch"].as_str().expect("an epoch");
    let (_, back) = house.reader(Some((epoch, seq))).await;
    assert_eq!((&back["resumed"], &back["seq"]), (&json!(false), &json!(1_200)), "never a silent gap");
    let (_, near) = house.reader(Some((epoch, 1_000))).await;
    assert_eq!((&near["resumed"], near["messages"].as_array().map(Vec::len)), (&json!(true), Some(200)));
}

pub(super) async fn events_that_hold_a_removed_message_are_cut(database: &TestDatabase) {
    let house = House::on(database).await;
    let events = connection::events((house.place)(), None, None, View::Full).await.expect("a welcome");
    let mut events = std::pin::pin!(events);
    let welcome = within("the welcome", events.next()).await.expect("a piece").expect("no cut");
    let asked = futures_util::poll!(events.next());
    assert!(asked.is_pending(), "one piece at a time, however little is in it");
    drop(welcome);
    let secret = "where the safe house is ".repeat(80);
    let posted = house.says("nonce-001", secret.trim()).await;
    let piece = within("the message", events.next()).await.expect("a piece").expect("no cut");
    assert!(piece.len() <= limits::FRAGMENT, "{}", piece.len());
    assert!(std::str::from_utf8(&piece).expect("text").contains("safe house"));
    let elsewhere = house.says("nonce-002", "something else").await;
    assert!(futures_util::poll!(events.next()).is_pending(), "what comes meanwhile is waited with");
    house.does("nonce-003", Action::Remove { id: elsewhere.id, reason: None }).await;
    assert!(futures_util::poll!(events.next()).is_pending(), "it is not in what is being sent");
    house.does("nonce-004", Action::Remove { id: posted.id, reason: None }).await;
    let cut = futures_util::poll!(events.next());
    assert!(matches!(cut, std::task::Poll::Ready(Some(Err(_)))), "{cut:?}");
    assert!(within("the end", events.next()).await.is_none());
}

pub(super) async fn events_removed_while_they_wait_in_the_http_library_never_arrive(database: &TestDatabase) {
    let house = House::on(database).await;
    let (mut near, far) = tokio::io::duplex(PIPE);
    let events = connection::events((house.place)(), None, None, View::Full).await.expect("a welcome");
    let body = std::sync::Mutex::new(Some(axum::body::Body::from_stream(events)));
    let service = hyper::service::service_fn(move |_| {
        let body = body.lock().expect("nobody panics").take().expect("one request");
        std::future::ready(Ok::<_, std::convert::Infallible>(hyper::Response::new(body)))
    });
    // As `http::serve` has it.
    let mut http = hyper::server::conn::http1::Builder::new();
    tokio::spawn(http.writev(true).serve_connection(TokioIo::new(far), service));
    near.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("asked");
    let mut heard = String::new();
    while !heard.contains("\"limits\"") {
        let mut piece = [0; PIPE];
        let read = within("the welcome", near.read(&mut piece)).await.expect("no error");
        heard.push_str(std::str::from_utf8(&piece[..read]).expect("text"));
    }
    let secret = "where the safe house is ".repeat(40);
    let posted = house.says("nonce-001", secret.trim()).await;
    house.does("nonce-002", Action::Remove { id: posted.id, reason: None }).await;
    // Only now does it read on. The pipe may hold the beginning, the rest must not come.
    loop {
        let mut piece = [0; PIPE];
        let read = within("the end or the tombstone", near.read(&mut piece)).await.expect("no error");
        heard.push_str(std::str::from_utf8(&piece[..read]).expect("text"));
        if read == 0 || heard.contains("\"removed\":true") {
            break;
        }
    }
    assert!(heard.matches("safe house").count() < 2 * PIPE / 24, "{heard}");
}
