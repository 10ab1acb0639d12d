use std::time::Duration;

use social_stream::{
    domain::{Change, Clock, Outcome, Refusal, RoomState, SessionByHand, Slug},
    store::{Page, Snapshot},
};

use super::house::{House, number, seqs, session, slug, write};
use crate::support::databases::TestDatabase;

async fn meeting(database: &TestDatabase) -> House {
    let programme = || vec![session("opening", None), session("debate", Some("main")), session("aside", Some("side"))];
    House::with(database, |event| event.programme = programme()).await
}

async fn latest(house: &House, limit: u32) -> Snapshot {
    house.store.latest_changes(house.room, limit).await.expect("an answer").expect("the room")
}

fn session_of(change: &Change) -> Option<&str> {
    match change {
        Change::Live(message) => message.session.as_ref().map(Slug::as_str),
        Change::Removed(_) => None,
    }
}

pub(crate) async fn a_rooms_state_is_set_with_a_seq_of_its_own(database: &TestDatabase) {
    let house = meeting(database).await;
    let moderator = house.moderator("Katitza").await;
    assert_eq!(latest(&house, 10).await.state, RoomState::default());
    house.stored(house.post(moderator, "before")).await;
    let written = house.write(&[house.start(moderator, "opening")]).await;
    assert_eq!((written.outcomes, written.changes.len()), (vec![Outcome::Set(number(2))], 0));
    assert_eq!((written.head_before.get(), written.head.get()), (1, 2));
    let by_hand = SessionByHand { session: slug("opening"), started_at: house.clock.now(), ended_at: None };
    let started = RoomState { seq: number(2), session: Some(by_hand), ..RoomState::default() };
    assert_eq!(written.state.as_ref(), Some(&started));
    let again = house.write(&[house.start(moderator, "opening")]).await;
    assert_eq!((again.outcomes, again.head.get(), again.state), (vec![Outcome::Set(number(2))], 2, None));

    let batch = [house.post(moderator, "after"), house.end(moderator), house.post(moderator, "at the end")];
    let begun = house.clock.now();
    house.clock.advance(Duration::from_secs(60));
    let written = house.write(&batch).await;
    assert_eq!((seqs(&written.changes), written.head.get()), (vec![3, 5], 5));
    let by_hand = SessionByHand { session: slug("opening"), started_at: begun, ended_at: Some(house.clock.now()) };
    let ended = RoomState { seq: number(4), session: Some(by_hand), ..RoomState::default() };
    assert_eq!(written.state, Some(ended.clone()));

    // Every read tells the state of its own moment, and pages and changes know of no message at its seqs.
    let all = latest(&house, 10).await;
    assert_eq!((seqs(&all.changes), all.complete_after.get(), all.head.get()), (vec![1, 3, 5], 0, 5));
    assert_eq!(all.state, ended);
    let since = house.store.changes_since(house.room, number(2), 10).await.expect("an answer").expect("the room");
    assert_eq!((seqs(&since.changes), since.complete_to.get(), since.state), (vec![3, 5], 5, ended.clone()));
    house.write(&[house.start(moderator, "debate")]).await;
    let page =
        house.store.history(house.room, Page::Before(number(5)), 10).await.expect("an answer").expect("the room");
    assert_eq!((seqs(&page.messages), page.head.get()), (vec![1, 3], 6));
    assert_eq!((page.state.seq.get(), page.state.session.map(|set| set.session)), (6, Some(slug("debate"))));
    let two = latest(&house, 2).await;
    assert_eq!(
        (seqs(&two.changes), two.complete_after.get(), two.head.get()),
        (vec![3, 5], 2, 6),
        "a head without a message"
    );
    let elsewhere = house.event.rooms[1].id;
    let other = house.store.latest_changes(elsewhere, 10).await.expect("an answer").expect("the room");
    assert_eq!(other.state, RoomState::default(), "each room has its own");
}

