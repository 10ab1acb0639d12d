//! What the values of an event file may be. They are checked while they are read, so that an error names its line.

use std::{collections::HashSet, fmt, marker::PhantomData, str::FromStr, time::Duration};

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, de};

use crate::domain::{Emoji, NETWORK_BAN_MAX};

/// The longest text an event may allow: what fits into a frame whatever the script.
const TEXT_LIMIT_MAX: usize = 4_000;

/// The longest time in which authors may edit: what was said at a meeting stands after it.
const EDIT_WINDOW_MAX: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The longest time for which removed texts are kept.
const RESTORE_WINDOW_MAX: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The shortest time for which networks are kept out, where they are at all.
const NETWORK_BANS_MIN: Duration = Duration::from_secs(60);

/// The most emoji to react with: what fits under a message on a phone.
const REACTIONS_MAX: usize = 12;

/// A string that is parsed while it is read, so that an error names its line.
pub(super) struct Parsed<T>(pub(super) T);

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<T: FromStr<Err: fmt::Display>> de::Visitor<'_> for Visitor<T> {
            type Value = Parsed<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, raw: &str) -> Result<Parsed<T>, E> {
                raw.parse().map(Parsed).map_err(|error| E::custom(format_args!("`{raw}`: {error}")))
            }
        }
        deserializer.deserialize_str(Visitor(PhantomData))
    }
}

macro_rules! checked_string {
    ($(#[$doc:meta])* $name:ident, $rule:literal, $check:expr) => {
        $(#[$doc])*
        pub(super) struct $name(pub(super) String);

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(raw: &str) -> Result<Self, &'static str> {
                let raw = raw.trim();
                let check: fn(&str) -> bool = $check;
                if check(raw) { Ok(Self(raw.to_owned())) } else { Err($rule) }
            }
        }
    };
}

checked_string! {
    /// Something to read on one line.
    Line, "this must be one line of 1 to 200 characters",
    |raw| (1..=200).contains(&raw.chars().count()) && !raw.chars().any(char::is_control)
}
checked_string! {
    /// An address that a page may link to.
    WebAddress, "this must be an http:// or https:// address", is_web_address
}
checked_string! {
    /// Where a mailing list is written to, or where it lives.
    ListAddress, "this must be a mail address, or an http:// or https:// address",
    |raw| is_web_address(raw) || is_mail_address(raw)
}
checked_string! {
    /// `#` and a word.
    Hashtag, "a hashtag is # and a word of letters, digits and _",
    |raw| raw.strip_prefix('#').is_some_and(|word| {
        !word.is_empty() && word.chars().count() <= 100 && word.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}
checked_string! {
    /// What a browser sends as `Origin`.
    Origin, "an origin is http:// or https:// and a host, without a path, as https://example.org; or * for any",
    |raw| raw == "*" || raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://")).is_some_and(|host| {
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-:[]".contains(&b))
    })
}

fn is_web_address(raw: &str) -> bool {
    let plain = raw.chars().all(|c| !c.is_control() && !c.is_whitespace());
    let scheme = raw.starts_with("https://") || raw.starts_with("http://");
    scheme && plain && raw.len() <= 2_000 && raw.parse::<axum::http::Uri>().is_ok_and(|uri| uri.host().is_some())
}

fn is_mail_address(raw: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._+-=".contains(c);
    raw.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && user.chars().all(plain) && host.contains('.') && host.chars().all(plain)
    })
}

/// A text of paragraphs.
#[derive(Default)]
pub(super) struct Body(pub(super) String);

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        let text = raw.trim().replace("\r\n", "\n");
        if text.chars().count() > 20_000 || text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(de::Error::custom("this must be at most 20,000 characters, without control characters"));
        }
        Ok(Self(text))
    }
}

pub(super) type Zone = Parsed<TimeZone>;

pub(super) fn zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
    let name = String::deserialize(deserializer)?;
    TimeZone::get(&name)
        .map(Parsed)
        .map_err(|_| de::Error::custom(format_args!("`{name}` is no IANA time zone, as Asia/Baku or UTC")))
}

pub(super) fn burst<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        burst @ 1..=10_000 => Ok(burst),
        _ => Err(de::Error::custom("burst is a number from 1 to 10000")),
    }
}

pub(super) fn text_limit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<usize>, D::Error> {
    match usize::deserialize(deserializer)? {
        limit if (1..=TEXT_LIMIT_MAX).contains(&limit) => Ok(Some(limit)),
        _ => Err(de::Error::custom(format_args!("text_limit is a number from 1 to {TEXT_LIMIT_MAX}"))),
    }
}

pub(super) fn edit_window<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let window = *Parsed::<humantime::Duration>::deserialize(deserializer)?.0;
    if window <= EDIT_WINDOW_MAX { Ok(Some(window)) } else { Err(de::Error::custom("edit_window is at most 7d")) }
}

pub(super) fn restore_window<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let window = *Parsed::<humantime::Duration>::deserialize(deserializer)?.0;
    if window <= RESTORE_WINDOW_MAX {
        Ok(Some(window))
    } else {
        Err(de::Error::custom("restore_window is at most 30d"))
    }
}

pub(super) fn network_bans<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let span = *Parsed::<humantime::Duration>::deserialize(deserializer)?.0;
    if span.is_zero() || (NETWORK_BANS_MIN..=NETWORK_BAN_MAX).contains(&span) {
        Ok(Some(span))
    } else {
        Err(de::Error::custom("network_bans is from 1m to 24h, or 0s"))
    }
}

pub(super) fn reactions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Emoji>>, D::Error> {
    let offered: Vec<Emoji> =
        Vec::<Parsed<Emoji>>::deserialize(deserializer)?.into_iter().map(|emoji| emoji.0).collect();
    if offered.len() > REACTIONS_MAX || offered.iter().collect::<HashSet<_>>().len() < offered.len() {
        return Err(de::Error::custom(format_args!("reactions are up to {REACTIONS_MAX} emoji, each once")));
    }
    Ok(Some(offered))
}
