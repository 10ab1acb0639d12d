//! `raid`: many accounts flood a room in which some people talk. Moderators look on for a while, then calm the room and remove what
//! each raider wrote, who come back under new names. What does a reader get to see of it, and what does it cost the others?

mod keeper;
mod raider;
mod seen;
mod watcher;

use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use anyhow::{Context as _, Result};
use tokio::{task::JoinSet, time::Instant};

use self::{
    keeper::{Board, Duty, Kept, keep},
    raider::Raided,
    watcher::{Watched, watch},
};
use super::{
    Setting, add_failures, brought_home, gathered, gauge::Gauge, new_run, pages::read_pages, posting, settled,
};
use crate::{
    api::Api,
    changes::merge,
    checker::{Records, check},
    client::Client,
    names::Names,
    progress::Progress,
    reader::Followed,
    report::Report,
    run::{Phase, Run},
    timeline::Timeline,
    writer::{Pace, Writer, Written},
};

pub use seen::{CALM_WITHIN, Raid};

/// How often each of the quiet posts. A calm room has a slow mode of 30 s for all but moderators.
const QUIET_GAP: Duration = Duration::from_secs(31);

/// Characters of what the quiet say.
const QUIET_SIZE: usize = 80;

/// What is to be done.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Readers, who watch the raid closely.
    pub readers: usize,
    /// People who talk as always; invited, or a calm room holds their posts.
    pub quiet: usize,
    /// Accounts that raid.
    pub raiders: usize,
    /// Posts a second of each of them.
    pub rate: f64,
    /// Moderators, and the invite code that makes somebody one.
    pub moderators: usize,
    /// Usable as often as there are moderators.
    pub moderator_invite: Option<String>,
    /// Acts a second of each moderator.
    pub acts: f64,
    /// How long the moderators look on.
    pub before: Duration,
    /// How long it goes on after that.
    pub after: Duration,
}

impl Plan {
    /// How many streams it needs.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.readers + self.quiet + self.raiders + self.moderators
    }
}

/// Everybody who takes part.
struct Crew {
    watching: JoinSet<Watched>,
    talking: JoinSet<Written>,
    raiding: JoinSet<Raided>,
    keeping: JoinSet<(Kept, Followed)>,
}

/// Runs the raid.
///
/// # Errors
/// When the server cannot be reached or measured, or somebody cannot join.
pub async fn run(setting: &Setting, plan: &Plan) -> Result<Report> {
    let api = Api::new(setting.target.clone())?;
    let base = api.head().await?;
    let mut gauge = Gauge::new(setting.pid)?;
    let streams = plan.streams();
    let run = new_run(setting, streams);
    let progress = Progress::show(run.clone());
    let timeline = Timeline::start(run.clone(), setting.pid);
    let crew = Crew::start(&run, &api, setting, plan).await?;
    let writers = plan.raiders + plan.quiet;
    let mut report = Report { scenario: "raid", readers: plan.readers, writers, ..Report::default() };
    let all_in = gathered(&run, streams, setting.patience).await;
    report.failures.extend(all_in.as_ref().err().map(ToString::to_string));

    gauge.start()?;
    let start = Instant::now();
    let mut records = Records { base, ..Records::default() };
    if all_in.is_ok() {
        let end = start + plan.before + plan.after;
        run.enter(Phase::Posting { start, end });
        records.shown = read_pages(&run, &api, end).await;
        let answers = || run.meter.answers();
        // Moderators ask for nothing new after the end.
        let answered = || run.meter.busy_writers.load(Relaxed) == 0 && run.meter.changing.load(Relaxed) == 0;
        settled(setting.patience, answers, answered).await;
        records.until = api.head().await.inspect_err(|error| report.failures.push(format!("{error:#}"))).ok();
        let head = records.until.unwrap_or(0);
        settled(setting.patience, answers, || run.how_many_reached(head) >= streams).await;
    }
    let seconds = start.elapsed().as_secs_f64();
    (report.server, report.driver) = gauge.end(seconds, run.meter.deliveries(), streams)?;
    posting::count(&mut report, &run, seconds, seconds);
    report.timeline = timeline.end();
    run.enter(Phase::Over);
    records.stored = api.log_after(base, run.id).await.context("the room could not be read back")?;
    crew.judge(plan, records, &mut report).await;
    drop(progress);
    if report.acked == 0 {
        report.failures.push("nothing was acked".to_owned());
    }
    Ok(report)
}

