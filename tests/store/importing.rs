use futures_util::future::join_all;
use social_stream::{
    domain::{Access, EventId, EventSettings, Links, Pace, RoomId, RoomInfo, Session, Timestamp},
    store::{Imported, OpenError},
};

use super::house::{House, event, seqs, slug};
use crate::support::{databases::TestDatabase, world::SeededRandom};

pub(crate) async fn the_same_event_twice_changes_nothing(database: &TestDatabase) {
    let (store, random) = (database.open().await, SeededRandom::new(1));
    let first = event(&random);
    assert_eq!(store.import_event(&first, &random).await.expect("an answer"), Imported::Created);
    let again = event(&random);
    assert_ne!(again.id, first.id, "the file's reader proposes new ids each time");
    assert_eq!(store.import_event(&again, &random).await.expect("an answer"), Imported::Unchanged);
    assert_eq!(store.event(&first.slug).await.expect("an answer"), Some(first.clone()));
    let mut changed = event(&random);
    changed.title = "Best Bits 2012".into();
    assert_eq!(store.import_event(&changed, &random).await.expect("an answer"), Imported::Updated);
    let stored = store.event(&first.slug).await.expect("an answer").expect("the event");
    assert_eq!((stored.id, &stored.rooms, &*stored.title), (first.id, &first.rooms, "Best Bits 2012"));
    assert!(store.event(&slug("nowhere")).await.expect("an answer").is_none());
}

pub(crate) async fn the_example_comes_only_where_nothing_is(database: &TestDatabase) {
    let (store, random) = (database.open().await, SeededRandom::new(1));
    let example = event(&random);
    let mut own = event(&random);
    own.title = "Our own".into();
    // In the same moment, in whatever order: what was imported stays.
    let firsts = join_all((0..4).map(|_| store.import_first_event(&example, &random)));
    let (firsts, imported) = futures_util::join!(firsts, store.import_event(&own, &random));
    assert_ne!(imported.expect("an answer"), Imported::Unchanged);
    let done = firsts.into_iter().filter(|done| *done.as_ref().expect("an answer")).count();
    assert!(done <= 1, "{done}");
    let stored = store.event(&own.slug).await.expect("an answer").expect("the event");
    assert_eq!(&*stored.title, "Our own");
    assert!(!store.import_first_event(&example, &random).await.expect("an answer"));
}

pub(crate) async fn an_event_comes_back_as_it_was(database: &TestDatabase) {
    let (store, random) = (database.open().await, SeededRandom::new(1));
    let mut whole = event(&random);
    whole.starts_at = Some(Timestamp::from_millis(1_351_918_800_000));
    whole.ends_at = Some(Timestamp::from_millis(1_352_037_600_000));
    whole.links = Links {
        site: Some("https://bestbits.net".into()),
        mailing_list: Some("bestbits@lists.example".into()),
        hashtag: Some("#bestbits".into()),
        hashtag_url: Some("https://example.net/tags/bestbits".into()),
    };
    let session = |title: &str, room: Option<&str>| Session {
        slug: social_stream::domain::Slug::from_title(title),
        title: title.into(),
        description: None,
        facilitator: Some("Katitza Rodriguez".into()),
        room: room.map(slug),
        starts_at: Some(Timestamp::from_millis(1_352_030_400_000)),
        ends_at: None,
    };
    whole.programme = vec![session("Opening", None), session("Making an inclusive network", Some("side"))];
    whole.default_room = slug("side");
    whole.settings = EventSettings {
        access: Access::Invited,
        pace: Pace { burst: 7, interval: std::time::Duration::from_millis(1_500) },
        text_limit: 280,
        edit_window: std::time::Duration::from_millis(90_500),
        restore_window: std::time::Duration::from_secs(3_600),
        name_moderators: true,
        network_bans: std::time::Duration::from_secs(7_200),
        reactions: ["❤️", "👩‍👩‍👧‍👦"].iter().map(|emoji| emoji.parse().expect("an emoji")).collect(),
        embed_on: vec!["https://bestbits.net".into(), "https://igf.example:8443".into()],
    };
    store.import_event(&whole, &random).await.expect("an answer");
    assert_eq!(store.event(&whole.slug).await.expect("an answer"), Some(whole.clone()));

    let undated = { event(&random) };
    let undated = social_stream::domain::Event { slug: slug("a-first-by-name"), ..undated };
    store.import_event(&undated, &random).await.expect("an answer");
    let list = store.events().await.expect("an answer");
    assert_eq!(list.iter().map(|e| e.slug.as_str()).collect::<Vec<_>>(), ["best-bits-2012", "a-first-by-name"]);
    assert_eq!((list[0].id, &*list[0].title, list[0].access), (whole.id, "Best Bits", Access::Invited));
    assert_eq!((list[0].starts_at, list[0].ends_at), (whole.starts_at, whole.ends_at));
}

