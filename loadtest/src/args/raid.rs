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
    /// Readers who watch
    #[arg(long, default_value_t = 4)]
    readers: usize,
    /// People who talk as always; with --invite CODE of participants, or a calm room holds their posts
    #[arg(long, default_value_t = 20)]
    quiet: usize,
    /// Accounts that raid; they come back under new names when they are banned
    #[arg(long, default_value_t = 50)]
    raiders: usize,
    /// Posts a second of each raider
    #[arg(long, default_value_t = 5.0)]
    rate: f64,
    /// Moderators; one calms the room, and whoever is free bans the next raider
    #[arg(long, default_value_t = 2)]
    moderators: usize,
    /// An invite code for moderators, to be used as often as there are: `social-stream invite load --role moderator --uses 2`
    #[arg(long)]
    moderator_invite: Option<String>,
    /// Acts a second of each moderator
    #[arg(long, default_value_t = 5.0)]
    acts: f64,
    /// Seconds for which the moderators look on
    #[arg(long, default_value_t = 10)]
    before: u64,
    /// Seconds for which it goes on after that
    #[arg(long, default_value_t = 30)]
    after: u64,
}

impl Planned for Options {
    fn task(&self, setting: &mut Setting) -> Result<Task> {
        let Self { readers, quiet, raiders, moderators, before, after, .. } = *self;
        ensure!(readers > 0 && raiders > 0, "--readers and --raiders: at least 1");
        ensure!(before > 0 && after > 0, "--before and --after: at least 1");
        ensure!(
            moderators <= NAMES && quiet <= NAMES,
            "--moderators and --quiet must be at most {NAMES}: each needs a name of its own"
        );
        let invited = moderators == 0 || self.moderator_invite.is_some();
        ensure!(invited, "moderators need --moderator-invite CODE; or --moderators 0");
        let heard = moderators == 0 || quiet == 0 || setting.invite.is_some();
        ensure!(heard, "a calm room holds the posts of guests: the quiet need --invite CODE; or --quiet 0");
        Ok(Task::Raid(Plan {
            readers,
            quiet,
            raiders,
            rate: a_rate("--rate", self.rate)?,
            moderators,
            moderator_invite: self.moderator_invite.clone(),
            acts: a_rate("--acts", self.acts)?,
            before: Duration::from_secs(before),
            after: Duration::from_secs(after),
        }))
    }
}
