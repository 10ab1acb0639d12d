//! What one connection saw, kept small: bits and counters, not messages.

use std::{
    collections::{HashMap, HashSet},
    ops::RangeInclusive,
};

use super::{
    Mark, Micros, Shown, Verdict,
    bits::{Bits, FURTHEST},
    verdict::Finding,
};

/// A place in a room's history: what a client resumes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Which history.
    pub epoch: Box<str>,
    /// All up to here was seen.
    pub seq: u64,
}

/// The head of a `welcome` frame.
#[derive(Clone, Copy, Debug)]
pub struct Welcome<'a> {
    /// The room's epoch.
    pub epoch: &'a str,
    /// The room's seq.
    pub seq: u64,
    /// Whether the frame's messages are all that changed since the cursor.
    pub resumed: bool,
}

/// One message as it was delivered.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Its place in the room's order.
    pub position: u64,
    /// The seq of the change delivered.
    pub seq: u64,
    /// The mark in its text, when it is a post of this run.
    pub mark: Option<Mark>,
    /// Whether it is a tombstone.
    pub removed: bool,
}

/// Follows one participant over all its connections. Feed it every frame in the order received.
#[derive(Debug, Default)]
pub struct Observer {
    cursor: Option<Cursor>,
    /// The seq at the first welcome of this epoch: nothing older is owed.
    base: u64,
    /// Where the present stretch without a reset began.
    since: u64,
    /// Earlier stretches, each ended by `resumed:false`.
    ended: Vec<RangeInclusive<u64>>,
    positions: Bits,
    marks: Bits,
    /// Sum over `(position, mark)`: equal sums mean equal places, at eight bytes a reader.
    places: u64,
    /// The latest seq of messages that changed after they were posted.
    changed: HashMap<u64, u64>,
    buried: HashSet<u64>,
    holes: Vec<RangeInclusive<u64>>,
    other_seqs: Vec<u64>,
    shown: Vec<Shown>,
    left: bool,
    delivered: u64,
    doubled: Finding,
    out_of_order: Finding,
    removed_shown: Finding,
}

impl Observer {
    /// A participant that has seen everything up to this cursor, and nothing of what follows.
    #[must_use]
    pub fn starting_at(cursor: Cursor) -> Self {
        let seq = cursor.seq;
        Self { cursor: Some(cursor), base: seq, since: seq, positions: Bits::starting_at(seq), ..Self::default() }
    }

    /// What to resume from; `None` before the first welcome.
    #[must_use]
    pub fn cursor(&self) -> Option<&Cursor> {
        self.cursor.as_ref()
    }

    /// Messages delivered live or by a resume.
    #[must_use]
    pub fn delivered(&self) -> u64 {
        self.delivered
    }

    /// Takes a welcome with its messages, in the order of the frame.
    pub fn welcome(&mut self, welcome: Welcome<'_>, messages: &[Seen]) {
        match self.cursor.take() {
            Some(cursor) if *cursor.epoch == *welcome.epoch => {
                let asked = cursor.seq;
                self.cursor = Some(cursor);
                if welcome.resumed {
                    self.resume(asked, welcome, messages)
                } else {
                    self.reset(asked, welcome, messages)
                }
            }
            earlier => {
                if welcome.resumed {
                    self.out_of_order.add(|| "a welcome said resumed, but no cursor of its epoch was given".to_owned());
                }
                if earlier.is_some() {
                    self.forget();
                }
                self.base = welcome.seq;
                self.since = welcome.seq;
                self.positions = Bits::starting_at(welcome.seq);
                self.cursor = Some(Cursor { epoch: welcome.epoch.into(), seq: welcome.seq });
                messages.iter().for_each(|seen| self.note(*seen));
            }
        }
    }

    /// Takes a live message.
    pub fn message(&mut self, seen: Seen) {
        self.delivered += 1;
        let Some(cursor) = self.cursor.as_mut() else {
            self.out_of_order.add(|| format!("seq {} came before the welcome", seen.seq));
            return;
        };
        if seen.seq <= cursor.seq {
            let at = cursor.seq;
            if self.positions.contains(seen.position) {
                self.doubled.add(|| format!("seq {} came again at seq {at}", seen.seq));
            } else {
                self.out_of_order.add(|| format!("seq {} came after seq {at}", seen.seq));
                self.note(seen);
            }
            return;
        }
        if seen.seq - cursor.seq > 1 {
            self.holes.push(between(cursor.seq, seen.seq));
        }
        cursor.seq = seen.seq;
        self.note(seen);
    }

    /// Takes a change of the room itself.
    pub fn room(&mut self, seq: u64) {
        let Some(cursor) = self.cursor.as_mut() else { return };
        if seq <= cursor.seq {
            let at = cursor.seq;
            self.out_of_order.add(|| format!("the room's seq {seq} came after seq {at}"));
            return;
        }
        if seq - cursor.seq > 1 {
            self.holes.push(between(cursor.seq, seq));
        }
        cursor.seq = seq;
        self.other_seqs.push(seq);
    }

    /// Notes that a text of this run was shown; only runs that remove messages need it (see [`Shown`]).
    pub fn show(&mut self, mark: Mark, after: Micros) {
        self.shown.push(Shown { mark, after });
    }

    /// Notes that the participant left before the end of the run: it is owed nothing beyond its cursor.
    pub fn leave(&mut self) {
        self.left = true;
    }

