//! `idle`: many readers connected and nothing said. What does a connection cost?

use std::time::Duration;

use anyhow::Result;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use super::{Setting, add_failures, brought_home, gathered, gauge::Gauge, new_run};
use crate::{
    api::Api, client::Client, progress::Progress, reader::read, report::Report, run::Phase, timeline::Timeline,
};

/// Holds the readers for the given time.
///
/// # Errors
/// When the server cannot be reached or measured, or not all readers get in.
pub async fn run(setting: &Setting, readers: usize, hold: Duration) -> Result<Report> {
    Api::new(setting.target.clone())?.head().await?;
    let mut gauge = Gauge::new(setting.pid)?;
    let run = new_run(setting, readers);
    let progress = Progress::show(run.clone());
    let timeline = Timeline::start(run.clone(), setting.pid);
    let mut tasks: JoinSet<_> = (0..readers).map(|number| read(Client::new(run.clone(), number, None))).collect();
    let gathered = gathered(&run, readers, setting.patience).await;
    let mut report = Report { scenario: "idle", readers, ..Report::default() };
    if gathered.is_ok() {
        gauge.start()?;
        let start = Instant::now();
        tokio::select! {
            () = sleep(hold) => {}
            Some(early) = tasks.join_next() => {
                let why = early.map_or_else(|error| Some(error.to_string()), |followed| followed.failure);
                report.failures.push(format!("a reader left early: {}", why.unwrap_or_default()));
            }
        }
        report.seconds = start.elapsed().as_secs_f64();
        (report.server, report.driver) = gauge.end(report.seconds, 0, readers)?;
    }
    report.timeline = timeline.end();
    run.enter(Phase::Over);
    let home = brought_home(tasks, "reader", &mut report.failures).await;
    drop(progress);
    add_failures(&mut report.failures, "reader", home.into_iter().filter_map(|followed| followed.failure));
    report.failures.extend(gathered.err().map(|error| error.to_string()));
    report.reconnects = run.meter.reconnects.load(std::sync::atomic::Ordering::Relaxed);
    Ok(report)
}
