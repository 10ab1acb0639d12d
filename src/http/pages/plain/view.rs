use std::collections::HashMap;

use askama::Template;
use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use super::{
    Form, Here,
    form::{Carried, Looking},
    hashtag::Hashtag,
    lately::{Done, Lately},
    links::{Part, parts},
    programme::{Programme, beginnings},
    quieter::{self, Pin, Waiting},
};
use crate::{
    domain::{self, Access, Event, Person, Role, RoomInfo, Secret, Switches},
    http::{
        assets, dates,
        language::{Language, Spoken},
        pages::{EventView, RoomView},
    },
    hub,
    protocol::{LiveMessage, Message, Reaction},
};

/// Why messages are usually reported, as in `web/shared/reasons.js`.
const REASONS: [&str; 4] = ["insult", "spam", "topic", "private"];

/// The most that is told of what was done to somebody, but for what stands at their messages' places.
const DONE: usize = 3;

/// The page, whoever reads it.
#[derive(Template)]
#[template(path = "plain.html")]
pub(super) struct Page<'a> {
    assets: &'a str,
    language: Spoken,
    event: EventView<'a>,
    room: RoomView<'a>,
    rooms: Vec<RoomView<'a>>,
    address: String,
    /// The query of this very page, but for its language.
    here: String,
    title: String,
    zone: &'a str,
    programme: Programme,
    text_limit: usize,
    /// After how many seconds it renews itself.
    pub(super) refresh: Option<u32>,
    pub(super) joining: Option<Joining>,
    pub(super) asking: Option<Asking>,
    pub(super) reporting: Option<Reporting>,
    pub(super) notice: Option<Notice>,
    is_error: bool,
    pins: Vec<Pin>,
    switches: Switches,
    /// What the switches mean to whom this is for, and that they are muted.
    told: Vec<String>,
    /// What was done to them lately, the newest first.
    lately: Vec<Done>,
    /// Who joined and reads this.
    member: Option<Member>,
    /// Of theirs.
    pub(super) waiting: Vec<Waiting>,
    draft: Draft,
    newest_last: bool,
    is_newest: bool,
    heading: String,
    /// This page's own place, in the words of [`Looking`].
    place: String,
    readable: bool,
    days: Vec<Day>,
    earlier: Option<String>,
    later: Option<String>,
    reaches_beginning: bool,
    links: Links,
}

/// What a form is answered with.
pub(super) struct Notice {
    kind: &'static str,
    words: String,
}

/// The form to join with.
pub(super) struct Joining {
    key: String,
    name: String,
    invite: String,
    invited_only: bool,
}

/// The message that somebody wants removed.
pub(super) struct Asking {
    id: String,
    name: String,
    line: String,
    /// Whether a reason may be given: moderators answer for what they remove, authors need not.
    reason: bool,
}

/// The message that somebody wants to report.
pub(super) struct Reporting {
    id: String,
    name: String,
    line: String,
    /// What is often said, to choose from.
    reasons: Vec<String>,
}

struct Member {
    name: String,
    badge: Option<String>,
    may_write: bool,
    moderates: bool,
}

/// What goes on to the next page.
#[derive(Default)]
struct Draft {
    token: String,
    nonce: String,
    text: String,
    reply_to: String,
    quote: Option<Quote>,
}

/// Where a reader without a token goes; each an address's query.
struct Links {
    newest: String,
    turn: String,
    still: String,
    earlier: String,
    later: String,
}

/// Messages to be read, by rising position.
#[derive(Default)]
pub(super) struct Reading {
    rows: Vec<Row>,
    days: Vec<(String, String)>,
    programme: Programme,
    pins: Vec<Pin>,
    switches: Switches,
}

struct Day {
    name: String,
    date: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    position: u64,
    /// The session that began with it.
    session: Option<String>,
    /// `None` for what was removed.
    live: Option<Live>,
    /// What is said in its place to its author, where another removed it.
    gone: Option<String>,
}

struct Live {
    author: String,
    name: String,
    badge: Option<String>,
    affiliation: Option<String>,
    at: String,
    clock: String,
    edited: bool,
    reactions: Vec<Reaction>,
    line: String,
    parts: Vec<Part>,
    quote: Option<Quote>,
    announcement: bool,
    own: bool,
    removable: bool,
    reportable: bool,
}

