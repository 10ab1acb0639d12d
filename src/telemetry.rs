//! Logs and metrics.
//!
//! Logs carry ids and counts; never texts, names, tokens, invitation codes or network addresses.

use std::io::IsTerminal;

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Starts the log on standard error. `RUST_LOG` says how much; without it, what an administrator wants to know.
pub fn start_log(format: LogFormat) {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,memory_serve=warn,sqlx=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A log that is running already (in a test) is left as it is.
    let _ = match format {
        LogFormat::Json => log.json().try_init(),
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).try_init(),
    };
}

/// Starts counting.
///
/// # Errors
/// If counting was started already.
pub fn start_metrics() -> Result<PrometheusHandle, BuildError> {
    let seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];
    let commands = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 512.0];
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("social_stream_commit_seconds".to_owned()), &seconds)?
        .set_buckets_for_metric(Matcher::Full("social_stream_batch_commands".to_owned()), &commands)?
        .install_recorder()?;
    describe_gauge!("social_stream_connections", "Streams that are open");
    describe_gauge!("social_stream_rooms", "Rooms that are open");
    describe_counter!("social_stream_stored_total", "Commands stored");
    describe_counter!("social_stream_repeated_total", "Commands answered again from the log");
    describe_counter!(
        "social_stream_log_reads_total",
        "Reads of a room's messages from the database, searches left out"
    );
    describe_counter!("social_stream_deliveries_total", "Messages handed to a connection");
    describe_counter!("social_stream_refused_total", "Commands refused by the log, by code");
    describe_counter!("social_stream_errors_total", "Errors told to clients, by code");
    describe_counter!("social_stream_closes_total", "Streams closed by the server, by close code");
    describe_histogram!("social_stream_commit_seconds", Unit::Seconds, "Time of one transaction");
    describe_histogram!("social_stream_batch_commands", "Commands in one transaction");
    Ok(recorder)
}
