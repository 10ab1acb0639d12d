//! What is in the way of a start is told in one line that names the thing and the mend.

use crate::support::{
    databases::TestDatabase,
    process::{Process, gives_up},
};

/// A start that must fail; what it says has all these words.
async fn refuses(database: &str, words: &[&str]) {
    let said = gives_up(&["serve", "--listen", "127.0.0.1:0", "--database", database]).await;
    for word in words {
        assert!(said.contains(word), "{word} in {said}");
    }
}

#[tokio::test]
async fn a_port_in_use() {
    let (one, other) = (TestDatabase::sqlite().await, TestDatabase::sqlite().await);
    let server = Process::serve(&one.url, None, &[]).await;
    let address = server.address.to_string();
    let said = gives_up(&["--listen", &address, "--database", &other.url]).await;
    assert!(said.contains(&address) && said.contains("--listen"), "{said}");
}

#[tokio::test]
async fn sqlite_files_that_cannot_be_used() {
    let database = TestDatabase::sqlite().await;
    let store = database.open().await;
    store.close().await;
    let mut raw = database.raw().await;
    raw.execute("PRAGMA locking_mode = EXCLUSIVE").await;
    raw.execute("BEGIN EXCLUSIVE").await;
    refuses(&database.url, &["locked"]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let corrupt = folder.path().join("corrupt.db");
    std::fs::write(&corrupt, "this is no database, however long one looks at it ".repeat(100)).expect("written");
    refuses(&format!("sqlite:{}", corrupt.display()), &["corrupt.db"]).await;
    refuses(&format!("sqlite:{}", folder.path().display()), &[folder.path().to_str().expect("a path")]).await;
    refuses("sqlite:/no/such/folder/chat.db", &["/no/such/folder", "create it"]).await;
    // Where not even root may write.
    refuses("sqlite:/proc/chat.db", &["/proc"]).await;
}

#[tokio::test]
async fn databases_that_are_not_there() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address");
    let away = format!("postgres://somebody:hunter2@{free}/chat");
    let said = gives_up(&["--listen", "127.0.0.1:0", "--database", &away]).await;
    assert!(said.contains(&free.port().to_string()) && !said.contains("hunter2"), "{said}");
    refuses("mysql://localhost/chat", &["sqlite:PATH", "postgres://"]).await;
    let database = TestDatabase::postgres().await;
    let unknown = database.url.replace("social_stream_test", "no_such_database");
    refuses(&unknown, &["no_such_database"]).await;
}

#[tokio::test]
async fn a_postgres_that_may_forget() {
    let database = TestDatabase::postgres().await;
    let name = database.url.rsplit('/').next().expect("a name").split('?').next().expect("a name").to_owned();
    database.execute(&format!("ALTER DATABASE {name} SET synchronous_commit = off")).await;
    refuses(&database.url, &["--allow-unsafe-durability"]).await;
    Process::serve(&database.url, None, &[]).await.kill().await;
}
