//! A moderator in a raid: calms the room, then removes what each raider wrote and bans them.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::Ordering::Relaxed},
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

/// What is to be done, of which whoever is free takes the next: first the room is calmed, then each raider that any of the moderators
/// has seen is dealt with once. One who comes back is somebody else.
#[derive(Debug)]
pub(super) struct Board(Mutex<Posted>);

#[derive(Debug)]
struct Posted {
    acts: VecDeque<Act>,
    /// What was seen of each raider.
    raiders: HashMap<Box<str>, HashSet<Mark>>,
}

#[derive(Debug)]
enum Act {
    Calm,
    Clear(Box<str>),
}

impl Board {
    /// On which only the room is to be calmed.
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(Posted { acts: VecDeque::from([Act::Calm]), raiders: HashMap::new() })))
    }

    fn lock(&self) -> MutexGuard<'_, Posted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn saw(&self, author: Box<str>, mark: Mark) {
        let mut posted = self.lock();
        if !posted.raiders.contains_key(&author) {
            posted.acts.push_back(Act::Clear(author.clone()));
        }
        posted.raiders.entry(author).or_default().insert(mark);
    }
}

struct Work {
    client: Client,
    duty: Duty,
    times: Option<(Instant, Instant)>,
    free: Instant,
    board: Arc<Board>,
    /// The act that has no answer yet: the so-and-so-manieth.
    asked: Option<Act>,
    count: u32,
    kept: Kept,
}

/// Keeps the room until the run is over.
pub(super) async fn keep(client: Client, duty: Duty, board: Arc<Board>) -> (Kept, Followed) {
    let run = client.run.clone();
    let mut work = Work {
        client: client.attentive(),
        duty,
        times: None,
        free: Instant::now(),
        board,
        asked: None,
        count: 0,
        kept: Kept::default(),
    };
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
        (self.asked.is_none() && due < end && !self.board.lock().acts.is_empty()).then_some(due)
    }

    fn begin(&mut self) {
        // Another may have taken it just now.
        self.asked = self.board.lock().acts.pop_front();
        if self.asked.is_none() {
            return;
        }
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
            Event::Message { author, seen, raid: true, .. } => {
                if let Some(mark) = seen.mark {
                    self.board.saw(author, mark);
                }
            }
            Event::Acted(count) if count == self.count => {
                if let Some(Act::Clear(person)) = self.answered() {
                    // Nothing of theirs is stored after the act: whatever came before its answer is gone.
                    let now = Some(self.client.run.clock.now());
                    let seen = self.board.lock().raiders.get(&person).cloned().unwrap_or_default();
                    self.kept.removed.extend(seen.into_iter().map(|mark| (mark, now)));
                }
                self.kept.acts += 1;
            }
            Event::Refused { act: Some(count), code, retry_after, .. } if count == self.count => {
                self.client.run.meter.refused(&code);
                match (self.answered(), retry_after) {
                    (Some(act), Some(pause)) => {
                        self.board.lock().acts.push_front(act);
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
}
