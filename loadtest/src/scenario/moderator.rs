//! A moderator: removes what should not have been said.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::{
    changes::{Changed, Changes},
    client::{Client, Event, Gone},
    reader::Followed,
};

/// What a moderator brings home.
#[derive(Debug)]
pub(super) struct Moderated {
    pub(super) removed: Changed,
    pub(super) followed: Followed,
}

/// How a moderator works. Removed are those that the run wants to be removed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Duty {
    /// Which moderator of how many: each text is one moderator's business.
    pub(super) share: (usize, usize),
    /// From seeing a text to removing it.
    pub(super) reaction: Duration,
    /// From one removal to the next, at least.
    pub(super) gap: Duration,
}

/// Removes this moderator's share, oldest first, until the time of posting is over.
pub(super) async fn moderate(client: Client, duty: Duty) -> Moderated {
    let run = client.run.clone();
    let mut work = Work { client: client.attentive(), duty, removals: Changes::removals(run.clone()) };
    let failure = tokio::select! {
        biased;
        why = work.go_on() => Some(why),
        () = run.over() => None,
    };
    work.client.close().await;
    Moderated { removed: work.removals.into_changed(), followed: Followed { observer: work.client.observer, failure } }
}

struct Work {
    client: Client,
    duty: Duty,
    removals: Changes,
}

impl Work {
    async fn go_on(&mut self) -> String {
        let run = self.client.run.clone();
        let (mut free, mut end) = (Instant::now(), None);
        loop {
            if let Err(why) = self.client.connect().await {
                return why;
            }
            self.removals.connected();
            let gone = loop {
                let due = self.removals.due().map(|due| due.max(free)).filter(|due| end.is_none_or(|end| *due < end));
                tokio::select! {
                    event = self.client.next() => match event {
                        Ok(event) => self.take(event),
                        Err(gone) => break gone,
                    },
                    times = run.posting(), if end.is_none() => end = Some(times.1),
                    () = sleep_until(due.unwrap_or(free)), if due.is_some() => {
                        free = Instant::now() + self.duty.gap;
                        if let Err(gone) = self.removals.ask(&mut self.client).await {
                            break gone;
                        }
                    }
                }
            };
            match gone {
                Gone::Final(why) => return why,
                Gone::Again(pause, _) => self.client.rest(pause).await,
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Message { id, seen, .. } => {
                let run = &self.client.run;
                let (own, all) = self.duty.share;
                if let Some(mark) = seen.mark
                    && run.ordinal_to_remove(mark).is_some_and(|ordinal| ordinal as usize % all == own)
                {
                    self.removals.want(mark, id, Instant::now() + self.duty.reaction);
                }
            }
            Event::Removed(mark) => self.removals.acked(mark),
            Event::Refused { removal, code, retry_after, .. } => {
                self.client.run.meter.refused(&code);
                if let Some(mark) = removal {
                    self.removals.refused(mark, retry_after);
                }
            }
            Event::Acked(..) | Event::Held(_) | Event::Edited(_) | Event::Reacted | Event::Acted(_) => {}
        }
    }
}
