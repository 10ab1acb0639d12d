//! `event`: a day squeezed into a minute. People come, talk, lose their connections in the break, and leave; what should
//! not have been said is removed meanwhile.
//!
//! All times are laid down before (`event/itinerary.rs`), and latency runs from them. A further act of people gets its
//! times there, and is a variant of `Act` in `event/attendee.rs`.

mod attendee;
mod itinerary;
mod phases;

pub use self::phases::{Day, PhaseFigures};

use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use anyhow::{Context as _, Result};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};

use self::{
    attendee::{Attended, Said, Ticket, attend},
    itinerary::{bounds, itineraries},
    phases::Snapshot,
};
use super::{
    Setting, add_failures, brought_home, gathered,
    gauge::Gauge,
    moderator::{Duty, Moderated, moderate},
    pages::read_pages,
    posting, settled,
    visits::Tally,
};
use crate::{
    api::Api,
    changes::merge,
    checker::{Records, check},
    client::Client,
    names::{NAMES, Names},
    progress::Progress,
    report::Report,
    run::{Phase, Run},
    timeline::Timeline,
};

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// People who come.
    pub attendees: usize,
    /// Posts a second during the keynote, of all of them together; the rest of the day is calmer.
    pub rate: f64,
    /// How long the day is.
    pub duration: Duration,
    /// Who removes what should not have been said.
    pub moderation: Moderation,
}

/// Who removes.
#[derive(Clone, Debug)]
pub enum Moderation {
    /// Authors remove some of their own.
    Authors,
    /// Moderators remove some of what they see, by anybody.
    Moderators {
        /// How many, at least one.
        count: usize,
        /// The invite that makes somebody a moderator, usable as often.
        invite: String,
    },
}

impl Plan {
    /// How many connections there are at the same time.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.attendees + self.moderators()
    }

    fn moderators(&self) -> usize {
        match self.moderation {
            Moderation::Authors => 0,
            Moderation::Moderators { count, .. } => count,
        }
    }

    /// From reading a text to asking for its removal: about a second of a minute.
    fn reaction(&self) -> Duration {
        self.duration / 50
    }
}

/// One in so many posts is removed, and as many are edited.
const REMOVED: u32 = 10;

/// Runs the day.
///
/// # Errors
/// When the server cannot be reached, measured or read back, or a moderator cannot join.
pub async fn run(setting: &Setting, plan: &Plan) -> Result<Report> {
    let api = Api::new(setting.target.clone())?;
    let base = api.head().await?;
    let mut gauge = Gauge::new(setting.pid)?;
    let run = new_run(setting, plan);
    let progress = Progress::show(run.clone());
    let timeline = Timeline::start(run.clone(), setting.pid);
    let moderating = moderators(&run, plan, &api).await?;
    let attending = attendees(&run, setting, plan);
    let mut report = Report { scenario: "event", ..Report::default() };
    let all_in = gathered(&run, plan.moderators(), setting.patience).await;
    report.failures.extend(all_in.as_ref().err().map(ToString::to_string));

    gauge.start()?;
    let start = Instant::now();
    let (mut snapshots, mut pages) = (vec![Snapshot::take(&run, setting.pid)], Vec::new());
    let mut head = None;
    if all_in.is_ok() {
        let end = start + plan.duration;
        run.enter(Phase::Posting { start, end });
        let watching = watch(&run, setting.pid, (start, plan.duration), &mut snapshots);
        (pages, ()) = tokio::join!(read_pages(&run, &api, end), watching);
        let answers = || run.meter.answers();
        let answered = || run.meter.busy_writers.load(Relaxed) == 0 && run.meter.changing.load(Relaxed) == 0;
        settled(setting.patience, answers, answered).await;
        head = api.head().await.inspect_err(|error| report.failures.push(format!("{error:#}"))).ok();
        settled(setting.patience, answers, || run.how_many_reached(head.unwrap_or(0)) >= plan.streams()).await;
    }
    // The last phase has what came after its end too.
    snapshots.push(Snapshot::take(&run, setting.pid));
    let seconds = start.elapsed().as_secs_f64();
    // By now nearly all have left: memory for each connection cannot be told.
    (report.server, report.driver) = gauge.end(seconds, run.meter.deliveries(), 0)?;
    posting::count(&mut report, &run, seconds, seconds);
    let began = timeline.seconds_at(start);
    report.timeline = timeline.end();
    run.enter(Phase::Over);
    let attended = brought_home(attending, "attendee", &mut report.failures).await;
    let moderated = brought_home(moderating, "moderator", &mut report.failures).await;
    drop(progress);
    if report.acked == 0 {
        report.failures.push("nothing was acked".to_owned());
    }
    report.event = Some(Day::of(&run, (began, start), &snapshots, &attended, &moderated));
    let mut tally = Tally::default();
    attended.iter().filter_map(|attended| attended.visit).for_each(|visit| tally.add(visit));
    report.visits = Some(tally.visits(None));
    let stored = api.log_after(base, run.id).await.context("the room could not be read back")?;
    let mut records = Records { base, until: head, stored, shown: pages, ..Records::default() };
    records.take(&mut report, attended, moderated);
    report.unanswered =
        records.posts.values().filter(|post| post.acks.is_empty() && post.refusals < post.attempts).count() as u64;
    report.verdict = Some(check(&records));
    Ok(report)
}

