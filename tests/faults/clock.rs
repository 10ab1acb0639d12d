//! The server's clock is set an hour back and forth: order comes from the log, and only what is about time heeds the time.

use std::time::Duration;

use serde_json::{Value, json};
use social_stream::domain::{Clock, Pace, Random, Role};
use tokio::sync::mpsc;

use crate::support::{
    actors::{Participant, ack_of},
    databases::TestDatabase,
    seed::seeded,
    server::Server,
};

const HOUR: Duration = Duration::from_secs(60 * 60);
const POSTS: usize = 60;

pub(super) async fn a_clock_set_back_and_forth_changes_no_order(database: &TestDatabase) {
    let random = seeded();
    let server = Server::on(database).await;
    let (mut reader, mut writers) = (server.reader().await, Vec::new());
    let (posted, mut clock_is_due) = mpsc::channel(1);
    for name in ["Anna", "Boris", "Chen"] {
        writers.push(tokio::spawn(writes(server.participant(name).await, posted.clone())));
    }
    drop(posted);
    let mut back = false;
    while clock_is_due.recv().await.is_some() {
        if (&random as &dyn Random).below(4) == 0 {
            if back {
                server.clock.advance(HOUR)
            } else {
                server.clock.rewind(HOUR)
            }
            back = !back;
        }
    }
    let mut acks: Vec<Value> = Vec::new();
    for writer in writers {
        acks.extend(writer.await.expect("every post is acked"));
    }
    let room = server.api().history("?limit=200").await;
    let numbers = |field: &str| room.iter().filter_map(|message| message[field].as_u64()).collect::<Vec<_>>();
    let all: Vec<_> = (1..=3 * POSTS as u64).collect();
    assert_eq!((numbers("position"), numbers("seq")), (all.clone(), all));
    acks.sort_by_key(|ack| ack["position"].as_u64());
    assert_eq!(acks, room.iter().map(ack_of).collect::<Vec<_>>(), "acks tell what is stored");
    let at: Vec<_> = room.iter().map(|message| message["at"].as_str().expect("a time")).collect();
    assert!(!at.is_sorted(), "the clock went back in the middle of it");
    reader.stream.awaits("the last message", |frame| frame["message"]["seq"] == 3 * POSTS).await;
    assert_eq!(reader.stream.room.into_values().collect::<Vec<_>>(), room);
}

async fn writes(mut writer: Participant, posted: mpsc::Sender<()>) -> Vec<Value> {
    let mut acks = Vec::new();
    for number in 0..POSTS {
        acks.push(ack_of(&writer.says(&format!("{} {number}", writer.you["name"])).await));
        posted.send(()).await.expect("the clock is there");
    }
    acks
}

pub(super) async fn mutes_bans_and_invitations_end_at_their_moment(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let code = server.invite(Role::Participant, 9, Some(Duration::from_secs(60))).await;
    let end = server.clock.now().as_millis() + 60_000;
    database.execute(&format!("UPDATE people SET muted_until = {end} WHERE name = 'Alice'")).await;
    database.execute(&format!("UPDATE people SET banned_until = {end} WHERE name = 'Bob'")).await;
    let mut waits = async |expected: u64, name: &str| {
        assert_eq!(alice.may_not_say("muted", "muted").await["retry_after_ms"], expected);
        bob.may_not_say("banned", "banned").await;
        server.api().joins(name, Some(&code)).await;
    };
    waits(60_000, "Early").await;
    server.clock.rewind(HOUR);
    waits(3_660_000, "An hour early").await;
    server.clock.advance(HOUR);
    waits(60_000, "Early again").await;
    server.clock.advance(Duration::from_millis(59_999));
    waits(1, "In the last moment").await;
    server.clock.advance(Duration::from_millis(1));
    alice.says("free to speak").await;
    bob.says("back again").await;
    server.api().post("/join", &json!({ "name": "Late", "invite": code })).await.refuses(403, "forbidden");
    // What is over comes back where the clock says that it is not over yet: it is the moment that was decided.
    server.clock.rewind(HOUR);
    assert_eq!(alice.may_not_say("muted", "muted").await["retry_after_ms"], 3_600_000);
    server.clock.advance(HOUR + HOUR);
    alice.says("free for good").await;
    server.api().post("/join", &json!({ "name": "Later", "invite": code })).await.refuses(403, "forbidden");
}

pub(super) async fn no_pace_locks_anybody_out_for_the_hour_the_clock_lost(database: &TestDatabase) {
    let pace = Pace { burst: 5, interval: Duration::from_secs(2) };
    let server = Server::with(database, |event| event.settings.pace = pace).await;
    let mut alice = server.participant("Alice").await;
    let mut bursts = async |posts: usize| {
        for number in 0..posts {
            alice.says(&format!("in the burst {number}")).await;
        }
        assert_eq!(alice.may_not_say("too fast", "slow_down").await["retry_after_ms"], 2_000);
    };
    bursts(5).await;
    server.clock.rewind(HOUR);
    bursts(1).await;
    server.clock.advance(Duration::from_secs(2));
    bursts(1).await;
    server.clock.advance(HOUR);
    bursts(5).await;
}
