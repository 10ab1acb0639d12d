//! The newest of each event's log of acts, for those who keep a room and have a connection to this node.

use std::sync::Arc;

use dashmap::DashMap;
use tokio::sync::watch;

use crate::domain::{Act, ActNumber, EventId};

/// Acts that are told at once; who does not listen for longer reads the log itself.
const TOLD: usize = 32;

/// The newest acts of the events that somebody listens to, by rising number.
#[derive(Debug, Default)]
pub(super) struct Doings(DashMap<EventId, watch::Sender<Vec<Arc<Act>>>>);

/// Somebody who listens.
#[derive(Debug)]
pub(super) struct Listening {
    event: EventId,
    bell: watch::Receiver<Vec<Arc<Act>>>,
    seen: ActNumber,
    doings: Arc<Doings>,
}

impl Doings {
    /// Listens from now on.
    pub(super) fn listen(self: &Arc<Self>, event: EventId) -> Listening {
        // Under the lock of the map, so that nobody takes the entry away in between.
        let bell = self.0.entry(event).or_default().subscribe();
        let seen = bell.borrow().last().map_or(ActNumber(0), |act| act.number);
        Listening { event, bell, seen, doings: self.clone() }
    }

    /// Tells those who listen, if there are any.
    pub(super) fn tell(&self, event: EventId, acts: &[Arc<Act>]) {
        let Some(bell) = self.0.get(&event) else { return };
        bell.send_modify(|newest| {
            newest.extend(acts.iter().cloned());
            let beyond = newest.len().saturating_sub(TOLD);
            newest.drain(..beyond);
        });
    }
}

impl Listening {
    /// Waits until something is done.
    pub(super) async fn changed(&mut self) {
        if self.bell.changed().await.is_err() {
            // The bell lives as long as somebody listens.
            std::future::pending::<()>().await;
        }
    }

    /// What was done since the last look.
    pub(super) fn news(&mut self) -> Vec<Arc<Act>> {
        let newest = self.bell.borrow_and_update();
        let news: Vec<_> = newest.iter().filter(|act| act.number > self.seen).cloned().collect();
        self.seen = news.last().map_or(self.seen, |act| act.number);
        news
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.doings.0.remove_if(&self.event, |_, bell| bell.receiver_count() == 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Random, machine::SystemRandom};

    #[test]
    fn an_event_that_nobody_listens_to_is_forgotten() {
        let doings = Arc::<Doings>::default();
        let event = EventId::random(&SystemRandom as &dyn Random);
        let (first, second) = (doings.listen(event), doings.listen(event));
        drop(first);
        assert_eq!(doings.0.len(), 1, "one still listens");
        drop(second);
        assert!(doings.0.is_empty());
    }
}
