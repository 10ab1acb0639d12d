//! What is removed and kept for a while, what is done to people, and the log of it all.

use std::time::Duration;

use social_stream::{
    domain::{
        ActKind, ActNumber, Acting, Action, Change, Clock, Command, Deed, Message, MessageId, Outcome, PersonId,
        Refusal, Sanction, Timestamp, Wanted,
    },
    store::{OpenError, Store, StoreOptions},
};

use super::house::{House, seqs, text, write};
use crate::support::databases::TestDatabase;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn live(change: &Change) -> &Message {
    match change {
        Change::Live(message) => message,
        Change::Removed(_) => panic!("it is removed"),
    }
}

fn id_of(command: &Command) -> MessageId {
    match command.action {
        Action::Post { id, .. } => id,
        _ => panic!("not a post"),
    }
}

async fn kept(database: &TestDatabase) -> i64 {
    database.number("SELECT COUNT(*) FROM kept_texts").await
}

pub(crate) async fn what_a_moderator_removes_is_kept_apart_until_it_is_restored(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let posted = house.stored(house.post(alice, "first")).await;
    house.stored(house.edit(alice, posted.id, "second")).await;
    house.stored(house.reaction(mia, posted.id, "👍", true)).await;
    let before = house.history().await;
    let removed = house.stored(house.removal(mia, posted.id)).await;
    assert_eq!(text(&house.history().await[0]), None);
    assert_eq!(kept(database).await, 1);
    assert_eq!(database.number("SELECT COUNT(*) FROM messages WHERE body IS NOT NULL").await, 0);
    assert_eq!(house.refused(house.restore(alice, posted.id)).await, Refusal::Outranked, "authors do not");

    house.clock.advance(DAY - Duration::from_millis(1));
    let written = house.write(&[house.restore(mia, posted.id)]).await;
    let message = live(&written.changes[0]);
    assert_eq!(
        (message.seq.get(), message.position),
        (removed.seq.get() + 1, posted.position),
        "a new seq, its old place"
    );
    assert_eq!(*message, Message { seq: message.seq, ..live(&before[0]).clone() }, "as it was, reactions and all");
    assert_eq!(house.history().await, written.changes, "what is told at once is what is read later");
    assert_eq!(kept(database).await, 0);
    let again = house.write(&[house.restore(mia, posted.id)]).await;
    assert!(matches!(again.outcomes[..], [Outcome::Repeated(ack)] if ack.seq == message.seq), "again changes nothing");

    let acts = house.acts().await;
    let told: Vec<_> =
        acts.iter().map(|act| (act.kind, act.by, act.on, act.message, act.undoes, act.undone_by)).collect();
    let (first, second) = (Some(ActNumber(1)), Some(ActNumber(2)));
    assert_eq!(
        told,
        [
            (ActKind::Restore, mia, Some(alice), Some(posted.id), first, None),
            (ActKind::Remove, mia, Some(alice), Some(posted.id), None, second),
        ]
    );
    assert_eq!(acts[1].reason.as_ref().map(|reason| reason.as_str()), Some("off topic"));
    assert_eq!(
        (acts[1].room, acts[1].by_name.as_str(), acts[1].on_name.as_deref()),
        (Some(house.room), "Mia", Some("Alice"))
    );
}

pub(crate) async fn what_is_kept_goes_when_its_window_is_over(database: &TestDatabase) {
    let window = Duration::from_secs(600);
    let house = House::with(database, |event| event.settings.restore_window = window).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let posted = house.stored(house.post(alice, "unspeakable")).await;
    house.stored(house.removal(mia, posted.id)).await;
    house.clock.advance(window - Duration::from_millis(1));
    assert_eq!(house.store.erase_expired(house.clock.now()).await.expect("an answer"), 0);
    house.clock.advance(Duration::from_millis(1));
    assert_eq!(house.refused(house.restore(mia, posted.id)).await, Refusal::NotKept, "also before it is erased");
    assert_eq!(house.store.erase_expired(house.clock.now()).await.expect("an answer"), 1);
    assert_eq!(kept(database).await, 0);
    assert_eq!(house.refused(house.restore(mia, posted.id)).await, Refusal::NotKept);
    is_nowhere(&house, database, "unspeakable").await;
}

pub(crate) async fn what_nobody_else_removed_is_not_kept(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let slip = house.stored(house.post(alice, "a slip")).await;
    let own = house.stored(house.post(mia, "a moderator's slip")).await;
    house.stored(house.removal(alice, slip.id)).await;
    house.stored(house.removal(mia, own.id)).await;
    assert_eq!(house.refused(house.restore(mia, slip.id)).await, Refusal::NotKept);
    assert_eq!((kept(database).await, house.acts().await.len()), (0, 0), "and nobody acted on anybody");
    let mut event = house.event.clone();
    event.settings.restore_window = Duration::ZERO;
    house.store.import_event(&event, &house.random).await.expect("an answer");
    let other = house.stored(house.post(alice, "off topic")).await;
    house.stored(house.removal(mia, other.id)).await;
    assert_eq!((kept(database).await, house.acts().await.len()), (0, 1), "an event may keep nothing");
}

