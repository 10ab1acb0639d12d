//! How texts are compared: shared by the search and by filters.

use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};

use super::invisible::{is_invisible, is_space};

/// A text as it is compared: compatibility characters as the plain ones, without capitals, and without the accents and
/// vowel points that many leave out when they type. The client folds alike to mark what was found
/// (`web/shared/marks.js`).
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        decompose_compatible(c, |part| {
            for c in part.to_lowercase().filter(|&c| !is_left_out(c)) {
                out.push(match c {
                    'ς' => 'σ',
                    // In Azerbaijani and Turkish the small letter of `I`, which no text says it is written in.
                    'ı' => 'i',
                    other => other,
                });
            }
        });
    }
    out
}

/// Accents of alphabets, points of Hebrew and Arabic, the stretching of Arabic. Not the marks of other scripts, where they
/// are what the vowels are.
fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// A text as filters compare it: folded, and without what would only hide a word in it.
pub(super) fn bared(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in folded(text).chars() {
        match c {
            c if is_space(c) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if is_invisible(c) => {}
            'ß' => out.push_str("ss"),
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A text with plain characters for compatibility characters and without what cannot be seen, but otherwise as it was
/// written.
pub(super) fn plain(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().filter(|&c| is_space(c) || !is_invisible(c))
}
