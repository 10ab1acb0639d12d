//! The options of `compare`.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::{Output, a_rate, a_size};
use crate::compare::{Contender, Database, Floor, Nchan, Ours, Rise, Work};

/// What is compared at which work.
#[derive(Debug, Args)]
pub struct Options {
    /// The social-stream program to start; a release build
    #[arg(long, value_name = "PATH")]
    server: Option<PathBuf>,
    /// A PostgreSQL database made for this, for social-stream on Postgres
    #[arg(long, value_name = "URL", env = "LOADTEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    /// Readers
    #[arg(long, default_value_t = 2_000)]
    readers: usize,
    /// Messages a second
    #[arg(long, default_value_t = 20.0)]
    rate: f64,
    /// Raise the rate in steps of --seconds until p99 is over --limit; compares the highest that held
    #[arg(long)]
    rising: bool,
    /// With --rising: each step's rate is the one before times this
    #[arg(long, default_value_t = 1.25, requires = "rising")]
    factor: f64,
    /// With --rising: the highest p99 from the intended time to the delivery, in milliseconds
    #[arg(long, default_value_t = 250.0, requires = "rising")]
    limit: f64,
    /// How long each server works in its turn
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// How often each has its turn
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Characters of each text
    #[arg(long, default_value_t = 200)]
    size: usize,
    /// Seconds to wait without any delivery before the rest counts as missing
    #[arg(long, default_value_t = 5)]
    patience: u64,
    /// And then
    #[command(flatten)]
    pub output: Output,
}

impl Options {
    /// The work, checked.
    ///
    /// # Errors
    /// In one line: what is misused.
    pub fn work(&self) -> Result<Work> {
        ensure!(self.readers > 0 && self.seconds > 0, "--readers and --seconds must be at least 1");
        ensure!((1..=1_000).contains(&self.rounds), "--rounds must be from 1 to 1000");
        ensure!((1.01..=10.0).contains(&self.factor), "--factor must be from 1.01 to 10");
        a_size(self.size)?;
        Ok(Work {
            readers: self.readers,
            rate: a_rate("--rate", self.rate)?,
            duration: Duration::from_secs(self.seconds),
            size: self.size,
            rounds: self.rounds,
            rise: self.rising.then_some(Rise { factor: self.factor, limit_ms: self.limit }),
            patience: Duration::from_secs(self.patience),
        })
    }

    /// Who takes part, the measure of the others first; says on standard error who does not, and why.
    ///
    /// # Errors
    /// When the server's program is not there.
    pub fn contenders(&self) -> Result<Vec<Box<dyn Contender>>> {
        let driver = std::env::current_exe().context("the driver does not find itself")?;
        let mut contenders: Vec<Box<dyn Contender>> = vec![Box::new(Floor::new(driver))];
        match &self.server {
            Some(server) => {
                let server = server.canonicalize().with_context(|| format!("there is no {}", server.display()))?;
                contenders.push(Box::new(Ours::new(server.clone(), Database::Sqlite)));
                match &self.postgres {
                    Some(url) => contenders.push(Box::new(Ours::new(server, Database::Postgres(url.clone())))),
                    None => eprintln!("skipped: social-stream on Postgres (no --postgres URL)"),
                }
            }
            None => eprintln!("skipped: social-stream (no --server PATH)"),
        }
        match Nchan::installed() {
            Some(nchan) => contenders.push(Box::new(nchan)),
            None => eprintln!("skipped: nginx with nchan (Debian's nginx and libnginx-mod-nchan are not installed)"),
        }
        Ok(contenders)
    }
}
