use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The short name of an event, a room or a session: `[a-z0-9-]{1,64}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(Box<str>);

/// Why a string is no [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a short name has 1 to 64 characters out of a-z, 0-9 and -")]
pub struct SlugError;

/// What a title gives at most, so that there is room for what tells it from another.
const FROM_TITLE: usize = 48;

impl Slug {
    /// A short name made of a title: the same for the same title, whatever stands beside it. Letters lose their accents;
    /// what a title says beyond the letters a-z, or beyond so many, a fingerprint stands for.
    pub fn from_title(title: &str) -> Self {
        let (mut slug, mut whole) = (String::new(), true);
        for c in title.nfkd().filter(|&c| !is_combining_mark(c)) {
            if slug.len() == FROM_TITLE {
                whole = false;
                break;
            }
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
                continue;
            }
            whole &= !c.is_alphanumeric();
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        if !whole || slug.is_empty() {
            let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(title.as_bytes()));
            let base = if slug.is_empty() { "session" } else { &slug };
            slug = format!("{base}-{:08x}", u32::from_be_bytes([a, b, c, d]));
        }
        Self(slug.into())
    }

    /// This one, for the `number`-th of the same name.
    pub fn numbered(&self, number: usize) -> Option<Self> {
        format!("{self}-{number}").parse().ok()
    }

    /// The slug as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(raw: &str) -> Result<Self, SlugError> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=64).contains(&raw.len()) && raw.bytes().all(allowed) { Ok(Self(raw.into())) } else { Err(SlugError) }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_gives_a_short_name_that_tells_it_from_others() {
        for (title, slug) in [
            ("Opening", "opening"),
            ("  Q & A: what's next? ", "q-a-what-s-next"),
            ("Réunion plénière", "reunion-pleniere"),
            ("Day 2", "day-2"),
        ] {
            assert_eq!(Slug::from_title(title).as_str(), slug);
        }
        let titles =
            ["Открытие", "Закрытие", "Сессия 1", "Заседание 1", "开幕式", "…", &"x".repeat(49), &"x".repeat(50)];
        let slugs: std::collections::BTreeSet<_> = titles.iter().map(|title| Slug::from_title(title)).collect();
        assert_eq!(slugs.len(), titles.len(), "{slugs:?}");
        for slug in &slugs {
            assert_eq!(slug.as_str().parse().as_ref(), Ok(slug));
            assert!(slug.numbered(999).is_some(), "{slug}");
        }
    }

    #[test]
    fn only_the_allowed_characters_and_lengths() {
        for good in ["main", "a", "best-bits-2012", &"x".repeat(64)] {
            assert!(good.parse::<Slug>().is_ok(), "{good}");
        }
        for bad in ["", "Main", "ma in", "mäin", "../x", "a_b", &"x".repeat(65)] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
    }
}
