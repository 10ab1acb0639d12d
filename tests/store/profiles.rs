//! People as those who keep a room see them, notes on them, and who has which room.

use std::time::Duration;

use social_stream::{
    domain::{
        ActKind, Action, Change, Clock, Command, Deed, Hold, MessageId, NOTES_MAX, Note, NoteId, PersonId, Refusal,
        Role, Search, Switching, Text, Timestamp, Wanted,
    },
    store::{FoundPeople, Joining, Remark, Remarked},
};

use super::house::{House, slug, write};
use crate::support::databases::TestDatabase;

impl House {
    async fn looks_for_people(&self, words: &str, before: Option<PersonId>, limit: usize) -> FoundPeople {
        let search = (!words.is_empty()).then(|| Search::parse(words).expect("words"));
        self.store.people(self.event.id, search.as_ref(), before, limit).await.expect("an answer")
    }

    async fn finds_people(&self, words: &str) -> Vec<String> {
        let found = self.looks_for_people(words, None, 50).await;
        assert_eq!(found.before, None, "all were looked at");
        names(&found)
    }

    async fn remarks(&self, person: PersonId, before: Option<MessageId>, limit: u32) -> Vec<Remark> {
        let now = self.clock.now();
        self.store.remarks(self.event.id, person, before, limit, now).await.expect("an answer")
    }

    async fn organiser(&self, name: &str) -> PersonId {
        let invite = self.invite(Role::Organiser, 1).await;
        let joining = Joining { invite: Some(invite.code), ..self.joining(name) };
        self.try_join(joining).await.expect("the invite admits").id
    }

    async fn notes(&self, by: PersonId, on: PersonId, text: &str) -> Result<Note, Refusal> {
        let text = Text::parse(text, 500).expect("a good text");
        let (id, at) = (NoteId::random(&self.random), self.clock.now());
        let note = Note { id, by, by_name: "as the store says".into(), at, text };
        self.store.add_note(self.event.id, on, note).await.expect("an answer")
    }

    async fn takes_note(&self, by: PersonId, on: PersonId, id: NoteId) -> Result<(), Refusal> {
        self.store.take_note(self.event.id, on, by, id, self.clock.now()).await.expect("an answer")
    }

    async fn takes(&self, by: PersonId, on: bool) -> Result<Option<ActKind>, Refusal> {
        let watched = self.store.watch(self.event.id, self.room, by, on, self.clock.now()).await;
        watched.expect("an answer").map(|act| act.map(|act| act.kind))
    }

    async fn who_watches(&self) -> Vec<PersonId> {
        let acts = self.store.watches(self.event.id, self.clock.now()).await.expect("an answer");
        assert!(acts.iter().all(|act| act.room == Some(self.room) && act.kind == ActKind::Watch));
        acts.into_iter().map(|act| act.by).collect()
    }
}

fn names(found: &FoundPeople) -> Vec<String> {
    found.people.iter().map(|profile| profile.member.person.name.as_str().to_owned()).collect()
}

/// What is read of what somebody wrote: the text, and how it comes to be read.
fn read(remark: &Remark) -> (&'static str, Option<&str>) {
    match &*remark.what {
        Remarked::Message(Change::Live(message), None) => ("there", Some(message.text.as_str())),
        Remarked::Message(Change::Removed(_), Some(kept)) => ("kept", Some(kept.message.text.as_str())),
        Remarked::Message(Change::Removed(_), None) => ("removed", None),
        Remarked::Held(held) => ("held", held.text.as_ref().map(Text::as_str)),
        other @ Remarked::Message(Change::Live(_), Some(_)) => panic!("there and kept: {other:?}"),
    }
}

