use std::collections::HashSet;

use social_stream::{
    domain::{Action, Change, Clock, Command, MessageId, Outcome, PersonId, Refusal, RoomId, Seq, Text},
    store::{CommitGate, WriteError},
};

use super::house::{House, positions, seqs, text, write};
use crate::support::databases::TestDatabase;

pub(crate) async fn seqs_follow_the_batch_without_holes(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let stranger = PersonId::random(&house.random);
    let batch = [house.post(alice, "one"), house.post(stranger, "no seq"), house.post(alice, "two")];
    let written = house.write(&batch).await;
    assert_eq!((written.head_before, written.head), (Seq::ZERO, Seq::ZERO.next().next()));
    assert_eq!(seqs(&written.changes), [1, 2]);
    assert!(matches!(
        written.outcomes[..],
        [Outcome::Stored(a), Outcome::Refused(Refusal::NotJoined), Outcome::Stored(b)]
            if a.seq.get() == 1 && b.seq.get() == 2
    ));
    let written = house.write(&[house.post(alice, "three")]).await;
    assert_eq!((written.head_before.get(), written.head.get()), (2, 3));
    assert_eq!(written.epoch, house.store.room(house.room).await.expect("an answer").expect("the room").epoch);
    assert_eq!(house.history().await.iter().filter_map(text).collect::<Vec<_>>(), ["one", "two", "three"]);
}

pub(crate) async fn a_retry_gets_the_first_ack(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let mut command = house.post(alice, "once");
    let ack = house.stored(command.clone()).await;
    house.stored(house.post(alice, "later")).await;
    if let Action::Post { id, .. } = &mut command.action {
        *id = MessageId::random(&house.random); // each node proposes an id of its own
    }
    let again = house.write(&[command]).await;
    assert_eq!(again.outcomes, [Outcome::Repeated(ack)]);
    assert!(again.changes.is_empty());
    assert_eq!((again.head_before, again.head.get()), (again.head, 2));
    assert_eq!(database.number("SELECT COUNT(*) FROM commands").await, 2);
}

pub(crate) async fn the_same_nonce_with_another_body_is_refused(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let first = house.post(alice, "the original");
    let ack = house.stored(first.clone()).await;
    let other = Command { nonce: first.nonce.clone(), ..house.post(alice, "another") };
    assert_eq!(house.refused(other).await, Refusal::NonceReused);
    let removal = Command { nonce: first.nonce.clone(), ..house.removal(alice, ack.id) };
    assert_eq!(house.refused(removal).await, Refusal::NonceReused);
    assert_eq!(house.history().await.iter().filter_map(text).collect::<Vec<_>>(), ["the original"]);
}

pub(crate) async fn a_batch_with_duplicates_stores_each_once(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let (a, b) = (house.post(alice, "a"), house.post(alice, "b"));
    let reused = Command { nonce: a.nonce.clone(), ..house.post(alice, "not a") };
    let written = house.write(&[a.clone(), a.clone(), b.clone(), reused, a, b]).await;
    let [Outcome::Stored(a), Outcome::Repeated(a2), Outcome::Stored(b), refused, Outcome::Repeated(a3), last] =
        written.outcomes[..]
    else {
        panic!("{:?}", written.outcomes)
    };
    assert_eq!((a2, a3, last), (a, a, Outcome::Repeated(b)));
    assert_eq!(refused, Outcome::Refused(Refusal::NonceReused));
    assert_eq!(seqs(&house.history().await), [1, 2]);
}

pub(crate) async fn one_name_for_a_command_in_two_rooms_or_of_two_people(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, bob) = (house.guest("Alice").await, house.guest("Bob").await);
    let hers = house.post(alice, "hers");
    let his = Command { author: bob, nonce: hers.nonce.clone(), ..house.post(bob, "his") };
    let elsewhere = Command { nonce: hers.nonce.clone(), ..house.post(alice, "elsewhere") };
    assert_eq!(seqs(&house.write(&[hers, his]).await.changes), [1, 2]);
    let written = write(&house.store, house.event.rooms[1].id, &[elsewhere], &house.clock).await;
    assert_eq!(seqs(&written.changes), [1]);
}

