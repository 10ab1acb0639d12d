//! The one task that writes a room: takes what is queued, commits it at once, tells everybody, then acks.

use std::{future::pending, sync::Arc, sync::atomic::Ordering};

use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Duration, Instant, Interval, MissedTickBehavior, interval, sleep, sleep_until, timeout},
};

use super::{
    holding,
    shared::{Answer, QUEUE, RECENT_MESSAGES, Ring, Shared, recent_of},
    trouble::Trouble,
    waiting::{BATCH, Job, Waiting},
};
use crate::{
    domain::{Clock, Command, Outcome, Seq},
    protocol::{Encoded, ErrorCode},
    store::{CommitGate, Store, WriteError, Written},
};

/// The contract's bound on how often readers are told how many there are.
const ONLINE_EVERY: Duration = Duration::from_secs(5);

/// How long a read of the log may take before it is tried again.
const READ_WITHIN: Duration = Duration::from_secs(4);

/// Between attempts while the database is away.
const RETRY_EVERY: Duration = Duration::from_millis(250);

/// Owns the writing of one room. Ends when nobody holds the room any more, after what was queued is answered.
pub(super) struct Writer {
    store: Store,
    clock: Arc<dyn Clock>,
    shared: Arc<Shared>,
    queue: mpsc::Receiver<Job>,
    /// Asked to look whether another has written.
    looks: mpsc::Receiver<oneshot::Sender<()>>,
    /// Taken from the queue; at most [`QUEUE`].
    waiting: Waiting,
    bell: watch::Sender<Ring>,
    online_tick: Interval,
    trouble: Option<Trouble>,
}

/// What a writer is asked for.
pub(super) struct Inbox {
    pub(super) jobs: mpsc::Receiver<Job>,
    pub(super) looks: mpsc::Receiver<oneshot::Sender<()>>,
}

/// What a writer does next.
enum Next {
    Write(Vec<Job>),
    Look(oneshot::Sender<()>),
}

/// The room's history was replaced under its readers.
struct Gone;