/// The message that another one answers.
#[derive(Clone)]
enum Quote {
    Shown {
        id: String,
        name: String,
        line: String,
    },
    Removed,
    /// Not on this page.
    Elsewhere,
}

impl<'a> Page<'a> {
    /// As a reader sees it.
    pub(super) fn new(here: &'a Here, looking: Looking, newest_last: bool, reading: Option<Reading>) -> Self {
        let event = &*here.event;
        let readable = reading.is_some();
        let reading = reading.unwrap_or_default();
        let (first, last) = (reading.rows.first().map(|row| row.position), reading.rows.last().map(|row| row.position));
        // The first message of a room has position 1, and its tombstone keeps it.
        let earlier = first.filter(|&position| position > 1);
        let later = last.filter(|_| looking != Looking::Newest);
        let language = here.language;
        let order = if newest_last { "&newest=last" } else { "" };
        let place = match looking {
            Looking::Newest => String::new(),
            other => other.words().replacen('-', "=", 1) + "&",
        };
        let heading = match looking {
            Looking::Newest => language.say("newest-messages"),
            _ => language.say("earlier-messages"),
        };
        let link = |query: String| language.query_with(&query);
        let links = Links {
            newest: link(if newest_last { "newest=last".to_owned() } else { String::new() }),
            turn: link(format!("{place}newest={}", if newest_last { "first" } else { "last" })),
            still: link(format!("refresh=off{order}")),
            earlier: earlier.map(|position| link(format!("before={position}{order}"))).unwrap_or_default(),
            later: later.map(|position| link(format!("after={position}{order}"))).unwrap_or_default(),
        };
        Self {
            assets: assets::FOLDER,
            language,
            address: format!("/e/{}/{}/plain", event.slug, here.room.slug),
            here: format!("{place}newest={}", if newest_last { "last" } else { "first" }),
            event: EventView::of(event, &language),
            room: RoomView::of(&here.room),
            rooms: event.rooms.iter().map(RoomView::of).collect(),
            title: format!("{} – {}", event.title, here.room.title),
            zone: &event.time_zone,
            programme: reading.programme,
            told: quieter::sentences(&reading.switches, None, &language),
            lately: Vec::new(),
            pins: reading.pins,
            switches: reading.switches,
            waiting: Vec::new(),
            text_limit: event.settings.text_limit,
            refresh: None,
            joining: None,
            asking: None,
            reporting: None,
            notice: None,
            is_error: false,
            member: None,
            draft: Draft::default(),
            newest_last,
            is_newest: looking == Looking::Newest,
            heading: heading.into_owned(),
            place: looking.words(),
            readable,
            reaches_beginning: first == Some(1),
            earlier: earlier.map(|position| format!("before-{position}")),
            later: later.map(|position| format!("after-{position}")),
            days: by_day(reading.rows, reading.days, newest_last),
            links,
        }
    }

    /// As that person sees it, who may write.
    pub(super) fn enter(&mut self, person: &Person) {
        let me = person.id.to_string();
        for live in self.days.iter_mut().flat_map(|day| &mut day.rows).filter_map(|row| row.live.as_mut()) {
            live.own = live.author == me;
            live.removable = live.own || person.role.may_moderate();
            live.reportable = !live.removable;
        }
        self.told = quieter::sentences(&self.switches, Some(person.role), &self.language);
        self.member = Some(Member {
            name: person.name.to_string(),
            badge: badge(person.role.as_str(), &self.language),
            may_write: quieter::may_write(&self.switches, Some(person.role)),
            moderates: person.role.may_moderate(),
        });
    }

    /// With what was done to them: at a message's own place, if that is on this page.
    pub(super) fn tell(&mut self, Lately { muted, done }: Lately) {
        self.told.splice(0..0, muted);
        for done in done {
            let is_its = |row: &&mut Row| row.live.is_none() && Some(&row.id) == done.message.as_ref();
            match self.days.iter_mut().flat_map(|day| &mut day.rows).find(is_its) {
                Some(row) => row.gone = Some(done.words),
                None => self.lately.push(done),
            }
        }
        self.lately.truncate(DONE);
    }

