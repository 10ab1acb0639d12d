//! Telling everybody: loops that hand what is new to many readers, one after the other.
//!
//! A task of its own for each reader would do the same at nearly twice the price: waking it touches its future, its timer
//! and its place in the queue, all of them cold by then, to make the one system call that counts. So each reader has a
//! seat, and a few loops go along the seats. A seat that cannot be told at once is left to its own task.

use std::sync::{
    Arc, LazyLock, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use slab::Slab;
use tokio::{sync::watch, task::yield_now};

use super::{Delivery, Ring, shared::Shared};
use crate::{
    domain::{Epoch, Seq},
    protocol::View,
};

/// Messages handed to the kernel for a reader.
pub static DELIVERIES: LazyLock<metrics::Counter> =
    LazyLock::new(|| metrics::counter!("social_stream_deliveries_total"));

/// Seats told in a row before other tasks of the same thread get their turn: less than a millisecond.
const SHARE: usize = 128;

/// One reader's place in the audience.
pub trait Seat: Send + Sync {
    /// Hands over what the room has beyond this reader's cursor, and says how many messages that was. It must not wait for
    /// anything: what cannot go at once is left to the reader's own task.
    fn ring(&self, news: &mut News<'_>) -> u64;

    /// The room goes away under its readers; they come back to a new one.
    fn leave(&self);
}

/// What a seat can ask of the room.
pub struct News<'a> {
    shared: &'a Shared,
    bell: &'a mut watch::Receiver<Ring>,
    ring: Ring,
}

/// The readers of a room that are told by its loops.
pub(super) struct Audience {
    /// One for each loop.
    rows: Vec<Arc<Row>>,
    next: AtomicUsize,
}

#[derive(Default)]
struct Row(Mutex<Slab<Arc<dyn Seat>>>);

/// Holds a seat until it is dropped.
pub struct SeatGuard {
    row: Arc<Row>,
    key: usize,
}

impl<'a> News<'a> {
    fn new(shared: &'a Shared, bell: &'a mut watch::Receiver<Ring>) -> Self {
        let ring = *bell.borrow_and_update();
        Self { shared, bell, ring }
    }

    /// What the bell says at this moment.
    pub fn ring(&mut self) -> Ring {
        // Only a look at its version: the loops would stand in each other's way at its lock. One that closes says nothing new.
        if self.bell.has_changed().unwrap_or(false) {
            self.ring = *self.bell.borrow_and_update();
        }
        self.ring
    }

    /// Which history this is about.
    pub fn epoch(&self) -> Epoch {
        self.shared.epoch
    }

    /// What a reader at `cursor` has not got; see [`since`](super::Recent::since).
    pub fn since(&self, cursor: Seq, view: View, max_bytes: usize) -> Option<Delivery> {
        self.shared.read().since(cursor, view, max_bytes)
    }
}

impl Audience {
    /// An empty audience with a loop on each of the machine's threads, which end with the bell.
    pub(super) fn open(shared: &Arc<Shared>, bell: &watch::Receiver<Ring>) -> Self {
        let threads = tokio::runtime::Handle::current().metrics().num_workers();
        let rows: Vec<_> = (0..threads).map(|_| Arc::<Row>::default()).collect();
        for row in &rows {
            tokio::spawn(tell(row.clone(), shared.clone(), bell.clone()));
        }
        Self { rows, next: AtomicUsize::new(0) }
    }

    /// Takes a seat. It is rung at every change after this.
    pub(super) fn take_seat(&self, seat: Arc<dyn Seat>) -> SeatGuard {
        let row = self.rows[self.next.fetch_add(1, Ordering::Relaxed) % self.rows.len()].clone();
        let key = row.seats().insert(seat);
        SeatGuard { row, key }
    }
}

async fn tell(row: Arc<Row>, shared: Arc<Shared>, mut bell: watch::Receiver<Ring>) {
    // What rings during a round is heard twice: by the seats still to come, and for the next round.
    let mut during = bell.clone();
    while bell.changed().await.is_ok() {
        let mut from = 0;
        while let Some(seats) = row.share(from) {
            let mut news = News::new(&shared, &mut during);
            DELIVERIES.increment(seats.iter().map(|seat| seat.ring(&mut news)).sum());
            from += SHARE;
            yield_now().await;
        }
    }
    for (_, seat) in row.seats().iter() {
        seat.leave();
    }
}

impl Row {
    fn seats(&self) -> MutexGuard<'_, Slab<Arc<dyn Seat>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The seats from a place on, or `None` behind the last. Cloned, so that nobody waits at the door while they are told.
    fn share(&self, from: usize) -> Option<Vec<Arc<dyn Seat>>> {
        let seats = self.seats();
        (from < seats.capacity()).then(|| (from..from + SHARE).filter_map(|key| seats.get(key).cloned()).collect())
    }
}

impl Drop for SeatGuard {
    fn drop(&mut self) {
        self.row.seats().remove(self.key);
    }
}

#[cfg(test)]
mod tests;
