use std::{str::FromStr, time::Duration};

use sqlx::{
    ConnectOptions, Connection as _, PgConnection,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgSslMode},
};
use tokio::time::timeout;

use super::Postgres;
use crate::store::{AppliedMigration, Cause, Journal, OpenError, StoreOptions, migrated};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// The oldest version the suite runs on.
const OLDEST: u32 = 15;

/// How long the first connection may take, name resolution included.
const CONNECT: Duration = Duration::from_secs(5);

impl Postgres {
    pub(in crate::store) async fn open(url: &str, store: &StoreOptions) -> Result<Self, OpenError> {
        let options =
            PgConnectOptions::from_str(url).map_err(|_| OpenError::BadUrl("Postgres addresses have another form"))?;
        let options = options.application_name("social-stream");
        // A connection of its own first: the pool would hide why it gets none.
        let connection = connect(&options).await?;
        let version = connection.server_version_num().unwrap_or(0) / 10_000;
        let _ = timeout(CONNECT, connection.close()).await;
        if version < OLDEST {
            return Err(OpenError::TooOld { server: server(&options), version });
        }
        let journal = store.removals.as_deref().map(Journal::open).transpose()?;
        Ok(Self::new(options, journal, store))
    }

    /// On a connection of its own, since a step over a large table may take longer than any statement of a chat.
    pub(in crate::store) async fn migrate(&self) -> Result<Vec<AppliedMigration>, OpenError> {
        let mut connection = connect(&self.options).await?;
        let table: bool = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
            .fetch_one(&mut connection)
            .await
            .map_err(|error| OpenError::Other(error.into()))?;
        let before = if table { versions(&mut connection).await? } else { Vec::new() };
        MIGRATIONS.run(&mut connection).await?;
        let after = versions(&mut connection).await?;
        let _ = connection.close().await;
        Ok(migrated(&MIGRATIONS, &before, &after))
    }

    pub(in crate::store) async fn check_durability(&self) -> Result<(), OpenError> {
        if self.allow_unsafe_durability {
            return Ok(());
        }
        let mut connection = connect(&self.options).await?;
        let settings: Vec<(String, String)> = sqlx::query_as(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
        )
        .fetch_all(&mut connection)
        .await
        .map_err(|error| OpenError::Other(error.into()))?;
        let _ = connection.close().await;
        for needed in ["fsync", "synchronous_commit", "full_page_writes"] {
            // Every other value of synchronous_commit waits at least for the local disk.
            if let Some((_, value)) = settings.iter().find(|(name, value)| name == needed && value == "off") {
                return Err(OpenError::UnsafeDurability { setting: needed, value: value.clone(), needed: "on" });
            }
        }
        Ok(())
    }
}

async fn versions(connection: &mut PgConnection) -> Result<Vec<i64>, OpenError> {
    sqlx::query_scalar("SELECT version FROM _sqlx_migrations")
        .fetch_all(connection)
        .await
        .map_err(|error| OpenError::Other(error.into()))
}

async fn connect(options: &PgConnectOptions) -> Result<PgConnection, OpenError> {
    let connecting = options.clone().disable_statement_logging();
    let unreachable = |cause| OpenError::Unreachable { server: server(options), cause };
    let error = match timeout(CONNECT, connecting.connect()).await {
        Ok(Ok(connection)) => return Ok(connection),
        Ok(Err(error)) => error,
        Err(_) => return Err(unreachable(Cause::because(format_args!("no answer within {} s", CONNECT.as_secs())))),
    };
    let code = error.as_database_error().and_then(|e| e.code()).map(|code| code.into_owned());
    Err(match code.as_deref() {
        Some("28000" | "28P01") => OpenError::Refused { server: server(options), cause: error.into() },
        Some("3D000") => OpenError::NoSuchDatabase {
            server: server(options),
            database: options.get_database().unwrap_or(options.get_username()).to_owned(),
            cause: error.into(),
        },
        _ => unreachable(error.into()),
    })
}

/// Where it is, without the user and the password.
fn server(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => {
            let tls = if matches!(options.get_ssl_mode(), PgSslMode::Require) { " over TLS" } else { "" };
            format!("{}:{}{tls}", options.get_host(), options.get_port())
        }
    }
}
