//! What somebody wants removed or said anew, until each wish has its answer.

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

/// When the change of each text was acked; `None` where no answer came.
pub type Changed = HashMap<Mark, Option<Micros>>;

/// One person's changes of one kind, oldest first.
#[derive(Debug)]
pub struct Changes {
    run: Arc<Run>,
    kind: Kind,
    queue: VecDeque<Wanted>,
    unanswered: BTreeMap<Mark, Box<str>>,
    asked: Changed,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Removal,
    Edit,
}

#[derive(Debug)]
struct Wanted {
    due: Instant,
    mark: Mark,
    id: Box<str>,
}

impl Changes {
    /// No removals yet.
    #[must_use]
    pub fn removals(run: Arc<Run>) -> Self {
        Self::new(run, Kind::Removal)
    }

    /// No edits yet. A text is edited once, so that what is to stand there is known.
    #[must_use]
    pub fn edits(run: Arc<Run>) -> Self {
        Self::new(run, Kind::Edit)
    }

    fn new(run: Arc<Run>, kind: Kind) -> Self {
        Self { run, kind, queue: VecDeque::new(), unanswered: BTreeMap::new(), asked: HashMap::new() }
    }

    /// Wants a post changed, not before it is due.
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
    /// When the connection ended; it is asked for again after [`Changes::connected`].
    pub async fn ask(&mut self, client: &mut Client) -> Result<(), Gone> {
        let Some(Wanted { mark, id, .. }) = self.queue.pop_front() else { return Ok(()) };
        self.asked.entry(mark).or_default();
        let run = self.run.id;
        let fed = match self.kind {
            Kind::Removal => client.feed(&Command::Remove { nonce: &run.removal_nonce(mark), id: &id }).await,
            Kind::Edit => {
                let text = run.edited(mark);
                client.feed(&Command::Edit { nonce: &run.edit_nonce(mark), id: &id, text: &text }).await
            }
        };
        self.unanswered.insert(mark, id);
        self.run.meter.changing.fetch_add(1, Relaxed);
        fed?;
        client.flush().await
    }

    /// On a new connection: what got no answer on the one before comes first, with the same nonce.
    pub fn connected(&mut self) {
        let unanswered = std::mem::take(&mut self.unanswered);
        self.run.meter.changing.fetch_sub(unanswered.len() as u64, Relaxed);
        let due = Instant::now();
        let again = unanswered.into_iter().rev();
        again.for_each(|(mark, id)| self.queue.push_front(Wanted { due, mark, id }));
    }

    /// A change was acked.
    pub fn acked(&mut self, mark: Mark) {
        self.answered(mark);
        self.asked.insert(mark, Some(self.run.clock.now()));
    }

    /// A change was refused: it is asked for again where the server says when.
    pub fn refused(&mut self, mark: Mark, retry_after: Option<Duration>) {
        if let Some((id, pause)) = self.answered(mark).zip(retry_after) {
            self.queue.push_front(Wanted { due: Instant::now() + pause, mark, id });
        }
    }

    /// Waits for nothing any more, and gives what was asked for.
    #[must_use]
    pub fn into_changed(self) -> Changed {
        self.run.meter.changing.fetch_sub(self.unanswered.len() as u64, Relaxed);
        self.asked
    }

    fn answered(&mut self, mark: Mark) -> Option<Box<str>> {
        let id = self.unanswered.remove(&mark)?;
        self.run.meter.changing.fetch_sub(1, Relaxed);
        Some(id)
    }
}

/// Adds changes of one kind; of two acks of one text the earlier counts.
pub fn merge(into: &mut Changed, changed: Changed) {
    for (mark, acked) in changed {
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
