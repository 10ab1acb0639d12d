//! What breaks at real events, done to real servers on purpose; `docs/guarantees.md` lists what is promised.
//! Random parts print their seed; `SEED=…` repeats them.

mod churning;
mod clock;
mod conforming;
mod crawling;
mod filling;
mod flooding;
mod killing;
mod lingering;
mod outages;
mod poisoning;
mod racing;
mod restoring;
mod resuming;
mod retrying;
mod stalling;
mod syncing;

use crate::support::cases::on_each_database;

on_each_database! {
    clock:
        a_clock_set_back_and_forth_changes_no_order
        mutes_bans_and_invitations_end_at_their_moment
        no_pace_locks_anybody_out_for_the_hour_the_clock_lost;
    killing:
        what_was_acked_survives_kill_9
        sigterm_under_load_loses_nothing;
    poisoning:
        of_a_batch_of_50_with_one_poisonous_row_49_are_acked;
    racing:
        one_nonce_in_one_batch_is_one_row
        one_nonce_across_batches_is_one_row
        one_nonce_with_two_bodies_is_the_first;
    restoring:
        what_was_removed_since_the_backup_stays_removed
        restored_and_erased_outlive_an_older_backup
        a_removal_is_in_the_journal_before_it_is_acked;
    resuming:
        every_cursor_is_resumed_during_traffic;
    retrying:
        a_lost_ack_is_given_again
        a_lost_ack_is_given_again_after_the_removal_too
        a_lost_ack_of_a_removal_is_given_again;
}
