//! The table of acts and roles that `docs/protocol.md` prints: what comes of each act of each role on each role.

use std::{collections::BTreeSet, fs, str::FromStr};

use reqwest::Method;
use serde_json::{Value, json};
use social_stream::domain::{ActKind, Role};

use crate::support::{
    actors::nonce,
    api::{Answer, Api},
    databases::TestDatabase,
    server::Server,
};

const FILE: &str = "docs/protocol.md";
const MARKS: [&str; 2] = ["<!-- acts and roles: written by tests/server/roles.rs -->\n", "<!-- end -->\n"];

const ROLES: [Role; 4] = [Role::Guest, Role::Participant, Role::Moderator, Role::Organiser];

/// A line of the table: something that is asked for over HTTP. Its address may name a `{person}`, their `{message}`, one's `{own}`
/// message, a `{held}` post of a guest, an `{invite:ROLE}`, or the `{act}` that came of what was done before.
struct Row {
    name: &'static str,
    asks: &'static str,
    body: &'static str,
    /// What an organiser does before, so that there is something to do.
    before: Option<(&'static str, &'static str)>,
    /// What an organiser does after it was done, so that it can be done once more.
    then: Option<&'static str>,
}

fn row(name: &'static str, asks: &'static str, body: &'static str) -> Row {
    Row { name, asks, body, before: None, then: None }
}

impl Row {
    fn after(self, asks: &'static str, body: &'static str) -> Self {
        Self { before: Some((asks, body)), ..self }
    }

    fn until(self, asks: &'static str) -> Self {
        Self { then: Some(asks), ..self }
    }
}

