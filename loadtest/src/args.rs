//! The command line.

use std::{path::PathBuf, time::Duration};

use anyhow::{Result, ensure};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::{
    names::NAMES,
    scenario::{
        Setting,
        posting::{Plan, Way},
    },
    target::Target,
};

/// Puts load on a social-stream server and decides whether it kept its promises.
///
/// The room must belong to the run. An event made for it, without a limit of pace:
/// `social-stream event import loadtest/event.toml`.
///
/// Exit code 0: every promise held · 1: one did not, or the run failed · 2: misuse.
#[derive(Debug, Parser)]
#[command(name = "loadtest", version)]
pub struct Args {
    /// What to run.
    #[command(subcommand)]
    pub scenario: Scenario,
}

/// The scenarios.
#[derive(Debug, Subcommand)]
pub enum Scenario {
    /// Many readers follow what a few writers post at intended times
    Fanout {
        /// Where
        #[command(flatten)]
        place: Place,
        /// Readers
        #[arg(long, default_value_t = 1_000)]
        readers: usize,
        /// Writers; they follow the room too
        #[arg(long, default_value_t = 10)]
        writers: usize,
        /// Posts a second, of all writers together
        #[arg(long, default_value_t = 100.0)]
        rate: f64,
        /// What
        #[command(flatten)]
        texts: Texts,
    },
    /// Writers post as fast as they are acked, a few readers follow
    Posts {
        /// Where
        #[command(flatten)]
        place: Place,
        /// Readers
        #[arg(long, default_value_t = 2)]
        readers: usize,
        /// Writers
        #[arg(long, default_value_t = 64)]
        writers: usize,
        /// How writers post; on the stream each of them is sent the whole room too
        #[arg(long, value_enum, default_value_t = Via::Stream)]
        via: Via,
        /// Unanswered posts of each writer on the stream
        #[arg(long, default_value_t = 1)]
        in_flight: usize,
        /// What
        #[command(flatten)]
        texts: Texts,
    },
    /// Readers are connected and nothing is said: what a connection costs (with --pid)
    Idle {
        /// Where
        #[command(flatten)]
        place: Place,
        /// Readers
        #[arg(long, default_value_t = 1_000)]
        readers: usize,
        /// How long to hold them
        #[arg(long, default_value_t = 20)]
        seconds: u64,
    },
}

/// Where the run takes place.
#[derive(Debug, Group)]
pub struct Place {
    /// The server
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    url: String,
    /// The event
    #[arg(long, default_value = "load")]
    event: String,
    /// The room
    #[arg(long, default_value = "main")]
    room: String,
    /// An invite code for the writers
    #[arg(long)]
    invite: Option<String>,
    /// The server's process on this machine, to measure its memory and CPU
    #[arg(long)]
    pid: Option<u32>,
    /// Seconds to wait without any answer before giving up
    #[arg(long, default_value_t = 10)]
    patience: u64,
    /// Writes the report as JSON too
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// What is posted, and for how long.
#[derive(Debug, Group)]
pub struct Texts {
    /// How long to post
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Characters of each text
    #[arg(long, default_value_t = 200)]
    size: usize,
}

/// How posts are sent.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Via {
    /// On the stream
    Stream,
    /// Over HTTP
    Http,
}

/// A scenario, checked and ready to run.
#[derive(Debug)]
pub enum Task {
    /// Writers and readers.
    Posting(Plan),
    /// Readers only, for so long.
    Idle(usize, Duration),
}

impl Args {
    /// Where the report goes as JSON.
    #[must_use]
    pub fn json(&self) -> Option<&PathBuf> {
        self.place().json.as_ref()
    }

    /// Checks what clap cannot.
    ///
    /// # Errors
    /// In one line: what is misused.
    pub fn checked(&self) -> Result<(Setting, Task)> {
        let place = self.place();
        let mut setting = Setting::new(Target::new(&place.url, &place.event, &place.room)?);
        setting.invite = place.invite.clone();
        setting.pid = place.pid;
        setting.patience = Duration::from_secs(place.patience);
        let task = match &self.scenario {
            Scenario::Fanout { readers, writers, rate, texts, .. } => {
                ensure!(
                    rate.is_finite() && (0.001..=1_000_000.0).contains(rate),
                    "--rate {rate} is not from 0.001 to 1000000"
                );
                Task::Posting(texts.plan("fanout", *readers, *writers, Way::Rate(*rate))?)
            }
            Scenario::Posts { readers, writers, via, in_flight, texts, .. } => {
                ensure!(*in_flight > 0, "--in-flight must be at least 1");
                let way = match via {
                    Via::Stream => Way::InFlight(*in_flight),
                    Via::Http => Way::Http,
                };
                Task::Posting(texts.plan("posts", *readers, *writers, way)?)
            }
            Scenario::Idle { readers, seconds, .. } => {
                ensure!(*readers > 0 && *seconds > 0, "--readers and --seconds must be at least 1");
                Task::Idle(*readers, Duration::from_secs(*seconds))
            }
        };
        Ok((setting, task))
    }

    fn place(&self) -> &Place {
        match &self.scenario {
            Scenario::Fanout { place, .. } | Scenario::Posts { place, .. } | Scenario::Idle { place, .. } => place,
        }
    }
}

impl Texts {
    fn plan(&self, scenario: &'static str, readers: usize, writers: usize, way: Way) -> Result<Plan> {
        ensure!((1..=NAMES).contains(&writers), "--writers must be from 1 to {NAMES}: each needs a name of its own");
        ensure!(self.seconds > 0, "--seconds must be at least 1");
        ensure!((40..=2_000).contains(&self.size), "--size must be from 40 (for the mark) to 2000 (the usual limit)");
        Ok(Plan { scenario, readers, writers, way, duration: Duration::from_secs(self.seconds), size: self.size })
    }
}

impl Task {
    /// How many sockets it needs.
    #[must_use]
    pub fn sockets(&self) -> usize {
        match self {
            Task::Posting(plan) => plan.readers + plan.writers,
            Task::Idle(readers, _) => *readers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(line: &str) -> Result<(Setting, Task)> {
        Args::try_parse_from(line.split(' ')).unwrap().checked()
    }

    #[test]
    fn the_defaults_are_a_run() {
        let (_, task) = checked("loadtest fanout").unwrap();
        assert_eq!(task.sockets(), 1_010);
        assert!(checked("loadtest posts --via http").is_ok());
        assert!(checked("loadtest idle --readers 5").is_ok());
    }

    #[test]
    fn misuse_is_named() {
        for line in [
            "loadtest fanout --rate 0",
            "loadtest fanout --rate nan",
            "loadtest fanout --writers 0",
            "loadtest posts --in-flight 0",
            "loadtest posts --size 3",
            "loadtest idle --url ftp://x",
        ] {
            assert!(checked(line).is_err(), "{line}");
        }
    }
}
