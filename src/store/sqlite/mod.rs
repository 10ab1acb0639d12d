//! SQLite in one file: one connection that writes, several that read.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures_util::future::BoxFuture;
use sqlx::{
    ConnectOptions, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{
    Journal, StoreError, StoreOptions,
    filters::ReadyFilters,
    lease::{End, Lease, unhurried},
};

#[path = "../shared/acting.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod acting;
#[path = "../shared/acts.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod acts;
mod backup;
#[path = "../shared/clearing.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod clearing;
#[path = "../shared/events.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod events;
#[path = "../shared/filtering.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod filtering;
#[path = "../shared/holding.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod holding;
#[path = "../shared/inviting.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod inviting;
#[path = "../shared/log.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod log;
#[path = "../shared/networks.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod networks;
#[path = "../shared/notes.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod notes;
mod open;
#[path = "../shared/people.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod people;
#[path = "../shared/profiles.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod profiles;
#[path = "../shared/reporting.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod reporting;
#[path = "../shared/restoring.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod restoring;
#[path = "../shared/state.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod state;
#[path = "../shared/watching.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod watching;
mod write;

pub(super) use backup::restore;

/// How long a connection may take to be had from the pool.
const ACQUIRE: Duration = Duration::from_secs(2);

/// How long another process may hold the write lock before a batch is refused. Together with `ACQUIRE` below the five
/// seconds in which a post is answered.
const BUSY: Duration = Duration::from_secs(2);

/// What the modules shared with Postgres work on.
type Backend = Sqlite;
type Database = sqlx::Sqlite;
type Connection = sqlx::SqliteConnection;

/// Before and after what is read of `said_lately` for each row of `asked`, as `s`, so that it may have a LIMIT of its own.
/// CROSS JOIN keeps SQLite to this order.
const SAID_FOR_EACH: (&str, &str) = (" CROSS JOIN said_lately s ON s.rowid IN (SELECT rowid ", ")");

/// There is one writer, so that nothing is locked.
const SKIP_LOCKED: &str = "";

/// The connections to one SQLite file.
#[derive(Clone, Debug)]
pub struct Sqlite {
    path: Arc<PathBuf>,
    /// One connection: SQLite has one writer at a time, and a queue here is fair where SQLite's own waiting is not.
    writer: SqlitePool,
    /// A write-ahead log lets them read beside the writer.
    readers: SqlitePool,
    /// Whether the write-ahead log may still hold the text of a removed message.
    residue: Arc<AtomicBool>,
    pub(super) journal: Option<Journal>,
    ready_filters: ReadyFilters,
    allow_unsafe_durability: bool,
}

impl Sqlite {
    fn new(path: PathBuf, journal: Option<Journal>, store: &StoreOptions) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            // Overwrites what is removed, so that a removed text does not stay in a free corner of the file.
            .pragma("secure_delete", "ON")
            .disable_statement_logging();
        let reading = options.clone().pragma("query_only", "ON");
        let pool = || SqlitePoolOptions::new().acquire_timeout(ACQUIRE).test_before_acquire(false);
        Self {
            path: Arc::new(path),
            // Kept for good: the last connection to go folds the whole log into the file, in the middle of traffic.
            writer: pool().max_connections(1).idle_timeout(None).max_lifetime(None).connect_lazy_with(options),
            readers: pool().max_connections(store.max_connections.max(1)).connect_lazy_with(reading),
            // The process before may have ended between a removal and its cleaning.
            residue: Arc::new(AtomicBool::new(true)),
            journal,
            ready_filters: ReadyFilters::default(),
            allow_unsafe_durability: store.allow_unsafe_durability,
        }
    }

    async fn writer(&self) -> Result<Lease<sqlx::Sqlite>, sqlx::Error> {
        self.writer.acquire().await.map(Lease::new)
    }

    /// Runs one statement outside any transaction.
    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        let this = self.clone();
        let work = async move {
            let mut connection = Lease::new(this.readers.acquire().await?);
            let answer = work(&mut connection).await?;
            connection.give_back();
            Ok(answer)
        };
        unhurried(work, StoreError::Unavailable).await
    }

    /// Runs several statements that see one moment.
    async fn look<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        self.read(|connection| {
            Box::pin(async {
                sqlx::raw_sql("BEGIN").execute(&mut *connection).await?;
                let answer = work(&mut *connection).await?;
                sqlx::raw_sql("ROLLBACK").execute(connection).await?;
                Ok(answer)
            })
        })
        .await
    }

    /// Runs a change to its end, whoever waits for it.
    async fn change<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<(End, T), StoreError>> + Send + 'static,
    {
        let this = self.clone();
        let work = async move {
            let mut connection = this.writer().await?;
            sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut *connection).await?;
            let (end, answer) = work(&mut connection).await?;
            let statement = match end {
                End::Commit | End::Clean => "COMMIT",
                End::RollBack => "ROLLBACK",
            };
            sqlx::raw_sql(statement).execute(&mut *connection).await?;
            this.residue.fetch_or(matches!(end, End::Clean), Ordering::Relaxed);
            this.give_back(connection);
            Ok(answer)
        };
        unhurried(work, StoreError::Unavailable).await
    }

    /// Gives the writer back, after cutting the write-ahead log down where it may still hold a removed text. Without
    /// waiting for readers: if one is in the way, the next batch tries again.
    fn give_back(&self, mut writer: Lease<sqlx::Sqlite>) {
        if !self.residue.load(Ordering::Relaxed) {
            return writer.give_back();
        }
        let residue = Arc::clone(&self.residue);
        tokio::spawn(async move {
            // After an error the connection is closed, since it may have been left without patience for other processes.
            if let Ok(done) = cut_log(&mut writer).await {
                residue.fetch_and(!done, Ordering::Relaxed);
                writer.give_back();
            }
        });
    }

    pub(super) async fn ping(&self) -> Result<(), StoreError> {
        self.read(|connection| {
            Box::pin(async {
                // Reads the file's header, which a bare SELECT 1 would not.
                sqlx::raw_sql("PRAGMA schema_version").execute(connection).await?;
                Ok(())
            })
        })
        .await
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        // Last, alone: it folds the log into the file and removes it.
        self.writer.close().await;
    }
}

async fn cut_log(connection: &mut Connection) -> Result<bool, sqlx::Error> {
    sqlx::raw_sql("PRAGMA busy_timeout = 0").execute(&mut *connection).await?;
    let cut: Result<(i64, i64, i64), _> =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
    sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA busy_timeout = {}", BUSY.as_millis()))).execute(connection).await?;
    cut.map(|(busy, ..)| busy == 0)
}
