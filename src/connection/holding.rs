//! What somebody is told of what waits for a moderator: held posts and reported messages.

use std::sync::Arc;

use tokio::sync::watch;

use crate::{
    domain::{MessageId, Person, Seq, Timestamp},
    hub::{Room, Waiting},
    protocol::{Held, HeldList, Reported, ReportedList, ServerFrame},
};

/// The most held posts that one frame tells of; `GET …/held` has more.
const TOLD: usize = 100;

/// What somebody was told, and where more is heard.
pub(super) struct Holding {
    room: Arc<Room>,
    person: Arc<Person>,
    waiting: watch::Receiver<Waiting>,
    /// The ids of the last frame of held posts.
    held: Vec<MessageId>,
    /// What the last frame of reported messages told: how many people report which, and since when the newest.
    reported: Vec<(MessageId, u64, Option<Timestamp>)>,
}

/// A frame, and which messages are in it, as they were at which seq.
pub(super) struct Frame {
    pub(super) text: String,
    pub(super) ids: Vec<MessageId>,
    pub(super) upto: Seq,
}

impl Holding {
    pub(super) fn new(room: Arc<Room>, person: Arc<Person>) -> Self {
        let mut waiting = room.waiting();
        // What waits already is told as what comes: after a look at who this is by now.
        waiting.mark_changed();
        Self { room, person, waiting, held: Vec::new(), reported: Vec::new() }
    }

    /// Whom it is told to, as they now are: they may have another role.
    pub(super) fn is(&mut self, person: Arc<Person>) {
        self.person = person;
        self.waiting.mark_changed();
    }

    /// The next frame, where it says anything new. One at a time: while a slow client takes it, they may be dismissed.
    pub(super) fn next(&mut self) -> Option<Frame> {
        let frame = self.held().or_else(|| self.reported())?;
        self.waiting.mark_changed();
        Some(frame)
    }

    fn held(&mut self) -> Option<Frame> {
        let waiting = self.waiting.borrow();
        let held: Vec<_> = waiting.shown_to(&self.person).take(TOLD).collect();
        if held.iter().map(|held| held.id).eq(self.held.iter().copied()) {
            return None;
        }
        self.held = held.iter().map(|held| held.id).collect();
        let held = held.into_iter().filter_map(|held| Held::new(held, self.person.role)).collect();
        let text = ServerFrame::Held(HeldList { held }).encode();
        Some(Frame { text, ids: Vec::new(), upto: Seq::ZERO })
    }

    /// Messages, so that none is told of that was removed since the list was read.
    fn reported(&mut self) -> Option<Frame> {
        let waiting = self.waiting.borrow();
        let upto = waiting.upto;
        let there = |id: MessageId| !self.room.removed_after(upto, &[id]);
        let reported = waiting.reported_to(&self.person);
        let reported: Vec<_> = reported.filter(|reported| there(reported.message.id)).collect();
        let told: Vec<_> =
            reported.iter().map(|reported| (reported.message.id, reported.count, reported.newest_at())).collect();
        if told == self.reported {
            return None;
        }
        let ids = told.iter().map(|(id, ..)| *id).collect();
        self.reported = told;
        let reported = reported.into_iter().map(Reported::from).collect();
        Some(Frame { text: ServerFrame::Reported(ReportedList { reported }).encode(), ids, upto })
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
