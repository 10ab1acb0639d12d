//! What the store promises, as one list of cases that runs on each database.

mod changing;
mod cutting;
mod filtering;
mod holding;
mod house;
mod importing;
mod joining;
mod keeping;
mod opening;
mod profiles;
mod reading;
mod removing;
mod reporting;
mod searching;
mod setting;
mod standing;
mod writing;

use crate::support::cases::on_each_database;

on_each_database! {
    writing:
        seqs_follow_the_batch_without_holes
        a_retry_gets_the_first_ack
        the_same_nonce_with_another_body_is_refused
        a_batch_with_duplicates_stores_each_once
        one_name_for_a_command_in_two_rooms_or_of_two_people
        replies_answer_messages_of_their_room
        an_unknown_room_is_an_error
        a_stranger_to_the_event_is_refused
        a_restart_keeps_everything
        large_batches_pass
        every_script_comes_back_as_it_was
        concurrent_writers_leave_no_hole
        raced_nonces_are_stored_once
        a_poisonous_row_rejects_its_batch_whole;
    cutting:
        an_abandoned_gate_stores_nothing
        an_abandoned_batch_that_waits_for_the_lock_stores_nothing
        a_lock_that_is_not_released_is_answered_in_time
        a_dropped_write_runs_to_its_end
        a_closed_store_is_unavailable;
    reading:
        latest_changes_are_the_newest_states
        changes_since_are_complete_up_to_their_bound
        history_pages_by_position
        an_empty_room_and_no_room
        reads_are_of_one_moment;
    holding:
        slow_mode_counts_in_its_room_and_not_for_moderators
        a_held_post_waits_and_takes_its_place_when_approved
        a_rejected_post_is_gone_and_stays_so
        what_is_removed_is_pinned_no_longer;
    reporting:
        reports_are_gathered_by_message_once_a_person
        a_report_is_decided_on_once
        nobody_decides_on_reports_of_their_own_or_removes_an_equals
        what_is_removed_is_reported_no_longer
        floods_of_reports_are_refused_across_nodes;
    filtering:
        what_a_filter_catches_waits_for_a_moderator
        an_approved_post_is_a_message_whatever_caught_it
        filters_are_set_by_moderators_who_know_what_they_were
        filters_count_on_every_node_at_once
        the_same_text_by_one_or_by_many_is_caught
        a_flood_hides_nobody_and_leaves_a_row_a_person
        a_caught_edit_uses_its_authors_pace
        a_trial_tells_what_filters_would_have_caught
        one_trial_looks_at_so_much_and_no_more;
    searching:
        a_message_is_found_by_its_id_in_its_room
        words_are_found_in_any_script
        what_is_removed_is_not_found_and_what_is_edited_as_it_is
        a_search_goes_on_where_it_ended
        one_search_looks_at_so_much_and_no_more;
    removing:
        an_author_removes_their_own_message
        a_moderator_removes_any_message
        nobody_else_removes_it
        removing_again_changes_nothing
        removed_in_the_batch_that_posts_it
        a_retried_post_stays_removed
        a_removed_text_is_gone_from_the_database;
    keeping:
        what_a_moderator_removes_is_kept_apart_until_it_is_restored
        what_is_kept_goes_when_its_window_is_over
        what_nobody_else_removed_is_not_kept
        erased_is_gone_from_the_database
        removals_and_restores_of_one_batch_leave_the_last_state
        after_the_ack_of_a_ban_nothing_of_theirs_is_stored
        the_same_act_asked_for_again_is_done_once
        the_log_of_acts_is_only_added_to
        a_restored_message_agrees_with_every_journal;
    profiles:
        people_are_found_by_part_of_their_name
        what_somebody_wrote_is_found_in_every_room
        notes_are_bounded_and_taken_away_by_their_authors
        who_took_a_room_last_has_it;
    changing:
        an_edit_replaces_the_text
        what_is_sent_again_brings_nothing_older_back
        only_its_author_edits_a_message_and_only_in_time
        an_edited_text_is_gone_from_the_database
        reactions_are_kept_in_their_order
        a_batch_of_changes_leaves_the_last_states
        what_is_removed_has_no_reactions
        a_message_holds_many_reactions
        changes_are_of_their_own_room;
    setting:
        a_rooms_state_is_set_with_a_seq_of_its_own
        a_rooms_state_outlives_a_restart_and_is_seen_by_every_node
        messages_carry_the_session_that_is_on
        only_sessions_of_the_room_are_started_and_only_by_moderators;
    standing:
        the_muted_may_not_post
        the_banned_may_do_nothing
        the_pace_holds_across_batches_rooms_and_nodes
        moderators_have_no_pace
        reactions_have_a_pace_of_their_own_across_nodes;
    joining:
        a_token_is_known_in_its_event_only
        look_alikes_are_taken
        raced_joins_of_one_name_let_one_in
        an_invite_gives_its_role
        an_invite_is_used_up_by_those_who_joined
        raced_invites_let_in_as_many_as_they_say
        an_expired_or_unknown_invite_lets_nobody_in
        joining_twice_is_joining_once;
    importing:
        the_same_event_twice_changes_nothing
        the_example_comes_only_where_nothing_is
        an_event_comes_back_as_it_was
        rooms_keep_their_history
        raced_imports_make_one_event
        the_schema_is_made_once
        a_newer_schema_is_refused;
}