pub(crate) async fn replies_answer_messages_of_their_room(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let first = house.stored(house.post(alice, "first")).await;
    house.stored(house.reply(alice, "yes", first.id)).await;
    let replies = house.history().await;
    assert!(matches!(&replies[1], Change::Live(message) if message.reply_to == Some(first.id)));
    let stranger = MessageId::random(&house.random);
    assert_eq!(house.refused(house.reply(alice, "to nobody", stranger)).await, Refusal::NotFound);
    let elsewhere = [house.reply(alice, "from elsewhere", first.id)];
    let written = write(&house.store, house.event.rooms[1].id, &elsewhere, &house.clock).await;
    assert_eq!(written.outcomes, [Outcome::Refused(Refusal::NotFound)]);
}

pub(crate) async fn an_unknown_room_is_an_error(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let nowhere = RoomId::random(&house.random);
    let batch = [house.post(alice, "hello?")];
    let answer = house.store.write(nowhere, &batch, house.clock.now(), &CommitGate::new()).await;
    assert!(matches!(answer, Err(WriteError::UnknownRoom)));
    assert_eq!(database.number("SELECT COUNT(*) FROM messages").await, 0);
    house.stored(house.post(alice, "the connection is still good")).await;
}

pub(crate) async fn a_stranger_to_the_event_is_refused(database: &TestDatabase) {
    let house = House::on(database).await;
    let mut other = super::house::event(&house.random);
    other.slug = super::house::slug("other");
    house.store.import_event(&other, &house.random).await.expect("imported");
    let mut joining = house.joining("Alice");
    joining.person.event = other.id;
    let alice = house.try_join(joining).await.expect("free there").id;
    assert_eq!(house.refused(house.post(alice, "wrong door")).await, Refusal::NotJoined);
}

pub(crate) async fn a_restart_keeps_everything(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let first = house.post(alice, "before");
    let ack = house.stored(first.clone()).await;
    let state = house.store.room(house.room).await.expect("an answer");
    house.store.close().await;

    let store = database.open().await;
    assert_eq!(store.room(house.room).await.expect("an answer"), state);
    let written = write(&store, house.room, &[first, house.post(alice, "after")], &house.clock).await;
    assert_eq!(written.outcomes[0], Outcome::Repeated(ack));
    assert_eq!(seqs(&written.changes), [2]);
}

pub(crate) async fn large_batches_pass(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let mut batch: Vec<_> = (0..2_500).map(|n| house.post(alice, &format!("message {n}"))).collect();
    let written = house.write(&batch).await;
    assert_eq!(written.head.get(), 2_500);
    let ids: Vec<_> = written.changes.iter().map(Change::id).collect();
    batch.extend(ids.iter().map(|&id| house.removal(alice, id)));
    let written = house.write(&batch).await;
    assert_eq!(written.head.get(), 5_000);
    assert!(written.outcomes[..2_500].iter().all(|outcome| matches!(outcome, Outcome::Repeated(_))));
    let history = house.history().await;
    assert_eq!(positions(&history), (1..=2_500).collect::<Vec<_>>());
    assert!(history.iter().all(|change| matches!(change, Change::Removed(_))));
}

pub(crate) async fn every_script_comes_back_as_it_was(database: &TestDatabase) {
    let house = House::on(database).await;
    let person = house.guest("Ələddin Məmmədov").await;
    let texts =
        ["مرحبا بكم", "你好，世界", "नमस्ते", "👩‍👩‍👧 family", "two\n\nlines", "O'Brien \\ \"quoted\" %_ $1 ?", "می‌خواهم"];
    let batch: Vec<_> = texts.iter().map(|text| house.post(person, text)).collect();
    let written = house.write(&batch).await;
    let history = house.history().await;
    assert_eq!(history, written.changes, "what is told at once is what is read later");
    assert_eq!(history.iter().filter_map(text).collect::<Vec<_>>(), texts);
    let long = Text::parse(&"界".repeat(2_000), 2_000).expect("at the limit");
    house.stored(house.post(person, long.as_str())).await;
}

