//! The languages of the pages: one for each file of `web/locales`, which the web client's words come from as well.

use std::{borrow::Cow, convert::Infallible, ops::Deref, sync::LazyLock};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

/// Tag and Fluent source of each, in the order of tags; written by `build.rs`.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// What is spoken with whoever asked for nothing we have.
const DEFAULT: &str = "en";

static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| SOURCES.iter().map(|(tag, source)| Language::read(tag, source)).collect());

/// One language with all its words.
pub(super) struct Language {
    tag: &'static str,
    words: FluentBundle<FluentResource>,
}

/// The language of one answer.
#[derive(Clone, Copy)]
pub(super) struct Spoken {
    language: &'static Language,
    /// Whether the address names it. Then the page's own links name it too, so that the choice is kept without a cookie.
    named: bool,
}

impl Language {
    fn read(tag: &'static str, source: &str) -> Self {
        // The files are part of the program, and a test says that they have no errors.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let mut words = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        // Isolates would tear dates apart that are made of parts of one direction; `of` isolates people's words.
        words.set_use_isolating(false);
        words.add_resource_overriding(resource);
        Self { tag, words }
    }

    /// The tag, as `<html lang>` takes it.
    pub(super) fn tag(&self) -> &'static str {
        self.tag
    }

    /// `ltr` or `rtl`, as `<html dir>` takes it.
    pub(super) fn direction(&self) -> Cow<'_, str> {
        self.say("language-direction")
    }

    /// Its name, in itself.
    pub(super) fn name(&self) -> Cow<'_, str> {
        self.say("language-name")
    }

    /// The words of that id.
    pub(super) fn say(&self, id: &str) -> Cow<'_, str> {
        self.format(id, None)
    }

    /// The words of that id, with somebody's own words in them, of whatever direction those are. They are isolated only
    /// where they could turn ours around, so that a button's name stays what one says to a computer that listens.
    pub(super) fn of(&self, id: &str, argument: &str, words: &str) -> String {
        let mixed = self.direction() == "rtl" || words.chars().any(from_right);
        let words = if mixed { format!("\u{2068}{words}\u{2069}") } else { words.to_owned() };
        self.with(id, [(argument, words.into())])
    }

    /// The words of that id for that many.
    pub(super) fn counted(&self, id: &str, count: impl Into<FluentValue<'static>>) -> String {
        self.with(id, [("count", count.into())])
    }

    /// The words of that id, with values in them.
    pub(super) fn with<'a, const N: usize>(&self, id: &str, values: [(&'a str, FluentValue<'a>); N]) -> String {
        self.format(id, Some(&values.into_iter().collect())).into_owned()
    }

    fn format<'a>(&'a self, id: &str, arguments: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self.words.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, language = self.tag, "words are missing");
            return Cow::Owned(id.to_owned());
        };
        Cow::Owned(self.words.format_pattern(pattern, arguments, &mut Vec::new()).into_owned())
    }
}

impl Spoken {
    /// The language that the address names, or else the first of the reader's that there is, or else English.
    fn choose(query: Option<&str>, headers: &HeaderMap) -> Self {
        let named = query.and_then(|query| {
            let (_, tag) = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "lang")?;
            find(&tag)
        });
        let accepted = || {
            let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            by_preference(accepted).into_iter().find_map(find)
        };
        let language = named.or_else(accepted).or_else(|| find(DEFAULT)).unwrap_or(&LANGUAGES[0]);
        Self { language, named: named.is_some() }
    }

    /// The language that a whole address names, or else English.
    pub(super) fn named_by(address: &str) -> Self {
        let query = address.split_once('?').map(|(_, query)| query.split('#').next().unwrap_or_default());
        Self::choose(query, &HeaderMap::new())
    }

    /// What the addresses of links carry on.
    pub(super) fn query(&self) -> String {
        self.query_with("")
    }

    /// The same, for an address with a query of its own.
    pub(super) fn query_with(&self, query: &str) -> String {
        match (query, self.named) {
            ("", false) => String::new(),
            ("", true) => format!("?lang={}", self.tag),
            (query, false) => format!("?{query}"),
            (query, true) => format!("?{query}&lang={}", self.tag),
        }
    }

    /// All languages there are.
    #[expect(clippy::unused_self, reason = "templates can call methods only")]
    pub(super) fn all(&self) -> &'static [Language] {
        &LANGUAGES
    }
}

