//! One row that the database refuses, in a batch with others.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::support::{
    actors::post,
    databases::{Raw, TestDatabase},
    server::Server,
};

const POISON: &str = "poison";

pub(super) async fn of_a_batch_of_50_with_one_poisonous_row_49_are_acked(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let mut raw = database.raw().await;
    let trigger = match raw {
        Raw::Sqlite(_) => {
            "CREATE TRIGGER poison BEFORE INSERT ON messages WHEN NEW.body = 'poison'
                 BEGIN SELECT RAISE(ABORT, 'this row cannot be stored'); END"
        }
        Raw::Postgres(_) => {
            "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE 'this row cannot be stored'; END $$;
             CREATE TRIGGER poison BEFORE INSERT ON messages FOR EACH ROW
                 WHEN (NEW.body = 'poison') EXECUTE FUNCTION poison()"
        }
    };
    raw.execute(trigger).await;
    // The room's writer waits for this lock with its first batch; the next batch is all that is queued behind it.
    raw.execute(match raw {
        Raw::Sqlite(_) => "BEGIN IMMEDIATE",
        Raw::Postgres(_) => "BEGIN; SELECT 1 FROM rooms FOR UPDATE",
    })
    .await;
    let posts: Vec<Value> =
        (0..51).map(|number| post(&if number == 31 { POISON.to_owned() } else { format!("good {number}") })).collect();
    for post in &posts {
        alice.sends(post).await;
    }
    // Frames are taken in order, so what was sent before this one is queued when it is answered.
    alice.stream.sends_raw(Message::text("the end")).await;
    alice.is_refused("bad_frame").await;
    raw.execute("ROLLBACK").await;
    for post in &posts {
        let answer = alice.stream.awaits("an answer", |frame| frame["nonce"] == post["nonce"]).await;
        if post["text"] == POISON {
            assert_eq!((&answer["type"], &answer["code"]), (&json!("error"), &json!("internal")));
        } else {
            assert_eq!(answer["type"], "ack", "{answer}");
        }
    }
    bob.sees("good 50").await;
    let history = server.api().history("?limit=200").await;
    let texts: Vec<_> = history.iter().map(|message| message["text"].as_str().expect("a text")).collect();
    let expected: Vec<_> =
        posts.iter().map(|post| post["text"].as_str().expect("a text")).filter(|t| *t != POISON).collect();
    assert_eq!(texts, expected, "each once, in the order they were sent");
    assert!(history.iter().zip(1..).all(|(message, seq)| message["seq"] == seq), "without holes");
    alice.says("and on it goes").await;
}
