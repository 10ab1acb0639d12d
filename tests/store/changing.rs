use std::time::Duration;

use social_stream::domain::{Change, Clock, Message, Outcome, PersonId, Random, Reactions, Refusal};

use super::house::{House, seqs, text, write};
use crate::support::databases::TestDatabase;

fn live(change: &Change) -> &Message {
    match change {
        Change::Live(message) => message,
        Change::Removed(_) => panic!("it is removed"),
    }
}

fn reactions(change: &Change) -> Vec<(&str, Vec<PersonId>)> {
    live(change).reactions.iter().map(|reaction| (reaction.emoji.as_str(), reaction.people.clone())).collect()
}

pub(crate) async fn an_edit_replaces_the_text(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, bob) = (house.guest("Alice").await, house.guest("Bob").await);
    let posted = house.stored(house.post(alice, "frist")).await;
    let answer = house.stored(house.reply(bob, "an answer", posted.id)).await;
    house.clock.advance(Duration::from_secs(60));
    let written = house.write(&[house.edit(alice, posted.id, "first")]).await;
    assert_eq!((written.head.get(), seqs(&written.changes)), (3, vec![3]));
    let message = live(&written.changes[0]);
    assert_eq!((message.id, message.position, message.text.as_str()), (posted.id, posted.position, "first"));
    assert_eq!((message.edited_at, message.at), (Some(house.clock.now()), live(&house.history().await[1]).at));
    assert_eq!(message.author.id, alice);
    let edited = house.stored(house.edit(bob, answer.id, "an answer to you")).await;
    assert_eq!((edited.position, edited.seq.get()), (answer.position, 4));
    let history = house.history().await;
    assert_eq!(history[0], written.changes[0], "what is told at once is what is read later");
    assert_eq!(live(&history[1]).reply_to, Some(posted.id));
    let since = house.store.changes_since(house.room, posted.seq, 10).await.expect("an answer").expect("the room");
    assert_eq!(seqs(&since.changes), [3, 4]);
    assert_eq!(database.number("SELECT COUNT(*) FROM messages WHERE body LIKE '%frist%'").await, 0);
    house.store.close().await;
    let store = database.open().await;
    let again = store.changes_since(house.room, posted.seq, 10).await.expect("an answer").expect("the room");
    assert_eq!(again.changes, since.changes, "after a restart");
}

pub(crate) async fn what_is_sent_again_brings_nothing_older_back(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "first")).await;
    let (second, third) = (house.edit(alice, posted.id, "second"), house.edit(alice, posted.id, "third"));
    let (on, off) = (house.reaction(alice, posted.id, "👍", true), house.reaction(alice, posted.id, "👍", false));
    let nothing = house.reaction(alice, posted.id, "👍", true);
    let mut acks = Vec::new();
    for command in [&second, &third, &on] {
        acks.push(house.stored(command.clone()).await);
    }
    assert_eq!(house.write(std::slice::from_ref(&nothing)).await.outcomes, [Outcome::Repeated(acks[2])]);
    acks.push(house.stored(off.clone()).await);
    let other = database.open().await;
    let batch = [second.clone(), third, on, off, nothing];
    for store in [&house.store, &other] {
        let written = write(store, house.room, &batch, &house.clock).await;
        let expected = [acks[0], acks[1], acks[2], acks[3], acks[2]].map(Outcome::Repeated);
        assert_eq!(written.outcomes, expected);
        assert_eq!((written.changes.len(), written.head.get()), (0, 5));
    }
    let history = house.history().await;
    assert_eq!((text(&history[0]), live(&history[0]).reactions.is_empty()), (Some("third"), true));
    for mut another in [house.edit(alice, posted.id, "fourth"), house.reaction(alice, posted.id, "🎉", true)] {
        another.nonce = second.nonce.clone();
        assert_eq!(house.refused(another).await, Refusal::NonceReused);
    }
    house.stored(house.removal(alice, posted.id)).await;
    assert_eq!(house.write(&[second]).await.outcomes, [Outcome::Repeated(acks[0])], "also after the removal");
}

pub(crate) async fn only_its_author_edits_a_message_and_only_in_time(database: &TestDatabase) {
    let window = Duration::from_secs(300);
    let house = House::with(database, |event| event.settings.edit_window = window).await;
    let (alice, moderator) = (house.guest("Alice").await, house.moderator("Katitza").await);
    let posted = house.stored(house.post(alice, "mine")).await;
    let removed = house.stored(house.post(alice, "a slip")).await;
    house.stored(house.removal(alice, removed.id)).await;
    let unknown = social_stream::domain::MessageId::random(&house.random as &dyn Random);
    for (by, id, refusal) in [
        (moderator, posted.id, Refusal::NotTheAuthor),
        (alice, removed.id, Refusal::NotFound),
        (alice, unknown, Refusal::NotFound),
    ] {
        assert_eq!(house.refused(house.edit(by, id, "other")).await, refusal);
    }
    house.clock.advance(window - Duration::from_millis(1));
    house.stored(house.edit(alice, posted.id, "in time")).await;
    house.clock.advance(Duration::from_millis(1));
    assert_eq!(house.refused(house.edit(alice, posted.id, "too late")).await, Refusal::TooLate);
    assert_eq!(text(&house.history().await[0]), Some("in time"));
}

