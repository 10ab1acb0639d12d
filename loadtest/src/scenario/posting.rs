//! `fanout` and `posts`: writers post, readers follow, and the checker decides.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use anyhow::Result;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};

use super::{Setting, add_failures, brought_home, gathered, gauge::Gauge, new_run, settled, visits};
use crate::{
    api::Api,
    checker::{Mark, Post, Records, check},
    client::Client,
    meter::curve,
    names::Names,
    poster,
    progress::Progress,
    reader::{Followed, read},
    report::Report,
    run::{Phase, Run},
    texts::article,
    timeline::Timeline,
    writer::{Pace, Writer, Written},
};

/// How writers post.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// On the stream, together so many posts a second, at intended times.
    Rate(f64),
    /// On the stream, each with so many unanswered posts at a time.
    InFlight(usize),
    /// Over HTTP, each with one unanswered post at a time; such writers follow nothing.
    Http,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the report calls it.
    pub scenario: &'static str,
    /// How many only read.
    pub readers: usize,
    /// How many post.
    pub writers: usize,
    /// How they post.
    pub way: Way,
    /// How long they post.
    pub duration: Duration,
    /// Characters of each text.
    pub size: usize,
}

/// Everybody who takes part.
struct Crew {
    readers: JoinSet<Followed>,
    writers: JoinSet<Written>,
    streams: usize,
}

/// Runs the plan.
///
/// # Errors
/// When the server cannot be reached or measured, a writer cannot join, or not all get in.
pub async fn run(setting: &Setting, plan: &Plan) -> Result<Report> {
    let api = Api::new(setting.target.clone())?;
    let base = api.head().await?;
    let mut gauge = Gauge::new(setting.pid)?;
    let run = new_run(setting, plan.readers + plan.writers);
    let progress = Progress::show(run.clone());
    let timeline = Timeline::start(run.clone(), setting.pid);
    let tokens = join_all(&api, plan.writers, setting.invite.as_deref()).await?;
    let crew = Crew::start(&run, (setting, plan), &api, tokens);
    let mut report =
        Report { scenario: plan.scenario, readers: plan.readers, writers: plan.writers, ..Report::default() };
    if let Err(error) = gathered(&run, crew.streams, setting.patience).await {
        report.failures.push(error.to_string());
        crew.leave(&run, &mut report.failures).await;
        return Ok(report);
    }

    gauge.start()?;
    let start = Instant::now();
    let end = start + plan.duration;
    run.enter(Phase::Posting { start, end });
    let visits = setting.visits.map(|rate| {
        let (target, invite) = (setting.target.clone(), setting.invite.clone());
        tokio::spawn(visits::visit(target, rate, invite, (start, end)))
    });
    sleep_until(end).await;
    let answers = || run.meter.answers();
    settled(setting.patience, answers, || run.meter.busy_writers.load(Relaxed) == 0).await;
    let seconds = start.elapsed().as_secs_f64();
    let head = api.head().await.inspect_err(|error| report.failures.push(format!("{error:#}"))).ok();
    settled(setting.patience, answers, || run.how_many_reached(head.unwrap_or(0)) >= crew.streams).await;
    (report.server, report.driver) = gauge.end(start.elapsed().as_secs_f64(), run.meter.deliveries(), crew.streams)?;
    count(&mut report, &run, seconds, start.elapsed().as_secs_f64());
    report.timeline = timeline.end();
    if let Some(visits) = visits {
        let visits = visits.await?;
        let why = visits.failures.iter().map(|(why, count)| format!("{count} visitor(s): {why}"));
        report.failures.extend(why);
        report.visits = Some(visits);
    }

    let (posts, followed) = crew.leave(&run, &mut report.failures).await;
    drop(progress);
    report.unanswered =
        posts.values().filter(|post| post.acks.is_empty() && post.refusals < post.attempts).count() as u64;
    if report.acked == 0 {
        report.failures.push("nothing was acked".to_owned());
    }
    match api.log_after(base, run.id).await {
        Ok(stored) => {
            let observers = followed.into_iter().map(|followed| followed.observer).collect();
            let records = Records { base, until: head, posts, observers, stored, ..Records::default() };
            report.verdict = Some(check(&records));
        }
        Err(error) => report.failures.push(format!("the room could not be read back: {error:#}")),
    }
    Ok(report)
}

