//! A server's process: started by the driver, and ended by it whatever happens.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{self, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use tokio::time::timeout;

use crate::machine::{self, Sample};

/// A process that is ended, by its id, when this is dropped.
#[derive(Debug)]
pub struct Child(process::Child);

impl Child {
    /// Starts a program; `what` names it in errors.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn spawn(command: &mut Command, what: &str) -> Result<Self> {
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("{what} cannot be started"))?;
        Ok(Self(child))
    }

    /// Starts a server whose first line on standard output ends with its address, and waits for that line.
    ///
    /// # Errors
    /// When it cannot be started or does not say where it listens within 30 s.
    pub async fn listening(command: &mut Command, what: &str) -> Result<(Self, String)> {
        const WITHIN: Duration = Duration::from_secs(30);
        let mut child = Self::spawn(command.stdout(Stdio::piped()), what)?;
        let output = child.0.stdout.take().context("no standard output")?;
        let first = tokio::task::spawn_blocking(move || {
            let mut lines = BufReader::new(output);
            let mut first = String::new();
            let read = lines.read_line(&mut first).map(|_| first);
            // The rest is read too, so that the server never writes into a closed pipe.
            thread::spawn(move || lines.lines().map_while(Result::ok).for_each(drop));
            read
        });
        let first =
            timeout(WITHIN, first).await.with_context(|| format!("{what} did not say where it listens"))???;
        match first.trim().rsplit_once(' ') {
            Some((_, address)) if address.starts_with("http://") => Ok((child, address.to_owned())),
            _ => bail!("{what} did not say where it listens; its first line was {first:?}"),
        }
    }

    /// Runs a program to its end.
    ///
    /// # Errors
    /// When it fails, with what it said.
    pub async fn done(command: &mut Command, what: &str) -> Result<()> {
        let mut command = tokio::process::Command::from(std::mem::replace(command, Command::new("true")));
        let output = command.kill_on_drop(true).stdin(Stdio::null()).output().await;
        let output = output.with_context(|| format!("{what} cannot be started"))?;
        ensure!(output.status.success(), "{what} failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        Ok(())
    }

    /// The process's id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Processor time and memory of the process and those it started.
    ///
    /// # Errors
    /// When it is gone.
    pub fn sample(&self) -> Result<Sample> {
        let id = self.0.id();
        let mut sum = machine::sample(id)?;
        let below = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        for child in below.split_whitespace().filter_map(|id| id.parse().ok()) {
            let sample = machine::sample(child)?;
            sum.cpu_us += sample.cpu_us;
            sum.resident += sample.resident;
        }
        Ok(sum)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        const LOOKS: u32 = 500;
        const PAUSE: Duration = Duration::from_millis(20);
        let id = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw);
        // It may be gone already; then waiting ends at once.
        let _ = id.map(|id| kill_process(id, Signal::TERM));
        for _ in 0..LOOKS {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(PAUSE);
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
