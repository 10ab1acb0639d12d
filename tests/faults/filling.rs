//! The disk under the database is full, and then it is not.

use std::net::SocketAddr;

use crate::support::{
    actors::Reader,
    api::Api,
    cluster::Cluster,
    load::Load,
    process::{Process, lifts, prepared, program},
    small_disk::{SmallDisk, on_small_disk},
    stream::Stream,
};

async fn enter(address: SocketAddr) -> Reader {
    let stream = Stream::open(address, "/api/v1/events/load/rooms/main/stream", "a reader").await.expect("the upgrade");
    Reader::enter(stream, None, None).await
}

/// A room with traffic on a disk that fills up and is cleared.
async fn full_and_cleared(server: Process, disk: SmallDisk) {
    let address = server.address;
    let api = Api::new(reqwest::Client::new(), format!("http://{address}"), "load".to_owned(), None);
    let load = Load::on(address, 4, 3).await;
    load.acks(100).await;
    let mut reader = enter(address).await;
    for _ in 0..2 {
        disk.fill();
        load.refusals(50).await;
        // What is in memory, and what only the database has.
        reader.stream.is_alive().await;
        let newcomer = enter(address).await;
        assert_eq!(newcomer.welcome["messages"].as_array().map(Vec::len), Some(50));
        let oldest = api.history("?after=0&limit=20").await;
        assert_eq!(oldest.len(), 20);
        assert!(oldest.iter().zip(1..).all(|(message, position)| message["position"] == position));
        assert_eq!(api.page("/e/load").await.status, 200);
        disk.make_room();
        load.acks(100).await;
    }
    let outcome = load.ends_well().await;
    assert_eq!(outcome.refused.keys().collect::<Vec<_>>(), ["unavailable"], "{outcome:?}");
    assert_eq!(outcome.reconnects, 0, "{outcome:?}");
    assert_eq!(outcome.acked, outcome.stored as u64, "what was refused is not stored: {outcome:?}");
    server.signal("TERM").await;
    let (status, log) = server.ended().await;
    assert_eq!(status.code(), Some(0), "{log}");
    let causes = log.lines().filter(|line| line.contains("full") || line.contains("No space left on device")).count();
    // While the disk is nearly full some batches fit and others do not.
    assert!((2..=20).contains(&causes), "the administrator reads why, and not at every post: {log}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_under_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("stream.sqlite").display());
    // The event is imported on the same disk that is served, so all of it is one command.
    let both = "\"$0\" event import loadtest/event.toml \"$@\" >&2 && exec \"$0\" serve --listen 127.0.0.1:0 \"$@\"";
    let mut command = prepared(on_small_disk(folder.path(), 16));
    command.args(["sh", "-ceu", both]).arg(program().as_std().get_program()).args(["--database", &database]);
    let server = Process::spawn(command).await;
    let disk = SmallDisk::of(server.pid(), folder.path());
    full_and_cleared(server, disk).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_under_postgres() {
    let cluster = Cluster::on_small_disk(80).await;
    lifts(&cluster.url()).await;
    let server = Process::serve(&cluster.url(), None, &[]).await;
    let disk = cluster.disk();
    full_and_cleared(server, disk).await;
}