pub(crate) async fn erased_is_gone_from_the_database(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let (at_once, later) = (house.post(alice, "unspeakable at once"), house.post(alice, "unspeakable later"));
    house.write(&[at_once.clone(), later.clone()]).await;
    house.stored(house.erase(mia, id_of(&at_once))).await;
    let removed = house.stored(house.removal(mia, id_of(&later))).await;
    assert_eq!(kept(database).await, 1);
    assert_eq!(
        house.refused(house.erase(alice, id_of(&later))).await,
        Refusal::Outranked,
        "it may have to be looked at"
    );
    assert_eq!(house.stored(house.erase(mia, id_of(&later))).await, removed, "the room changes no more by that");
    assert_eq!(kept(database).await, 0);
    let again = house.write(&[house.erase(mia, id_of(&later)), house.erase(mia, id_of(&at_once))]).await;
    assert!(matches!(again.outcomes[..], [Outcome::Repeated(_), Outcome::Repeated(_)]), "{:?}", again.outcomes);
    assert_eq!(house.refused(house.restore(mia, id_of(&later))).await, Refusal::NotKept);
    let kinds: Vec<_> = house.acts().await.iter().map(|act| act.kind).collect();
    assert_eq!(kinds, [ActKind::Erase, ActKind::Remove, ActKind::Erase]);
    is_nowhere(&house, database, "unspeakable").await;
}

async fn is_nowhere(house: &House, database: &TestDatabase, secret: &str) {
    house.store.close().await;
    if let Some(bytes) = database.files() {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "it stays in the files");
    }
}

pub(crate) async fn removals_and_restores_of_one_batch_leave_the_last_state(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let before: Vec<_> = ["one", "two", "three"].iter().map(|text| house.post(alice, text)).collect();
    house.write(&before).await;
    let [one, two, three] = [0, 1, 2].map(|index| id_of(&before[index]));
    house.stored(house.removal(mia, three)).await;
    let four = house.post(alice, "four");
    let id = id_of(&four);
    let batch = [
        four,
        house.removal(mia, one),
        house.restore(mia, one),
        house.removal(mia, id),
        house.restore(mia, id),
        house.removal(mia, two),
        house.erase(mia, two),
        house.restore(mia, three),
        house.removal(mia, three),
        house.restore(mia, two),
    ];
    let written = house.write(&batch).await;
    let refused: Vec<_> = written.outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Refused(_))).collect();
    assert_eq!(refused, [&Outcome::Refused(Refusal::NotKept)], "what was erased");
    let history = house.history().await;
    let texts: Vec<_> = history.iter().map(text).collect();
    assert_eq!(texts, [Some("one"), None, None, Some("four")]);
    assert_eq!(written.head.get(), 12, "what was erased took no seq");
    for change in &written.changes {
        let now = history.iter().find(|now| now.id() == change.id()).expect("it is there");
        assert!(now == change || now.seq() > change.seq(), "{change:?}");
    }
    assert_eq!(kept(database).await, 1);
    let back = house.write(&[house.restore(mia, three)]).await;
    assert_eq!((text(&back.changes[0]), seqs(&back.changes)), (Some("three"), vec![13]));
}

pub(crate) async fn after_the_ack_of_a_ban_nothing_of_theirs_is_stored(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let other = database.open().await;
    let side = house.event.rooms[1].id;
    let writing = async |store: &Store, room| {
        let mut stored = 0;
        loop {
            let written = write(store, room, &[house.post(alice, "on and on")], &house.clock).await;
            match written.outcomes[..] {
                [Outcome::Stored(_)] => stored += 1,
                [Outcome::Refused(Refusal::Banned)] => return stored,
                ref other => panic!("{other:?}"),
            }
        }
    };
    let banning = async {
        while house.head().await.get() < 3 {
            tokio::task::yield_now().await;
        }
        let then = Some(Sanction::Ban { until: Timestamp::NEVER, network: false });
        let deed = Deed::Clear { since: house.clock.now(), then };
        house.act(house.acting(mia, Wanted::Deed(alice, deed))).await.expect("a moderator may");
        database.number("SELECT COUNT(*) FROM messages WHERE removed_at IS NULL").await
    };
    let (here, there, left) = tokio::join!(writing(&house.store, house.room), writing(&other, side), banning);
    assert_eq!(left, 0, "at the ack");
    assert!(here >= 3, "{here} and {there} were stored before");
    assert_eq!(database.number("SELECT COUNT(*) FROM messages WHERE removed_at IS NULL").await, 0, "and later");
    let act = house.acts().await.remove(0);
    assert_eq!(act.messages, Some(here + there));
    let history = house.history().await;
    let positions: Vec<_> = history.iter().map(|change| change.position().get()).collect();
    assert_eq!(positions, (1..=here).collect::<Vec<_>>());
    assert_eq!(
        seqs(&history),
        (here + 1..=2 * here).collect::<Vec<_>>(),
        "seqs without holes, in the order of the page"
    );
    assert_eq!(house.head().await.get(), 2 * here);
}

