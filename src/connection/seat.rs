//! A connection's place in its room's audience: whose turn it is to write to its socket, and how far it was told.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::Notify;

use super::{limits::ROUND_BYTES, line::Line, wire};
use crate::{
    domain::{Epoch, MessageId, Seq},
    hub::{self, News, Ring},
    protocol::{Online, ServerFrame, View},
};

thread_local! {
    /// The last delivery of each view as it goes over the wire: nearly all seats of a round need the same one.
    static ROUNDS: RefCell<Rounds> = RefCell::default();
}

/// The seat of a connection. The room's loop and the connection's task both write to its socket, whole frames only; the
/// hands it is in decide who.
pub(super) struct Seat {
    /// Without one, all that is told is left to the task.
    line: Option<Line>,
    hands: Mutex<Hands>,
    task: Notify,
}

/// How far a client was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Everything up to here was sent.
    pub(super) cursor: Seq,
    /// How many were said to be connected.
    pub(super) online: u32,
    /// What it is told of.
    pub(super) view: View,
}

/// The end of a frame that the kernel did not take whole.
#[derive(Debug, Default)]
pub(super) struct Rest {
    pub(super) bytes: Bytes,
    /// The message in it, as it was at this seq.
    pub(super) of: Option<(MessageId, Seq)>,
}

enum Hands {
    /// The loop's: it may write.
    Loop(Mark),
    /// The loop could not write all at once, and the task has been called.
    Left(Mark, Rest),
    /// The task's. `missed`: the loop came by meanwhile.
    Task { missed: bool },
}

impl Seat {
    /// A seat in the hands of its task.
    pub(super) fn new(line: Option<Line>) -> Arc<Self> {
        Arc::new(Self { line, hands: Mutex::new(Hands::Task { missed: false }), task: Notify::new() })
    }

    /// Waits until the loop needs the task, or the room goes away.
    pub(super) async fn called(&self) {
        self.task.notified().await;
    }

    /// Takes the seat into the task's hands, if it is not there already. What is left of a frame is to be written before
    /// anything else; the mark counts it as sent.
    pub(super) fn claim(&self) -> Option<(Mark, Rest)> {
        let mut hands = self.hands();
        match std::mem::replace(&mut *hands, Hands::Task { missed: false }) {
            Hands::Loop(mark) => Some((mark, Rest::default())),
            Hands::Left(mark, rest) => Some((mark, rest)),
            taken @ Hands::Task { .. } => {
                *hands = taken;
                None
            }
        }
    }

    /// Gives the seat back to the loop. `false` if the loop came by meanwhile, so that the task has to look once more.
    pub(super) fn give_back(&self, mark: Mark) -> bool {
        let mut hands = self.hands();
        let missed = matches!(*hands, Hands::Task { missed: true });
        *hands = if missed { Hands::Task { missed: false } } else { Hands::Loop(mark) };
        !missed
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends what is new and counts it. `Err` with what is left to the task.
    fn tell(&self, mark: &mut Mark, news: &mut News<'_>, sent: &mut u64) -> Result<(), Rest> {
        let line = self.line.as_ref().ok_or_else(Rest::default)?;
        loop {
            // The bell anew each time: it rings before a removal is acked, so what is written after that ack is never its text.
            let ring = news.ring().heard_by(mark.view);
            if mark.cursor >= ring.head && mark.online == ring.online {
                return Ok(());
            }
            ROUNDS.with_borrow_mut(|rounds| {
                let round = rounds.of(mark.view);
                round.prepare(*mark, ring, news).ok_or_else(Rest::default)?;
                round.send(line, mark, sent)
            })?;
        }
    }
}

impl hub::Seat for Seat {
    fn ring(&self, news: &mut News<'_>) -> u64 {
        let mut sent = 0;
        let mut hands = self.hands();
        match &mut *hands {
            Hands::Loop(mark) => {
                if let Err(rest) = self.tell(mark, news, &mut sent) {
                    *hands = Hands::Left(*mark, rest);
                    self.task.notify_one();
                }
            }
            Hands::Left(..) => {}
            Hands::Task { missed } => *missed = true,
        }
        sent
    }

