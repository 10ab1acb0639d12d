use std::{
    ops::{Deref, DerefMut},
    time::Duration,
};

use sqlx::pool::PoolConnection;

use super::Cause;

/// How long a connection may take to show that it is well when it is given back.
const GIVE_BACK: Duration = Duration::from_secs(2);

/// A pooled connection that is closed unless it is given back on purpose. So none gets back into the pool with an open
/// transaction or an unread answer, however the work on it ended: an error, a timeout, a task that went away.
pub(super) struct Lease<DB: sqlx::Database>(Option<PoolConnection<DB>>);

impl<DB: sqlx::Database> Lease<DB> {
    pub(super) fn new(connection: PoolConnection<DB>) -> Self {
        Self(Some(connection))
    }

    /// Returns the connection to its pool; it must be outside any transaction.
    pub(super) fn give_back(mut self) {
        if let Some(mut connection) = self.0.take() {
            // The pool asks a returning connection for a sign of life and would wait for it without end, if the server
            // stopped just now.
            tokio::spawn(async move { tokio::time::timeout(GIVE_BACK, connection.return_to_pool()).await });
        }
    }
}

impl<DB: sqlx::Database> Deref for Lease<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &Self::Target {
        // Only `give_back` and `drop` take it, and both end the lease.
        self.0.as_deref().unwrap_or_else(|| unreachable!("a lease holds its connection until its end"))
    }
}

impl<DB: sqlx::Database> DerefMut for Lease<DB> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.0.as_deref_mut().unwrap_or_else(|| unreachable!("a lease holds its connection until its end"))
    }
}

impl<DB: sqlx::Database> Drop for Lease<DB> {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            drop(connection.detach());
        }
    }
}

/// Runs `work` to its end even if the caller goes away: a change half made must be finished or undone, and an answer on
/// the way must be read. Where the work itself is cut off, by a runtime that shuts down, `cut_off` says what that means.
pub(super) async fn unhurried<T, E>(
    work: impl Future<Output = Result<T, E>> + Send + 'static,
    cut_off: impl FnOnce(Cause) -> E,
) -> Result<T, E>
where
    T: Send + 'static,
    E: Send + 'static,
{
    match tokio::spawn(work).await {
        Ok(result) => result,
        Err(error) => {
            Err(cut_off(Cause::because(if error.is_panic() { "the work panicked" } else { "shutting down" })))
        }
    }
}

/// How a transaction that succeeded is to end.
pub(super) enum End {
    Commit,
    /// Commits, and texts were taken away: their remains are to be cleaned off the disk.
    Clean,
    RollBack,
}
