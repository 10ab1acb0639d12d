use social_stream::{
    domain::{Change, MessageId, RoomId, Seq},
    store::Page,
};

use super::house::{House, number, positions, seqs, write};
use crate::support::databases::TestDatabase;

/// Ten messages, then the removal of the second and the ninth: head 12.
async fn ten_with_two_removed(database: &TestDatabase) -> House {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let batch: Vec<_> = (1..=10).map(|n| house.post(alice, &format!("message {n}"))).collect();
    let ids: Vec<MessageId> = house.write(&batch).await.changes.iter().map(Change::id).collect();
    house.stored(house.removal(alice, ids[1])).await;
    house.stored(house.removal(alice, ids[8])).await;
    house
}

pub(crate) async fn latest_changes_are_the_newest_states(database: &TestDatabase) {
    let house = ten_with_two_removed(database).await;
    let latest =
        async |limit| house.store.latest_changes(house.room, limit).await.expect("an answer").expect("the room");

    let all = latest(100).await;
    assert_eq!((all.head.get(), all.complete_after, all.complete_to.get()), (12, Seq::ZERO, 12));
    assert_eq!(seqs(&all.changes), [1, 3, 4, 5, 6, 7, 8, 10, 11, 12]);
    assert_eq!(positions(&all.changes), [1, 3, 4, 5, 6, 7, 8, 10, 2, 9]);
    assert!(matches!(all.changes[8..], [Change::Removed(_), Change::Removed(_)]));

    let three = latest(3).await;
    assert_eq!((seqs(&three.changes), three.complete_after.get(), three.complete_to.get()), (vec![10, 11, 12], 9, 12));
    let none = latest(0).await;
    assert_eq!((none.changes.len(), none.complete_after, none.complete_to), (0, none.head, none.head));
}

pub(crate) async fn changes_since_are_complete_up_to_their_bound(database: &TestDatabase) {
    let house = ten_with_two_removed(database).await;
    let all = house.store.latest_changes(house.room, 100).await.expect("an answer").expect("the room");
    for after in 0..=13 {
        for limit in [0, 1, 3, 100] {
            let since = house.store.changes_since(house.room, number(after), limit).await;
            let since = since.expect("an answer").expect("the room");
            assert_eq!((since.head.get(), since.complete_after.get()), (12, after));
            let between = |c: &&Change| c.seq() > since.complete_after && c.seq() <= since.complete_to;
            let expected: Vec<_> = all.changes.iter().filter(between).cloned().collect();
            assert_eq!(since.changes, expected, "after {after}, limit {limit}");
            assert!(limit != 100 || since.complete_to == since.head);
            assert!(limit == 0 || since.complete_to > number(after) || after >= 12, "it gets on");
        }
    }
}

pub(crate) async fn history_pages_by_position(database: &TestDatabase) {
    let house = ten_with_two_removed(database).await;
    let page = async |page, limit| {
        let page = house.store.history(house.room, page, limit).await.expect("an answer").expect("the room");
        assert_eq!(page.head.get(), 12);
        positions(&page.messages)
    };
    assert_eq!(page(Page::Latest, 3).await, [8, 9, 10]);
    assert_eq!(page(Page::Before(number(8)), 3).await, [5, 6, 7]);
    assert_eq!(page(Page::Before(number(3)), 50).await, [1, 2]);
    assert_eq!(page(Page::After(number(2)), 3).await, [3, 4, 5]);
    assert_eq!(page(Page::After(number(8)), 50).await, [9, 10]);
    assert_eq!(page(Page::After(Seq::MAX), 50).await, [0; 0]);
    assert_eq!(page(Page::Before(Seq::ZERO), 50).await, [0; 0]);
    assert_eq!(page(Page::After(Seq::ZERO), 0).await, [0; 0]);
    let tombstones = house.history().await;
    assert!(matches!(tombstones[1], Change::Removed(t) if t.position.get() == 2 && t.seq.get() == 11));
}

pub(crate) async fn an_empty_room_and_no_room(database: &TestDatabase) {
    let house = House::on(database).await;
    let empty = house.store.latest_changes(house.room, 10).await.expect("an answer").expect("the room");
    assert_eq!((empty.head, empty.complete_after, empty.complete_to), (Seq::ZERO, Seq::ZERO, Seq::ZERO));
    assert!(empty.changes.is_empty());
    assert!(house.history().await.is_empty());
    let nowhere = RoomId::random(&house.random);
    assert!(house.store.room(nowhere).await.expect("an answer").is_none());
    assert!(house.store.latest_changes(nowhere, 10).await.expect("an answer").is_none());
    assert!(house.store.changes_since(nowhere, Seq::ZERO, 10).await.expect("an answer").is_none());
    assert!(house.store.history(nowhere, Page::Latest, 10).await.expect("an answer").is_none());
}

pub(crate) async fn reads_are_of_one_moment(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let writer = async {
        for n in 0..60 {
            let batch: Vec<_> = (0..=n % 4).map(|m| house.post(alice, &format!("{n} {m}"))).collect();
            write(&house.store, house.room, &batch, &house.clock).await;
        }
    };
    let mut reads = 0;
    let reader = async {
        loop {
            let latest = house.store.latest_changes(house.room, 10).await.expect("an answer").expect("the room");
            let newest = latest.changes.last().map_or(Seq::ZERO, Change::seq);
            assert_eq!(newest, latest.head, "the head and the messages belong together");
            let lowest = latest.head.get().saturating_sub(9).max(1);
            assert_eq!(seqs(&latest.changes), (lowest..=latest.head.get()).collect::<Vec<_>>());
            reads += 1;
        }
    };
    tokio::select! {
        () = writer => {}
        () = reader => {}
    }
    assert!(reads > 0);
}
