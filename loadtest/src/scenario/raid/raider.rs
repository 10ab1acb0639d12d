//! A raider: floods under one name until that is muted or banned, and comes back under the next.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::{
    api::Api,
    checker::{Mark, Post},
    client::{Client, RAID},
    names::{NAMES, Names},
    reader::Followed,
    run::Run,
    writer::{Pace, Writer},
};

/// What a raider brings home.
#[derive(Debug, Default)]
pub(super) struct Raided {
    pub(super) posts: HashMap<Mark, Post>,
    /// What it saw under each of its names.
    pub(super) followed: Vec<Followed>,
    /// How often it came back under a new name.
    pub(super) returned: u64,
    /// Why it could not join.
    pub(super) failure: Option<String>,
}

/// Raids until the run is over.
pub(super) async fn raid(
    run: Arc<Run>,
    api: Api,
    names: Names,
    number: usize,
    (first, gap): (Duration, Duration),
) -> Raided {
    let mut raided = Raided::default();
    let mut since = None;
    for life in 0..NAMES {
        let token = match api.join(&names, life, None).await {
            Ok(token) => token,
            Err(error) => {
                raided.failure = Some(format!("{error:#}"));
                return raided;
            }
        };
        // A new name goes on with the pace of the old one; what would have been posted meanwhile is not made up for.
        let first = since.map_or(first, |start: Instant| next_due(start.elapsed(), first, gap));
        let client = Client::new(run.clone(), number, Some(token));
        let written = Writer::new(client, Pace::Every { first, gap }, 0).raiding(RAID).write().await;
        raided.posts.extend(written.posts);
        raided.followed.extend(written.followed);
        if !written.excluded {
            return raided;
        }
        raided.returned += 1;
        since = Some(run.posting().await.0);
    }
    raided
}

/// The first of the intended times that is not over.
fn next_due(elapsed: Duration, first: Duration, gap: Duration) -> Duration {
    let over = elapsed.saturating_sub(first).div_duration_f64(gap).ceil();
    first + gap.mul_f64(over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_back_does_not_make_up_for_lost_time() {
        let ms = Duration::from_millis;
        assert_eq!(next_due(ms(0), ms(50), ms(200)), ms(50));
        assert_eq!(next_due(ms(60), ms(50), ms(200)), ms(250));
        assert_eq!(next_due(ms(1_000), ms(50), ms(200)), ms(1_050));
    }
}
