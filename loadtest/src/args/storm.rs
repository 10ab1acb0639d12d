//! The options of `storm`.

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;

use super::{Planned, Task, a_size};
use crate::scenario::{
    Setting,
    storm::{Cut, Plan},
};

/// The random pause before coming back, where none is wanted: a little, so that a server which is away is not asked
/// without a break.
const NO_BACKOFF: Duration = Duration::from_millis(100);

/// More missed messages take longer to post than a storm is worth.
const MOST_BEHIND: u64 = 100_000;

/// Who is cut off, by whom, and what is missed meanwhile.
#[derive(Debug, Args)]
pub struct Options {
    /// Clients
    #[arg(long, default_value_t = 1_000)]
    clients: usize,
    /// Each comes back from a cursor at random up to so many messages behind the head
    #[arg(long, default_value_t = 500)]
    behind: u64,
    /// Do not cut the connections, wait so many seconds for the server to go away (restart it by hand)
    #[arg(long, value_name = "SECONDS")]
    await_restart: Option<u64>,
    /// Come back at once instead of after a random 0-5 s, when the server went away
    #[arg(long)]
    no_backoff: bool,
    /// Characters of each missed text
    #[arg(long, default_value_t = 200)]
    size: usize,
}

impl Planned for Options {
    fn task(&self, setting: &mut Setting) -> Result<Task> {
        ensure!(self.clients > 0, "--clients must be at least 1");
        ensure!(self.behind <= MOST_BEHIND, "--behind must be at most {MOST_BEHIND}");
        a_size(self.size)?;
        if self.no_backoff {
            setting.backoff = NO_BACKOFF;
        }
        let cut = self.await_restart.map_or(Cut::Clients, |within| Cut::Server(Duration::from_secs(within)));
        Ok(Task::Storm(Plan { clients: self.clients, behind: self.behind, cut, size: self.size }))
    }
}
