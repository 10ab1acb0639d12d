//! The real program, started, used and broken as a process of its own.

mod commands;
mod killing;
mod running;
mod starting;

use crate::support::cases::on_each_database;

on_each_database! {
    killing:
        what_was_acked_survives_kill_9;
    running:
        sigterm_ends_it_well
        metrics_count_and_logs_keep_secrets;
}
