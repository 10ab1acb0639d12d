//! Copies of a SQLite file: made while it is served, and put back in its place.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use sqlx::{ConnectOptions, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{
    Sqlite,
    open::{keep_private, unusable},
};
use crate::store::{Cause, OpenError};

impl Sqlite {
    /// Writes a copy as of one moment, without the free corners of the file. Others read and write meanwhile.
    pub(in crate::store) async fn back_up(&self, to: &Path) -> Result<(), OpenError> {
        let part = beside(to, ".part");
        let failed = |cause: Cause| OpenError::Backup { path: to.to_owned(), cause };
        if to.exists() {
            return Err(failed(Cause::because("there is such a file already; name another path")));
        }
        let _ = fs::remove_file(&part);
        keep_private(&part).await;
        let mut connection = self.readers.acquire().await.map_err(|error| failed(error.into()))?;
        // Its own file is left alone; the copy is what is written.
        let copied = async {
            sqlx::raw_sql("PRAGMA query_only = OFF").execute(&mut *connection).await?;
            sqlx::query("VACUUM INTO $1").bind(part.display().to_string()).execute(&mut *connection).await
        };
        let copied = copied.await;
        let _ = connection.close().await;
        copied.map_err(|error| failed(error.into()))?;
        forget_networks(&part).await.map_err(|error| failed(error.into()))?;
        let placed = File::open(&part).and_then(|file| file.sync_all()).and_then(|()| place(&part, to));
        placed.map_err(|error| failed(Cause::because(error)))
    }
}

/// Takes out what is known of networks: it may be kept for days, and a copy lasts for years.
async fn forget_networks(path: &Path) -> Result<(), sqlx::Error> {
    let mut connection = connect(path).await?;
    sqlx::raw_sql(
        "PRAGMA secure_delete = ON; PRAGMA journal_mode = DELETE;
         DELETE FROM network_bans; DELETE FROM networks; DELETE FROM network_secrets",
    )
    .execute(&mut connection)
    .await?;
    connection.close().await
}

/// Puts a copy in the place of the file at `path`, which nobody may have open; what was there is kept beside it. Returns
/// where, if something was there.
pub(in crate::store) async fn restore(from: &Path, path: &Path) -> Result<Option<PathBuf>, OpenError> {
    let failed = |error: io::Error| OpenError::Restore { path: from.to_owned(), cause: Cause::because(error) };
    let fresh = beside(path, ".restoring");
    // A write-ahead log that is left over from before would be played into the copy.
    let _ = (fs::remove_file(&fresh), fs::remove_file(beside(&fresh, "-wal")), fs::remove_file(beside(&fresh, "-shm")));
    keep_private(&fresh).await;
    fs::copy(from, &fresh).map_err(failed)?;
    check(&fresh).await.map_err(|error| unusable(from, error))?;
    File::open(&fresh).and_then(|file| file.sync_all()).map_err(failed)?;
    if !path.exists() {
        return place(&fresh, path).map_err(failed).map(|()| None);
    }
    // Folds its log into the file and removes it; refused while anybody else has the file open.
    match out_of_use(path).await {
        Err(error) if is_locked(&error) => return Err(unusable(path, error)),
        // It may be damaged: why else restore?
        _ => {}
    }
    let kept = beside(path, ".replaced");
    place(path, &kept).map_err(failed)?;
    let _ = (fs::remove_file(beside(path, "-wal")), fs::remove_file(beside(path, "-shm")));
    place(&fresh, path).map_err(failed)?;
    Ok(Some(kept))
}

/// Whether a file is a whole SQLite database of this program.
async fn check(path: &Path) -> Result<(), sqlx::Error> {
    let mut connection = connect(path).await?;
    sqlx::raw_sql("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
    let found: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await?;
    if found != "ok" {
        return Err(sqlx::Error::Protocol(format!("the file is damaged: {found}")));
    }
    sqlx::raw_sql("SELECT id, epoch FROM rooms LIMIT 1").execute(&mut connection).await?;
    connection.close().await
}

async fn out_of_use(path: &Path) -> Result<(), sqlx::Error> {
    let mut connection = connect(path).await?;
    sqlx::raw_sql("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
    connection.close().await
}

async fn connect(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(path).disable_statement_logging().connect().await
}

fn is_locked(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|e| e.code()).and_then(|code| code.parse::<u32>().ok());
    matches!(code.map(|code| code & 0xFF), Some(5 | 6))
}

/// Renames, and waits until that is on disk.
fn place(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
