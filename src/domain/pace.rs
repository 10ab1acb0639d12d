use std::time::Duration;

use super::Timestamp;

/// How fast one person may post, react or report: `burst` at once, then one in `interval`. A generic cell rate algorithm (ITU-T I.371)
/// in its virtual scheduling form, since that needs one number a person and no timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Posts let in at once after a rest; at least 1.
    pub burst: u32,
    /// The time one post costs; zero lets everything in.
    pub interval: Duration,
}

/// The theoretical arrival time of a person's next post, in milliseconds since the Unix epoch; 0 for somebody who has
/// not posted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaceState(pub i64);

/// How fast one person may react, in every event: far faster than anybody reads, and still no flood.
pub const REACTION_PACE: Pace = Pace { burst: 30, interval: Duration::from_millis(500) };

impl Pace {
    /// Lets one post in at `now` and returns the new state, or the wait in milliseconds until it would be let in.
    ///
    /// A state further ahead than a full burst can only come from a clock that was set back. It lets one in and goes on from
    /// a full burst, so that nobody waits out the hour the clock lost: a refusal is not stored, so it would be told again
    /// until then.
    pub fn admit(self, state: PaceState, now: Timestamp) -> Result<PaceState, u64> {
        let interval = i64::try_from(self.interval.as_millis()).unwrap_or(i64::MAX / 2);
        let tolerance = interval.saturating_mul(i64::from(self.burst.max(1)) - 1);
        let now = now.as_millis();
        let full = now.saturating_add(tolerance).saturating_add(interval);
        let arrival = if state.0 > full { now.saturating_add(tolerance) } else { state.0.max(now) };
        let wait = arrival - now - tolerance;
        if wait > 0 { Err(wait.unsigned_abs()) } else { Ok(PaceState(arrival.saturating_add(interval))) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const PACE: Pace = Pace { burst: 5, interval: Duration::from_secs(2) };

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_000_000 + millis)
    }

    #[test]
    fn a_burst_then_one_per_interval() {
        let mut state = PaceState::default();
        for _ in 0..5 {
            state = PACE.admit(state, at(0)).expect("within the burst");
        }
        assert_eq!(PACE.admit(state, at(0)), Err(2_000));
        assert_eq!(PACE.admit(state, at(500)), Err(1_500));
        state = PACE.admit(state, at(2_000)).expect("one interval later");
        assert_eq!(PACE.admit(state, at(2_000)), Err(2_000));
        for _ in 0..5 {
            state = PACE.admit(state, at(60_000)).expect("rested");
        }
        assert!(PACE.admit(state, at(60_000)).is_err());
    }

    #[test]
    fn a_clock_set_back_counts_as_a_burst() {
        let state = PACE.admit(PaceState::default(), at(3_600_000)).expect("first");
        let state = PACE.admit(state, at(0)).expect("one is let in");
        assert_eq!(PACE.admit(state, at(0)), Err(2_000), "as after a burst");
        PACE.admit(state, at(2_000)).expect("one interval later");
        let state = PACE.admit(PaceState(at(10_000).as_millis()), at(2_000)).expect("8 s ahead is within tolerance");
        assert_eq!(state, PaceState(at(12_000).as_millis()));
    }

    #[test]
    fn no_interval_is_no_limit() {
        let pace = Pace { burst: 1, interval: Duration::ZERO };
        let mut state = PaceState::default();
        for _ in 0..1_000 {
            state = pace.admit(state, at(0)).expect("unlimited");
        }
    }

    proptest! {
        /// The other picture of the same rule: a bucket that holds `burst` posts and gets one back each interval.
        #[test]
        fn it_lets_in_what_a_leaking_bucket_would(
            burst in 1_u32..10,
            interval in 1_u64..5_000,
            waits in vec(0_u64..6_000, 1..200),
        ) {
            let pace = Pace { burst, interval: Duration::from_millis(interval) };
            let (mut state, mut millis) = (PaceState::default(), 0);
            // In milliseconds of credit, so that it stays a whole number.
            let full = u64::from(burst) * interval;
            let mut credit = full;
            for wait in waits {
                millis += i64::try_from(wait).expect("small");
                credit = (credit + wait).min(full);
                match pace.admit(state, at(millis)) {
                    Ok(next) => {
                        prop_assert!(credit >= interval, "let in without credit");
                        credit -= interval;
                        state = next;
                    }
                    Err(retry) => prop_assert_eq!(credit + retry, interval, "refused for exactly what is missing"),
                }
            }
        }

        #[test]
        fn a_wait_is_true_and_never_longer_than_one_interval_whatever_the_clock_does(
            jumps in vec(-4_000_000_i64..4_000_000, 1..100),
        ) {
            let (mut state, mut millis) = (PaceState::default(), 0);
            for jump in jumps {
                millis += jump;
                match PACE.admit(state, at(millis)) {
                    Ok(next) => state = next,
                    Err(retry) => {
                        prop_assert!(retry <= 2_000, "{retry}");
                        millis += i64::try_from(retry).expect("small");
                        state = PACE.admit(state, at(millis)).expect("the wait is over");
                    }
                }
            }
        }
    }
}
