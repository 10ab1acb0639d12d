//! The room's log as read back, indexed for the questions the checker asks.

use std::collections::HashMap;

use super::{
    Mark, Records, Stored, Verdict,
    bits::{Bits, FURTHEST},
};

/// The rows with their indexes.
pub(super) struct Log<'a> {
    by_position: HashMap<u64, &'a Stored>,
    by_seq: HashMap<u64, &'a Stored>,
    marks: HashMap<Mark, (u64, u32)>,
    /// Seqs that a later change of some message may have replaced, or that were not about messages.
    replaced: Bits,
    head: u64,
}

impl<'a> Log<'a> {
    pub(super) fn new(records: &'a Records) -> Self {
        let mut log = Self {
            by_position: HashMap::with_capacity(records.stored.len()),
            by_seq: HashMap::with_capacity(records.stored.len()),
            marks: HashMap::with_capacity(records.stored.len()),
            replaced: Bits::starting_at(records.base),
            head: records.base,
        };
        for row in &records.stored {
            log.by_position.insert(row.position, row);
            log.by_seq.insert(row.seq, row);
            log.head = log.head.max(row.seq);
            if let Some(mark) = row.mark {
                log.marks.entry(mark).or_insert((row.position, 0)).1 += 1;
            }
        }
        log.fill_replaced(records);
        for seq in records.observers.iter().flat_map(|observer| observer.other_seqs()) {
            log.replaced.insert(*seq);
        }
        log
    }

    /// A changed message held every seq from its position to its latest change, or may have: whatever of
    /// these is not some message's present state was replaced.
    fn fill_replaced(&mut self, records: &Records) {
        let furthest = records.base.saturating_add(FURTHEST);
        let mut changed: Vec<_> =
            records.stored.iter().filter(|row| row.position < row.seq).map(|row| (row.position, row.seq)).collect();
        changed.sort_unstable();
        let mut next = 0;
        for (position, seq) in changed {
            for replaced in position.max(next)..seq.min(furthest) {
                if !self.by_seq.contains_key(&replaced) {
                    self.replaced.insert(replaced);
                }
            }
            next = next.max(seq);
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &'a Stored> {
        self.by_position.values().copied()
    }

    pub(super) fn at(&self, position: u64) -> Option<&'a Stored> {
        self.by_position.get(&position).copied()
    }

    pub(super) fn with_seq(&self, seq: u64) -> Option<&'a Stored> {
        self.by_seq.get(&seq).copied()
    }

    pub(super) fn was_replaced(&self, seq: u64) -> bool {
        self.replaced.contains(seq)
    }

    pub(super) fn position_of(&self, mark: Mark) -> Option<u64> {
        self.marks.get(&mark).map(|(position, _)| *position)
    }

    pub(super) fn stored_more_than_once(&self) -> impl Iterator<Item = (Mark, u32)> {
        self.marks.iter().filter(|(_, (_, count))| *count > 1).map(|(mark, (_, count))| (*mark, *count))
    }

    /// Seqs of a room are 1, 2, 3 … without holes.
    pub(super) fn count_holes(&self, base: u64, verdict: &mut Verdict) {
        for seq in base + 1..=self.head.min(base.saturating_add(FURTHEST)) {
            if !self.by_seq.contains_key(&seq) && !self.replaced.contains(seq) {
                verdict.log_holes.add(|| format!("no message has seq {seq}, and no later change replaced it"));
            }
        }
    }
}
