//! Clients that come and go by the thousand, and places that do not exist. Nothing of them stays in memory.

use std::{io, net::SocketAddr, time::Duration};

use futures_util::{StreamExt, stream};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpSocket, TcpStream},
};

use crate::support::{
    actors::hello,
    api::Api,
    databases::TestDatabase,
    frames::{Heard, TEXT, Wire, close, frame, request},
    metrics::Metrics,
    process::{Process, lifts},
};

const STREAM: &str = "/api/v1/events/load/rooms/main/stream";

/// At once; the rest follow as these end.
const AT_ONCE: usize = 32;

/// Those whose memory is what a server holds that has been in use.
const WARM_UP: usize = 4_000;

const CONNECTIONS: usize = 20_000;
const UNKNOWN_NAMES: usize = 10_000;

/// Less than it would cost to remember them.
const A_HUNDRED_BYTES_A_NAME: u64 = 100 * UNKNOWN_NAMES as u64;

/// Runs many clients, some at a time.
async fn crowd<F: Future<Output = ()>>(numbers: std::ops::Range<usize>, client: impl Fn(usize) -> F) {
    stream::iter(numbers).map(client).buffer_unordered(AT_ONCE).for_each(async |()| ()).await;
}

/// Holds memory in the end against that after the warm-up.
fn is_back(before: u64, later: u64, may_grow: u64) {
    println!("{before} bytes after the warm-up, {later} in the end");
    assert!(later <= before + may_grow, "{later} bytes, {before} after the warm-up");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_is_back_after_20_000_connections() {
    let database = TestDatabase::sqlite().await;
    lifts(&database.url).await;
    let (server, metrics) = Metrics::of(&database.url, None).await;
    crowd(0..WARM_UP, |number| comes_and_goes(server.address, number)).await;
    metrics.all_are_gone().await;
    let before = server.memory();
    crowd(0..CONNECTIONS, |number| comes_and_goes(server.address, number)).await;
    metrics.all_are_gone().await;
    is_back(before, server.memory(), before / 10);
}

/// Half of them are cut, half say farewell; some before the upgrade is answered, some in the middle of the hello, some
/// right after it, some once they are welcomed.
async fn comes_and_goes(server: SocketAddr, number: usize) {
    let mut tcp = from_some_address(server, number).await.expect("the server takes connections");
    if number.is_multiple_of(2) {
        tcp.set_zero_linger().expect("a socket");
    }
    let request = request(STREAM);
    if number % 8 < 2 {
        let _ = tcp.write_all(&request.as_bytes()[..request.len() - 7 * (number % 16 / 8)]).await;
        return;
    }
    let mut wire = Wire::over(tcp, STREAM).await.expect("the upgrade");
    let hello = frame(TEXT, hello(None, None).to_string().as_bytes());
    match number % 8 {
        2 | 3 => wire.says(&hello[..hello.len() / 2]).await,
        4 | 5 => wire.says(&hello).await,
        _ => {
            wire.says(&hello).await;
            wire.hears_of("welcome").await;
        }
    }
    // In the middle of a frame there is no farewell.
    if number % 2 == 1 && number % 8 > 3 {
        wire.says(&close(1000, b"bye")).await;
        while !matches!(wire.hears().await, Heard::Close(_)) {}
    }
}

/// This machine has 16 million addresses of its own, and each has its own ports: those of one run out, since a
/// connection that was closed in order keeps its for a minute.
async fn from_some_address(server: SocketAddr, number: usize) -> io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(([127, 0, 0, 2 + (number % 16) as u8], 0).into())?;
    socket.connect(server).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_is_flat_over_10_000_unknown_names() {
    let database = TestDatabase::sqlite().await;
    lifts(&database.url).await;
    let server = Process::serve(&database.url, None, &[]).await;
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
    let api = Api::new(http, format!("http://{}", server.address), "load".to_owned(), None);
    let asks = async |number: usize| {
        let name = format!("{number:0>64}");
        match number % 5 {
            0 => drop(api.get(&format!("/rooms/{name}/messages")).await.refuses(404, "not_found")),
            1 => assert_eq!(api.page(&format!("/e/{name}")).await.status, 404),
            2 => assert_eq!(api.page(&format!("/e/load/{name}/embed")).await.status, 404),
            3 => is_told_4004(server.address, &format!("/api/v1/events/load/rooms/{name}/stream"), number).await,
            _ => is_told_4004(server.address, &format!("/api/v1/events/{name}/rooms/main/stream"), number).await,
        }
    };
    crowd(0..WARM_UP, &asks).await;
    let before = server.memory();
    crowd(WARM_UP..WARM_UP + UNKNOWN_NAMES, &asks).await;
    is_back(before, server.memory(), A_HUNDRED_BYTES_A_NAME);
}

async fn is_told_4004(server: SocketAddr, path: &str, number: usize) {
    let tcp = from_some_address(server, number).await.expect("the server takes connections");
    let mut wire = Wire::over(tcp, path).await.expect("the upgrade");
    match wire.hears().await {
        Heard::Close(Some((code, _))) => assert_eq!(code, 4004, "{path}"),
        other => panic!("{path}: {other:?}"),
    }
}
