//! A moderator in a raid: calms the room, then removes what each raider wrote and bans them.

use std::{
    collections::{HashMap, VecDeque},
    sync::atomic::Ordering::Relaxed,
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

use crate::{
    changes::Changed,
    checker::Mark,
    client::{Client, Event, Gone},
    reader::Followed,
    wire::{Ask, Command, Then},
};

/// How far back the messages of a raider are removed.
const LAST_MS: u64 = 10 * 60 * 1_000;

/// How a moderator works.
#[derive(Clone, Copy, Debug)]
pub(super) struct Duty {
    /// Which moderator of how many: each raider is one moderator's business, and the first one calms the room.
    pub(super) share: (usize, usize),
    /// How long they look on before they act.
    pub(super) idle: Duration,
    /// From one act to the next, at least.
    pub(super) gap: Duration,
}

/// What a moderator brings home.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// What was removed of the texts that this moderator had seen, and when that was answered.
    pub(super) removed: Changed,
    /// Acts that were answered.
    pub(super) acts: u64,
    /// When the room was asked to be calm, from the start of the posting.
    pub(super) calmed: Option<Duration>,
    /// Codes of acts that were refused.
    pub(super) refused: Vec<String>,
}

#[derive(Debug)]
enum Act {
    Calm,
    Clear(Box<str>),
}

struct Work {
    client: Client,
    duty: Duty,
    times: Option<(Instant, Instant)>,
    free: Instant,
    queue: VecDeque<Act>,
    /// The act that has no answer yet: the so-and-so-manieth.
    asked: Option<Act>,
    count: u32,
    /// What was seen of each raider.
    raiders: HashMap<Box<str>, Vec<Mark>>,
    kept: Kept,
}

/// Keeps the room until the run is over.
pub(super) async fn keep(client: Client, duty: Duty) -> (Kept, Followed) {
    let run = client.run.clone();
    let mut work = Work {
        client: client.attentive(),
        duty,
        times: None,
        free: Instant::now(),
        queue: VecDeque::new(),
        asked: None,
        count: 0,
        raiders: HashMap::new(),
        kept: Kept::default(),
    };
    if duty.share.0 == 0 {
        work.queue.push_back(Act::Calm);
    }
    let failure = tokio::select! {
        biased;
        why = work.go_on() => Some(why),
        () = run.over() => None,
    };
    run.meter.changing.fetch_sub(u64::from(work.asked.is_some()), Relaxed);
    work.client.close().await;
    (work.kept, Followed { observer: work.client.observer, failure })
}

impl Work {
    async fn go_on(&mut self) -> String {
        let run = self.client.run.clone();
        loop {
            if let Err(why) = self.client.connect().await {
                return why;
            }
            // What got no answer on the connection before is asked for again, under the same nonce.
            let mut gone = self.ask().await.err();
            while gone.is_none() {
                let due = self.due();
                tokio::select! {
                    event = self.client.next() => match event {
                        Ok(event) => self.take(event),
                        Err(lost) => gone = Some(lost),
                    },
                    times = run.posting(), if self.times.is_none() => self.times = Some(times),
                    () = sleep_until(due.unwrap_or(self.free)), if due.is_some() => {
                        self.begin();
                        gone = self.ask().await.err();
                    }
                }
            }
            match gone {
                Some(Gone::Again(pause, _)) => self.client.rest(pause).await,
                Some(Gone::Final(why)) => return why,
                None => {}
            }
        }
    }

    /// When the next act is asked for.
    fn due(&self) -> Option<Instant> {
        let (start, end) = self.times?;
        let due = self.free.max(start + self.duty.idle);
        (self.asked.is_none() && !self.queue.is_empty() && due < end).then_some(due)
    }

    fn begin(&mut self) {
        self.asked = self.queue.pop_front();
        self.count += 1;
        self.free = Instant::now() + self.duty.gap;
        self.client.run.meter.changing.fetch_add(1, Relaxed);
        if let (Some(Act::Calm), Some((start, _))) = (&self.asked, self.times) {
            self.kept.calmed.get_or_insert(start.elapsed());
        }
    }

    async fn ask(&mut self) -> Result<(), Gone> {
        let ask = match &self.asked {
            None => return Ok(()),
            Some(Act::Calm) => Ask::Switch { calm: true },
            Some(Act::Clear(person)) => Ask::Clear { person, last_ms: LAST_MS, then: Then::Ban },
        };
        let nonce = self.client.run.id.act_nonce(self.client.number, self.count);
        self.client.feed(&Command::Act { nonce: &nonce, ask }).await?;
        self.client.flush().await
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Message { author, seen, raid: true, .. } if self.is_mine(&author) => {
                if let Some(mark) = seen.mark {
                    self.saw(author, mark);
                }
            }
            Event::Acted(count) if count == self.count => {
                if let Some(Act::Clear(person)) = self.answered() {
                    // Nothing of theirs is stored after the act: whatever came before its answer is gone.
                    let now = Some(self.client.run.clock.now());
                    let gone = self.raiders.get(&person).into_iter().flatten().map(|mark| (*mark, now));
                    self.kept.removed.extend(gone);
                }
                self.kept.acts += 1;
            }
            Event::Refused { act: Some(count), code, retry_after, .. } if count == self.count => {
                self.client.run.meter.refused(&code);
                match (self.answered(), retry_after) {
                    (Some(act), Some(pause)) => {
                        self.queue.push_front(act);
                        self.free = Instant::now() + pause;
                    }
                    _ => self.kept.refused.push(code),
                }
            }
            _ => {}
        }
    }

    fn answered(&mut self) -> Option<Act> {
        let act = self.asked.take()?;
        self.client.run.meter.changing.fetch_sub(1, Relaxed);
        Some(act)
    }

    fn is_mine(&self, author: &str) -> bool {
        let (own, all) = self.duty.share;
        author.bytes().map(usize::from).sum::<usize>() % all == own
    }

    /// Each raider is dealt with once; one who comes back is somebody else.
    fn saw(&mut self, author: Box<str>, mark: Mark) {
        if !self.raiders.contains_key(&author) {
            self.queue.push_back(Act::Clear(author.clone()));
        }
        self.raiders.entry(author).or_default().push(mark);
    }
}
