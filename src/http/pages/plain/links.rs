//! Web addresses and the event's hashtag in a text, as pieces that a template escapes: there is never a string of HTML.

use linkify::{LinkFinder, LinkKind};
use url::Url;

use super::hashtag::Hashtag;

/// A piece of a text; with an address it is a link.
pub(super) struct Part {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// Marks that close a sentence around an address in scripts whose marks the library takes for a part of it; the same
/// that the client leaves out (`web/shared/links.js`).
const TRAILING: &[char] = &[
    '…', '’', '”', '»', '›', '。', '，', '、', '：', '；', '！', '？', '」', '』', '】', '）', '》', '〉', '؟', '،',
    '؛', '।', '۔',
];

/// The pieces; joined they are the text again.
pub(super) fn parts(text: &str, hashtag: Option<&Hashtag>) -> Vec<Part> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(true);
    let mut parts = Vec::new();
    let mut from = 0;
    for link in finder.links(text) {
        let shown = link.as_str().trim_end_matches(TRAILING);
        let Some(href) = web_address(shown) else { continue };
        tagged(text.get(from..link.start()).unwrap_or_default(), hashtag, &mut parts);
        parts.push(Part { text: shown.to_owned(), href: Some(href) });
        from = link.start() + shown.len();
    }
    tagged(text.get(from..).unwrap_or_default(), hashtag, &mut parts);
    parts
}

/// A piece without web addresses.
fn tagged(text: &str, hashtag: Option<&Hashtag>, parts: &mut Vec<Part>) {
    let mut from = 0;
    for (tag, href) in hashtag.iter().flat_map(|own| own.find(text).into_iter().map(|tag| (tag, &own.href))) {
        parts.extend(plain(text.get(from..tag.start).unwrap_or_default()));
        from = tag.end;
        parts.push(Part { text: text.get(tag).unwrap_or_default().to_owned(), href: Some(href.clone()) });
    }
    parts.extend(plain(text.get(from..).unwrap_or_default()));
}

fn plain(text: &str) -> Option<Part> {
    (!text.is_empty()).then(|| Part { text: text.to_owned(), href: None })
}

/// The address as a browser understands it, if it is one of the web. A name and password before the host serve only to
/// mislead, so such an address stays text.
pub(super) fn web_address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let plain = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    (plain && url.host().is_some()).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let parts = parts(text, None);
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        parts.into_iter().filter_map(|part| part.href).collect()
    }

    #[test]
    fn web_addresses_become_links_and_nothing_else_does() {
        assert_eq!(links("See https://example.org/a_(b), and more."), ["https://example.org/a_(b)"]);
        assert_eq!(links("看 https://example.org/文。"), ["https://example.org/%E6%96%87"]);
        assert_eq!(links("HTTPS://EXAMPLE.ORG"), ["https://example.org/"]);
        for text in [
            "javascript://example.org/%0aalert(1)",
            "data:text/html,x ftp://example.org",
            "https://bank.example@evil.example",
            "example.org",
            "<b>\"'&",
        ] {
            assert_eq!(links(text), [] as [String; 0], "{text}");
        }
    }
}
