//! `storm`: everybody loses the connection at the same moment and comes back from a cursor of their own.

use std::{
    fmt,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use serde::Serialize;
use tokio::{task::JoinSet, time::Instant};

use super::{Setting, add_failures, brought_home, gathered, gauge::Gauge, new_run, posting, settled};
use crate::{
    api::Api,
    checker::{Cursor, Observer, Records, check},
    client::{Client, Gone},
    meter::{Latency, curve, histogram},
    poster,
    progress::Progress,
    report::Report,
    run::{Phase, Run},
    timeline::Timeline,
};

/// What is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Who loses the connection.
    pub clients: usize,
    /// Each comes back from a cursor at random up to so many changes behind the head.
    pub behind: u64,
    /// Who cuts the connections.
    pub cut: Cut,
    /// Characters of each of the texts that are missed.
    pub size: usize,
}

/// Who cuts the connections.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// All clients at once, by a reset.
    Clients,
    /// The server, by going away within this time; somebody restarts it.
    Server(Duration),
}

/// How the storm went.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Storm {
    /// Clients that came back.
    pub returned: u64,
    /// Of these, how many were told `resumed:true`.
    pub resumed: u64,
    /// From the cut to each client's welcome.
    pub since_cut: Latency,
    /// From the cut to the first welcome, in milliseconds: with a server that was away, when it was back.
    pub first_ms: f64,
    /// From the first welcome to the last, in milliseconds.
    pub first_to_last_ms: f64,
    /// Quantile and milliseconds since the cut.
    pub curve: Vec<(f64, f64)>,
}

/// What a client brings home.
struct Returned {
    observer: Observer,
    passage: Option<Passage>,
    failure: Option<String>,
}

/// One client's way through the storm.
#[derive(Clone, Copy)]
struct Passage {
    /// When the connection was lost.
    lost: Instant,
    /// When the welcome came.
    back: Instant,
    /// Whether it said `resumed:true`.
    resumed: bool,
}

/// Lets the storm come and waits until all are back.
///
/// # Errors
/// When the server cannot be reached or measured, or not all clients get in at first.
pub async fn run(setting: &Setting, plan: &Plan) -> Result<Report> {
    let api = Api::new(setting.target.clone())?;
    let base = api.head().await?;
    let mut gauge = Gauge::new(setting.pid)?;
    let run = new_run(setting, plan.clients);
    let progress = Progress::show(run.clone());
    let timeline = Timeline::start(run.clone(), setting.pid);
    let tokens = posting::join_all(&api, poster::SEVERAL, setting.invite.as_deref()).await?;
    let posts = poster::post_many(&run, &api, &tokens, plan.behind, plan.size).await;
    let mut report = Report { scenario: "storm", readers: plan.clients, ..Report::default() };

    let mut tasks: JoinSet<_> =
        (0..plan.clients).map(|number| weather(run.clone(), number, base, plan.behind)).collect();
    if let Err(error) = gathered(&run, plan.clients, setting.patience).await {
        run.enter(Phase::Over);
        tasks.shutdown().await;
        return Err(error);
    }
    gauge.start()?;
    // From here on nobody waits for a turn: that is what makes it a storm.
    run.connecting.add_permits(plan.clients);
    let (back, all) = (|| run.meter.returned.load(Relaxed), plan.clients as u64);
    let storm = storm(&run, plan).await;
    let begin = Instant::now();
    if storm.is_ok() {
        settled(setting.patience, back, || back() >= all).await;
    }
    report.failures.extend(storm.err().map(|error| error.to_string()));
    report.seconds = begin.elapsed().as_secs_f64();
    let head = api.head().await.inspect_err(|error| report.failures.push(format!("{error:#}"))).ok();
    settled(setting.patience, || run.meter.answers(), || run.how_many_reached(head.unwrap_or(0)) >= plan.clients).await;
    let delivered = run.meter.deliveries();
    match gauge.end(report.seconds, delivered, plan.clients) {
        Ok((server, driver)) => (report.server, report.driver) = (server, driver),
        Err(error) => report.failures.push(format!("{error:#}; a server that was restarted has another process id")),
    }
    report.reconnects = run.meter.reconnects.load(Relaxed);
    report.delivered = delivered;
    report.timeline = timeline.end();

    run.enter(Phase::Over);
    let home = brought_home(tasks, "client", &mut report.failures).await;
    drop(progress);
    add_failures(&mut report.failures, "client", home.iter().filter_map(|returned| returned.failure.clone()));
    let lost = home.iter().filter(|returned| returned.passage.is_none()).count();
    if lost > 0 {
        report.failures.push(format!("{lost} clients did not come back"));
    }
    report.storm = Some(summary(&home));
    let stored = api.log_after(base, run.id).await.context("the room could not be read back")?;
    let observers = home.into_iter().map(|returned| returned.observer).collect();
    report.verdict = Some(check(&Records { base, until: head, posts, observers, stored, ..Records::default() }));
    Ok(report)
}

