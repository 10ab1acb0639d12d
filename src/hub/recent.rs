//! The newest part of a room's log, in memory: pure data, changed by the room's writer, read by everybody.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;

use crate::{
    domain::{Change, MessageId, RoomState, Seq},
    protocol::{Encoded, RoomFrame},
};

/// Changes in the order of their seqs, each message at most once: when it changes, its old slot is blanked and its new
/// state takes the newest slot. So whatever is read is the present state, and removed text is nowhere.
#[derive(Debug)]
pub struct Recent {
    /// Every message whose latest change is above this is held.
    floor: Seq,
    head: Seq,
    slots: VecDeque<Slot>,
    by_id: HashMap<MessageId, Seq>,
    /// The room's state: a slot of its own, which is never evicted and in which the newer takes the older's place.
    state: State,
    bytes: usize,
    limits: RecentLimits,
}

/// How much a room keeps in memory. The least is one change, whatever its size.
#[derive(Clone, Copy, Debug)]
pub struct RecentLimits {
    /// Messages.
    pub messages: usize,
    /// Encoded bytes.
    pub bytes: usize,
}

/// What a reader is to be sent next.
#[derive(Debug, Default)]
pub struct Delivery {
    /// The frames by rising seq.
    pub frames: Vec<Frame>,
    /// The messages they tell of.
    pub ids: Vec<MessageId>,
    /// The reader's cursor when they are sent.
    pub upto: Seq,
}

/// A frame that tells of one change.
#[derive(Debug)]
pub struct Frame {
    /// The change's seq.
    pub seq: Seq,
    /// The message that changed; none where it is the room's state.
    pub id: Option<MessageId>,
    /// As JSON.
    pub text: Bytes,
}

#[derive(Debug)]
struct State {
    now: RoomState,
    frame: Bytes,
}

#[derive(Debug)]
struct Slot {
    seq: Seq,
    id: MessageId,
    position: Seq,
    removed: bool,
    /// `None` once a later change has taken over.
    encoded: Option<Encoded>,
}

impl Recent {
    /// What is left in memory of a log that stands at `head`: the room's state and the given changes by rising seq, which
    /// must be all present states of messages with a seq above `floor`.
    pub fn new(
        limits: RecentLimits,
        floor: Seq,
        head: Seq,
        state: RoomState,
        changes: impl IntoIterator<Item = (Change, Encoded)>,
    ) -> Self {
        let (slots, by_id, state) = (VecDeque::new(), HashMap::new(), State::new(state));
        let mut recent = Self { floor, head: floor, slots, by_id, state, bytes: 0, limits };
        for (change, encoded) in changes {
            recent.push(&change, encoded);
        }
        recent.head = head;
        recent
    }

    /// The room's seq.
    pub fn head(&self) -> Seq {
        self.head
    }

    /// Below this a cursor is too old to be served from memory.
    pub fn floor(&self) -> Seq {
        self.floor
    }

    /// The room's state.
    pub fn state(&self) -> &RoomState {
        &self.state.now
    }

    /// Takes the room's next state, after the changes that came with it.
    pub fn set_state(&mut self, state: RoomState) {
        if state.seq > self.state.now.seq {
            self.head = self.head.max(state.seq);
            self.state = State::new(state);
        }
    }

    /// Takes the next change. Changes come by rising seq and leave none out; one that is held already is skipped.
    pub fn push(&mut self, change: &Change, encoded: Encoded) {
        let (seq, id) = (change.seq(), change.id());
        if seq <= self.head {
            return;
        }
        self.head = seq;
        if let Some(old) = self.by_id.insert(id, seq) {
            self.blank(old);
        }
        self.bytes += encoded.size();
        let removed = matches!(change, Change::Removed(_));
        self.slots.push_back(Slot { seq, id, position: change.position(), removed, encoded: Some(encoded) });
        while self.by_id.len() > 1 && (self.by_id.len() > self.limits.messages || self.bytes > self.limits.bytes) {
            self.evict();
        }
        // Blank slots cost a little memory until they reach the front; they never outnumber the others for long.
        if self.slots.len() > 2 * self.by_id.len() + 16 {
            self.slots.retain(|slot| slot.encoded.is_some());
        }
    }

    /// What a reader at `cursor` has not got, up to about `max_bytes` (at least one frame), or `None` if memory does
    /// not reach back to that cursor. A cursor at the head gets nothing.
    pub fn since(&self, cursor: Seq, max_bytes: usize) -> Option<Delivery> {
        if cursor < self.floor {
            return None;
        }
        let mut delivery = Delivery { upto: self.head.max(cursor), ..Delivery::default() };
        let mut bytes = 0;
        for frame in self.frames_after(cursor) {
            if bytes + frame.text.len() > max_bytes && bytes > 0 {
                // The cursor stops short of this frame; blank slots before it are told by later ones.
                delivery.upto = delivery.frames.last().map_or(cursor, |frame| frame.seq);
                break;
            }
            bytes += frame.text.len();
            delivery.ids.extend(frame.id);
            delivery.frames.push(frame);
        }
        Some(delivery)
    }

