//! The newest part of a room's log, in memory: pure data, changed by the room's writer, read by everybody.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;

use crate::{
    domain::{Change, MessageId, Seq},
    protocol::{Encoded, View},
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
    /// The frames by rising seq, each with it.
    pub frames: Vec<(Seq, Bytes)>,
    /// The messages they tell of, in the same order.
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
    /// What is left in memory of a log that stands at `head`: the given changes by rising seq, which must be all
    /// present states with a seq above `floor`.
    pub fn new(
        limits: RecentLimits,
        floor: Seq,
        head: Seq,
        changes: impl IntoIterator<Item = (Change, Encoded)>,
    ) -> Self {
        let mut recent = Self { floor, head: floor, slots: VecDeque::new(), by_id: HashMap::new(), bytes: 0, limits };
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
        for (slot, encoded) in self.after(cursor, view) {
            let size = encoded.size(view);
            if bytes + size > max_bytes && bytes > 0 {
                // The cursor stops short of this slot; blank ones before it are told by later slots.
                delivery.upto = delivery.frames.last().map_or(cursor, |(seq, _)| *seq);
                break;
            }
            bytes += size;
            delivery.frames.push((slot.seq, encoded.frame(view)));
            delivery.ids.push(slot.id);
        }
        Some(delivery)
    }

    /// Everything changed since `cursor` of what that view shows, by rising seq, for a resume. `None` if memory does not reach back to there, the
    /// cursor is beyond the head, or it is more than `messages` or `max_bytes`: a fresh page is then the better answer.
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
        let start = self.slots.partition_point(|slot| slot.seq <= cursor);
        self.slots
            .range(start..)
            .filter(move |slot| slot.shown(view))
            .filter_map(|slot| Some((slot, slot.encoded.as_ref()?)))
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

impl Slot {
    fn shown(&self, view: View) -> bool {
        match view {
            View::Full => self.full,
            View::LowData => self.low_data,
        }
    }
}

#[cfg(test)]
mod tests;
