//! The load driver's day and its raid, small, at the real program.

use std::time::Duration;

use loadtest::{
    report::Report,
    scenario::{
        Setting,
        event::{self, Moderation, Plan},
        raid,
    },
    target::Target,
};

use crate::support::{
    databases::TestDatabase,
    process::{Process, lifts, runs},
};

/// Forty people and some sixty posts.
const PEOPLE: usize = 40;

async fn day(server: &Process, moderation: Moderation) -> Report {
    let target = Target::new(&format!("http://{}", server.address), "load", "main").expect("an address");
    // A minute's pause of up to 5 s, squeezed like the day.
    let setting = Setting { backoff: Duration::from_millis(100), pid: Some(server.pid()), ..Setting::new(target) };
    let plan = Plan { attendees: PEOPLE, rate: 40.0, duration: Duration::from_secs(4), moderation };
    event::run(&setting, &plan).await.expect("a day")
}

pub(super) async fn a_day_keeps_every_promise(database: &TestDatabase) {
    lifts(&database.url).await;
    let server = Process::serve(&database.url, None, &[]).await;
    let invite = ["invite", "load", "--role", "moderator", "--uses", "2", "--json", "--database", &database.url];
    let invite: serde_json::Value = serde_json::from_str(&runs(&invite).await).expect("JSON");
    let invite = invite["code"].as_str().expect("a code").to_owned();
    for moderation in [Moderation::Moderators { count: 2, invite }, Moderation::Authors] {
        let report = day(&server, moderation).await;
        assert!(report.holds(), "{report}");
        let day = report.event.as_ref().expect("a day");
        let sum = |of: fn(&event::PhaseFigures) -> u64| day.phases.iter().map(of).sum::<u64>();
        assert_eq!((sum(|phase| phase.joined), report.acked), (PEOPLE as u64, report.sent), "{report}");
        assert!(sum(|phase| phase.left) > 0 && sum(|phase| phase.resumed) > 0, "{report}");
        assert!(sum(|phase| phase.removed) > 0, "{report}");
        // Who reacts to what a moderator removes at that moment comes too late.
        assert!(report.refused.keys().all(|code| code == "not_found"), "{report}");
        assert!(day.phases.iter().all(|phase| phase.server_cpu_percent.is_some()), "{report}");
    }
}

/// The code of an invitation for so many.
async fn invitation(database: &TestDatabase, role: &str, uses: &str) -> String {
    let invite = ["invite", "load", "--role", role, "--uses", uses, "--json", "--database", &database.url];
    let invite: serde_json::Value = serde_json::from_str(&runs(&invite).await).expect("JSON");
    invite["code"].as_str().expect("a code").to_owned()
}

pub(super) async fn two_moderators_calm_a_raid(database: &TestDatabase) {
    lifts(&database.url).await;
    let server = Process::serve(&database.url, None, &[]).await;
    let target = Target::new(&format!("http://{}", server.address), "load", "main").expect("an address");
    let backoff = Duration::from_millis(100);
    let invite = Some(invitation(database, "participant", "20").await);
    let setting = Setting { backoff, invite, ..Setting::new(target) };
    let plan = raid::Plan {
        readers: 2,
        quiet: 20,
        raiders: 10,
        rate: 5.0,
        moderators: 2,
        moderator_invite: Some(invitation(database, "moderator", "2").await),
        acts: 4.0,
        before: Duration::from_secs(2),
        after: Duration::from_secs(6),
    };
    let report = raid::run(&setting, &plan).await.expect("a raid");
    println!("{report}");
    assert!(report.holds(), "{report}");
    let seen = report.raid.as_ref().expect("a raid");
    assert!(seen.came_per_second_before > 10.0 && seen.visible.count > 20, "{report}");
    assert!(seen.returned >= 10 && report.refused["held"] >= 10, "they came back and were held: {report}");
    assert!(seen.quiet_refused == 0 && seen.quiet.iter().map(|quiet| quiet.count).sum::<u64>() > 0, "{report}");
}
