//! What somebody is told of the posts that wait for a moderator.

use std::sync::Arc;

use tokio::sync::watch;

use crate::{
    domain::{MessageId, Person},
    hub::{Room, Waiting},
    protocol::{Held, HeldList, ServerFrame},
};

/// The most that one frame tells of; `GET …/held` has more.
const TOLD: usize = 100;

/// What somebody was told, and where more is heard.
pub(super) struct Holding {
    person: Arc<Person>,
    waiting: watch::Receiver<Waiting>,
    /// The ids of the last frame.
    told: Vec<MessageId>,
}

impl Holding {
    pub(super) fn new(room: &Room, person: Arc<Person>) -> Self {
        Self { person, waiting: room.waiting(), told: Vec::new() }
    }

    /// The next frame, if it would say anything new: to this person as they now are, where they may have another role.
    pub(super) fn frame(&mut self, person: Option<Arc<Person>>) -> Option<String> {
        if let Some(person) = person {
            self.person = person;
        }
        let waiting = self.waiting.borrow_and_update();
        let held: Vec<_> = waiting.shown_to(&self.person).take(TOLD).collect();
        if held.iter().map(|held| held.id).eq(self.told.iter().copied()) {
            return None;
        }
        self.told = held.iter().map(|held| held.id).collect();
        let held = held.into_iter().filter_map(|held| Held::new(held, self.person.role)).collect();
        Some(ServerFrame::Held(HeldList { held }).encode())
    }
}

/// Waits until something else waits for a moderator; for nothing where nobody is to be told.
pub(super) async fn changed(holding: &mut Option<Box<Holding>>) {
    match holding {
        // The room goes away under its readers, who hear of that by its bell.
        Some(holding) => {
            if holding.waiting.changed().await.is_err() {
                std::future::pending().await
            }
        }
        None => std::future::pending().await,
    }
}
