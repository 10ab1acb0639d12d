use std::time::Duration;

use social_stream::domain::{
    ActKind, Action, Change, Clock, Command, FilterSettings, FiltersVersion, Hold, Outcome, Pace, PersonId, Refusal,
    Switching,
};

use super::house::{House, write};
use crate::support::databases::TestDatabase;

const MINUTE: Duration = Duration::from_secs(60);

fn words(of: &[&str]) -> FilterSettings {
    FilterSettings { words: of.iter().map(|&word| word.to_owned()).collect(), ..FilterSettings::default() }
}

impl House {
    async fn sets(&self, by: PersonId, settings: &FilterSettings, read_at: u64) -> Result<FiltersVersion, Refusal> {
        let (event, now) = (self.event.id, self.clock.now());
        let set = self.store.set_filters(event, by, settings, FiltersVersion(read_at), None, now).await;
        set.expect("the database answers")
    }

    /// Posts, and tells which filters caught it; nothing where it is there to be read.
    async fn says(&self, author: PersonId, text: &str) -> String {
        match self.write(&[self.post(author, text)]).await.outcomes[..] {
            [Outcome::Stored(_)] => String::new(),
            [Outcome::Held(id)] => {
                let held = self.store.held(self.room, id).await.expect("an answer").expect("it is held");
                assert_eq!(held.text.expect("a text").as_str(), text, "held, not deleted");
                held.caught.to_string()
            }
            ref other => panic!("{other:?}"),
        }
    }
}

pub(crate) async fn what_a_filter_catches_waits_for_a_moderator(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    assert_eq!(house.says(guest, "spam").await, "");
    let published = house.stored(house.post(guest, "a nice text")).await;
    assert_eq!(house.sets(mia, &words(&["spam"]), 0).await, Ok(FiltersVersion(1)));
    assert_eq!(house.says(guest, "more SPAM here").await, "words");
    assert_eq!(house.says(guest, "spammers").await, "");
    assert_eq!(house.says(mia, "what is spam?").await, "", "those who keep the room are exempt");
    let side = house.event.rooms[1].id;
    let elsewhere = write(&house.store, side, &[house.post(guest, "spam")], &house.clock).await;
    assert!(matches!(elsewhere.outcomes[..], [Outcome::Held(_)]), "in every room");

    // An edit cannot be held, since it would take away what is there to be read.
    assert_eq!(house.refused(house.edit(guest, published.id, "s\u{200b}pam")).await, Refusal::Caught);
    let Some(Change::Live(message)) = house.store.message(house.room, published.id).await.expect("an answer") else {
        panic!("it is there")
    };
    assert_eq!(message.text.as_str(), "a nice text");
    house.stored(house.edit(guest, published.id, "a nicer text")).await;

    // A switch that holds everybody does not say that a filter caught it; a filter says so all the same.
    let switching = Switching { hold: Some(Hold::Guests), ..Switching::default() };
    let hold = Command { author: mia, nonce: None, action: Action::Switch { switching, reason: None } };
    house.write(&[hold]).await;
    let waiting = house.post(guest, "hello");
    assert!(matches!(house.write(std::slice::from_ref(&waiting)).await.outcomes[..], [Outcome::Held(_)]));
    assert_eq!(house.says(guest, "spam and eggs").await, "words");
    let caught: Vec<_> = (house.store.waiting(house.room, None, 10).await.expect("an answer").into_iter())
        .map(|held| held.caught.to_string())
        .collect();
    assert_eq!(caught, ["words", "", "words"]);
}

pub(crate) async fn an_approved_post_is_a_message_whatever_caught_it(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    house.sets(mia, &words(&["spam"]), 0).await.expect("set");
    let post = house.post(guest, "no spam, please");
    let [Outcome::Held(id)] = house.write(std::slice::from_ref(&post)).await.outcomes[..] else { panic!("held") };
    let decide = Command { author: mia, nonce: None, action: Action::Decide { id, approve: true, reason: None } };
    let written = house.write(&[decide]).await;
    let [Change::Live(message)] = &written.changes[..] else { panic!("{:?}", written.changes) };
    assert_eq!(message.text.as_str(), "no spam, please");
    assert_eq!(house.write(&[post]).await.outcomes, [Outcome::Repeated(message.ack())], "a retry gets the real ack");
}

