//! The scenarios against a server in memory: they pass where it keeps its promises and name the one it breaks.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod day;
mod fake;

use std::{sync::Arc, time::Duration};

use fake::{Fake, Fault};
use loadtest::{
    api::Api,
    client::Client,
    poster,
    report::Report,
    run::Run,
    scenario::{
        Setting, idle,
        posting::{self, Plan, Way},
        raid,
        rising::{self, Rise},
        soak,
        storm::{self, Cut},
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
        // More than are in flight at a time: every ack lets the next one go.
        assert!(report.acked > 4 && report.acked == report.sent, "{report}");
    }
}

#[tokio::test]
async fn idle_readers_are_held_and_measured() {
    let fake = Fake::start(Fault::None).await;
    let setting = Setting { pid: Some(std::process::id()), ..setting(&fake) };
    let report = idle::run(&setting, 5, Duration::from_millis(50)).await.unwrap();
    assert!(report.holds() && report.server.is_some(), "{report}");
}

const STORM: storm::Plan = storm::Plan { clients: 20, behind: 30, cut: Cut::Clients, size: 100 };

#[tokio::test]
async fn everybody_comes_back_from_a_storm_and_gets_what_was_missed() {
    let fake = Fake::start(Fault::None).await;
    let report = storm::run(&setting(&fake), &STORM).await.unwrap();
    finds(&report, &[]);
    let storm = report.storm.as_ref().unwrap();
    assert_eq!((storm.returned, storm.resumed, storm.since_cut.count), (20, 20, 20), "{report}");
    assert!(storm.since_cut.max_ms >= storm.first_to_last_ms, "{report}");
    assert!(report.delivered > 0, "cursors were behind: {report}");
}

#[tokio::test]
async fn a_storm_finds_what_a_resume_leaves_out() {
    // The newest message: of 20 clients with cursors 0 to 30 behind, hardly all are at the head.
    let fake = Fake::start(Fault::CutAndSkip(31)).await;
    let report = storm::run(&setting(&fake), &STORM).await.unwrap();
    assert!(report.verdict.as_ref().unwrap().missing.count > 0 && !report.holds(), "{report}");
}

#[tokio::test]
async fn a_storm_waits_for_the_server_to_go_away() {
    let fake = Fake::start(Fault::None).await;
    let setting = setting(&fake);
    let plan = storm::Plan { cut: Cut::Server(Duration::from_secs(5)), ..STORM };
    let cutting = async {
        // Also before the driver waits for it: who is cut too early just comes back.
        loop {
            if fake.connected() == 20 {
                fake.cut_all();
            }
            tokio::task::yield_now().await;
        }
    };
    let report = tokio::select! {
        report = storm::run(&setting, &plan) => report.unwrap(),
        () = cutting => unreachable!(),
    };
    finds(&report, &[]);
    assert_eq!(report.storm.as_ref().map(|storm| storm.returned), Some(20), "{report}");
}

#[tokio::test]
async fn a_rising_rate_ends_where_it_no_longer_holds() {
    let fake = Fake::start(Fault::None).await;
    // Nothing is delivered within no time at all: the first step fails.
    let rise = Rise { from: 100.0, factor: 2.0, limit_ms: 0.0001 };
    let report = rising::run(&setting(&fake), &plan(), rise).await.unwrap();
    let risen = report.rising.as_ref().unwrap();
    assert_eq!((risen.steps.len(), risen.highest().is_none()), (1, true), "{report}");
    let fake = Fake::start(Fault::Drop(30)).await;
    let rise = Rise { limit_ms: 10_000.0, ..rise };
    let report = rising::run(&setting(&fake), &plan(), rise).await.unwrap();
    assert_eq!(report.rising.as_ref().unwrap().steps.len(), 2, "a broken promise ends it: {report}");
    assert!(!report.holds());
}

#[tokio::test]
async fn visitors_are_served_beside_the_run() {
    let fake = Fake::start(Fault::None).await;
    let setting = Setting { visits: Some(100.0), multilingual: true, ..setting(&fake) };
    let report = posting::run(&setting, &plan()).await.unwrap();
    finds(&report, &[]);
    let visits = report.visits.as_ref().unwrap();
    assert_eq!((visits.count, visits.join.count, visits.failures.len()), (20, 20, 0), "{report}");
    let page = loadtest::html::page(&report).unwrap();
    assert!(page.contains("Every promise held") && page.contains("whole visit"), "{page}");
}

