//! What `open` says when it cannot: one line that names the thing and the mend.

use social_stream::store::{OpenError, Store, StoreOptions};
use sqlx::Connection;

use crate::support::databases::TestDatabase;

async fn refusal(url: &str) -> OpenError {
    match Store::open(url, &StoreOptions::default()).await {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => {
            let line = error.to_string();
            assert!(!line.contains('\n') && !line.contains("  "), "one line: {line}");
            assert!(line.contains(';'), "the thing; the mend: {line}");
            error
        }
    }
}

#[tokio::test]
async fn urls_of_no_known_database() {
    for url in ["", "stream.sqlite", "mysql://localhost/x", "postgresx://x"] {
        let error = refusal(url).await;
        assert!(matches!(error, OpenError::UnknownScheme), "{url}: {error}");
        assert!(error.to_string().contains("sqlite:PATH") && error.to_string().contains("postgres://"));
    }
    for url in ["sqlite:", "sqlite::memory:", "sqlite://", "sqlite:a?mode=rwc", "postgres://user:secret@host:port/x"] {
        let error = refusal(url).await;
        assert!(matches!(error, OpenError::BadUrl(_)), "{url}: {error}");
        assert!(!error.to_string().contains("secret"));
    }
}

#[tokio::test]
async fn sqlite_files_that_cannot_be_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());

    assert!(matches!(refusal(&url("no/such/stream.sqlite")).await, OpenError::MissingFolder(_)));
    // A folder in the file's place cannot be written by anybody, not even by root.
    std::fs::create_dir(folder.path().join("folder")).expect("made");
    assert!(matches!(refusal(&url("folder")).await, OpenError::NotWritable { .. }));
    std::fs::write(folder.path().join("text"), "Dear diary, ".repeat(500)).expect("written");
    let error = refusal(&url("text")).await;
    assert!(matches!(error, OpenError::NotADatabase { .. }), "{error:?}");
}

#[tokio::test]
async fn a_locked_sqlite_file_is_named() {
    let database = TestDatabase::sqlite().await;
    database.open().await.close().await;
    let mut other = sqlx::SqliteConnection::connect(&database.url).await.expect("a raw connection");
    sqlx::raw_sql("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").execute(&mut other).await.expect("locked");
    let error = refusal(&database.url).await;
    assert!(matches!(error, OpenError::Locked { .. }), "{error:?}");
}

#[tokio::test]
async fn a_damaged_sqlite_file_is_named() {
    let database = TestDatabase::sqlite().await;
    database.open().await.close().await;
    let path = database.url.strip_prefix("sqlite:").expect("a SQLite URL");
    let mut bytes = std::fs::read(path).expect("readable");
    bytes[100..4_000].fill(0xAB);
    std::fs::write(path, bytes).expect("written");
    let error = refusal(&database.url).await;
    assert!(matches!(error, OpenError::NotADatabase { .. }), "{error:?}");
}

#[tokio::test]
async fn a_postgres_that_is_not_there_or_lets_nobody_in() {
    let error = refusal("postgres://anna:geheim@127.0.0.1:1/stream").await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
    assert!(error.to_string().contains("127.0.0.1:1") && !error.to_string().contains("geheim"), "{error}");

    let database = TestDatabase::postgres().await;
    let missing = database.url.replace("social_stream_test_", "no_such_database_");
    let error = refusal(&missing).await;
    assert!(matches!(error, OpenError::NoSuchDatabase { .. }), "{error:?}");
    assert!(error.to_string().contains("no_such_database_"), "{error}");
}

#[tokio::test]
async fn unsafe_settings_are_refused_unless_allowed() {
    let database = TestDatabase::postgres().await;
    let name = database.url.rsplit('/').next().and_then(|end| end.split('?').next()).expect("a name");
    database.execute(&format!("ALTER DATABASE {name} SET synchronous_commit = off")).await;
    let store = Store::open(&database.url, &StoreOptions::default()).await.expect("it opens");
    let error = store.check_durability().await.expect_err("it can lose messages").to_string();
    assert!(error.contains("--allow-unsafe-durability"), "{error}");
    // The tests' cluster itself may be one that does not sync.
    assert!(error.contains("synchronous_commit = off") || error.contains("fsync = off"), "{error}");
    let allowing = Store::open(&database.url, &TestDatabase::options()).await.expect("it opens");
    allowing.check_durability().await.expect("allowed");

    let sqlite = TestDatabase::sqlite().await;
    let store = Store::open(&sqlite.url, &StoreOptions::default()).await.expect("it opens");
    store.check_durability().await.expect("SQLite is set up by the store itself");
}