    fn leave(&self) {
        self.task.notify_one();
    }
}

#[derive(Default)]
struct Rounds {
    full: Round,
    low_data: Round,
}

impl Rounds {
    fn of(&mut self, view: View) -> &mut Round {
        match view {
            View::Full => &mut self.full,
            View::LowData => &mut self.low_data,
        }
    }
}

/// One delivery, put together for all who stand at the same mark.
#[derive(Default)]
struct Round {
    /// Which history, from where, to where.
    of: Option<(Epoch, Mark, Ring)>,
    wire: Vec<u8>,
    frames: Vec<Frame>,
    upto: Seq,
}

/// A frame in a round.
struct Frame {
    /// Where it ends.
    end: usize,
    /// What it tells.
    of: Of,
}

#[derive(Clone, Copy)]
enum Of {
    /// The change with that seq, and the message that changed, if it is one.
    Change(Seq, Option<MessageId>),
    /// How many are connected.
    Online,
}

impl Round {
    /// Makes this the delivery from `mark` on. `None` if memory does not reach back to there.
    fn prepare(&mut self, mark: Mark, ring: Ring, news: &mut News<'_>) -> Option<()> {
        let of = Some((news.epoch(), mark, ring));
        if self.of == of {
            return Some(());
        }
        self.of = None;
        self.wire.clear();
        self.frames.clear();
        let delivery = news.since(mark.cursor, mark.view, ROUND_BYTES)?;
        for frame in &delivery.frames {
            self.put(&frame.text, Of::Change(frame.seq, frame.id));
        }
        if mark.online != ring.online {
            self.put(ServerFrame::Online(Online { count: ring.online }).encode().as_bytes(), Of::Online);
        }
        self.upto = delivery.upto;
        self.of = of;
        Some(())
    }

    fn put(&mut self, text: &[u8], of: Of) {
        wire::text(text, &mut self.wire);
        self.frames.push(Frame { end: self.wire.len(), of });
    }

    /// Hands the kernel what it takes and moves the mark on by that. `Err` with what is left of a frame it took in part.
    fn send(&self, line: &Line, mark: &mut Mark, sent: &mut u64) -> Result<(), Rest> {
        if self.wire.is_empty() {
            // Nothing that this view shows.
            mark.cursor = self.upto;
            return Ok(());
        }
        // What is wrong with the socket, the task finds when it writes.
        let written = line.try_write(&self.wire).map_err(|_| Rest::default())?;
        self.account(written, mark, sent)
    }

    /// Moves a mark on for a client whose kernel took so many bytes.
    fn account(&self, written: usize, mark: &mut Mark, sent: &mut u64) -> Result<(), Rest> {
        let whole = self.frames.partition_point(|frame| frame.end <= written);
        let (gone, left) = self.frames.split_at(whole);
        *sent += gone.iter().filter(|frame| matches!(frame.of, Of::Change(..))).count() as u64;
        // A frame that was begun will be ended before anything else is written, so it counts as told.
        let begun = left.first().filter(|_| gone.last().map_or(0, |frame| frame.end) < written);
        for frame in gone.iter().chain(begun) {
            match frame.of {
                Of::Change(seq, _) => mark.cursor = seq,
                Of::Online => mark.online = self.online(),
            }
        }
        if written == self.wire.len() {
            mark.cursor = self.upto;
            return Ok(());
        }
        Err(begun.map_or_else(Rest::default, |frame| Rest {
            bytes: Bytes::copy_from_slice(&self.wire[written..frame.end]),
            of: match frame.of {
                Of::Change(seq, id) => id.map(|id| (id, seq)),
                Of::Online => None,
            },
        }))
    }

    fn online(&self) -> u32 {
        self.of.map_or(0, |(_, _, ring)| ring.online)
    }
}

#[cfg(test)]
mod tests;
