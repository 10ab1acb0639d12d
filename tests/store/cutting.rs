use std::time::Duration;

use futures_util::FutureExt;
use social_stream::{
    domain::{Clock, FilterSettings, FiltersVersion, Outcome},
    store::{CommitGate, StoreError, WriteError},
};
use tokio::time::timeout;

use super::house::House;
use crate::support::databases::{Raw, TestDatabase};

/// Far more than it takes, so that only a hang fails.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) async fn an_abandoned_gate_stores_nothing(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let batch = [house.post(alice, "too late")];
    let gate = CommitGate::new();
    assert!(gate.abandon());
    let answer = house.store.write(house.room, &batch, house.clock.now(), &gate).await;
    assert!(matches!(answer, Err(WriteError::Unavailable { .. })), "{answer:?}");
    assert_eq!(house.head().await.get(), 0);
    assert_eq!(database.number("SELECT COUNT(*) FROM commands").await, 0);
    let written = house.write(&batch).await;
    assert_eq!(written.head.get(), 1, "the retry is a first try");
    assert!(house.store.write(house.room, &batch, house.clock.now(), &gate).await.is_ok(), "nothing to commit");
}

pub(crate) async fn an_abandoned_batch_that_waits_for_the_lock_stores_nothing(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let batch = [house.post(alice, "too late")];
    let gate = CommitGate::new();
    let lock = lock_room(database).await;
    let mut writing = Box::pin(house.store.write(house.room, &batch, house.clock.now(), &gate));
    assert!((&mut writing).now_or_never().is_none());
    assert!(gate.abandon(), "its COMMIT cannot have been sent");
    release(lock).await;
    let answer = timeout(PATIENCE, writing).await.expect("an end");
    assert!(matches!(answer, Err(WriteError::Unavailable { .. })), "{answer:?}");
    assert_eq!(house.head().await.get(), 0);
}

pub(crate) async fn a_dropped_write_runs_to_its_end(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let batch = [house.post(alice, "from somebody who left")];
    let lock = lock_room(database).await;
    let gate = CommitGate::new();
    assert!(house.store.write(house.room, &batch, house.clock.now(), &gate).now_or_never().is_none());
    release(lock).await;
    let stored = async {
        while house.head().await.get() == 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, stored).await.expect("stored although nobody waits for it");
    assert_eq!(house.write(&[house.post(alice, "next")]).await.head.get(), 2);
}

pub(crate) async fn a_lock_that_is_not_released_is_answered_in_time(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let batch = [house.post(alice, "patience")];
    let lock = lock_room(database).await;
    let gate = CommitGate::new();
    let writing = house.store.write(house.room, &batch, house.clock.now(), &gate);
    let answer = timeout(Duration::from_secs(5), writing).await.expect("a post is answered within five seconds");
    assert!(matches!(answer, Err(WriteError::Unavailable { .. })), "{answer:?}");
    release(lock).await;
    assert_eq!(house.write(&batch).await.head.get(), 1, "and all is well at once");
}

pub(crate) async fn a_closed_store_is_unavailable(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    house.store.ping().await.expect("it answers");
    house.store.close().await;
    let batch = [house.post(alice, "too late")];
    let answer = house.store.write(house.room, &batch, house.clock.now(), &CommitGate::new()).await;
    assert!(matches!(answer, Err(WriteError::Unavailable { .. })), "{answer:?}");
    assert!(matches!(house.store.ping().await, Err(StoreError::Unavailable(_))));
    assert!(matches!(house.store.room(house.room).await, Err(StoreError::Unavailable(_))));
}

/// Makes every COMMIT of a message run `statement` first, as Postgres alone can.
async fn on_commit(database: &TestDatabase, statement: &str) {
    let trigger = format!(
        "CREATE OR REPLACE FUNCTION on_commit() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM {statement}; RETURN NULL; END $$;
         CREATE CONSTRAINT TRIGGER on_commit AFTER INSERT ON messages
             DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION on_commit()"
    );
    database.execute(&trigger).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_lost_during_commit_is_settled_by_writing_again() {
    let database = TestDatabase::postgres().await;
    let house = House::on(&database).await;
    let alice = house.guest("Alice").await;
    let batch = [house.post(alice, "stored or not?")];
    on_commit(&database, "pg_terminate_backend(pg_backend_pid())").await;
    let answer = house.store.write(house.room, &batch, house.clock.now(), &CommitGate::new()).await;
    assert!(matches!(answer, Err(WriteError::Uncertain { .. })), "{answer:?}");
    database.execute("DROP TRIGGER on_commit ON messages").await;
    let written = house.write(&batch).await;
    assert!(matches!(written.outcomes[..], [Outcome::Stored(_)]), "it was not");
    assert_eq!(house.history().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_under_way_cannot_be_abandoned() {
    let database = TestDatabase::postgres().await;
    let house = House::on(&database).await;
    let alice = house.guest("Alice").await;
    let batch = [house.post(alice, "on its way")];
    on_commit(&database, "pg_advisory_xact_lock(2012)").await;
    let mut lock = database.raw().await;
    lock.execute("BEGIN; SELECT pg_advisory_xact_lock(2012)").await;
    let gate = CommitGate::new();
    let writing = house.store.write(house.room, &batch, house.clock.now(), &gate);
    let releasing = async {
        let waiting = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
        while database.number(waiting).await == 0 {}
        assert!(!gate.abandon(), "COMMIT has been sent");
        release(lock).await;
    };
    let (written, ()) = timeout(PATIENCE, async { tokio::join!(writing, releasing) }).await.expect("an end");
    assert_eq!(written.expect("committed").head.get(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_waits_for_the_room_is_decided_by_the_filters_set_before_it() {
    let database = TestDatabase::postgres().await;
    let house = House::on(&database).await;
    let (gus, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    let lock = lock_room(&database).await;
    let waiting = async |sessions: i64| {
        let asked =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while database.number(asked).await < sessions {}
    };
    let settings = FilterSettings { words: vec!["spam".to_owned()], ..FilterSettings::default() };
    let (event, now) = (house.event.id, house.clock.now());
    let setting = house.store.set_filters(event, mia, &settings, FiltersVersion(0), None, now);
    let batch = [house.post(gus, "spam")];
    let writing = async {
        waiting(1).await;
        house.write(&batch).await
    };
    let releasing = async {
        waiting(2).await;
        release(lock).await;
    };
    let all = async { tokio::join!(setting, writing, releasing) };
    let (set, written, ()) = timeout(PATIENCE, all).await.expect("an end");
    assert_eq!(set.expect("an answer"), Ok(FiltersVersion(1)));
    assert!(matches!(written.outcomes[..], [Outcome::Held(_)]), "{:?}", written.outcomes);
}

/// Keeps every writer of the room waiting.
async fn lock_room(database: &TestDatabase) -> Raw {
    let mut raw = database.raw().await;
    match &mut raw {
        Raw::Sqlite(_) => raw.execute("BEGIN IMMEDIATE").await,
        Raw::Postgres(_) => raw.execute("BEGIN; SELECT 1 FROM rooms FOR UPDATE").await,
    }
    raw
}

async fn release(mut lock: Raw) {
    lock.execute("ROLLBACK").await;
}
