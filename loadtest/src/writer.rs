//! A writer: posts at intended times, follows the room, and sends again what a lost connection left unanswered.

use std::{collections::HashMap, time::Duration};

use tokio::time::{Instant, sleep_until};

use crate::{
    checker::{Mark, Post},
    client::{Client, Event, Gone},
    outbox::{Outbox, Words},
    reader::Followed,
};

/// When a writer posts.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    /// At intended times, whatever the server does (an open loop).
    Every {
        /// From the start to this writer's first post.
        first: Duration,
        /// From one post to the next.
        gap: Duration,
    },
    /// As soon as fewer than this many posts are unanswered (a closed loop).
    InFlight(usize),
}

/// What a writer brings home.
#[derive(Debug)]
pub struct Written {
    /// Its posts with their answers.
    pub posts: HashMap<Mark, Post>,
    /// What it saw as a participant of the room; a writer over HTTP sees nothing.
    pub followed: Option<Followed>,
    /// Whether it left because it was muted or banned.
    pub excluded: bool,
}

/// A writer on the stream.
#[derive(Debug)]
pub struct Writer {
    client: Client,
    pace: Pace,
    outbox: Outbox,
    /// A closed loop that was refused pauses until then.
    not_before: Instant,
    /// Whether it leaves when it is muted or banned.
    leaves: bool,
    excluded: bool,
}

impl Writer {
    /// A writer of texts of this size.
    #[must_use]
    pub fn new(client: Client, pace: Pace, size: usize) -> Self {
        let outbox = Outbox::new(client.run.clone(), Words::Size(size));
        Self { client, pace, outbox, not_before: Instant::now(), leaves: false, excluded: false }
    }

    /// One that says these words.
    #[must_use]
    pub fn saying(mut self, words: &'static str) -> Self {
        self.outbox.say(Words::These(words));
        self
    }

    /// One that says these words, and leaves when it is muted or banned.
    #[must_use]
    pub fn raiding(self, words: &'static str) -> Self {
        Self { leaves: true, ..self.saying(words) }
    }

    /// Posts until the end, then follows until the run is over.
    pub async fn write(mut self) -> Written {
        let run = self.client.run.clone();
        let failure = tokio::select! {
            biased;
            why = self.work() => Some(why),
            () = run.over() => None,
        };
        self.outbox.rest();
        self.client.close().await;
        let failure = failure.filter(|_| !self.excluded);
        if self.excluded {
            self.client.observer.leave();
        }
        let followed = Some(Followed { observer: self.client.observer, failure });
        Written { posts: self.outbox.into_posts(), followed, excluded: self.excluded }
    }

    async fn work(&mut self) -> String {
        let run = self.client.run.clone();
        let mut schedule = None;
        loop {
            if let Err(why) = self.client.connect().await {
                return why;
            }
            let mut gone = self.outbox.send_again(&mut self.client).await.err();
            while gone.is_none() {
                if self.excluded {
                    return "muted or banned".to_owned();
                }
                let due = schedule.and_then(|schedule| self.due(schedule, Instant::now()));
                if schedule.is_some() && due.is_none() && self.outbox.unanswered() == 0 {
                    self.outbox.rest();
                }
                tokio::select! {
                    event = self.client.next() => match event {
                        Ok(event) => self.answered(event),
                        Err(lost) => gone = Some(lost),
                    },
                    times = run.posting(), if schedule.is_none() => {
                        schedule = Some(Schedule::new(self.pace, times));
                    }
                    () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {
                        if let Some(schedule) = schedule.as_mut() {
                            gone = self.post_what_is_due(schedule).await.err();
                        }
                    }
                }
            }
            match gone {
                Some(Gone::Again(pause, _)) => self.client.rest(pause).await,
                Some(Gone::Final(why)) => {
                    self.excluded |= self.leaves && why.starts_with("closed with 4003");
                    return why;
                }
                None => {}
            }
        }
    }

    /// The moment of the next post, if there is one before an answer comes.
    fn due(&self, schedule: Schedule, now: Instant) -> Option<Instant> {
        match self.pace {
            Pace::Every { .. } => Some(schedule.next),
            Pace::InFlight(most) if self.outbox.unanswered() < most => Some(now.max(self.not_before)),
            Pace::InFlight(_) => None,
        }
        .filter(|due| *due < schedule.end)
    }

    /// Feeds all that is due and flushes once.
    async fn post_what_is_due(&mut self, schedule: &mut Schedule) -> Result<(), Gone> {
        let now = Instant::now();
        while let Some(due) = self.due(*schedule, now).filter(|due| *due <= now) {
            let intended = self.client.run.clock.at(due);
            if let Pace::Every { gap, .. } = self.pace {
                schedule.next += gap;
            }
            self.outbox.post(&mut self.client, intended).await?;
        }
        self.client.flush().await
    }

    fn answered(&mut self, event: Event) {
        match event {
            Event::Acked(mark, ack) => {
                self.outbox.acked(&self.client, mark, ack);
            }
            Event::Refused { mark, code, retry_after, .. } => {
                self.client.run.meter.refused(&code);
                self.excluded |= self.leaves && matches!(&*code, "muted" | "banned");
                if let Some(mark) = mark {
                    self.outbox.refused(mark);
                }
                self.not_before = Instant::now() + retry_after.unwrap_or(Duration::from_millis(100));
            }
            // Nobody reads it, which is as good as refused.
            Event::Held(mark) => {
                self.client.run.meter.refused("held");
                self.outbox.refused(mark);
            }
            Event::Removed(_) | Event::Edited(_) | Event::Reacted | Event::Acted(_) | Event::Message { .. } => {}
        }
    }
}

/// Where a writer stands in its posting.
#[derive(Clone, Copy, Debug)]
struct Schedule {
    next: Instant,
    end: Instant,
}

impl Schedule {
    fn new(pace: Pace, (start, end): (Instant, Instant)) -> Self {
        let first = if let Pace::Every { first, .. } = pace { first } else { Duration::ZERO };
        Self { next: start + first, end }
    }
}
