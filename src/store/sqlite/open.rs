use std::path::Path;

use sqlx::{Connection as _, migrate::Migrator};

use super::Sqlite;
use crate::store::{AppliedMigration, Cause, Journal, OpenError, StoreOptions, migrated, sqlite_path};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

impl Sqlite {
    pub(in crate::store) async fn open(url: &str, store: &StoreOptions) -> Result<Self, OpenError> {
        let path = sqlite_path(url).ok_or(OpenError::UnknownScheme)?;
        if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
            return Err(OpenError::BadUrl("SQLite needs the path of a file here"));
        }
        if url.contains('?') {
            return Err(OpenError::BadUrl("SQLite takes no options here"));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
            && !tokio::fs::metadata(folder).await.is_ok_and(|folder| folder.is_dir())
        {
            return Err(OpenError::MissingFolder(folder.to_owned()));
        }
        keep_private(&path).await;
        let journal = store.removals.as_deref().map(Journal::open).transpose()?;
        let this = Self::new(path, journal, store);
        this.try_out().await?;
        Ok(this)
    }

    /// Takes the write lock once, which finds out all that can be in the way of writing.
    async fn try_out(&self) -> Result<(), OpenError> {
        let tried = async {
            let mut connection = self.writer().await?;
            let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *connection).await?;
            sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut *connection).await?;
            sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await?;
            connection.give_back();
            Ok(mode)
        };
        let mode: String = tried.await.map_err(|error| unusable(&self.path, error))?;
        if mode != "wal" {
            return Err(OpenError::NoWriteAheadLog(self.path.to_path_buf()));
        }
        Ok(())
    }

    /// In one transaction around all steps, so that two processes do not take the same step.
    pub(in crate::store) async fn migrate(&self) -> Result<Vec<AppliedMigration>, OpenError> {
        let other = |error: sqlx::Error| unusable(&self.path, error);
        let mut connection = self.writer().await.map_err(other)?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(other)?;
        let table: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'")
            .fetch_one(&mut *transaction)
            .await
            .map_err(other)?;
        let versions = "SELECT version FROM _sqlx_migrations";
        let before = match table {
            0 => Vec::new(),
            _ => sqlx::query_scalar(versions).fetch_all(&mut *transaction).await.map_err(other)?,
        };
        MIGRATIONS.run(&mut *transaction).await?;
        let after: Vec<i64> = sqlx::query_scalar(versions).fetch_all(&mut *transaction).await.map_err(other)?;
        transaction.commit().await.map_err(other)?;
        connection.give_back();
        Ok(migrated(&MIGRATIONS, &before, &after))
    }

    pub(in crate::store) async fn check_durability(&self) -> Result<(), OpenError> {
        if self.allow_unsafe_durability {
            return Ok(());
        }
        let other = |error: sqlx::Error| unusable(&self.path, error);
        let mut connection = self.writer().await.map_err(other)?;
        let synchronous: i64 =
            sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *connection).await.map_err(other)?;
        connection.give_back();
        if synchronous < 2 {
            let value = synchronous.to_string();
            return Err(OpenError::UnsafeDurability { setting: "synchronous", value, needed: "2 (FULL)" });
        }
        Ok(())
    }
}

/// Makes a new file that only this user can read: SQLite itself would leave what people write to everybody on the
/// machine. Its companion files take over the rights. What is in the way is for SQLite to say.
pub(super) async fn keep_private(path: &Path) {
    let mut options = tokio::fs::OpenOptions::new();
    #[cfg(unix)]
    options.mode(0o600);
    drop(options.write(true).create_new(true).open(path).await);
}

pub(super) fn unusable(path: &Path, error: sqlx::Error) -> OpenError {
    let path = path.to_owned();
    let code = error.as_database_error().and_then(|e| e.code()).and_then(|code| code.parse::<u32>().ok());
    // Primary result codes, https://sqlite.org/rescode.html: busy, locked; read-only, cannot open; corrupt, not a
    // database.
    match code.map(|code| code & 0xFF) {
        Some(5 | 6) => OpenError::Locked { path, cause: error.into() },
        Some(8 | 14) => OpenError::NotWritable { path, cause: error.into() },
        Some(11 | 26) => OpenError::NotADatabase { path, cause: error.into() },
        // The pool retries a busy file until its own time is over, and then only says so.
        _ if matches!(error, sqlx::Error::PoolTimedOut) => OpenError::Locked { path, cause: error.into() },
        _ => OpenError::Other(Cause::from(error)),
    }
}