    fn resume(&mut self, asked: u64, welcome: Welcome<'_>, messages: &[Seen]) {
        if welcome.seq < asked {
            self.out_of_order.add(|| format!("resumed from seq {asked} at the earlier seq {}", welcome.seq));
        }
        let mut sorted = messages.to_vec();
        sorted.sort_unstable_by_key(|seen| seen.seq);
        let mut at = asked;
        for seen in sorted {
            self.delivered += 1;
            if seen.seq <= at {
                self.doubled.add(|| format!("resumed at seq {asked}, seq {} came again", seen.seq));
                continue;
            }
            if seen.seq > welcome.seq {
                self.out_of_order.add(|| format!("a resume up to seq {} brought seq {}", welcome.seq, seen.seq));
            }
            if seen.seq - at > 1 {
                self.holes.push(between(at, seen.seq));
            }
            at = seen.seq;
            self.note(seen);
        }
        if welcome.seq > at {
            self.holes.push(between(at, welcome.seq.saturating_add(1)));
        }
        self.move_to(welcome.seq.max(asked));
    }

    /// The server said that there may be a gap: what lies between is no longer owed.
    fn reset(&mut self, asked: u64, welcome: Welcome<'_>, messages: &[Seen]) {
        self.ended.push(self.since + 1..=asked);
        self.since = welcome.seq;
        self.move_to(welcome.seq);
        messages.iter().for_each(|seen| self.note(*seen));
    }

    fn move_to(&mut self, seq: u64) {
        if let Some(cursor) = self.cursor.as_mut() {
            cursor.seq = seq;
        }
    }

    /// Another epoch is another history: nothing seen before can be compared with it.
    fn forget(&mut self) {
        let kept = std::mem::take(self);
        self.delivered = kept.delivered;
        self.doubled = kept.doubled;
        self.out_of_order = kept.out_of_order;
        self.removed_shown = kept.removed_shown;
        self.shown = kept.shown;
    }

    fn note(&mut self, seen: Seen) {
        if seen.position <= self.base {
            // Older than this reader's duty. Its change still used up a seq of the room.
            if seen.position < seen.seq {
                self.other_seqs.push(seen.seq);
            }
            return;
        }
        let new = self.positions.insert(seen.position);
        if seen.position < seen.seq {
            self.changed.insert(seen.position, seen.seq);
        }
        if seen.removed {
            self.buried.insert(seen.position);
        } else if self.buried.contains(&seen.position) {
            self.removed_shown.add(|| format!("position {} came with its text after its tombstone", seen.position));
        }
        if let Some(mark) = seen.mark {
            let first_sight = self.marks.insert(mark.into());
            if first_sight {
                self.places = self.places.wrapping_add(place(mark, seen.position));
            } else if new {
                self.doubled.add(|| format!("post {mark} came again at position {}", seen.position));
            }
        }
    }
}

/// What the checker asks.
impl Observer {
    pub(super) fn base(&self) -> u64 {
        self.base
    }

    /// The stretches of seqs of which this reader should hold everything.
    pub(super) fn spans(&self, until: Option<u64>) -> Vec<RangeInclusive<u64>> {
        let mut spans = self.ended.clone();
        let until = until.filter(|_| !self.left);
        if let Some(cursor) = &self.cursor {
            spans.push(self.since + 1..=cursor.seq.max(until.unwrap_or(0)));
        }
        spans
    }

    pub(super) fn holds(&self, position: u64) -> bool {
        self.positions.contains(position)
    }

    pub(super) fn positions_held(&self) -> u64 {
        self.positions.len()
    }

    pub(super) fn latest_seq(&self, position: u64) -> u64 {
        self.changed.get(&position).copied().unwrap_or(position)
    }

    /// Seqs this reader was taken past; a run with more than a million of them is broken beyond counting.
    pub(super) fn holes(&self) -> impl Iterator<Item = u64> {
        self.holes.iter().cloned().flatten().take(1 << 20)
    }

    pub(super) fn other_seqs(&self) -> &[u64] {
        &self.other_seqs
    }

    pub(super) fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// Whether every post was seen where it is stored; true where a position is unknown.
    pub(super) fn agrees_with(&self, position_of: impl Fn(Mark) -> Option<u64>) -> bool {
        let mut sum = 0_u64;
        for mark in self.marks.iter().filter_map(|mark| Mark::try_from(mark).ok()) {
            let Some(position) = position_of(mark) else { return true };
            sum = sum.wrapping_add(place(mark, position));
        }
        sum == self.places
    }

    pub(super) fn report(&self, number: usize, verdict: &mut Verdict) {
        let own = [
            (&self.doubled, &mut verdict.doubled),
            (&self.out_of_order, &mut verdict.out_of_order),
            (&self.removed_shown, &mut verdict.removed_shown),
        ];
        for (from, to) in own {
            for index in 0..from.count {
                let words = usize::try_from(index).ok().and_then(|index| from.examples.get(index));
                to.add(|| format!("reader {number}: {}", words.map_or("and more of the same", |words| words)));
            }
        }
    }
}

/// The seqs between two that followed each other, at most as many as a run can have.
fn between(before: u64, after: u64) -> RangeInclusive<u64> {
    before + 1..=(after - 1).min(before.saturating_add(FURTHEST))
}

/// A well-mixed number for a pair (the finaliser of SplitMix64), so that sums of different pairs differ.
fn place(mark: Mark, position: u64) -> u64 {
    let mut mixed = position.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(mark) << 1 | 1);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
