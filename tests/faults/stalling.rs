//! Readers that stop reading: what they cost, what they miss, and that they come back to all of it.

mod hall;

use std::{net::SocketAddr, time::Duration};

use futures_util::future::join_all;
use tokio::net::TcpSocket;

use self::hall::{AT_ONCE, Hall, Message, Room, STREAM, Told, keeps, text, told};
use crate::support::{
    actors::hello,
    frames::{Heard, Wire},
};

/// Half of them stop after their welcome, half before they have taken it.
const SLOW: usize = 200;

/// Calm and stalled times take turns. Each post is 8 KiB, so that 50 MB go through the room while readers stall.
const ROUNDS: usize = 4;
const CALM: usize = 300;
const STALLED: usize = 1_550;

/// What a reader costs that does not read, by `docs/guarantees.md`: 40 KiB for its task and the library's buffers. The
/// messages of a welcome that is not taken are held once for all that were welcomed with them.
const READER: usize = 40 * 1024;
const WELCOME: usize = 256 * 1024;

/// What else may grow meanwhile, by the same tables: the posts that are sent at once, in the writer's queue (twice) and in its
/// batch (three times), and the pages that one more connection of SQLite keeps.
const POSTS: usize = 5 * AT_ONCE * 8 * 1024;
const PAGES: usize = 2 * 1024 * 1024;

/// Below this a delay is the machine's, which may have two cores and other tests to run.
const NOISE: Duration = Duration::from_millis(150);

/// The client's end of the kernel's buffers (doubled by Linux), and the server's.
const RECEIVE_BUFFER: u32 = 16 * 1024;
const KERNEL: usize = 2 * RECEIVE_BUFFER as usize + 128 * 1024;

/// A reader that stops.
struct Slow {
    wire: Wire,
    epoch: String,
    seq: u64,
    room: Room,
}

impl Slow {
    /// Comes in with small buffers, and reads no further than its welcome, or not even that.
    async fn stops(address: SocketAddr, takes_welcome: bool) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(RECEIVE_BUFFER).expect("a socket");
        let tcp = socket.connect(address).await.expect("the server takes connections");
        let mut wire = Wire::over(tcp, STREAM).await.expect("the upgrade");
        wire.tells(&hello(None, None)).await;
        let mut slow = Self { wire, epoch: String::new(), seq: 0, room: Room::new() };
        if takes_welcome {
            slow.reads().await;
        }
        slow
    }

    /// The next frame's messages; `None` at the end, which the client may come back from.
    async fn reads(&mut self) -> Option<Vec<Message>> {
        let text = match self.wire.hears().await {
            Heard::Text(text) => text,
            Heard::Ping => return Some(Vec::new()),
            Heard::Close(Some((4000, _))) | Heard::End => return None,
            other => panic!("{other:?}"),
        };
        let messages = match told(&text) {
            Told::Welcome { epoch, seq, resumed, messages } => {
                assert!(!resumed);
                (self.epoch, self.seq) = (epoch, seq);
                messages
            }
            Told::Message { message } => {
                assert!(message.seq > self.seq, "{} after {}", message.seq, self.seq);
                self.seq = message.seq;
                vec![message]
            }
            Told::Online => Vec::new(),
        };
        messages.iter().for_each(|message| keeps(&mut self.room, message));
        Some(messages)
    }

    /// Reads on, is told to come back or cut, comes back, and fetches what it has missed as `docs/protocol.md` says.
    async fn comes_back(mut self, hall: &Hall) -> Self {
        while self.reads().await.is_some() {}
        assert!(self.seq < hall.head(), "it was too slow");
        let lowest = self.seq - self.room.len() as u64 + 1;
        assert_eq!(self.room.keys().copied().collect::<Vec<_>>(), (lowest..=self.seq).collect::<Vec<_>>(), "no gap");
        let mut wire = Wire::open(hall.address(), STREAM).await.expect("the upgrade");
        // One that was cut before it had its welcome has no cursor.
        let cursor = (!self.epoch.is_empty()).then_some((self.epoch.as_str(), self.seq.into()));
        wire.tells(&hello(None, cursor)).await;
        let mut back = Self { wire, epoch: String::new(), seq: 0, room: Room::new() };
        back.reads().await.expect("the welcome");
        assert_eq!(back.seq, hall.head());
        while let Some(&lowest) = back.room.keys().next().filter(|&&lowest| lowest > 1) {
            back.room.extend(hall.page(lowest).await);
        }
        assert!(back.room == *hall.room.lock().expect("no panic"), "the same room");
        back
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_readers_that_stop_cost_only_themselves_and_come_back_complete() {
    let hall = Hall::open().await;
    let address = hall.address();
    let _healthy = hall.has_readers().await;
    let (mut calm, mut stalled) = (Duration::ZERO, Duration::MAX);
    for round in 0..ROUNDS {
        let (delay, held) = hall.goes_on(CALM).await;
        calm = calm.max(delay);
        let slow = join_all((0..SLOW).map(|number| Slow::stops(address, number % 2 == 0))).await;
        let (delay, memory) = hall.goes_on(STALLED).await;
        stalled = stalled.min(delay);
        let (grown, sum) = (memory.saturating_sub(held), (SLOW * READER + WELCOME + POSTS + PAGES) as u64);
        println!(
            "round {round}: {held} bytes calm, {grown} more of at most {sum}; p99 {calm:?} calm, {delay:?} stalled"
        );
        assert!(grown < sum, "{grown} bytes more, documented are {sum}");
        let back = join_all(slow.into_iter().map(|slow| slow.comes_back(&hall))).await;
        hall.says("welcome back".to_owned()).await;
        for mut back in back {
            while back.seq < hall.head() {
                back.reads().await.expect("it follows again");
            }
        }
    }
    // What the machine does to one time it does not do to all of them; readers that hold others up do.
    assert!(stalled < 2 * calm + NOISE, "p99 {stalled:?} with readers that stall, {calm:?} without");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_removed_before_the_kernel_had_it_never_arrives() {
    // Below the room's memory, so that nobody is too slow, and far beyond what the kernel's buffers hold: what comes after
    // it waits at the server, as long as the client does not read.
    const FILLING: usize = 100;
    const { assert!(FILLING * 8 * 1024 > 4 * KERNEL) }
    let hall = Hall::open().await;
    let mut slow = Slow::stops(hall.address(), true).await;
    let mut posted = Vec::new();
    for number in 0..FILLING {
        posted.push(hall.says(text(number)).await);
    }
    let secret = "where the safe house is";
    let last = hall.says(secret.to_owned()).await;
    hall.removes(&last).await;
    while slow.seq < FILLING as u64 + 2 {
        let message = slow.reads().await.expect("the stream goes on").pop();
        assert!(message.is_none_or(|message| message.text.as_deref() != Some(secret)), "it was removed");
    }
    assert!(slow.room == *hall.room.lock().expect("no panic"));

    // The same for the messages at the edge: the one that is being written when it goes, and those behind it.
    let mut slow = Slow::stops(hall.address(), true).await;
    for number in 0..FILLING {
        posted.push(hall.says(text(number)).await);
    }
    for message in &posted[FILLING..] {
        hall.removes(message).await;
    }
    let mut came = 0;
    while let Some(messages) = slow.reads().await {
        came += messages.iter().filter_map(|message| message.text.as_ref()).map(String::len).sum::<usize>();
        if slow.seq == hall.head() + FILLING as u64 {
            break;
        }
    }
    assert!(came < KERNEL, "{came} bytes of removed texts came, the kernel holds {KERNEL}");
}
