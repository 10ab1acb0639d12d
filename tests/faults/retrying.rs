//! The ack is lost on the way, and the client asks again.

use serde_json::json;

use crate::support::{
    actors::{Participant, Reader, ack_of, post, removal, tombstone},
    databases::TestDatabase,
    proxy::{Proxy, Way},
    server::Server,
    stream::Stream,
};

/// Somebody's second stream, through a proxy.
async fn through(proxy: &Proxy, server: &Server<'_>, somebody: &Participant) -> Reader {
    let stream =
        Stream::open(proxy.address, &server.stream_path("main"), "through the proxy").await.expect("the upgrade");
    Reader::enter(stream, Some(&somebody.token), None).await
}

pub(super) async fn a_lost_ack_is_given_again(database: &TestDatabase) {
    let server = Server::on(database).await;
    let proxy = Proxy::to(server.address).await;
    let (alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    for round in 0..5 {
        let text = format!("did you get this? {round}");
        let sent = post(&text);
        let mut cut_off = through(&proxy, &server, &alice).await;
        proxy.to_client(Way::Dropped);
        cut_off.sends(&sent).await;
        let stored = bob.sees(&text).await;
        proxy.cut();
        assert_eq!(cut_off.stream.is_closed().await, 1006, "without the ack");
        assert_eq!(cut_off.stream.looks_for("the ack", |frame| frame["type"] == "ack").await, None);
        bob.says("in between").await;
        let ack = through(&proxy, &server, &alice).await.does(&sent).await;
        assert_eq!(ack_of(&ack), ack_of(&stored), "the first one's");
        let body = json!({ "nonce": sent["nonce"], "text": text });
        assert_eq!(alice.api.post("/rooms/main/messages", &body).await.gives(200), ack_of(&stored));
    }
    assert_eq!(database.number("SELECT COUNT(*) FROM messages").await, 10, "one row each");
}

pub(super) async fn a_lost_ack_is_given_again_after_the_removal_too(database: &TestDatabase) {
    const SECRET: &str = "where the safe house is";
    let server = Server::on(database).await;
    let proxy = Proxy::to(server.address).await;
    let (alice, mut moderator) = (server.participant("Alice").await, server.moderator("Mia").await);
    let sent = post(SECRET);
    let mut cut_off = through(&proxy, &server, &alice).await;
    proxy.to_client(Way::Held);
    cut_off.sends(&sent).await;
    let stored = moderator.sees(SECRET).await;
    let removed = moderator.removes(&stored).await;
    proxy.cut();
    let mut back = through(&proxy, &server, &alice).await;
    assert_eq!(ack_of(&back.does(&sent).await), ack_of(&stored));
    let left = tombstone(&stored, &removed["seq"]);
    assert_eq!(server.api().history("").await, std::slice::from_ref(&left), "one row, and the text does not come back");
    moderator.says("the next").await;
    back.sees("the next").await;
    assert_eq!(back.stream.room[&1], left);
    assert_eq!(database.number("SELECT COUNT(*) FROM messages WHERE body IS NOT NULL").await, 1);
}

pub(super) async fn a_lost_ack_of_a_removal_is_given_again(database: &TestDatabase) {
    let server = Server::on(database).await;
    let proxy = Proxy::to(server.address).await;
    let (mut alice, moderator) = (server.participant("Alice").await, server.moderator("Mia").await);
    let posted = alice.says("to be removed").await;
    let sent = removal(&posted);
    let mut cut_off = through(&proxy, &server, &moderator).await;
    proxy.to_client(Way::Dropped);
    cut_off.sends(&sent).await;
    let left = alice.sees_removed(&posted).await;
    proxy.cut();
    let ack = through(&proxy, &server, &moderator).await.does(&sent).await;
    assert_eq!((&ack["id"], &ack["seq"]), (&left["id"], &left["seq"]));
    assert_eq!(server.api().get("/rooms/main/messages").await.gives(200)["seq"], 2, "removed once");
}
