//! Those who save data: told what is said and what is removed, and nothing of reactions.

use serde_json::{Value, json};

use crate::support::{
    actors::{Participant, reaction, tombstone},
    databases::TestDatabase,
    events::EventReader,
    server::Server,
};

/// Reacts and takes it back by turns, fifty times.
async fn applauds(who: &mut Participant, posted: &Value) {
    let mut sent = Vec::new();
    for number in 0..50 {
        let reaction = reaction(posted, ["👍", "❤️", "🎉"][number % 3], number % 2 == 0);
        who.sends(&reaction).await;
        sent.push(reaction["nonce"].clone());
    }
    for nonce in &sent {
        who.acked(nonce).await;
    }
}

pub(super) async fn two_hundred_reactions_cost_who_saves_data_nothing(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut mia = server.moderator("Mia").await;
    let posted = mia.says("a proposal").await;
    let (mut ordinary, mut saving) = (server.reader().await, server.saving(None).await);
    let mut events = EventReader::saving(&server, None).await;
    events.frame("welcome").await;
    let (ordinary_before, before) = (ordinary.stream.bytes, saving.stream.bytes);

    for name in ["Noa", "Olu", "Pia", "Tim"] {
        applauds(&mut server.moderator(name).await, &posted).await;
    }
    mia.says("the end").await;
    let end = ordinary.sees("the end").await;
    assert_eq!(saving.sees("the end").await, end);
    assert_eq!(events.frame("message").await["message"], end, "the next that events tell");
    let frame = json!({ "type": "message", "message": end }).to_string().len();
    assert_eq!(saving.stream.bytes - before, frame, "the one message, and nothing else");
    assert!(ordinary.stream.bytes - ordinary_before > 2 * frame, "another reader is told of reactions");

    // What is edited and removed comes, though it was reacted to before and after.
    let edited = mia.edits(&posted, "a better proposal").await;
    let seen = saving.sees("a better proposal").await;
    assert_eq!((&seen["seq"], seen.get("reactions")), (&edited["seq"], None));
    assert_eq!(events.frame("message").await["message"], seen);
    applauds(&mut mia, &posted).await;
    let removed = mia.removes(&posted).await;
    assert_eq!(saving.sees_removed(&posted).await, tombstone(&posted, &removed["seq"]));
    assert_eq!(events.frame("message").await["message"], tombstone(&posted, &removed["seq"]));
    ordinary.sees_removed(&posted).await;
    assert_eq!(saving.stream.room, ordinary.stream.room, "nothing reacted to is left");
}

pub(super) async fn who_saves_data_is_not_told_how_many_are_there(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let mut saving = server.saving(None).await;
    alice.stream.awaits("how many are there", |frame| frame["type"] == "online" && frame["count"] == 2).await;
    alice.says("two of us").await;
    saving.sees("two of us").await;
    let others = saving.stream.unasked().filter(|frame| frame["type"] != "message").count();
    assert_eq!(others, 0);
}

pub(super) async fn every_cursor_of_who_saves_data_gets_what_was_said_since(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut mia = server.moderator("Mia").await;
    let (one, two) = (mia.says("one").await, mia.says("two").await); // 1, 2
    mia.reacts(&one, "👍", true).await; // 3
    mia.edits(&one, "one, edited").await; // 4
    mia.reacts(&one, "❤️", true).await; // 5
    mia.removes(&two).await; // 6
    mia.reacts(&one, "❤️", false).await; // 7
    let epoch = mia.stream.epoch.clone();
    let mut edited = server.api().history("").await[0].clone();
    edited["seq"] = 4.into();
    edited.as_object_mut().expect("an object").remove("reactions").expect("reacted to");
    let said = [edited, tombstone(&two, &json!(6))];
    for cursor in 0..=7_u64 {
        let expected: Vec<_> = said.iter().filter(|message| message["seq"].as_u64() > Some(cursor)).collect();
        let back = server.saving(Some((&epoch, cursor.into()))).await;
        let events = EventReader::saving(&server, Some(&format!("{epoch}:{cursor}"))).await.frame("welcome").await;
        for welcome in [&back.welcome, &events] {
            assert_eq!((&welcome["resumed"], &welcome["seq"]), (&json!(true), &json!(7)), "{cursor}");
            assert_eq!(welcome["messages"], json!(expected), "{cursor}");
        }
        let whole = server.resumed(&epoch, cursor).await;
        assert_eq!(whole.welcome["messages"].as_array().map(Vec::len), Some([2, 2, 2, 2, 2, 2, 1, 0][cursor as usize]));
    }
}

pub(super) async fn who_saves_data_is_welcomed_with_a_small_page(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut mia = server.moderator("Mia").await;
    let mut last = Value::Null;
    for number in 0..30 {
        last = mia.says(&format!("number {number}")).await;
    }
    mia.reacts(&last, "👍", true).await;
    let epoch = mia.stream.epoch.clone();
    for saving in [server.saving(None).await, server.saving(Some((&epoch, 99.into()))).await] {
        let messages = saving.welcome["messages"].as_array().expect("a list");
        assert_eq!((messages.len(), &messages[0]["text"]), (20, &json!("number 10")));
        assert!(messages.iter().all(|message| message.get("reactions").is_none()));
    }
    assert_eq!(server.reader().await.welcome["messages"].as_array().map(Vec::len), Some(30));

    let events = "/rooms/main/events?low_data=";
    server.api().get(&format!("{events}yes")).await.refuses(400, "bad_frame");
    let mut stream = server.stream().await;
    stream.sends(&json!({ "type": "hello", "low_data": "yes" })).await;
    assert_eq!(stream.awaits("an error", |frame| frame["type"] == "error").await["code"], "bad_frame");
    let mut whole = server.stream().await;
    whole.sends(&json!({ "type": "hello", "low_data": false })).await;
    let welcome = whole.awaits("the welcome", |frame| frame["type"] == "welcome").await;
    assert_eq!(welcome["messages"][29]["reactions"][0]["count"], 1);
}
