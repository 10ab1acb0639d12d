//! A clock that is set and a chance that repeats.

use std::sync::{
    Mutex,
    atomic::{AtomicI64, Ordering},
};
use std::time::Duration;

use social_stream::domain::{Clock, Random, Timestamp};

/// A clock that stands still until it is set.
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    /// 3 November 2012, 09:00 in Baku.
    pub(crate) fn new() -> Self {
        Self(AtomicI64::new(1_351_918_800_000))
    }

    pub(crate) fn advance(&self, span: Duration) {
        self.0.fetch_add(span.as_millis() as i64, Ordering::SeqCst);
    }

    /// Sets it back.
    pub(crate) fn rewind(&self, span: Duration) {
        self.0.fetch_sub(span.as_millis() as i64, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same bytes.
pub(crate) struct SeededRandom(Mutex<u64>);

impl SeededRandom {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().expect("nobody panics while drawing");
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
