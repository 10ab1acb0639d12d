//! What a run found, as an aligned table and as JSON.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use crate::{
    checker::Verdict,
    machine::Sample,
    meter::Latency,
    scenario::{event::Day, raid::Raid, rising::Risen, soak::Soak, storm::Storm, visits::Visits},
    timeline::Point,
};

/// A run's result.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Which scenario.
    pub scenario: &'static str,
    /// Connected readers.
    pub readers: usize,
    /// Writers.
    pub writers: usize,
    /// Seconds from the first intended post to the last answer, or of holding idle readers.
    pub seconds: f64,
    /// Posts sent, each counted once.
    pub sent: u64,
    /// Posts sent again after a lost connection.
    pub resent: u64,
    /// Posts acked.
    pub acked: u64,
    /// Acks a second.
    pub acked_per_second: f64,
    /// Posts with neither ack nor refusal at the end.
    pub unanswered: u64,
    /// Refusals by code.
    pub refused: BTreeMap<String, u64>,
    /// Messages that reached a client, live or by a resume, over all clients.
    pub delivered: u64,
    /// Deliveries a second.
    pub delivered_per_second: f64,
    /// Connections lost and taken up again.
    pub reconnects: u64,
    /// From the intended send time to the ack.
    pub ack_latency: Latency,
    /// From the intended send time to each delivery.
    pub delivery_latency: Latency,
    /// Quantiles of the deliveries, with milliseconds from the intended send time.
    pub delivery_curve: Vec<(f64, f64)>,
    /// How everybody came back, of `storm`.
    pub storm: Option<Storm>,
    /// What a reader saw of a raid.
    pub raid: Option<Raid>,
    /// A day by its phases.
    pub event: Option<Day>,
    /// How a long run went over the time.
    pub soak: Option<Soak>,
    /// The steps of a rising rate.
    pub rising: Option<Risen>,
    /// Visitors beside the run.
    pub visits: Option<Visits>,
    /// How it went over time.
    pub timeline: Vec<Point>,
    /// The server's process, when it is on this machine and was named.
    pub server: Option<Usage>,
    /// This driver's own process: near one core for each of the machine's, it measured itself.
    pub driver: Option<Usage>,
    /// The checker's findings; absent where nothing was posted.
    pub verdict: Option<Verdict>,
    /// What else went wrong, in words.
    pub failures: Vec<String>,
}

/// What a process used during a run.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Usage {
    /// Processor time in seconds.
    pub cpu_seconds: f64,
    /// Processor time in percent of one core.
    pub cpu_percent: f64,
    /// Processor time per delivery in microseconds.
    pub cpu_us_per_delivery: Option<f64>,
    /// Resident bytes before anybody connected.
    pub resident_before: u64,
    /// Resident bytes with all connected, at the end.
    pub resident_after: u64,
    /// The difference per connection.
    pub resident_per_connection: Option<f64>,
}

impl Usage {
    /// From the samples before anybody connected, at the start and at the end of the measured time.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
    pub fn between(
        before: Sample,
        start: Sample,
        end: Sample,
        seconds: f64,
        deliveries: u64,
        connections: usize,
    ) -> Self {
        let cpu_us = end.cpu_us.saturating_sub(start.cpu_us) as f64;
        let grown = end.resident as f64 - before.resident as f64;
        Self {
            cpu_seconds: cpu_us / 1e6,
            cpu_percent: if seconds > 0.0 { cpu_us / 1e4 / seconds } else { 0.0 },
            cpu_us_per_delivery: (deliveries > 0).then(|| cpu_us / deliveries as f64),
            resident_before: before.resident,
            resident_after: end.resident,
            resident_per_connection: (connections > 0).then(|| grown / connections as f64),
        }
    }
}

impl Report {
    /// Whether every promise held and nothing else went wrong.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.failures.is_empty() && self.verdict.as_ref().is_none_or(Verdict::holds)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |f: &mut fmt::Formatter<'_>, name: &str, value: String| writeln!(f, "{name:<20}{value:>14}");
        writeln!(f, "{}: {} readers, {} writers, {:.1} s\n", self.scenario, self.readers, self.writers, self.seconds)?;
        if self.writers > 0 {
            row(f, "sent", self.sent.to_string())?;
            row(f, "acked", format!("{}", self.acked))?;
            row(f, "acked/s", format!("{:.1}", self.acked_per_second))?;
            for (code, count) in &self.refused {
                row(f, &format!("refused {code}"), count.to_string())?;
            }
            row(f, "unanswered", self.unanswered.to_string())?;
            row(f, "delivered", self.delivered.to_string())?;
            row(f, "delivered/s", format!("{:.1}", self.delivered_per_second))?;
            row(f, "resent", self.resent.to_string())?;
        }
        for (name, finding) in self.verdict.iter().flat_map(Verdict::findings) {
            row(f, name, finding.count.to_string())?;
        }
        row(f, "reconnects", self.reconnects.to_string())?;
        if self.ack_latency.count > 0 {
            writeln!(f, "\n{:<20}{:>10}{:>10}{:>10}{:>10}", "latency in ms", "p50", "p90", "p99", "max")?;
            for (name, latency) in [("ack", self.ack_latency), ("delivery", self.delivery_latency)] {
                writeln!(f, "{name:<20}{latency}")?;
            }
        }
        self.storm.iter().try_for_each(|storm| write!(f, "{storm}"))?;
        self.soak.iter().try_for_each(|soak| write!(f, "{soak}"))?;
        self.raid.iter().try_for_each(|raid| write!(f, "{raid}"))?;
        self.event.iter().try_for_each(|day| write!(f, "{day}"))?;
        self.visits.iter().try_for_each(|visits| write!(f, "{visits}"))?;
        self.rising.iter().try_for_each(|risen| write!(f, "{risen}"))?;
        if self.server.is_some() || self.driver.is_some() {
            writeln!(
                f,
                "\n{:<20}{:>10}{:>10}{:>12}{:>10}{:>10}{:>12}",
                "process", "CPU s", "CPU %", "µs/delivery", "MiB", "to MiB", "KiB/client"
            )?;
        }
        for (name, usage) in [("server", &self.server), ("this driver", &self.driver)] {
            if let Some(usage) = usage {
                writeln!(f, "{name:<20}{usage}")?;
            }
        }
        for (name, finding) in self.verdict.iter().flat_map(Verdict::findings) {
            for example in &finding.examples {
                writeln!(f, "\n{name}: {example}")?;
            }
        }
        for failure in &self.failures {
            writeln!(f, "\nfailed: {failure}")?;
        }
        writeln!(f, "\n{}", if self.holds() { "ok: every promise held" } else { "BROKEN: see above" })
    }
}

impl fmt::Display for Usage {
    #[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mib = |bytes: u64| bytes as f64 / 1_048_576.0;
        let or_dash = |figure: Option<f64>| figure.map_or("-".to_owned(), |figure| format!("{figure:.2}"));
        write!(
            f,
            "{:>10.2}{:>10.1}{:>12}{:>10.1}{:>10.1}{:>12}",
            self.cpu_seconds,
            self.cpu_percent,
            or_dash(self.cpu_us_per_delivery),
            mib(self.resident_before),
            mib(self.resident_after),
            or_dash(self.resident_per_connection.map(|bytes| bytes / 1024.0)),
        )
    }
}
