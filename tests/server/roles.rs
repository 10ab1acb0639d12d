//! The table of acts and roles that `docs/protocol.md` prints: what comes of each act of each role on each role, over HTTP and the same
//! over the stream.

mod rows;

use std::{collections::BTreeSet, fs, str::FromStr};

use reqwest::Method;
use serde_json::{Value, json};
use social_stream::domain::{ActKind, Role};

use self::rows::{Row, more, rows};
use crate::support::{
    actors::{Reader, nonce},
    api::{Answer, Api},
    databases::TestDatabase,
    server::Server,
    stream::Stream,
};

const FILE: &str = "docs/protocol.md";
const MARKS: [&str; 2] = ["<!-- acts and roles: written by tests/server/roles.rs -->\n", "<!-- end -->\n"];

const ROLES: [Role; 4] = [Role::Guest, Role::Participant, Role::Moderator, Role::Organiser];

/// Of whom it is asked over the stream as well: one on whom both a moderator and an organiser act, and one on whom only the latter does.
const STREAMED: [Role; 2] = [Role::Participant, Role::Moderator];

/// Those who act, as the table names them: the ones who are refused everything first.
const BY: [&str; 6] = ["nobody", "guest", "participant", "dismissed moderator", "moderator", "organiser"];

struct House<'a> {
    server: Server<'a>,
    /// An organiser who brings about what has to be so before.
    olga: Api,
    greta: Api,
    by: Vec<Api>,
    codes: Vec<(Role, String)>,
    joined: u32,
}

/// Whom, or what, an act is about.
struct Case {
    api: Api,
    person: String,
    message: String,
    held: String,
    act: String,
}

/// What came of it on each role: nothing to say where it was done, or how it was refused.
#[derive(Default)]
struct Cell(Vec<(Role, Option<String>)>);

fn id(answer: &Value) -> String {
    answer["id"].as_str().expect("an id").to_owned()
}

async fn ask(by: &Api, asks: &str, body: &str) -> Answer {
    let (method, path) = asks.split_once(' ').expect("a method and an address");
    let request = by.call(Method::from_str(method).expect("a method"), path);
    Answer::to(request.header("content-type", "application/json").body(body.to_owned())).await
}

async fn says(by: &Api, room: &str) -> String {
    let body = json!({ "nonce": nonce(), "text": "said to be acted on" });
    let answer = by.post(&format!("/rooms/{room}/messages"), &body).await;
    id(&serde_json::from_str(&answer.text).expect("JSON"))
}

impl<'a> House<'a> {
    async fn on(database: &'a TestDatabase) -> Self {
        let server = Server::on(database).await;
        let mut codes = Vec::new();
        for role in &ROLES[1..] {
            codes.push((*role, server.invite(*role, 1_000, None).await));
        }
        let nobody = server.api();
        let mut house =
            House { olga: nobody.clone(), greta: nobody.clone(), by: vec![nobody], server, codes, joined: 0 };
        house.olga = house.joins(Role::Organiser).await.0;
        house.greta = house.joins(Role::Guest).await.0;
        for role in [Role::Guest, Role::Participant, Role::Moderator, Role::Moderator, Role::Organiser] {
            let joined = house.joins(role).await.0;
            house.by.push(joined);
        }
        let dismissed = house.by[3].get("/me").await.gives(200);
        let at = format!("/people/{}/role", id(&dismissed["you"]));
        house.olga.puts(&at, &json!({ "role": "participant" })).await.gives(200);
        house.olga.patch("/rooms/side", &json!({ "hold": "guests" })).await.gives(200);
        house
    }

    async fn joins(&mut self, role: Role) -> (Api, String) {
        self.joined += 1;
        let code = self.codes.iter().find(|(of, _)| *of == role).map(|(_, code)| &**code);
        let joined = self.server.api().joins(&format!("Somebody {}", self.joined), code).await;
        (self.server.api().with_token(joined["token"].as_str().expect("a token")), id(&joined["you"]))
    }

    /// Somebody of that role, and what this row needs of them.
    async fn case(&mut self, row: &Row, role: Role) -> Case {
        let needs = |what: &str| row.asks.contains(what) || row.before.is_some_and(|(asks, _)| asks.contains(what));
        let (api, person) = self.joins(role).await;
        let message = if needs("{message}") { says(&api, "main").await } else { String::new() };
        let held = if needs("{held}") { says(&self.greta, "side").await } else { String::new() };
        let mut case = Case { api, person, message, held, act: String::new() };
        if let Some((asks, body)) = row.before {
            let answer = ask(&self.olga, &self.filled(asks, &case, None).await, body).await;
            let answer: Value = serde_json::from_str(&answer.text).expect("JSON");
            case.act = answer["act"]["number"].to_string();
        }
        case
    }

    async fn filled(&self, asks: &str, case: &Case, by: Option<&Api>) -> String {
        let mut asks = asks
            .replace("{person}", &case.person)
            .replace("{message}", &case.message)
            .replace("{held}", &case.held)
            .replace("{act}", &case.act);
        if asks.contains("{own}") {
            asks = asks.replace("{own}", &says(by.unwrap_or(&case.api), "main").await);
        }
        for role in ["participant", "moderator"] {
            let place = format!("{{invite:{role}}}");
            if asks.contains(&place) {
                let made = self.olga.post("/invites", &json!({ "role": role })).await.gives(201);
                asks = asks.replace(&place, &id(&made["invite"]));
            }
        }
        asks
    }