    /// With what was written so far.
    pub(super) fn carry(&mut self, carried: Carried, here: &Here) {
        self.is_error = self.notice.as_ref().is_some_and(|notice| notice.kind == Notice::ERROR);
        if self.is_error {
            self.title = self.language.of("error-in", "title", &self.title);
        }
        let nonce = carried.nonce.map(|nonce| nonce.as_str().to_owned());
        let quote = carried.reply_to.map(|id| {
            let id = id.to_string();
            self.rows().find(|row| row.id == id).map_or(Quote::Elsewhere, Row::quoted)
        });
        self.draft = Draft {
            token: carried.token,
            nonce: nonce.unwrap_or_else(|| fresh(here)),
            text: carried.text,
            reply_to: carried.reply_to.map(|id| id.to_string()).unwrap_or_default(),
            quote,
        };
    }

    /// Whether something is asked before anything else.
    fn asks(&self) -> bool {
        self.asking.is_some() || self.reporting.is_some()
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.days.iter().flat_map(|day| &day.rows)
    }
}

impl Notice {
    const ERROR: &'static str = "error";

    pub(super) fn error(words: impl Into<String>) -> Self {
        Self { kind: Self::ERROR, words: words.into() }
    }

    pub(super) fn done(words: impl Into<String>) -> Self {
        Self { kind: "done", words: words.into() }
    }

    fn role(&self) -> &'static str {
        if self.kind == Self::ERROR { "alert" } else { "status" }
    }
}

impl Joining {
    /// An empty form.
    pub(super) fn fresh(here: &Here) -> Self {
        let invited_only = here.event.settings.access == Access::Invited;
        Self { key: fresh(here), name: String::new(), invite: String::new(), invited_only }
    }

    /// The form as it was sent, if it was this one.
    pub(super) fn again(here: &Here, form: &Form, sent: bool) -> Self {
        let empty = Self::fresh(here);
        if !sent {
            return empty;
        }
        let key = Some(form.get("key")).filter(|key| !key.is_empty()).map_or(empty.key, ToOwned::to_owned);
        Self { key, name: form.get("name").to_owned(), invite: form.get("invite").to_owned(), ..empty }
    }
}

impl Asking {
    /// What is to be asked about a message on the page; nothing about what is gone already.
    pub(super) fn about(id: crate::domain::MessageId, page: &Page<'_>, person: &Person) -> Option<Self> {
        let id = id.to_string();
        let live = page.rows().find(|row| row.id == id)?.live.as_ref()?;
        let own = live.author == person.id.to_string();
        (own || person.role.may_moderate()).then(|| Self {
            id: id.clone(),
            name: live.name.clone(),
            line: live.line.clone(),
            reason: person.role.may_moderate() && !own,
        })
    }
}

impl Reporting {
    /// What is to be asked about another's message on the page; nothing about what is gone already.
    pub(super) fn about(id: crate::domain::MessageId, page: &Page<'_>, person: &Person) -> Option<Self> {
        let id = id.to_string();
        let live = page.rows().find(|row| row.id == id)?.live.as_ref()?;
        (live.author != person.id.to_string()).then(|| Self {
            id: id.clone(),
            name: live.name.clone(),
            line: live.line.clone(),
            reasons: REASONS.map(|reason| page.language.with("usual-reason", [("reason", reason.into())])).to_vec(),
        })
    }
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

    fn quoted(&self) -> Quote {
        match &self.live {
            Some(live) => Quote::Shown { id: self.id.clone(), name: live.name.clone(), line: live.line.clone() },
            None => Quote::Removed,
        }
    }
}

/// The messages in parts of a day each, in the order of reading; `dates` has each one's day.
fn by_day(rows: Vec<Row>, dates: Vec<(String, String)>, newest_last: bool) -> Vec<Day> {
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

/// A name for a form that no other has.
fn fresh(here: &Here) -> String {
    Secret::random(here.site.hub.random()).reveal().to_owned()
}

fn badge(role: &str, language: &Language) -> Option<String> {
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