impl Deref for Spoken {
    type Target = Language;

    fn deref(&self) -> &Language {
        self.language
    }
}

impl<S: Sync> FromRequestParts<S> for Spoken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::choose(parts.uri.query(), &parts.headers))
    }
}

/// The same words in every language, by tag.
pub(super) fn everywhere(id: &str) -> impl Iterator<Item = (&'static str, Cow<'static, str>)> {
    LANGUAGES.iter().map(move |language| (language.tag, language.say(id)))
}

/// The language of exactly that tag, or one of the same family: `zh-CN` and `zh` find `zh-Hans`, `pt-BR` finds `pt`.
pub(super) fn find(tag: &str) -> Option<&'static Language> {
    let family = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let exact = LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
    exact.or_else(|| LANGUAGES.iter().find(|language| family(language.tag) == family(tag)))
}

/// Whether a character is of a script written from the right; the same ranges as the client's (`web/shared/strings.js`).
fn from_right(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// The tags of an `Accept-Language` (RFC 9110, 12.5.4), the most wanted first.
fn by_preference(header: &str) -> Vec<&str> {
    let mut ranges: Vec<(f32, &str)> = header
        .split(',')
        .filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = match parameters.trim().strip_prefix("q=") {
                Some(weight) => weight.parse().ok()?,
                None => 1.0,
            };
            (weight > 0.0).then_some((weight, tag.trim()))
        })
        .collect();
    ranges.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    ranges.into_iter().map(|(_, tag)| tag).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn chosen(query: &str, accepted: &str) -> &'static str {
        let mut headers = HeaderMap::new();
        if let Ok(accepted) = HeaderValue::from_str(accepted) {
            headers.insert(header::ACCEPT_LANGUAGE, accepted);
        }
        Spoken::choose(Some(query), &headers).tag()
    }

    #[test]
    fn the_address_decides_before_the_browser_and_english_is_for_all_others() {
        assert_eq!(chosen("lang=ar", "fr"), "ar");
        assert_eq!(chosen("a=b&lang=pt-BR", "fr"), "pt");
        assert_eq!(chosen("lang=tlh", "fr"), "fr");
        assert_eq!(chosen("lang=", "tlh, *"), "en");
        assert_eq!(chosen("", ""), "en");
        for chinese in ["zh", "zh-CN", "ZH-hans", "zh-Hans-SG"] {
            assert_eq!(chosen("", chinese), "zh-Hans");
        }
    }

    #[test]
    fn a_browser_is_given_the_language_it_wants_most() {
        assert_eq!(chosen("", "de, en;q=0.5, az;q=0.8"), "az");
        assert_eq!(chosen("", "en;q=0, ru;q=0.1"), "ru");
        assert_eq!(chosen("", "es;q=x, ;;, fr;q=0.2"), "fr");
    }

    #[test]
    fn names_that_could_turn_a_sentence_around_are_isolated_in_it() {
        let joined = |tag, name| find(tag).map(|language| language.of("joined-as", "name", name));
        assert_eq!(joined("en", "Ann Lee").as_deref(), Some("You are here as Ann Lee."));
        assert_eq!(joined("en", "أمل").as_deref(), Some("You are here as \u{2068}أمل\u{2069}."));
        assert_eq!(joined("ar", "Ann Lee").as_deref(), Some("أنت هنا باسم \u{2068}Ann Lee\u{2069}."));
    }

    #[test]
    fn links_carry_on_what_the_address_named() {
        let spoken = |query| Spoken::choose(Some(query), &HeaderMap::new());
        assert_eq!(spoken("lang=fr").query_with("newest=last"), "?newest=last&lang=fr");
        assert_eq!(spoken("").query_with("newest=last"), "?newest=last");
        assert_eq!((spoken("lang=fr").query(), spoken("").query()), ("?lang=fr".to_owned(), String::new()));
    }

    #[test]
    fn every_file_is_read_without_an_error_and_knows_its_own_name() {
        assert!(SOURCES.len() >= 8);
        for (tag, source) in SOURCES {
            assert!(FluentResource::try_new((*source).to_owned()).is_ok(), "{tag}");
        }
        for language in LANGUAGES.iter() {
            assert_ne!(language.name(), "language-name");
            assert!(["ltr", "rtl"].contains(&&*language.direction()));
        }
    }
}
