//! The event's own hashtag in a text, found as the client finds it (`web/shared/hashtags.js`). Others stay text.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::links::web_address;
use crate::domain::Links;

/// The event's own, which leads to where it is followed.
pub(super) struct Hashtag {
    folded: String,
    pub(super) href: String,
}

impl Hashtag {
    /// `None` where the event has none, or one that leads nowhere.
    pub(super) fn of(links: &Links) -> Option<Self> {
        let href = web_address(links.hashtag_url.as_ref()?)?;
        Some(Self { folded: folded(links.hashtag.as_ref()?), href })
    }

    /// Where it stands in a text, in order.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(SIGNS)) {
            let (before, tag) = text.split_at(from + at);
            let end = tag.char_indices().skip(1).find(|(_, character)| !in_word(*character));
            let length = end.map_or(tag.len(), |(end, _)| end);
            from = before.len() + length;
            let alone = !before.chars().next_back().is_some_and(|last| in_word(last) || "&/#＃".contains(last));
            if alone && folded(tag.get(..length).unwrap_or_default()) == self.folded {
                found.push(before.len()..from);
            }
        }
        found
    }
}

const SIGNS: [char; 2] = ['#', '＃'];

fn in_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character) || character == '_'
}

/// As networks compare them: without case, and full width as half.
fn folded(tag: &str) -> String {
    tag.nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(hashtag: &str, url: &str) -> Links {
        Links { hashtag: Some(hashtag.to_owned()), hashtag_url: Some(url.to_owned()), ..Links::default() }
    }

    fn tags(text: &str, hashtag: &str) -> Vec<String> {
        let own = Hashtag::of(&links(hashtag, "https://social.example.org/tags/bestbits")).expect("leads somewhere");
        own.find(text).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn the_events_hashtag_is_found_and_no_other() {
        assert_eq!(tags("#bestbits", "#BestBits"), ["#bestbits"]);
        assert_eq!(
            tags("see #BESTBITS, (#bestbits)! ＃bestbits。#bestbits的", "#BestBits"),
            ["#BESTBITS", "#bestbits", "＃bestbits"]
        );
        let others = "#igf and #bestbits2013, #bestbit, a#bestbits, ##bestbits, /#bestbits, &#bestbits # #";
        assert_eq!(tags(others, "#BestBits"), [] as [String; 0]);
        assert_eq!(tags("جدا #حوكمة_الإنترنت هنا", "#حوكمة_الإنترنت"), ["#حوكمة_الإنترنت"]);
    }

    #[test]
    fn one_that_leads_nowhere_stays_text() {
        assert!(Hashtag::of(&links("#bestbits", "javascript:alert(1)")).is_none());
        assert!(Hashtag::of(&Links { hashtag_url: None, ..links("#bestbits", "") }).is_none());
        assert!(Hashtag::of(&Links::default()).is_none());
    }
}