/// Joins the writers, a few at a time.
pub(super) async fn join_all(api: &Api, writers: usize, invite: Option<&str>) -> Result<Vec<String>> {
    use futures_util::{StreamExt as _, TryStreamExt as _, stream};
    const AT_ONCE: usize = 16;
    let names = Names::random();
    let joins = (0..writers).map(|writer| api.join(&names, writer, invite));
    stream::iter(joins).buffered(AT_ONCE).try_collect().await
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
pub(super) fn count(report: &mut Report, run: &Run, posting_seconds: f64, seconds: f64) {
    let meter = &run.meter;
    report.seconds = seconds;
    report.sent = meter.sent.load(Relaxed);
    report.resent = meter.resent.load(Relaxed);
    report.acked = meter.acked.load(Relaxed);
    report.acked_per_second = report.acked as f64 / posting_seconds;
    report.refused = meter.refusals();
    report.delivered = meter.deliveries();
    report.delivered_per_second = report.delivered as f64 / seconds;
    report.reconnects = meter.reconnects.load(Relaxed);
    (report.ack_latency, report.delivery_latency) = meter.latencies();
    report.delivery_curve = curve(&meter.delivery_histogram());
}

impl Crew {
    fn start(run: &Arc<Run>, (setting, plan): (&Setting, &Plan), api: &Api, tokens: Vec<String>) -> Self {
        let readers = (0..plan.readers).map(|number| read(Client::new(run.clone(), number, None))).collect();
        let mut writers = JoinSet::new();
        for (index, token) in tokens.into_iter().enumerate() {
            let number = plan.readers + index;
            match plan.way.pace(index, plan.writers) {
                Some(pace) => {
                    let client = Client::new(run.clone(), number, Some(token));
                    let writer = Writer::new(client, pace, plan.size);
                    let writer = if setting.multilingual { writer.saying(article(index)) } else { writer };
                    writers.spawn(writer.write());
                }
                None => {
                    writers.spawn(poster::post(run.clone(), api.clone(), number, token, plan.size));
                }
            }
        }
        let streams = if matches!(plan.way, Way::Http) { plan.readers } else { plan.readers + plan.writers };
        Self { readers, writers, streams }
    }

    /// Tells all to leave and collects what they bring home.
    async fn leave(self, run: &Run, failures: &mut Vec<String>) -> (HashMap<Mark, Post>, Vec<Followed>) {
        run.enter(Phase::Over);
        let written = brought_home(self.writers, "writer", failures).await;
        let mut followed = brought_home(self.readers, "reader", failures).await;
        let mut posts = HashMap::new();
        add_failures(failures, "reader", followed.iter().filter_map(|followed| followed.failure.clone()));
        let first_writer = followed.len();
        for writer in written {
            posts.extend(writer.posts);
            followed.extend(writer.followed);
        }
        let writers = &followed[first_writer..];
        add_failures(failures, "writer", writers.iter().filter_map(|followed| followed.failure.clone()));
        (posts, followed)
    }
}

impl Way {
    /// The pace of one writer, for those on the stream.
    fn pace(self, writer: usize, writers: usize) -> Option<Pace> {
        match self {
            Way::Http => None,
            Way::InFlight(most) => Some(Pace::InFlight(most)),
            Way::Rate(rate) => {
                let gap = Duration::from_secs_f64(1.0 / rate);
                let (writer, writers) = (u32::try_from(writer).ok()?, u32::try_from(writers).ok()?);
                Some(Pace::Every { first: gap * writer, gap: gap * writers })
            }
        }
    }
}
