//! What all clients of a run share.

use std::{
    sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use tokio::{
    sync::{Semaphore, watch},
    time::Instant,
};

use crate::{checker::Mark, clock::Clock, meter::Meter, tag::RunId, target::Target};

/// How many clients connect at the same time: enough to be quick, too few to overrun the server's backlog.
const CONNECTING: usize = 64;

/// A run, as its clients know it.
#[derive(Debug)]
pub struct Run {
    /// The server and the room.
    pub target: Target,
    /// Marks the run's posts.
    pub id: RunId,
    /// The run's time.
    pub clock: Clock,
    /// What is counted.
    pub meter: Meter,
    /// The longest random pause before a lost client comes back; the contract asks for 5 s.
    pub backoff: Duration,
    /// How long a reader's connection lives on average before it is lost; without it, as long as it may.
    pub churn: Option<Duration>,
    /// One in so many posts is to be removed; without it, none.
    pub removing: Option<u32>,
    /// Whether authors edit one in so many posts: as many as are to be removed, and others than those.
    pub editing: bool,
    /// Turns for connecting: 64 at a time until a storm lets all come at once.
    pub connecting: Semaphore,
    phase: watch::Sender<Phase>,
    next_mark: AtomicU32,
    cursors: Vec<AtomicU64>,
}

/// What the clients do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Connect and follow.
    Gathering,
    /// Writers post between these moments.
    Posting {
        /// The intended time of the first post.
        start: Instant,
        /// No post is intended at or after this.
        end: Instant,
    },
    /// Every connection is lost, and comes back.
    Storm {
        /// Whether the clients cut their connections, or wait until the server does.
        cut: bool,
    },
    /// All leave.
    Over,
}

impl Run {
    /// A run of so many clients.
    #[must_use]
    pub fn new(target: Target, clients: usize, backoff: Duration) -> Self {
        Self {
            target,
            id: RunId::random(),
            clock: Clock::start(),
            meter: Meter::default(),
            backoff,
            churn: None,
            removing: None,
            editing: false,
            connecting: Semaphore::new(CONNECTING),
            phase: watch::Sender::new(Phase::Gathering),
            next_mark: AtomicU32::new(0),
            cursors: (0..clients).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    /// Tells all clients what to do now.
    pub fn enter(&self, phase: Phase) {
        self.phase.send_replace(phase);
    }

    /// Waits until writers may post: from when to when.
    pub async fn posting(&self) -> (Instant, Instant) {
        let mut phases = self.phase.subscribe();
        let posting = phases.wait_for(|phase| matches!(phase, Phase::Posting { .. })).await.map(|phase| *phase);
        match posting {
            Ok(Phase::Posting { start, end }) => (start, end),
            _ => std::future::pending().await,
        }
    }

    /// Waits for the storm: whether to cut the connection oneself.
    pub async fn storm(&self) -> bool {
        let mut phases = self.phase.subscribe();
        let storm = phases.wait_for(|phase| matches!(phase, Phase::Storm { .. })).await.map(|phase| *phase);
        match storm {
            Ok(Phase::Storm { cut }) => cut,
            _ => std::future::pending().await,
        }
    }

    /// Waits until all is over.
    pub async fn over(&self) {
        // The sender lives as long as the run, so this cannot fail.
        let _ = self.phase.subscribe().wait_for(|phase| *phase == Phase::Over).await;
    }

    /// The next post's mark.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.next_mark.fetch_add(1, Relaxed)
    }

    /// Which of the posts to be removed this one is, counted from 0; `None` for a post that stays.
    #[must_use]
    pub fn ordinal_to_remove(&self, mark: Mark) -> Option<u32> {
        self.removing.filter(|every| mark.is_multiple_of(*every)).map(|every| mark / every)
    }

    /// Whether its author is to edit this post.
    #[must_use]
    pub fn is_to_be_edited(&self, mark: Mark) -> bool {
        self.editing && self.removing.is_some_and(|every| mark % every == every / 2 && every > 1)
    }

    /// A client has left: nothing more has to reach it.
    pub(crate) fn left(&self, client: usize) {
        self.reached(client, u64::MAX);
    }

    /// A client has seen everything up to this seq.
    pub(crate) fn reached(&self, client: usize, seq: u64) {
        if let Some(cursor) = self.cursors.get(client) {
            cursor.store(seq, Relaxed);
        }
    }

    /// How many clients have seen everything up to this seq.
    #[must_use]
    pub fn how_many_reached(&self, seq: u64) -> usize {
        self.cursors.iter().filter(|cursor| cursor.load(Relaxed) >= seq).count()
    }
}
