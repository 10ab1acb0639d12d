//! The load driver's command line; see `loadtest --help`.

use std::{fs, path::Path, process::ExitCode};

use anyhow::{Context as _, Result, bail};
use clap::Parser as _;
use loadtest::{
    args::{Args, Command, Output, Scenario, Task, compare::Options},
    compare, html,
    report::Report,
    scenario::{Setting, event, idle, posting, raid, rising, soak, storm},
    source,
};
use serde::Serialize;
use tokio::signal::unix::{SignalKind, signal};

/// Files besides the clients' sockets: HTTP connections, standard streams, the runtime's own.
const OTHER_FILES: u64 = 256;

/// Why a run did not even begin.
struct Misuse(anyhow::Error);

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let result = match &args.command {
        Command::Floor => compare::floor::serve().map(|()| true).map_err(Ok),
        Command::Compare(options) => stoppable(compared(options)).await,
        Command::Scenario(scenario) => stoppable(finished(scenario)).await,
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Ok(error)) => {
            eprintln!("loadtest: {error:#}");
            ExitCode::FAILURE
        }
        Err(Err(Misuse(error))) => {
            eprintln!("loadtest: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs to the end or to a signal. Either way everything that was started is dropped, and so ended.
async fn stoppable(work: impl Future<Output = Outcome>) -> Outcome {
    let stopped = async {
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        bail!("stopped by a signal")
    };
    tokio::select! {
        outcome = work => outcome,
        stopped = stopped => stopped.map_err(Ok),
    }
}

/// Whether all was well.
type Outcome = Result<bool, Result<anyhow::Error, Misuse>>;

async fn finished(scenario: &Scenario) -> Outcome {
    let (setting, task, output) = scenario.checked().map_err(|error| Err(Misuse(error)))?;
    enough_files(task.sockets()).map_err(|error| Err(Misuse(error)))?;
    source::enough_ports(&setting.target, task.sockets()).await.map_err(|error| Err(Misuse(error)))?;
    finish(&setting, &task, &output).await.map(|report| report.holds()).map_err(Ok)
}

async fn finish(setting: &Setting, task: &Task, output: &Output) -> Result<Report> {
    let report = match task {
        Task::Posting(plan) => posting::run(setting, plan).await?,
        Task::Rising(plan, rise) => rising::run(setting, plan, *rise).await?,
        Task::Storm(plan) => storm::run(setting, plan).await?,
        Task::Soak(plan) => soak::run(setting, plan).await?,
        Task::Raid(plan) => raid::run(setting, plan).await?,
        Task::Event(plan) => event::run(setting, plan).await?,
        Task::Idle(readers, hold) => idle::run(setting, *readers, *hold).await?,
    };
    print!("{report}");
    written(output, &report, html::page)?;
    Ok(report)
}

async fn compared(options: &Options) -> Outcome {
    let work = options.work().map_err(|error| Err(Misuse(error)))?;
    let contenders = options.contenders().map_err(|error| Err(Misuse(error)))?;
    // The children inherit the limit.
    enough_files(work.readers).map_err(|error| Err(Misuse(error)))?;
    let comparing = async {
        let comparison = compare::run(&work, &contenders).await?;
        print!("{comparison}");
        written(&options.output, &comparison, compare::page)?;
        Ok(comparison.missing() == 0)
    };
    comparing.await.map_err(Ok)
}

/// As JSON and as a page, where that was asked for.
fn written<T: Serialize>(output: &Output, found: &T, page: impl Fn(&T) -> Result<String>) -> Result<()> {
    if let Some(file) = &output.json {
        write(file, &serde_json::to_string_pretty(found)?)?;
    }
    if let Some(file) = &output.html {
        write(file, &page(found)?)?;
    }
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Lets the process open as many files as it may, and says so when that is too few.
fn enough_files(sockets: usize) -> Result<()> {
    let limit = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(u64::MAX);
    let needed = sockets as u64 + OTHER_FILES;
    anyhow::ensure!(
        limit >= needed,
        "{needed} open files are needed, this process may have {limit}: raise `ulimit -n`"
    );
    Ok(())
}
