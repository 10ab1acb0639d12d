//! `kill -9` at random moments under load. `KILLS=200 cargo test kill_9` goes on for longer.

use social_stream::domain::Random;

use crate::support::{
    databases::TestDatabase,
    load::Load,
    metrics::Metrics,
    process::{Process, lifts},
    seed::{number, seeded},
};

pub(super) async fn what_was_acked_survives_kill_9(database: &TestDatabase) {
    let (kills, random) = (number("KILLS", 50), seeded());
    let random: &dyn Random = &random;
    lifts(&database.url).await;
    let mut server = Process::serve(&database.url, None, &[]).await;
    let address = server.address;
    let load = Load::on(address, 6, 3).await;
    for _ in 0..kills {
        load.acks(1 + random.below(200)).await;
        server.kill().await;
        server = Process::serve(&database.url, Some(address), &[]).await;
    }
    let outcome = load.ends_well().await;
    assert!(outcome.refused.is_empty(), "{outcome:?}");
    assert_eq!(outcome.acked, outcome.stored as u64, "in the end everything is acked, and nothing else is stored");
    assert!(outcome.acked >= kills && outcome.reconnects >= kills, "{outcome:?}");
    server.kill().await;
}

pub(super) async fn sigterm_under_load_loses_nothing(database: &TestDatabase) {
    let random = seeded();
    let random: &dyn Random = &random;
    lifts(&database.url).await;
    let mut server = Process::serve(&database.url, None, &[]).await;
    let address = server.address;
    let load = Load::on(address, 6, 3).await;
    for _ in 0..5 {
        load.is_complete().await;
        load.acks(1 + random.below(200)).await;
        server.signal("TERM").await;
        let (status, log) = server.ended().await;
        assert_eq!(status.code(), Some(0), "{log}");
        assert!(!log.contains("did not finish in time"), "{log}");
        server = Process::serve(&database.url, Some(address), &[]).await;
    }
    load.is_complete().await;
    let outcome = load.ends_well().await;
    assert!(outcome.refused.is_empty(), "{outcome:?}");
    assert_eq!(outcome.acked, outcome.stored as u64);
    assert!(outcome.reconnects >= 5 * 9, "everybody is told to come back each time: {outcome:?}");
    server.kill().await;
}

pub(super) async fn a_crowd_that_returns_to_a_cold_server_costs_one_read_of_the_log(database: &TestDatabase) {
    lifts(&database.url).await;
    let server = Process::serve(&database.url, None, &[]).await;
    let address = server.address;
    let load = Load::on(address, 6, 150).await;
    load.acks(100).await;
    server.kill().await;
    let (server, metrics) = Metrics::of(&database.url, Some(address)).await;
    load.is_complete().await;
    load.acks(100).await;
    assert_eq!(metrics.number("social_stream_log_reads_total").await, Some(1));
    let outcome = load.ends_well().await;
    assert!(outcome.reconnects >= 156, "{outcome:?}");
    server.kill().await;
}
