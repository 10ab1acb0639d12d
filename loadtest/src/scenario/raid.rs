//! `raid`: many accounts flood the room, moderators remove what they post. What does a reader get to see of it?
//!
//! Moderators do what the server offers them: today that is removing. A further act goes into `scenario/moderator.rs`.

mod raider;
mod watcher;

use std::{collections::HashMap, fmt, sync::atomic::Ordering::Relaxed, time::Duration};

use anyhow::{Context as _, Result};
use serde::Serialize;
use tokio::{task::JoinSet, time::Instant};

use self::{raider::Raided, watcher::Watched};
use super::{
    Setting, add_failures, brought_home, gathered,
    gauge::Gauge,
    moderator::{Duty, Moderated, moderate},
    new_run,
    pages::read_pages,
    posting, settled,
};
use crate::{
    api::Api,
    changes::merge,
    checker::{Records, check},
    client::Client,
    meter::{Latency, histogram},
    names::Names,
    progress::Progress,
    reader::{Followed, read},
    report::Report,
    run::Phase,
    timeline::Timeline,
};

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Readers; a few of them watch the raid closely.
    pub readers: usize,
    /// Accounts that raid.
    pub raiders: usize,
    /// Posts a second of each of them.
    pub rate: f64,
    /// Moderators, and the invite code that makes somebody one.
    pub moderators: usize,
    /// Usable as often as there are moderators.
    pub moderator_invite: Option<String>,
    /// Removals a second of each moderator.
    pub removals: f64,
    /// How long it goes on.
    pub duration: Duration,
}

/// What a reader saw of the raid.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Raid {
    /// Texts of raiders that came, a second: in the first quarter of the time.
    pub came_per_second_at_first: f64,
    /// The same in the last quarter.
    pub came_per_second_at_last: f64,
    /// Texts removed before the end.
    pub removed: u64,
    /// How long each of these was to be seen.
    pub visible: Latency,
    /// Texts still to be seen at the end.
    pub left: u64,
    /// Removals that were acked to moderators.
    pub removals: u64,
    /// How often raiders came back under new names after being muted or banned.
    pub returned: u64,
}

/// How many readers watch closely.
const WATCHERS: usize = 4;

/// Runs the raid.
///
/// # Errors
/// When the server cannot be reached or measured, or somebody cannot join.
pub async fn run(setting: &Setting, plan: &Plan) -> Result<Report> {
    let api = Api::new(setting.target.clone())?;
    let base = api.head().await?;
    let mut gauge = Gauge::new(setting.pid)?;
    let (watchers, streams) = (plan.readers.min(WATCHERS), plan.readers + plan.raiders + plan.moderators);
    let run = new_run(setting, streams);
    let progress = Progress::show(run.clone());
    let timeline = Timeline::start(run.clone(), setting.pid);
    let tokens = posting::join_all(&api, plan.moderators, plan.moderator_invite.as_deref()).await?;

    let mut watching = JoinSet::new();
    let mut reading = JoinSet::new();
    for number in 0..plan.readers {
        let client = Client::new(run.clone(), number, None);
        if number < watchers {
            watching.spawn(watcher::watch(client.attentive()));
        } else {
            reading.spawn(read(client));
        }
    }
    let mut raiding = JoinSet::new();
    for index in 0..plan.raiders {
        let (run, api, number) = (run.clone(), api.clone(), plan.readers + index);
        raiding.spawn(raider::raid(run, api, Names::random(), number, setting.invite.clone(), pace(plan, index)));
    }
    let mut moderating = JoinSet::new();
    for (index, token) in tokens.into_iter().enumerate() {
        let client = Client::new(run.clone(), plan.readers + plan.raiders + index, Some(token));
        let gap = Duration::from_secs_f64(1.0 / plan.removals);
        moderating.spawn(moderate(client, Duty { share: (index, plan.moderators), reaction: Duration::ZERO, gap }));
    }
    let mut report = Report { scenario: "raid", readers: plan.readers, writers: plan.raiders, ..Report::default() };
    let all_in = gathered(&run, streams, setting.patience).await;
    report.failures.extend(all_in.as_ref().err().map(ToString::to_string));

    gauge.start()?;
    let start = Instant::now();
    let mut pages = Vec::new();
    let mut head = None;
    if all_in.is_ok() {
        let end = start + plan.duration;
        run.enter(Phase::Posting { start, end });
        pages = read_pages(&run, &api, end).await;
        let answers = || run.meter.answers();
        // Moderators ask for nothing new after the end.
        let answered = || run.meter.busy_writers.load(Relaxed) == 0 && run.meter.changing.load(Relaxed) == 0;
        settled(setting.patience, answers, answered).await;
        head = api.head().await.inspect_err(|error| report.failures.push(format!("{error:#}"))).ok();
        settled(setting.patience, answers, || run.how_many_reached(head.unwrap_or(0)) >= streams).await;
    }
    let seconds = start.elapsed().as_secs_f64();
    (report.server, report.driver) = gauge.end(seconds, run.meter.deliveries(), streams)?;
    posting::count(&mut report, &run, seconds, seconds);
    report.timeline = timeline.end();
    run.enter(Phase::Over);
    let watched = brought_home(watching, "watcher", &mut report.failures).await;
    let read = brought_home(reading, "reader", &mut report.failures).await;
    let raided = brought_home(raiding, "raider", &mut report.failures).await;
    let moderated = brought_home(moderating, "moderator", &mut report.failures).await;
    drop(progress);
    if report.acked == 0 {
        report.failures.push("nothing was acked".to_owned());
    }
    report.raid = Some(summary(plan, &watched, &raided, &moderated));
    let stored = api.log_after(base, run.id).await.context("the room could not be read back")?;
    let mut records = Records { base, until: head, stored, shown: pages, ..Records::default() };
    let mut all: Vec<Followed> = read;
    all.extend(watched.into_iter().map(|watched| watched.followed));
    for raided in raided {
        records.posts.extend(raided.posts);
        all.extend(raided.followed);
        add_failures(&mut report.failures, "raider", raided.failure.into_iter());
    }
    for moderated in moderated {
        merge(&mut records.removals, moderated.removed);
        all.push(moderated.followed);
    }
    add_failures(&mut report.failures, "participant", all.iter().filter_map(|followed| followed.failure.clone()));
    records.observers = all.into_iter().map(|followed| followed.observer).collect();
    report.unanswered =
        records.posts.values().filter(|post| post.acks.is_empty() && post.refusals < post.attempts).count() as u64;
    report.verdict = Some(check(&records));
    Ok(report)
}

