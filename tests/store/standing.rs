use std::time::Duration;

use social_stream::domain::{Clock, Outcome, Pace, REACTION_PACE, Refusal};

use super::house::{House, write};
use crate::support::databases::TestDatabase;

pub(crate) async fn the_muted_may_not_post(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "before")).await;
    let end = house.clock.now().as_millis() + 60_000;
    database.execute(&format!("UPDATE people SET muted_until = {end} WHERE name = 'Alice'")).await;
    assert_eq!(house.refused(house.post(alice, "muted")).await, Refusal::Muted { retry_after_ms: 60_000 });
    house.stored(house.removal(alice, posted.id)).await;
    house.clock.advance(Duration::from_secs(60));
    house.stored(house.post(alice, "after")).await;
}

pub(crate) async fn the_banned_may_do_nothing(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let post = house.post(alice, "before");
    let posted = house.stored(post.clone()).await;
    let end = house.clock.now().as_millis() + 60_000;
    database.execute(&format!("UPDATE people SET banned_until = {end} WHERE name = 'Alice'")).await;
    assert_eq!(house.refused(house.post(alice, "banned")).await, Refusal::Banned);
    assert_eq!(house.refused(house.removal(alice, posted.id)).await, Refusal::Banned);
    assert_eq!(house.write(&[post]).await.outcomes, [Outcome::Repeated(posted)], "what is stored stays acknowledged");
}

pub(crate) async fn the_pace_holds_across_batches_rooms_and_nodes(database: &TestDatabase) {
    let pace = Pace { burst: 3, interval: Duration::from_secs(2) };
    let house = House::with(database, |event| event.settings.pace = pace).await;
    let other = database.open().await;
    let (alice, side) = (house.guest("Alice").await, house.event.rooms[1].id);
    house.stored(house.post(alice, "one")).await;
    let two = write(&other, side, &[house.post(alice, "two")], &house.clock).await;
    assert!(matches!(two.outcomes[..], [Outcome::Stored(_)]));
    let written = house.write(&[house.post(alice, "three"), house.post(alice, "four")]).await;
    let too_fast = Outcome::Refused(Refusal::SlowDown { retry_after_ms: 2_000 });
    assert!(matches!(written.outcomes[..], [Outcome::Stored(_), last] if last == too_fast));
    let five = write(&other, side, &[house.post(alice, "five")], &house.clock).await;
    assert_eq!(five.outcomes, [too_fast]);
    house.clock.advance(Duration::from_secs(2));

    // Raced over two rooms and two nodes, one post passes.
    let (here, there) = ([house.post(alice, "here")], [house.post(alice, "there")]);
    let (a, b) = tokio::join!(house.write(&here), write(&other, side, &there, &house.clock));
    let stored = [a, b].iter().filter(|w| matches!(w.outcomes[..], [Outcome::Stored(_)])).count();
    assert_eq!(stored, 1);
}

pub(crate) async fn moderators_have_no_pace(database: &TestDatabase) {
    let pace = Pace { burst: 1, interval: Duration::from_secs(3600) };
    let house = House::with(database, |event| event.settings.pace = pace).await;
    let moderator = house.moderator("Katitza").await;
    for n in 0..5 {
        house.stored(house.post(moderator, &format!("notice {n}"))).await;
    }
}

pub(crate) async fn reactions_have_a_pace_of_their_own_across_nodes(database: &TestDatabase) {
    let pace = Pace { burst: 1, interval: Duration::from_secs(60) };
    let house = House::with(database, |event| event.settings.pace = pace).await;
    let other = database.open().await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "one")).await;
    for (number, store) in (0..REACTION_PACE.burst).zip([&house.store, &other].into_iter().cycle()) {
        let reaction = house.reaction(alice, posted.id, "👍", number % 2 == 0);
        let written = write(store, house.room, &[reaction], &house.clock).await;
        assert!(matches!(written.outcomes[..], [Outcome::Stored(_)]), "{number}: {:?}", written.outcomes);
    }
    let too_fast = house.reaction(alice, posted.id, "👍", true);
    assert_eq!(house.refused(too_fast).await, Refusal::SlowDown { retry_after_ms: 500 });
    assert_eq!(house.refused(house.edit(alice, posted.id, "two")).await, Refusal::SlowDown { retry_after_ms: 60_000 });
    house.clock.advance(Duration::from_secs(60));
    house.stored(house.edit(alice, posted.id, "two")).await;
    house.stored(house.reaction(alice, posted.id, "👍", true)).await;
}