pub(crate) async fn rooms_keep_their_history(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    house.stored(house.post(alice, "history")).await;
    let before = house.store.room(house.room).await.expect("an answer").expect("the room");

    let mut without = event(&house.random);
    without.rooms.remove(0);
    without.rooms.push(RoomInfo { id: RoomId::random(&house.random), slug: slug("new"), title: "New".into() });
    without.default_room = slug("side");
    assert_eq!(house.store.import_event(&without, &house.random).await.expect("an answer"), Imported::Updated);
    let stored = house.store.event(&without.slug).await.expect("an answer").expect("the event");
    assert_eq!(stored.rooms.iter().map(|room| room.slug.as_str()).collect::<Vec<_>>(), ["side", "new"]);
    assert_eq!(stored.rooms[0].id, house.event.rooms[1].id);
    assert_eq!(house.store.import_event(&without, &house.random).await.expect("an answer"), Imported::Unchanged);

    assert_eq!(
        house.store.import_event(&event(&house.random), &house.random).await.expect("an answer"),
        Imported::Updated
    );
    assert_eq!(house.store.event(&without.slug).await.expect("an answer"), Some(house.event.clone()));
    assert_eq!(house.store.room(house.room).await.expect("an answer"), Some(before), "the head and the epoch too");
    assert_eq!(seqs(&house.history().await), [1]);
}

pub(crate) async fn raced_imports_make_one_event(database: &TestDatabase) {
    let (store, random) = (database.open().await, SeededRandom::new(1));
    let proposals: Vec<_> = (0..6).map(|_| event(&random)).collect();
    let answers = join_all(proposals.iter().map(|event| store.import_event(event, &random))).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let stored = store.event(&proposals[0].slug).await.expect("an answer").expect("the event");
    let ids: Vec<EventId> = proposals.iter().map(|event| event.id).collect();
    assert!(ids.contains(&stored.id));
    assert_eq!(stored.rooms.len(), 2);
    assert_eq!(database.number("SELECT COUNT(*) FROM rooms").await, 2);
}

pub(crate) async fn the_schema_is_made_once(database: &TestDatabase) {
    let options = TestDatabase::options();
    let open = || social_stream::store::Store::open(&database.url, &options);
    let (a, b) = (open().await.expect("it opens"), open().await.expect("it opens"));
    let (first, second) = tokio::join!(a.migrate(), b.migrate());
    let (first, second) = (first.expect("migrated"), second.expect("migrated"));
    let steps = first.len().max(second.len());
    assert!(steps > 0);
    assert!(first.iter().chain(&second).all(|step| step.version > 0 && !step.description.is_empty()));
    assert_eq!(a.migrate().await.expect("migrated"), []);
    assert_eq!(database.number("SELECT COUNT(*) FROM _sqlx_migrations").await, steps as i64);
}

pub(crate) async fn a_newer_schema_is_refused(database: &TestDatabase) {
    let store = database.open().await;
    database
        .execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'from the future', TRUE, 'x', 0)",
        )
        .await;
    let refused = store.migrate().await;
    assert!(matches!(refused, Err(OpenError::NewerSchema(9999))), "{refused:?}");
}
