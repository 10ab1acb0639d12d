//! What the checker found.

use serde::Serialize;

/// How many of one kind, with a few examples in words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Finding {
    /// How many.
    pub count: u64,
    /// The first few, in words.
    pub examples: Vec<String>,
}

impl Finding {
    /// Counts one; the words are made only while examples are still kept.
    pub(super) fn add(&mut self, words: impl FnOnce() -> String) {
        const KEPT: usize = 3;
        self.count += 1;
        if self.examples.len() < KEPT {
            self.examples.push(words());
        }
    }
}

/// The findings by kind of violation; the numbers in comments are the contract's promises.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verdict {
    /// Acked, but not stored where and as the ack said (1).
    pub lost: Finding,
    /// An edit was acked, but something else is stored (1).
    pub edit_lost: Finding,
    /// One post stored at more than one position (2).
    pub stored_twice: Finding,
    /// A retry was acked in another way than the first attempt (2).
    pub ack_differs: Finding,
    /// Refused every time, but stored (2, 7).
    pub refused_stored: Finding,
    /// Stored, due to a reader, never delivered to it (3, 4).
    pub missing: Finding,
    /// Delivered twice on one connection or over its resumes (3, 4).
    pub doubled: Finding,
    /// A seq that did not rise, or a resume outside the asked range (3, 4).
    pub out_of_order: Finding,
    /// A post delivered at another position than it is stored at (3).
    pub order_differs: Finding,
    /// A seq that a connection was taken past without a frame, and that no later change replaced (3).
    pub holes: Finding,
    /// A seq that the stored log lacks and that no later change replaced (3).
    pub log_holes: Finding,
    /// Delivered, but not stored (1).
    pub phantom: Finding,
    /// A removed message's text served after its removal (5).
    pub removed_shown: Finding,
}

impl Verdict {
    /// Every kind with its name and finding, in the order of the fields.
    #[must_use]
    pub fn findings(&self) -> [(&'static str, &Finding); 13] {
        [
            ("lost", &self.lost),
            ("edit lost", &self.edit_lost),
            ("stored twice", &self.stored_twice),
            ("ack differs", &self.ack_differs),
            ("refused but stored", &self.refused_stored),
            ("missing", &self.missing),
            ("doubled", &self.doubled),
            ("out of order", &self.out_of_order),
            ("order differs", &self.order_differs),
            ("holes", &self.holes),
            ("holes in the log", &self.log_holes),
            ("not stored", &self.phantom),
            ("removed but shown", &self.removed_shown),
        ]
    }

    /// Whether every promise held.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.findings().iter().all(|(_, finding)| finding.count == 0)
    }
}
