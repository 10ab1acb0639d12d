//! What waits for a moderator is on no surface but in the lists of its author and of those who keep the room.

use std::time::Duration;

use reqwest::{Method, header};
use serde_json::{Value, json};
use social_stream::domain::Role;

use crate::support::{
    actors::{Participant, Reader, hello, nonce},
    api::Answer,
    databases::TestDatabase,
    events::{Came, EventReader},
    server::Server,
};

const SECRET: &str = "the safe house is in Nizami";

/// By what it is known wherever it turns up, escaped or not.
const PART: &str = "safe house";

/// Everybody there is to look, and those to whom it may be told, in the order of [`Crowd::lookers`].
const TOLD: [(&str, bool); 6] = [
    ("a reader", false),
    ("a guest", false),
    ("a participant", false),
    ("its author", true),
    ("a moderator", true),
    ("an organiser", true),
];

/// Where those who keep the room read all that somebody wrote.
const REMARKS: &str = "GET /people/ID/messages";

/// Where one reads without scripts what one wrote oneself.
const PLAIN_PAGE: &str = "the plain page of who joined";

struct Crowd {
    author: Participant,
    others: Vec<Participant>,
    mia: Participant,
    olga: Participant,
}

/// Somebody's stream, and their server-sent events.
struct Live {
    stream: Reader,
    events: EventReader,
}

impl Crowd {
    fn lookers(&self) -> Vec<Option<&Participant>> {
        let others = self.others.iter().map(Some);
        [None].into_iter().chain(others).chain([Some(&self.author), Some(&self.mia), Some(&self.olga)]).collect()
    }
}

fn has(text: &str) -> bool {
    text.contains(PART) || text.contains("Nizami")
}

fn id_of(who: &Participant) -> &str {
    who.you["id"].as_str().expect("an id")
}

/// The surfaces of one server that show it to somebody.
async fn shown(server: &Server<'_>, crowd: &Crowd, who: Option<&Participant>, id: &str) -> Vec<String> {
    // Whoever looks so quickly in so many places is past the pace of searching.
    server.clock.advance(Duration::from_secs(5));
    let author = id_of(&crowd.author);
    let token = who.map(|who| who.token.as_str());
    let api = token.map_or_else(|| server.api(), |token| server.api().with_token(token));
    let event = &server.event.slug;
    let mut shown = Vec::new();
    let mut look = |surface: String, text: &str| {
        if has(text) {
            shown.push(surface);
        }
    };
    for address in [
        "",
        "/me",
        "/acts",
        "/acts?format=csv",
        "/acts?format=jsonl",
        "/invites",
        "/rooms/main/messages",
        "/rooms/main/messages?after=0&limit=200",
        "/rooms/main/messages?before=1000&limit=200",
        &format!("/rooms/main/messages/{id}"),
        "/rooms/main/search?q=house",
        "/rooms/main/search?q=Nizami",
        "/rooms/main/sessions",
        "/rooms/main/held",
        "/rooms/main",
        "/rooms/side",
        "/rooms/side/messages",
        "/rooms/side/held",
    ] {
        let answer = api.get(address).await;
        assert_ne!(answer.status, 429, "{address}");
        look(format!("GET {address}"), &answer.text);
    }
    let keeps = who.is_some_and(|who| [id_of(&crowd.mia), id_of(&crowd.olga)].contains(&id_of(who)));
    let status = if keeps { 200 } else { who.map_or(401, |_| 403) };
    for (method, address) in [
        (Method::GET, "/people"),
        (Method::GET, "/people/ID"),
        (Method::GET, "/people/ID/messages"),
        (Method::GET, "/rooms/main/reports"),
        (Method::GET, "/rooms/side/reports"),
        (Method::GET, "/filters"),
        (Method::POST, "/filters/trial"),
    ] {
        let surface = format!("{method} {address}");
        let mut request = api.call(method.clone(), &address.replace("ID", author));
        if method == Method::POST {
            request = request.json(&json!({ "words": ["house"] }));
        }
        let answer = Answer::to(request).await;
        assert_eq!(answer.status, status, "{surface}: {answer:?}");
        look(surface, &answer.text);
    }
    for page in [
        "/".to_owned(),
        format!("/e/{event}"),
        format!("/e/{event}/main"),
        format!("/e/{event}/moderate"),
        format!("/e/{event}/main/embed"),
        format!("/e/{event}/main/manifest.webmanifest"),
        format!("/e/{event}/main/plain"),
        format!("/e/{event}/main/plain?after=0"),
        format!("/e/{event}/main/plain?at={id}"),
        format!("/oembed?url=http://{}/e/{event}/main", server.address),
    ] {
        look(page.clone(), &api.page(&page).await.text);
    }
    if let Some(token) = token {
        let form = format!("do=read&token={token}");
        let request = api.request(Method::POST, &format!("/e/{event}/main/plain"));
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(form);
        look(PLAIN_PAGE.to_owned(), &Answer::to(request).await.text);
    }
    let epoch = Reader::enter(server.stream().await, token, None).await.stream.epoch;
    for (cursor, low_data) in [(None, false), (None, true), (Some(0), false), (Some(1), false), (Some(2), true)] {
        let mut hello = hello(token, cursor.map(|seq: u64| (epoch.as_str(), seq.into())));
        if low_data {
            hello["low_data"] = true.into();
        }
        let reader = Reader::enter_with(server.stream().await, &hello).await;
        look(format!("the welcome to {cursor:?}"), &reader.welcome.to_string());
    }
    for last_id in [None, Some(format!("{epoch}:0"))] {
        let mut events = EventReader::open(server, token, last_id.as_deref()).await;
        look(format!("the events since {last_id:?}"), &events.frame("welcome").await.to_string());
    }
    shown
}

