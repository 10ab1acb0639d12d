//! `fanout --rising`: the rate rises step by step until a step's p99 is over the limit.

use std::fmt;

use anyhow::Result;
use serde::Serialize;

use super::{
    Setting,
    posting::{self, Plan, Way},
};
use crate::report::Report;

/// How the rate rises.
#[derive(Clone, Copy, Debug)]
pub struct Rise {
    /// Posts a second of the first step.
    pub from: f64,
    /// Each step's rate is the one before times this, more than 1.
    pub factor: f64,
    /// A step holds if its p99, from the intended time to the delivery, is at most this many milliseconds.
    pub limit_ms: f64,
}

/// One step.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Step {
    /// Posts a second.
    pub rate: f64,
    /// Deliveries a second.
    pub delivered_per_second: f64,
    /// From the intended time to the delivery.
    pub p50_ms: f64,
    /// The same for 99 of 100.
    pub p99_ms: f64,
    /// The server's processor time for each delivery, in microseconds, when its process was named.
    pub cpu_us_per_delivery: Option<f64>,
    /// Whether the p99 was within the limit and every post was acked.
    pub held: bool,
}

/// All steps.
#[derive(Debug, Default, Serialize)]
pub struct Risen {
    /// The limit in milliseconds.
    pub limit_ms: f64,
    /// In the order they were run.
    pub steps: Vec<Step>,
}

impl Risen {
    /// The highest rate that held, if any did.
    #[must_use]
    pub fn highest(&self) -> Option<&Step> {
        self.steps.iter().filter(|step| step.held).max_by(|one, other| one.rate.total_cmp(&other.rate))
    }
}

/// Frames a second that one writer may send: servers cut floods (ours at 50).
const FRAMES_OF_A_WRITER: f64 = 25.0;

/// Runs steps until one does not hold, or a promise is broken. Each step is a run of its own with connections of its
/// own, and checked; the report is that of the highest step that held (of the last, where none did or one failed).
///
/// # Errors
/// As [`posting::run`].
pub async fn run(setting: &Setting, plan: &Plan, rise: Rise) -> Result<Report> {
    let mut risen = Risen { limit_ms: rise.limit_ms, ..Risen::default() };
    let mut best = None;
    let mut rate = rise.from;
    loop {
        let writers = plan.writers.max(writers_for(rate));
        eprintln!("{rate:.0} posts/s to {} readers by {writers} writers", plan.readers);
        let step = Plan { scenario: "fanout rising", way: Way::Rate(rate), writers, ..plan.clone() };
        let report = posting::run(setting, &step).await?;
        let held = report.delivery_latency.p99_ms <= rise.limit_ms && report.acked == report.sent;
        risen.steps.push(Step {
            rate,
            delivered_per_second: report.delivered_per_second,
            p50_ms: report.delivery_latency.p50_ms,
            p99_ms: report.delivery_latency.p99_ms,
            cpu_us_per_delivery: report.server.and_then(|server| server.cpu_us_per_delivery),
            held,
        });
        let (broken, next) = (!report.holds(), writers_for(rate * rise.factor));
        if held || broken || best.is_none() {
            best = Some(report);
        }
        if !held || broken || next > crate::names::NAMES {
            break;
        }
        rate *= rise.factor;
    }
    let mut report = best.unwrap_or_default();
    report.rising = Some(risen);
    Ok(report)
}

/// How many writers a rate needs.
#[must_use]
pub fn writers_for(rate: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rates are at most a million")]
    let writers = (rate / FRAMES_OF_A_WRITER).ceil() as usize;
    writers
}

impl fmt::Display for Risen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:<20}{:>14}{:>10}{:>10}{:>12}", "posts/s", "delivered/s", "p50 ms", "p99 ms", "µs/delivery")?;
        for step in &self.steps {
            let cpu = step.cpu_us_per_delivery.map_or("-".to_owned(), |cpu| format!("{cpu:.2}"));
            writeln!(
                f,
                "{:<20}{:>14.0}{:>10.1}{:>10.1}{cpu:>12}  {}",
                format!("{:.0}", step.rate),
                step.delivered_per_second,
                step.p50_ms,
                step.p99_ms,
                if step.held { "held" } else { "did not hold" }
            )?;
        }
        match self.highest() {
            Some(step) => writeln!(
                f,
                "\nhighest rate with a p99 of at most {:.0} ms: {:.0} posts/s, {:.0} deliveries/s",
                self.limit_ms, step.rate, step.delivered_per_second
            ),
            None => writeln!(f, "\nno rate had a p99 of at most {:.0} ms", self.limit_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_step_that_held_counts() {
        let step = |rate: f64, held: bool| Step {
            rate,
            delivered_per_second: rate,
            p50_ms: 1.0,
            p99_ms: 2.0,
            cpu_us_per_delivery: None,
            held,
        };
        let risen = Risen { limit_ms: 250.0, steps: vec![step(100.0, true), step(125.0, true), step(156.0, false)] };
        assert_eq!(risen.highest().map(|step| step.rate), Some(125.0));
        assert!(Risen::default().highest().is_none());
    }

    #[test]
    fn no_writer_has_to_flood() {
        assert_eq!((writers_for(1.0), writers_for(25.0), writers_for(1_000.0)), (1, 1, 40));
    }
}
