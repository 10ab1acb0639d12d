//! The file an organiser describes an event in: TOML, read strictly. `examples/best-bits-2012.toml` explains each key.

mod parts;
mod values;

use std::{collections::HashSet, ops::Range};

use jiff::civil::DateTime;
use toml::Spanned;

use self::{parts::File, values::Parsed};
use crate::domain::{Event, EventId, Links, Random, RoomId, RoomInfo, Session, Slug, Timestamp};

/// The example event, as it is in the repository.
pub const EXAMPLE: &str = include_str!("../examples/best-bits-2012.toml");

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

fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::EventSettings, machine::SystemRandom};

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
