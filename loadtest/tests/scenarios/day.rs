//! A day of people who come, talk, lose their connections and leave.

use std::time::Duration;

use loadtest::scenario::{
    Setting,
    event::{self, Moderation},
};

use crate::{
    fake::{Fake, Fault},
    finds, setting,
};

/// Thirty people and some thirty posts, the first of them to be removed.
fn day(moderation: Moderation) -> event::Plan {
    event::Plan { attendees: 30, rate: 30.0, duration: Duration::from_secs(3), moderation }
}

fn moderators() -> Moderation {
    Moderation::Moderators { count: 2, invite: "code".to_owned() }
}

#[tokio::test]
async fn on_a_day_everybody_comes_talks_returns_and_leaves_and_nothing_is_missed() {
    for moderation in [Moderation::Authors, moderators()] {
        let fake = Fake::start(Fault::None).await;
        let setting = Setting { pid: Some(std::process::id()), ..setting(&fake) };
        let report = event::run(&setting, &day(moderation)).await.unwrap();
        finds(&report, &[]);
        let day = report.event.as_ref().unwrap();
        let sum = |of: fn(&event::PhaseFigures) -> u64| day.phases.iter().map(of).sum::<u64>();
        let names: Vec<_> = day.phases.iter().map(|phase| phase.name).collect();
        assert_eq!(names, ["arrivals", "session", "keynote", "coffee break", "leaving"]);
        assert_eq!((sum(|phase| phase.joined), day.welcome.count), (30, 30), "{report}");
        // One in ten is there all day.
        assert_eq!((sum(|phase| phase.left), sum(|phase| phase.resumed), day.back.count), (27, 27, 27), "{report}");
        assert_eq!((sum(|phase| phase.acked), sum(|phase| phase.delivered)), (report.acked, report.delivered));
        assert_eq!((report.acked, report.unanswered), (report.sent, 0), "{report}");
        assert!(sum(|phase| phase.removed) > 0 && sum(|phase| phase.edited) > 0, "{report}");
        assert!(day.phases[2].reacted > 0 && report.refused.keys().all(|code| code == "not_found"), "{report}");
        assert!(day.phases.iter().all(|phase| phase.server_resident.is_some()), "{report}");
        assert_eq!(report.visits.as_ref().map(|visits| visits.whole.count), Some(30), "{report}");
        let page = loadtest::html::page(&report).unwrap();
        assert!(page.matches("coffee break").count() > 2, "{page}");
    }
}

#[tokio::test]
async fn on_a_day_removed_texts_that_are_served_again_are_caught() {
    for (fault, where_) in [(Fault::KeepRemoved, "the history"), (Fault::ReplayRemoved, "a resume")] {
        for moderation in [Moderation::Authors, moderators()] {
            let fake = Fake::start(fault).await;
            let report = event::run(&setting(&fake), &day(moderation)).await.unwrap();
            let shown = &report.verdict.as_ref().unwrap().removed_shown;
            assert!(shown.count > 0 && !report.holds(), "{where_}: {report}");
            assert!(shown.examples.iter().any(|example| example.contains("after its removal was acked")), "{report}");
        }
    }
}

#[tokio::test]
async fn on_a_day_edits_that_are_acked_and_not_kept_are_caught() {
    let fake = Fake::start(Fault::ForgetEdits).await;
    let report = event::run(&setting(&fake), &day(Moderation::Authors)).await.unwrap();
    let lost = &report.verdict.as_ref().unwrap().edit_lost;
    assert!(lost.count > 0 && !report.holds(), "{report}");
    assert!(lost.examples.iter().any(|example| example.contains("another text is stored")), "{report}");
}

#[tokio::test]
async fn a_day_goes_on_where_nobody_may_remove() {
    let fake = Fake::start(Fault::RefuseRemovals).await;
    let report = event::run(&setting(&fake), &day(moderators())).await.unwrap();
    finds(&report, &[]);
    assert!(report.refused["forbidden"] > 0, "{report}");
}
