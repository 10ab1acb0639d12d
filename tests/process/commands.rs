use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::support::{
    api::Api,
    databases::TestDatabase,
    process::{Process, fails, gives_up, program, runs},
    waiting::within,
};

#[tokio::test]
async fn the_first_start_greets_and_its_link_works_once() {
    let database = TestDatabase::sqlite().await;
    let server = Process::serve(&database.url, None, &[]).await;
    let event = format!("http://{}/e/best-bits-2012", server.address);
    assert_eq!(server.greeting[0], format!("Best Bits: {event}"));
    let (_, code) = server.greeting[1].split_once(&format!("{event}#invite=")).expect("the organiser's link");
    let http = reqwest::Client::new();
    let api = Api::new(http, format!("http://{}", server.address), "best-bits-2012".to_owned(), None);
    assert_eq!(api.joins("Olga", Some(code)).await["you"]["role"], "organiser");
    api.post("/join", &json!({ "name": "Another", "invite": code })).await.refuses(403, "forbidden");
    let address = server.address;
    server.kill().await;
    let server = Process::serve(&database.url, Some(address), &[]).await;
    assert_eq!(server.greeting, [format!("Events: http://{address}/")], "only once");
}

#[tokio::test]
async fn events_are_imported_and_listed() {
    let database = TestDatabase::sqlite().await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("event.toml");
    let path = file.to_str().expect("a path");
    let example = std::fs::read_to_string("examples/best-bits-2012.toml").expect("the example");
    let import = ["event", "import", path, "--database", &database.url];
    std::fs::write(&file, &example).expect("written");
    assert_eq!(runs(&import).await, "best-bits-2012 created\n");
    assert_eq!(runs(&import).await, "best-bits-2012 unchanged\n");
    std::fs::write(&file, example.replace("Best Bits", "Better Bits")).expect("written");
    assert_eq!(runs(&import).await, "best-bits-2012 updated\n");
    assert_eq!(runs(&["event", "list", "--database", &database.url]).await, "best-bits-2012\tBetter Bits\n");
    let line = runs(&["event", "list", "--json", "--database", &database.url]).await;
    let line: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(line, json!({ "slug": "best-bits-2012", "title": "Better Bits", "access": "public" }));
    std::fs::write(&file, example.replace("hashtag =", "hash_tag =")).expect("written");
    let said = gives_up(&import).await;
    assert!(said.contains(path) && said.contains("line 26") && said.contains("`hash_tag`"), "{said}");
    let said = gives_up(&["event", "import", "/no/such/file", "--database", &database.url]).await;
    assert!(said.contains("/no/such/file"), "{said}");
}

#[tokio::test]
async fn invitations_are_printed() {
    let database = TestDatabase::sqlite().await;
    let database = ["--database", &database.url];
    runs(&[&["event", "import", "examples/best-bits-2012.toml"][..], &database].concat()).await;
    let invite = ["invite", "best-bits-2012", "--role", "moderator"];
    let link =
        runs(&[&invite[..], &database, &["--public-url", "https://chat.example.org/", "--name", "Ann Lee"]].concat())
            .await;
    let code = link.trim().strip_prefix("https://chat.example.org/e/best-bits-2012#invite=").expect("a link");
    assert_eq!(code.split_once('&').expect("a name").1, "name=Ann+Lee");
    let more = ["--json", "--uses", "3", "--expires", "12h"];
    let line = runs(&[&invite[..], &database, &more].concat()).await;
    let line: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(line.as_object().expect("an object").keys().collect::<Vec<_>>(), ["code", "expires_at", "url"]);
    let said = gives_up(&[&["invite", "nowhere", "--role", "moderator"][..], &database].concat()).await;
    assert!(said.contains("no event `nowhere`"), "{said}");
    for misused in [
        &["invite", "best-bits-2012", "--role", "king"][..],
        &["invite", "best-bits-2012", "--role", "guest"],
        &["invite", "best-bits-2012"],
        &["invite", "Best Bits", "--role", "moderator"],
        &["invite", "best-bits-2012", "--role", "moderator", "--expires", "soon"],
        &["invite", "best-bits-2012", "--role", "moderator", "--uses", "0"],
        &["serve", "--listen", "nowhere"],
        &["--public-url", "chat.example.org"],
        &["dance"],
    ] {
        fails(misused, 2).await;
    }
}

#[tokio::test]
async fn migrate_says_what_it_did() {
    let database = TestDatabase::sqlite().await;
    let migrate = ["migrate", "--database", &database.url];
    assert_eq!(
        runs(&migrate).await,
        "1 events and rooms\n2 people\n3 messages\n4 removed messages\n5 edits and reactions\n6 room state\n7 acts\n9 switches\n10 reports\n11 filters\n12 notes\n13 networks\n"
    );
    assert_eq!(runs(&migrate).await, "the schema is up to date\n");
}

#[tokio::test]
async fn the_environment_is_honoured() {
    let database = TestDatabase::sqlite().await;
    let listed = program().args(["event", "list"]).env("DATABASE_URL", &database.url).output().await.expect("it runs");
    assert!(listed.status.success(), "{listed:?}");
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address");
    let mut serving =
        program().env("PORT", free.port().to_string()).env("DATABASE_URL", &database.url).spawn().expect("it runs");
    let mut lines = BufReader::new(serving.stdout.take().expect("a pipe")).lines();
    let mut line = async || within("a line", lines.next_line()).await.expect("readable").expect("a line");
    assert_eq!(line().await, format!("Listening on http://0.0.0.0:{}", free.port()));
    assert_eq!(line().await, format!("Best Bits: http://127.0.0.1:{}/e/best-bits-2012", free.port()));
    serving.kill().await.expect("it can be killed");
    let bad = program().env("PORT", "many").output().await.expect("it runs");
    assert_eq!(bad.status.code(), Some(2));
}
