//! What can be run.

pub mod event;
mod gauge;
pub mod idle;
mod moderator;
mod pages;
pub mod posting;
pub mod raid;
pub mod rising;
pub mod soak;
pub mod storm;
pub mod visits;

use std::{sync::Arc, sync::atomic::Ordering::Relaxed, time::Duration};

use anyhow::{Result, bail};
use tokio::{
    task::JoinSet,
    time::{Instant, interval, timeout},
};

use crate::{run::Run, target::Target};

/// What every scenario needs.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The server and the room; the room should belong to the run.
    pub target: Target,
    /// A participant's or moderator's invite code, for servers that limit guests.
    pub invite: Option<String>,
    /// The server's process, when it is on this machine.
    pub pid: Option<u32>,
    /// How long to wait without any answer before giving up.
    pub patience: Duration,
    /// The longest random pause before a lost client comes back.
    pub backoff: Duration,
    /// How long a reader's connection lives on average before it is lost and taken up again.
    pub churn: Option<Duration>,
    /// Whether writers on the stream write in many scripts instead of in made-up words of one size.
    pub multilingual: bool,
    /// Visitors a second beside what writers and readers do.
    pub visits: Option<f64>,
}

impl Setting {
    /// For this room, with nothing special.
    #[must_use]
    pub fn new(target: Target) -> Self {
        Self {
            target,
            invite: None,
            pid: None,
            patience: Duration::from_secs(10),
            backoff: Duration::from_secs(5),
            churn: None,
            multilingual: false,
            visits: None,
        }
    }
}

/// Waits until `done`, as long as `progress` grows at least once per patience; says whether it was reached.
pub(crate) async fn settled(patience: Duration, progress: impl Fn() -> u64, done: impl Fn() -> bool) -> bool {
    let mut looks = interval(Duration::from_millis(20));
    let (mut last, mut since) = (progress(), Instant::now());
    loop {
        if done() {
            return true;
        }
        let now = progress();
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > patience {
            return false;
        }
        looks.tick().await;
    }
}

/// Waits until all clients are in.
async fn gathered(run: &Run, clients: usize, patience: Duration) -> Result<()> {
    let connected = || run.meter.connected.load(Relaxed);
    let all = clients as u64;
    if !settled(patience, connected, || connected() >= all).await {
        bail!("only {} of {clients} clients could connect", connected());
    }
    Ok(())
}

/// Waits for tasks that were told to leave, and ends those that do not.
async fn brought_home<T: 'static>(mut tasks: JoinSet<T>, what: &str, failures: &mut Vec<String>) -> Vec<T> {
    const LEAVING: Duration = Duration::from_secs(10);
    let mut home = Vec::with_capacity(tasks.len());
    let all = async {
        while let Some(task) = tasks.join_next().await {
            match task {
                Ok(brought) => home.push(brought),
                Err(error) => failures.push(format!("a {what} failed: {error}")),
            }
        }
    };
    if timeout(LEAVING, all).await.is_err() {
        failures.push(format!("{} {what}s did not leave", tasks.len()));
        tasks.shutdown().await;
    }
    home
}

/// Adds what clients say of their early end, the same words once.
fn add_failures(failures: &mut Vec<String>, what: &str, reasons: impl Iterator<Item = String>) {
    let mut counted = std::collections::BTreeMap::<String, usize>::new();
    reasons.for_each(|reason| *counted.entry(reason).or_default() += 1);
    failures.extend(counted.into_iter().map(|(reason, count)| format!("{count} {what}(s): {reason}")));
}

/// A run of so many clients in this setting.
fn new_run(setting: &Setting, clients: usize) -> Arc<Run> {
    let mut run = Run::new(setting.target.clone(), clients, setting.backoff);
    run.churn = setting.churn;
    Arc::new(run)
}
