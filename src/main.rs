//! The `social-stream` command.

use std::process::ExitCode;

use clap::Parser;
use social_stream::{
    app, backup, commands,
    config::{Cli, Command},
    shutdown, telemetry,
};
use tokio_util::sync::CancellationToken;

fn main() -> ExitCode {
    let cli = Cli::parse();
    telemetry::start_log(cli.common.log_format);
    let done = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(anyhow::Error::from).and_then(
        |runtime| {
            let done = runtime.block_on(run(&cli));
            // What hangs is not waited for.
            runtime.shutdown_background();
            done
        },
    );
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The whole chain on one line: the thing, then the reason.
            eprintln!("social-stream: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    match &cli.command {
        None => serve(cli, &cli.serve).await,
        Some(Command::Serve(options)) => serve(cli, options).await,
        Some(Command::Event(command)) => commands::event(&cli.common, command).await,
        Some(Command::Invite(wanted)) => commands::invite(&cli.common, wanted).await,
        Some(Command::Backup { file }) => backup::back_up(&cli.common, file).await,
        Some(Command::Restore(wanted)) => backup::restore(&cli.common, wanted).await,
        Some(Command::Migrate) => commands::migrate(&cli.common).await,
    }
}

async fn serve(cli: &Cli, options: &social_stream::config::Serve) -> anyhow::Result<()> {
    let shutdown = CancellationToken::new();
    shutdown::listen(shutdown.clone())?;
    app::serve(&cli.common, options, shutdown).await
}
