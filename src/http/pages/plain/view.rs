//! The plain page as a template sees it.

use askama::Template;

use super::{
    Here,
    asking::{Asking, Joining, Reporting, fresh},
    form::{Carried, Looking},
    lately::{Done, Lately},
    programme::Programme,
    quieter::{self, Pin, Waiting},
    rows::{Day, Quote, Reading, Row, badge, by_day},
};
use crate::{
    domain::{ActKind, Person, Switches},
    http::{
        assets,
        language::Spoken,
        pages::{EventView, RoomView},
    },
};

/// The most that is told of what was done to somebody, but for what stands at their messages' places.
const DONE: usize = 3;

/// The page, whoever reads it.
#[derive(Template)]
#[template(path = "plain.html")]
pub(super) struct Page<'a> {
    assets: &'a str,
    pub(super) language: Spoken,
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
            live.removable = live.own || ActKind::Remove.may(person.role, live.role);
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

    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
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
