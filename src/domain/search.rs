use std::{collections::BTreeSet, time::Duration};

use super::{Pace, folding::folded};

/// What somebody looks for: words, each of which a text must hold somewhere, in whatever order.
///
/// Words are compared folded, and found also within longer ones, so that languages written without spaces need nothing
/// of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search(Vec<String>);

/// Why something cannot be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// Nothing but spaces and marks.
    #[error("there is no word to look for")]
    Empty,
    /// Over [`SEARCH_LIMIT`].
    #[error("a search has at most {SEARCH_LIMIT} characters")]
    TooLong,
}

/// The longest search, in code points.
pub const SEARCH_LIMIT: usize = 100;

/// How fast one person may search. A search may go through megabytes of text.
pub const SEARCH_PACE: Pace = Pace { burst: 6, interval: Duration::from_millis(500) };

/// How fast all those may search in a room together who did not join and so cannot be told apart.
pub const READERS_SEARCH_PACE: Pace = Pace { burst: 20, interval: Duration::from_millis(100) };

impl Search {
    /// Parses what was typed.
    pub fn parse(raw: &str) -> Result<Self, SearchError> {
        if raw.chars().nth(SEARCH_LIMIT).is_some() {
            return Err(SearchError::TooLong);
        }
        let words: BTreeSet<String> = raw.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
        if words.is_empty() { Err(SearchError::Empty) } else { Ok(Self(words.into_iter().collect())) }
    }

    /// Whether a text holds all of its words.
    pub fn finds(&self, text: &str) -> bool {
        let text = folded(text);
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(search: &str, text: &str) -> bool {
        Search::parse(search).expect("something to look for").finds(text)
    }

    #[test]
    fn words_are_found_in_any_script_however_they_are_written() {
        for (search, text) in [
            ("notes", "Who takes NOTES?"),
            ("notes who", "Who takes notes?"),
            ("REUNION", "La réunion commence"),
            ("réunion", "la re\u{301}union"),
            ("Bakı", "BAKI və İSTANBUL"),
            ("istanbul", "BAKI və İSTANBUL"),
            ("еще", "Ещё раз"),
            ("ΣΟΦΟΣ", "ο σοφός"),
            ("محمد", "قال مُحَمَّدٌ"),
            ("مرحبا", "مـــرحبا بكم"),
            ("会议", "我们的会议明天开始"),
            ("ABC", "ＡＢＣ"),
            ("हिन्दी", "यह हिन्दी है"),
            ("#igf", "See #IGF2012"),
            ("100%", "it is 100% sure"),
        ] {
            assert!(finds(search, text), "{search} in {text}");
        }
        for (search, text) in
            [("notes", "Who takes note?"), ("a_b", "axb"), ("a%b", "axb"), ("कि", "का"), ("会议", "会 议")]
        {
            assert!(!finds(search, text), "{search} in {text}");
        }
    }

    #[test]
    fn a_search_has_a_word_and_a_bound() {
        for empty in ["", " \n ", "\u{301}", "\u{640}"] {
            assert_eq!(Search::parse(empty), Err(SearchError::Empty), "{empty:?}");
        }
        assert!(Search::parse(&"会".repeat(100)).is_ok());
        assert_eq!(Search::parse(&"x".repeat(101)), Err(SearchError::TooLong));
    }
}
