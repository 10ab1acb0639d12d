//! The run's clock: microseconds since 1970 which never step back.

use std::time::{SystemTime, UNIX_EPOCH};

use tokio::time::{Duration, Instant};

use crate::checker::Micros;

/// The machine's clock, read once, and moved on by the monotonic one.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start: Instant,
    since_1970: Micros,
}

impl Clock {
    /// Reads the machine's clock.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place of the driver that asks for the time of day")]
    pub fn start() -> Self {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { start: Instant::now(), since_1970: micros(since_1970) }
    }

    /// Microseconds since 1970.
    #[must_use]
    pub fn now(&self) -> Micros {
        self.at(Instant::now())
    }

    /// The same for another moment of this run.
    #[must_use]
    pub fn at(&self, moment: Instant) -> Micros {
        self.since_1970 + micros(moment.saturating_duration_since(self.start))
    }
}

fn micros(duration: Duration) -> Micros {
    Micros::try_from(duration.as_micros()).unwrap_or(Micros::MAX)
}
