//! Visitors beside a run: each opens the page on a connection of its own, has the newest messages, and joins.

use std::{collections::BTreeMap, fmt, sync::Arc, time::Duration};

use anyhow::Result;
use hdrhistogram::Histogram;
use serde::Serialize;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until, timeout},
};

use crate::{
    api::Api,
    checker::Mark,
    meter::{Latency, histogram},
    names::{NAMES, Names},
    tag::RunId,
    target::Target,
};

/// How visitors were served. Times are milliseconds.
#[derive(Debug, Default, Serialize)]
pub struct Visits {
    /// How many came, a second, where that was steady.
    pub rate: Option<f64>,
    /// How many came.
    pub count: u64,
    /// From the intended time of the visit to the page.
    pub page: Latency,
    /// From there to the newest messages.
    pub history: Latency,
    /// From there to having joined.
    pub join: Latency,
    /// From the intended time to having joined.
    pub whole: Latency,
    /// What went wrong, by words.
    pub failures: BTreeMap<String, usize>,
}

/// How long the parts of one visit took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    page: Duration,
    history: Duration,
    join: Duration,
}

/// Somebody who has come and joined.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) visit: Visit,
    pub(super) token: String,
    /// The run's texts on the newest page of the history.
    pub(super) shown: Vec<Mark>,
    /// When that page was asked for.
    pub(super) asked: Instant,
}

/// Sends so many visitors a second from `start` until `end`, at intended times whatever the server does.
pub(super) async fn visit(
    target: Target,
    rate: f64,
    invite: Option<String>,
    (start, end): (Instant, Instant),
) -> Visits {
    const LEAVING: Duration = Duration::from_secs(15);
    let gap = Duration::from_secs_f64(1.0 / rate);
    let mut due = start;
    let mut visitors = JoinSet::new();
    let mut tally = Tally::default();
    let (mut names, mut number) = (Arc::new(Names::random()), 0);
    while due < end {
        sleep_until(due).await;
        if number == NAMES {
            (names, number) = (Arc::new(Names::random()), 0);
        }
        visitors.spawn(one(target.clone(), names.clone(), number, invite.clone(), due));
        number += 1;
        due += gap;
        while let Some(done) = visitors.try_join_next() {
            tally.take(done);
        }
    }
    let rest = async {
        while let Some(done) = visitors.join_next().await {
            tally.take(done);
        }
    };
    if timeout(LEAVING, rest).await.is_err() {
        let late = visitors.len();
        *tally.failures.entry("was not served in time".to_owned()).or_default() += late;
    }
    tally.visits(Some(rate))
}

async fn one(
    target: Target,
    names: Arc<Names>,
    number: usize,
    invite: Option<String>,
    intended: Instant,
) -> Result<Visit> {
    // Whose posts are shown is not asked here.
    Ok(arrive(target, RunId::random(), (&names, number), invite.as_deref(), intended).await?.visit)
}

/// Opens the page, has the newest messages and joins.
pub(super) async fn arrive(
    target: Target,
    run: RunId,
    (names, number): (&Names, usize),
    invite: Option<&str>,
    intended: Instant,
) -> Result<Arrival> {
    // A client for each visitor: a connection of its own, kept for the three calls.
    let api = Api::new(target)?;
    api.open_page().await?;
    let asked = Instant::now();
    let shown = api.newest(run).await?;
    let history = Instant::now();
    let token = api.join(names, number, invite).await?;
    let visit = Visit { page: asked - intended, history: history - asked, join: history.elapsed() };
    Ok(Arrival { visit, token, shown, asked })
}

/// Adds visits up.
pub(super) struct Tally {
    parts: [Histogram<u64>; 4],
    failures: BTreeMap<String, usize>,
}

impl Default for Tally {
    fn default() -> Self {
        Self { parts: std::array::from_fn(|_| histogram()), failures: BTreeMap::new() }
    }
}

impl Tally {
    fn take(&mut self, done: Result<Result<Visit>, tokio::task::JoinError>) {
        match done {
            Ok(Ok(visit)) => self.add(visit),
            Ok(Err(error)) => *self.failures.entry(format!("{error:#}")).or_default() += 1,
            Err(error) => *self.failures.entry(error.to_string()).or_default() += 1,
        }
    }

    pub(super) fn add(&mut self, visit: Visit) {
        let whole = visit.page + visit.history + visit.join;
        for (histogram, part) in self.parts.iter_mut().zip([visit.page, visit.history, visit.join, whole]) {
            histogram.saturating_record(u64::try_from(part.as_micros()).unwrap_or(u64::MAX));
        }
    }

    pub(super) fn visits(self, rate: Option<f64>) -> Visits {
        let [page, history, join, whole] = self.parts.map(|histogram| Latency::of(&histogram));
        Visits { rate, count: whole.count, page, history, join, whole, failures: self.failures }
    }
}

impl fmt::Display for Visits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = format!("{} visits, ms", self.count);
        writeln!(f, "\n{title:<20}{:>10}{:>10}{:>10}{:>10}", "p50", "p90", "p99", "max")?;
        for (name, part) in
            [("page", self.page), ("history", self.history), ("join", self.join), ("whole visit", self.whole)]
        {
            writeln!(f, "{name:<20}{part}")?;
        }
        Ok(())
    }
}