fn new_run(setting: &Setting, plan: &Plan) -> Arc<Run> {
    let mut run = Run::new(setting.target.clone(), plan.streams(), setting.backoff);
    run.removing = Some(REMOVED);
    run.editing = true;
    // People do not wait for each other's turn.
    run.connecting.add_permits(plan.streams());
    Arc::new(run)
}

async fn moderators(run: &Arc<Run>, plan: &Plan, api: &Api) -> Result<JoinSet<Moderated>> {
    let mut moderating = JoinSet::new();
    if let Moderation::Moderators { count, invite } = &plan.moderation {
        for (index, token) in posting::join_all(api, *count, Some(invite)).await?.into_iter().enumerate() {
            let client = Client::new(run.clone(), plan.attendees + index, Some(token));
            let duty = Duty { share: (index, *count), reaction: plan.reaction(), gap: Duration::ZERO };
            moderating.spawn(moderate(client, duty));
        }
    }
    Ok(moderating)
}

fn attendees(run: &Arc<Run>, setting: &Setting, plan: &Plan) -> JoinSet<Attended> {
    let mut attending = JoinSet::new();
    let mut names = Arc::new(Names::random());
    let said = Arc::new(Said::default());
    for (number, itinerary) in itineraries(plan, &mut fastrand::Rng::new()).into_iter().enumerate() {
        if number > 0 && number % NAMES == 0 {
            names = Arc::new(Names::random());
        }
        let removes_own = matches!(plan.moderation, Moderation::Authors);
        let (names, invite, said) = (names.clone(), setting.invite.clone(), said.clone());
        let ticket = Ticket { number, names, invite, removes_own, reaction: plan.reaction(), said };
        attending.spawn(attend(run.clone(), ticket, itinerary));
    }
    attending
}

/// Takes a snapshot at the end of every phase but the last.
async fn watch(run: &Run, pid: Option<u32>, (start, day): (Instant, Duration), snapshots: &mut Vec<Snapshot>) {
    for (_, end) in bounds(day) {
        sleep_until(start + end).await;
        if end < day {
            snapshots.push(Snapshot::take(run, pid));
        }
    }
}

impl Records {
    /// Takes what people brought home, and tells the report who wrote and what went wrong.
    fn take(&mut self, report: &mut Report, attended: Vec<Attended>, moderated: Vec<Moderated>) {
        let (mut failures, mut all) = (Vec::new(), Vec::new());
        report.writers = attended.iter().filter(|attended| !attended.posts.is_empty()).count();
        report.readers = attended.len() - report.writers;
        for attended in attended {
            self.posts.extend(attended.posts);
            self.shown.extend(attended.shown);
            merge(&mut self.removals, attended.removed);
            merge(&mut self.edits, attended.edited);
            failures.extend(attended.failure);
            all.extend(attended.followed);
        }
        for moderated in moderated {
            merge(&mut self.removals, moderated.removed);
            all.push(moderated.followed);
        }
        failures.extend(all.iter().filter_map(|followed| followed.failure.clone()));
        add_failures(&mut report.failures, "participant", failures.into_iter());
        self.observers = all.into_iter().map(|followed| followed.observer).collect();
    }
}