impl Writer {
    pub(super) fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        shared: Arc<Shared>,
        inbox: Inbox,
        bell: watch::Sender<Ring>,
    ) -> Self {
        let mut online_tick = interval(ONLINE_EVERY);
        online_tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let Inbox { jobs: queue, looks } = inbox;
        let waiting = Waiting::new(Instant::now());
        Self { store, clock, shared, queue, looks, waiting, bell, online_tick, trouble: None }
    }

    pub(super) async fn run(mut self) {
        let rooms = metrics::gauge!("social_stream_rooms");
        rooms.increment(1);
        while let Some(next) = self.next().await {
            let done = match next {
                Next::Write(batch) => self.commit(batch).await,
                Next::Look(asked) => self.look(asked).await,
            };
            if let Err(Gone) = done {
                tracing::warn!(room = %self.shared.id, "the room's history was replaced; its readers come back");
                break;
            }
        }
        rooms.decrement(1);
    }

    /// The next batch, once it is due, or a look. `None` when nobody can queue any more.
    async fn next(&mut self) -> Option<Next> {
        loop {
            while self.waiting.len() < BATCH {
                let Ok(job) = self.queue.try_recv() else { break };
                self.waiting.push(job);
            }
            let now = Instant::now();
            let due = self.waiting.due(now);
            // Not left to the timer, which rounds up to the next millisecond.
            if due.is_some_and(|due| due <= now) {
                break;
            }
            tokio::select! {
                () = until(due) => break,
                job = self.queue.recv() => match job {
                    Some(job) => self.waiting.push(job),
                    None if self.waiting.len() == 0 => return None,
                    None => break,
                },
                Some(asked) = self.looks.recv() => return Some(Next::Look(asked)),
                _ = self.online_tick.tick() => self.tell_online(),
            }
        }
        Some(Next::Write(self.waiting.take(Instant::now())))
    }

    /// Takes over what another has written, if that is so, and tells who asked.
    async fn look(&mut self, asked: oneshot::Sender<()>) -> Result<(), Gone> {
        let head = self.shared.read().head();
        let stored = timeout(READ_WITHIN, self.store.room(self.shared.id)).await;
        let same = matches!(stored, Ok(Ok(Some(room))) if room.head == head && room.epoch == self.shared.epoch);
        if !same {
            self.catch_up(head).await?;
            let head = self.shared.read().head();
            self.bell.send_modify(|ring| ring.head = head);
        }
        // Who asked may have gone.
        let _ = asked.send(());
        Ok(())
    }

    /// Commits a batch, in halves where the database refuses the whole, so that one bad row harms nobody else.
    async fn commit(&mut self, batch: Vec<Job>) -> Result<(), Gone> {
        let mut batches = vec![batch];
        while let Some(mut jobs) = batches.pop() {
            let started = Instant::now();
            match self.write(&mut jobs).await {
                Ok(written) => {
                    let took = started.elapsed();
                    self.trouble = self.trouble.take().and_then(Trouble::over);
                    let authors = jobs.len();
                    self.publish(written, jobs).await?;
                    // Where a commit is work rather than waiting, two small ones cost no more than one large one.
                    if self.store.is_remote() {
                        self.waiting.answered(authors, took, Instant::now());
                    }
                }
                Err(WriteError::Rejected { .. }) if jobs.len() > 1 => {
                    let second = jobs.split_off(jobs.len() / 2);
                    batches.extend([second, jobs]);
                }
                Err(WriteError::Rejected { source }) => {
                    tracing::error!(room = %self.shared.id, error = %source, "the database refuses a command");
                    answer_all(jobs, Answer::Internal);
                }
                Err(error) => {
                    let room = self.shared.id;
                    let trouble = self.trouble.get_or_insert_with(|| Trouble::begins(room, &error));
                    trouble.refused += jobs.len();
                    answer_all(jobs, Answer::Unavailable);
                }
            }
        }
        Ok(())
    }

    /// Runs the transaction. Jobs whose time runs out before the commit began are answered and taken out of `jobs`; their
    /// transaction is then certain not to commit.
    ///
    /// If the connection is lost during the commit, the same batch is run again until the database says what became of it:
    /// its nonces make the second run find what the first one stored. Nobody is answered before that.
    async fn write(&mut self, jobs: &mut Vec<Job>) -> Result<Written, WriteError> {
        let commands: Vec<Command> = jobs.iter().map(|job| job.command.clone()).collect();
        let mut uncertain = false;
        loop {
            let gate = CommitGate::new();
            let started = Instant::now();
            let (store, room, now) = (self.store.clone(), self.shared.id, self.clock.now());
            let mut writing = std::pin::pin!(store.write(room, &commands, now, &gate));
            let result = loop {
                let due = if uncertain { None } else { jobs.first().map(|job| job.deadline) };
                tokio::select! {
                    result = &mut writing => break result,
                    () = until(due) => if gate.abandon() {
                        answer_all(std::mem::take(jobs), Answer::Unavailable);
                    } else {
                        uncertain = true;
                    },
                    () = self.hold_queue() => {}
                }
            };
            match result {
                Ok(written) => {
                    metrics::histogram!("social_stream_commit_seconds").record(started.elapsed().as_secs_f64());
                    metrics::histogram!("social_stream_batch_commands").record(count(commands.len()));
                    return Ok(written);
                }
                Err(WriteError::Uncertain { .. }) => uncertain = true,
                Err(WriteError::Unavailable { .. }) if uncertain => {}
                Err(error) => return Err(error),
            }
            tracing::warn!(room = %self.shared.id, "a commit was cut off; asking again what became of it");
            self.rest().await;
        }
    }

    /// Tells everybody what was stored, then the authors.
    async fn publish(&mut self, written: Written, jobs: Vec<Job>) -> Result<(), Gone> {
        if written.epoch != self.shared.epoch {
            return Err(Gone);
        }
        // Also a batch that changed nothing may tell of changes: its first run, cut off in its commit, or another node.
        if self.shared.read().head() < written.head {
            let encoded: Vec<_> = written.changes.iter().map(|change| (change, Encoded::new(change))).collect();
            let contiguous = self.shared.change(|recent| {
                let contiguous = recent.head() == written.head_before;
                if contiguous {
                    encoded.into_iter().for_each(|(change, encoded)| recent.push(change, encoded));
                    written.state.into_iter().for_each(|state| recent.set_state(state));
                }
                contiguous
            });
            if !contiguous {
                self.catch_up(written.head).await?;
            }
            let head = self.shared.read().head();
            self.bell.send_modify(|ring| ring.head = head);
        }
        for (job, outcome) in jobs.into_iter().zip(written.outcomes) {
            count_outcome(outcome);
            // An author who has left will ask again by their nonce.
            let _ = job.answer.send(Answer::Decided(outcome));
        }
        if let Some(version) = written.held
            && let Err(error) = holding::look(&self.store, &self.shared, version).await
        {
            tracing::debug!(room = %self.shared.id, %error, "what waits for a moderator could not be read");
        }
        Ok(())
    }

    /// Another node wrote in between: reads the log anew, at least up to `head`.
    async fn catch_up(&mut self, head: Seq) -> Result<(), Gone> {
        loop {
            let read = timeout(READ_WITHIN, self.store.latest_changes(self.shared.id, RECENT_MESSAGES)).await;
            if let Ok(Ok(Some(snapshot))) = read
                && snapshot.head >= head
            {
                if snapshot.epoch != self.shared.epoch {
                    return Err(Gone);
                }
                let fresh = recent_of(snapshot);
                self.shared.change(|recent| *recent = fresh);
                return Ok(());
            }
            self.rest().await;
        }
    }

    /// Lets a little time pass without leaving anybody in the queue waiting too long.
    async fn rest(&mut self) {
        let mut rested = std::pin::pin!(sleep(RETRY_EVERY));
        loop {
            tokio::select! {
                () = &mut rested => return,
                () = self.hold_queue() => {}
            }
        }
    }

    /// While the database keeps the writer waiting: takes jobs in, answers those whose time is up. Returns after each.
    async fn hold_queue(&mut self) {
        let due = self.waiting.deadline();
        tokio::select! {
            Some(job) = self.queue.recv(), if self.waiting.len() < QUEUE => self.waiting.push(job),
            () = until(due) => {
                if let Some(job) = self.waiting.pop() {
                    answer_all(vec![job], Answer::Unavailable);
                }
            }
            _ = self.online_tick.tick() => self.tell_online(),
        }
    }

    fn tell_online(&self) {
        let now = self.shared.connections.load(Ordering::Relaxed);
        self.bell.send_if_modified(|ring| std::mem::replace(&mut ring.online, now) != now);
    }
}

fn answer_all(jobs: Vec<Job>, answer: Answer) {
    let code = if answer == Answer::Internal { ErrorCode::Internal } else { ErrorCode::Unavailable };
    metrics::counter!("social_stream_refused_total", "code" => code.as_str()).increment(jobs.len() as u64);
    for job in jobs {
        let _ = job.answer.send(answer);
    }
}

fn count_outcome(outcome: Outcome) {
    match outcome {
        Outcome::Stored(_) | Outcome::Set(_) | Outcome::Held(_) | Outcome::Judged => {
            metrics::counter!("social_stream_stored_total").increment(1);
        }
        Outcome::Repeated(_) => metrics::counter!("social_stream_repeated_total").increment(1),
        Outcome::Refused(refusal) => {
            let code = ErrorCode::from(refusal).as_str();
            metrics::counter!("social_stream_refused_total", "code" => code).increment(1);
        }
    }
}

async fn until(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => pending().await,
    }
}

/// A count as metrics take it; exact far beyond any batch.
fn count(commands: usize) -> f64 {
    u32::try_from(commands).map_or(f64::MAX, f64::from)
}
