//! The commands that wait for a room's writer, and for how long.

use std::collections::VecDeque;

use tokio::{
    sync::oneshot,
    time::{Duration, Instant},
};

use super::shared::Answer;
use crate::domain::{Action, Command};

/// Commands in one transaction: large enough that commits cost little, small enough that one takes milliseconds.
pub(super) const BATCH: usize = 512;

/// Reactions alone are committed no sooner than this after the last ones: a storm of them costs five frames a second, and
/// a single one waits for nothing. Whatever else comes takes those that wait along.
const GATHER: Duration = Duration::from_millis(200);

/// So many who were answered together are a crowd, and its members soon have more to say.
const CROWD: usize = 8;

/// A crowd is waited for no longer than this, nor longer than half of what its commit took: two commits of half of them
/// each would cost more.
const PATIENCE: Duration = Duration::from_millis(3);

/// A command on its way into the log.
pub(super) struct Job {
    pub(super) command: Command,
    pub(super) answer: oneshot::Sender<Answer>,
    /// When the author has to have an answer.
    pub(super) deadline: Instant,
}

impl Job {
    /// Whether it may wait a moment for others of its kind.
    fn gathers(&self) -> bool {
        matches!(self.command.action, Action::React { .. })
    }
}

/// Jobs in the order in which they came.
pub(super) struct Waiting {
    jobs: VecDeque<Job>,
    /// Until when reactions alone wait for others.
    gathering: Instant,
    /// Those who were answered last, and are waited for.
    crowd: Option<Crowd>,
}

struct Crowd {
    /// How many wait once all of them are back.
    size: usize,
    until: Instant,
}

impl Waiting {
    /// Nothing waits, and reactions need not.
    pub(super) fn new(now: Instant) -> Self {
        Self { jobs: VecDeque::new(), gathering: now, crowd: None }
    }

    pub(super) fn push(&mut self, job: Job) {
        self.jobs.push_back(job);
    }

    /// The one that has waited longest.
    pub(super) fn pop(&mut self) -> Option<Job> {
        self.jobs.pop_front()
    }

    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    /// When the one that has waited longest has to have an answer.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.jobs.front().map(|job| job.deadline)
    }

    /// When the next batch is to be taken; `None` while nothing waits.
    pub(super) fn due(&self, now: Instant) -> Option<Instant> {
        if self.jobs.is_empty() {
            return None;
        }
        let gathers = self.jobs.len() < BATCH && self.jobs.iter().all(Job::gathers);
        Some(match &self.crowd {
            _ if gathers => self.gathering,
            Some(crowd) if self.jobs.len() < crowd.size.min(BATCH) => crowd.until,
            _ => now,
        })
    }

    /// So many were just answered, after a commit that took so long.
    pub(super) fn answered(&mut self, authors: usize, took: Duration, now: Instant) {
        let size = self.jobs.len() + authors;
        self.crowd = (authors >= CROWD).then(|| Crowd { size, until: now + PATIENCE.min(took / 2) });
    }

    /// The next batch: at most [`BATCH`] jobs.
    pub(super) fn take(&mut self, now: Instant) -> Vec<Job> {
        let batch: Vec<_> = self.jobs.drain(..self.jobs.len().min(BATCH)).collect();
        if batch.iter().any(Job::gathers) {
            self.gathering = now + GATHER;
        }
        self.crowd = None;
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{MessageId, PersonId, Random},
        machine::SystemRandom,
    };

    fn job(action: Action) -> Job {
        let author = PersonId::random(&SystemRandom as &dyn Random);
        Job { command: Command { author, nonce: None, action }, answer: oneshot::channel().0, deadline: Instant::now() }
    }

    fn reaction() -> Job {
        let (id, emoji) = (MessageId::random(&SystemRandom as &dyn Random), "👍".parse().expect("an emoji"));
        job(Action::React { id, emoji, on: true })
    }

    fn removal() -> Job {
        job(Action::Remove { id: MessageId::random(&SystemRandom as &dyn Random), reason: None })
    }

    #[test]
    fn a_reaction_waits_for_others_only_soon_after_others() {
        let begun = Instant::now();
        let mut waiting = Waiting::new(begun);
        assert_eq!(waiting.due(begun), None);
        waiting.push(reaction());
        assert_eq!(waiting.due(begun), Some(begun), "the first one waits for nothing");
        assert_eq!(waiting.take(begun).len(), 1);
        assert_eq!(waiting.due(begun), None);
        let soon = begun + GATHER / 2;
        waiting.push(reaction());
        waiting.push(reaction());
        assert_eq!(waiting.due(soon), Some(begun + GATHER));
        assert_eq!(waiting.take(begun + GATHER).len(), 2);
        let later = begun + 3 * GATHER;
        waiting.push(reaction());
        assert!(waiting.due(later).is_some_and(|due| due <= later));
    }

    #[test]
    fn a_crowd_that_was_answered_is_waited_for_a_moment() {
        let begun = Instant::now();
        let took = Duration::from_millis(4);
        let mut waiting = Waiting::new(begun);
        waiting.push(removal());
        waiting.answered(CROWD - 1, took, begun);
        assert_eq!(waiting.due(begun), Some(begun), "a few are no crowd");
        waiting.answered(CROWD, took, begun);
        assert_eq!(waiting.due(begun), Some(begun + took / 2));
        waiting.answered(CROWD, 10 * PATIENCE, begun);
        assert_eq!(waiting.due(begun), Some(begun + PATIENCE));
        (0..CROWD).for_each(|_| waiting.push(removal()));
        assert_eq!(waiting.due(begun), Some(begun), "all are back");
        waiting.take(begun);
        waiting.push(removal());
        assert_eq!(waiting.due(begun), Some(begun), "and are waited for no more");
    }

    #[test]
    fn nothing_else_waits_and_a_full_batch_does_not_either() {
        let begun = Instant::now();
        let mut waiting = Waiting::new(begun);
        waiting.push(reaction());
        waiting.take(begun);
        waiting.push(reaction());
        waiting.push(removal());
        waiting.push(reaction());
        assert_eq!(waiting.due(begun), Some(begun));
        assert_eq!(waiting.take(begun).len(), 3, "what waits goes along, in its order");
        waiting.push(removal());
        assert_eq!(waiting.due(begun), Some(begun));
        waiting.take(begun);
        for _ in 0..=BATCH {
            waiting.push(reaction());
        }
        assert_eq!(waiting.due(begun), Some(begun));
        assert_eq!(waiting.take(begun).len(), BATCH);
        assert_eq!((waiting.len(), waiting.due(begun)), (1, Some(begun + GATHER)));
    }
}
