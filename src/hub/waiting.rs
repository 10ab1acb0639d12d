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
}

impl Waiting {
    /// Nothing waits, and reactions need not.
    pub(super) fn new(now: Instant) -> Self {
        Self { jobs: VecDeque::new(), gathering: now }
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
        let gathers = self.jobs.len() < BATCH && self.jobs.iter().all(Job::gathers);
        (!self.jobs.is_empty()).then_some(if gathers { self.gathering } else { now })
    }

    /// The next batch: at most [`BATCH`] jobs.
    pub(super) fn take(&mut self, now: Instant) -> Vec<Job> {
        let batch: Vec<_> = self.jobs.drain(..self.jobs.len().min(BATCH)).collect();
        if batch.iter().any(Job::gathers) {
            self.gathering = now + GATHER;
        }
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