#[tokio::test]
async fn in_a_soak_readers_lose_their_connections_and_miss_nothing() {
    let fake = Fake::start(Fault::None).await;
    let setting = Setting { churn: Some(Duration::from_millis(50)), pid: Some(std::process::id()), ..setting(&fake) };
    let plan = Plan { duration: Duration::from_millis(1_200), ..plan() };
    let report = soak::run(&setting, &plan).await.unwrap();
    finds(&report, &[]);
    assert!(report.reconnects > 0 && report.acked == 240, "{report}");
    let soak = report.soak.as_ref().unwrap();
    assert!(!soak.stretches.is_empty() && soak.stretches.iter().all(|stretch| stretch.resident.is_some()), "{report}");
}

fn raid() -> raid::Plan {
    raid::Plan {
        readers: 3,
        quiet: 2,
        raiders: 4,
        rate: 20.0,
        moderators: 2,
        moderator_invite: Some("code".to_owned()),
        acts: 100.0,
        before: Duration::from_millis(300),
        after: Duration::from_millis(600),
    }
}

#[tokio::test]
async fn a_raid_is_calmed_and_measured_as_a_reader_sees_it() {
    let fake = Fake::start(Fault::None).await;
    let report = raid::run(&setting(&fake), &raid()).await.unwrap();
    finds(&report, &[]);
    let seen = report.raid.as_ref().unwrap();
    assert!(seen.came_per_second_before > 0.0 && seen.visible.count > 0, "{report}");
    assert!(seen.calm_after.is_some_and(|after| after < 0.6), "{report}");
    // One act for each raider and one to calm; each is back under a new name, and held.
    assert_eq!((seen.left, seen.acts, seen.returned), (0, 5, 4), "{report}");
    assert!(report.refused["held"] >= 4, "{report}");
}

#[tokio::test]
async fn removed_texts_that_are_still_served_are_caught() {
    let fake = Fake::start(Fault::KeepRemoved).await;
    let report = raid::run(&setting(&fake), &raid()).await.unwrap();
    assert!(report.verdict.as_ref().unwrap().removed_shown.count > 0 && !report.holds(), "{report}");
}

#[tokio::test]
async fn a_room_that_does_not_become_calm_is_a_failure() {
    let fake = Fake::start(Fault::RefuseActs).await;
    let report = raid::run(&setting(&fake), &raid()).await.unwrap();
    assert!(report.raid.as_ref().unwrap().left > 0 && !report.holds(), "{report}");
    assert!(report.failures.iter().any(|failure| failure.contains("did not become calm")), "{report}");
}

#[tokio::test]
async fn raiders_who_are_banned_come_back_under_new_names() {
    let fake = Fake::start(Fault::BanAfter(2)).await;
    let plan = raid::Plan { moderators: 0, ..raid() };
    let report = raid::run(&setting(&fake), &plan).await.unwrap();
    finds(&report, &[]);
    let seen = report.raid.as_ref().unwrap();
    assert!(seen.returned >= 4 && report.refused["banned"] >= 4, "{report}");
    assert_eq!((seen.acts, seen.calm_after), (0, None), "{report}");
}

#[tokio::test]
async fn what_one_misses_by_cutting_the_connection_oneself_is_delivered_but_not_late() {
    let fake = Fake::start(Fault::None).await;
    let Setting { target, backoff, .. } = setting(&fake);
    let run = Arc::new(Run::new(target.clone(), 1, backoff));
    let mut client = Client::new(run.clone(), 0, None);
    client.connect().await.unwrap();
    client.cut();
    poster::post_many(&run, &Api::new(target).unwrap(), &["Ada".to_owned()], 3, 100).await;
    client.connect().await.unwrap();
    let (_, delivery) = run.meter.latencies();
    assert_eq!((client.was_resumed(), run.meter.deliveries(), delivery.count), (true, 3, 0));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let fake = Fake::start(Fault::None).await;
    let setting = setting(&fake);
    drop(fake);
    let error = posting::run(&setting, &plan()).await.unwrap_err();
    assert!(error.to_string().contains("cannot be reached"), "{error:#}");
}
