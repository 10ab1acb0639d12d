//! `soak`: fan-out for long, to readers who lose their connections now and then. Does anything grow or slow down?

use std::fmt;

use anyhow::Result;
use serde::Serialize;

use super::{
    Setting,
    posting::{self, Plan},
};
use crate::{report::Report, timeline::Point};

/// How many stretches the time is told in.
const STRETCHES: usize = 10;

/// How it went over the time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Soak {
    /// The time in stretches of the same length.
    pub stretches: Vec<Stretch>,
    /// How the server's resident memory grew over the second half, in MiB an hour, when its process was named.
    pub growth_mib_per_hour: Option<f64>,
}

/// One stretch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stretch {
    /// Until so many seconds after the clients began to connect.
    pub until_seconds: f64,
    /// Deliveries a second, on average.
    pub delivered_per_second: f64,
    /// The worst p99 of any point of it, in milliseconds.
    pub p99_ms: f64,
    /// The server's resident bytes at its end.
    pub resident: Option<u64>,
    /// The server's processor time in percent of one core, on average.
    pub cpu_percent: Option<f64>,
}

/// Runs the plan; how often connections are lost is [`Setting::churn`].
///
/// # Errors
/// As [`posting::run`].
pub async fn run(setting: &Setting, plan: &Plan) -> Result<Report> {
    let mut report = posting::run(setting, plan).await?;
    report.soak = Some(Soak::of(&report.timeline));
    Ok(report)
}

impl Soak {
    fn of(points: &[Point]) -> Self {
        let length = points.len().div_ceil(STRETCHES).max(1);
        let growth = growth_per_second(&points[points.len() / 2..]);
        Self {
            stretches: points.chunks(length).filter_map(stretch).collect(),
            growth_mib_per_hour: growth.map(|bytes| bytes * 3_600.0 / 1_048_576.0),
        }
    }
}

fn stretch(points: &[Point]) -> Option<Stretch> {
    let last = points.last()?;
    let mean = |figures: &[f64]| (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / to_f64(figures.len()));
    let delivered: Vec<_> = points.iter().map(|point| point.delivered_per_second).collect();
    let cpu: Vec<_> = points.iter().filter_map(|point| point.server_cpu_percent).collect();
    Some(Stretch {
        until_seconds: last.seconds,
        delivered_per_second: mean(&delivered)?,
        p99_ms: points.iter().filter_map(|point| point.p99_ms).fold(0.0, f64::max),
        resident: last.server_resident,
        cpu_percent: mean(&cpu),
    })
}

/// The slope of the straight line that fits the resident bytes best (least squares).
fn growth_per_second(points: &[Point]) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52 bytes")]
    let known: Vec<_> =
        points.iter().filter_map(|point| Some((point.seconds, point.server_resident? as f64))).collect();
    let count = to_f64(known.len());
    let (x, y) = known.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let (mut together, mut alone) = (0.0, 0.0);
    for point in &known {
        together += (point.0 - x) * (point.1 - y);
        alone += (point.0 - x).powi(2);
    }
    (alone > 0.0).then(|| together / alone)
}

#[expect(clippy::cast_precision_loss, reason = "counts of points are small")]
fn to_f64(count: usize) -> f64 {
    count as f64
}

impl fmt::Display for Soak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:<20}{:>14}{:>12}{:>10}{:>10}", "until", "delivered/s", "p99 ms", "CPU %", "MiB")?;
        for stretch in &self.stretches {
            let until = format!("{:.1} min", stretch.until_seconds / 60.0);
            let or_dash = |figure: Option<f64>| figure.map_or("-".to_owned(), |figure| format!("{figure:.1}"));
            #[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52 bytes")]
            let mib = stretch.resident.map(|bytes| bytes as f64 / 1_048_576.0);
            let (cpu, mib) = (or_dash(stretch.cpu_percent), or_dash(mib));
            let Stretch { delivered_per_second, p99_ms, .. } = stretch;
            writeln!(f, "{until:<20}{delivered_per_second:>14.0}{p99_ms:>12.1}{cpu:>10}{mib:>10}")?;
        }
        match self.growth_mib_per_hour {
            Some(growth) => writeln!(f, "\nmemory over the second half: {growth:+.1} MiB an hour"),
            None => writeln!(f, "\nmemory: name the server's process with --pid"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(count: u32, resident: impl Fn(u32) -> u64) -> Vec<Point> {
        let point = |second: u32| Point {
            seconds: second.into(),
            connected: 1,
            sent_per_second: 1.0,
            acked_per_second: 1.0,
            delivered_per_second: second.into(),
            p99_ms: Some(second.into()),
            server_cpu_percent: None,
            server_resident: Some(resident(second)),
        };
        (1..=count).map(point).collect()
    }

    #[test]
    fn growth_counts_once_all_is_warm() {
        let soak = Soak::of(&points(100, |second| u64::from(second.min(40)) * 1_048_576));
        assert_eq!(soak.growth_mib_per_hour, Some(0.0));
        let soak = Soak::of(&points(100, |second| u64::from(second) * 1_048_576));
        assert!((soak.growth_mib_per_hour.unwrap() - 3_600.0).abs() < 0.001, "{soak}");
        assert_eq!(Soak::of(&[]).growth_mib_per_hour, None);
    }

    #[test]
    fn a_stretch_has_the_mean_of_rates_and_the_worst_delay() {
        let soak = Soak::of(&points(20, |_| 0));
        assert_eq!(soak.stretches.len(), 10);
        let first = soak.stretches[0];
        assert_eq!((first.until_seconds, first.delivered_per_second, first.p99_ms), (2.0, 1.5, 2.0));
    }
}
