//! Who comes when, says something when, loses the connection, and leaves: laid down before the day begins.

use std::{collections::VecDeque, time::Duration};

use super::Plan;

/// A part of the day.
struct Phase {
    name: &'static str,
    /// Its part of the day's length.
    share: f64,
    /// Posts, as a part of the keynote's.
    pace: f64,
}

const ARRIVALS: usize = 0;
const KEYNOTE: usize = 2;
const BREAK: usize = 3;
const LEAVING: usize = 4;

/// In the order of the day.
const PHASES: [Phase; 5] = [
    Phase { name: "arrivals", share: 0.25, pace: 0.1 },
    Phase { name: "session", share: 0.2, pace: 0.1 },
    Phase { name: "keynote", share: 0.25, pace: 1.0 },
    Phase { name: "coffee break", share: 0.15, pace: 0.2 },
    Phase { name: "leaving", share: 0.15, pace: 0.2 },
];

/// Reactions for each post of the keynote, when people applaud.
const REACTIONS: f64 = 5.0;

/// One in so many stays until the end, and does not lose the connection: somebody has to be there for the last word.
const STAYS: usize = 10;

/// One person's day, from its start.
#[derive(Debug, Default)]
pub(super) struct Itinerary {
    /// Opens the page.
    pub(super) arrives: Duration,
    /// Says something, by rising time.
    pub(super) posts: VecDeque<Duration>,
    /// Reacts to what was said last, by rising time.
    pub(super) reacts: VecDeque<Duration>,
    /// Loses the connection.
    pub(super) loses: Option<Duration>,
    /// Leaves; without it, stays until the end.
    pub(super) leaves: Option<Duration>,
}

