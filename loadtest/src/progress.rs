//! What one sees while a run goes on: one line that changes on a terminal, lines elsewhere.

use std::{
    io::{IsTerminal as _, stderr},
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use tokio::{task::JoinHandle, time::sleep};

use crate::run::Run;

/// Shows the run's rates on standard error until it is dropped.
#[derive(Debug)]
pub struct Progress {
    task: JoinHandle<()>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Begins to show.
    #[must_use]
    pub fn show(run: Arc<Run>) -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
                bar.set_style(style);
            }
            bar
        });
        let task = tokio::spawn(follow(run, bar.clone()));
        Self { task, bar }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.task.abort();
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

async fn follow(run: Arc<Run>, bar: Option<ProgressBar>) {
    let mut before = [0; 3];
    for look in 0_u32.. {
        // A log of hours needs a line a minute, after the first minute.
        let seconds = if bar.is_some() {
            1
        } else if look < 30 {
            2
        } else {
            60
        };
        sleep(Duration::from_secs(seconds)).await;
        let now = [run.meter.sent.load(Relaxed), run.meter.acked.load(Relaxed), run.meter.deliveries()];
        let [sent, acked, delivered] = [0, 1, 2].map(|kind| (now[kind] - before[kind]) / seconds);
        before = now;
        let connected = run.meter.connected.load(Relaxed);
        let line = format!("{connected} connected · {sent} sent/s · {acked} acked/s · {delivered} delivered/s");
        match &bar {
            Some(bar) => bar.set_message(line),
            None => eprintln!("{line}"),
        }
    }
}
