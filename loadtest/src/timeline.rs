//! How a run went over time: what the plots show.

use std::{
    sync::{Arc, Mutex, PoisonError, atomic::Ordering::Relaxed},
    time::Duration,
};

use hdrhistogram::Histogram;
use serde::Serialize;
use tokio::{
    task::JoinHandle,
    time::{Instant, interval},
};

use crate::{machine, meter::Latency, run::Run};

/// From one point to the next; a long run keeps every second, fourth … point (see [`MOST`]).
const STEP: Duration = Duration::from_millis(500);

/// More points than this are thinned out: a plot is about as wide as that.
const MOST: usize = 1_200;

/// The time from the point before to this one.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Point {
    /// Seconds since the clients began to connect.
    pub seconds: f64,
    /// Connected clients.
    pub connected: u64,
    /// Posts sent a second.
    pub sent_per_second: f64,
    /// Posts acked a second.
    pub acked_per_second: f64,
    /// Deliveries a second.
    pub delivered_per_second: f64,
    /// From the intended time to the delivery, for 99 of 100 of the deliveries since the point before.
    pub p99_ms: Option<f64>,
    /// The server's processor time in percent of one core.
    pub server_cpu_percent: Option<f64>,
    /// The server's resident bytes.
    pub server_resident: Option<u64>,
}

/// Takes the points until it is ended or dropped.
#[derive(Debug)]
pub struct Timeline {
    begin: Instant,
    task: JoinHandle<()>,
    points: Arc<Mutex<Vec<Point>>>,
}

impl Timeline {
    /// Begins.
    #[must_use]
    pub fn start(run: Arc<Run>, pid: Option<u32>) -> Self {
        let points = Arc::new(Mutex::new(Vec::new()));
        let begin = Instant::now();
        Self { begin, task: tokio::spawn(follow(run, pid, begin, points.clone())), points }
    }

    /// Where a moment is on it, in seconds.
    #[must_use]
    pub fn seconds_at(&self, moment: Instant) -> f64 {
        moment.saturating_duration_since(self.begin).as_secs_f64()
    }

    /// Ends, with the points.
    #[must_use]
    pub fn end(self) -> Vec<Point> {
        std::mem::take(&mut *self.points.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Timeline {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The counters at one moment.
#[derive(Clone)]
struct Counters {
    at: Instant,
    sent: u64,
    acked: u64,
    delivered: u64,
    deliveries: Histogram<u64>,
    server: Option<machine::Sample>,
}

async fn follow(run: Arc<Run>, pid: Option<u32>, begin: Instant, points: Arc<Mutex<Vec<Point>>>) {
    let mut looks = interval(STEP);
    let (mut every, mut turn) = (1_u32, 0_u32);
    let mut before = counters(&run, pid);
    loop {
        looks.tick().await;
        turn += 1;
        if turn < every {
            continue;
        }
        turn = 0;
        let now = counters(&run, pid);
        if now.at == before.at {
            continue;
        }
        let mut points = points.lock().unwrap_or_else(PoisonError::into_inner);
        points.push(point(begin, &before, &now, run.meter.connected.load(Relaxed)));
        if points.len() >= MOST {
            thin_out(&mut points);
            every *= 2;
        }
        before = now;
    }
}

fn counters(run: &Run, pid: Option<u32>) -> Counters {
    let meter = &run.meter;
    Counters {
        at: Instant::now(),
        sent: meter.sent.load(Relaxed),
        acked: meter.acked.load(Relaxed),
        delivered: meter.deliveries(),
        deliveries: meter.delivery_histogram(),
        server: pid.and_then(|pid| machine::sample(pid).ok()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
fn point(begin: Instant, before: &Counters, now: &Counters, connected: u64) -> Point {
    let seconds = (now.at - before.at).as_secs_f64();
    let rate = |before: u64, now: u64| now.saturating_sub(before) as f64 / seconds;
    let mut lately = now.deliveries.clone();
    // It fails only where more is to be taken away than there is: a meter that was cleared meanwhile.
    let counted = lately.subtract(&before.deliveries).is_ok() && !lately.is_empty();
    Point {
        seconds: (now.at - begin).as_secs_f64(),
        connected,
        sent_per_second: rate(before.sent, now.sent),
        acked_per_second: rate(before.acked, now.acked),
        delivered_per_second: rate(before.delivered, now.delivered),
        p99_ms: counted.then(|| Latency::of(&lately).p99_ms),
        server_cpu_percent: before.server.zip(now.server).map(|(before, now)| rate(before.cpu_us, now.cpu_us) / 1e4),
        server_resident: now.server.map(|server| server.resident),
    }
}

/// Makes one point of each two: rates are averaged, of delays the worse is kept, the rest is as at the later.
fn thin_out(points: &mut Vec<Point>) {
    let pairs = points.chunks(2).map(|pair| {
        let (first, last) = (pair[0], pair[pair.len() - 1]);
        let mean = |of: fn(&Point) -> f64| f64::midpoint(of(&first), of(&last));
        Point {
            sent_per_second: mean(|point| point.sent_per_second),
            acked_per_second: mean(|point| point.acked_per_second),
            delivered_per_second: mean(|point| point.delivered_per_second),
            p99_ms: first.p99_ms.into_iter().chain(last.p99_ms).reduce(f64::max),
            server_cpu_percent: first
                .server_cpu_percent
                .zip(last.server_cpu_percent)
                .map(|(first, last)| f64::midpoint(first, last)),
            ..last
        }
    });
    *points = pairs.collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_the_means_and_the_latest() {
        let point = |seconds: u32| Point {
            seconds: seconds.into(),
            connected: seconds.into(),
            sent_per_second: seconds.into(),
            acked_per_second: 0.0,
            delivered_per_second: 0.0,
            p99_ms: (seconds < 4).then_some(seconds.into()),
            server_cpu_percent: None,
            server_resident: Some(seconds.into()),
        };
        let mut points: Vec<_> = (1..=5).map(point).collect();
        thin_out(&mut points);
        let kept: Vec<_> = points.iter().map(|point| (point.seconds, point.sent_per_second, point.connected)).collect();
        assert_eq!(points.iter().map(|point| point.p99_ms).collect::<Vec<_>>(), [Some(2.0), Some(3.0), None]);
        assert_eq!(kept, [(2.0, 1.5, 2), (4.0, 3.5, 4), (5.0, 5.0, 5)]);
    }
}