pub(crate) async fn filters_are_set_by_moderators_who_know_what_they_were(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia, max) = (house.guest("Gus").await, house.moderator("Mia").await, house.moderator("Max").await);
    assert_eq!(house.sets(guest, &words(&["x"]), 0).await, Err(Refusal::NotAModerator));
    let spam = FilterSettings {
        patterns: vec![r"\d{3}-\d{4}".to_owned()],
        links: true,
        hosts: vec!["example.org".to_owned(), "пример.рф".to_owned()],
        repeated: 2,
        shouting: true,
        floods: 5,
        ..words(&["spam", "buy now", "نص"])
    };
    assert_eq!(house.sets(mia, &spam, 0).await, Ok(FiltersVersion(1)));
    assert_eq!(house.sets(mia, &spam, 0).await, Ok(FiltersVersion(1)), "asked again, there is nothing to do");
    assert_eq!(house.sets(max, &words(&["ham"]), 0).await, Err(Refusal::Superseded), "Mia's would be lost");
    for bad in ["(", "a*"] {
        let bad = FilterSettings { patterns: vec![bad.to_owned()], ..FilterSettings::default() };
        assert!(matches!(house.sets(max, &bad, 1).await, Err(Refusal::BadFilter(_))));
    }
    let kept = house.store.filters(house.event.id).await.expect("an answer");
    assert_eq!(kept, (FiltersVersion(1), spam), "nothing was changed");
    assert_eq!(house.sets(max, &FilterSettings::default(), 1).await, Ok(FiltersVersion(2)));
    assert_eq!(house.says(guest, "spam").await, "", "off again");
    let acts: Vec<_> = house.acts().await.into_iter().map(|act| (act.kind, act.by, act.on, act.room)).collect();
    assert_eq!(acts, [(ActKind::Filters, max, None, None), (ActKind::Filters, mia, None, None)]);
}

pub(crate) async fn filters_count_on_every_node_at_once(database: &TestDatabase) {
    let house = House::on(database).await;
    let there = database.open().await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    let says = async |text: &str| {
        let written = write(&there, house.room, &[house.post(guest, text)], &house.clock).await;
        matches!(written.outcomes[..], [Outcome::Held(_)])
    };
    assert!(!says("spam").await);
    for (version, word) in (0..).zip(["spam", "ham", "jam"]) {
        house.sets(mia, &words(&[word]), version).await.expect("set");
        assert!(says(word).await, "{word}");
        assert!(!says("eggs").await);
    }
    assert!(!says("spam").await, "what is taken out catches nothing more");
}

pub(crate) async fn the_same_text_by_one_or_by_many_is_caught(database: &TestDatabase) {
    let house = House::on(database).await;
    let there = database.open().await;
    let mia = house.moderator("Mia").await;
    let settings = FilterSettings { repeated: 3, floods: 4, ..FilterSettings::default() };
    house.sets(mia, &settings, 0).await.expect("set");
    let mut people = Vec::new();
    for name in ["Ann", "Bob", "Cem", "Dora", "Eli"] {
        people.push(house.guest(name).await);
    }
    // One, in one batch and over batches; held ones count as well.
    let batch: Vec<_> = (0..4).map(|_| house.post(people[0], "vote for me")).collect();
    let outcomes = house.write(&batch).await.outcomes;
    assert!(
        matches!(outcomes[..], [Outcome::Stored(_), Outcome::Stored(_), Outcome::Held(_), Outcome::Held(_)]),
        "{outcomes:?}"
    );
    assert_eq!(house.says(people[0], "Vote  for ME!").await, "", "another text");
    assert_eq!(house.says(people[0], "Vote  for ME").await, "repeated");
    house.clock.advance(10 * MINUTE);
    assert_eq!(house.says(people[0], "vote for me").await, "");

    // Many, over two nodes.
    for (store, person) in [&house.store, &there, &house.store].into_iter().zip(&people) {
        let written = write(store, house.room, &[house.post(*person, "JOIN #raid")], &house.clock).await;
        assert!(matches!(written.outcomes[..], [Outcome::Stored(_)]));
    }
    assert_eq!(house.says(people[3], "join #raid").await, "floods");
    assert_eq!(house.says(people[4], "join #raid").await, "floods", "and whoever follows");
    assert_eq!(house.says(mia, "join #raid").await, "", "but not those who keep the room");
    house.clock.advance(MINUTE);
    assert_eq!(house.says(people[4], "join #raid").await, "", "a minute later it is none");

    // What is too old to count is forgotten.
    let said = "SELECT COUNT(*) FROM said_lately";
    assert!(database.number(said).await > 0);
    house.clock.advance(10 * MINUTE);
    house.store.forget_said(house.clock.now()).await.expect("an answer");
    assert_eq!(database.number(said).await, 0);
}

pub(crate) async fn a_flood_hides_nobody_and_leaves_a_row_a_person(database: &TestDatabase) {
    let house = House::on(database).await;
    let (mia, ann, zoe) = (house.moderator("Mia").await, house.guest("Ann").await, house.guest("Zoe").await);
    let settings = FilterSettings { repeated: 3, floods: 5, ..FilterSettings::default() };
    house.sets(mia, &settings, 0).await.expect("set");
    for text in ["vote for me", "vote for me"] {
        assert_eq!(house.says(zoe, text).await, "");
    }
    // More than any look at a text could go through: of one, and of several after another, in a minute.
    for _ in 0..6 {
        let flood: Vec<_> = (0..1_000).map(|_| house.post(ann, "vote for me")).collect();
        house.write(&flood).await;
        house.clock.advance(Duration::from_millis(1));
    }
    let both = [house.post(ann, "vote for me"), house.post(zoe, "vote for me")];
    let outcomes = house.write(&both).await.outcomes;
    assert!(matches!(outcomes[..], [Outcome::Held(_), Outcome::Held(_)]), "in the same batch: {outcomes:?}");
    for (name, caught) in [("Bob", ""), ("Cem", ""), ("Dora", "floods"), ("Eli", "floods")] {
        assert_eq!(house.says(house.guest(name).await, "vote for me").await, caught, "{name}");
    }
    house.clock.advance(MINUTE);
    assert_eq!(house.says(zoe, "vote for me").await, "repeated");
    assert_eq!(database.number("SELECT COUNT(*) FROM said_lately").await, 6, "one a person");
    let longest = "SELECT CAST(MAX(LENGTH(moments)) AS BIGINT) FROM said_lately";
    assert_eq!(database.number(longest).await, 2 * 13 + 1, "two moments, since the third is caught");
}

