//! Decides, from what writers and readers recorded, whether the server kept its promises.
//!
//! Pure: no clock, no network. A load run or a fault test feeds one [`Observer`] per connection while it
//! runs, reads the room's log back when everything is over, and hands all of it to [`check`].
//!
//! Every post of a run carries a [`Mark`] in its text, so that it is known wherever it turns up. The room must
//! belong to the run: changes by others are followed, but a message of this run which somebody else removes
//! counts as lost.

mod bits;
mod log;
mod observer;
#[cfg(test)]
mod tests;
mod verdict;

use std::collections::HashMap;

use self::log::Log;
pub use self::observer::{Cursor, Observer, Seen, Welcome};
pub use self::verdict::{Finding, Verdict};

/// The ordinal of a post within its run: 0, 1, 2 …
pub type Mark = u32;

/// Microseconds on the run's own clock.
pub type Micros = u64;

/// Everything a run recorded.
#[derive(Debug, Default)]
pub struct Records {
    /// The room's seq before the first post of the run.
    pub base: u64,
    /// Readers were given the time to get everything up to this seq: what they lack of it is missing. With
    /// `None` each is judged up to its own cursor only.
    pub until: Option<u64>,
    /// What the writers sent and what they were answered, by mark.
    pub posts: HashMap<Mark, Post>,
    /// When the removal of a post was acked to the one who asked for it; `None` while its outcome is unknown.
    pub removals: HashMap<Mark, Option<Micros>>,
    /// When the edit of a post was acked to its author; `None` while its outcome is unknown. A post is edited once.
    pub edits: HashMap<Mark, Option<Micros>>,
    /// What each connection saw.
    pub observers: Vec<Observer>,
    /// The room's log as it was read back after the run: every message with a position beyond `base`.
    pub stored: Vec<Stored>,
    /// Texts that other surfaces (history pages, exports, feeds) served.
    pub shown: Vec<Shown>,
}

/// One post and its answers, over all attempts with the same nonce.
#[derive(Clone, Debug, Default)]
pub struct Post {
    /// How often it was sent.
    pub attempts: u32,
    /// How often it was refused.
    pub refusals: u32,
    /// Every ack it got; a retry's ack must equal the first one's.
    pub acks: Vec<Ack>,
}

impl Post {
    /// Whether every attempt was answered, and each with a refusal: then nothing may be stored.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.acks.is_empty() && self.refusals > 0 && self.refusals >= self.attempts
    }
}

/// What an ack said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ack {
    /// The message's id.
    pub id: Box<str>,
    /// Its place in the room's order.
    pub position: u64,
}

/// One row of the room's log, as read back after the run.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The message's id.
    pub id: Box<str>,
    /// Its place in the room's order.
    pub position: u64,
    /// The seq of its latest change.
    pub seq: u64,
    /// The mark in its text; `None` for a tombstone, for somebody else's message, or where an edit left it out.
    pub mark: Option<Mark>,
    /// Whether it is a tombstone.
    pub removed: bool,
    /// Whether its author has edited it: then another text stands where the post's was.
    pub edited: bool,
    /// Whether its text is the one that this run edited it to.
    pub by_us: bool,
}

/// A text that was served.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Whose text.
    pub mark: Mark,
    /// The server cannot have handed it out before this moment: when a page was asked for, or, on a live
    /// stream, when it arrived less the time that bytes may rest in kernel buffers.
    pub after: Micros,
}

/// Decides every promise that the records can decide.
#[must_use]
pub fn check(records: &Records) -> Verdict {
    let log = Log::new(records);
    let mut verdict = Verdict::default();
    check_posts(records, &log, &mut verdict);
    check_edits(records, &log, &mut verdict);
    log.count_holes(records.base, &mut verdict);
    for (number, observer) in records.observers.iter().enumerate() {
        observer.report(number, &mut verdict);
        check_observer(number, observer, records, &log, &mut verdict);
    }
    for shown in records.observers.iter().flat_map(Observer::shown).chain(&records.shown) {
        if let Some(Some(acked)) = records.removals.get(&shown.mark)
            && *acked <= shown.after
        {
            verdict.removed_shown.add(|| {
                format!(
                    "the text of post {} was served {} µs after its removal was acked",
                    shown.mark,
                    shown.after - acked
                )
            });
        }
    }
    verdict
}

