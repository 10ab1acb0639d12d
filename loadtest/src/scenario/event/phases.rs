//! The day by its phases, from snapshots between them and from what people brought home.

use std::{fmt, time::Duration};

use hdrhistogram::Histogram;
use serde::Serialize;
use tokio::time::Instant;

use super::{attendee::Attended, itinerary::bounds};
use crate::{
    changes::{Changed, merge},
    machine::{self, Sample},
    meter::{Latency, histogram},
    run::Run,
    scenario::moderator::Moderated,
};

/// How the day went. What happened counts in the phase in which it happened.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Day {
    /// In their order.
    pub phases: Vec<PhaseFigures>,
    /// From the intended arrival to the welcome: page, history, joining and connecting.
    pub welcome: Latency,
    /// From losing the connection to the next welcome, the client's random pause included.
    pub back: Latency,
    /// Of those who came back, how many were given a fresh page instead of what they had missed.
    pub not_resumed: u64,
}

/// One phase.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PhaseFigures {
    /// Its name.
    pub name: &'static str,
    /// Its start on the timeline, in seconds.
    pub from_seconds: f64,
    /// How long it took.
    pub seconds: f64,
    /// Attendees who had their first welcome.
    pub joined: u64,
    /// Attendees who left.
    pub left: u64,
    /// Connections lost and taken up again with all that was missed.
    pub resumed: u64,
    /// Posts acked.
    pub acked: u64,
    /// Removals acked.
    pub removed: u64,
    /// Edits acked.
    pub edited: u64,
    /// Reactions acked.
    pub reacted: u64,
    /// Messages that reached a client.
    pub delivered: u64,
    /// From the intended time to the ack.
    pub ack_latency: Latency,
    /// From the intended time to each live delivery; what came with a resume after a loss in the break is left out.
    pub delivery_latency: Latency,
    /// The server's processor time in percent of one core, when its process was named.
    pub server_cpu_percent: Option<f64>,
    /// The server's resident bytes at the end.
    pub server_resident: Option<u64>,
}

/// The counters between two phases.
#[derive(Debug)]
pub(super) struct Snapshot {
    at: Instant,
    delivered: u64,
    acks: Histogram<u64>,
    deliveries: Histogram<u64>,
    server: Option<Sample>,
}

impl Snapshot {
    pub(super) fn take(run: &Run, pid: Option<u32>) -> Self {
        Self {
            at: Instant::now(),
            delivered: run.meter.deliveries(),
            acks: run.meter.ack_histogram(),
            deliveries: run.meter.delivery_histogram(),
            // A server that is gone shows in every other figure.
            server: pid.and_then(|pid| machine::sample(pid).ok()),
        }
    }
}

impl Day {
    /// From the snapshots before, between and after the phases; `began` is where the start is on the timeline.
    pub(super) fn of(
        run: &Run,
        (began, start): (f64, Instant),
        snapshots: &[Snapshot],
        attended: &[Attended],
        moderated: &[Moderated],
    ) -> Self {
        let mut removed = Changed::new();
        attended.iter().for_each(|attended| merge(&mut removed, attended.removed.clone()));
        moderated.iter().for_each(|moderated| merge(&mut removed, moderated.removed.clone()));
        let names = bounds(Duration::ZERO).map(|(name, _)| name);
        let returns = || attended.iter().flat_map(|attended| &attended.returns);
        let phases = snapshots.windows(2).zip(names).map(|(pair, name)| {
            let [before, after] = pair else { return PhaseFigures::default() };
            let within = |moment: Instant| (before.at..after.at).contains(&moment);
            let (from, to) = (run.clock.at(before.at), run.clock.at(after.at));
            PhaseFigures {
                from_seconds: began + (before.at - start).as_secs_f64(),
                joined: count(attended.iter().filter_map(|attended| attended.welcome).map(|welcome| welcome.0), within),
                left: count(attended.iter().filter_map(|attended| attended.left), within),
                resumed: count(returns().filter(|back| back.resumed).map(|back| back.at), within),
                removed: count(removed.values().flatten(), |acked| (from..to).contains(acked)),
                edited: count(
                    attended.iter().flat_map(|attended| attended.edited.values().copied().flatten()),
                    |acked| (from..to).contains(&acked),
                ),
                reacted: count(attended.iter().flat_map(|attended| attended.reacted.iter().copied()), within),
                ..between(name, before, after)
            }
        });
        Self {
            phases: phases.collect(),
            welcome: latency(attended.iter().filter_map(|attended| attended.welcome).map(|welcome| welcome.1)),
            back: latency(returns().map(|back| back.after)),
            not_resumed: count(returns(), |back| !back.resumed),
        }
    }
}

