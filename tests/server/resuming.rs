use serde_json::{Value, json};

use crate::support::{actors::Reader, databases::TestDatabase, server::Server};

pub(super) async fn every_cursor_gets_exactly_what_changed(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut moderator) = (server.participant("Alice").await, server.moderator("Mia").await);
    let mut posted = Vec::new();
    for number in 0..12 {
        posted.push(alice.says(&format!("message {number}")).await);
        if number % 3 == 2 {
            moderator.removes(&posted[number / 2]).await;
        }
    }
    let head = 16;
    let room = server.api().history("?limit=200").await;
    for cursor in 0..=head {
        let resumed = server.resumed(&alice.stream.epoch, cursor).await;
        assert_eq!(resumed.welcome["resumed"], true, "{cursor}");
        assert_eq!(resumed.welcome["seq"], head);
        let mut expected: Vec<Value> = room.iter().filter(|m| m["seq"].as_u64() > Some(cursor)).cloned().collect();
        expected.sort_by_key(|m| m["seq"].as_u64());
        assert_eq!(resumed.welcome["messages"], json!(expected), "{cursor}");
    }
}

pub(super) async fn a_cursor_that_fits_no_history_gets_the_newest_page(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    alice.says("one").await;
    alice.says("two").await;
    let epoch = alice.stream.epoch.clone();
    let page = server.api().history("").await;
    for (epoch, seq) in [
        (epoch.as_str(), json!(3)),
        (&epoch, json!(-1)),
        (&epoch, json!(1.5)),
        (&epoch, serde_json::from_str("18446744073709551616").expect("a number")),
        (&epoch, json!(u64::MAX)),
        ("another", json!(1)),
        ("", json!(0)),
    ] {
        let reader = Reader::enter(server.stream().await, None, Some((epoch, seq.clone()))).await;
        assert_eq!(reader.welcome["resumed"], false, "{epoch} {seq}");
        assert_eq!(reader.welcome["messages"], json!(page));
        assert_eq!(reader.welcome["seq"], 2);
    }
}

pub(super) async fn cursors_outlive_a_restart(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let first = alice.says("before").await;
    let (epoch, seq) = (alice.stream.epoch.clone(), first["seq"].as_u64().expect("a number"));
    let server = server.restart().await;
    let mut alice = alice.again(&server).await;
    alice.says("after").await;
    let resumed = server.resumed(&epoch, seq).await;
    assert_eq!(resumed.welcome["resumed"], true);
    assert_eq!(resumed.welcome["messages"][0]["text"], "after");
    assert_eq!(resumed.welcome["messages"].as_array().map(Vec::len), Some(1));
}
