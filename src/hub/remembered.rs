//! What was read from the database and is likely to be asked for again.

use std::{hash::Hash, sync::Arc};

use futures_util::future::BoxFuture;
use moka::sync::Cache;
use tokio::time::{Duration, Instant, timeout};

use super::HubError;
use crate::store::StoreError;

/// Whoever could be answered from memory waits no longer than this for something newer.
const PATIENCE: Duration = Duration::from_millis(250);

/// A read-through memory. A value is fresh for a while; after that whoever asks first has it read again, and everybody
/// gets the old one as long as the database does not answer. What does not exist is not remembered, so made-up keys
/// cost no memory.
pub(super) struct Remembered<K, V> {
    held: Cache<K, Held<V>>,
    fresh_for: Duration,
}

struct Held<V> {
    value: Arc<V>,
    /// When it was last asked for in the database, whatever came of that.
    asked: Instant,
}

impl<K, V> Remembered<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    /// For at most so many values; those that are not asked for go first.
    pub(super) fn new(most: u64, fresh_for: Duration) -> Self {
        Self { held: Cache::new(most), fresh_for }
    }

    /// The value; `read` reads it from the database. Boxed, and only when it comes to that: it is large, and whoever asks
    /// holds it in a future that is moved about.
    ///
    /// # Errors
    /// [`HubError::Unavailable`] if the database is away and the value is not held.
    pub(super) async fn get(
        &self,
        key: K,
        read: impl FnOnce() -> BoxFuture<'static, Result<Option<V>, StoreError>>,
    ) -> Result<Option<Arc<V>>, HubError> {
        let Some(old) = self.held.get(&key) else {
            return Ok(read().await?.map(|value| self.put(key, Arc::new(value))));
        };
        if old.asked.elapsed() < self.fresh_for {
            return Ok(Some(old.value));
        }
        // The others take the old one meanwhile: a database that is away is not asked once for every request.
        self.put(key.clone(), old.value.clone());
        let held = self.held.clone();
        // To its end, however late: nobody may wait for it by then, but the next one has it.
        let read = read();
        let reading = tokio::spawn(async move {
            let value = read.await?.map(Arc::new);
            match &value {
                Some(value) => held.insert(key, Held::now(value.clone())),
                None => held.invalidate(&key),
            }
            Ok(value)
        });
        match timeout(PATIENCE, reading).await {
            Ok(Ok(Ok(new))) => Ok(new),
            Ok(Ok(Err(StoreError::Broken(cause)))) => Err(StoreError::Broken(cause).into()),
            Ok(Ok(Err(StoreError::Unavailable(_))) | Err(_)) | Err(_) => Ok(Some(old.value)),
        }
    }

    /// Holds a value that has just become known, and gives it back.
    pub(super) fn put(&self, key: K, value: Arc<V>) -> Arc<V> {
        self.held.insert(key, Held::now(value.clone()));
        value
    }
}

impl<V> Held<V> {
    fn now(value: Arc<V>) -> Self {
        Self { value, asked: Instant::now() }
    }
}

impl<V> Clone for Held<V> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), asked: self.asked }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{Future, pending, ready};

    use tokio::time::advance;

    use super::*;

    const FRESH: Duration = Duration::from_secs(5);

    fn away() -> Result<Option<u8>, StoreError> {
        Err(StoreError::Unavailable(crate::store::Cause::because("away")))
    }

    async fn got(
        held: &Remembered<u8, u8>,
        read: impl Future<Output = Result<Option<u8>, StoreError>> + Send + 'static,
    ) -> Option<u8> {
        held.get(7, || Box::pin(read)).await.expect("an answer").map(|value| *value)
    }

    #[tokio::test(start_paused = true)]
    async fn a_value_is_read_again_once_it_is_old() {
        let held = Remembered::new(10, FRESH);
        assert_eq!(got(&held, ready(Ok(None))).await, None);
        assert_eq!(got(&held, ready(Ok(Some(1)))).await, Some(1));
        assert_eq!(got(&held, ready(Ok(Some(2)))).await, Some(1), "still fresh");
        advance(FRESH).await;
        assert_eq!(got(&held, ready(Ok(Some(2)))).await, Some(2));
        advance(FRESH).await;
        assert_eq!(got(&held, ready(Ok(None))).await, None, "gone is gone at once");
        assert_eq!(got(&held, ready(Ok(Some(3)))).await, Some(3));
    }

    #[tokio::test(start_paused = true)]
    async fn a_database_that_is_away_or_hangs_is_asked_once_in_a_while() {
        let held = Remembered::new(10, FRESH);
        assert!(
            matches!(held.get(7, || Box::pin(ready(away()))).await, Err(HubError::Unavailable)),
            "nothing is held yet"
        );
        assert_eq!(got(&held, ready(Ok(Some(1)))).await, Some(1));
        advance(FRESH).await;
        assert_eq!(got(&held, ready(away())).await, Some(1));
        assert_eq!(got(&held, ready(Ok(Some(2)))).await, Some(1), "not asked again so soon");
        advance(FRESH).await;
        let begun = Instant::now();
        assert_eq!(got(&held, pending()).await, Some(1));
        assert_eq!(begun.elapsed(), PATIENCE);
        assert_eq!(got(&held, pending()).await, Some(1));
        assert_eq!(begun.elapsed(), PATIENCE, "one waited for all");
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_comes_late_is_kept_for_the_next() {
        let held = Remembered::new(10, FRESH);
        assert_eq!(got(&held, ready(Ok(Some(1)))).await, Some(1));
        advance(FRESH).await;
        let (send, late) = tokio::sync::oneshot::channel();
        assert_eq!(got(&held, async { Ok(late.await.ok()) }).await, Some(1));
        send.send(2).expect("it is waited for");
        tokio::task::yield_now().await;
        assert_eq!(got(&held, pending()).await, Some(2));
    }
}