pub(crate) async fn the_same_act_asked_for_again_is_done_once(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, bob, mia) = (house.guest("Alice").await, house.guest("Bob").await, house.moderator("Mia").await);
    house.stored(house.post(alice, "one")).await;
    house.clock.advance(Duration::from_millis(1));
    let named = |on: PersonId, deed: Deed, name: &str| Acting {
        nonce: name.parse().ok(),
        ..house.acting(mia, Wanted::Deed(on, deed))
    };
    let clear = |on| named(on, Deed::Clear { since: Timestamp::from_millis(0), then: None }, "nonce-of-mia");
    let first = house.act(clear(alice)).await.expect("a moderator may").act.expect("an act");
    house.clock.advance(Duration::from_millis(1));
    house.stored(house.post(alice, "later")).await;
    let again = house.act(clear(alice)).await.expect("again").act.expect("the same act");
    assert_eq!((again.number, again.messages), (first.number, Some(1)));
    assert_eq!(text(&house.history().await[1]), Some("later"), "what came since is another matter");
    for wrong in [clear(bob), named(alice, Deed::Mute(None), "nonce-of-mia")] {
        assert_eq!(house.act(wrong).await.expect_err("the name is taken"), Refusal::NonceReused);
    }
    let nothing = house.act(house.acting(mia, Wanted::Deed(alice, Deed::Mute(None)))).await.expect("she is not muted");
    assert!(nothing.act.is_none());
    let undo = house.acting(mia, Wanted::Undo(first.number));
    let undone = house.act(undo.clone()).await.expect("it is undone").act.expect("an act");
    assert_eq!((undone.kind, undone.undoes, undone.messages), (ActKind::Restore, Some(first.number), Some(1)));
    assert_eq!(house.act(undo).await.expect("again").act.map(|act| act.number), Some(undone.number));
    assert_eq!(text(&house.history().await[0]), Some("one"));
    assert_eq!(house.acts().await.len(), 2);
}

pub(crate) async fn the_log_of_acts_is_only_added_to(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let deed = Deed::Ban { until: Some(Timestamp::NEVER), network: false };
    house.act(house.acting(mia, Wanted::Deed(alice, deed))).await.expect("a moderator may");
    for statement in ["UPDATE acts SET kind = 'mute'", "DELETE FROM acts"] {
        assert!(database.raw().await.try_execute(statement).await.is_err(), "{statement}");
    }
    assert_eq!(house.acts().await.len(), 1);
}

pub(crate) async fn a_restored_message_agrees_with_every_journal(database: &TestDatabase) {
    let folder = tempfile::tempdir().expect("a folder");
    let open = async |journal: &str| {
        let removals = Some(folder.path().join(journal));
        let options = StoreOptions { removals, ..TestDatabase::options() };
        let store = Store::open(&database.url, &options).await.expect("it opens");
        store.migrate().await.expect("the schema");
        store
    };
    let house = House::on(database).await;
    let (alice, mia) = (house.guest("Alice").await, house.moderator("Mia").await);
    let (here, there) = (open("here").await, open("there").await);
    let posted = house.stored(house.post(alice, "not so bad")).await;
    let does = async |store: &Store, command: Command| {
        let written = write(store, house.room, &[command], &house.clock).await;
        assert!(matches!(written.outcomes[..], [Outcome::Stored(_)]), "{:?}", written.outcomes);
    };
    let agree = async || {
        for journal in ["here", "there"] {
            open(journal).await.check_removals().await.expect("they agree");
        }
    };
    // Removed here and restored there: the journal here has not heard of it.
    does(&here, house.removal(mia, posted.id)).await;
    does(&there, house.restore(mia, posted.id)).await;
    agree().await;
    assert_eq!(text(&house.history().await[0]), Some("not so bad"));
    does(&there, house.removal(mia, posted.id)).await;
    agree().await;
    does(&here, house.restore(mia, posted.id)).await;
    agree().await;

    // An older database, which knows of one removal less, and one in which what was erased is kept.
    does(&here, house.removal(mia, posted.id)).await;
    let older = "UPDATE messages SET body = 'not so bad', removed_at = NULL, removed_by = NULL, removed_reason = NULL,
                     removals = 2";
    database.execute(&format!("{older}; DELETE FROM kept_texts")).await;
    let error = here.check_removals().await.expect_err("the removal is not in it");
    assert!(matches!(error, OpenError::OlderThanJournal { live: 1, .. }), "{error}");
    database.execute("UPDATE messages SET removals = 3").await;
    here.check_removals().await.expect("it was restored, and this node has not heard");
    let other = house.stored(house.post(alice, "unspeakable")).await;
    does(&here, house.removal(mia, other.id)).await;
    let keep = "CREATE TABLE backup AS SELECT * FROM kept_texts";
    database.execute(keep).await;
    does(&here, house.erase(mia, other.id)).await;
    database.execute("INSERT INTO kept_texts SELECT * FROM backup").await;
    assert_eq!(kept(database).await, 1);
    here.check_removals().await.expect("it agrees");
    assert_eq!(kept(database).await, 0, "what was erased does not come back");
}