/// Lets it come; returns when the first connection is lost.
async fn storm(run: &Run, plan: &Plan) -> Result<()> {
    let (connected, back) = (|| run.meter.connected.load(Relaxed), || run.meter.reconnects.load(Relaxed));
    let (all, before) = (plan.clients as u64, back());
    match plan.cut {
        Cut::Clients => run.enter(Phase::Storm { cut: true }),
        Cut::Server(within) => {
            run.enter(Phase::Storm { cut: false });
            eprintln!("{all} clients are connected: restart the server now");
            let gone = settled(within, || 0, || connected() < all || back() > before).await;
            ensure!(gone, "the server did not go away within {} s", within.as_secs());
        }
    }
    Ok(())
}

/// One client: connects, waits for the storm, comes back from its cursor.
async fn weather(run: Arc<Run>, number: usize, base: u64, behind: u64) -> Returned {
    let mut client = Client::new(run.clone(), number, None);
    let mut passage = None;
    let failure = tokio::select! {
        biased;
        why = through(&mut client, base, behind, &mut passage) => Some(why),
        () = run.over() => None,
    };
    client.close().await;
    Returned { observer: client.observer, passage, failure }
}

async fn through(client: &mut Client, base: u64, behind: u64, passage: &mut Option<Passage>) -> String {
    let run = client.run.clone();
    if let Err(why) = client.connect().await {
        return why;
    }
    let mut armed = false;
    let cut = loop {
        tokio::select! {
            cut = run.storm(), if !armed => {
                armed = true;
                if cut {
                    client.cut();
                    break true;
                }
            }
            event = client.next() => match event {
                Ok(_) => {}
                Err(Gone::Again(..)) if armed => break false,
                Err(Gone::Again(pause, _)) => {
                    client.rest(pause).await;
                    if let Err(why) = client.connect().await {
                        return why;
                    }
                }
                Err(Gone::Final(why)) => return why,
            },
        }
    };
    let lost = Instant::now();
    if let Some(Cursor { epoch, seq }) = client.observer.cursor().cloned() {
        let seq = seq.saturating_sub(fastrand::u64(..=behind)).max(base);
        client.observer = Observer::starting_at(Cursor { epoch, seq });
    }
    if !cut {
        client.rest(run.backoff).await;
    }
    loop {
        if let Err(why) = client.connect().await {
            return why;
        }
        if passage.is_none() {
            *passage = Some(Passage { lost, back: Instant::now(), resumed: client.was_resumed() });
            run.meter.returned.fetch_add(1, Relaxed);
        }
        loop {
            match client.next().await {
                Ok(_) => {}
                Err(Gone::Final(why)) => return why,
                Err(Gone::Again(pause, _)) => break client.rest(pause).await,
            }
        }
    }
}

fn summary(home: &[Returned]) -> Storm {
    let passages: Vec<_> = home.iter().filter_map(|returned| returned.passage).collect();
    let Some(cut) = passages.iter().map(|passage| passage.lost).min() else { return Storm::default() };
    let backs = || passages.iter().map(|passage| passage.back - cut);
    let mut since_cut = histogram();
    for after in backs() {
        since_cut.saturating_record(u64::try_from(after.as_micros()).unwrap_or(u64::MAX));
    }
    let (first, last) = (backs().min().unwrap_or_default(), backs().max().unwrap_or_default());
    Storm {
        returned: passages.len() as u64,
        resumed: passages.iter().filter(|passage| passage.resumed).count() as u64,
        since_cut: Latency::of(&since_cut),
        first_ms: first.as_secs_f64() * 1e3,
        first_to_last_ms: (last - first).as_secs_f64() * 1e3,
        curve: curve(&since_cut),
    }
}

impl fmt::Display for Storm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:<20}{:>14}\n{:<20}{:>14}", "came back", self.returned, "resumed:true", self.resumed)?;
        writeln!(f, "\n{:<20}{:>10}{:>10}{:>10}{:>10}", "welcome, ms", "p50", "p90", "p99", "max")?;
        writeln!(f, "{:<20}{}", "since the cut", self.since_cut)?;
        writeln!(f, "first after {:.0} ms, all {:.0} ms later", self.first_ms, self.first_to_last_ms)
    }
}