pub(crate) async fn an_edited_text_is_gone_from_the_database(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    for n in 0..40 {
        let posted = house.stored(house.post(alice, &format!("unspeakable-{n} {}", "x".repeat(n * 40)))).await;
        house.stored(house.edit(alice, posted.id, &format!("harmless {n} {}", "y".repeat((n * 97) % 900)))).await;
    }
    assert_eq!(database.number("SELECT COUNT(*) FROM messages WHERE body LIKE '%unspeakable%'").await, 0);
    house.store.close().await;
    if let Some(bytes) = database.files() {
        let found = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(found(b"harmless"), "texts are found in the files at all");
        assert!(!found(b"unspeakable"), "an edited text stays in the files");
    }
}

pub(crate) async fn reactions_are_kept_in_their_order(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, bob) = (house.guest("Alice").await, house.guest("Bob").await);
    let posted = house.stored(house.post(alice, "a proposal")).await;
    for (who, emoji, on, expected) in [
        (bob, "❤️", true, vec![("❤️", vec![bob])]),
        (alice, "👍", true, vec![("❤️", vec![bob]), ("👍", vec![alice])]),
        (alice, "❤️", true, vec![("❤️", vec![bob, alice]), ("👍", vec![alice])]),
        (bob, "❤️", false, vec![("❤️", vec![alice]), ("👍", vec![alice])]),
        (alice, "❤️", false, vec![("👍", vec![alice])]),
        (alice, "👍", false, vec![]),
    ] {
        let written = house.write(&[house.reaction(who, posted.id, emoji, on)]).await;
        assert_eq!(reactions(&written.changes[0]), expected);
        let message = live(&written.changes[0]);
        assert_eq!((message.text.as_str(), message.edited_at), ("a proposal", None));
        assert_eq!(house.history().await, written.changes);
    }
    let head = house.head().await;
    for (emoji, on) in [("👍", false), ("🤔", false)] {
        let written = house.write(&[house.reaction(alice, posted.id, emoji, on)]).await;
        assert_eq!((written.head, written.changes.len()), (head, 0), "what is so already needs no seq");
        assert!(matches!(written.outcomes[..], [Outcome::Repeated(ack)] if ack.seq == head));
    }
    assert_eq!(house.refused(house.reaction(alice, posted.id, "🐘", true)).await, Refusal::NotOffered);
}

pub(crate) async fn a_batch_of_changes_leaves_the_last_states(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, bob) = (house.guest("Alice").await, house.guest("Bob").await);
    let first = house.stored(house.post(alice, "one")).await;
    let second = house.stored(house.post(alice, "two")).await;
    let batch = [
        house.reaction(bob, first.id, "👍", true),
        house.edit(alice, second.id, "two, edited"),
        house.edit(alice, first.id, "one, edited"),
        house.post(bob, "three"),
        house.reaction(alice, first.id, "👍", true),
        house.removal(alice, second.id),
        house.reaction(bob, second.id, "👍", true),
    ];
    let written = house.write(&batch).await;
    assert_eq!((written.head_before.get(), written.head.get()), (2, 8));
    assert_eq!(seqs(&written.changes), [6, 7, 8]);
    assert_eq!(written.outcomes[6], Outcome::Refused(Refusal::NotFound));
    let since = house.store.changes_since(house.room, second.seq, 10).await.expect("an answer").expect("the room");
    assert_eq!(since.changes, written.changes);
    assert_eq!(reactions(&since.changes[1]), [("👍", vec![bob, alice])]);
    let texts: Vec<_> = house.history().await.iter().map(|change| text(change).map(str::to_owned)).collect();
    assert_eq!(texts, [Some("one, edited".to_owned()), None, Some("three".to_owned())]);
}

pub(crate) async fn what_is_removed_has_no_reactions(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "a slip")).await;
    house.stored(house.edit(alice, posted.id, "another")).await;
    house.stored(house.reaction(alice, posted.id, "👍", true)).await;
    house.stored(house.removal(alice, posted.id)).await;
    let left = "SELECT COUNT(*) FROM messages WHERE body IS NOT NULL OR reactions IS NOT NULL OR edited_at IS NOT NULL";
    assert_eq!(database.number(left).await, 0);
    assert!(matches!(house.history().await[..], [Change::Removed(_)]));
    for late in [house.edit(alice, posted.id, "back"), house.reaction(alice, posted.id, "👍", true)] {
        assert_eq!(house.refused(late).await, Refusal::NotFound);
    }
}

pub(crate) async fn a_message_holds_many_reactions(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "a proposal")).await;
    let people = (0..Reactions::LIMIT - 1)
        .map(|_| format!("{:032x}", PersonId::random(&house.random as &dyn Random).0.as_u128()));
    let ids: String = people.collect();
    database.execute(&format!("UPDATE messages SET reactions = '👍 {ids}\n'")).await;
    assert_eq!(house.stored(house.reaction(alice, posted.id, "👍", true)).await.seq.get(), 2);
    let history = house.history().await;
    let [(_, people)] = &reactions(&history[0])[..] else { panic!("one emoji") };
    assert_eq!((people.len(), people.last()), (Reactions::LIMIT, Some(&alice)));
    assert_eq!(house.refused(house.reaction(alice, posted.id, "🎉", true)).await, Refusal::Full);
    house.stored(house.reaction(alice, posted.id, "👍", false)).await;
    house.stored(house.reaction(alice, posted.id, "🎉", true)).await;
}

pub(crate) async fn changes_are_of_their_own_room(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "here")).await;
    let elsewhere = [house.edit(alice, posted.id, "there"), house.reaction(alice, posted.id, "👍", true)];
    let written = write(&house.store, house.event.rooms[1].id, &elsewhere, &house.clock).await;
    assert_eq!(written.outcomes, [Outcome::Refused(Refusal::NotFound); 2]);
    assert_eq!(text(&house.history().await[0]), Some("here"));
}