/// Acked means stored, once and where the ack said; refused means not stored.
fn check_posts(records: &Records, log: &Log<'_>, verdict: &mut Verdict) {
    for (mark, count) in log.stored_more_than_once() {
        verdict.stored_twice.add(|| format!("post {mark} is stored {count} times"));
    }
    for (mark, post) in &records.posts {
        let Some(first) = post.acks.first() else {
            if post.refused() && log.position_of(*mark).is_some() {
                verdict.refused_stored.add(|| format!("post {mark} was refused but is stored"));
            }
            continue;
        };
        if post.acks.iter().any(|ack| ack != first) {
            verdict.ack_differs.add(|| format!("post {mark} was acked in different ways: {:?}", post.acks));
        }
        match log.at(first.position) {
            Some(row) if row.id != first.id => verdict.lost.add(|| {
                format!(
                    "post {mark} was acked as {} at position {}, where {} is stored",
                    first.id, first.position, row.id
                )
            }),
            Some(row) if row.mark == Some(*mark) => {}
            Some(row) if row.edited || row.removed && records.removals.contains_key(mark) => {}
            Some(_) => {
                verdict.lost.add(|| format!("post {mark} was acked, but position {} lacks its text", first.position))
            }
            None => verdict
                .lost
                .add(|| format!("post {mark} was acked at position {}, nothing is stored there", first.position)),
        }
    }
}

/// An acked edit is what the message says, unless that was removed.
fn check_edits(records: &Records, log: &Log<'_>, verdict: &mut Verdict) {
    for mark in records.edits.iter().filter_map(|(mark, acked)| acked.map(|_| mark)) {
        let posted = records.posts.get(mark).and_then(|post| post.acks.first());
        let kept = posted.and_then(|ack| log.at(ack.position)).is_some_and(|row| row.by_us || row.removed);
        if !kept {
            verdict.edit_lost.add(|| format!("the edit of post {mark} was acked, but another text is stored"));
        }
    }
}

/// One connection against the log: nothing missing, nothing that is not stored, no gap, the same order.
fn check_observer(number: usize, observer: &Observer, records: &Records, log: &Log<'_>, verdict: &mut Verdict) {
    let spans = observer.spans(records.until);
    let mut known = 0;
    for row in log.rows() {
        let held = observer.holds(row.position);
        known += u64::from(held);
        let due = row.position > observer.base() && spans.iter().any(|span| span.contains(&row.seq));
        if due && !(held && observer.latest_seq(row.position) >= row.seq) {
            verdict.missing.add(|| format!("reader {number} never got seq {} (position {})", row.seq, row.position));
        }
    }
    for _ in known..observer.positions_held() {
        verdict.phantom.add(|| format!("reader {number} got a message that is not stored"));
    }
    for seq in observer.holes().filter(|seq| !log.was_replaced(*seq)) {
        let came_late = log.with_seq(seq).is_some_and(|row| row.seq == row.position && observer.holds(row.position));
        if !came_late {
            verdict.holes.add(|| format!("reader {number} was taken past seq {seq} without a frame for it"));
        }
    }
    let same_order = observer.agrees_with(|mark| {
        let acked = records.posts.get(&mark).and_then(|post| post.acks.first());
        acked.map(|ack| ack.position).or_else(|| log.position_of(mark))
    });
    if !same_order {
        verdict.order_differs.add(|| format!("reader {number} saw posts at other positions than the log has them"));
    }
}
