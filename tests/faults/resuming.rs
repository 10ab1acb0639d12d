//! Readers come back with every cursor there is, while others write, edit, react and remove.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Value, json};
use social_stream::domain::Random;
use tokio::sync::Semaphore;

use crate::support::{
    actors::{Participant, Reader},
    databases::TestDatabase,
    seed::seeded,
    server::Server,
    stream::Stream,
    waiting::within,
};

/// What is in the room before the first one comes back.
const BEFORE: usize = 30;

/// Of these so many are not removed, but edited and reacted to.
const KEPT: usize = 5;

/// While four come back there are three changes, so that this cursor is the head.
const LAST: u64 = 4 * BEFORE as u64;

pub(super) async fn every_cursor_is_resumed_during_traffic(database: &TestDatabase) {
    let random: Arc<dyn Random> = Arc::new(seeded());
    let server = Server::on(database).await;
    let (mut witness, mut alice) = (server.reader().await.stream, server.participant("Alice").await);
    let epoch = witness.epoch.clone();
    let mut posted = Vec::new();
    for number in 0..BEFORE {
        posted.push(alice.says(&format!("before {number}")).await);
    }
    let kept = posted.split_off(BEFORE - KEPT);
    let same_alice = alice.again(&server).await;
    // Each permit is a change.
    let changes = Arc::new(Semaphore::new(0));
    let writers = [
        tokio::spawn(writes(alice, changes.clone())),
        tokio::spawn(writes(server.participant("Boris").await, changes.clone())),
        tokio::spawn(edits(same_alice, kept.clone(), changes.clone())),
        tokio::spawn(reacts(server.participant("Chiara").await, kept, changes.clone())),
        tokio::spawn(removes(server.moderator("Mia").await, posted, random, changes.clone())),
    ];
    let mut resumed: Vec<(u64, Reader)> = Vec::new();
    for cursor in 0..=LAST {
        witness.reaches(cursor).await;
        if cursor % 4 != 0 {
            changes.add_permits(1);
        }
        let reader = server.resumed(&epoch, cursor).await;
        assert_eq!(reader.welcome["resumed"], true, "{cursor}");
        resumed.push((cursor, reader));
        if cursor % 10 == 0 {
            fits_no_history(&server, &epoch).await;
        }
    }
    changes.close();
    for writer in writers {
        within("the last answers", writer).await.expect("no panic");
    }
    let page = server.api().get("/rooms/main/messages?limit=200").await.gives(200);
    let room = page["messages"].as_array().expect("a list").clone();
    let head = page["seq"].as_u64().expect("a number");
    assert_eq!(head, LAST);
    let count = |so: fn(&Value) -> bool| room.iter().filter(|message| so(message)).count();
    assert!(count(|message| message["removed"] == true) > 5, "and removals");
    assert_eq!(count(|message| message["edited_at"].is_string()), KEPT, "and edits");
    assert!(count(|message| message["reactions"].is_array()) > 0, "and reactions");
    let told = follows(witness, head).await;
    for (cursor, reader) in resumed {
        let again: Vec<u64> = changed(&reader.welcome).collect();
        assert!(again.is_sorted_by(|a, b| a < b) && again.iter().all(|&seq| seq > cursor), "{cursor}: {again:?}");
        // What somebody holds who has everything up to the cursor, then all that came since.
        let mut held = BTreeMap::new();
        let since = follows(reader.stream, head).await;
        for message in told.iter().filter(|message| message["seq"].as_u64() <= Some(cursor)).chain(&since) {
            held.insert(message["position"].as_u64(), message.clone());
        }
        assert_eq!(held.into_values().collect::<Vec<_>>(), room, "from {cursor}");
    }
}

/// Posts, one for each permit.
async fn writes(mut writer: Participant, changes: Arc<Semaphore>) {
    for number in 0.. {
        let Ok(permit) = changes.acquire().await else { return };
        permit.forget();
        writer.says(&format!("{} {number}", writer.you["name"])).await;
    }
}

/// Edits one's own messages in turn, one for each permit.
async fn edits(mut author: Participant, posted: Vec<Value>, changes: Arc<Semaphore>) {
    for (number, message) in posted.iter().cycle().enumerate() {
        let Ok(permit) = changes.acquire().await else { return };
        permit.forget();
        author.edits(message, &format!("edited {number}")).await;
    }
}

/// Reacts, one for each permit: with each emoji to each message, then takes that back, and so on.
async fn reacts(mut participant: Participant, posted: Vec<Value>, changes: Arc<Semaphore>) {
    for number in 0.. {
        let Ok(permit) = changes.acquire().await else { return };
        permit.forget();
        let (round, message) = (number / posted.len(), &posted[number % posted.len()]);
        participant.reacts(message, ["👍", "🎉"][round % 2], round % 4 < 2).await;
    }
}

/// Removes what was posted, or what it posts itself for that, one for each permit.
async fn removes(mut moderator: Participant, mut posted: Vec<Value>, random: Arc<dyn Random>, changes: Arc<Semaphore>) {
    // With nothing left to remove, the permits are the writers'.
    while !posted.is_empty()
        && let Ok(permit) = changes.acquire().await
    {
        permit.forget();
        let any = random.below(posted.len() as u64) as usize;
        moderator.removes(&posted.swap_remove(any)).await;
    }
}

/// Cursors of no history are told so, whatever is going on.
async fn fits_no_history(server: &Server<'_>, epoch: &str) {
    let two_to_the_64 = serde_json::from_str("18446744073709551616").expect("a number");
    for (epoch, seq) in [
        (epoch, json!(LAST + 1)),
        (epoch, json!(u64::MAX)),
        (epoch, json!(-1)),
        (epoch, two_to_the_64),
        ("0123456789abcdef0123456789abcdef", json!(1)),
    ] {
        let reader = Reader::enter(server.stream().await, None, Some((epoch, seq.clone()))).await;
        assert_eq!(reader.welcome["resumed"], false, "{epoch} {seq}");
        let positions: Vec<_> =
            reader.stream.room.values().filter_map(|message| message["position"].as_u64()).collect();
        assert!(positions.is_sorted() && !positions.is_empty(), "the newest page: {positions:?}");
    }
}

/// All that a stream tells up to the room's head, in the order it came.
async fn follows(mut stream: Stream, head: u64) -> Vec<Value> {
    stream.reaches(head).await;
    stream.told
}

fn changed(welcome: &Value) -> impl Iterator<Item = u64> + '_ {
    welcome["messages"].as_array().expect("a list").iter().map(|message| message["seq"].as_u64().expect("a number"))
}
