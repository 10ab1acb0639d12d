use std::collections::HashMap;

use crate::support::{actors::post, databases::TestDatabase, server::Server};

pub(super) async fn a_server_that_stops_tells_everybody_and_loses_nothing(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut reader = server.reader().await;
    let mut alice = server.participant("Alice").await;
    alice.says("the first").await;
    let posts: Vec<_> = (0..40).map(|number| post(&format!("in a hurry {number}"))).collect();
    for post in &posts {
        alice.sends(post).await;
    }
    server.shutdown.cancel();
    alice.is_closed_with(1012).await;
    reader.is_closed_with(1012).await;
    let mut acks = HashMap::new();
    for post in &posts {
        let answer = alice.stream.looks_for("an answer", |frame| frame["nonce"] == post["nonce"]).await;
        if let Some(ack) = answer {
            assert_eq!(ack["type"], "ack", "{ack}");
            acks.insert(post["nonce"].clone(), ack);
        }
    }
    let server = server.restart().await;
    let mut again = alice.again(&server).await;
    for post in &posts {
        let ack = again.does(post).await;
        if let Some(first) = acks.get(&post["nonce"]) {
            assert_eq!(ack, *first, "what was acked is there");
        }
    }
    let mut texts: Vec<_> = server.api().history("?limit=200").await.iter().map(|m| m["text"].to_string()).collect();
    assert_eq!(texts.len(), posts.len() + 1);
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), posts.len() + 1, "each once");
}
