//! One command sent over two connections at once, 500 times.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{
    actors::{Participant, ack_of, nonce},
    databases::{Raw, TestDatabase},
    server::Server,
};

const RACES: usize = 500;

/// Posts of one pair of connections: no more than may be without an answer, or come at once.
const OF_A_PAIR: usize = 50;

/// The same person's two connections, and somebody else who posts beside them.
struct Pair {
    one: Participant,
    other: Participant,
    bystander: Participant,
}

impl Pair {
    async fn all(server: &Server<'_>) -> Vec<Self> {
        let mut pairs = Vec::new();
        for number in 0..RACES / OF_A_PAIR {
            let letter = char::from(b'A' + number as u8);
            let one = server.participant(&format!("Alice {letter}")).await;
            let other = one.again(server).await;
            pairs.push(Self { one, other, bystander: server.participant(&format!("Bob {letter}")).await });
        }
        pairs
    }
}

/// Posts under fresh nonces; what they say begins with `word`, then the nonce.
fn posts(word: &str) -> Vec<Value> {
    let post = |nonce: String| json!({ "type": "post", "nonce": nonce, "text": format!("{word} {nonce}") });
    (0..OF_A_PAIR).map(|_| post(nonce())).collect()
}

async fn sends(participant: &mut Participant, posts: &[Value]) {
    for post in posts {
        participant.sends(post).await;
    }
}

/// The answers by nonce.
async fn answers(participant: &mut Participant, posts: &[Value]) -> BTreeMap<String, Value> {
    let mut answers = BTreeMap::new();
    for post in posts {
        let answer = participant.stream.awaits("an answer", |frame| frame["nonce"] == post["nonce"]).await;
        answers.insert(post["nonce"].as_str().expect("a nonce").to_owned(), answer);
    }
    answers
}

/// Keeps every writer from committing until [`release`].
async fn hold_commits(database: &TestDatabase) -> Raw {
    let mut raw = database.raw().await;
    let lock = match &raw {
        Raw::Sqlite(_) => "BEGIN IMMEDIATE",
        Raw::Postgres(_) => "BEGIN; SELECT 1 FROM rooms FOR UPDATE",
    };
    raw.execute(lock).await;
    raw
}

/// The room as it is stored, held to be nothing but these texts, each once.
async fn holds_exactly(server: &Server<'_>, expected: BTreeSet<String>) -> BTreeMap<String, Value> {
    let mut room: Vec<Value> = Vec::new();
    loop {
        let after = room.last().map_or(0, |message| message["position"].as_u64().expect("a number"));
        let page = server.api().history(&format!("?after={after}&limit=200")).await;
        if page.is_empty() {
            break;
        }
        room.extend(page);
    }
    let by_text: BTreeMap<String, Value> =
        room.iter().map(|message| (message["text"].as_str().expect("a text").to_owned(), message.clone())).collect();
    assert_eq!(by_text.len(), room.len(), "each once");
    assert_eq!(by_text.keys().cloned().collect::<BTreeSet<_>>(), expected);
    by_text
}

fn texts<'a>(posts: impl IntoIterator<Item = &'a Value>) -> BTreeSet<String> {
    posts.into_iter().map(|post| post["text"].as_str().expect("a text").to_owned()).collect()
}

pub(super) async fn one_nonce_in_one_batch_is_one_row(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut pairs = Pair::all(&server).await;
    let mut expected = BTreeSet::new();
    // So many that all of them, from both connections, fit into one batch.
    for pairs in pairs.chunks_mut(4) {
        let held = hold_commits(database).await;
        let sent = join_all(pairs.iter_mut().map(async |pair| {
            let (raced, beside) = (posts("raced"), posts("beside"));
            tokio::join!(
                sends(&mut pair.one, &raced),
                sends(&mut pair.other, &raced),
                sends(&mut pair.bystander, &beside[..10]),
            );
            // The answer to a ping comes after all that was said before it was taken in.
            tokio::join!(pair.one.stream.is_alive(), pair.other.stream.is_alive(), pair.bystander.stream.is_alive());
            (raced, beside[..10].to_vec())
        }))
        .await;
        release(held).await;
        for (pair, (raced, beside)) in pairs.iter_mut().zip(&sent) {
            both_hear_the_same(&answers(&mut pair.one, raced).await, &answers(&mut pair.other, raced).await);
            for answer in answers(&mut pair.bystander, beside).await.values() {
                assert_eq!(answer["type"], "ack", "no unrelated post fails: {answer}");
            }
            expected.extend(texts(raced.iter().chain(beside)));
        }
    }
    holds_exactly(&server, expected).await;
}

pub(super) async fn one_nonce_across_batches_is_one_row(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut pairs = Pair::all(&server).await;
    let mut expected = BTreeSet::new();
    let sent = join_all(pairs.iter_mut().map(async |pair| {
        let (raced, beside) = (posts("raced"), posts("beside"));
        let Pair { one, other, bystander } = pair;
        let mut others = BTreeMap::new();
        tokio::join!(
            sends(one, &raced),
            async {
                // One after the other, each in a batch of its own.
                for post in &beside[..10] {
                    bystander.does(post).await;
                }
            },
            async {
                for post in &raced {
                    others.insert(post["nonce"].as_str().expect("a nonce").to_owned(), other.does(post).await);
                }
            },
        );
        both_hear_the_same(&answers(one, &raced).await, &others);
        texts(raced.iter().chain(&beside[..10]))
    }))
    .await;
    expected.extend(sent.into_iter().flatten());
    holds_exactly(&server, expected).await;
}

pub(super) async fn one_nonce_with_two_bodies_is_the_first(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut pairs = Pair::all(&server).await;
    let raced = join_all(pairs.iter_mut().map(async |pair| {
        let one = posts("one");
        let other: Vec<Value> = one
            .iter()
            .map(|post| json!({ "type": "post", "nonce": post["nonce"], "text": format!("other {}", post["nonce"]) }))
            .collect();
        tokio::join!(sends(&mut pair.one, &one), sends(&mut pair.other, &other));
        let (ones, others) = (answers(&mut pair.one, &one).await, answers(&mut pair.other, &other).await);
        let stands = |(one, other): (&Value, &Value)| {
            let nonce = &one["nonce"].as_str().expect("a nonce");
            let (acked, refused, stands) = match (&ones[*nonce], &others[*nonce]) {
                (ack, refused) if ack["type"] == "ack" => (ack, refused, one),
                (refused, ack) => (ack, refused, other),
            };
            assert_eq!(acked["type"], "ack", "{acked} {refused}");
            assert_eq!(refused["code"], "nonce_reused", "{acked} {refused}");
            (stands["text"].as_str().expect("a text").to_owned(), ack_of(acked))
        };
        one.iter().zip(&other).map(stands).collect::<BTreeMap<_, _>>()
    }))
    .await;
    let acked: BTreeMap<String, Value> = raced.into_iter().flatten().collect();
    assert_eq!(acked.len(), RACES);
    for (text, message) in holds_exactly(&server, acked.keys().cloned().collect()).await {
        assert_eq!(ack_of(&message), acked[&text], "the original stands");
    }
}

async fn release(mut held: Raw) {
    held.execute("COMMIT").await;
}

fn both_hear_the_same(one: &BTreeMap<String, Value>, other: &BTreeMap<String, Value>) {
    assert_eq!(one, other);
    let seqs: BTreeSet<_> = one.values().map(|ack| ack["seq"].as_u64().expect("an ack")).collect();
    assert_eq!(seqs.len(), OF_A_PAIR, "one place each");
}
