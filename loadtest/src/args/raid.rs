//! The options of `raid`.

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;

use super::{Planned, Task, a_rate};
use crate::{
    names::NAMES,
    scenario::{Setting, raid::Plan},
};

/// Who floods, and who stands against it.
#[derive(Debug, Args)]
pub struct Options {
    /// Readers
    #[arg(long, default_value_t = 100)]
    readers: usize,
    /// Accounts that raid; they come back under new names when they are muted or banned
    #[arg(long, default_value_t = 50)]
    raiders: usize,
    /// Posts a second of each raider
    #[arg(long, default_value_t = 5.0)]
    rate: f64,
    /// Moderators
    #[arg(long, default_value_t = 3)]
    moderators: usize,
    /// An invite code for moderators, to be used as often as there are: `social-stream invite load --role moderator`
    #[arg(long)]
    moderator_invite: Option<String>,
    /// Removals a second of each moderator
    #[arg(long, default_value_t = 2.0)]
    removals: f64,
    /// How long it goes on
    #[arg(long, default_value_t = 20)]
    seconds: u64,
}

impl Planned for Options {
    fn task(&self, _setting: &mut Setting) -> Result<Task> {
        let Self { readers, raiders, moderators, seconds, .. } = *self;
        ensure!(readers > 0 && raiders > 0 && seconds > 0, "--readers, --raiders and --seconds: at least 1");
        ensure!(moderators <= NAMES, "--moderators must be at most {NAMES}: each needs a name of its own");
        let invited = moderators == 0 || self.moderator_invite.is_some();
        ensure!(invited, "moderators need --moderator-invite CODE; or --moderators 0");
        Ok(Task::Raid(Plan {
            readers,
            raiders,
            rate: a_rate("--rate", self.rate)?,
            moderators,
            moderator_invite: self.moderator_invite.clone(),
            removals: a_rate("--removals", self.removals)?,
            duration: Duration::from_secs(seconds),
        }))
    }
}