pub(crate) async fn concurrent_writers_leave_no_hole(database: &TestDatabase) {
    const TASKS: usize = 8;
    const BATCHES: usize = 12;
    let house = House::on(database).await;
    let other = database.open().await;
    let mut people = Vec::new();
    for n in 0..TASKS {
        people.push(house.guest(&format!("Person {}", char::from(b'A' + n as u8))).await);
    }
    let written = futures_util::future::join_all((0..TASKS).map(|n| {
        let (house, store) = (&house, if n % 2 == 0 { &house.store } else { &other });
        let author = people[n];
        async move {
            let mut all = Vec::new();
            for b in 0..BATCHES {
                let batch: Vec<_> = (0..=b % 3).map(|m| house.post(author, &format!("{n} {b} {m}"))).collect();
                let written = write(store, house.room, &batch, &house.clock).await;
                let expected: Vec<_> = (written.head_before.get() + 1..=written.head.get()).collect();
                assert_eq!(seqs(&written.changes), expected, "a batch is not interleaved with another");
                all.extend(written.changes);
            }
            all
        }
    }))
    .await;
    let mut acked: Vec<_> = written.into_iter().flatten().collect();
    acked.sort_by_key(Change::seq);
    let count = (TASKS * BATCHES * 2) as u64;
    assert_eq!(seqs(&acked), (1..=count).collect::<Vec<_>>());
    assert_eq!(house.history().await, acked);
    assert_eq!(house.head().await.get(), count);
}

pub(crate) async fn raced_nonces_are_stored_once(database: &TestDatabase) {
    const RACES: usize = 50;
    let house = House::on(database).await;
    let other = database.open().await;
    let alice = house.guest("Alice").await;
    let commands: Vec<_> = (0..RACES).map(|n| house.post(alice, &format!("race {n}"))).collect();
    let run = |store| {
        let (house, commands) = (&house, &commands);
        async move {
            let mut acks = Vec::new();
            for command in commands.chunks(5) {
                let written = write(store, house.room, command, &house.clock).await;
                acks.extend(written.outcomes.into_iter().map(|outcome| match outcome {
                    Outcome::Stored(ack) | Outcome::Repeated(ack) => ack,
                    other => panic!("{other:?}"),
                }));
            }
            acks
        }
    };
    let (a, b, c) = tokio::join!(run(&house.store), run(&other), run(&house.store));
    assert_eq!(a, b, "both hear the same ack");
    assert_eq!(a, c);
    assert_eq!(a.iter().map(|ack| ack.seq).collect::<HashSet<_>>().len(), RACES);
    assert_eq!(seqs(&house.history().await), (1..=RACES as u64).collect::<Vec<_>>());
}

pub(crate) async fn a_poisonous_row_rejects_its_batch_whole(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let taken = house.stored(house.post(alice, "first")).await.id;
    let mut poison = house.post(alice, "an id that is taken");
    if let Action::Post { id, .. } = &mut poison.action {
        *id = taken;
    }
    let mut batch: Vec<_> = (0..49).map(|n| house.post(alice, &format!("good {n}"))).collect();
    batch.insert(20, poison);
    let answer = house.store.write(house.room, &batch, house.clock.now(), &CommitGate::new()).await;
    let Err(WriteError::Rejected { source: cause }) = answer else { panic!("{answer:?}") };
    assert!(!format!("{cause:?} {cause}").contains("taken"), "no texts in errors: {cause:?}");
    assert_eq!(house.head().await.get(), 1);
    batch.remove(20);
    assert_eq!(house.write(&batch).await.head.get(), 50, "the others pass without it");
}