/// Looks everywhere, as everybody. While it waits, it stands in the lists of those to whom it may be told, for its author on the
/// plain page and for those who keep the room among what they wrote, and nowhere else.
async fn nowhere_else(server: &Server<'_>, crowd: &Crowd, id: &str, waits: bool) {
    for ((who, told), looker) in TOLD.iter().zip(crowd.lookers()) {
        let mut expected = Vec::new();
        if waits && *told {
            let own = looker.is_some_and(|looker| looker.you == crowd.author.you);
            expected.extend(["GET /rooms/main/held", if own { PLAIN_PAGE } else { REMARKS }]);
        }
        assert_eq!(shown(server, crowd, looker, id).await, expected, "{who}");
    }
}

fn says_it(frame: &Value) -> bool {
    has(&frame.to_string())
}

/// Everybody there, since before or after it was posted.
async fn everybody(server: &Server<'_>, crowd: &Crowd) -> Vec<Live> {
    let mut everybody = Vec::new();
    for looker in crowd.lookers() {
        let token = looker.map(|looker| looker.token.as_str());
        let stream = Reader::enter(server.stream().await, token, None).await;
        everybody.push(Live { stream, events: EventReader::open(server, token, None).await });
    }
    everybody
}

/// Events tell it to those to whom it may be told, before or after what was said since, and to nobody else.
async fn by_events(who: &str, told: bool, events: &mut EventReader, said: &str) {
    let (mut heard, mut over) = (false, false);
    while !over || heard != told {
        match events.next().await {
            Came::Frame(frame) if says_it(&frame) => {
                assert!(told, "{who}: {frame}");
                assert_eq!((&frame["type"], &frame["held"][0]["text"]), (&json!("held"), &json!(SECRET)), "{who}");
                heard = true;
            }
            Came::Frame(frame) => over |= frame["message"]["text"] == said,
            Came::End => panic!("{who}: the end instead of `{said}`"),
            Came::Retry(_) | Came::Heartbeat => {}
        }
    }
}

/// Those to whom it may be told are told; then, when something else was said and done, the others still are not.
async fn told(server: &Server<'_>, everybody: &mut [Live], mia: &Participant, said: &str) {
    for ((_, told), live) in TOLD.iter().zip(&mut *everybody) {
        if *told {
            let frame = live.stream.stream.awaits("what waits", says_it).await;
            assert_eq!((&frame["type"], &frame["held"][0]["text"]), (&json!("held"), &json!(SECRET)));
        }
    }
    let body = json!({ "nonce": nonce(), "text": said });
    server.api().with_token(&mia.token).post("/rooms/main/messages", &body).await.gives(201);
    for ((who, told), Live { stream: reader, events }) in TOLD.iter().zip(everybody) {
        by_events(who, *told, events, said).await;
        reader.sees(said).await;
        let leaks = reader.stream.looks_ahead().into_iter().chain(&reader.stream.told).filter(|frame| says_it(frame));
        assert!(*told || leaks.count() == 0, "{who}");
        assert!(!reader.stream.told.iter().any(says_it), "{who}: as a message");
    }
}

pub(super) async fn a_held_text_is_on_no_surface_of_any_node(database: &TestDatabase) {
    let (here, there) = (Server::on(database).await, Server::on(database).await);
    let mia = here.moderator("Mia").await;
    let others = vec![here.participant("Bob").await, here.somebody("Paula", Role::Participant).await];
    let olga = here.somebody("Olga", Role::Organiser).await;
    let mut crowd = Crowd { author: here.participant("Alice").await, others, mia, olga };
    crowd.mia.says("welcome").await;
    crowd.mia.api.patch("/rooms/main", &json!({ "hold": "guests" })).await.gives(200);
    let (mut live_here, mut live_there) = (everybody(&here, &crowd).await, everybody(&there, &crowd).await);
    let body = json!({ "nonce": nonce(), "text": SECRET });
    let posted = crowd.author.api.post("/rooms/main/messages", &body).await.gives(202);
    let id = posted["id"].as_str().expect("an id").to_owned();
    told(&here, &mut live_here, &crowd.mia, "all is well").await;
    told(&there, &mut live_there, &crowd.mia, "all is still well").await;
    for server in [&here, &there] {
        nowhere_else(server, &crowd, &id, true).await;
        told(server, &mut everybody(server, &crowd).await, &crowd.mia, &format!("said to {}", server.address)).await;
    }
    let here = here.restart().await;
    crowd.mia = crowd.mia.again(&here).await;
    nowhere_else(&here, &crowd, &id, true).await;
    told(&here, &mut everybody(&here, &crowd).await, &crowd.mia, "after the restart").await;

    // Rejected, it is nowhere at all.
    let reject = format!("/rooms/main/held/{id}/reject");
    crowd.mia.api.post(&reject, &json!({ "reason": "not here" })).await.gives(200);
    let here = here.restart().await;
    for server in [&here, &there] {
        nowhere_else(server, &crowd, &id, false).await;
    }
    let found = "SELECT COUNT(*) FROM held WHERE body IS NOT NULL";
    assert_eq!(database.number(found).await, 0);
}
