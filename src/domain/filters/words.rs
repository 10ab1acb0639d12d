use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::{
    error::{Fault, FilterError, FilterList},
    lines,
};
use crate::domain::{folding::bared, invisible::is_mark};

const WORDS: usize = 500;
const LONGEST: usize = 100;

/// Words and phrases, all looked for in one go.
pub(super) struct Words(Option<AhoCorasick>);

impl Words {
    pub(super) fn compile(words: &[String]) -> Result<Self, FilterError> {
        let mut folded = Vec::with_capacity(words.len());
        for (line, word) in lines(FilterList::Words, words, WORDS, LONGEST)? {
            let word = bared(word);
            // What some letters come apart into begins with a space or a mark, before which no word begins.
            let word = word.trim().trim_start_matches(is_mark);
            if word.is_empty() {
                return Err(FilterError { list: FilterList::Words, line, column: 1, fault: Fault::Empty });
            }
            folded.push(word.to_owned());
        }
        if folded.is_empty() {
            return Ok(Self(None));
        }
        // Not the fastest kind, which may take a hundred times the memory.
        let built = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&folded);
        let too_large = FilterError { list: FilterList::Words, line: folded.len(), column: 1, fault: Fault::TooLarge };
        built.map(|found| Self(Some(found))).map_err(|_| too_large)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether one of them stands whole in a text.
    pub(super) fn find(&self, bared: &str) -> bool {
        let Some(words) = &self.0 else { return false };
        let mut found = words.find_overlapping_iter(bared);
        found.any(|word| is_edge(bared, word.start()) && is_edge(bared, word.end()))
    }
}

/// Whether a word may begin or end there: not between two letters or digits, but for scripts that are written without
/// spaces, and never before a mark, which would cut its letter apart.
fn is_edge(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    match (before.chars().next_back(), after.chars().next()) {
        (Some(before), Some(after)) => {
            let inside = before.is_alphanumeric() || is_mark(before);
            let inside = inside && after.is_alphanumeric();
            !is_mark(after) && (!inside || is_spaceless(before) || is_spaceless(after))
        }
        _ => true,
    }
}

/// Of a script that puts no spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
