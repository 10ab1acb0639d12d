//! A moderator: removes what raiders post, as fast as they may.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::atomic::Ordering::Relaxed,
    time::Duration,
};

use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::{
    checker::{Mark, Micros},
    client::{Client, Event, Gone},
    reader::Followed,
    wire::Command,
};

/// What a moderator brings home.
#[derive(Debug)]
pub(super) struct Moderated {
    /// When the removal of each text was acked; `None` where no answer came.
    pub(super) removals: HashMap<Mark, Option<Micros>>,
    pub(super) followed: Followed,
}

/// Adds removals; of two acks of one text the earlier counts.
pub(super) fn merge(into: &mut HashMap<Mark, Option<Micros>>, removals: HashMap<Mark, Option<Micros>>) {
    for (mark, acked) in removals {
        let known = into.entry(mark).or_default();
        *known = match (*known, acked) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
}

/// Removes this moderator's share of the raid, oldest first, so many a second, until the time of posting is over.
pub(super) async fn moderate(mut client: Client, share: (usize, usize), rate: f64) -> Moderated {
    let run = client.run.clone();
    let mut work = Work { share, gap: Duration::from_secs_f64(1.0 / rate), ..Work::default() };
    let failure = tokio::select! {
        biased;
        why = work.go_on(&mut client) => Some(why),
        () = run.over() => None,
    };
    client.close().await;
    Moderated { removals: work.removals, followed: Followed { observer: client.observer, failure } }
}

#[derive(Default)]
struct Work {
    /// Which of how many.
    share: (usize, usize),
    gap: Duration,
    queue: VecDeque<(Mark, Box<str>)>,
    unanswered: BTreeMap<Mark, Box<str>>,
    removals: HashMap<Mark, Option<Micros>>,
}

impl Work {
    async fn go_on(&mut self, client: &mut Client) -> String {
        let run = client.run.clone();
        let mut ticks = interval(self.gap);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut end = None;
        loop {
            if let Err(why) = client.connect().await {
                return why;
            }
            // What got no answer is asked for again, with the same nonce.
            run.meter.removing.fetch_sub(self.unanswered.len() as u64, Relaxed);
            self.queue.extend(std::mem::take(&mut self.unanswered));
            let gone = loop {
                let in_time = end.is_none_or(|end| Instant::now() < end);
                tokio::select! {
                    event = client.next() => match event {
                        Ok(event) => self.take(client, event),
                        Err(gone) => break gone,
                    },
                    times = run.posting(), if end.is_none() => end = Some(times.1),
                    _ = ticks.tick(), if in_time && !self.queue.is_empty() => {
                        if let Err(gone) = self.remove_next(client).await {
                            break gone;
                        }
                    }
                }
            };
            match gone {
                Gone::Final(why) => return why,
                Gone::Again(pause, _) => client.rest(pause).await,
            }
        }
    }

    fn take(&mut self, client: &Client, event: Event) {
        match event {
            Event::Message { id, seen, raid: true } => {
                let (own, all) = self.share;
                if let Some(mark) = seen.mark.filter(|mark| *mark as usize % all == own) {
                    self.queue.push_back((mark, id));
                }
            }
            Event::Removed(mark) => {
                if self.unanswered.remove(&mark).is_some() {
                    client.run.meter.removing.fetch_sub(1, Relaxed);
                }
                self.removals.insert(mark, Some(client.run.clock.now()));
            }
            Event::Refused { code, .. } => client.run.meter.refused(&code),
            Event::Message { .. } | Event::Acked(..) => {}
        }
    }

    async fn remove_next(&mut self, client: &mut Client) -> Result<(), Gone> {
        let Some((mark, id)) = self.queue.pop_front() else { return Ok(()) };
        let nonce = client.run.id.removal_nonce(mark);
        self.removals.entry(mark).or_default();
        let fed = client.feed(&Command::Remove { nonce: &nonce, id: &id }).await;
        self.unanswered.insert(mark, id);
        client.run.meter.removing.fetch_add(1, Relaxed);
        fed?;
        client.flush().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earlier_ack_counts_and_a_missing_one_does_not_hide_it() {
        let mut all = HashMap::from([(1, Some(5)), (2, None), (3, Some(7))]);
        merge(&mut all, HashMap::from([(1, Some(3)), (2, Some(4)), (3, None), (4, None)]));
        assert_eq!(all, HashMap::from([(1, Some(3)), (2, Some(4)), (3, Some(7)), (4, None)]));
    }
}
