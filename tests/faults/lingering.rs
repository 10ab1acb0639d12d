//! Two thousand sockets that lead nowhere: they are gone by their deadlines, and those who come meanwhile notice nothing.

use std::{io, net::SocketAddr, time::Duration};

use futures_util::future::join_all;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::{Instant, interval, timeout},
};

use crate::support::{
    actors::Reader,
    api::Api,
    bystander::newcomer,
    databases::TestDatabase,
    frames::{Heard, Wire},
    metrics::Metrics,
    process::lifts,
    proxy::{Proxy, Way},
    stream::Stream,
};

const STREAM: &str = "/api/v1/events/load/rooms/main/stream";

/// Of each kind.
const SOCKETS: usize = 500;

/// Those whose network loses them.
const VANISHED: usize = 20;

/// The deadlines of `connection::limits` and of the HTTP server.
const REQUEST: Duration = Duration::from_secs(10);
const HELLO: Duration = Duration::from_secs(10);
const PONG: Duration = Duration::from_secs(45 + 15);

/// What a busy machine may be late.
const LATE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_sockets_that_lead_nowhere_are_gone_by_their_deadlines() {
    rlimit::increase_nofile_limit(u64::MAX).expect("files for all sockets");
    let database = TestDatabase::quick().await;
    lifts(&database.url).await;
    let (server, metrics) = Metrics::of(&database.url, None).await;
    let address = server.address;
    let vanished = vanish(address).await;
    let mut lingering = JoinSet::new();
    for _ in 0..SOCKETS {
        lingering.spawn(ends_within(REQUEST, says_nothing(connect(address).await)));
        lingering.spawn(ends_within(REQUEST, says_little(connect(address).await)));
        let silent = Wire::open(address, STREAM).await.expect("the upgrade");
        lingering.spawn(ends_within(HELLO, is_told(silent, 4001)));
        let mute = Wire::enter(address, STREAM, None).await;
        lingering.spawn(ends_within(PONG, is_told(mute, 4000)));
    }
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let api = Api::new(http, format!("http://{address}"), "load".to_owned(), None);
    let (mut moments, mut newcomers) = (interval(Duration::from_secs(3)), 0);
    while !lingering.is_empty() {
        tokio::select! {
            Some(gone) = lingering.join_next() => gone.expect("it is gone in time"),
            _ = moments.tick() => {
                newcomers += 1;
                let joined = api.joins(&format!("Newt {newcomers}"), None).await;
                let welcome = newcomer(address, STREAM, joined["token"].as_str().expect("a token")).await;
                if newcomers == 1 {
                    assert!(welcome["online"].as_u64() > Some(SOCKETS as u64), "they were there: {}", welcome["online"]);
                }
            }
        }
    }
    assert!(newcomers > 10, "{newcomers}");
    metrics.all_are_gone().await;
    drop(vanished);
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("the server takes connections")
}

/// Holds a socket's end to its deadline. It begins with the last thing that was heard, which is now.
async fn ends_within(deadline: Duration, lingering: impl Future<Output = ()>) {
    let begun = Instant::now();
    timeout(deadline + LATE, lingering).await.unwrap_or_else(|_| panic!("still there after {:?}", begun.elapsed()));
    let lasted = begun.elapsed();
    assert!(lasted > deadline - Duration::from_secs(1), "gone after {lasted:?} instead of {deadline:?}");
}

async fn says_nothing(mut tcp: TcpStream) {
    let heard = tcp.read_u8().await.expect_err("nothing was asked");
    assert_eq!(heard.kind(), io::ErrorKind::UnexpectedEof);
}

/// Half a request, then a byte of a header each second.
async fn says_little(mut tcp: TcpStream) {
    tcp.write_all(b"GET / HTTP/1.1\r\nHost: server\r\nX-Slow: ").await.expect("the connection is open");
    let (mut from, mut to) = tcp.split();
    let trickle = async {
        let mut turn = interval(Duration::from_secs(1));
        loop {
            turn.tick().await;
            if to.write_all(b"x").await.is_err() {
                return;
            }
        }
    };
    let mut answer = Vec::new();
    tokio::select! {
        // The server may say that this took too long.
        _ = from.read_to_end(&mut answer) => {}
        () = trickle => {}
    }
}

/// Reads, and answers nothing, not even pings.
async fn is_told(mut wire: Wire, expected: u16) {
    loop {
        match wire.next().await {
            Heard::Close(Some((code, _))) => return assert_eq!(code, expected),
            Heard::Text(_) | Heard::Ping => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Welcomed readers, whose network then loses everything on both ways without telling anybody.
async fn vanish(address: SocketAddr) -> (Proxy, Vec<Reader>) {
    let proxy = Proxy::to(address).await;
    let readers = join_all((0..VANISHED).map(async |_| {
        let stream = Stream::open(proxy.address, STREAM, "a reader").await.expect("the upgrade");
        Reader::enter(stream, None, None).await
    }))
    .await;
    proxy.to_server(Way::Dropped);
    proxy.to_client(Way::Dropped);
    (proxy, readers)
}
