//! What breaks at real events, done to real servers on purpose; `docs/guarantees.md` lists what is promised.
//! Random parts print their seed; `SEED=…` repeats them.

mod conforming;
mod crawling;
mod filling;
mod killing;
mod outages;
mod poisoning;
mod restoring;
mod retrying;
mod syncing;

use crate::support::cases::on_each_database;

on_each_database! {
    killing:
        what_was_acked_survives_kill_9
        sigterm_under_load_loses_nothing;
    poisoning:
        of_a_batch_of_50_with_one_poisonous_row_49_are_acked;
    restoring:
        what_was_removed_since_the_backup_stays_removed
        a_removal_is_in_the_journal_before_it_is_acked;
    retrying:
        a_lost_ack_is_given_again
        a_lost_ack_is_given_again_after_the_removal_too
        a_lost_ack_of_a_removal_is_given_again;
}
