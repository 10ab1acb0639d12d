use std::fmt;

use icu_properties::{CodePointMapData, props::Script};
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;
use unicode_segmentation::UnicodeSegmentation;

use super::invisible::{is_invisible, is_mark, is_space, is_visible_base};

/// The name somebody is seen by: 1–40 graphemes on one line, every one of them visible, Unicode Normalization Form C,
/// no white space at its ends and no more than one space between words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name(Box<str>);

/// Where somebody comes from, in their own words: as a [`Name`], but up to 80 graphemes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Affiliation(Box<str>);

/// What two names have in common that a reader could take for each other. Compared within one event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NameKey(Box<str>);

/// Why a string is no [`Name`] or [`Affiliation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing to see.
    #[error("it is empty")]
    Empty,
    /// More graphemes than allowed.
    #[error("it is longer than {0} characters")]
    TooLong(usize),
    /// A line end, another control character, a bidirectional control or any other character that cannot be seen.
    #[error("it contains the invisible or control character U+{0:04X}")]
    Invisible(u32),
    /// Marks piled on one base.
    #[error("it piles too many marks on one letter")]
    PiledMarks,
}

/// Diacritics of no script of their own: two on a base are enough for every orthography in Unicode Normalization
/// Form C; more is a "Zalgo" text.
const MAX_DIACRITICS: usize = 2;

/// Marks that belong to a script (vowel signs, subjoined letters) stack higher in Burmese or Tibetan: four is the limit
/// that UTS #39, section 5.4, names.
const MAX_MARKS: usize = 4;

impl Name {
    /// Parses what somebody wants to be called.
    pub fn parse(raw: &str) -> Result<Self, NameError> {
        parse_line(raw, 40).map(Self)
    }

    /// A name that was parsed before it was stored.
    pub fn from_stored(stored: String) -> Self {
        Self(stored.into())
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key that this name shares with every name it could be taken for: its skeleton by UTS #39 after compatibility
    /// normalisation and case folding. Folding turns `I` into `i`, which the skeleton knows as `l`'s look-alike only in
    /// upper case; so the two are made one at the end.
    pub fn key(&self) -> NameKey {
        let compatible: String = self.0.nfkc().collect();
        let once: String = skeleton(&compatible).collect();
        let twice: String = skeleton(&once.to_lowercase()).collect();
        NameKey(twice.to_lowercase().replace('i', "l").into())
    }
}

impl Affiliation {
    /// Parses what somebody says they belong to.
    pub fn parse(raw: &str) -> Result<Self, NameError> {
        parse_line(raw, 80).map(Self)
    }

    /// An affiliation that was parsed before it was stored.
    pub fn from_stored(stored: String) -> Self {
        Self(stored.into())
    }

    /// The affiliation itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl NameKey {
    /// The key itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn parse_line(raw: &str, limit: usize) -> Result<Box<str>, NameError> {
    // Bounds the work before anything else: no grapheme that passes needs more than a few code points.
    if raw.len() > limit * 64 {
        return Err(NameError::TooLong(limit));
    }
    let line: String = raw.trim().nfc().collect();
    let unseen = |c: char| is_invisible(c) || (is_space(c) && matches!(c, '\u{2028}' | '\u{2029}'));
    if let Some(c) = line.chars().find(|&c| unseen(c)) {
        return Err(NameError::Invisible(c.into()));
    }
    let line = line.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if !line.chars().any(is_visible_base) {
        return Err(NameError::Empty);
    }
    if line.graphemes(true).count() > limit {
        return Err(NameError::TooLong(limit));
    }
    if has_piled_marks(&line) {
        return Err(NameError::PiledMarks);
    }
    Ok(line.into())
}

fn has_piled_marks(line: &str) -> bool {
    let script = CodePointMapData::<Script>::new();
    let (mut marks, mut diacritics) = (0, 0);
    for c in line.chars() {
        if is_mark(c) {
            marks += 1;
            diacritics += usize::from(script.get(c) == Script::Inherited);
            if marks > MAX_MARKS || diacritics > MAX_DIACRITICS {
                return true;
            }
        } else {
            (marks, diacritics) = (0, 0);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(raw: &str) -> NameKey {
        Name::parse(raw).expect("a good name").key()
    }

    #[test]
    fn names_in_any_script_are_kept() {
        for name in [
            "Katitza Rodriguez",
            "Ələddin Məmmədov",
            "محمد علي",
            "王小明",
            "Nguyễn Thị Ánh",
            "ကိုကိုကြီးတို့",
            "བསྒྲུབས",
            "O'Brien-Łuczak",
            "José",
        ] {
            assert_eq!(Name::parse(name).as_ref().map(Name::as_str), Ok(name));
        }
    }

    #[test]
    fn white_space_is_trimmed_and_folded() {
        assert_eq!(Name::parse("  Ann \u{A0}  Lee ").as_ref().map(Name::as_str), Ok("Ann Lee"));
    }

    #[test]
    fn what_cannot_be_seen_is_refused() {
        for name in [
            "A\u{200B}nn",
            "A\u{202E}nn",
            "A\u{2066}nn",
            "A\nnn",
            "A\0",
            "\u{FEFF}Ann",
            "A\u{AD}nn",
            "Ann\u{3164}",
            "A\u{2028}n",
        ] {
            assert!(matches!(Name::parse(name), Err(NameError::Invisible(_))), "{name:?}");
        }
        for name in ["", "   ", "\u{301}"] {
            assert_eq!(Name::parse(name), Err(NameError::Empty), "{name:?}");
        }
    }

    #[test]
    fn forty_graphemes_and_two_diacritics_are_the_limit() {
        assert!(Name::parse(&"é".repeat(40)).is_ok());
        assert_eq!(Name::parse(&"é".repeat(41)), Err(NameError::TooLong(40)));
        assert_eq!(Name::parse(&"x".repeat(1_000_000)), Err(NameError::TooLong(40)));
        assert!(Name::parse("x\u{301}\u{302}").is_ok());
        assert_eq!(Name::parse("x\u{301}\u{302}\u{303}"), Err(NameError::PiledMarks));
    }

    #[test]
    fn look_alikes_share_a_key() {
        for (a, b) in [
            ("Moderator", "MODERATOR"),
            ("Moderator", "Mоderаtor"), // Cyrillic о and а
            ("Moderator", "Ｍｏｄｅｒａｔｏｒ"),
            ("Moderator", "rnoderator"),
            ("Alice", "ALICE"),
            ("Alice", "AIice"),
            ("paul", "раul"),
            ("Bill", "BiII"),
            ("Bill", "bi11"),
            ("José", "JOSÉ"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        assert_ne!(key("Alice"), key("Alina"));
        assert_ne!(key("王小明"), key("王小朋"));
        assert_ne!(key("Jose"), key("José"));
    }
}
