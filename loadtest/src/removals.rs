//! What somebody wants removed, until each removal has its answer.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use tokio::time::Instant;

use crate::{
    checker::{Mark, Micros},
    client::{Client, Gone},
    run::Run,
    wire::Command,
};

/// When the removal of each text was acked; `None` where no answer came.
pub type Removed = HashMap<Mark, Option<Micros>>;

/// One person's removals, oldest first.
#[derive(Debug)]
pub struct Removals {
    run: Arc<Run>,
    queue: VecDeque<Wanted>,
    unanswered: BTreeMap<Mark, Box<str>>,
    asked: Removed,
}

#[derive(Debug)]
struct Wanted {
    due: Instant,
    mark: Mark,
    id: Box<str>,
}

impl Removals {
    /// None yet.
    #[must_use]
    pub fn new(run: Arc<Run>) -> Self {
        Self { run, queue: VecDeque::new(), unanswered: BTreeMap::new(), asked: HashMap::new() }
    }

    /// Wants a post removed, not before it is due.
    pub fn want(&mut self, mark: Mark, id: Box<str>, due: Instant) {
        self.queue.push_back(Wanted { due, mark, id });
    }

    /// When the next one is due.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.queue.front().map(|wanted| wanted.due)
    }

    /// Asks for the next one.
    ///
    /// # Errors
    /// When the connection ended; it is asked for again after [`Removals::connected`].
    pub async fn ask(&mut self, client: &mut Client) -> Result<(), Gone> {
        let Some(Wanted { mark, id, .. }) = self.queue.pop_front() else { return Ok(()) };
        let nonce = self.run.id.removal_nonce(mark);
        self.asked.entry(mark).or_default();
        let fed = client.feed(&Command::Remove { nonce: &nonce, id: &id }).await;
        self.unanswered.insert(mark, id);
        self.run.meter.removing.fetch_add(1, Relaxed);
        fed?;
        client.flush().await
    }

    /// On a new connection: what got no answer on the one before comes first, with the same nonce.
    pub fn connected(&mut self) {
        let unanswered = std::mem::take(&mut self.unanswered);
        self.run.meter.removing.fetch_sub(unanswered.len() as u64, Relaxed);
        let due = Instant::now();
        let again = unanswered.into_iter().rev();
        again.for_each(|(mark, id)| self.queue.push_front(Wanted { due, mark, id }));
    }

    /// A removal was acked.
    pub fn acked(&mut self, mark: Mark) {
        self.answered(mark);
        self.asked.insert(mark, Some(self.run.clock.now()));
    }

    /// A removal was refused: it is asked for again where the server says when.
    pub fn refused(&mut self, mark: Mark, retry_after: Option<Duration>) {
        if let Some((id, pause)) = self.answered(mark).zip(retry_after) {
            self.queue.push_front(Wanted { due: Instant::now() + pause, mark, id });
        }
    }

    /// Waits for nothing any more, and gives what was asked for.
    #[must_use]
    pub fn into_removed(self) -> Removed {
        self.run.meter.removing.fetch_sub(self.unanswered.len() as u64, Relaxed);
        self.asked
    }

    fn answered(&mut self, mark: Mark) -> Option<Box<str>> {
        let id = self.unanswered.remove(&mark)?;
        self.run.meter.removing.fetch_sub(1, Relaxed);
        Some(id)
    }
}

/// Adds removals; of two acks of one text the earlier counts.
pub fn merge(into: &mut Removed, removals: Removed) {
    for (mark, acked) in removals {
        let known = into.entry(mark).or_default();
        *known = match (*known, acked) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
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