/// From a raider's first post, and from one to the next.
fn pace(plan: &Plan, index: usize) -> (Duration, Duration) {
    let gap = Duration::from_secs_f64(1.0 / plan.rate);
    #[expect(clippy::cast_precision_loss, reason = "there are at most some thousand raiders")]
    let part = index as f64 / plan.raiders as f64;
    (gap.mul_f64(part), gap)
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
fn summary(plan: &Plan, watched: &[Watched], raided: &[Raided], moderated: &[Moderated]) -> Raid {
    let mut visible = histogram();
    let seconds = plan.duration.as_secs_f64();
    let came_in = |from: f64, to: f64| {
        let times = watched.iter().flat_map(|watched| &watched.came);
        let count = times.filter(|after| (from * seconds..to * seconds).contains(&after.as_secs_f64())).count();
        count as f64 / watched.len().max(1) as f64 / (seconds * (to - from))
    };
    for time in watched.iter().flat_map(|watched| &watched.visible) {
        visible.saturating_record(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }
    let mut removals = HashMap::new();
    moderated.iter().for_each(|moderated| merge(&mut removals, moderated.removed.clone()));
    let watchers = watched.len().max(1) as u64;
    Raid {
        came_per_second_at_first: came_in(0.0, 0.25),
        came_per_second_at_last: came_in(0.75, 1.0),
        removed: visible.len() / watchers,
        visible: Latency::of(&visible),
        left: watched.iter().map(|watched| watched.left).sum::<u64>() / watchers,
        removals: removals.values().flatten().count() as u64,
        returned: raided.iter().map(|raided| raided.returned).sum(),
    }
}

impl fmt::Display for Raid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\na reader saw")?;
        let (first, last) = (self.came_per_second_at_first, self.came_per_second_at_last);
        writeln!(f, "{:<20}{first:>14.1} in the first quarter, {last:.1} in the last", "raid texts/s")?;
        writeln!(f, "{:<20}{:>14}\n{:<20}{:>14}", "removed", self.removed, "left standing", self.left)?;
        writeln!(f, "{:<20}{:>14}\n{:<20}{:>14}", "removals acked", self.removals, "raiders back", self.returned)?;
        writeln!(f, "\n{:<20}{:>10}{:>10}{:>10}{:>10}", "visible, ms", "p50", "p90", "p99", "max")?;
        writeln!(f, "{:<20}{}", "removed texts", self.visible)
    }
}
