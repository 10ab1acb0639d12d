//! Samples of the server's process and of the driver's own, at the three moments that matter.

use anyhow::Result;

use crate::{
    machine::{self, Sample},
    report::Usage,
};

/// What was sampled so far.
#[derive(Debug)]
pub(super) struct Gauge {
    pid: Option<u32>,
    before: Samples,
    start: Samples,
}

#[derive(Clone, Copy, Debug)]
struct Samples {
    server: Option<Sample>,
    driver: Option<Sample>,
}

impl Gauge {
    /// Before anybody connects.
    pub(super) fn new(pid: Option<u32>) -> Result<Self> {
        let before = sample(pid)?;
        Ok(Self { pid, before, start: before })
    }

    /// At the start of the measured time.
    pub(super) fn start(&mut self) -> Result<()> {
        self.start = sample(self.pid)?;
        Ok(())
    }

    /// At its end, with all still connected: the server's usage and the driver's.
    pub(super) fn end(&self, seconds: f64, deliveries: u64, clients: usize) -> Result<(Option<Usage>, Option<Usage>)> {
        let end = sample(self.pid)?;
        let usage = |of: fn(&Samples) -> Option<Sample>| {
            Some(Usage::between(of(&self.before)?, of(&self.start)?, of(&end)?, seconds, deliveries, clients))
        };
        Ok((usage(|samples| samples.server), usage(|samples| samples.driver)))
    }
}

fn sample(pid: Option<u32>) -> Result<Samples> {
    Ok(Samples { server: pid.map(machine::sample).transpose()?, driver: machine::own_sample() })
}
