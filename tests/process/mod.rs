//! The real program, started, used and broken as a process of its own.

mod commands;
mod driving;
mod running;
mod starting;

use crate::support::cases::on_each_database;

on_each_database! {
    driving:
        a_day_keeps_every_promise
        two_moderators_calm_a_raid;
    running:
        sigterm_ends_it_well
        metrics_count_and_logs_keep_secrets;
}
