use std::sync::{
    Arc, RwLock,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Duration, Instant},
};
use tokio_util::task::TaskTracker;

use super::{
    HubError, Waiting,
    audience::{Audience, Seat, SeatGuard},
    holding,
    recent::Delivery,
    shared::{Answer, QUEUE, RECENT_MESSAGES, Ring, Shared, recent_of},
    waiting::Job,
    writer::{Inbox, Writer},
};
use crate::{
    domain::{Change, Clock, Command, Epoch, MessageId, RoomId, RoomState, Seq},
    protocol::{Encoded, View},
    store::{self, SessionStart, Store, StoreError},
};

/// A page of history that a newcomer gets with the welcome.
const PAGE_MESSAGES: u32 = 50;

/// Such a page for who saves data.
const SMALL_PAGE_MESSAGES: u32 = 20;

/// Beyond this a resume costs a thin link more than a fresh page does.
const REPLAY_MESSAGES: usize = 500;

/// Bounds a welcome, and so what slow readers that were welcomed together hold.
const WELCOME_BYTES: usize = 256 * 1024;

/// A command is answered within this time, whatever the database does: the contract says 5 s.
const ANSWER_WITHIN: Duration = Duration::from_millis(4_500);

/// A room that is open on this node.
pub struct Room {
    shared: Arc<Shared>,
    queue: mpsc::Sender<Job>,
    looks: mpsc::Sender<oneshot::Sender<()>>,
    bell: watch::Receiver<Ring>,
    audience: Audience,
    store: Store,
    touched: AtomicBool,
}

/// The room's queue is full; nothing was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the room is busy; try again in a moment")]
pub struct Busy;

/// What a newcomer gets.
#[derive(Debug)]
pub struct Page {
    /// Up to where it tells everything: the reader's cursor.
    pub seq: Seq,
    /// Whether it is everything since the reader's cursor, or else the newest page.
    pub resumed: bool,
    /// The messages.
    pub messages: Vec<(MessageId, Encoded)>,
    /// The room's state as of `seq`.
    pub state: RoomState,
}

/// Counts one connection as online for as long as it lives.
pub struct OnlineGuard(Arc<Shared>);

impl Room {
    /// Opens a room: reads the newest part of its log at once and starts its writer.
    pub(super) async fn open(
        store: &Store,
        clock: &Arc<dyn Clock>,
        id: RoomId,
        writers: &TaskTracker,
    ) -> Result<Arc<Self>, HubError> {
        let snapshot = store.latest_changes(id, RECENT_MESSAGES).await?.ok_or(HubError::NotFound)?;
        let epoch = snapshot.epoch;
        let recent = recent_of(snapshot);
        let (bell, heard) = watch::channel(Ring { head: recent.head(), online: 0 });
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (looks, asked) = mpsc::channel(1);
        let (recent, connections) = (RwLock::new(recent), AtomicU32::new(0));
        // What waits for a moderator is found by the next look.
        let shared = Arc::new(Shared { id, epoch, recent, connections, waiting: watch::Sender::default() });
        let audience = Audience::open(&shared, &heard);
        let writer = Writer::new(store.clone(), clock.clone(), shared.clone(), Inbox { jobs, looks: asked }, bell);
        writers.spawn(writer.run());
        tracing::debug!(room = %id, "room opened");
        let touched = AtomicBool::new(true);
        Ok(Arc::new(Self { shared, queue, looks, bell: heard, audience, store: store.clone(), touched }))
    }

    /// Which room.
    pub fn id(&self) -> RoomId {
        self.shared.id
    }

    /// The id of its history.
    pub fn epoch(&self) -> Epoch {
        self.shared.epoch
    }

    /// Rings at every change. It closes when the room goes away under its readers; they come back to a new one.
    pub fn bell(&self) -> watch::Receiver<Ring> {
        self.bell.clone()
    }

    /// Takes a seat in the audience, which is rung at every change from now on until the guard is dropped.
    pub fn take_seat(&self, seat: Arc<dyn Seat>) -> SeatGuard {
        self.audience.take_seat(seat)
    }

    /// Counts the caller as online until the guard is dropped.
    pub fn come_online(&self) -> OnlineGuard {
        self.shared.connections.fetch_add(1, Ordering::Relaxed);
        OnlineGuard(self.shared.clone())
    }

    /// How many are connected at this moment.
    pub fn online_now(&self) -> u32 {
        self.shared.connections.load(Ordering::Relaxed)
    }

    /// Hands a command to the writer. The answer comes within 5 s, also when the caller has stopped listening; no answer
    /// at all (a closed channel) means that it is not known whether it was stored, and that its nonce should be retried.
    pub fn submit(&self, command: Command) -> Result<oneshot::Receiver<Answer>, Busy> {
        let (answer, receiver) = oneshot::channel();
        let job = Job { command, answer, deadline: Instant::now() + ANSWER_WITHIN };
        self.queue.try_send(job).map_err(|_| Busy)?;
        Ok(receiver)
    }

