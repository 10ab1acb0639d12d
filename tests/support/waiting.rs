//! Every wait has an end.

use std::{future::Future, time::Duration};

/// Longer than anything takes on a busy machine, shorter than anybody's patience.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// How often a condition is looked at that nothing announces.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Waits until `reached`, for at most [`PATIENCE`].
pub(crate) async fn until(what: &str, mut reached: impl AsyncFnMut() -> bool) {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    let reached = async {
        while !reached().await {
            looks.tick().await;
        }
    };
    within(what, reached).await;
}

/// What comes out of `future`, which must not take long.
pub(crate) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(done) => done,
        Err(_) => panic!("waited in vain for {what}"),
    }
}
