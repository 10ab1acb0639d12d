//! A server in this process, talked to as its users do.

mod acting;
mod admitting;
mod cards;
mod chatting;
mod editing;
mod events;
mod filtering;
mod finding;
mod held_surfaces;
mod holding;
mod inviting;
mod joining;
mod keeping;
mod lagging;
mod misusing;
mod pages;
mod plain;
mod profiles;
mod reacting;
mod removing;
mod reporting;
mod resuming;
mod retiring;
mod roles;
mod saving;
mod sessions;
mod stopping;
mod watching;

use crate::support::cases::{on_any_database, on_each_database};

on_each_database! {
    chatting:
        what_one_says_the_others_see_in_one_order
        a_retry_is_answered_with_the_first_ack_on_every_way
        the_same_nonce_for_something_else_is_refused
        replies_point_into_the_same_room
        history_comes_in_pages
        the_pace_lets_a_burst_in_and_then_one_at_a_time
        the_muted_wait_and_the_banned_are_out;
    editing:
        an_edited_message_is_the_new_one_everywhere
        a_retry_brings_no_older_text_back_on_any_way
        only_its_author_edits_a_message_and_only_in_time;
    filtering:
        a_caught_post_is_held_and_only_moderators_are_told_by_what
        filters_are_for_moderators_and_bad_ones_change_nothing
        filters_set_over_the_stream_come_to_the_same
        a_trial_shows_what_would_have_been_caught;
    finding:
        a_message_has_an_address
        a_search_finds_what_is_there_and_nothing_removed;
    holding:
        switches_are_told_and_kept_and_only_moderators_set_them
        calm_is_one_switch_there_and_back
        a_room_is_told_as_it_is_now
        held_texts_are_for_their_author_and_moderators
        announcements_and_pins_are_of_moderators
        slow_mode_says_when_the_next_is_let_in;
    held_surfaces:
        a_held_text_is_on_no_surface_of_any_node;
    inviting:
        an_invitation_is_made_used_and_ended
        nobody_invites_an_equal_and_a_dismissed_moderator_nobody;
    reacting:
        reactions_are_seen_by_all
        reacting_again_changes_nothing
        only_the_first_are_named
        a_thousand_reactions_cost_a_few_frames;
    removing:
        a_removed_message_is_a_tombstone_everywhere
        authors_remove_their_own_and_nobody_elses
        a_retry_after_the_removal_brings_nothing_back;
    reporting:
        what_is_reported_is_for_those_who_keep_the_room
        readers_of_events_are_told_and_nobody_of_reports_about_them
        a_report_ends_with_its_message_and_outlives_a_restart
        reports_that_make_no_sense_or_come_in_floods_change_nothing;
    sessions:
        a_session_started_by_hand_is_seen_by_all
        only_moderators_and_organisers_start_and_end_sessions
        a_rooms_state_is_kept_and_told_whichever_node_set_it;
    resuming:
        every_cursor_gets_exactly_what_changed
        a_cursor_that_fits_no_history_gets_the_newest_page
        cursors_outlive_a_restart;
    saving:
        two_hundred_reactions_cost_who_saves_data_nothing
        who_saves_data_is_not_told_how_many_are_there
        every_cursor_of_who_saves_data_gets_what_was_said_since
        who_saves_data_is_welcomed_with_a_small_page;
    joining:
        names_that_look_alike_are_taken
        invitations_give_their_role_and_run_out;
    admitting:
        a_burst_joins_from_one_network_and_then_one_at_a_time
        a_ban_keeps_new_guests_of_one_network_out_for_a_while
        networks_are_kept_out_only_where_the_event_says_so
        what_is_known_of_a_network_is_gone_after_three_days;
    acting:
        every_act_of_every_role_on_every_role
        a_ban_closes_sockets_and_token_on_every_node
        a_mute_is_told_and_ends
        a_dismissed_moderator_is_what_they_are_now
        what_is_done_is_undone_by_its_number
        acts_over_the_stream_come_to_the_same
        the_log_of_acts_is_filtered_paged_and_exported;
    roles:
        the_table_of_acts_and_roles_is_the_printed_one;
    keeping:
        a_removed_message_comes_back_within_its_window
        its_author_alone_is_told_why
        a_kept_text_is_on_no_surface
        all_that_somebody_wrote_lately_goes_and_comes_back
        of_5000_posts_nothing_is_served_after_the_ack;
    profiles:
        a_persons_page_is_for_those_who_keep_the_room
        what_somebody_wrote_is_read_until_its_window_is_over
        notes_are_on_no_surface_of_participants
        participants_are_told_by_whom_only_where_the_event_says_so;
    watching:
        acts_are_told_to_those_who_keep_a_room_and_to_nobody_else
        a_dismissed_moderator_is_told_no_act
        the_room_is_handed_over;
    lagging:
        a_message_removed_while_it_waits_for_a_slow_reader_never_arrives
        a_message_edited_while_it_waits_for_a_slow_reader_ends_as_the_new_one
        a_slow_reader_costs_only_itself_and_comes_back
        events_that_hold_a_removed_message_are_cut
        events_removed_while_they_wait_in_the_http_library_never_arrive;
    plain:
        a_form_sent_twice_does_everything_once
        only_authors_and_moderators_remove
        who_joined_is_told_on_the_plain_page_what_was_done_to_them;
    events:
        events_tell_what_the_stream_tells
        a_browser_that_comes_back_misses_nothing_and_gets_nothing_twice
        a_reader_who_takes_nothing_is_never_sent_what_was_removed;
    stopping:
        a_server_that_stops_tells_everybody_and_loses_nothing;
}

on_any_database! {
    acting:
        acts_that_make_no_sense_change_nothing;
    cards:
        other_sites_find_the_frame_of_an_event
        what_is_not_shown_elsewhere
        public_events_have_cards_and_a_manifest;
    joining:
        names_that_mislead_are_refused
        closed_events_are_read_by_those_invited;
    finding:
        searches_have_bounds
        closed_events_are_searched_by_those_who_joined;
    misusing:
        bad_frames_cost_only_themselves
        the_first_frame_is_hello
        frames_have_a_size
        floods_end_the_connection
        texts_that_mislead_are_refused
        bad_requests_get_one_clear_problem
        streams_open_only_where_they_may
        places_that_are_not_there
        too_many_streams_are_told_to_come_back;
    retiring:
        rooms_close_when_nobody_is_in_them;
    pages:
        pages_carry_their_policy
        assets_are_compressed_and_kept_for_good
        pages_speak_the_readers_language
        who_may_frame_follows_the_event
        probes_answer;
    plain:
        the_plain_page_offers_what_the_server_takes
        what_is_refused_is_given_back
        nothing_is_lost_while_the_database_is_away
        a_closed_event_is_read_with_its_token
        joining_by_another_sites_form_is_refused
        the_plain_page_says_how_quiet_the_room_is
        the_plain_page_names_moderators_only_where_the_event_does
        the_plain_page_is_whole_and_never_kept
        the_plain_page_speaks_the_language_of_its_address;
    events:
        a_server_that_stops_says_when_to_come_back
        who_may_read_events;
}
