//! A reader on a link so thin that it carries less than a page a second.

use crate::support::{
    actors::Reader,
    databases::TestDatabase,
    proxy::{Proxy, Way},
    server::Server,
    stream::Stream,
};

/// A bad 2G link, in bytes a second.
const THIN: u32 = 4 * 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_on_a_thin_link_gets_everything_and_holds_nobody_up() {
    let database = TestDatabase::sqlite().await;
    let server = Server::on(&database).await;
    let proxy = Proxy::to(server.address).await;
    proxy.to_client(Way::Throttled(THIN));
    let stream = Stream::open(proxy.address, &server.stream_path("main"), "a far reader").await.expect("the upgrade");
    let mut far = Reader::enter(stream, None, None).await;
    let (mut alice, mut near) = (server.participant("Alice").await, server.reader().await);
    for number in 0..60 {
        alice.says(&format!("to all ends of the world {number}")).await;
        near.sees(&format!("to all ends of the world {number}")).await;
    }
    assert!(far.stream.seq < 60, "the link is thin");
    far.sees("to all ends of the world 59").await;
    assert_eq!(far.stream.room, near.stream.room, "without having been sent away");
}
