use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{address, invisible::is_visible_base};

/// The text of a message: Unicode Normalization Form C, something to see in it, no control character but newline,
/// no bidirectional override left open, and within its event's limit.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(Box<str>);

/// Why a string is no [`Text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// More code points than the event allows.
    #[error("the text has {length} characters; {limit} are allowed")]
    TooLong {
        /// Code points after normalisation.
        length: usize,
        /// The event's limit in code points.
        limit: usize,
    },
    /// Nothing but white space and invisible characters.
    #[error("the text shows nothing")]
    NothingVisible,
    /// A control character other than newline.
    #[error("the text contains the control character U+{0:04X}")]
    ControlCharacter(u32),
    /// An override (U+202D, U+202E) that would turn around what stands after it.
    #[error("the text leaves a bidirectional override open")]
    OpenOverride,
}

impl Text {
    /// Parses what somebody wrote. `limit` counts Unicode code points after normalisation.
    pub fn parse(raw: &str, limit: usize) -> Result<Self, TextError> {
        if let Some(control) = raw.chars().find(|&c| c.is_control() && c != '\n') {
            return Err(TextError::ControlCharacter(control.into()));
        }
        // Nearly all that keyboards write is composed already, and finding that out costs a tenth of composing it.
        let text: String = match is_nfc_quick(raw.chars()) {
            IsNormalized::Yes => raw.to_owned(),
            IsNormalized::No | IsNormalized::Maybe => raw.nfc().collect(),
        };
        let length = text.chars().count();
        if length > limit {
            return Err(TextError::TooLong { length, limit });
        }
        if !text.chars().any(is_visible_base) {
            return Err(TextError::NothingVisible);
        }
        if text.lines().any(leaves_override_open) {
            return Err(TextError::OpenOverride);
        }
        Ok(Self(text.into()))
    }

    /// A text that was parsed before it was stored.
    pub fn from_stored(stored: String) -> Self {
        Self(stored.into())
    }

    /// Whether there is an address in it that a client might make a link of.
    pub fn has_link(&self) -> bool {
        address::hosts(&self.0).next().is_some()
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Bodies do not belong in logs, so `Debug` tells only the size.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

/// Whether a paragraph ends inside an override. Embeddings, overrides and isolates nest; a closing isolate ends what
/// was opened inside it (UAX #9, X1–X8).
fn leaves_override_open(paragraph: &str) -> bool {
    #[derive(PartialEq)]
    enum Open {
        Embedding,
        Override,
        Isolate,
    }
    let mut open = Vec::new();
    for c in paragraph.chars() {
        match c {
            '\u{202A}' | '\u{202B}' => open.push(Open::Embedding),
            '\u{202D}' | '\u{202E}' => open.push(Open::Override),
            '\u{2066}'..='\u{2068}' => open.push(Open::Isolate),
            '\u{202C}' if open.last().is_some_and(|o| *o != Open::Isolate) => {
                open.pop();
            }
            '\u{2069}' => {
                if let Some(start) = open.iter().rposition(|o| *o == Open::Isolate) {
                    open.truncate(start);
                }
            }
            _ => {}
        }
    }
    open.contains(&Open::Override)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(raw: &str) -> Result<String, TextError> {
        Text::parse(raw, 2_000).map(|t| t.as_str().to_owned())
    }

    #[test]
    fn text_in_any_script_is_kept_and_normalised() {
        for text in ["hello", "مرحبا بكم", "你好", "नमस्ते", "e\n\ne", "👩‍👩‍👧", "می‌خواهم", "a\u{200F}b"]
        {
            assert_eq!(parse(text).as_deref(), Ok(text));
        }
        assert_eq!(parse("e\u{301}").as_deref(), Ok("é"));
    }

    #[test]
    fn what_shows_nothing_is_refused() {
        for blank in
            ["", " ", "\n\n", "\u{200B}\u{200D}", "\u{2800}", "\u{3164}", "\u{AD}", "\u{301}", "\u{E0041}", "\u{FE0F}"]
        {
            assert_eq!(parse(blank), Err(TextError::NothingVisible), "{blank:?}");
        }
    }

    #[test]
    fn control_characters_are_refused() {
        for control in ["a\0", "a\r\nb", "a\tb", "a\u{7F}", "a\u{85}b", "\u{1B}[31m"] {
            assert!(matches!(parse(control), Err(TextError::ControlCharacter(_))), "{control:?}");
        }
    }

    #[test]
    fn overrides_must_be_closed_on_their_own_line() {
        for lone in ["\u{202E}abc", "abc \u{202D}", "\u{202E}a\nb\u{202C}", "\u{202E}\u{2066}a\u{202C}\u{2069}"] {
            assert_eq!(parse(lone), Err(TextError::OpenOverride), "{lone:?}");
        }
        for closed in ["\u{202E}abc\u{202C}", "\u{2067}\u{202E}abc\u{2069} d", "\u{2067}abc\u{2069}", "a\u{202C}b"] {
            assert!(parse(closed).is_ok(), "{closed:?}");
        }
    }

    #[test]
    fn links_are_found() {
        for linked in [
            "https://example.org",
            "see HTTP://EXAMPLE.ORG.",
            "(www.example.org)",
            "example.org/path",
            "gopher://x",
            "пример.рф/путь",
        ] {
            assert!(Text::parse(linked, 100).expect("a text").has_link(), "{linked}");
        }
        for plain in ["and/or", "e.g. this", "3.5/10", "www", "Hello.World", "a.b/c", "12:30", "see you..."] {
            assert!(!Text::parse(plain, 100).expect("a text").has_link(), "{plain}");
        }
    }

    #[test]
    fn the_limit_counts_code_points_after_normalisation() {
        assert!(Text::parse(&"é".repeat(5), 5).is_ok());
        assert!(Text::parse(&"e\u{301}".repeat(5), 5).is_ok());
        assert_eq!(Text::parse("123456", 5), Err(TextError::TooLong { length: 6, limit: 5 }));
    }
}
