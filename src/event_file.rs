//! The file an organiser describes an event in: TOML, read strictly. `examples/best-bits-2012.toml` explains each key.

use std::{collections::HashSet, fmt, marker::PhantomData, ops::Range, str::FromStr, time::Duration};

use jiff::{civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use crate::domain::{
    Access, Emoji, Event, EventId, EventSettings, Links, NETWORK_BAN_MAX, Pace, Random, RoomId, RoomInfo, Session,
    Slug, Timestamp,
};

/// The example event, as it is in the repository.
pub const EXAMPLE: &str = include_str!("../examples/best-bits-2012.toml");

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

/// What is wrong with an event file, and in which line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct EventFileError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

/// Reads an event file. The ids are fresh; the store keeps those it has.
pub fn parse(text: &str, random: &dyn Random) -> Result<Event, EventFileError> {
    let at = |span: Range<usize>, message: String| EventFileError { line: line_of(text, span.start), message };
    let file: File = toml::from_str(text)
        .map_err(|error| at(error.span().unwrap_or(0..0), error.message().lines().collect::<Vec<_>>().join(" ")))?;
    let File { event, links, settings, rooms, programme } = file;
    let Some(first) = rooms.first() else {
        return Err(at(0..0, "an event needs at least one [[rooms]]".to_owned()));
    };
    let mut slugs = HashSet::new();
    for room in &rooms {
        if room.slug.get_ref().0.as_str() == "moderate" {
            let message = "a room cannot be called `moderate`: that is the address of the moderators' page".to_owned();
            return Err(at(room.slug.span(), message));
        }
        if !slugs.insert(room.slug.get_ref().0.clone()) {
            let message = format!("there are two rooms `{}`", room.slug.get_ref().0);
            return Err(at(room.slug.span(), message));
        }
    }
    let known = |slug: Spanned<Parsed<Slug>>| {
        if slugs.contains(&slug.get_ref().0) {
            return Ok(slug.into_inner().0);
        }
        Err(at(slug.span(), format!("there is no room `{}` among [[rooms]]", slug.get_ref().0)))
    };
    let default_room = match event.default_room {
        Some(slug) => known(slug)?,
        None => first.slug.get_ref().0.clone(),
    };
    let zone = event.time_zone.0;
    let span = |starts: Option<Spanned<Parsed<DateTime>>>, ends: Option<Spanned<Parsed<DateTime>>>| {
        let ended = ends.as_ref().map(Spanned::span);
        let instant = |time: Option<Spanned<Parsed<DateTime>>>| {
            let Some(time) = time else { return Ok(None) };
            let place = time.span();
            let zoned = zone.to_zoned_datetime(time.into_inner().0).map_err(|error| at(place, error.to_string()))?;
            Ok(Some(Timestamp::from_millis(zoned.timestamp().as_millisecond())))
        };
        let (starts, ends) = (instant(starts)?, instant(ends)?);
        match (starts, ends, ended) {
            (Some(from), Some(to), Some(place)) if to < from => Err(at(place, "it ends before it starts".to_owned())),
            _ => Ok((starts, ends)),
        }
    };
    let (starts_at, ends_at) = span(event.starts, event.ends)?;
    let mut sessions = HashSet::new();
    for slug in programme.iter().filter_map(|session| session.slug.as_ref()) {
        if !sessions.insert(slug.get_ref().0.clone()) {
            return Err(at(slug.span(), format!("there are two sessions `{}`", slug.get_ref().0)));
        }
    }
    let programme = programme
        .into_iter()
        .map(|session| {
            let (starts_at, ends_at) = span(session.starts, session.ends)?;
            let slug = match session.slug {
                Some(slug) => slug.into_inner().0,
                None => free_slug(&session.title.0.0, &mut sessions),
            };
            Ok(Session {
                slug,
                title: session.title.0.0,
                description: session.description.map(|text| text.0),
                facilitator: session.facilitator.map(|line| line.0.0),
                room: session.room.map(known).transpose()?,
                starts_at,
                ends_at,
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Event {
        id: EventId::random(random),
        slug: event.slug.0,
        title: event.title.0.0,
        description: event.description.0,
        place: event.place.map(|line| line.0.0),
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        starts_at,
        ends_at,
        links: Links {
            site: links.site.map(|url| url.0.0),
            mailing_list: links.mailing_list.map(|address| address.0.0),
            hashtag: links.hashtag.map(|tag| tag.0.0),
            hashtag_url: links.hashtag_url.map(|url| url.0.0),
        },
        rooms: (rooms.into_iter())
            .map(|room| RoomInfo { id: RoomId::random(random), slug: room.slug.into_inner().0, title: room.title.0.0 })
            .collect(),
        default_room,
        programme,
        settings: settings.into_settings(),
    })
}

/// A session's short name after its title, numbered where others before it have the same.
fn free_slug(title: &str, taken: &mut HashSet<Slug>) -> Slug {
    let plain = Slug::from_title(title);
    let numbered = (2..).map_while(|number| plain.numbered(number));
    let free = std::iter::once(plain.clone()).chain(numbered).find(|slug| !taken.contains(slug)).unwrap_or(plain);
    taken.insert(free.clone());
    free
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event: EventPart,
    #[serde(default)]
    links: LinksPart,
    #[serde(default)]
    settings: SettingsPart,
    #[serde(default)]
    rooms: Vec<RoomPart>,
    #[serde(default)]
    programme: Vec<SessionPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventPart {
    slug: Parsed<Slug>,
    title: Parsed<Line>,
    #[serde(default)]
    description: Body,
    place: Option<Parsed<Line>>,
    #[serde(deserialize_with = "zone")]
    time_zone: Zone,
    starts: Option<Spanned<Parsed<DateTime>>>,
    ends: Option<Spanned<Parsed<DateTime>>>,
    default_room: Option<Spanned<Parsed<Slug>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct LinksPart {
    site: Option<Parsed<WebAddress>>,
    mailing_list: Option<Parsed<ListAddress>>,
    hashtag: Option<Parsed<Hashtag>>,
    hashtag_url: Option<Parsed<WebAddress>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct SettingsPart {
    access: Option<AccessPart>,
    pace: Option<PacePart>,
    #[serde(default, deserialize_with = "text_limit")]
    text_limit: Option<usize>,
    #[serde(default, deserialize_with = "edit_window")]
    edit_window: Option<Duration>,
    #[serde(default, deserialize_with = "restore_window")]
    restore_window: Option<Duration>,
    #[serde(default)]
    name_moderators: bool,
    #[serde(default, deserialize_with = "network_bans")]
    network_bans: Option<Duration>,
    #[serde(default, deserialize_with = "reactions")]
    reactions: Option<Vec<Emoji>>,
    #[serde(default)]
    embed_on: Vec<Parsed<Origin>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum AccessPart {
    Public,
    Invited,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PacePart {
    #[serde(deserialize_with = "burst")]
    burst: u32,
    interval: Parsed<humantime::Duration>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoomPart {
    slug: Spanned<Parsed<Slug>>,
    title: Parsed<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionPart {
    slug: Option<Spanned<Parsed<Slug>>>,
    title: Parsed<Line>,
    description: Option<Body>,
    facilitator: Option<Parsed<Line>>,
    room: Option<Spanned<Parsed<Slug>>>,
    starts: Option<Spanned<Parsed<DateTime>>>,
    ends: Option<Spanned<Parsed<DateTime>>>,
}

impl SettingsPart {
    fn into_settings(self) -> EventSettings {
        let default = EventSettings::default();
        EventSettings {
            access: match self.access {
                Some(AccessPart::Invited) => Access::Invited,
                Some(AccessPart::Public) | None => Access::Public,
            },
            pace: self.pace.map_or(default.pace, |pace| Pace { burst: pace.burst, interval: *pace.interval.0 }),
            text_limit: self.text_limit.unwrap_or(default.text_limit),
            edit_window: self.edit_window.unwrap_or(default.edit_window),
            restore_window: self.restore_window.unwrap_or(default.restore_window),
            name_moderators: self.name_moderators,
            network_bans: self.network_bans.unwrap_or(default.network_bans),
            reactions: self.reactions.unwrap_or(default.reactions),
            embed_on: self.embed_on.into_iter().map(|origin| origin.0.0).collect(),
        }
    }
}

/// A string that is parsed while it is read, so that an error names its line.
struct Parsed<T>(T);

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
        struct $name(String);

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
struct Body(String);

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

type Zone = Parsed<TimeZone>;

fn zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
    let name = String::deserialize(deserializer)?;
    TimeZone::get(&name)
        .map(Parsed)
        .map_err(|_| de::Error::custom(format_args!("`{name}` is no IANA time zone, as Asia/Baku or UTC")))
}

fn burst<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        burst @ 1..=10_000 => Ok(burst),
        _ => Err(de::Error::custom("burst is a number from 1 to 10000")),
    }
}

fn text_limit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<usize>, D::Error> {
    match usize::deserialize(deserializer)? {
        limit if (1..=TEXT_LIMIT_MAX).contains(&limit) => Ok(Some(limit)),
        _ => Err(de::Error::custom(format_args!("text_limit is a number from 1 to {TEXT_LIMIT_MAX}"))),
    }
}

fn edit_window<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let window = *Parsed::<humantime::Duration>::deserialize(deserializer)?.0;
    if window <= EDIT_WINDOW_MAX { Ok(Some(window)) } else { Err(de::Error::custom("edit_window is at most 7d")) }
}

fn restore_window<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let window = *Parsed::<humantime::Duration>::deserialize(deserializer)?.0;
    if window <= RESTORE_WINDOW_MAX {
        Ok(Some(window))
    } else {
        Err(de::Error::custom("restore_window is at most 30d"))
    }
}

fn network_bans<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let span = *Parsed::<humantime::Duration>::deserialize(deserializer)?.0;
    if span.is_zero() || (NETWORK_BANS_MIN..=NETWORK_BAN_MAX).contains(&span) {
        Ok(Some(span))
    } else {
        Err(de::Error::custom("network_bans is from 1m to 24h, or 0s"))
    }
}

fn reactions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Emoji>>, D::Error> {
    let offered: Vec<Emoji> =
        Vec::<Parsed<Emoji>>::deserialize(deserializer)?.into_iter().map(|emoji| emoji.0).collect();
    if offered.len() > REACTIONS_MAX || offered.iter().collect::<HashSet<_>>().len() < offered.len() {
        return Err(de::Error::custom(format_args!("reactions are up to {REACTIONS_MAX} emoji, each once")));
    }
    Ok(Some(offered))
}

fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::SystemRandom;

    fn read(text: &str) -> Result<Event, EventFileError> {
        parse(text, &SystemRandom)
    }

    #[test]
    fn the_example_says_when_and_where() {
        let event = read(EXAMPLE).expect("the example");
        assert_eq!(event.slug.as_str(), "best-bits-2012");
        assert_eq!(event.starts_at, Some(Timestamp::from_millis(1_351_918_800_000)));
        assert_eq!(event.ends_at, Some(Timestamp::from_millis(1_352_037_600_000)));
        assert_eq!(event.time_zone, "Asia/Baku");
        assert_eq!(event.default_room.as_str(), "main");
        assert_eq!(event.links.hashtag.as_deref(), Some("#bestbits"));
        let settings = EventSettings { embed_on: vec!["*".to_owned()], ..EventSettings::default() };
        assert_eq!(event.settings, settings, "what the example says is what is so without");
    }

    #[test]
    fn sessions_have_short_names_that_stay() {
        let session = |title: &str, slug: &str| format!("[[programme]]\ntitle = \"{title}\"\n{slug}\n");
        let plain = EXAMPLE.split("[[programme]]").next().unwrap_or_default().to_owned();
        let slugs = |sessions: &[String]| {
            let event = read(&(plain.clone() + &sessions.concat())).expect("a good file");
            event.programme.iter().map(|session| session.slug.to_string()).collect::<Vec<_>>()
        };
        let (lunch, opening) = (session("Lunch", ""), session("Opening", "slug = \"start\""));
        let all = [
            opening.clone(),
            lunch.clone(),
            session("Debate", ""),
            lunch.clone(),
            session("Lunch!", "slug = \"lunch-3\""),
        ];
        assert_eq!(slugs(&all), ["start", "lunch", "debate", "lunch-2", "lunch-3"]);
        assert_eq!(slugs(&[session("Debate", ""), opening, lunch]), ["debate", "start", "lunch"], "in another order");
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        for (from, to, line, part) in [
            ("title = \"Best Bits\"", "titel = \"Best Bits\"", 6, "unknown field `titel`"),
            ("slug = \"best-bits-2012\"", "slug = \"Best Bits\"", 5, "a short name has"),
            ("Asia/Baku", "Asia/Bakuu", 8, "no IANA time zone"),
            ("2012-11-04 18:00", "2012-11-02 18:00", 10, "ends before it starts"),
            ("2012-11-03 09:00", "3 November", 9, "3 November"),
            ("default_room = \"main\"", "default_room = \"hall\"", 11, "no room `hall`"),
            ("\"#bestbits\"", "\"bestbits\"", 26, "a hashtag is #"),
            ("bestbits@lists.example.org", "javascript:alert(1)", 25, "mail address"),
            ("burst = 5", "burst = 0", 32, "burst is a number"),
            ("\"15m\"", "\"8d\"", 34, "at most 7d"),
            ("\"15m\"", "\"soon\"", 34, "soon"),
            ("\"24h\"", "\"31d\"", 35, "at most 30d"),
            ("\"0s\"  ", "\"25h\"", 37, "network_bans is from 1m to 24h"),
            ("\"👀\"", "\"ok\"", 38, "a reaction is one emoji"),
            ("\"👀\"", "\"👍\"", 38, "each once"),
            ("[\"*\"]", "[\"https://example.org/\"]", 39, "an origin is"),
            ("\n[[rooms]]", "\n[[rooms]]\nslug = \"main\"\ntitle = \"A\"\n[[rooms]]", 45, "two rooms `main`"),
            ("slug = \"main\"", "slug = \"moderate\"", 42, "moderators' page"),
            ("[links]", "[links", 24, ""),
        ] {
            let broken = EXAMPLE.replacen(from, to, 1);
            assert_ne!(broken, EXAMPLE, "{from}");
            let error = read(&broken).expect_err(to);
            assert!(error.message.contains(part), "{to}: {error}");
            assert_eq!(error.line, line, "{error}");
            assert!(!error.message.contains('\n'));
        }
    }
}
