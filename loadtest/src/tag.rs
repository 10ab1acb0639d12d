//! The tag at the start of every text of a run: which run, which post, when it should have been sent.
//!
//! `lt-1f3a90bc-17-1351933200000000 …`: the run in eight hexadecimal digits, the post's mark, and the intended
//! send time in microseconds since 1970. Whoever reads it can tell the run's own posts from others and measure
//! their delay, also in another process.

use std::fmt::Write as _;

use crate::checker::{Mark, Micros};

/// How the text of an edited post ends.
pub const EDITED: &str = "What I meant to say is this.";

/// One run of the driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunId(u32);

/// What a text says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Which post of the run.
    pub mark: Mark,
    /// When it should have been sent, in microseconds since 1970.
    pub intended: Micros,
}

impl RunId {
    /// A new run's id.
    #[must_use]
    pub fn random() -> Self {
        Self(fastrand::u32(..))
    }

    /// The text of a post, `size` characters or a little more when the tag needs them.
    #[must_use]
    pub fn text(self, tag: Tag, size: usize) -> String {
        let mut text = String::with_capacity(size + 40);
        write!(text, "lt-{:08x}-{}-{}", self.0, tag.mark, tag.intended)
            .expect("a string takes all that is written to it");
        let filler = " all people are born free and equal in dignity and rights;".chars().cycle();
        let short = size.saturating_sub(text.len() + 1);
        text.extend(filler.take(short));
        // A text may be trimmed on its way; a last character that is no space keeps its length.
        if size > text.len() {
            text.push('.');
        }
        text
    }

    /// The nonce of a post: the same on every attempt.
    #[must_use]
    pub fn nonce(self, mark: Mark) -> String {
        format!("lt-{:08x}-{mark}", self.0)
    }

    /// The nonce of a post's removal: the same for whoever asks for it, on every attempt.
    #[must_use]
    pub fn removal_nonce(self, mark: Mark) -> String {
        format!("lt-{:08x}-r{mark}", self.0)
    }

    /// The mark in the nonce of a removal of this run.
    #[must_use]
    pub fn mark_of_removal(self, nonce: &str) -> Option<Mark> {
        self.strip(nonce)?.strip_prefix('r')?.parse().ok()
    }

    /// The nonce of a post's edit, on every attempt.
    #[must_use]
    pub fn edit_nonce(self, mark: Mark) -> String {
        format!("lt-{:08x}-e{mark}", self.0)
    }

    /// The mark in the nonce of an edit of this run.
    #[must_use]
    pub fn mark_of_edit(self, nonce: &str) -> Option<Mark> {
        self.strip(nonce)?.strip_prefix('e')?.parse().ok()
    }

    /// What a post says once it is edited. It has no time: its delay was measured when it was posted.
    #[must_use]
    pub fn edited(self, mark: Mark) -> String {
        self.saying(Tag { mark, intended: 0 }, EDITED)
    }

    /// The nonce of somebody's reaction, their so-and-so-manieth.
    #[must_use]
    pub fn reaction_nonce(self, client: usize, count: usize) -> String {
        format!("lt-{:08x}-h{client}-{count}", self.0)
    }

    /// Whether it is the nonce of a reaction of this run.
    #[must_use]
    pub fn is_of_reaction(self, nonce: &str) -> bool {
        self.strip(nonce).is_some_and(|rest| rest.starts_with('h'))
    }

    /// The nonce of a moderator's act, their so-and-so-manieth.
    #[must_use]
    pub fn act_nonce(self, client: usize, count: u32) -> String {
        format!("lt-{:08x}-a{client}-{count}", self.0)
    }

    /// Which of their acts it is, in the nonce of an act of this run.
    #[must_use]
    pub fn count_of_act(self, nonce: &str) -> Option<u32> {
        self.strip(nonce)?.strip_prefix('a')?.split_once('-')?.1.parse().ok()
    }

    /// The text of a post: its tag and these words.
    #[must_use]
    pub fn saying(self, tag: Tag, words: &str) -> String {
        format!("lt-{:08x}-{}-{} {words}", self.0, tag.mark, tag.intended)
    }

    /// The mark in a nonce of this run.
    #[must_use]
    pub fn mark_of_nonce(self, nonce: &str) -> Option<Mark> {
        self.strip(nonce)?.parse().ok()
    }

    /// The tag of a text of this run; `None` for any other text.
    #[must_use]
    pub fn tag_of(self, text: &str) -> Option<Tag> {
        let tag = self.strip(text)?;
        let tag = tag.split_once(' ').map_or(tag, |(tag, _)| tag);
        let (mark, intended) = tag.split_once('-')?;
        Some(Tag { mark: mark.parse().ok()?, intended: intended.trim_end_matches('.').parse().ok()? })
    }

    /// The same for a text that is a part of something, such as a frame.
    #[must_use]
    pub fn tag_within(self, frame: &str) -> Option<Tag> {
        let text = frame.get(frame.find("lt-")?..)?;
        self.tag_of(text.get(..text.find([' ', '"']).unwrap_or(text.len()))?)
    }

    fn strip(self, text: &str) -> Option<&str> {
        let (run, rest) = text.strip_prefix("lt-")?.split_once('-')?;
        (u32::from_str_radix(run, 16) == Ok(self.0)).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_its_size_and_gives_its_tag_back() {
        let run = RunId(0x1f3a_90bc);
        for size in [0, 34, 35, 36, 200, 2_000] {
            let tag = Tag { mark: 17, intended: 1_351_933_200_000_000 };
            let text = run.text(tag, size);
            assert_eq!(run.tag_of(&text), Some(tag), "{text}");
            assert!(text.len() == size || size < 33, "{} instead of {size}", text.len());
            assert_eq!(text.trim(), text);
            assert_eq!(run.tag_of(&run.saying(tag, "some words")), Some(tag));
            assert_eq!(run.tag_within(&format!(r#"{{"text":"{text}"}}"#)), Some(tag));
        }
    }

    #[test]
    fn other_texts_have_no_tag() {
        let run = RunId(1);
        let other = RunId(2).text(Tag { mark: 1, intended: 2 }, 100);
        for text in ["", "lt-", "lt-00000001-", "lt-00000001-1", "lt-00000001-x-2", "hello", other.as_str()] {
            assert_eq!(run.tag_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_nonce_gives_its_mark_back_to_its_own_run() {
        assert_eq!(RunId(7).mark_of_nonce(&RunId(7).nonce(12)), Some(12));
        assert_eq!(RunId(7).mark_of_removal(&RunId(7).removal_nonce(12)), Some(12));
        assert_eq!(RunId(7).mark_of_nonce(&RunId(7).removal_nonce(12)), None);
        assert_eq!(RunId(8).mark_of_nonce(&RunId(7).nonce(12)), None);
        let edit = RunId(7).edit_nonce(12);
        assert_eq!((RunId(7).mark_of_edit(&edit), RunId(8).mark_of_edit(&edit)), (Some(12), None));
        assert_eq!((RunId(7).mark_of_nonce(&edit), RunId(7).mark_of_removal(&edit)), (None, None));
        let reaction = RunId(7).reaction_nonce(3, 12);
        assert!(RunId(7).is_of_reaction(&reaction) && !RunId(8).is_of_reaction(&reaction));
        assert_eq!((RunId(7).mark_of_nonce(&reaction), RunId(7).mark_of_removal(&reaction)), (None, None));
        assert!(!RunId(7).is_of_reaction(&RunId(7).nonce(12)));
    }
}
