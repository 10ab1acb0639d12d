//! What a process on this machine uses, as Linux tells it below `/proc`.

use std::fs;

use anyhow::{Context as _, Result};

/// `/proc/PID/stat` counts in hundredths of a second on every Linux platform there is.
const TICK_US: u64 = 10_000;

/// A process at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Processor time since it began, user and system, in microseconds; moves in steps of 10,000.
    pub cpu_us: u64,
    /// Resident memory, in bytes.
    pub resident: u64,
}

/// Reads a process's sample.
///
/// # Errors
/// When there is no such process or this is not Linux.
pub fn sample(pid: u32) -> Result<Sample> {
    let read = |file: &str| {
        let path = format!("/proc/{pid}/{file}");
        fs::read_to_string(&path).with_context(|| format!("process {pid} cannot be measured: no {path}"))
    };
    parse(&read("stat")?, &read("status")?)
        .with_context(|| format!("process {pid} cannot be measured: /proc is unusual"))
}

/// This driver's own sample, where it can be had.
#[must_use]
pub fn own_sample() -> Option<Sample> {
    sample(std::process::id()).ok()
}

fn parse(stat: &str, status: &str) -> Option<Sample> {
    // The second field, the command's name in brackets, may hold spaces and brackets of its own.
    let mut fields = stat.get(stat.rfind(')')? + 1..)?.split_whitespace();
    let user: u64 = fields.nth(11)?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let resident: u64 = resident.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(Sample { cpu_us: (user + system) * TICK_US, resident: resident * 1024 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_read_although_the_name_has_brackets() {
        let stat = "42 (a) b) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 3 0 100 1000 200 18446744073709551615";
        let status = "Name:\ta) b\nVmPeak:\t  9 kB\nVmRSS:\t    1024 kB\n";
        assert_eq!(parse(stat, status), Some(Sample { cpu_us: 3_000_000, resident: 1024 * 1024 }));
    }

    #[test]
    fn a_process_that_is_not_there_is_named() {
        assert!(sample(u32::MAX).unwrap_err().to_string().contains("4294967295"));
    }
}