pub(crate) async fn a_rooms_state_outlives_a_restart_and_is_seen_by_every_node(database: &TestDatabase) {
    let house = meeting(database).await;
    let moderator = house.moderator("Katitza").await;
    house.write(&[house.start(moderator, "opening")]).await;
    let other = database.open().await;
    let written =
        write(&other, house.room, &[house.end(moderator), house.start(moderator, "debate")], &house.clock).await;
    assert_eq!(written.outcomes, [Outcome::Set(number(2)), Outcome::Set(number(3))]);
    let here = house.write(&[house.post(moderator, "now")]).await;
    assert_eq!((here.head_before.get(), here.state), (3, None));
    assert_eq!(session_of(&here.changes[0]), Some("debate"), "decided by what another node has set");
    assert_eq!(Some(latest(&house, 10).await.state), written.state);
    house.store.close().await;
    other.close().await;
    let store = database.open().await;
    let again = store.latest_changes(house.room, 10).await.expect("an answer").expect("the room");
    assert_eq!((Some(again.state), again.head.get()), (written.state, 4));
}

pub(crate) async fn messages_carry_the_session_that_is_on(database: &TestDatabase) {
    let house = House::with(database, |event| {
        let mut timed = session("by-its-time", None);
        // The tests' clock begins at this moment.
        let now = crate::support::world::TestClock::new().now();
        (timed.starts_at, timed.ends_at) = (Some(now), Some(now.plus(Duration::from_secs(60))));
        event.programme = vec![timed, session("by-hand", Some("main"))];
    })
    .await;
    let moderator = house.moderator("Katitza").await;
    let first = house.stored(house.post(moderator, "by the times")).await;
    house.write(&[house.start(moderator, "by-hand")]).await;
    let second = house.stored(house.post(moderator, "by hand")).await;
    house.stored(house.edit(moderator, first.id, "edited meanwhile")).await;
    house.write(&[house.end(moderator)]).await;
    house.stored(house.post(moderator, "after the end by hand")).await;
    house.clock.advance(Duration::from_secs(60));
    house.stored(house.post(moderator, "after all")).await;
    let history = house.history().await;
    let sessions: Vec<_> = history.iter().map(session_of).collect();
    assert_eq!(sessions, [Some("by-its-time"), Some("by-hand"), None, None], "an edit changes nothing of it");
    let starts = async || {
        let starts = house.store.session_starts(house.room).await.expect("an answer");
        starts.into_iter().map(|start| (start.session.to_string(), start.message)).collect::<Vec<_>>()
    };
    assert_eq!(starts().await, [("by-its-time".to_owned(), first.id), ("by-hand".to_owned(), second.id)]);
    house.stored(house.removal(moderator, second.id)).await;
    assert!(matches!(house.history().await[1], Change::Removed(_)));
    assert_eq!(starts().await, [("by-its-time".to_owned(), first.id)], "where there is something to be read");
    let elsewhere = house.store.session_starts(house.event.rooms[1].id).await.expect("an answer");
    assert!(elsewhere.is_empty());
}

pub(crate) async fn only_sessions_of_the_room_are_started_and_only_by_moderators(database: &TestDatabase) {
    let house = meeting(database).await;
    let (moderator, guest) = (house.moderator("Katitza").await, house.guest("Alice").await);
    for (command, refusal) in [
        (house.start(guest, "opening"), Refusal::NotAModerator),
        (house.end(guest), Refusal::NotAModerator),
        (house.start(moderator, "aside"), Refusal::NoSuchSession),
        (house.start(moderator, "lunch"), Refusal::NoSuchSession),
    ] {
        assert_eq!(house.refused(command).await, refusal);
    }
    assert_eq!((house.head().await.get(), latest(&house, 10).await.state), (0, RoomState::default()));
    let elsewhere = house.event.rooms[1].id;
    let written = write(&house.store, elsewhere, &[house.start(moderator, "aside")], &house.clock).await;
    assert_eq!(written.outcomes, [Outcome::Set(number(1))]);
}