/// What the counters tell of a phase.
#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
fn between(name: &'static str, before: &Snapshot, after: &Snapshot) -> PhaseFigures {
    let seconds = (after.at - before.at).as_secs_f64();
    let lately = |of: fn(&Snapshot) -> &Histogram<u64>| {
        let mut lately = of(after).clone();
        lately.subtract(of(before)).expect("what was counted before is counted after");
        Latency::of(&lately)
    };
    let ack_latency = lately(|snapshot| &snapshot.acks);
    PhaseFigures {
        name,
        seconds,
        acked: ack_latency.count,
        delivered: after.delivered - before.delivered,
        ack_latency,
        delivery_latency: lately(|snapshot| &snapshot.deliveries),
        server_cpu_percent: before.server.zip(after.server).map(|(before, after)| {
            if seconds > 0.0 { after.cpu_us.saturating_sub(before.cpu_us) as f64 / 1e4 / seconds } else { 0.0 }
        }),
        server_resident: after.server.map(|server| server.resident),
        ..PhaseFigures::default()
    }
}

fn count<T: Copy>(all: impl Iterator<Item = T>, counts: impl Fn(T) -> bool) -> u64 {
    all.filter(|one| counts(*one)).count() as u64
}

fn latency(all: impl Iterator<Item = Duration>) -> Latency {
    let mut sum = histogram();
    all.for_each(|one| sum.saturating_record(u64::try_from(one.as_micros()).unwrap_or(u64::MAX)));
    Latency::of(&sum)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:<14}{:>7}{:>8}{:>8}{:>8}{:>8}{:>9}{:>8}{:>9}{:>11}{:>9}{:>9}{:>9}{:>9}{:>8}{:>9}",
            "phase",
            "s",
            "joined",
            "left",
            "resumed",
            "acked",
            "removed",
            "edited",
            "reacted",
            "delivered",
            "ack p50",
            "p99",
            "del. p50",
            "p99",
            "CPU %",
            "MiB"
        )?;
        for phase in &self.phases {
            let or_dash = |figure: Option<f64>| figure.map_or("-".to_owned(), |figure| format!("{figure:.1}"));
            #[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52 bytes")]
            let mib = phase.server_resident.map(|bytes| bytes as f64 / 1_048_576.0);
            let PhaseFigures {
                name, seconds, joined, left, resumed, acked, removed, edited, reacted, delivered, ..
            } = phase;
            let (ack, delivery) = (phase.ack_latency, phase.delivery_latency);
            write!(f, "{name:<14}{seconds:>7.1}{joined:>8}{left:>8}{resumed:>8}{acked:>8}{removed:>9}")?;
            write!(f, "{edited:>8}{reacted:>9}{delivered:>11}")?;
            write!(f, "{:>9.1}{:>9.1}{:>9.1}{:>9.1}", ack.p50_ms, ack.p99_ms, delivery.p50_ms, delivery.p99_ms)?;
            writeln!(f, "{:>8}{:>9}", or_dash(phase.server_cpu_percent), or_dash(mib))?;
        }
        writeln!(f, "\n{:<20}{:>10}{:>10}{:>10}{:>10}", "people, ms", "p50", "p90", "p99", "max")?;
        writeln!(f, "{:<20}{}\n{:<20}{}", "come: welcome", self.welcome, "lost: welcome back", self.back)?;
        if self.not_resumed > 0 {
            writeln!(f, "{} came back to a fresh page: more was missed than a resume brings", self.not_resumed)?;
        }
        Ok(())
    }
}
