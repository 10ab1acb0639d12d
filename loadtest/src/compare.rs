//! `compare`: servers at the same work, in turn and repeated, so that what the machine does meanwhile hits all alike.
//!
//! The work is fan-out alone, at its barest: the readers check nothing but that every message came. Whether a server
//! keeps its promises is the business of the scenarios.

mod audience;
mod child;
mod contender;
pub mod floor;
mod nchan;
mod ours;
mod page;
mod publisher;
mod table;

pub use self::child::Child;
pub use self::contender::{Contender, Publish, Running, Stream};
pub use self::floor::Floor;
pub use self::nchan::Nchan;
pub use self::ours::{Database, Ours};
pub use self::page::page;
pub use self::table::{Comparison, Figures, Measured, Spread};

use std::time::Duration;

use anyhow::{Context as _, Result};

use self::audience::Audience;

/// What each server has to do.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Connected readers.
    pub readers: usize,
    /// Messages a second; of the first step where it rises.
    pub rate: f64,
    /// How long they are published, for each step.
    pub duration: Duration,
    /// Characters of each text.
    pub size: usize,
    /// How often each server takes its turn.
    pub rounds: usize,
    /// Whether the rate rises until the limit is passed.
    pub rise: Option<Rise>,
    /// How long to wait without any delivery before the rest counts as missing.
    pub patience: Duration,
}

/// How the rate rises.
#[derive(Clone, Copy, Debug)]
pub struct Rise {
    /// Each step's rate is the one before times this.
    pub factor: f64,
    /// A step holds if its p99 is at most this many milliseconds.
    pub limit_ms: f64,
}

/// Lets each contender do the work, round after round. The first is the measure of the others.
///
/// # Errors
/// When one cannot be started or reached; every server that was started is ended.
pub async fn run(work: &Work, contenders: &[Box<dyn Contender>]) -> Result<Comparison> {
    let mut rounds = Vec::new();
    for round in 1..=work.rounds {
        let mut measured = Vec::new();
        for contender in contenders {
            let name = contender.name();
            eprintln!("round {round} of {}: {name}", work.rounds);
            measured.push(one(work, &**contender).await.with_context(|| name)?);
        }
        rounds.push(measured);
    }
    Ok(Comparison::new(work, contenders.iter().map(|contender| contender.name()).collect(), rounds))
}

/// One turn of one server, which is started for it and ended after it.
async fn one(work: &Work, contender: &dyn Contender) -> Result<Figures> {
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let running = contender.start(folder.path()).await?;
    let mut audience = Audience::gather(&running, work).await?;
    let mut best: Option<Figures> = None;
    let mut rate = work.rate;
    loop {
        let figures = audience.step(&running, work, rate).await?;
        let Some(rise) = work.rise else { return Ok(figures) };
        eprintln!(
            "  {rate:.0} messages/s: p99 {:.1} ms, {:.0} deliveries/s",
            figures.p99_ms, figures.delivered_per_second
        );
        let held = figures.p99_ms <= rise.limit_ms && figures.missing == 0;
        if !held {
            // What did not hold at the very first step has no highest rate.
            return Ok(best.unwrap_or(Figures { rate: 0.0, delivered_per_second: 0.0, ..figures }));
        }
        best = Some(figures);
        rate *= rise.factor;
    }
}
