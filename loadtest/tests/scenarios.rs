//! The scenarios against a server in memory: they pass where it keeps its promises and name the one it breaks.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod fake;

use std::time::Duration;

use fake::{Fake, Fault};
use loadtest::{
    report::Report,
    scenario::{
        Setting, idle,
        posting::{self, Plan, Way},
    },
    target::Target,
};

const READERS: u64 = 5;

/// 40 posts by two writers at intended times, five readers.
fn plan() -> Plan {
    Plan {
        scenario: "fanout",
        readers: 5,
        writers: 2,
        way: Way::Rate(200.0),
        duration: Duration::from_millis(200),
        size: 100,
    }
}

fn setting(fake: &Fake) -> Setting {
    let target = Target::new(&format!("http://{}", fake.address), "load", "main").unwrap();
    let (patience, backoff) = (Duration::from_secs(5), Duration::from_millis(20));
    Setting { patience, backoff, ..Setting::new(target) }
}

async fn run(fault: Fault, plan: &Plan) -> Report {
    let fake = Fake::start(fault).await;
    posting::run(&setting(&fake), plan).await.unwrap()
}

/// Runs with the fault; exactly these findings must come up.
#[track_caller]
fn finds(report: &Report, expected: &[(&str, u64)]) {
    let verdict = report.verdict.as_ref().unwrap();
    let found: Vec<_> =
        verdict.findings().iter().filter(|(_, f)| f.count > 0).map(|(name, f)| (*name, f.count)).collect();
    assert_eq!(found, expected, "{report}");
    assert_eq!(report.holds(), expected.is_empty());
}

#[tokio::test]
async fn a_server_that_keeps_its_promises_passes() {
    let report = run(Fault::None, &plan()).await;
    finds(&report, &[]);
    assert_eq!((report.sent, report.acked, report.unanswered, report.reconnects), (40, 40, 0, 0));
    assert_eq!(report.delivered, 40 * (READERS + 2));
    assert_eq!(report.delivery_latency.count, report.delivered);
    assert_eq!(report.ack_latency.count, 40);
}

#[tokio::test]
async fn a_message_that_is_dropped_is_missing() {
    finds(&run(Fault::Drop(20), &plan()).await, &[("missing", READERS), ("holes", READERS)]);
}

#[tokio::test]
async fn a_message_that_comes_twice_is_doubled() {
    finds(&run(Fault::Double(20), &plan()).await, &[("doubled", READERS)]);
}

#[tokio::test]
async fn messages_that_change_places_are_out_of_order() {
    finds(&run(Fault::Swap(20), &plan()).await, &[("out of order", READERS)]);
}

#[tokio::test]
async fn a_message_acked_but_not_kept_is_lost() {
    let report = run(Fault::Forget(20), &plan()).await;
    finds(&report, &[("lost", 1), ("holes in the log", 1), ("not stored", READERS + 2)]);
}

#[tokio::test]
async fn readers_that_are_cut_off_come_back_and_resume() {
    let report = run(Fault::Cut(20), &plan()).await;
    finds(&report, &[]);
    assert_eq!(report.reconnects, READERS);
    assert_eq!(report.delivered, 40 * (READERS + 2));
}

#[tokio::test]
async fn a_resume_with_a_gap_is_caught() {
    finds(&run(Fault::CutAndSkip(20), &plan()).await, &[("missing", READERS), ("holes", READERS)]);
}

#[tokio::test]
async fn a_post_whose_ack_was_lost_is_sent_again_with_its_nonce() {
    let report = run(Fault::LoseAck(20), &plan()).await;
    finds(&report, &[]);
    assert_eq!(report.acked, 40);
    assert!(report.resent > 0 && report.reconnects == 1, "{report}");
}

#[tokio::test]
async fn a_retry_that_is_stored_again_is_caught() {
    let report = run(Fault::StoreRetry(20), &plan()).await;
    let verdict = report.verdict.as_ref().unwrap();
    assert_eq!((verdict.stored_twice.count, verdict.doubled.count), (1, READERS + 2), "{report}");
}

#[tokio::test]
async fn refusals_are_counted_and_a_run_without_any_ack_fails() {
    let report = run(Fault::Refuse, &plan()).await;
    assert_eq!((report.sent, report.acked, report.refused["slow_down"]), (40, 0, 40));
    assert!(!report.holds());
}

#[tokio::test]
async fn writers_in_a_closed_loop_post_as_fast_as_they_are_acked() {
    for way in [Way::InFlight(2), Way::Http] {
        let report = run(Fault::None, &Plan { scenario: "posts", way, ..plan() }).await;
        finds(&report, &[]);
        assert!(report.acked > 40 && report.acked == report.sent, "{report}");
    }
}

#[tokio::test]
async fn idle_readers_are_held_and_measured() {
    let fake = Fake::start(Fault::None).await;
    let setting = Setting { pid: Some(std::process::id()), ..setting(&fake) };
    let report = idle::run(&setting, 5, Duration::from_millis(50)).await.unwrap();
    assert!(report.holds() && report.server.is_some(), "{report}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let fake = Fake::start(Fault::None).await;
    let setting = setting(&fake);
    drop(fake);
    let error = posting::run(&setting, &plan()).await.unwrap_err();
    assert!(error.to_string().contains("cannot be reached"), "{error:#}");
}
