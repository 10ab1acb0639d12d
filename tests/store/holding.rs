use std::time::Duration;

use social_stream::domain::{
    ActKind, Action, Change, Clock, Command, Deed, Hold, MessageId, Outcome, PersonId, Refusal, Switching, Wanted,
};

use super::house::House;
use crate::support::databases::TestDatabase;

const SLOW: Duration = Duration::from_secs(30);

fn switch(by: PersonId, switching: Switching) -> Command {
    Command { author: by, nonce: None, action: Action::Switch { switching, reason: None } }
}

fn pin(by: PersonId, id: MessageId, on: bool) -> Command {
    Command { author: by, nonce: None, action: Action::Pin { id, on } }
}

fn decide(by: PersonId, id: MessageId, approve: bool) -> Command {
    Command { author: by, nonce: None, action: Action::Decide { id, approve, reason: None } }
}

async fn only(house: &House, command: Command) -> Outcome {
    house.write(&[command]).await.outcomes[0]
}

async fn hold(house: &House, by: PersonId, hold: Hold) {
    only(house, switch(by, Switching { hold: Some(hold), ..Switching::default() })).await;
}

pub(crate) async fn slow_mode_counts_in_its_room_and_not_for_moderators(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    only(&house, switch(mia, Switching { slow_mode: Some(SLOW), ..Switching::default() })).await;
    house.stored(house.post(guest, "one")).await;
    let slow_down = |retry_after_ms| Outcome::Refused(Refusal::SlowDown { retry_after_ms });
    assert_eq!(only(&house, house.post(guest, "two")).await, slow_down(30_000));
    house.clock.advance(Duration::from_secs(20));
    assert_eq!(only(&house, house.post(guest, "two")).await, slow_down(10_000));
    let batch = [house.post(mia, "a"), house.post(mia, "b")];
    assert!(house.write(&batch).await.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Stored(_))));
    house.clock.advance(Duration::from_secs(10));
    let batch = [house.post(guest, "three"), house.post(guest, "four")];
    let outcomes = house.write(&batch).await.outcomes;
    assert!(matches!(outcomes[..], [Outcome::Stored(_), last] if last == slow_down(30_000)), "{outcomes:?}");
}

pub(crate) async fn a_held_post_waits_and_takes_its_place_when_approved(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia, max) = (house.guest("Gus").await, house.moderator("Mia").await, house.moderator("Max").await);
    hold(&house, mia, Hold::First).await;
    let post = house.post(guest, "may I?");
    let written = house.write(std::slice::from_ref(&post)).await;
    let [Outcome::Held(id)] = written.outcomes[..] else { panic!("{:?}", written.outcomes) };
    assert_eq!((written.changes.len(), written.head, written.held), (0, written.head_before, Some(1)));
    assert_eq!(only(&house, post.clone()).await, Outcome::Held(id), "again the same");
    let mut other = post.clone();
    if let Action::Post { reply_to, .. } = &mut other.action {
        *reply_to = Some(id);
    }
    assert_eq!(only(&house, other).await, Outcome::Refused(Refusal::NonceReused));
    assert_eq!(house.store.message(house.room, id).await.expect("an answer"), None, "it is no message");
    let waiting = house.store.waiting(house.room, None, 10).await.expect("an answer");
    assert_eq!((waiting.len(), waiting[0].id, waiting[0].author.id), (1, id, guest));
    assert!(house.store.waiting(house.room, Some(mia), 10).await.expect("an answer").is_empty());
    assert_eq!(only(&house, decide(guest, id, true)).await, Outcome::Refused(Refusal::NotAModerator));

    let written = house.write(&[decide(mia, id, true), decide(max, id, false)]).await;
    assert_eq!(written.outcomes, [Outcome::Judged; 2]);
    let [Change::Live(message)] = &written.changes[..] else { panic!("{:?}", written.changes) };
    assert_eq!((message.id, message.position, message.text.as_str()), (id, written.head, "may I?"));
    let held = house.store.held(house.room, id).await.expect("an answer").expect("it was held");
    let verdict = held.verdict.expect("it is decided on");
    assert_eq!((held.text, verdict.approved, verdict.by), (None, true, mia), "the first decides");
    assert_eq!(only(&house, post).await, Outcome::Repeated(message.ack()), "the real ack");
    assert!(matches!(only(&house, house.post(guest, "thanks")).await, Outcome::Stored(_)), "no first post any more");
    assert_eq!(house.acts().await.iter().map(|act| act.kind).collect::<Vec<_>>(), [ActKind::Approve, ActKind::Switch]);
}

pub(crate) async fn a_rejected_post_is_gone_and_stays_so(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    hold(&house, mia, Hold::Guests).await;
    let [first, second] = [house.post(guest, "no good"), house.post(guest, "another")];
    let written = house.write(&[first.clone(), second.clone()]).await;
    let [Outcome::Held(a), Outcome::Held(b)] = written.outcomes[..] else { panic!("{:?}", written.outcomes) };
    assert_eq!(only(&house, decide(mia, a, false)).await, Outcome::Judged);
    assert_eq!(only(&house, first.clone()).await, Outcome::Refused(Refusal::Rejected));
    // Also when nothing is held any more.
    hold(&house, mia, Hold::Nobody).await;
    assert_eq!(only(&house, first).await, Outcome::Refused(Refusal::Rejected));
    assert_eq!(only(&house, second.clone()).await, Outcome::Held(b), "it still waits");
    let clear = Wanted::Deed(guest, Deed::Clear { since: house.clock.now().minus(SLOW), then: None });
    house.act(house.acting(mia, clear)).await.expect("they are cleared");
    assert_eq!(only(&house, second).await, Outcome::Refused(Refusal::Rejected), "gone with the rest");
    assert!(house.store.waiting(house.room, None, 10).await.expect("an answer").is_empty());
}

pub(crate) async fn what_is_removed_is_pinned_no_longer(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    let mut ids = Vec::new();
    for text in ["a", "b", "c", "d"] {
        ids.push(house.stored(house.post(guest, text)).await.id);
    }
    for id in &ids[..3] {
        assert!(matches!(only(&house, pin(mia, *id, true)).await, Outcome::Set(_)));
    }
    assert_eq!(only(&house, pin(mia, ids[3], true)).await, Outcome::Refused(Refusal::PinsFull));
    assert_eq!(only(&house, pin(guest, ids[0], false)).await, Outcome::Refused(Refusal::NotAModerator));
    let written = house.write(&[house.removal(mia, ids[0])]).await;
    let state = written.state.expect("the room has changed too");
    assert_eq!((state.pins, state.seq), (ids[1..3].to_vec(), written.head));
    only(&house, pin(mia, ids[1], false)).await;
    let clear = Wanted::Deed(guest, Deed::Clear { since: house.clock.now().minus(SLOW), then: None });
    house.act(house.acting(mia, clear)).await.expect("they are cleared");
    let latest = house.store.latest_changes(house.room, 10).await.expect("an answer").expect("the room");
    assert_eq!((latest.state.pins, latest.state.seq), (Vec::new(), latest.head));
}