pub(crate) async fn people_are_found_by_part_of_their_name(database: &TestDatabase) {
    let house = House::on(database).await;
    for name in ["Zoë Müller", "محمد علي", "Aygün Əliyeva", "Bob"] {
        house.guest(name).await;
        house.clock.advance(Duration::from_secs(1));
    }
    let mut other = super::house::event(&house.random);
    other.slug = slug("another");
    house.store.import_event(&other, &house.random).await.expect("an answer");
    let mut elsewhere = house.joining("Bobby");
    elsewhere.person.event = other.id;
    house.try_join(elsewhere).await.expect("the name is free");

    assert_eq!(house.finds_people("").await, ["Bob", "Aygün Əliyeva", "محمد علي", "Zoë Müller"], "the newest first");
    assert_eq!(house.finds_people("MULL").await, ["Zoë Müller"]);
    assert_eq!(house.finds_people("zoe mul").await, ["Zoë Müller"]);
    assert_eq!(house.finds_people("aygun").await, ["Aygün Əliyeva"]);
    assert_eq!(house.finds_people("مُحَمَّد").await, ["محمد علي"]);
    assert_eq!(house.finds_people("b").await, ["Bob"], "nobody of another event");
    assert_eq!(house.finds_people("%").await, [""; 0]);

    // Page by page, also of those who came at the same moment.
    for number in 0..25 {
        house.guest(&format!("Twin {number}")).await;
    }
    let (mut before, mut seen) = (None, Vec::new());
    loop {
        let found = house.looks_for_people("twin", before, 10).await;
        assert!(found.people.len() <= 10);
        seen.extend(names(&found));
        before = found.before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 25);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 25, "each once");
}

pub(crate) async fn what_somebody_wrote_is_found_in_every_room(database: &TestDatabase) {
    let house = House::with(database, |event| event.settings.restore_window = Duration::from_secs(600)).await;
    let (alice, bob, mia) = (house.guest("Alice").await, house.guest("Bob").await, house.moderator("Mia").await);
    let tick = || house.clock.advance(Duration::from_millis(1));
    let first = house.stored(house.post(alice, "first")).await;
    house.stored(house.edit(alice, first.id, "first, mended")).await;
    tick();
    let of_bob = house.stored(house.post(bob, "by Bob")).await;
    // Changes nothing, and is answered with the place of a message that is not hers.
    house.write(&[house.reaction(alice, of_bob.id, "👍", false)]).await;
    tick();
    write(&house.store, house.event.rooms[1].id, &[house.post(alice, "elsewhere")], &house.clock).await;
    tick();
    let own = house.stored(house.post(alice, "her slip")).await;
    tick();
    let insult = house.stored(house.post(alice, "an insult")).await;
    tick();
    house.stored(house.removal(alice, own.id)).await;
    house.stored(house.removal(mia, insult.id)).await;
    let switching = Switching { hold: Some(Hold::Everybody), ..Switching::default() };
    house.write(&[Command { author: mia, nonce: None, action: Action::Switch { switching, reason: None } }]).await;
    house.write(&[house.post(alice, "may I?"), house.post(bob, "me, too?")]).await;

    let remarks = house.remarks(alice, None, 50).await;
    let all = [
        ("held", Some("may I?")),
        ("kept", Some("an insult")),
        ("removed", None),
        ("there", Some("elsewhere")),
        ("there", Some("first, mended")),
    ];
    assert_eq!(remarks.iter().map(read).collect::<Vec<_>>(), all);
    let rooms: Vec<_> = remarks.iter().map(|remark| remark.room == house.room).collect();
    assert_eq!(rooms, [true, true, true, false, true]);
    let mut paged = Vec::new();
    let mut before = None;
    for _ in 0..3 {
        let page = house.remarks(alice, before, 2).await;
        before = page.last().map(Remark::id);
        paged.extend(page);
    }
    assert_eq!(paged.iter().map(read).collect::<Vec<_>>(), all, "two at a time");
    let profile = house.store.profile(house.event.id, alice).await.expect("an answer").expect("Alice");
    assert_eq!((profile.messages, profile.member.person.id), (4, alice));
    assert!(house.remarks(mia, None, 50).await.is_empty());

    // Over, the window takes the text away before it is erased.
    house.clock.advance(Duration::from_secs(600));
    assert_eq!(database.number("SELECT COUNT(*) FROM kept_texts").await, 1);
    assert_eq!(read(&house.remarks(alice, None, 50).await[1]), ("removed", None));
    assert!(house.store.profile(social_stream::domain::EventId(alice.0), alice).await.expect("an answer").is_none());
}

