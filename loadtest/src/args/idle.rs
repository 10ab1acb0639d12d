//! The options of `idle`.

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;

use super::{Planned, Task};
use crate::scenario::Setting;

/// How many do nothing, and for how long.
#[derive(Debug, Args)]
pub struct Options {
    /// Readers
    #[arg(long, default_value_t = 1_000)]
    readers: usize,
    /// How long to hold them
    #[arg(long, default_value_t = 20)]
    seconds: u64,
}

impl Planned for Options {
    fn task(&self, _setting: &mut Setting) -> Result<Task> {
        ensure!(self.readers > 0 && self.seconds > 0, "--readers and --seconds must be at least 1");
        Ok(Task::Idle(self.readers, Duration::from_secs(self.seconds)))
    }
}
