//! Heartbeats go off together: a machine that is woken once for a hundred of them has less to do than one woken a hundred
//! times.

use std::sync::LazyLock;

use tokio::time::{Duration, Instant};

/// How far apart the beats are: so much later than due may come what is put on one.
const BEAT: Duration = Duration::from_secs(1);

/// The first of them; any would do, since only their distance matters.
static FIRST: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The first beat at or after `due`.
pub(super) fn on_beat(due: Instant) -> Instant {
    next(*FIRST, due)
}

fn next(first: Instant, due: Instant) -> Instant {
    let (beat, before) = (BEAT.as_nanos(), first.saturating_duration_since(due).as_nanos());
    let since = due.saturating_duration_since(first).as_nanos();
    // One of the two is zero.
    let wait = (before % beat + (beat - since % beat) % beat) % beat;
    due + Duration::from_nanos(u64::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_beat_comes_within_a_second_and_at_whole_seconds_from_the_first(before in any::<bool>(), millis in 0_u64..10_000_000) {
            let first = Instant::now() + Duration::from_secs(20_000);
            let apart = Duration::from_millis(millis);
            let due = if before { first - apart } else { first + apart };
            let beat = next(first, due);
            prop_assert!(beat >= due && beat < due + BEAT);
            let from_first = beat.max(first) - beat.min(first);
            prop_assert_eq!(from_first.as_nanos() % BEAT.as_nanos(), 0);
        }
    }
}
