//! Durable before acknowledged, seen from the kernel.

use std::path::Path;

use crate::support::{
    actors::{Reader, post},
    api::Api,
    databases::TestDatabase,
    process::{Process, runs},
    stream::Stream,
};

/// How often the database's write-ahead log has been brought to the disk. The tracer has written this down before it lets
/// the server go on, so whatever the server says later is later.
fn synced(trace: &Path) -> usize {
    let trace = std::fs::read_to_string(trace).expect("the tracer writes it");
    let mut syncing = Vec::new();
    let mut count = 0;
    // `PID fdatasync(9</tmp/x/stream.sqlite-wal>) = 0`, or in two lines where threads cross: `PID fdatasync(9</tmp/x/
    // stream.sqlite-wal> <unfinished ...>` and `PID <... fdatasync resumed>) = 0`.
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').expect("a thread and what it called");
        let done = line.ends_with(" = 0");
        if call.contains("sqlite-wal>") {
            if done {
                count += 1;
            } else if call.ends_with("<unfinished ...>") {
                syncing.push(thread);
            }
        } else if let Some(index) = syncing.iter().position(|other| *other == thread && call.contains("resumed>")) {
            syncing.swap_remove(index);
            count += usize::from(done);
        }
    }
    count
}

#[tokio::test]
async fn every_ack_on_sqlite_follows_a_sync() {
    let database = TestDatabase::sqlite().await;
    runs(&["event", "import", "loadtest/event.toml", "--database", &database.url]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let trace = folder.path().join("trace");
    // As a grandchild (-D), so that the server is our own process and the tracer ends with it.
    let arguments = ["-D", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", trace.to_str().expect("a path")];
    let server = Process::serve_under("strace", &arguments, &database.url).await;
    let api = Api::new(reqwest::Client::new(), format!("http://{}", server.address), "load".to_owned(), None);
    let joined = api.joins("Alice", None).await;
    let stream = Stream::open(server.address, "/api/v1/events/load/rooms/main/stream", "Alice").await;
    let mut alice = Reader::enter(stream.expect("the upgrade"), joined["token"].as_str(), None).await;
    for number in 0..25 {
        let before = synced(&trace);
        alice.does(&post(&format!("to the disk {number}"))).await;
        assert!(synced(&trace) > before, "the ack of post {number} came before its sync");
    }
    server.kill().await;
}
