//! The command line.

pub mod compare;

use std::{path::PathBuf, time::Duration};

use anyhow::{Result, bail, ensure};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::{
    names::NAMES,
    scenario::{
        Setting,
        posting::{Plan, Way},
        raid,
        rising::{Rise, writers_for},
        storm::{self, Cut},
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
        /// Raise the rate in steps of --seconds until p99 is over --limit; reports the highest that held
        #[arg(long)]
        rising: bool,
        /// With --rising: each step's rate is the one before times this
        #[arg(long, default_value_t = 1.25, requires = "rising")]
        factor: f64,
        /// With --rising: the highest p99 from the intended time to the delivery, in milliseconds
        #[arg(long, default_value_t = 250.0, requires = "rising")]
        limit: f64,
        /// Each writer writes in a language of its own, in many scripts, instead of --size characters
        #[arg(long)]
        multilingual: bool,
        /// Visitors a second beside it, who each open the page, have the newest messages and join
        #[arg(long)]
        visits: Option<f64>,
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
    /// All clients lose the connection at once and resume: how long until everybody is back?
    Storm {
        /// Where
        #[command(flatten)]
        place: Place,
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
    },
    /// Many accounts flood the room, moderators remove what they post: what does a reader see?
    Raid {
        /// Where
        #[command(flatten)]
        place: Place,
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
    },
    /// Fan-out for long, to readers who lose their connections now and then: does anything grow?
    Soak {
        /// Where
        #[command(flatten)]
        place: Place,
        /// Readers
        #[arg(long, default_value_t = 500)]
        readers: usize,
        /// Writers; they follow the room too
        #[arg(long, default_value_t = 10)]
        writers: usize,
        /// Posts a second, of all writers together
        #[arg(long, default_value_t = 10.0)]
        rate: f64,
        /// How long to post
        #[arg(long, default_value_t = 60)]
        minutes: u64,
        /// Seconds that a reader's connection lives on average
        #[arg(long, default_value_t = 300)]
        lifetime: u64,
        /// Characters of each text
        #[arg(long, default_value_t = 200)]
        size: usize,
    },
    /// Servers at the same work, in turn and repeated: a bare loop of sends, social-stream, nginx with nchan
    Compare(compare::Options),
    /// The bare loop of `compare`, which starts it itself
    #[command(hide = true)]
    Floor,
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
    /// And then
    #[command(flatten)]
    output: Output,
}

/// Where the report goes besides the terminal.
#[derive(Clone, Debug, Default, Group)]
pub struct Output {
    /// Writes the report as JSON too
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Writes the report as one HTML page with plots too
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
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
    /// Writers and readers, at a rising rate.
    Rising(Plan, Rise),
    /// Everybody is cut off and comes back.
    Storm(storm::Plan),
    /// Writers and readers for long.
    Soak(Plan),
    /// Raiders, moderators and readers.
    Raid(raid::Plan),
    /// Readers only, for so long.
    Idle(usize, Duration),
}

impl Args {
    /// Where the report of a scenario goes besides the terminal.
    #[must_use]
    pub fn output(&self) -> Output {
        self.place().map(|place| place.output.clone()).unwrap_or_default()
    }

    /// Checks what clap cannot.
    ///
    /// # Errors
    /// In one line: what is misused.
    pub fn checked(&self) -> Result<(Setting, Task)> {
        let Some(place) = self.place() else { bail!("this is no scenario") };
        let mut setting = Setting::new(Target::new(&place.url, &place.event, &place.room)?);
        setting.invite = place.invite.clone();
        setting.pid = place.pid;
        setting.patience = Duration::from_secs(place.patience);
        let task = match &self.scenario {
            Scenario::Fanout { readers, writers, rate, rising, factor, limit, multilingual, visits, texts, .. } => {
                setting.multilingual = *multilingual;
                let rate = a_rate("--rate", *rate)?;
                setting.visits = visits.map(|rate| a_rate("--visits", rate)).transpose()?;
                let plan = texts.plan("fanout", *readers, *writers, Way::Rate(rate))?;
                if *rising {
                    ensure!((1.01..=10.0).contains(factor), "--factor must be from 1.01 to 10");
                    ensure!(*limit > 0.0, "--limit must be more than 0 ms");
                    ensure!(writers_for(rate) <= NAMES, "--rate {rate} needs more than {NAMES} writers");
                    Task::Rising(plan, Rise { from: rate, factor: *factor, limit_ms: *limit })
                } else {
                    Task::Posting(plan)
                }
            }
            Scenario::Storm { clients, behind, await_restart, no_backoff, size, .. } => {
                ensure!(*clients > 0, "--clients must be at least 1");
                ensure!(*behind <= MOST_BEHIND, "--behind must be at most {MOST_BEHIND}");
                a_size(*size)?;
                if *no_backoff {
                    setting.backoff = NO_BACKOFF;
                }
                let cut = await_restart.map_or(Cut::Clients, |within| Cut::Server(Duration::from_secs(within)));
                Task::Storm(storm::Plan { clients: *clients, behind: *behind, cut, size: *size })
            }
            Scenario::Posts { readers, writers, via, in_flight, texts, .. } => {
                ensure!(*in_flight > 0, "--in-flight must be at least 1");
                let way = match via {
                    Via::Stream => Way::InFlight(*in_flight),
                    Via::Http => Way::Http,
                };
                Task::Posting(texts.plan("posts", *readers, *writers, way)?)
            }
            Scenario::Raid { readers, raiders, rate, moderators, moderator_invite, removals, seconds, .. } => {
                ensure!(*readers > 0 && *raiders > 0 && *seconds > 0, "--readers, --raiders and --seconds: at least 1");
                ensure!(*moderators <= NAMES, "--moderators must be at most {NAMES}: each needs a name of its own");
                let (without, invite) = (*moderators == 0, moderator_invite.is_some());
                ensure!(without || invite, "moderators need --moderator-invite CODE; or --moderators 0");
                Task::Raid(raid::Plan {
                    readers: *readers,
                    raiders: *raiders,
                    rate: a_rate("--rate", *rate)?,
                    moderators: *moderators,
                    moderator_invite: moderator_invite.clone(),
                    removals: a_rate("--removals", *removals)?,
                    duration: Duration::from_secs(*seconds),
                })
            }
            Scenario::Soak { readers, writers, rate, minutes, lifetime, size, .. } => {
                ensure!(*lifetime > 0 && *minutes > 0, "--lifetime and --minutes must be at least 1");
                setting.churn = Some(Duration::from_secs(*lifetime));
                let texts = Texts { seconds: minutes.saturating_mul(60), size: *size };
                Task::Soak(texts.plan("soak", *readers, *writers, Way::Rate(a_rate("--rate", *rate)?))?)
            }
            Scenario::Idle { readers, seconds, .. } => {
                ensure!(*readers > 0 && *seconds > 0, "--readers and --seconds must be at least 1");
                Task::Idle(*readers, Duration::from_secs(*seconds))
            }
            Scenario::Compare(_) | Scenario::Floor => bail!("this is no scenario"),
        };
        Ok((setting, task))
    }

    fn place(&self) -> Option<&Place> {
        match &self.scenario {
            Scenario::Fanout { place, .. }
            | Scenario::Posts { place, .. }
            | Scenario::Storm { place, .. }
            | Scenario::Raid { place, .. }
            | Scenario::Soak { place, .. }
            | Scenario::Idle { place, .. } => Some(place),
            Scenario::Compare(_) | Scenario::Floor => None,
        }
    }
}

/// The random pause before coming back, where none is wanted: a little, so that a server which is away is not asked
/// without a break.
const NO_BACKOFF: Duration = Duration::from_millis(100);

/// More missed messages take longer to post than a storm is worth.
const MOST_BEHIND: u64 = 100_000;

fn a_rate(name: &str, rate: f64) -> Result<f64> {
    ensure!(rate.is_finite() && (0.001..=1_000_000.0).contains(&rate), "{name} {rate} is not from 0.001 to 1000000");
    Ok(rate)
}

fn a_size(size: usize) -> Result<()> {
    ensure!((40..=2_000).contains(&size), "--size must be from 40 (for the mark) to 2000 (the usual limit)");
    Ok(())
}

impl Texts {
    fn plan(&self, scenario: &'static str, readers: usize, writers: usize, way: Way) -> Result<Plan> {
        ensure!((1..=NAMES).contains(&writers), "--writers must be from 1 to {NAMES}: each needs a name of its own");
        ensure!(self.seconds > 0, "--seconds must be at least 1");
        a_size(self.size)?;
        Ok(Plan { scenario, readers, writers, way, duration: Duration::from_secs(self.seconds), size: self.size })
    }
}

impl Task {
    /// How many sockets it needs.
    #[must_use]
    pub fn sockets(&self) -> usize {
        match self {
            Task::Posting(plan) | Task::Soak(plan) => plan.readers + plan.writers,
            // The writers grow with the rate; where they outgrow this, the limit of open files says so.
            Task::Rising(plan, rise) => plan.readers + plan.writers.max(2 * writers_for(rise.from)),
            Task::Storm(plan) => plan.clients,
            Task::Raid(plan) => plan.readers + plan.raiders + plan.moderators,
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
        for line in [
            "loadtest idle --readers 5",
            "loadtest fanout --rising --limit 100 --visits 20",
            "loadtest raid --moderators 0",
            "loadtest soak --minutes 1",
            "loadtest storm --clients 5 --await-restart 60 --no-backoff",
        ] {
            assert!(checked(line).is_ok(), "{line}");
        }
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
            "loadtest fanout --visits 0",
            "loadtest fanout --rising --factor 1",
            "loadtest fanout --rising --rate 900000",
            "loadtest storm --clients 0",
            "loadtest raid --moderators 3",
            "loadtest soak --minutes 0",
            "loadtest raid --moderators 0 --rate 0",
            "loadtest storm --size 1",
        ] {
            assert!(checked(line).is_err(), "{line}");
        }
    }
}
