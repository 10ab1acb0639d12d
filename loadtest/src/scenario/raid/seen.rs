//! What a reader saw of a raid, as it is told.

use std::{fmt, time::Duration};

use serde::Serialize;

use super::{Plan, watcher::Noted};
use crate::{
    checker::Stored,
    meter::{Latency, histogram},
};

/// From "calm the room" until a reader sees nothing of a raid any more, neither new nor old, it may take this long.
pub const CALM_WITHIN: Duration = Duration::from_secs(10);

/// What a reader saw of the raid.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Raid {
    /// Texts of raiders that came, a second, until the moderators acted.
    pub came_per_second_before: f64,
    /// Texts of raiders that came at all.
    pub came: u64,
    /// How long each of those that were removed was to be seen.
    pub visible: Latency,
    /// Seconds from "calm the room" to the last raid text that came.
    pub last_came_after: Option<f64>,
    /// Seconds from "calm the room" until nothing of the raid was to be seen any more; missing where that did not come.
    pub calm_after: Option<f64>,
    /// Texts still to be seen at the end.
    pub left: u64,
    /// Acts of the moderators.
    pub acts: u64,
    /// How often raiders came back under new names after being banned.
    pub returned: u64,
    /// How late the posts of the quiet came: before the moderators acted, until it was calm, and after.
    pub quiet: [Latency; 3],
    /// Posts of the quiet that were refused.
    pub quiet_refused: u64,
}

impl Raid {
    /// Of what the watchers noted; `calmed` is when the room was asked to be calm, `stored` the room at the end. Where they
    /// differ, the one counts who saw it worst.
    #[must_use]
    pub(super) fn of(plan: &Plan, noted: &[&Noted], calmed: Option<Duration>, stored: &[Stored]) -> Self {
        let stands = |position: &u64| stored.iter().any(|row| row.position == *position && !row.removed);
        let left = |noted: &Noted| noted.standing.keys().filter(|position| stands(position)).count() as u64;
        let left = noted.iter().map(|noted| left(noted)).max().unwrap_or(0);
        // What went while the connection was lost was gone when it was back.
        let unseen = |noted: &Noted| noted.back.filter(|_| !noted.standing.is_empty());
        let over = noted.iter().map(|noted| unseen(noted).map_or(noted.last, |back| back.max(noted.last))).max();
        let last_came = noted.iter().filter_map(|noted| noted.came.last()).max().copied();
        let since_calmed = |moment: Duration| calmed.map(|calmed| moment.saturating_sub(calmed));
        let calm_after = over.and_then(since_calmed).filter(|_| left == 0);
        let before = calmed.unwrap_or(plan.before);
        let phase = |came: Duration| match calm_after.map(|after| before + after) {
            _ if came < before => 0,
            Some(calm) if came >= calm => 2,
            _ => 1,
        };
        let quiet = [0, 1, 2].map(|wanted| {
            let quiet = noted.iter().flat_map(|noted| &noted.quiet).filter(|(came, _)| phase(*came) == wanted);
            latency(quiet.map(|(_, late)| *late))
        });
        Self {
            came_per_second_before: noted.iter().map(|noted| rate(noted, before)).fold(0.0, f64::max),
            came: noted.iter().map(|noted| noted.came.len() as u64).max().unwrap_or(0),
            visible: latency(noted.iter().flat_map(|noted| &noted.visible).copied()),
            last_came_after: last_came.and_then(since_calmed).map(|after| after.as_secs_f64()),
            calm_after: calm_after.map(|after| after.as_secs_f64()),
            left,
            quiet,
            ..Self::default()
        }
    }

    /// Why the moderators did not do what they are there for.
    #[must_use]
    pub(super) fn failure(&self) -> Option<String> {
        match self.calm_after {
            None => Some(format!("the room did not become calm: {} raid texts are still to be seen", self.left)),
            Some(after) if after > CALM_WITHIN.as_secs_f64() => {
                Some(format!("the room was calm after {after:.1} s, which is more than {CALM_WITHIN:?}"))
            }
            Some(_) => None,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
fn rate(noted: &Noted, before: Duration) -> f64 {
    noted.came.iter().filter(|came| **came < before).count() as f64 / before.as_secs_f64().max(f64::EPSILON)
}

fn latency(times: impl Iterator<Item = Duration>) -> Latency {
    let mut all = histogram();
    for time in times {
        all.saturating_record(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }
    Latency::of(&all)
}

impl fmt::Display for Raid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |after: Option<f64>| after.map_or("never".to_owned(), |after| format!("{after:.1} s"));
        writeln!(f, "\na reader saw")?;
        writeln!(f, "{:<20}{:>14.1} until the moderators acted", "raid texts/s", self.came_per_second_before)?;
        writeln!(f, "{:<20}{:>14} after \"calm the room\"", "the last one came", seconds(self.last_came_after))?;
        writeln!(f, "{:<20}{:>14} after \"calm the room\"", "none stood any more", seconds(self.calm_after))?;
        writeln!(f, "{:<20}{:>14}\n{:<20}{:>14}", "raid texts", self.came, "left standing", self.left)?;
        writeln!(f, "{:<20}{:>14}\n{:<20}{:>14}", "acts", self.acts, "raiders back", self.returned)?;
        writeln!(f, "{:<20}{:>14}", "quiet posts refused", self.quiet_refused)?;
        writeln!(f, "\n{:<20}{:>10}{:>10}{:>10}{:>10}", "ms", "p50", "p90", "p99", "max")?;
        writeln!(f, "{:<20}{}", "raid texts visible", self.visible)?;
        for (name, quiet) in ["quiet posts before", "until it was calm", "and after"].iter().zip(&self.quiet) {
            writeln!(f, "{name:<20}{quiet}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        Plan { before: Duration::from_secs(2), ..Plan::default() }
    }

    fn noted(came: &[u64], last: u64) -> Noted {
        let secs = Duration::from_secs;
        Noted { came: came.iter().map(|at| secs(*at)).collect(), last: secs(last), ..Noted::default() }
    }

    #[test]
    fn the_one_counts_who_saw_it_worst() {
        let (one, other) = (noted(&[0, 1, 3], 5), noted(&[0, 1, 4], 6));
        let raid = Raid::of(&plan(), &[&one, &other], Some(Duration::from_secs(2)), &[]);
        assert_eq!((raid.last_came_after, raid.calm_after, raid.failure()), (Some(2.0), Some(4.0), None));
        assert!((raid.came_per_second_before - 1.0).abs() < 1e-9, "{raid}");
        let late = noted(&[0, 13], 13);
        let raid = Raid::of(&plan(), &[&one, &late], Some(Duration::from_secs(2)), &[]);
        assert!(raid.failure().is_some_and(|why| why.contains("11.0 s")), "{raid}");
    }

    #[tokio::test]
    async fn what_went_unseen_is_gone_when_one_is_back_and_what_stands_is_no_calm() {
        let mut one = noted(&[0], 0);
        one.standing.insert(7, tokio::time::Instant::now());
        one.back = Some(Duration::from_secs(5));
        let row =
            |removed| Stored { id: "m".into(), position: 7, seq: 8, mark: None, removed, edited: false, by_us: false };
        let raid = |removed| Raid::of(&plan(), &[&one], Some(Duration::from_secs(2)), &[row(removed)]);
        assert_eq!((raid(true).calm_after, raid(true).left), (Some(3.0), 0));
        assert_eq!((raid(false).calm_after, raid(false).left), (None, 1));
        assert!(raid(false).failure().is_some_and(|why| why.contains("1 raid texts")));
    }
}