/// The phases' names and when each ends.
pub(super) fn bounds(day: Duration) -> [(&'static str, Duration); PHASES.len()] {
    let mut sum = 0.0;
    let mut bounds = PHASES.map(|phase| {
        sum += phase.share;
        (phase.name, day.mul_f64(sum))
    });
    // A sum of parts may miss the whole by a rounding.
    bounds[LEAVING].1 = day;
    bounds
}

/// Everybody's day. Nobody says anything before having come or after having left.
pub(super) fn itineraries(plan: &Plan, random: &mut fastrand::Rng) -> Vec<Itinerary> {
    let bounds = bounds(plan.duration);
    let length = |phase: usize| plan.duration.mul_f64(PHASES[phase].share);
    let from = |phase: usize| bounds[phase].1.saturating_sub(length(phase));
    let mut people: Vec<_> = (0..plan.attendees)
        .map(|number| {
            let stays = number % STAYS == 0;
            Itinerary {
                arrives: length(ARRIVALS).mul_f64(part_arrived(number, plan.attendees)),
                posts: VecDeque::new(),
                reacts: VecDeque::new(),
                // Early, so that all are back by its end: a random pause of up to 5 s fits into a break of 9 s.
                loses: (!stays).then(|| from(BREAK) + length(BREAK).mul_f64(random.f64() / 3.0)),
                leaves: (!stays).then(|| from(LEAVING) + length(LEAVING).mul_f64(random.f64())),
            }
        })
        .collect();
    let back = bounds[BREAK].1;
    for (phase, Phase { pace, .. }) in PHASES.iter().enumerate() {
        for due in moments(from(phase), bounds[phase].1, plan.rate * pace) {
            let here = people.partition_point(|person| person.arrives <= due);
            if let Some(author) = somebody(&people[..here], due, back, random) {
                people[author].posts.push_back(due);
            }
        }
    }
    for due in moments(from(KEYNOTE), bounds[KEYNOTE].1, plan.rate * REACTIONS) {
        if let Some(listener) = somebody(&people, due, back, random) {
            people[listener].reacts.push_back(due);
        }
    }
    people
}

/// So many a second.
fn moments(from: Duration, to: Duration, rate: f64) -> impl Iterator<Item = Duration> {
    let gap = Duration::from_secs_f64(1.0 / rate);
    std::iter::successors(Some(from), move |due| Some(*due + gap)).take_while(move |due| *due < to)
}

/// The number of people who have come grows with the square of the time: their rate rises from nothing.
#[expect(clippy::cast_precision_loss, reason = "people are far below 2^52")]
fn part_arrived(number: usize, all: usize) -> f64 {
    (number as f64 / all as f64).sqrt()
}

/// Anybody who is there, and not without a connection until the break is over; the first to come is, all day.
fn somebody(come: &[Itinerary], due: Duration, back: Duration, random: &mut fastrand::Rng) -> Option<usize> {
    const TRIES: usize = 64;
    let is_there = |number: &usize| {
        let Itinerary { loses, leaves, .. } = &come[*number];
        leaves.is_none_or(|leaves| due < leaves) && loses.is_none_or(|loses| due < loses || due >= back)
    };
    let last = come.len().checked_sub(1)?;
    Some((0..TRIES).map(|_| random.usize(..=last)).find(is_there).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::event::Moderation;

    fn day(attendees: usize) -> Vec<Itinerary> {
        let (duration, moderation) = (Duration::from_secs(100), Moderation::Authors);
        itineraries(&Plan { attendees, rate: 10.0, duration, moderation }, &mut fastrand::Rng::with_seed(7))
    }

    #[test]
    fn the_phases_make_a_day() {
        let bounds = bounds(Duration::from_secs(100));
        assert!(bounds.is_sorted_by_key(|(_, end)| *end), "{bounds:?}");
        assert_eq!(bounds[LEAVING].1, Duration::from_secs(100));
        assert_eq!(bounds[0], ("arrivals", Duration::from_secs(25)));
    }

    #[test]
    fn people_come_ever_faster_and_talk_only_while_they_are_there() {
        let people = day(400);
        let by_half_time = people.iter().filter(|person| person.arrives < Duration::from_millis(12_500)).count();
        assert_eq!(by_half_time, 100, "a quarter in the first half");
        for person in &people {
            assert!(person.posts.iter().all(|post| *post >= person.arrives), "{person:?}");
            assert!(person.leaves.is_none_or(|leaves| person.posts.iter().all(|post| *post < leaves)), "{person:?}");
            let without_connection = |loses: Duration| loses..Duration::from_secs(85);
            let is_silent = |span: std::ops::Range<_>| !person.posts.iter().any(|post| span.contains(post));
            assert!(person.loses.is_none_or(|loses| is_silent(without_connection(loses))), "{person:?}");
            assert!(person.posts.iter().is_sorted() && person.arrives < Duration::from_secs(25), "{person:?}");
            assert!(person.loses.is_none_or(|lost| person.leaves.is_some_and(|leaves| lost < leaves)), "{person:?}");
        }
        assert_eq!(people.iter().filter(|person| person.leaves.is_none()).count(), 40);
    }

    #[test]
    fn the_keynote_is_the_burst() {
        let posts = |from: u64, to: u64| {
            let phase = Duration::from_secs(from)..Duration::from_secs(to);
            day(400).iter().flat_map(|person| &person.posts).filter(|post| phase.contains(post)).count()
        };
        assert_eq!((posts(25, 45), posts(45, 70), posts(70, 85)), (20, 250, 30));
        let people = day(400);
        let applause: Vec<_> = people.iter().flat_map(|person| &person.reacts).collect();
        assert_eq!(applause.len(), 1_250);
        let keynote = Duration::from_secs(45)..Duration::from_secs(70);
        assert!(applause.iter().all(|moment| keynote.contains(moment)));
    }

    #[test]
    fn one_person_alone_has_a_day_too() {
        let people = day(1);
        assert_eq!((people.len(), people[0].arrives, people[0].leaves), (1, Duration::ZERO, None));
        assert!(!people[0].posts.is_empty());
    }
}
