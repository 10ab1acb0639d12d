use social_stream::domain::{Action, Change, Command, Outcome, Refusal, Tombstone};

use super::house::{House, seqs, text};
use crate::support::databases::TestDatabase;

pub(crate) async fn an_author_removes_their_own_message(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "a slip")).await;
    house.stored(house.post(alice, "the rest")).await;
    let written = house.write(&[house.removal(alice, posted.id)]).await;
    let tombstone = Tombstone { id: posted.id, position: posted.position, seq: written.head };
    assert_eq!(written.changes, [Change::Removed(tombstone)]);
    assert_eq!(written.head.get(), 3);
    assert_eq!(house.history().await[0], Change::Removed(tombstone));
    let since = house.store.changes_since(house.room, posted.seq, 10).await.expect("an answer").expect("the room");
    assert_eq!(seqs(&since.changes), [2, 3]);
}

pub(crate) async fn a_moderator_removes_any_message(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, moderator) = (house.guest("Alice").await, house.moderator("Katitza").await);
    let posted = house.stored(house.post(alice, "off topic")).await;
    let removal = Command { nonce: None, ..house.removal(moderator, posted.id) };
    assert_eq!(house.stored(removal).await.position, posted.position);
    assert_eq!(text(&house.history().await[0]), None);
    let kept =
        "SELECT COUNT(*) FROM messages m JOIN people a ON a.id = m.author_id JOIN people b ON b.id = m.removed_by
                WHERE a.name = 'Alice' AND b.name = 'Katitza' AND m.removed_reason = 'off topic'
                  AND m.removed_at IS NOT NULL";
    assert_eq!(database.number(kept).await, 1, "who wrote it and who removed it are kept");
}

pub(crate) async fn nobody_else_removes_it(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, bob) = (house.guest("Alice").await, house.guest("Bob").await);
    let posted = house.stored(house.post(alice, "mine")).await;
    assert_eq!(house.refused(house.removal(bob, posted.id)).await, Refusal::Forbidden);
    let unknown = social_stream::domain::MessageId::random(&house.random);
    assert_eq!(house.refused(house.removal(alice, unknown)).await, Refusal::NotFound);
    assert_eq!(text(&house.history().await[0]), Some("mine"));
    assert_eq!(house.head().await.get(), 1);
}

pub(crate) async fn removing_again_changes_nothing(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "a slip")).await;
    let removal = house.removal(alice, posted.id);
    let ack = house.stored(removal.clone()).await;
    let other = house.removal(alice, posted.id);
    let without = Command { nonce: None, ..house.removal(alice, posted.id) };
    let written = house.write(&[removal, other.clone(), without]).await;
    assert_eq!(written.outcomes, [Outcome::Repeated(ack); 3]);
    assert_eq!(written.head.get(), 2);
    assert_eq!(house.write(&[other]).await.outcomes, [Outcome::Repeated(ack)]);
    assert_eq!(house.head().await.get(), 2);
}

pub(crate) async fn removed_in_the_batch_that_posts_it(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let post = house.post(alice, "a slip");
    let Action::Post { id, .. } = post.action else { unreachable!() };
    let written = house.write(&[post, house.removal(alice, id), house.post(alice, "the rest")]).await;
    assert_eq!(seqs(&written.changes), [1, 2, 3]);
    assert_eq!(seqs(&house.history().await), [2, 3]);
    assert_eq!(text(&house.history().await[0]), None);
}

pub(crate) async fn a_retried_post_stays_removed(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let post = house.post(alice, "a slip");
    let posted = house.stored(post.clone()).await;
    house.stored(house.removal(alice, posted.id)).await;
    let written = house.write(&[post]).await;
    assert_eq!(written.outcomes, [Outcome::Repeated(posted)]);
    assert!(written.changes.is_empty());
    assert_eq!(house.history().await.len(), 1);
    assert_eq!(text(&house.history().await[0]), None);
}

pub(crate) async fn a_removed_text_is_gone_from_the_database(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, bob) = (house.guest("Alice").await, house.guest("Bob").await);
    let mut removed = Vec::new();
    // Long and short texts, so that pages split, overflow and are filled up again.
    for n in 0..60 {
        let batch: Vec<_> = (0..8)
            .map(|m| match m {
                3 => house.post(alice, &format!("unspeakable-{n} {}", "x".repeat(n * 30))),
                _ => house.post(bob, &format!("harmless {n} {m} {}", "y".repeat((n * m * 7) % 900))),
            })
            .collect();
        let written = house.write(&batch).await;
        removed.push(written.changes[3].id());
    }
    let present = "SELECT COUNT(*) FROM messages WHERE body LIKE '%unspeakable%'";
    assert_eq!(database.number(present).await, 60);
    for ids in removed.chunks(7) {
        house.write(&ids.iter().map(|&id| house.removal(alice, id)).collect::<Vec<_>>()).await;
    }
    assert_eq!(database.number(present).await, 0);
    assert_eq!(database.number("SELECT COUNT(*) FROM messages WHERE body IS NULL").await, 60);
    house.store.close().await;
    if let Some(bytes) = database.files() {
        let found = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(found(b"harmless"), "texts are found in the files at all");
        assert!(!found(b"unspeakable"), "a removed text stays in the files");
    }
}