    /// Every message changed since `cursor` by rising seq, for a resume, which tells the room's state anyhow. `None` if memory does not reach back to there, the
    /// cursor is beyond the head, or it is more than `messages` or `max_bytes`: a fresh page is then the better answer.
    pub fn replay(&self, cursor: Seq, messages: usize, max_bytes: usize) -> Option<Vec<(MessageId, Encoded)>> {
        if cursor < self.floor || cursor > self.head {
            return None;
        }
        let mut replay = Vec::new();
        let mut bytes = 0;
        for slot in self.after(cursor) {
            let Some(encoded) = &slot.encoded else { continue };
            bytes += encoded.size();
            if bytes > max_bytes || replay.len() == messages {
                return None;
            }
            replay.push((slot.id, encoded.clone()));
        }
        Some(replay)
    }

    /// The newest page by rising position: up to `messages` and about `max_bytes`, at least one. `None` if memory cannot
    /// say, because messages that changed long ago might belong to it.
    pub fn page(&self, messages: usize, max_bytes: usize) -> Option<Vec<(MessageId, Encoded)>> {
        // A message that is not held last changed at or below the floor, so it stands at or below it too.
        let held = |slot: &&Slot| slot.encoded.is_some() && slot.position > self.floor;
        let mut page: Vec<&Slot> = self.slots.iter().filter(held).collect();
        page.sort_unstable_by_key(|slot| std::cmp::Reverse(slot.position));
        let whole = page.len() >= messages || self.floor == Seq::ZERO;
        page.truncate(messages);
        let mut bytes = 0;
        let fitting = page.iter().take_while(|slot| {
            bytes += slot.encoded.as_ref().map_or(0, Encoded::size);
            bytes <= max_bytes
        });
        let fitting = fitting.count().max(1);
        if !whole && fitting >= page.len() {
            return None;
        }
        page.truncate(fitting);
        Some(page.into_iter().rev().filter_map(|slot| Some((slot.id, slot.encoded.clone()?))).collect())
    }

    /// Whether any of these messages has been removed by a change after `seq`.
    pub fn removed_after(&self, seq: Seq, ids: &[MessageId]) -> bool {
        let now = |id| self.by_id.get(id).and_then(|&seq| self.slot(seq));
        ids.iter().filter_map(now).any(|slot| slot.removed && slot.seq > seq)
    }

    fn after(&self, cursor: Seq) -> impl Iterator<Item = &Slot> {
        let start = self.slots.partition_point(|slot| slot.seq <= cursor);
        self.slots.range(start..)
    }

    /// Everything after a cursor, the room's state at its place.
    fn frames_after(&self, cursor: Seq) -> impl Iterator<Item = Frame> {
        let start = self.slots.partition_point(|slot| slot.seq <= cursor);
        let seq = self.state.now.seq;
        let (place, state) = if seq > cursor {
            let frame = Frame { seq, id: None, text: self.state.frame.clone() };
            (self.slots.partition_point(|slot| slot.seq < seq), Some(frame))
        } else {
            (start, None)
        };
        let frame =
            |slot: &Slot| Some(Frame { seq: slot.seq, id: Some(slot.id), text: slot.encoded.as_ref()?.frame() });
        let (before, after) = (self.slots.range(start..place), self.slots.range(place..));
        before.filter_map(frame).chain(state).chain(after.filter_map(frame))
    }

    fn slot(&self, seq: Seq) -> Option<&Slot> {
        let index = self.slots.binary_search_by_key(&seq, |slot| slot.seq).ok()?;
        self.slots.get(index)
    }

    fn blank(&mut self, seq: Seq) {
        if let Ok(index) = self.slots.binary_search_by_key(&seq, |slot| slot.seq)
            && let Some(encoded) = self.slots.get_mut(index).and_then(|slot| slot.encoded.take())
        {
            self.bytes -= encoded.size();
        }
    }

    fn evict(&mut self) {
        while let Some(slot) = self.slots.pop_front() {
            if let Some(encoded) = slot.encoded {
                self.bytes -= encoded.size();
                self.by_id.remove(&slot.id);
                self.floor = slot.seq;
                return;
            }
        }
    }
}

impl State {
    fn new(now: RoomState) -> Self {
        Self { frame: RoomFrame::encode(&now), now }
    }
}

#[cfg(test)]
mod tests;
