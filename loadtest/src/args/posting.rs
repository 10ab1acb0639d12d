//! The options of the scenarios in which writers post and readers follow: `fanout`, `posts`, `soak`.

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use super::{Planned, Task, a_rate, a_size};
use crate::{
    names::NAMES,
    scenario::{
        Setting,
        posting::{Plan, Way},
        rising::{Rise, writers_for},
    },
};

/// Of `fanout`.
#[derive(Debug, Args)]
pub struct Fanout {
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
}

/// Of `posts`.
#[derive(Debug, Args)]
pub struct Posts {
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
}

/// Of `soak`.
#[derive(Debug, Args)]
pub struct Soak {
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
}

/// What is posted, and for how long.
#[derive(Debug, Args)]
struct Texts {
    /// How long to post
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Characters of each text
    #[arg(long, default_value_t = 200)]
    size: usize,
}

/// How posts are sent.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Via {
    /// On the stream
    Stream,
    /// Over HTTP
    Http,
}

impl Planned for Fanout {
    fn task(&self, setting: &mut Setting) -> Result<Task> {
        setting.multilingual = self.multilingual;
        let rate = a_rate("--rate", self.rate)?;
        setting.visits = self.visits.map(|rate| a_rate("--visits", rate)).transpose()?;
        let plan = self.texts.plan("fanout", self.readers, self.writers, Way::Rate(rate))?;
        if !self.rising {
            return Ok(Task::Posting(plan));
        }
        ensure!((1.01..=10.0).contains(&self.factor), "--factor must be from 1.01 to 10");
        ensure!(self.limit > 0.0, "--limit must be more than 0 ms");
        ensure!(writers_for(rate) <= NAMES, "--rate {rate} needs more than {NAMES} writers");
        Ok(Task::Rising(plan, Rise { from: rate, factor: self.factor, limit_ms: self.limit }))
    }
}

impl Planned for Posts {
    fn task(&self, _setting: &mut Setting) -> Result<Task> {
        ensure!(self.in_flight > 0, "--in-flight must be at least 1");
        let way = match self.via {
            Via::Stream => Way::InFlight(self.in_flight),
            Via::Http => Way::Http,
        };
        Ok(Task::Posting(self.texts.plan("posts", self.readers, self.writers, way)?))
    }
}

impl Planned for Soak {
    fn task(&self, setting: &mut Setting) -> Result<Task> {
        ensure!(self.lifetime > 0 && self.minutes > 0, "--lifetime and --minutes must be at least 1");
        setting.churn = Some(Duration::from_secs(self.lifetime));
        let texts = Texts { seconds: self.minutes.saturating_mul(60), size: self.size };
        let way = Way::Rate(a_rate("--rate", self.rate)?);
        Ok(Task::Soak(texts.plan("soak", self.readers, self.writers, way)?))
    }
}

impl Texts {
    fn plan(&self, scenario: &'static str, readers: usize, writers: usize, way: Way) -> Result<Plan> {
        ensure!((1..=NAMES).contains(&writers), "--writers must be from 1 to {NAMES}: each needs a name of its own");
        ensure!(self.seconds > 0, "--seconds must be at least 1");
        a_size(self.size)?;
        Ok(Plan { scenario, readers, writers, way, duration: Duration::from_secs(self.seconds), size: self.size })
    }
}
