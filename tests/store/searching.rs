use social_stream::{
    domain::{Change, MessageId, RoomId, Search, Seq},
    store::Found,
};

use super::house::{House, text};
use crate::support::databases::TestDatabase;

impl House {
    async fn finds(&self, words: &str) -> Vec<String> {
        let found = self.looks_for(words, Seq::MAX, 50).await;
        assert_eq!(found.before, None, "all was looked at");
        found.messages.into_iter().map(|message| message.text.as_str().to_owned()).collect()
    }

    async fn looks_for(&self, words: &str, before: Seq, limit: usize) -> Found {
        let search = Search::parse(words).expect("words");
        self.store.search(self.room, &search, before, limit).await.expect("an answer")
    }
}

pub(crate) async fn a_message_is_found_by_its_id_in_its_room(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let posted = house.stored(house.post(alice, "here I am")).await;
    let side = house.event.rooms[1].id;
    let one = async |room, id| house.store.message(room, id).await.expect("an answer");
    assert_eq!(one(house.room, posted.id).await, house.history().await.pop());
    assert_eq!(one(side, posted.id).await, None);
    assert_eq!(one(RoomId::random(&house.random), posted.id).await, None);
    assert_eq!(one(house.room, MessageId::random(&house.random)).await, None);
    house.stored(house.removal(alice, posted.id)).await;
    let left = one(house.room, posted.id).await.expect("a tombstone");
    assert!(matches!(left, Change::Removed(t) if t.id == posted.id && t.seq.get() == 2), "{left:?}");
}

pub(crate) async fn words_are_found_in_any_script(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    for text in ["Who takes NOTES?", "قال مُحَمَّدٌ نعم", "我们的会议明天开始", "La réunion, 100% sûr"]
    {
        house.stored(house.post(alice, text)).await;
    }
    assert_eq!(house.finds("notes").await, ["Who takes NOTES?"]);
    assert_eq!(house.finds("محمد").await, ["قال مُحَمَّدٌ نعم"]);
    assert_eq!(house.finds("会议").await, ["我们的会议明天开始"]);
    assert_eq!(house.finds("REUNION sur").await, ["La réunion, 100% sûr"]);
    assert_eq!(house.finds("o").await, ["La réunion, 100% sûr", "Who takes NOTES?"], "the newest first");
    for words in ["%", "_", "'", "\\"] {
        assert_eq!(house.finds(words).await.len(), usize::from(words == "%"), "{words} is no more than itself");
    }
}

pub(crate) async fn what_is_removed_is_not_found_and_what_is_edited_as_it_is(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let removed = house.stored(house.post(alice, "where the safe house is")).await;
    let edited = house.stored(house.post(alice, "the house on the hill")).await;
    assert_eq!(house.finds("house").await.len(), 2);
    house.stored(house.edit(alice, edited.id, "the tent on the hill")).await;
    assert_eq!(house.finds("house").await, ["where the safe house is"]);
    assert_eq!(house.finds("tent").await, ["the tent on the hill"]);
    house.stored(house.removal(alice, removed.id)).await;
    assert_eq!(house.finds("house").await, [""; 0]);
    assert_eq!(house.history().await.iter().filter_map(text).count(), 1);
}

pub(crate) async fn a_search_goes_on_where_it_ended(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    let batch: Vec<_> = (1..=2_500)
        .map(|n| house.post(alice, &if n % 500 == 0 { format!("milestone {n}") } else { format!("step {n}") }))
        .collect();
    house.write(&batch).await;
    let (mut before, mut positions) = (Seq::MAX, Vec::new());
    loop {
        let found = house.looks_for("milestone", before, 2).await;
        assert!(found.messages.len() <= 2);
        positions.extend(found.messages.iter().map(|message| message.position.get()));
        let Some(next) = found.before else { break };
        assert!(next < before, "it gets on");
        before = next;
    }
    assert_eq!(positions, [2_500, 2_000, 1_500, 1_000, 500]);
    assert_eq!(house.finds("step 2499").await, ["step 2499"]);
    let side = house.event.rooms[1].id;
    let search = Search::parse("step").expect("a word");
    let elsewhere = house.store.search(side, &search, Seq::MAX, 50).await.expect("an answer");
    assert_eq!((elsewhere.messages.len(), elsewhere.before), (0, None), "another room");
}

pub(crate) async fn one_search_looks_at_so_much_and_no_more(database: &TestDatabase) {
    let house = House::on(database).await;
    let alice = house.guest("Alice").await;
    house.stored(house.post(alice, "the needle")).await;
    for _ in 0..25 {
        let hay: Vec<_> = (0..1_000).map(|_| house.post(alice, "hay")).collect();
        house.write(&hay).await;
    }
    let first = house.looks_for("needle", Seq::MAX, 50).await;
    assert_eq!((first.messages.len(), first.before.map(Seq::get)), (0, Some(5_002)));
    let second = house.looks_for("needle", first.before.expect("more"), 50).await;
    assert_eq!((second.messages.len(), second.before), (1, None));
}