pub(crate) async fn notes_are_bounded_and_taken_away_by_their_authors(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, olga) = (house.guest("Alice").await, house.organiser("Olga").await);
    let (mia, max) = (house.moderator("Mia").await, house.moderator("Max").await);
    let first = house.notes(mia, alice, "asked twice to stop").await.expect("a moderator may");
    house.clock.advance(Duration::from_secs(1));
    let second = house.notes(max, alice, "apologised").await.expect("a moderator may");
    let on_alice = async || house.store.notes(alice).await.expect("an answer");
    let told: Vec<_> = on_alice().await.into_iter().map(|note| (note.id, note.by_name, note.text)).collect();
    assert_eq!(
        told,
        [(second.id, "Max".to_owned(), second.text.clone()), (first.id, "Mia".to_owned(), first.text.clone())],
        "the newest first"
    );
    assert_eq!(house.notes(alice, max, "unfair").await, Err(Refusal::NotAModerator));
    assert_eq!(house.notes(mia, mia, "praise").await, Err(Refusal::Outranked), "not on oneself");
    assert_eq!(house.notes(mia, PersonId(first.id.0), "nobody").await, Err(Refusal::Unknown));
    assert_eq!(house.takes_note(max, alice, first.id).await, Err(Refusal::Outranked));
    assert_eq!(house.takes_note(alice, alice, first.id).await, Err(Refusal::NotAModerator));
    assert_eq!(house.takes_note(mia, alice, first.id).await, Ok(()));
    assert_eq!(house.takes_note(mia, alice, first.id).await, Ok(()), "again changes nothing");
    assert_eq!(house.takes_note(olga, alice, second.id).await, Ok(()), "an organiser any");
    assert!(on_alice().await.is_empty());
    for number in 0..NOTES_MAX {
        house.notes(mia, alice, &format!("note {number}")).await.expect("there is room");
    }
    assert_eq!(house.notes(mia, alice, "one more").await, Err(Refusal::TooManyNotes));
    house.notes(mia, max, "on somebody else").await.expect("there is room");
    let dismissed = house.acting(olga, Wanted::Deed(mia, Deed::Role(Role::Participant)));
    house.act(dismissed).await.expect("an organiser may");
    assert_eq!(house.notes(mia, max, "as before").await, Err(Refusal::NotAModerator));
    assert_eq!(on_alice().await.len(), NOTES_MAX as usize);
    assert_eq!(house.acts().await.len(), 1, "the log of acts knows of no note");
}

pub(crate) async fn who_took_a_room_last_has_it(database: &TestDatabase) {
    let house = House::on(database).await;
    let (alice, olga) = (house.guest("Alice").await, house.organiser("Olga").await);
    let (mia, max) = (house.moderator("Mia").await, house.moderator("Max").await);
    assert!(house.who_watches().await.is_empty());
    assert_eq!(house.takes(alice, true).await, Err(Refusal::NotAModerator));
    assert_eq!(house.takes(mia, false).await, Ok(None), "there is nothing to give up");
    assert_eq!(house.takes(mia, true).await, Ok(Some(ActKind::Watch)));
    assert_eq!(house.takes(mia, true).await, Ok(None), "again changes nothing");
    assert_eq!(house.takes(max, true).await, Ok(Some(ActKind::Watch)));
    assert_eq!(house.who_watches().await, [max], "from another");
    assert_eq!(house.takes(mia, false).await, Ok(None), "it is not hers any more");
    assert_eq!(house.takes(max, false).await, Ok(Some(ActKind::Unwatch)));
    assert!(house.who_watches().await.is_empty());

    // Of two who take it at once one has it, and both acts are told.
    let other = database.open().await;
    let now = house.clock.now();
    let (one, two) = tokio::join!(
        house.store.watch(house.event.id, house.room, mia, true, now),
        other.watch(house.event.id, house.room, max, true, now)
    );
    let [one, two] = [one, two].map(|watched| watched.expect("an answer").expect("they may").expect("an act"));
    let last = if one.number > two.number { one.by } else { two.by };
    assert_eq!(house.who_watches().await, [last]);
    assert_eq!(house.acts().await.len(), 5);

    // Who is banned or dismissed has nothing.
    let until = Some(now.plus(Duration::from_secs(60)));
    let banned = house.acting(olga, Wanted::Deed(last, Deed::Ban { until, network: false }));
    house.act(banned).await.expect("an organiser may");
    assert!(house.who_watches().await.is_empty());
    house.clock.advance(Duration::from_secs(60));
    assert_eq!(house.who_watches().await, [last]);
    house.act(house.acting(olga, Wanted::Deed(last, Deed::Role(Role::Guest)))).await.expect("an organiser may");
    assert!(house.who_watches().await.is_empty());
    assert_eq!(house.acts().await.iter().filter(|act| act.at > Timestamp::from_millis(0)).count(), 7);
}