pub(crate) async fn a_caught_edit_uses_its_authors_pace(database: &TestDatabase) {
    let pace = Pace { burst: 3, interval: MINUTE };
    let house = House::with(database, |event| event.settings.pace = pace).await;
    let there = database.open().await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    house.sets(mia, &words(&["spam"]), 0).await.expect("set");
    let published = house.stored(house.post(guest, "a nice text")).await;
    for store in [&house.store, &there] {
        let written = write(store, house.room, &[house.edit(guest, published.id, "spam")], &house.clock).await;
        assert_eq!(written.outcomes, [Outcome::Refused(Refusal::Caught)]);
        assert!(written.changes.is_empty() && written.head == written.head_before, "nobody is told anything");
    }
    let too_fast = Refusal::SlowDown { retry_after_ms: 60_000 };
    for text in ["spam", "a nicer text"] {
        assert_eq!(house.refused(house.edit(guest, published.id, text)).await, too_fast, "{text}");
    }
    assert_eq!(house.refused(house.post(guest, "hello")).await, too_fast);
    house.clock.advance(MINUTE);
    house.stored(house.edit(guest, published.id, "a nicer text")).await;
}

pub(crate) async fn a_trial_tells_what_filters_would_have_caught(database: &TestDatabase) {
    let house = House::on(database).await;
    let (guest, mia) = (house.guest("Gus").await, house.moderator("Mia").await);
    house.stored(house.post(guest, "old spam")).await;
    house.clock.advance(24 * 60 * MINUTE);
    house.stored(house.post(guest, "new spam")).await;
    let removed = house.stored(house.post(guest, "removed spam")).await;
    house.stored(house.removal(mia, removed.id)).await;
    house.stored(house.post(mia, "a moderator's spam")).await;
    for text in ["again", "ham", "again"] {
        house.clock.advance(Duration::from_secs(1));
        house.stored(house.post(guest, text)).await;
    }
    let side = house.event.rooms[1].id;
    house.clock.advance(Duration::from_secs(1));
    write(&house.store, side, &[house.post(guest, "spam in the side room")], &house.clock).await;
    let rooms: Vec<_> = house.event.rooms.iter().map(|room| room.id).collect();
    let tries = async |settings: FilterSettings, limit| {
        let trial = house.store.try_filters(&rooms, settings, limit, house.clock.now()).await;
        trial.expect("an answer").expect("filters")
    };
    let trial = tries(FilterSettings { repeated: 2, ..words(&["spam"]) }, 100).await;
    let told: Vec<_> = (trial.caught.iter())
        .map(|tried| (tried.room == side, tried.message.text.as_str(), tried.caught.to_string()))
        .collect();
    let expected =
        [(true, "spam in the side room", "words"), (false, "again", "repeated"), (false, "new spam", "words")];
    assert_eq!(told, expected.map(|(aside, text, by)| (aside, text, by.to_owned())));
    assert_eq!((trial.count, trial.looked_at, trial.is_partial), (3, 6, false));
    let trial = tries(words(&["spam"]), 1).await;
    assert_eq!((trial.caught.len(), trial.count), (1, 2), "no more than so many are told");
    let trial = tries(FilterSettings::default(), 100).await;
    assert_eq!((trial.caught.len(), trial.count), (0, 0));
    assert_eq!(house.store.filters(house.event.id).await.expect("an answer").0, FiltersVersion(0), "only tried");
    assert_eq!(house.says(guest, "spam").await, "");
}

pub(crate) async fn one_trial_looks_at_so_much_and_no_more(database: &TestDatabase) {
    let house = House::on(database).await;
    let guest = house.guest("Gus").await;
    house.stored(house.post(guest, "the needle")).await;
    for _ in 0..20 {
        let hay: Vec<_> = (0..1_000).map(|_| house.post(guest, "hay")).collect();
        house.write(&hay).await;
    }
    let trial = house.store.try_filters(&[house.room], words(&["needle"]), 100, house.clock.now()).await;
    let trial = trial.expect("an answer").expect("filters");
    assert_eq!((trial.count, trial.looked_at, trial.is_partial), (0, 20_000, true));
}