    /// Waits until memory and readers have what is in the database now, whoever wrote it.
    pub(super) async fn look(&self) {
        let (done, looked) = oneshot::channel();
        if self.looks.send(done).await.is_ok() {
            // Where the writer ends instead, everybody comes back to a fresh room.
            let _ = looked.await;
        }
    }

    /// Hears of what waits for a moderator from now on, and knows what waits already.
    pub fn waiting(&self) -> watch::Receiver<Waiting> {
        self.shared.waiting.subscribe()
    }

    pub(super) async fn look_at_held(&self, version: u64) -> Result<(), StoreError> {
        holding::look(&self.store, &self.shared, version).await
    }

    /// What a reader at `cursor` has not got; see [`since`](super::Recent::since).
    pub fn since(&self, cursor: Seq, view: View, max_bytes: usize) -> Option<Delivery> {
        self.shared.read().since(cursor, view, max_bytes)
    }

    /// Whether any of these messages has been removed by a change after `seq`, up to which they were read.
    pub fn removed_after(&self, seq: Seq, ids: &[MessageId]) -> bool {
        self.shared.read().removed_after(seq, ids)
    }

    /// What to send to somebody who comes with a cursor of this room's epoch, or with none.
    ///
    /// # Errors
    /// [`HubError::Unavailable`] if memory does not hold the newest page and the database is away.
    pub async fn welcome(&self, cursor: Option<Seq>, view: View) -> Result<Page, HubError> {
        let most = match view {
            View::Full => PAGE_MESSAGES,
            View::LowData => SMALL_PAGE_MESSAGES,
        };
        if let Some(page) = self.remembered(cursor, view, most) {
            return Ok(page);
        }
        let page = self.history(store::Page::Latest, most).await?;
        let mut bytes = 0;
        let fitting = page.messages.iter().rev().take_while(|(_, encoded)| {
            bytes += encoded.size(View::Full);
            bytes <= WELCOME_BYTES
        });
        let skip = page.messages.len() - fitting.count().max(1).min(page.messages.len());
        Ok(Page { messages: page.messages.into_iter().skip(skip).collect(), ..page })
    }

    /// A page of history from the database; `resumed` is false.
    pub async fn history(&self, page: store::Page, limit: u32) -> Result<Page, HubError> {
        let page = self.store.history(self.shared.id, page, limit).await?.ok_or(HubError::NotFound)?;
        let encode = |change: Change| (change.id(), Encoded::new(&change));
        let messages = page.messages.into_iter().map(encode).collect();
        Ok(Page { seq: page.head, resumed: false, messages, state: page.state })
    }

    /// One message as it now is, from the database; `None` where it is not of this room.
    pub async fn message(&self, id: MessageId) -> Result<Option<Change>, HubError> {
        Ok(self.store.message(self.shared.id, id).await?)
    }

    /// Where the sessions of the programme began in this room, from the database.
    pub async fn session_starts(&self) -> Result<Vec<SessionStart>, HubError> {
        Ok(self.store.session_starts(self.shared.id).await?)
    }

    /// The newest page from memory, if memory can tell; for when it need not be asked of the database.
    pub fn latest(&self, limit: u32) -> Option<Page> {
        let recent = self.shared.read();
        let messages = recent.page(usize::try_from(limit).unwrap_or(usize::MAX), usize::MAX)?;
        Some(Page { seq: recent.head(), resumed: false, messages, state: recent.state().clone() })
    }

    fn remembered(&self, cursor: Option<Seq>, view: View, most: u32) -> Option<Page> {
        let recent = self.shared.read();
        let (seq, state) = (recent.head(), recent.state().clone());
        let replay = |cursor| recent.replay(cursor, view, REPLAY_MESSAGES, WELCOME_BYTES);
        if let Some(messages) = cursor.and_then(replay) {
            return Some(Page { seq, resumed: true, messages, state });
        }
        let messages = recent.page(most as usize, WELCOME_BYTES)?;
        Some(Page { seq, resumed: false, messages, state })
    }

    /// Whether its writer has ended, so that it can only be left.
    pub(super) fn is_gone(&self) -> bool {
        self.queue.is_closed()
    }

    pub(super) fn touch(&self) {
        self.touched.store(true, Ordering::Relaxed);
    }

    /// Whether somebody entered since the last time this was asked.
    pub(super) fn was_touched(&self) -> bool {
        self.touched.swap(false, Ordering::Relaxed)
    }
}

impl Drop for OnlineGuard {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}