impl Crew {
    async fn start(run: &Arc<Run>, api: &Api, setting: &Setting, plan: &Plan) -> Result<Self> {
        let moderators = posting::join_all(api, plan.moderators, plan.moderator_invite.as_deref()).await?;
        let quiet = posting::join_all(api, plan.quiet, setting.invite.as_deref()).await?;
        let mut numbers = 0..;
        let mut client = |token| Client::new(run.clone(), numbers.next().unwrap_or_default(), token);
        let watching = (0..plan.readers).map(|_| watch(client(None))).collect();
        let part = |index: usize, all: usize, gap: Duration| gap.mul_f64(share(index, all));
        let (all, mut talking) = (quiet.len(), JoinSet::new());
        for (index, token) in quiet.into_iter().enumerate() {
            let pace = Pace::Every { first: part(index, all, QUIET_GAP), gap: QUIET_GAP };
            talking.spawn(Writer::new(client(Some(token)), pace, QUIET_SIZE).write());
        }
        let duty = Duty { idle: plan.before, gap: Duration::from_secs_f64(1.0 / plan.acts) };
        let (board, mut keeping) = (Board::new(), JoinSet::new());
        for token in moderators {
            keeping.spawn(keep(client(Some(token)), duty, board.clone()));
        }
        let (first, mut raiding) = (plan.streams() - plan.raiders, JoinSet::new());
        let gap = Duration::from_secs_f64(1.0 / plan.rate);
        for index in 0..plan.raiders {
            let pace = (part(index, plan.raiders, gap), gap);
            raiding.spawn(raider::raid(run.clone(), api.clone(), Names::random(), first + index, pace));
        }
        Ok(Self { watching, talking, raiding, keeping })
    }

    /// Calls everybody home, and says what came of it.
    async fn judge(self, plan: &Plan, mut records: Records, report: &mut Report) {
        let failures = &mut report.failures;
        let watched = brought_home(self.watching, "watcher", failures).await;
        let talked = brought_home(self.talking, "quiet participant", failures).await;
        let raided = brought_home(self.raiding, "raider", failures).await;
        let kept = brought_home(self.keeping, "moderator", failures).await;
        let calmed = kept.iter().find_map(|(kept, _)| kept.calmed);
        let noted: Vec<_> = watched.iter().map(|watched| &watched.noted).collect();
        let mut seen = Raid::of(plan, &noted, calmed, &records.stored);
        seen.acts = kept.iter().map(|(kept, _)| kept.acts).sum();
        seen.returned = raided.iter().map(|raided| raided.returned).sum();
        seen.quiet_refused =
            talked.iter().flat_map(|written| written.posts.values()).map(|post| u64::from(post.refusals)).sum();
        if plan.moderators > 0 {
            failures.extend(seen.failure());
        }
        let mut all: Vec<Followed> = watched.into_iter().map(|watched| watched.followed).collect();
        for written in talked {
            records.posts.extend(written.posts);
            all.extend(written.followed);
        }
        for raided in raided {
            if plan.moderators > 0 {
                // With its author's other texts it may be removed before any moderator saw it.
                merge(&mut records.removals, raided.posts.keys().map(|mark| (*mark, None)).collect());
            }
            records.posts.extend(raided.posts);
            all.extend(raided.followed);
            add_failures(failures, "raider", raided.failure.into_iter());
        }
        for (kept, followed) in kept {
            merge(&mut records.removals, kept.removed);
            add_failures(failures, "act", kept.refused.into_iter().map(|code| format!("refused with {code}")));
            all.push(followed);
        }
        add_failures(failures, "participant", all.iter().filter_map(|followed| followed.failure.clone()));
        records.observers = all.into_iter().map(|followed| followed.observer).collect();
        report.raid = Some(seen);
        report.unanswered =
            records.posts.values().filter(|post| post.acks.is_empty() && post.refusals < post.attempts).count() as u64;
        report.verdict = Some(check(&records));
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are at most some thousand people")]
fn share(index: usize, all: usize) -> f64 {
    index as f64 / all as f64
}
