//! The command line.

pub mod compare;
mod event;
mod idle;
mod posting;
mod raid;
mod storm;

use std::{path::PathBuf, time::Duration};

use anyhow::{Result, ensure};
use clap::{Args as Group, Parser, Subcommand};

use crate::{
    scenario::{
        Setting, event as day,
        posting::Plan,
        raid as flood,
        rising::{Rise, writers_for},
        storm as cut,
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
    pub command: Command,
}

/// What can be run.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A scenario
    #[command(flatten)]
    Scenario(Box<Scenario>),
    /// Servers at the same work, in turn and repeated: a bare loop of sends, social-stream, nginx with nchan
    Compare(compare::Options),
    /// The bare loop of `compare`, which starts it itself
    #[command(hide = true)]
    Floor,
}

/// The scenarios.
#[derive(Debug, Subcommand)]
pub enum Scenario {
    /// Many readers follow what a few writers post at intended times
    Fanout(Somewhere<posting::Fanout>),
    /// Writers post as fast as they are acked, a few readers follow
    Posts(Somewhere<posting::Posts>),
    /// All clients lose the connection at once and resume: how long until everybody is back?
    Storm(Somewhere<storm::Options>),
    /// Many accounts flood the room, moderators remove what they post: what does a reader see?
    Raid(Somewhere<raid::Options>),
    /// A whole day in a minute: arrivals, a session, a keynote, a break with lost connections, leaving; and moderation
    Event(Somewhere<event::Options>),
    /// Fan-out for long, to readers who lose their connections now and then: does anything grow?
    Soak(Somewhere<posting::Soak>),
    /// Readers are connected and nothing is said: what a connection costs (with --pid)
    Idle(Somewhere<idle::Options>),
}

/// A scenario's options, with those that all scenarios have.
#[derive(Debug, Group)]
pub struct Somewhere<T: Group> {
    /// Where
    #[command(flatten)]
    place: Place,
    /// What
    #[command(flatten)]
    options: T,
}

/// Where a run takes place.
#[derive(Debug, Group)]
struct Place {
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

/// A scenario, checked and ready to run.
#[derive(Debug)]
pub enum Task {
    /// Writers and readers.
    Posting(Plan),
    /// Writers and readers, at a rising rate.
    Rising(Plan, Rise),
    /// Everybody is cut off and comes back.
    Storm(cut::Plan),
    /// Writers and readers for long.
    Soak(Plan),
    /// Raiders, moderators and readers.
    Raid(flood::Plan),
    /// A day of people who come, talk and leave.
    Event(day::Plan),
    /// Readers only, for so long.
    Idle(usize, Duration),
}

/// Options that make a task.
pub trait Planned {
    /// Checks what clap cannot.
    ///
    /// # Errors
    /// In one line: what is misused.
    fn task(&self, setting: &mut Setting) -> Result<Task>;
}

impl Scenario {
    /// Checks what clap cannot.
    ///
    /// # Errors
    /// In one line: what is misused.
    pub fn checked(&self) -> Result<(Setting, Task, Output)> {
        match self {
            Scenario::Fanout(run) => run.checked(),
            Scenario::Posts(run) => run.checked(),
            Scenario::Storm(run) => run.checked(),
            Scenario::Raid(run) => run.checked(),
            Scenario::Event(run) => run.checked(),
            Scenario::Soak(run) => run.checked(),
            Scenario::Idle(run) => run.checked(),
        }
    }
}

impl<T: Group + Planned> Somewhere<T> {
    fn checked(&self) -> Result<(Setting, Task, Output)> {
        let place = &self.place;
        let mut setting = Setting::new(Target::new(&place.url, &place.event, &place.room)?);
        setting.invite = place.invite.clone();
        setting.pid = place.pid;
        setting.patience = Duration::from_secs(place.patience);
        let task = self.options.task(&mut setting)?;
        Ok((setting, task, place.output.clone()))
    }
}

fn a_rate(name: &str, rate: f64) -> Result<f64> {
    ensure!(rate.is_finite() && (0.001..=1_000_000.0).contains(&rate), "{name} {rate} is not from 0.001 to 1000000");
    Ok(rate)
}

fn a_size(size: usize) -> Result<()> {
    ensure!((40..=2_000).contains(&size), "--size must be from 40 (for the mark) to 2000 (the usual limit)");
    Ok(())
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
            Task::Raid(plan) => plan.streams(),
            Task::Event(plan) => plan.streams(),
            Task::Idle(readers, _) => *readers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(line: &str) -> Result<(Setting, Task)> {
        let args = Args::try_parse_from(line.split(' ')).unwrap();
        let Command::Scenario(scenario) = args.command else { panic!("{line} is no scenario") };
        scenario.checked().map(|(setting, task, _)| (setting, task))
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
            "loadtest raid --moderator-invite code --invite code",
            "loadtest raid --moderator-invite code --quiet 0",
            "loadtest event",
            "loadtest event --attendees 5 --rate 2",
            "loadtest soak --minutes 1",
            "loadtest storm --clients 5 --await-restart 60 --no-backoff",
        ] {
            assert!(checked(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn a_days_moderators_come_by_invite() {
        let (_, task) = checked("loadtest event --attendees 50").unwrap();
        assert_eq!(task.sockets(), 50, "without an invite nobody moderates");
        let (_, task) = checked("loadtest event --attendees 50 --moderator-invite code --moderators 3").unwrap();
        assert_eq!(task.sockets(), 53);
    }

    #[test]
    fn where_it_runs_and_reports_is_told_in_the_same_words_everywhere() {
        for scenario in ["fanout", "posts", "storm", "raid --moderators 0", "event", "soak", "idle"] {
            let line = format!("loadtest {scenario} --url http://h --room r --pid 7 --json a --html b");
            let args = Args::try_parse_from(line.split(' ')).unwrap();
            let Command::Scenario(scenario) = args.command else { panic!("{line} is no scenario") };
            let (setting, _, output) = scenario.checked().unwrap();
            assert_eq!((setting.pid, setting.target.authority()), (Some(7), ("h", 80)));
            assert_eq!((output.json, output.html), (Some("a".into()), Some("b".into())), "{line}");
        }
        let compare = Args::try_parse_from("loadtest compare --json a --html b".split(' ')).unwrap();
        let Command::Compare(options) = compare.command else { panic!("another command") };
        assert_eq!((options.output.json, options.output.html), (Some("a".into()), Some("b".into())));
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
            "loadtest event --attendees 0",
            "loadtest event --seconds 1",
            "loadtest event --rate 0",
            "loadtest event --moderator-invite code --moderators 0",
            "loadtest storm --size 1",
        ] {
            assert!(checked(line).is_err(), "{line}");
        }
    }
}
