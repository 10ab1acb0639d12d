//! Fresh, private databases, gone with the value.

use std::{
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};

use social_stream::store::{Store, StoreOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection, postgres::PgConnectOptions};

/// A database of one test.
pub(crate) struct TestDatabase {
    pub(crate) url: String,
    kept: Kept,
}

enum Kept {
    Sqlite { folder: tempfile::TempDir },
    Postgres { cluster: Box<PgConnectOptions>, name: String },
}

/// A connection beside the store, to look behind it.
pub(crate) enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl TestDatabase {
    pub(crate) async fn sqlite() -> Self {
        Self::sqlite_in(tempfile::tempdir().expect("a folder for the test"))
    }

    /// In the machine's memory, for tests of what must be done promptly: a disk that others write to may take seconds for
    /// one sync.
    pub(crate) async fn quick() -> Self {
        Self::sqlite_in(tempfile::tempdir_in("/dev/shm").expect("Linux keeps a folder in memory"))
    }

    fn sqlite_in(folder: tempfile::TempDir) -> Self {
        let url = format!("sqlite:{}", folder.path().join("stream.sqlite").display());
        Self { url, kept: Kept::Sqlite { folder } }
    }

    /// On the cluster of `TEST_POSTGRES_URL`.
    pub(crate) async fn postgres() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let url = std::env::var("TEST_POSTGRES_URL")
            .expect("TEST_POSTGRES_URL must name a PostgreSQL cluster where databases can be made");
        let cluster = PgConnectOptions::from_str(&url).expect("TEST_POSTGRES_URL is a Postgres URL");
        let name = format!("social_stream_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        on_cluster(&cluster, format!("CREATE DATABASE {name}")).await;
        let url = cluster.clone().database(&name).to_url_lossy().to_string();
        Self { url, kept: Kept::Postgres { cluster: Box::new(cluster), name } }
    }

    /// The tests' cluster may be one that does not sync, so unsafe settings are allowed here.
    pub(crate) fn options() -> StoreOptions {
        StoreOptions { allow_unsafe_durability: true, ..StoreOptions::default() }
    }

    /// A store of its own on this database, as another process would have it.
    pub(crate) async fn open(&self) -> Store {
        let store = Store::open(&self.url, &Self::options()).await.expect("the database opens");
        store.migrate().await.expect("the schema is brought up to date");
        store
    }

    pub(crate) async fn raw(&self) -> Raw {
        match &self.kept {
            Kept::Sqlite { .. } => Raw::Sqlite(SqliteConnection::connect(&self.url).await.expect("a raw connection")),
            Kept::Postgres { .. } => Raw::Postgres(PgConnection::connect(&self.url).await.expect("a raw connection")),
        }
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn execute(&self, statement: &str) {
        self.raw().await.execute(statement).await;
    }

    /// A number that a statement selects behind the store's back.
    pub(crate) async fn number(&self, statement: &str) -> i64 {
        let statement = AssertSqlSafe(statement);
        match self.raw().await {
            Raw::Sqlite(mut raw) => sqlx::query_scalar(statement).fetch_one(&mut raw).await,
            Raw::Postgres(mut raw) => sqlx::query_scalar(statement).fetch_one(&mut raw).await,
        }
        .expect("a number")
    }

    /// The bytes of every file that the database consists of, where that can be looked at.
    pub(crate) fn files(&self) -> Option<Vec<u8>> {
        let Kept::Sqlite { folder } = &self.kept else { return None };
        let mut bytes = Vec::new();
        for file in std::fs::read_dir(folder.path()).expect("the folder is there") {
            match std::fs::read(file.expect("an entry").path()) {
                Ok(held) => bytes.extend(held),
                // SQLite takes its side files away when the last connection closes, and what was in them is gone.
                Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{error}"),
            }
        }
        Some(bytes)
    }
}

impl Raw {
    pub(crate) async fn execute(&mut self, statement: &str) {
        self.try_execute(statement).await.expect("the statement runs");
    }

    pub(crate) async fn try_execute(&mut self, statement: &str) -> Result<(), sqlx::Error> {
        let statement = sqlx::raw_sql(AssertSqlSafe(statement));
        match self {
            Self::Sqlite(raw) => statement.execute(raw).await.map(drop),
            Self::Postgres(raw) => statement.execute(raw).await.map(drop),
        }
    }
}

async fn on_cluster(cluster: &PgConnectOptions, statement: String) {
    let mut connection = cluster.connect().await.expect("the cluster of TEST_POSTGRES_URL answers");
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.expect("the cluster lets us make databases");
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Kept::Postgres { cluster, name } = &self.kept else { return };
        let dropped = on_cluster(cluster, format!("DROP DATABASE {name} WITH (FORCE)"));
        // `drop` cannot wait, so a thread with a runtime of its own does.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.expect("a runtime").block_on(dropped);
            });
        });
    }
}
