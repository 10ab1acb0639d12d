//! Every wait has an end.

use std::{future::Future, time::Duration};

/// Longer than anything takes on a busy machine, shorter than anybody's patience.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// What comes out of `future`, which must not take long.
pub(crate) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(done) => done,
        Err(_) => panic!("waited in vain for {what}"),
    }
}
