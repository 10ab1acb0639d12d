use std::sync::{
    RwLock,
    atomic::{AtomicU32, AtomicU64},
};

use tokio::sync::Notify;
use uuid::Uuid;

use super::*;
use crate::{
    domain::{RoomId, RoomState},
    hub::{Recent, RecentLimits},
};

/// Remembers the last ring it was told.
#[derive(Default)]
struct Listener {
    heard: AtomicU64,
    left: AtomicUsize,
    told: Notify,
}

impl Seat for Listener {
    fn ring(&self, news: &mut News<'_>) -> u64 {
        self.heard.store(news.ring().head.get(), Ordering::SeqCst);
        self.told.notify_one();
        1
    }

    fn leave(&self) {
        self.left.fetch_add(1, Ordering::SeqCst);
        self.told.notify_one();
    }
}

impl Listener {
    async fn hears(&self, head: u64) {
        while self.heard.load(Ordering::SeqCst) < head {
            self.told.notified().await;
        }
    }
}

fn room() -> (watch::Sender<Ring>, Audience) {
    let limits = RecentLimits { messages: 1, bytes: 1 };
    let shared = Arc::new(Shared {
        waiting: tokio::sync::watch::Sender::default(),
        id: RoomId(Uuid::nil()),
        epoch: Epoch(Uuid::nil()),
        recent: RwLock::new(Recent::new(limits, Seq::ZERO, Seq::ZERO, RoomState::default(), [])),
        connections: AtomicU32::new(0),
    });
    let (bell, heard) = watch::channel(Ring { head: Seq::ZERO, online: 0 });
    (bell, Audience::open(&shared, &heard))
}

fn ring(bell: &watch::Sender<Ring>, head: u64) {
    bell.send_replace(Ring { head: Seq::new(head).expect("a seq"), online: 0 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn everybody_hears_the_last_ring_whoever_comes_and_goes() {
    let (bell, audience) = room();
    let listeners: Vec<_> = (0..1_000).map(|_| Arc::<Listener>::default()).collect();
    let mut guards: Vec<_> = listeners.iter().map(|listener| Some(audience.take_seat(listener.clone()))).collect();
    ring(&bell, 1);
    for listener in &listeners {
        listener.hears(1).await;
    }
    // Every third leaves, and some come into the seats that got free, while it rings.
    let late: Vec<_> = (0..100).map(|_| Arc::<Listener>::default()).collect();
    for head in 2..=50 {
        ring(&bell, head);
        guards.iter_mut().skip(head as usize).step_by(3).take(10).for_each(|guard| drop(guard.take()));
    }
    let _late: Vec<_> = late.iter().map(|listener| audience.take_seat(listener.clone())).collect();
    ring(&bell, 51);
    for (listener, _) in listeners.iter().zip(&guards).filter(|(_, guard)| guard.is_some()) {
        listener.hears(51).await;
    }
    for listener in &late {
        listener.hears(51).await;
    }
    // Whoever has left is rung no more, once the loop has let go of them.
    for (listener, _) in listeners.iter().zip(&guards).filter(|(_, guard)| guard.is_none()) {
        while Arc::strong_count(listener) > 1 {
            yield_now().await;
        }
    }
    ring(&bell, 52);
    for (listener, guard) in listeners.iter().zip(&guards) {
        if guard.is_some() {
            listener.hears(52).await;
        } else {
            assert!(listener.heard.load(Ordering::SeqCst) < 52);
        }
    }
}

#[tokio::test]
async fn a_room_that_goes_away_tells_its_seats_once() {
    let (bell, audience) = room();
    let listener = Arc::<Listener>::default();
    let _guard = audience.take_seat(listener.clone());
    ring(&bell, 1);
    listener.hears(1).await;
    drop(bell);
    while listener.left.load(Ordering::SeqCst) == 0 {
        listener.told.notified().await;
    }
    assert_eq!(listener.left.load(Ordering::SeqCst), 1);
}
