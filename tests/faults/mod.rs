//! What breaks at real events, done to real servers on purpose; `docs/guarantees.md` lists what is promised.
//! Random parts print their seed; `SEED=…` repeats them.

mod killing;
mod outages;

use crate::support::cases::on_each_database;

on_each_database! {
    killing:
        what_was_acked_survives_kill_9
        sigterm_under_load_loses_nothing;
}
