//! The options of `event`.

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;

use super::{Planned, Task, a_rate};
use crate::{
    names::NAMES,
    scenario::{
        Setting,
        event::{Moderation, Plan},
    },
};

/// How many come, for how long, and who removes what should not have been said.
#[derive(Debug, Args)]
pub struct Options {
    /// People who come; each opens the page, has the newest messages, joins, and connects
    #[arg(long, default_value_t = 1_000)]
    attendees: usize,
    /// How long the day is; shorter than a minute, some come back from the break late: their pause of up to 5 s stays
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Posts a second during the keynote; one for each hundred attendees when it is not given
    #[arg(long)]
    rate: Option<f64>,
    /// An invite code for moderators, to be used as often as there are: `social-stream invite load --role moderator`.
    /// Without it authors remove some of their own
    #[arg(long)]
    moderator_invite: Option<String>,
    /// Moderators
    #[arg(long, default_value_t = 2, requires = "moderator_invite")]
    moderators: usize,
}

impl Planned for Options {
    fn task(&self, _setting: &mut Setting) -> Result<Task> {
        const SHORTEST: u64 = 5;
        ensure!(self.attendees > 0, "--attendees must be at least 1");
        ensure!(self.seconds >= SHORTEST, "--seconds must be at least {SHORTEST}: a day has its phases");
        ensure!((1..=NAMES).contains(&self.moderators), "--moderators must be from 1 to {NAMES}");
        #[expect(clippy::cast_precision_loss, reason = "people are far below 2^52")]
        let usual = (self.attendees as f64 / 100.0).max(1.0);
        Ok(Task::Event(Plan {
            attendees: self.attendees,
            rate: a_rate("--rate", self.rate.unwrap_or(usual))?,
            duration: Duration::from_secs(self.seconds),
            moderation: match &self.moderator_invite {
                Some(invite) => Moderation::Moderators { count: self.moderators, invite: invite.clone() },
                None => Moderation::Authors,
            },
        }))
    }
}
