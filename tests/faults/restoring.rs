//! An older backup is put back. What was removed since stays removed, and nobody takes the old history for the new one.

use std::path::Path;

use serde_json::{Value, json};
use social_stream::domain::MessageId;
use tokio::process::Command;

use crate::support::{
    actors::{Reader, edit, nonce, post, reaction, removal},
    api::Api,
    cluster::program,
    databases::TestDatabase,
    process::{Process, fails, gives_up, lifts, runs},
    stream::Stream,
    waiting::within,
};

const SECRET: &str = "where the safe house is";

/// The administrator: has a database, a place for backups, and a journal beside it.
struct Administrator<'a> {
    database: &'a TestDatabase,
    folder: tempfile::TempDir,
}

impl<'a> Administrator<'a> {
    fn of(database: &'a TestDatabase) -> Self {
        Self { database, folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// The database for PostgreSQL's own tools, which know no options of other drivers.
    fn plain_url(&self) -> &str {
        self.database.url.split('?').next().unwrap_or_default()
    }

    fn is_sqlite(&self) -> bool {
        self.database.url.starts_with("sqlite:")
    }

    fn journal(&self) -> String {
        self.path("removals")
    }

    async fn serves(&self) -> Process {
        Process::serve(&self.database.url, None, &["--removals", &self.journal()]).await
    }

    /// As `README.md` says, while it is served.
    async fn backs_up(&self) {
        if self.is_sqlite() {
            runs(&["backup", &self.path("backup"), "--database", &self.database.url]).await;
        } else {
            self.postgres_tool("pg_dump", &["--format=custom", "--file", &self.path("backup"), self.plain_url()]).await;
        }
    }

    /// Puts the backup back with the database's own means, as somebody does who has not read on.
    async fn puts_back(&self) {
        if let Some(file) = self.database.url.strip_prefix("sqlite:") {
            for side in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{file}{side}"));
            }
            std::fs::copy(self.path("backup"), file).expect("copied");
        } else {
            self.postgres_tool("pg_restore", &["--clean", "--dbname", self.plain_url(), &self.path("backup")]).await;
        }
    }

    async fn restores(&self) -> String {
        let backup = self.path("backup");
        let journal = self.journal();
        let mut arguments = vec!["restore", "--database", &self.database.url, "--removals", &journal];
        if self.is_sqlite() {
            arguments.push(&backup);
        }
        runs(&arguments).await
    }

    async fn postgres_tool(&self, name: &str, arguments: &[&str]) {
        let done = within(name, Command::new(program(name)).args(arguments).output()).await.expect("it runs");
        assert!(done.status.success(), "{done:?}");
    }
}

async fn enter(server: &Process, token: Option<&str>, resume: Option<(&str, Value)>) -> Reader {
    let stream = Stream::open(server.address, "/api/v1/events/load/rooms/main/stream", "somebody").await;
    Reader::enter(stream.expect("the upgrade"), token, resume).await
}

fn api(server: &Process) -> Api {
    Api::new(reqwest::Client::new(), format!("http://{}", server.address), "load".to_owned(), None)
}

pub(super) async fn what_was_removed_since_the_backup_stays_removed(database: &TestDatabase) {
    let admin = Administrator::of(database);
    lifts(&database.url).await;
    let server = admin.serves().await;
    let joined = api(&server).joins("Alice", None).await;
    let token = joined["token"].as_str().expect("a token");
    let mut alice = enter(&server, Some(token), None).await;
    let kept = alice.does(&post("to be kept")).await;
    let secret = alice.does(&post("not a secret yet")).await;
    alice.does(&edit(&secret, SECRET)).await;
    alice.does(&reaction(&secret, "👍", true)).await;
    admin.backs_up().await;
    let removed = alice.does(&removal(&secret)).await;
    alice.does(&post("after the backup")).await;
    let (epoch, cursor) = (alice.stream.epoch.clone(), removed["seq"].clone());
    server.kill().await;

    admin.puts_back().await;
    assert_eq!(database.number(&format!("SELECT COUNT(*) FROM messages WHERE body = '{SECRET}'")).await, 1);
    // A server that is started now would show it.
    let serve = ["serve", "--listen", "127.0.0.1:0", "--allow-unsafe-durability", "--removals", &admin.journal()];
    let said = gives_up(&[&serve[..], &["--database", &database.url]].concat()).await;
    assert!(said.contains("social-stream restore") && said.contains(&admin.journal()), "{said}");

    let said = admin.restores().await;
    assert!(said.contains("removed after the backup: 1") && said.contains("reads anew: 1"), "{said}");
    let server = admin.serves().await;
    let history = api(&server).history("").await;
    assert_eq!(history.len(), 2, "what came after the backup is lost: {history:?}");
    assert_eq!(history[0]["text"], "to be kept");
    assert_eq!((&history[1]["id"], &history[1]["removed"]), (&secret["id"], &json!(true)));
    assert_eq!(database.number(&format!("SELECT COUNT(*) FROM messages WHERE body = '{SECRET}'")).await, 0);

    // Clients hold cursors of the old history, which the new one reaches again.
    let mut alice = enter(&server, Some(token), Some((&epoch, cursor.clone()))).await;
    assert_ne!(alice.stream.epoch, epoch);
    assert_eq!((&alice.welcome["resumed"], &alice.welcome["messages"]), (&json!(false), &json!(history)));
    for number in 0..3 {
        alice.does(&post(&format!("a new history {number}"))).await;
    }
    let late = enter(&server, None, Some((&epoch, cursor))).await;
    assert_eq!(late.welcome["resumed"], false, "never a silent gap");
    assert_eq!(kept["position"], 1);
    server.kill().await;
    admin.restores().await;
    admin.serves().await.kill().await;
}

pub(super) async fn a_removal_is_in_the_journal_before_it_is_acked(database: &TestDatabase) {
    let admin = Administrator::of(database);
    lifts(&database.url).await;
    let server = admin.serves().await;
    let joined = api(&server).joins("Alice", None).await;
    let mut alice = enter(&server, joined["token"].as_str(), None).await;
    let journal = || std::fs::read_to_string(admin.journal()).expect("the journal");
    for number in 0..10 {
        let posted = alice.does(&post(&format!("a slip {number}"))).await;
        let wanted = removal(&posted);
        alice.does(&wanted).await;
        assert!(journal().lines().any(|line| posted["id"] == line), "{number}");
        alice.does(&wanted).await;
        alice.does(&removal(&posted)).await;
        assert_eq!(journal().lines().count(), number + 1, "once, however often it is removed");
    }
    server.kill().await;
    // A crash between the commit and the journal: the next start makes up for it.
    let whole = journal();
    std::fs::write(admin.journal(), whole.lines().take(4).map(|line| format!("{line}\n")).collect::<String>())
        .expect("written");
    admin.serves().await.kill().await;
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(lines(&journal()), lines(&whole));
    assert!(whole.lines().all(|line| line.parse::<MessageId>().is_ok()), "ids and nothing else: {whole}");
}

async fn invited(server: &Process, database: &TestDatabase, name: &str) -> Reader {
    let invite = runs(&["invite", "load", "--role", "moderator", "--json", "--database", &database.url]).await;
    let invite: Value = serde_json::from_str(&invite).expect("JSON");
    let joined = api(server).joins(name, invite["code"].as_str()).await;
    enter(server, joined["token"].as_str(), None).await
}

/// What moderators restored stays, what they erased stays gone, whatever the backup has.
pub(super) async fn restored_and_erased_outlive_an_older_backup(database: &TestDatabase) {
    let admin = Administrator::of(database);
    lifts(&database.url).await;
    let server = admin.serves().await;
    let joined = api(&server).joins("Alice", None).await;
    let mut alice = enter(&server, joined["token"].as_str(), None).await;
    let mut mia = invited(&server, database, "Mia").await;
    let acts = |kind: &str, posted: &Value| json!({ "type": kind, "nonce": nonce(), "id": posted["id"] });
    let restored = alice.does(&post("not so bad")).await;
    let erased = alice.does(&post(SECRET)).await;
    let removed = alice.does(&post("off topic")).await;
    mia.does(&acts("remove", &erased)).await;
    admin.backs_up().await;
    mia.does(&acts("remove", &restored)).await;
    mia.does(&acts("restore", &restored)).await;
    mia.does(&acts("erase", &erased)).await;
    mia.does(&acts("remove", &removed)).await;
    server.kill().await;
    // As it is, it agrees with its journal.
    admin.serves().await.kill().await;

    admin.puts_back().await;
    assert_eq!(database.number(&format!("SELECT COUNT(*) FROM kept_texts WHERE body = '{SECRET}'")).await, 1);
    let said = admin.restores().await;
    assert!(said.contains("removed after the backup: 1"), "{said}");
    let server = admin.serves().await;
    let history = api(&server).history("").await;
    assert_eq!(history[0]["text"], "not so bad");
    assert_eq!((&history[1]["removed"], &history[2]["removed"]), (&json!(true), &json!(true)));
    assert_eq!(database.number("SELECT COUNT(*) FROM kept_texts").await, 0, "neither is what was erased");
    server.kill().await;
}

#[tokio::test]
async fn a_sqlite_file_in_use_is_neither_replaced_nor_harmed() {
    let database = TestDatabase::sqlite().await;
    let admin = Administrator::of(&database);
    lifts(&database.url).await;
    let server = admin.serves().await;
    let joined = api(&server).joins("Alice", None).await;
    let mut alice = enter(&server, joined["token"].as_str(), None).await;
    alice.does(&post("before")).await;
    admin.backs_up().await;
    alice.does(&post("after")).await;
    let backup = admin.path("backup");
    let restore = ["restore", &backup, "--database", &database.url];
    let said = gives_up(&restore).await;
    assert!(said.contains("locked by another process"), "{said}");
    alice.does(&post("unharmed")).await;
    assert_eq!(api(&server).history("").await.len(), 3);
    server.kill().await;
    for wrong in ["/no/such/backup", Path::new("Cargo.toml").to_str().expect("a path")] {
        gives_up(&["restore", wrong, "--database", &database.url]).await;
    }
    assert_eq!(database.number("SELECT COUNT(*) FROM messages").await, 3, "still there");
    let again = gives_up(&["backup", &backup, "--database", &database.url]).await;
    assert!(again.contains("name another path"), "{again}");
    let said = runs(&restore).await;
    let replaced = said.lines().find_map(|line| line.strip_prefix("what was there before is ")).expect("a line");
    let (replaced, _) = replaced.split_once(';').expect("a path");
    assert_eq!(database.number("SELECT COUNT(*) FROM messages").await, 1);
    runs(&["restore", replaced, "--database", &database.url]).await;
    assert_eq!(database.number("SELECT COUNT(*) FROM messages").await, 3, "and back again");
    fails(&["backup", "--database", &database.url], 2).await;
}

#[tokio::test]
async fn postgres_is_copied_by_its_own_tools() {
    let database = TestDatabase::postgres().await;
    let said = gives_up(&["backup", "/tmp/never-written", "--database", &database.url]).await;
    assert!(said.contains("pg_dump"), "{said}");
    let said = gives_up(&["restore", "/tmp/never-read", "--database", &database.url]).await;
    assert!(said.contains("pg_restore"), "{said}");
}