const REPORT: (&str, &str) = ("POST /rooms/main/messages/{message}/reports", r#"{"reason":"spam"}"#);

/// How each kind of act is asked for.
fn rows(kind: ActKind) -> Vec<Row> {
    const REMOVE: &str = "DELETE /rooms/main/messages/{message}";
    const MUTE: (&str, &str) = ("PUT /people/{person}/mute", r#"{"for_ms":60000}"#);
    const BAN: &str = "PUT /people/{person}/ban";
    const PIN: &str = "PUT /rooms/main/messages/{message}/pin";
    const UNPIN: &str = "DELETE /rooms/main/messages/{message}/pin";
    const ROLE: &str = "PUT /people/{person}/role";
    match kind {
        ActKind::Remove => {
            vec![row("`remove`", REMOVE, ""), row("`remove`, one's own", "DELETE /rooms/main/messages/{own}", "")]
        }
        ActKind::Restore => {
            vec![row("`restore`", "POST /rooms/main/messages/{message}/restore", "{}").after(REMOVE, "")]
        }
        ActKind::Erase => vec![row("`erase`", "POST /rooms/main/messages/{message}/erase", "{}")],
        ActKind::Clear => vec![row("`clear`", "POST /people/{person}/clear", r#"{"last_ms":60000}"#)],
        ActKind::Mute => vec![row("`mute`", MUTE.0, MUTE.1)],
        ActKind::Unmute => vec![row("`unmute`", "DELETE /people/{person}/mute", "").after(MUTE.0, MUTE.1)],
        ActKind::Ban => vec![row("`ban`", BAN, "{}")],
        ActKind::Unban => vec![row("`unban`", "DELETE /people/{person}/ban", "").after(BAN, "{}")],
        ActKind::Role => vec![
            row("`role`: guest", ROLE, r#"{"role":"guest"}"#),
            row("`role`: participant", ROLE, r#"{"role":"participant"}"#),
            row("`role`: moderator", ROLE, r#"{"role":"moderator"}"#),
            row("`role`: organiser", ROLE, r#"{"role":"organiser"}"#),
        ],
        ActKind::Switch => vec![row("`switch`", "PATCH /rooms/side", r#"{"links":false}"#)],
        ActKind::Pin => vec![row("`pin`", PIN, "").until(UNPIN)],
        ActKind::Unpin => vec![row("`unpin`", UNPIN, "").after(PIN, "")],
        ActKind::Approve => vec![row("`approve`", "POST /rooms/side/held/{held}/approve", "{}")],
        ActKind::Reject => vec![row("`reject`", "POST /rooms/side/held/{held}/reject", "{}")],
        ActKind::Keep => vec![
            row("`keep`, a reported message", "POST /rooms/main/messages/{message}/reports/approve", "{}")
                .after(REPORT.0, REPORT.1),
            row("`remove`, a reported message", "POST /rooms/main/messages/{message}/reports/remove", "{}")
                .after(REPORT.0, REPORT.1),
        ],
        ActKind::Watch => vec![row("`watch`", "PUT /rooms/main/watch", "")],
        ActKind::Unwatch => vec![row("`unwatch`", "DELETE /rooms/main/watch", "")],
        ActKind::Invite => vec![
            row("`invite` a participant", "POST /invites", r#"{"role":"participant"}"#),
            row("`invite` a moderator", "POST /invites", r#"{"role":"moderator"}"#),
            row("`invite` an organiser", "POST /invites", r#"{"role":"organiser"}"#),
        ],
        ActKind::Uninvite => vec![
            row("`uninvite` a participant", "DELETE /invites/{invite:participant}", ""),
            row("`uninvite` a moderator", "DELETE /invites/{invite:moderator}", ""),
        ],
        ActKind::Filters => vec![row("`filters`", "PUT /filters", r#"{"words":["spam"]}"#)],
    }
}

/// What is no act of its own.
fn more() -> Vec<Row> {
    vec![
        row("undoing a `mute`", "POST /acts/{act}/undo", "{}")
            .after("PUT /people/{person}/mute", r#"{"for_ms":60000}"#),
        row("reading the log of acts", "GET /acts", ""),
        row("reporting a message", REPORT.0, REPORT.1),
        row("reading what is reported", "GET /rooms/main/reports", ""),
        row("starting a session", "PUT /rooms/main/session", r#"{"slug":"inclusive-network"}"#),
        row("reading the list of invitations", "GET /invites", ""),
        row("reading the filters", "GET /filters", ""),
        row("trying filters", "POST /filters/trial", r#"{"words":["spam"]}"#),
        row("finding people", "GET /people", ""),
        row("reading a person's page", "GET /people/{person}", ""),
        row("reading all that a person wrote", "GET /people/{person}/messages", ""),
        row("noting on a person", "POST /people/{person}/notes", r#"{"text":"noted"}"#),
    ]
}

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

/// What came of it on each role.
#[derive(Default)]
struct Cell {
    may: Vec<Role>,
    refused: BTreeSet<String>,
}

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

    async fn line(&mut self, row: &Row) -> String {
        let on_somebody = ["{person}", "{message}", "{act}"].iter().any(|place| row.asks.contains(place));
        let mut cells: [Cell; BY.len()] = Default::default();
        let roles = if on_somebody { &ROLES[..] } else { &ROLES[..1] };
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
                let by = self.by[number].clone();
                let own = if number == 0 { None } else { Some(&by) };
                let answer = ask(&by, &self.filled(row.asks, &case, own).await, row.body).await;
                if answer.status < 300 {
                    cell.may.push(*role);
                    if let Some(then) = row.then {
                        ask(&self.olga, &self.filled(then, &case, None).await, "").await;
                    }
                } else {
                    let problem: Value = serde_json::from_str(&answer.text).expect("a problem");
                    cell.refused.insert(problem["code"].as_str().expect("a code").to_owned());
                    untouched = Some(case);
                }
            }
        }
        let cells: Vec<_> = cells.iter().map(|cell| cell.shown(on_somebody)).collect();
        format!("| {} | {} |\n", row.name, cells.join(" | "))
    }
}

impl Cell {
    fn shown(&self, on_somebody: bool) -> String {
        let refused: Vec<_> = self.refused.iter().map(|code| format!("`{code}`")).collect();
        match (&self.may[..], on_somebody) {
            ([], _) => refused.join(", "),
            (_, false) => "yes".to_owned(),
            (may, true) if may.len() == ROLES.len() => "all".to_owned(),
            (may, true) => {
                assert!(self.refused.iter().all(|code| code == "forbidden"), "{:?}", self.refused);
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
