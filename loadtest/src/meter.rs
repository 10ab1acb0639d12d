//! What is counted while a run goes on.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use hdrhistogram::Histogram;
use serde::Serialize;

use crate::checker::Micros;

/// Counters and latencies of a run. Per delivery one uncontended lock is taken, nothing shared is written.
#[derive(Debug)]
pub struct Meter {
    /// Clients that have their welcome and are still connected.
    pub connected: AtomicU64,
    /// Posts sent for the first time.
    pub sent: AtomicU64,
    /// Posts sent again after a connection was lost.
    pub resent: AtomicU64,
    /// Posts acked.
    pub acked: AtomicU64,
    /// Connections lost and taken up again.
    pub reconnects: AtomicU64,
    /// Removals and edits that wait for their answer.
    pub changing: AtomicU64,
    /// Clients that are back from a storm.
    pub returned: AtomicU64,
    /// Writers that have posts to send or answers to wait for.
    pub busy_writers: AtomicU64,
    refused: Mutex<BTreeMap<String, u64>>,
    shards: Vec<Mutex<Shard>>,
}

#[derive(Debug)]
struct Shard {
    acks: Histogram<u64>,
    deliveries: Histogram<u64>,
    delivered: u64,
}

/// A distribution of latencies, in milliseconds from the intended send time.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Latency {
    /// How many were measured.
    pub count: u64,
    /// Half of them were at most this.
    pub p50_ms: f64,
    /// Nine in ten were at most this.
    pub p90_ms: f64,
    /// 99 of 100 were at most this.
    pub p99_ms: f64,
    /// The worst.
    pub max_ms: f64,
}

impl Default for Meter {
    fn default() -> Self {
        const SHARDS: usize = 16;
        Self {
            connected: AtomicU64::new(0),
            sent: AtomicU64::new(0),
            resent: AtomicU64::new(0),
            acked: AtomicU64::new(0),
            reconnects: AtomicU64::new(0),
            changing: AtomicU64::new(0),
            returned: AtomicU64::new(0),
            busy_writers: AtomicU64::new(0),
            refused: Mutex::default(),
            shards: (0..SHARDS).map(|_| Mutex::new(Shard::new())).collect(),
        }
    }
}

impl Shard {
    fn new() -> Self {
        Self { acks: histogram(), deliveries: histogram(), delivered: 0 }
    }
}

impl Meter {
    /// A message reached a client; the latency where it is a new post of this run.
    pub fn delivered(&self, client: usize, latency: Option<Micros>) {
        let mut shard = self.shard(client);
        shard.delivered += 1;
        if let Some(latency) = latency {
            shard.deliveries.saturating_record(latency);
        }
    }

    /// A post was acked.
    pub fn acked(&self, client: usize, latency: Micros) {
        self.acked.fetch_add(1, Relaxed);
        self.shard(client).acks.saturating_record(latency);
    }

    /// A post was refused.
    pub fn refused(&self, code: &str) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *refused.entry(code.to_owned()).or_default() += 1;
    }

    /// Refusals by code.
    #[must_use]
    pub fn refusals(&self) -> BTreeMap<String, u64> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Messages delivered to all clients so far.
    #[must_use]
    pub fn deliveries(&self) -> u64 {
        (0..self.shards.len()).map(|shard| self.shard(shard).delivered).sum()
    }

    /// Grows whenever the server answers anything: as long as it does, waiting is worth while.
    #[must_use]
    pub fn answers(&self) -> u64 {
        let refused: u64 = self.refusals().values().sum();
        self.acked.load(Relaxed) + refused + self.deliveries() + self.reconnects.load(Relaxed)
    }

    /// Forgets the deliveries so far.
    pub fn clear_deliveries(&self) {
        for number in 0..self.shards.len() {
            let mut shard = self.shard(number);
            shard.deliveries.reset();
            shard.delivered = 0;
        }
    }

    /// Latencies of all deliveries so far.
    #[must_use]
    pub fn delivery_histogram(&self) -> Histogram<u64> {
        self.sum(|shard| &shard.deliveries)
    }

    /// Latencies of all acks so far.
    #[must_use]
    pub fn ack_histogram(&self) -> Histogram<u64> {
        self.sum(|shard| &shard.acks)
    }

    /// From the intended send time to the ack, and to each delivery.
    #[must_use]
    pub fn latencies(&self) -> (Latency, Latency) {
        (Latency::of(&self.ack_histogram()), Latency::of(&self.delivery_histogram()))
    }

    fn sum(&self, of: fn(&Shard) -> &Histogram<u64>) -> Histogram<u64> {
        let mut all = histogram();
        for number in 0..self.shards.len() {
            all.add(of(&self.shard(number))).expect("histograms of one shape can be added");
        }
        all
    }

    fn shard(&self, client: usize) -> MutexGuard<'_, Shard> {
        self.shards[client % self.shards.len()].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Latency {
    /// Of a histogram of microseconds.
    #[must_use]
    pub fn of(histogram: &Histogram<u64>) -> Self {
        Self {
            count: histogram.len(),
            p50_ms: ms(histogram.value_at_quantile(0.5)),
            p90_ms: ms(histogram.value_at_quantile(0.9)),
            p99_ms: ms(histogram.value_at_quantile(0.99)),
            max_ms: ms(histogram.max()),
        }
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { p50_ms, p90_ms, p99_ms, max_ms, .. } = self;
        write!(f, "{p50_ms:>10.2}{p90_ms:>10.2}{p99_ms:>10.2}{max_ms:>10.2}")
    }
}

/// Quantile and milliseconds of a histogram of microseconds, for a plot.
#[must_use]
pub fn curve(histogram: &Histogram<u64>) -> Vec<(f64, f64)> {
    const TICKS_PER_HALF: u32 = 4;
    if histogram.is_empty() {
        return Vec::new();
    }
    let steps = histogram.iter_quantiles(TICKS_PER_HALF);
    steps.map(|step| (step.quantile_iterated_to(), ms(step.value_iterated_to()))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "latencies are far below 2^52 µs")]
fn ms(micros: u64) -> f64 {
    micros as f64 / 1_000.0
}

/// Of microseconds, up to ten minutes, to three digits.
#[must_use]
pub fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 600_000_000, 3).expect("the bounds are valid")
}
