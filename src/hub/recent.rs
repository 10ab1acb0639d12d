//! The newest part of a room's log, in memory: pure data, changed by the room's writer, read by everybody.

use std::{
    collections::{HashMap, VecDeque},
    ops::RangeBounds,
};

use bytes::Bytes;

use crate::{
    domain::{Change, MessageId, RoomState, Seq},
    protocol::{Encoded, RoomFrame, View},
};

/// Changes in the order of their seqs, each message at most once: when it changes, its old slot is blanked and its new
/// state takes the newest slot. So whatever is read is the present state, and removed text is nowhere.
///
/// For those who save data it is a log of its own: there a message whose reactions alone changed stays in the slot it had,
/// with the seq it had. Were it moved, who comes along the slots could not tell whether they had met it before.
#[derive(Debug)]
pub struct Recent {
    /// Every message whose latest change is above this is held.
    floor: Seq,
    head: Seq,
    slots: VecDeque<Slot>,
    by_id: HashMap<MessageId, Place>,
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

/// Where a message stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// At its latest change.
    seq: Seq,
    /// For those who save data: at the latest that was not its reactions' alone, as far as memory can tell.
    said: Seq,
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
    /// Whether a message stands here in the full view, and for those who save data.
    full: bool,
    low_data: bool,
    /// `None` once it stands here for nobody.
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
        let old = self.by_id.get(&id).copied();
        let before = old.and_then(|old| self.slot(old.seq)?.encoded.as_ref());
        let low_data = !before.is_some_and(|before| encoded.says_as(before));
        let said = old.filter(|_| !low_data).map_or(seq, |old| old.said);
        self.by_id.insert(id, Place { seq, said });
        if let Some(old) = old {
            self.blank(old.seq, View::Full);
            if low_data {
                self.blank(old.said, View::LowData);
            }
        }
        self.bytes += encoded.size(View::Full);
        let (position, removed) = (change.position(), matches!(change, Change::Removed(_)));
        self.slots.push_back(Slot { seq, id, position, removed, full: true, low_data, encoded: Some(encoded) });
        while self.by_id.len() > 1 && (self.by_id.len() > self.limits.messages || self.bytes > self.limits.bytes) {
            self.evict();
        }
        // Blank slots cost a little memory until they reach the front; they never outnumber the others for long.
        if self.slots.len() > 3 * self.by_id.len() + 16 {
            self.slots.retain(|slot| slot.encoded.is_some());
        }
    }

    /// What a reader at `cursor` has not got of what that view shows, up to about `max_bytes` (at least one frame), or
    /// `None` if memory does not reach back to that cursor. A cursor at the head gets nothing.
    pub fn since(&self, cursor: Seq, view: View, max_bytes: usize) -> Option<Delivery> {
        if cursor < self.floor {
            return None;
        }
        let mut delivery = Delivery { upto: self.head.max(cursor), ..Delivery::default() };
        let mut bytes = 0;
        for frame in self.frames_after(cursor, view) {
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

    /// Every message changed since `cursor`, as that view shows them, by rising seq, for a resume, which tells the room's
    /// state anyhow. `None` if memory does not reach back to there, the cursor is beyond the head, or it is more than `messages` or `max_bytes`: a fresh page is then the better answer.
    pub fn replay(
        &self,
        cursor: Seq,
        view: View,
        messages: usize,
        max_bytes: usize,
    ) -> Option<Vec<(MessageId, Encoded)>> {
        if cursor < self.floor || cursor > self.head {
            return None;
        }
        let mut replay = Vec::new();
        let mut bytes = 0;
        for (slot, encoded) in self.after(cursor, view) {
            bytes += encoded.size(view);
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
        let held = |slot: &&Slot| slot.full && slot.position > self.floor;
        let mut page: Vec<&Slot> = self.slots.iter().filter(held).collect();
        page.sort_unstable_by_key(|slot| std::cmp::Reverse(slot.position));
        let whole = page.len() >= messages || self.floor == Seq::ZERO;
        page.truncate(messages);
        let mut bytes = 0;
        let fitting = page.iter().take_while(|slot| {
            bytes += slot.encoded.as_ref().map_or(0, |encoded| encoded.size(View::Full));
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
        let now = |id| self.by_id.get(id).and_then(|place| self.slot(place.seq));
        ids.iter().filter_map(now).any(|slot| slot.removed && slot.seq > seq)
    }

    fn after(&self, cursor: Seq, view: View) -> impl Iterator<Item = (&Slot, &Encoded)> {
        shown(&self.slots, self.first_after(cursor).., view)
    }

    /// Everything after a cursor, the room's state at its place.
    fn frames_after(&self, cursor: Seq, view: View) -> impl Iterator<Item = Frame> {
        let (start, seq) = (self.first_after(cursor), self.state.now.seq);
        let (place, state) = if seq > cursor {
            (self.first_after(seq), Some(Frame { seq, id: None, text: self.state.frame.clone() }))
        } else {
            (start, None)
        };
        let frame = move |(slot, encoded): (&Slot, &Encoded)| Frame {
            seq: slot.seq,
            id: Some(slot.id),
            text: encoded.frame(view),
        };
        let before = shown(&self.slots, start..place, view).map(frame);
        before.chain(state).chain(shown(&self.slots, place.., view).map(frame))
    }

    fn first_after(&self, cursor: Seq) -> usize {
        self.slots.partition_point(|slot| slot.seq <= cursor)
    }

    fn slot(&self, seq: Seq) -> Option<&Slot> {
        let index = self.slots.binary_search_by_key(&seq, |slot| slot.seq).ok()?;
        self.slots.get(index)
    }

    /// Nobody of that view meets a message in that slot any more.
    fn blank(&mut self, seq: Seq, view: View) {
        let Ok(index) = self.slots.binary_search_by_key(&seq, |slot| slot.seq) else { return };
        let Some(slot) = self.slots.get_mut(index) else { return };
        match view {
            View::Full => slot.full = false,
            View::LowData => slot.low_data = false,
        }
        if !slot.full && !slot.low_data {
            self.bytes -= slot.encoded.take().map_or(0, |encoded| encoded.size(View::Full));
        }
    }

    fn evict(&mut self) {
        while let Some(slot) = self.slots.pop_front() {
            if let Some(encoded) = slot.encoded {
                self.bytes -= encoded.size(View::Full);
                if slot.full {
                    self.by_id.remove(&slot.id);
                }
                self.floor = slot.seq;
                return;
            }
        }
    }
}

/// The slots of a range in which that view meets a message.
fn shown(
    slots: &VecDeque<Slot>,
    range: impl RangeBounds<usize>,
    view: View,
) -> impl Iterator<Item = (&Slot, &Encoded)> {
    let met = slots.range(range).filter(move |slot| slot.shown(view));
    met.filter_map(|slot| Some((slot, slot.encoded.as_ref()?)))
}

impl Slot {
    fn shown(&self, view: View) -> bool {
        match view {
            View::Full => self.full,
            View::LowData => self.low_data,
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
