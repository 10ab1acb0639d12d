//! The load driver's command line; see `loadtest --help`.

use std::{fs, path::Path, process::ExitCode};

use anyhow::{Context as _, Result};
use clap::Parser as _;
use loadtest::{
    args::{Args, Output, Task},
    html,
    report::Report,
    scenario::{Setting, idle, posting, rising, storm},
    source,
};

/// Files besides the clients' sockets: HTTP connections, standard streams, the runtime's own.
const OTHER_FILES: u64 = 128;

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let (setting, task) = match args.checked().and_then(|checked| enough_files(&checked.1).map(|()| checked)) {
        Ok(checked) => checked,
        Err(error) => {
            eprintln!("loadtest: {error:#}");
            return ExitCode::from(2);
        }
    };
    match finish(&setting, &task, args.output()).await {
        Ok(report) if report.holds() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("loadtest: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn finish(setting: &Setting, task: &Task, output: &Output) -> Result<Report> {
    source::enough_ports(&setting.target, task.sockets()).await?;
    let report = match task {
        Task::Posting(plan) => posting::run(setting, plan).await?,
        Task::Rising(plan, rise) => rising::run(setting, plan, *rise).await?,
        Task::Storm(plan) => storm::run(setting, plan).await?,
        Task::Idle(readers, hold) => idle::run(setting, *readers, *hold).await?,
    };
    print!("{report}");
    if let Some(file) = &output.json {
        write(file, &serde_json::to_string_pretty(&report)?)?;
    }
    if let Some(file) = &output.html {
        write(file, &html::page(&report)?)?;
    }
    Ok(report)
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Lets the process open as many files as it may, and says so when that is too few.
fn enough_files(task: &Task) -> Result<()> {
    let limit = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(u64::MAX);
    let needed = task.sockets() as u64 + OTHER_FILES;
    anyhow::ensure!(
        limit >= needed,
        "{needed} open files are needed, this process may have {limit}: raise `ulimit -n`"
    );
    Ok(())
}
