//! Looks at the history while a run goes on.

use std::time::Duration;

use tokio::time::{Instant, interval, sleep_until};

use crate::{api::Api, checker::Shown, run::Run};

/// Reads the newest page of the history again and again: nothing on it may be a text whose removal was acked before.
pub(super) async fn read_pages(run: &Run, api: &Api, end: Instant) -> Vec<Shown> {
    let mut looks = interval(Duration::from_millis(250));
    let mut shown = Vec::new();
    let reading = async {
        loop {
            looks.tick().await;
            let after = run.clock.now();
            if let Ok(marks) = api.newest(run.id).await {
                shown.extend(marks.into_iter().map(|mark| Shown { mark, after }));
            }
        }
    };
    tokio::select! {
        () = reading => {}
        () = sleep_until(end) => {}
    }
    shown
}
