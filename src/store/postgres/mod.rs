//! PostgreSQL, version 15 and up.

use std::{sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use sqlx::{
    ConnectOptions, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::time::timeout;

use super::{
    Cause, Journal, StoreError, StoreOptions,
    filters::ReadyFilters,
    lease::{End, Lease, unhurried},
};

#[path = "../shared/acting.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod acting;
#[path = "../shared/acts.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled for each database")]
mod acts;
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

/// How long a connection may take to be had, new or from the pool.
const ACQUIRE: Duration = Duration::from_secs(2);

/// How long all statements before a COMMIT may take together, or a read. Below the five seconds in which a post is
/// answered, so that the usual end is a plain error and not an abandoned gate.
const ANSWER: Duration = Duration::from_secs(4);

/// How long a COMMIT may take until its end is called uncertain.
const COMMIT: Duration = Duration::from_secs(4);

/// What the modules shared with SQLite work on.
type Backend = Postgres;
type Database = sqlx::Postgres;
type Connection = sqlx::PgConnection;

/// Before and after what is read of `said_lately` for each row of `asked`, as `s`, so that it may have a LIMIT of its own.
const SAID_FOR_EACH: (&str, &str) = (" CROSS JOIN LATERAL (SELECT * ", ") s");

/// At the end of a choice of rows to be deleted: whoever waits for nothing waits with nobody in a circle.
const SKIP_LOCKED: &str = " FOR UPDATE SKIP LOCKED";

/// A pool of connections to one Postgres database.
#[derive(Clone, Debug)]
pub struct Postgres {
    pool: PgPool,
    /// For connections outside the pool.
    options: Arc<PgConnectOptions>,
    pub(super) journal: Option<Journal>,
    ready_filters: ReadyFilters,
    allow_unsafe_durability: bool,
}

impl Postgres {
    fn new(options: PgConnectOptions, journal: Option<Journal>, store: &StoreOptions) -> Self {
        let session = options.clone().disable_statement_logging().options([
            // The client closes a connection whose answer stays out, but a server process that waits for a lock does not
            // notice; this ends it. Above `ANSWER`, so that it is never what answers first.
            ("statement_timeout", "6s"),
            // A node that vanished in the middle of a batch would hold its room's lock until TCP gives it up.
            ("idle_in_transaction_session_timeout", "6s"),
            // Every statement here finds its few rows by an index. They are planned once a connection, often while the
            // tables are still empty, and a plan that goes through a whole table would be kept while the table grows.
            ("enable_seqscan", "off"),
            ("enable_hashjoin", "off"),
            ("enable_mergejoin", "off"),
            ("enable_material", "off"),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(store.max_connections.max(1))
            .acquire_timeout(ACQUIRE)
            .connect_lazy_with(session);
        let allow_unsafe_durability = store.allow_unsafe_durability;
        Self {
            pool,
            options: Arc::new(options),
            journal,
            ready_filters: ReadyFilters::default(),
            allow_unsafe_durability,
        }
    }

    async fn lease(&self) -> Result<Lease<sqlx::Postgres>, sqlx::Error> {
        self.pool.acquire().await.map(Lease::new)
    }

    /// Runs one statement outside any transaction.
    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        let this = self.clone();
        let answered = async move {
            let mut connection = this.lease().await?;
            let answer = work(&mut connection).await?;
            connection.give_back();
            Ok(answer)
        };
        unhurried(in_time(answered), StoreError::Unavailable).await
    }

    /// Runs several statements that see one moment.
    async fn look<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        self.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", |connection| {
            Box::pin(async { Ok((End::RollBack, work(connection).await?)) })
        })
        .await
    }

    /// Runs a change to its end, whoever waits for it.
    async fn change<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<(End, T), StoreError>> + Send + 'static,
    {
        self.transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", work).await
    }

    async fn transaction<T, F>(&self, begin: &'static str, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<(End, T), StoreError>> + Send + 'static,
    {
        let this = self.clone();
        let done = async move {
            let mut connection = this.lease().await?;
            sqlx::raw_sql(begin).execute(&mut *connection).await?;
            let (end, answer) = work(&mut connection).await?;
            let end = match end {
                End::Commit | End::Clean => "COMMIT",
                End::RollBack => "ROLLBACK",
            };
            sqlx::raw_sql(end).execute(&mut *connection).await?;
            connection.give_back();
            Ok(answer)
        };
        unhurried(in_time(done), StoreError::Unavailable).await
    }

    pub(super) async fn ping(&self) -> Result<(), StoreError> {
        self.read(|connection| {
            Box::pin(async {
                sqlx::raw_sql("SELECT 1").execute(connection).await?;
                Ok(())
            })
        })
        .await
    }

    pub(super) async fn close(&self) {
        // A connection whose server is silent would never close.
        let _ = timeout(ANSWER, self.pool.close()).await;
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    timeout(ANSWER, work).await.unwrap_or_else(|_| Err(StoreError::Unavailable(ended_by_silence())))
}

fn ended_by_silence() -> Cause {
    Cause::because(format_args!("no answer within {} s", ANSWER.as_secs()))
}