    /// Streams of those who act.
    async fn streams(&self, room: &str) -> Vec<Reader> {
        let mut streams = Vec::new();
        for (by, who) in self.by.iter().zip(BY) {
            let path = self.server.stream_path(room);
            let stream = Stream::open(self.server.address, &path, who).await.expect("the upgrade");
            streams.push(Reader::enter(stream, by.token(), None).await);
        }
        streams
    }

    /// Has one of those who act ask for it, on their stream where there is one; how it was refused.
    async fn refused(&self, row: &Row, number: usize, case: &Case, streams: &mut [Reader]) -> Option<String> {
        let by = &self.by[number];
        let own = if number == 0 { None } else { Some(by) };
        let code = |answer: &Value| answer["code"].as_str().expect("a code").to_owned();
        if let (Some(frame), Some(reader)) = (row.frame, streams.get_mut(number)) {
            let mut frame: Value = serde_json::from_str(&self.filled(frame, case, own).await).expect("JSON");
            frame["nonce"] = nonce().into();
            reader.sends(&frame).await;
            let answer = reader.stream.awaits(row.name, |answer| answer["nonce"] == frame["nonce"]).await;
            return (answer["type"] == "error").then(|| code(&answer));
        }
        let answer = ask(by, &self.filled(row.asks, case, own).await, row.body).await;
        (answer.status >= 300).then(|| code(&serde_json::from_str(&answer.text).expect("a problem")))
    }

    async fn cells(&mut self, row: &Row, roles: &[Role], mut streams: Vec<Reader>) -> [Cell; BY.len()] {
        let mut cells: [Cell; BY.len()] = Default::default();
        for role in roles {
            let mut untouched = None;
            for (number, cell) in cells.iter_mut().enumerate() {
                let case = match untouched.take() {
                    Some(case) => case,
                    None => self.case(row, *role).await,
                };
                if row.asks.contains("{act}") && case.act == "null" {
                    // Nobody can do what would be undone.
                    continue;
                }
                let refused = self.refused(row, number, &case, &mut streams).await;
                match (&refused, row.then) {
                    (Some(_), _) => untouched = Some(case),
                    (None, Some(then)) => drop(ask(&self.olga, &self.filled(then, &case, None).await, "").await),
                    (None, None) => {}
                }
                cell.0.push((*role, refused));
            }
        }
        cells
    }

    async fn line(&mut self, row: &Row) -> String {
        let on_somebody = ["{person}", "{message}", "{act}"].iter().any(|place| row.asks.contains(place));
        let roles = if on_somebody { &ROLES[..] } else { &ROLES[..1] };
        let cells = self.cells(row, roles, Vec::new()).await;
        if row.frame.is_some() {
            let roles = if on_somebody { &STREAMED[..] } else { roles };
            let streams = self.streams(row.room()).await;
            for ((cell, streamed), by) in cells.iter().zip(self.cells(row, roles, streams).await).zip(BY) {
                let same: Vec<_> = cell.0.iter().filter(|(role, _)| roles.contains(role)).cloned().collect();
                assert_eq!(streamed.0, same, "{} by {by}: over the stream as over HTTP", row.name);
            }
        }
        let cells: Vec<_> = cells.iter().map(|cell| cell.shown(on_somebody)).collect();
        format!("| {} | {} |\n", row.name, cells.join(" | "))
    }
}

impl Cell {
    fn shown(&self, on_somebody: bool) -> String {
        let may: Vec<_> = self.0.iter().filter(|(_, refused)| refused.is_none()).map(|(role, _)| role).collect();
        let refused: BTreeSet<_> = self.0.iter().filter_map(|(_, refused)| refused.as_deref()).collect();
        match (&may[..], on_somebody) {
            ([], _) => refused.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", "),
            (_, false) => "yes".to_owned(),
            (may, true) if may.len() == ROLES.len() => "all".to_owned(),
            (may, true) => {
                assert!(refused.iter().all(|code| *code == "forbidden"), "{refused:?}");
                may.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

pub(super) async fn the_table_of_acts_and_roles_is_the_printed_one(database: &TestDatabase) {
    let mut house = House::on(database).await;
    let mut table = format!("| | {} |\n|{}\n", BY.join(" | "), " --- |".repeat(BY.len() + 1));
    for row in ActKind::ALL.into_iter().flat_map(rows).chain(more()) {
        table += &house.line(&row).await;
    }
    let text = fs::read_to_string(FILE).expect("the file is there");
    let (before, rest) = text.split_once(MARKS[0]).expect("the first mark");
    let (printed, after) = rest.split_once(MARKS[1]).expect("the second mark");
    if std::env::var_os("UPDATE").is_some() {
        let [begin, end] = MARKS;
        fs::write(FILE, format!("{before}{begin}{table}{end}{after}")).expect("the file can be written");
        return;
    }
    assert_eq!(printed, table, "UPDATE=1 cargo test --test main acts_and_roles prints it anew in {FILE}");
}
