//! `compare` with servers that are at hand everywhere: the bare loop, and one that cannot be started.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

use std::{fs, path::Path, process::Command, time::Duration};

use futures_util::future::BoxFuture;
use loadtest::compare::{self, Contender, Floor, Rise, Running, Work};

const WORK: Work = Work {
    readers: 5,
    rate: 100.0,
    duration: Duration::from_millis(200),
    size: 100,
    rounds: 2,
    rise: None,
    patience: Duration::from_secs(5),
};

fn floor() -> Floor {
    Floor::new(env!("CARGO_BIN_EXE_loadtest").into())
}

/// Keeps the process ids of the bare loops it starts.
struct Watched(std::sync::Mutex<Vec<u32>>);

impl Contender for Watched {
    fn name(&self) -> String {
        "watched".to_owned()
    }

    fn start<'a>(&'a self, folder: &'a Path) -> BoxFuture<'a, anyhow::Result<Running>> {
        Box::pin(async move {
            let running = floor().start(folder).await?;
            self.0.lock().unwrap().push(running.child.id());
            Ok(running)
        })
    }
}

struct Broken;

impl Contender for Broken {
    fn name(&self) -> String {
        "broken".to_owned()
    }

    fn start<'a>(&'a self, _folder: &'a Path) -> BoxFuture<'a, anyhow::Result<Running>> {
        Box::pin(async { anyhow::bail!("no such server") })
    }
}

#[tokio::test]
async fn everything_published_reaches_every_reader_in_every_round() {
    let contenders: [Box<dyn Contender>; 2] = [Box::new(floor()), Box::new(floor())];
    let comparison = compare::run(&WORK, &contenders).await.unwrap();
    assert_eq!(comparison.missing(), 0, "{comparison}");
    for result in &comparison.results {
        assert_eq!(result.rounds.len(), 2, "{comparison}");
        for round in &result.rounds {
            assert!(round.delivered_per_second > 0.0 && round.p99_ms > 0.0, "{comparison}");
        }
    }
    assert!(comparison.to_string().contains("bare loop"), "{comparison}");
}

#[tokio::test]
async fn a_rising_rate_ends_at_the_limit() {
    let rise = Rise { factor: 2.0, limit_ms: 0.0001 };
    let contenders: [Box<dyn Contender>; 1] = [Box::new(floor())];
    let comparison = compare::run(&Work { rounds: 1, rise: Some(rise), ..WORK }, &contenders).await.unwrap();
    assert_eq!(comparison.results[0].rounds[0].rate, 0.0, "nothing is delivered within no time: {comparison}");
}

#[tokio::test]
async fn no_server_outlives_its_turn_also_when_another_fails() {
    let watched = std::sync::Arc::new(Watched(std::sync::Mutex::default()));
    struct Shared(std::sync::Arc<Watched>);
    impl Contender for Shared {
        fn name(&self) -> String {
            self.0.name()
        }
        fn start<'a>(&'a self, folder: &'a Path) -> BoxFuture<'a, anyhow::Result<Running>> {
            self.0.start(folder)
        }
    }
    let contenders: [Box<dyn Contender>; 2] = [Box::new(Shared(watched.clone())), Box::new(Broken)];
    let error = compare::run(&WORK, &contenders).await.unwrap_err();
    assert!(format!("{error:#}").contains("broken: no such server"), "{error:#}");
    let started = watched.0.lock().unwrap().clone();
    assert_eq!(started.len(), 1);
    assert!(fs::metadata(format!("/proc/{}", started[0])).is_err(), "it is gone");
}

#[test]
fn a_server_that_is_not_there_is_misuse() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_loadtest")).args(["compare", "--server", "/no/such/server"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/no/such/server"));
}
