//! The figures of a comparison: medians, and ratios with their spread.

use std::fmt;

use serde::Serialize;

use super::Work;
use crate::{machine::Sample, meter::Latency};

/// One turn of one server.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figures {
    /// Messages a second; the highest that held where it rises, 0 where none did.
    pub rate: f64,
    /// Deliveries a second at it.
    pub delivered_per_second: f64,
    /// The server's processor time for each delivery, in microseconds.
    pub cpu_us_per_delivery: f64,
    /// From the intended time to the delivery.
    pub p50_ms: f64,
    /// The same for 99 of 100.
    pub p99_ms: f64,
    /// How much the server's resident memory grew by for each reader, in KiB.
    pub kib_per_connection: f64,
    /// Deliveries that did not come.
    pub missing: u64,
}

/// Median, least and most over the rounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// The one in the middle.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

/// One server over all rounds.
#[derive(Debug, Serialize)]
pub struct Measured {
    /// Its name.
    pub name: String,
    /// Its turns.
    pub rounds: Vec<Figures>,
    /// Processor time for each delivery, as a multiple of the first server's in the same round.
    pub cpu_ratio: Spread,
    /// Deliveries a second, as a multiple of the first server's in the same round.
    pub rate_ratio: Spread,
}

/// All servers.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// Connected readers.
    pub readers: usize,
    /// Messages a second, at first where it rises.
    pub rate: f64,
    /// Whether the rate rose.
    pub rising: bool,
    /// In the order of their turns.
    pub results: Vec<Measured>,
}

impl Figures {
    /// From the samples before anybody connected, before and after the work.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
    pub fn new(
        rate: f64,
        seconds: f64,
        (before, from, to): (Sample, Sample, Sample),
        readers: usize,
        (delivered, expected): (u64, u64),
        latency: Latency,
    ) -> Self {
        let grown = to.resident as f64 - before.resident as f64;
        Self {
            rate,
            delivered_per_second: delivered as f64 / seconds,
            cpu_us_per_delivery: to.cpu_us.saturating_sub(from.cpu_us) as f64 / delivered.max(1) as f64,
            p50_ms: latency.p50_ms,
            p99_ms: latency.p99_ms,
            kib_per_connection: grown / 1024.0 / readers.max(1) as f64,
            missing: expected.saturating_sub(delivered),
        }
    }
}

impl Spread {
    /// Of some figures; of none, zeros.
    #[must_use]
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<_> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else {
            return Self { median: 0.0, least: 0.0, most: 0.0 };
        };
        let middle = (sorted.len() - 1) / 2;
        Self { median: f64::midpoint(sorted[middle], sorted[sorted.len() / 2]), least: *least, most: *most }
    }
}

impl Comparison {
    /// From each round's turns in the order of the names. Ratios are taken within a round: its turns were close in time.
    #[must_use]
    pub fn new(work: &Work, names: Vec<String>, rounds: Vec<Vec<Figures>>) -> Self {
        let of = |index: usize| rounds.iter().filter_map(move |round| Some((*round.first()?, *round.get(index)?)));
        let ratio = |one: f64, measure: f64| if measure > 0.0 { one / measure } else { 0.0 };
        let results = names.into_iter().enumerate().map(|(index, name)| Measured {
            name,
            rounds: of(index).map(|(_, figures)| figures).collect(),
            cpu_ratio: Spread::of(
                of(index).map(|(first, own)| ratio(own.cpu_us_per_delivery, first.cpu_us_per_delivery)),
            ),
            rate_ratio: Spread::of(
                of(index).map(|(first, own)| ratio(own.delivered_per_second, first.delivered_per_second)),
            ),
        });
        Self { readers: work.readers, rate: work.rate, rising: work.rise.is_some(), results: results.collect() }
    }

    /// Deliveries that did not come, of all servers and rounds; a step that went past a rising rate's limit is none.
    #[must_use]
    pub fn missing(&self) -> u64 {
        if self.rising {
            return 0;
        }
        self.results.iter().flat_map(|result| &result.rounds).map(|figures| figures.missing).sum()
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounds = self.results.first().map_or(0, |result| result.rounds.len());
        let rising = if self.rising { ", rising" } else { "" };
        writeln!(
            f,
            "{} readers, {} messages/s{rising}, {rounds} rounds; medians [least, most]\n",
            self.readers, self.rate
        )?;
        let name = "";
        if self.rising {
            writeln!(
                f,
                "{name:<26}{:>24}{:>20}{:>22}{:>10}",
                "highest deliveries/s", "µs/delivery", "× the first", "p99 ms"
            )?;
        } else {
            writeln!(
                f,
                "{name:<26}{:>22}{:>22}{:>22}{:>24}{:>11}{:>9}",
                "µs/delivery", "× the first", "p50 ms", "p99 ms", "KiB/conn.", "missing"
            )?;
        }
        for result in &self.results {
            let spread = |of: fn(&Figures) -> f64| Spread::of(result.rounds.iter().map(of));
            let cpu = spread(|figures| figures.cpu_us_per_delivery);
            let (p50, p99) = (spread(|figures| figures.p50_ms), spread(|figures| figures.p99_ms));
            write!(f, "{:<26}", result.name)?;
            if self.rising {
                let highest = spread(|figures| figures.delivered_per_second);
                writeln!(f, "{highest:>24.0}{cpu:>20.2}{:>22.2}{:>10.1}", result.rate_ratio, p99.median)?;
            } else {
                let memory = spread(|figures| figures.kib_per_connection).median;
                let missing: u64 = result.rounds.iter().map(|figures| figures.missing).sum();
                writeln!(f, "{cpu:>22.2}{:>22.2}{p50:>22.1}{p99:>24.1}{memory:>11.1}{missing:>9}", result.cpu_ratio)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = f.precision().unwrap_or(2);
        let Self { median, least, most } = self;
        let (width, words) =
            (f.width().unwrap_or(0), format!("{median:.precision$} [{least:.precision$}, {most:.precision$}]"));
        write!(f, "{words:>width$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_has_its_median_between_least_and_most() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), Spread { median: 2.0, least: 1.0, most: 3.0 });
        assert_eq!(Spread::of([1.0, 2.0]).median, 1.5);
        assert_eq!(Spread::of([]).median, 0.0);
        assert_eq!(format!("{:>18.1}", Spread::of([1.0, 3.0])), "    2.0 [1.0, 3.0]");
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        let figures = |cpu_us_per_delivery: f64| Figures {
            rate: 1.0,
            delivered_per_second: 10.0 * cpu_us_per_delivery,
            cpu_us_per_delivery,
            p50_ms: 1.0,
            p99_ms: 2.0,
            kib_per_connection: 5.0,
            missing: 1,
        };
        let work = Work {
            readers: 1,
            rate: 1.0,
            duration: std::time::Duration::from_secs(1),
            size: 40,
            rounds: 2,
            rise: None,
            patience: std::time::Duration::from_secs(1),
        };
        let rounds = vec![vec![figures(1.0), figures(2.0)], vec![figures(4.0), figures(4.0)]];
        let comparison = Comparison::new(&work, vec!["a".into(), "b".into()], rounds);
        assert_eq!(comparison.results[1].cpu_ratio, Spread { median: 1.5, least: 1.0, most: 2.0 });
        assert_eq!(comparison.results[0].cpu_ratio.median, 1.0);
        assert_eq!(comparison.missing(), 4);
        assert!(comparison.to_string().contains("1.50 [1.00, 2.00]"), "{comparison}");
    }
}
