//! The messages of the plain page, as they are read there.

use std::collections::HashMap;

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use super::{
    hashtag::Hashtag,
    links::{Part, parts},
    programme::{Programme, beginnings},
    quieter::Pin,
};
use crate::{
    domain::{self, Event, Role, RoomInfo, Switches},
    http::{dates, language::Language},
    hub,
    protocol::{LiveMessage, Message, Reaction},
};

/// Messages to be read, by rising position.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) rows: Vec<Row>,
    pub(super) days: Vec<(String, String)>,
    pub(super) programme: Programme,
    pub(super) pins: Vec<Pin>,
    pub(super) switches: Switches,
}

pub(super) struct Day {
    pub(super) name: String,
    pub(super) date: String,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) id: String,
    pub(super) position: u64,
    /// The session that began with it.
    pub(super) session: Option<String>,
    /// `None` for what was removed.
    pub(super) live: Option<Live>,
    /// What is said in its place to its author, where another removed it.
    pub(super) gone: Option<String>,
}

pub(super) struct Live {
    pub(super) author: String,
    /// Their role, as the message tells it.
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) badge: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) at: String,
    pub(super) clock: String,
    pub(super) edited: bool,
    pub(super) reactions: Vec<Reaction>,
    pub(super) line: String,
    pub(super) parts: Vec<Part>,
    pub(super) quote: Option<Quote>,
    pub(super) announcement: bool,
    pub(super) own: bool,
    pub(super) removable: bool,
    pub(super) reportable: bool,
}

/// The message that another one answers.
#[derive(Clone)]
pub(super) enum Quote {
    Shown {
        id: String,
        name: String,
        line: String,
    },
    Removed,
    /// Not on this page.
    Elsewhere,
}

impl Reading {
    /// A page of messages with its times in the event's zone.
    pub(super) fn of(
        page: &hub::Page,
        pins: Vec<Pin>,
        event: &Event,
        room: &RoomInfo,
        now: domain::Timestamp,
        language: &Language,
    ) -> Self {
        let zone = TimeZone::get(&event.time_zone).unwrap_or(TimeZone::UTC);
        let hashtag = Hashtag::of(&event.links);
        let messages: Vec<_> = page.messages.iter().filter_map(|(_, encoded)| encoded.message()).collect();
        let mut days = Vec::with_capacity(messages.len());
        let mut rows: Vec<Row> = Vec::with_capacity(messages.len());
        for message in &messages {
            rows.push(match message {
                Message::Removed(gone) => {
                    Row { id: gone.id.clone(), position: gone.position, session: None, live: None, gone: None }
                }
                Message::Live(live) => Row::live(live, &zone, language, hashtag.as_ref()),
            });
            // A tombstone has no time; it stays with what stood before it.
            days.push(match message {
                Message::Live(live) => day_of(live, &zone, language),
                Message::Removed(_) => days.last().cloned().unwrap_or_default(),
            });
        }
        let quotes: HashMap<&str, Quote> = rows.iter().map(|row| (row.id.as_str(), row.quoted())).collect();
        let quotes: Vec<Option<Quote>> = (messages.iter())
            .map(|message| match message {
                Message::Live(LiveMessage { reply_to: Some(id), .. }) => {
                    Some(quotes.get(id.as_str()).cloned().unwrap_or(Quote::Elsewhere))
                }
                _ => None,
            })
            .collect();
        for ((row, quote), session) in rows.iter_mut().zip(quotes).zip(beginnings(event, &messages)) {
            row.session = session;
            if let Some(live) = &mut row.live {
                live.quote = quote;
            }
        }
        let programme = Programme::of(event, room, &page.state, now, language);
        Self { rows, days, programme, pins, switches: page.state.switches }
    }
}

impl Row {
    fn live(message: &LiveMessage, zone: &TimeZone, language: &Language, hashtag: Option<&Hashtag>) -> Self {
        Self {
            id: message.id.clone(),
            position: message.position,
            session: None,
            gone: None,
            live: Some(Live {
                author: message.author.id.clone(),
                role: message.author.role.parse().unwrap_or(Role::Guest),
                name: message.author.name.clone(),
                badge: badge(&message.author.role, language),
                affiliation: message.author.affiliation.clone(),
                at: message.at.clone(),
                clock: clock_of(&message.at, zone),
                edited: message.edited_at.is_some(),
                reactions: message.reactions.clone(),
                line: first_line(&message.text),
                parts: parts(&message.text, hashtag),
                quote: None,
                announcement: message.announcement,
                own: false,
                removable: false,
                reportable: false,
            }),
        }
    }

    pub(super) fn quoted(&self) -> Quote {
        match &self.live {
            Some(live) => Quote::Shown { id: self.id.clone(), name: live.name.clone(), line: live.line.clone() },
            None => Quote::Removed,
        }
    }
}

/// The messages in parts of a day each, in the order of reading; `dates` has each one's day.
pub(super) fn by_day(rows: Vec<Row>, dates: Vec<(String, String)>, newest_last: bool) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for (row, (name, date)) in rows.into_iter().zip(dates) {
        match days.last_mut() {
            Some(day) if day.date == date => day.rows.push(row),
            // Tombstones at the page's beginning wait for the first day that is known.
            Some(day) if day.date.is_empty() => {
                (day.name, day.date) = (name, date);
                day.rows.push(row);
            }
            _ => days.push(Day { name, date, rows: vec![row] }),
        }
    }
    if !newest_last {
        days.reverse();
        days.iter_mut().for_each(|day| day.rows.reverse());
    }
    days
}

pub(super) fn badge(role: &str, language: &Language) -> Option<String> {
    let shown = matches!(role.parse(), Ok(Role::Moderator | Role::Organiser));
    shown.then(|| language.with("role", [("role", role.into())]))
}

fn zoned(at: &str, zone: &TimeZone) -> Option<ZonedDateTime> {
    Some(at.parse::<Timestamp>().ok()?.to_zoned_datetime(zone.clone()))
}

/// The time of day.
pub(super) fn clock_of(at: &str, zone: &TimeZone) -> String {
    zoned(at, zone).map(|at| dates::time(&at)).unwrap_or_default()
}

/// The day's name and date.
fn day_of(message: &LiveMessage, zone: &TimeZone, language: &Language) -> (String, String) {
    let at = zoned(&message.at, zone);
    at.map(|at| (dates::day(&at, language), at.strftime("%F").to_string())).unwrap_or_default()
}

/// The first line with something on it, cut for quoting.
pub(super) fn first_line(text: &str) -> String {
    const MOST: usize = 120;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let short: String = line.chars().take(MOST).collect();
    if short.len() < text.trim().len() { short + "…" } else { short }
}
