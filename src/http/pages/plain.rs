//! `/e/EVENT/ROOM/plain`: a room as plain HTML, read and written without a script.
//!
//! There are no cookies and no token stands in an address, so whoever joined carries theirs in a hidden field from form
//! to form: every page they see is the answer to a POST. Such a page does not renew itself: a browser can only renew it by
//! sending the form again, asks whether it may, and throws away what was half written. A reader's page is a GET and does.
//!
//! Any POST may come twice (a reload, the back button, an impatient finger). Posts have a nonce in the form, removals
//! change nothing the second time, and joining with the same form gives the same person.
//!
//! The language is in the address (`?lang=`), of forms as of links: a form's answer has to speak it too.
//!
//! No form needs protection against other sites: all but joining ask for the token, which no other site knows. Of joining
//! see [`joining`].

mod asking;
mod form;
mod hashtag;
mod joining;
mod lately;
mod links;
mod programme;
mod quieter;
mod rows;
mod view;
mod words;

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, RawQuery, State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use self::{
    asking::{Asking, Joining, Reporting},
    form::{Carried, Form, Looking, Wish},
    rows::Reading,
    view::{Notice, Page},
};
use super::{framing, problem_page, show};
use crate::{
    domain::{Access, Action, Command, Event, MessageId, Network, Outcome, Person, Reason, RoomInfo, SecretHash, Text},
    http::{Site, client::Origin, language::Spoken, messages, place, problem::Problem},
    protocol::ErrorCode,
};

pub use joining::JoinKey;

/// A form as browsers send it: a text of 4,000 characters takes up to 48 KiB there, and one far beyond the event's limit
/// is still to be given back.
pub(in crate::http) const FORM_LIMIT: usize = 128 * 1024;

/// Messages on a page.
const PAGE: u32 = 50;

/// How often a reader's page renews itself, in seconds: often enough to follow a room, and two requests a minute.
const REFRESH: u32 = 30;

/// What both methods need to know of where they are.
struct Here {
    site: Arc<Site>,
    event: Arc<Event>,
    room: RoomInfo,
    language: Spoken,
}

impl Here {
    async fn find(site: Arc<Site>, event: &str, room: &str, language: Spoken) -> Result<Self, Problem> {
        let event = place::event(&site, event).await?;
        let room = place::room_info(&event, room)?;
        Ok(Self { site, event, room, language })
    }

    /// A page of the room's messages.
    async fn read(&self, looking: Looking) -> Result<Reading, Problem> {
        let room = self.site.hub.room(self.room.id).await?;
        let page = messages::history(&room, looking.page(), PAGE).await?;
        let pins = quieter::pins(&room, &page).await;
        Ok(Reading::of(&page, pins, &self.event, &self.room, self.site.hub.clock().now(), &self.language))
    }

    /// Where the message stands that an address asks for by `at`: on a page with those around it. Only where everybody
    /// may read; else the page is to say so.
    async fn place_of(&self, form: &Form) -> Result<Option<String>, Problem> {
        let wanted = form.get("at");
        if wanted.is_empty() || self.event.settings.access != Access::Public {
            return Ok(None);
        }
        let id: MessageId = wanted.parse().map_err(|_| Problem::not_found("message"))?;
        let room = self.site.hub.room(self.room.id).await?;
        let message = room.message(id).await?.ok_or_else(|| Problem::not_found("message"))?;
        let before = message.position().get() + u64::from(PAGE / 2);
        let newest = if form.newest_last() { "&newest=last" } else { "" };
        Ok(Some(format!("{}#m-{id}", self.language.query_with(&format!("before={before}{newest}")))))
    }

    async fn command(&self, author: &Person, carried: &Carried, action: Action) -> Result<Outcome, Problem> {
        let nonce = match &action {
            Action::Post { .. } => Some(carried.nonce.clone().ok_or_else(|| Problem::bad_request("no nonce"))?),
            _ => None,
        };
        let room = self.site.hub.room(self.room.id).await?;
        match messages::put(&room, Command { author: author.id, nonce, action }).await? {
            Outcome::Refused(refusal) => Err(refusal.into()),
            outcome => Ok(outcome),
        }
    }

    /// What to say about it.
    async fn post(&self, author: &Person, carried: &Carried) -> Result<&'static str, Problem> {
        let text = Text::parse(&carried.text, self.event.settings.text_limit)?;
        let id = self.site.hub.message_id();
        let action = Action::Post { id, text, reply_to: carried.reply_to, announcement: false };
        let held = matches!(self.command(author, carried, action).await?, Outcome::Held(_));
        Ok(if held { "held-yours" } else { "posted" })
    }

    async fn remove(&self, by: &Person, carried: &Carried, id: MessageId, reason: &str) -> Result<(), Problem> {
        let reason = Some(reason).filter(|reason| !reason.is_empty()).map(Reason::parse).transpose();
        let reason = reason.map_err(|error| Problem::bad_request(error.to_string()))?;
        self.command(by, carried, Action::Remove { id, reason }).await.map(drop)
    }

    async fn report(&self, by: &Person, carried: &Carried, id: MessageId, reason: &str) -> Result<(), Problem> {
        let reason = Reason::parse(reason).map_err(|error| Problem::bad_request(error.to_string()))?;
        self.command(by, carried, Action::Report { id, reason }).await.map(drop)
    }
}

/// What an address leads to.
#[expect(clippy::large_enum_variant, reason = "it lives only while its address is answered")]
enum Found {
    Here(Here, Looking, Option<Reading>),
    /// An address, relative to this one.
    Elsewhere(String),
}

/// `GET …/plain`: to read.
pub(in crate::http) async fn read(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    language: Spoken,
    request: HeaderMap,
) -> Response {
    let form = Form::parse(query.unwrap_or_default().as_bytes());
    let found = async {
        let here = Here::find(site, &event, &room, language).await?;
        if let Some(place) = here.place_of(&form).await? {
            return Ok(Found::Elsewhere(place));
        }
        let looking = form.looking()?;
        let readable = here.event.settings.access == Access::Public;
        let reading = if readable { Some(here.read(looking).await?) } else { None };
        Ok(Found::Here(here, looking, reading))
    };
    let (here, looking, reading) = match found.await {
        Ok(Found::Here(here, looking, reading)) => (here, looking, reading),
        Ok(Found::Elsewhere(place)) => return Redirect::to(&place).into_response(),
        Err(problem) => return problem_page(&problem, language, &request),
    };
    let renewed = reading.is_some() && looking == Looking::Newest && form.get("refresh") != "off";
    let mut page = Page::new(&here, looking, form.newest_last(), reading);
    page.refresh = renewed.then_some(REFRESH);
    // A page that renews itself would throw a half-written name away.
    page.joining = (!renewed).then(|| Joining::fresh(&here));
    answer(&page, &here, StatusCode::OK, &request)
}

/// `POST …/plain`: to join, to write, to remove, and to read as somebody who joined.
pub(in crate::http) async fn act(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    language: Spoken,
    Origin(from): Origin,
    request: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => {
            let problem = Problem::new(ErrorCode::TooLong, rejection.body_text()).with_status(rejection.status());
            return problem_page(&problem, language, &request);
        }
    };
    match Here::find(site, &event, &room, language).await {
        Ok(here) => acted(&here, &Form::parse(&body), from, &request).await,
        Err(problem) => problem_page(&problem, language, &request),
    }
}

async fn acted(here: &Here, form: &Form, from: Network, request: &HeaderMap) -> Response {
    let mut looking = form.looking().unwrap_or(Looking::Newest);
    let mut carried = form.carried();
    let wish = form.wish();
    let language = here.language;
    let who = match &wish {
        Wish::Join => joining::join(here, form, from, request).await.map(|(person, token)| {
            carried.token = token;
            person
        }),
        _ => known(here, &carried.token).await,
    };
    let mut notice = None;
    let (mut asking, mut reporting) = (None, None);
    let mut status = StatusCode::OK;
    let written = carried.text.clone();
    let mut fail = |problem: &Problem, notice: &mut Option<Notice>| {
        status = words::status(problem);
        *notice = Some(Notice::error(words::of(problem, &wish, &written, here)));
    };
    match (&wish, &who) {
        (_, Err(problem)) => fail(problem, &mut notice),
        (Wish::Join, Ok(person)) => {
            notice = Some(Notice::done(language.of("joined-as", "name", person.name.as_str())));
        }
        (Wish::Post, Ok(person)) => match here.post(person, &carried).await {
            Ok(said) => {
                notice = Some(Notice::done(language.say(said)));
                carried.sent();
                looking = Looking::Newest;
            }
            Err(problem) => {
                fail(&problem, &mut notice);
                if problem.code() == ErrorCode::NonceReused {
                    carried.nonce = None;
                }
            }
        },
        (Wish::Remove(id, reason), Ok(person)) => match here.remove(person, &carried, *id, reason).await {
            Ok(()) => notice = Some(Notice::done(language.say("removed-now"))),
            Err(problem) => fail(&problem, &mut notice),
        },
        (Wish::Report(id, reason), Ok(person)) => match here.report(person, &carried, *id, reason).await {
            Ok(()) => notice = Some(Notice::done(language.say("reported"))),
            Err(problem) => {
                fail(&problem, &mut notice);
                // The reason is no reason; the same question once more.
                reporting = Some(*id).filter(|_| problem.code() == ErrorCode::BadFrame);
            }
        },
        (Wish::Ask(id), Ok(_)) => asking = Some(*id),
        (Wish::AskReport(id), Ok(_)) => reporting = Some(*id),
        (Wish::Read, Ok(_)) => {}
    }
    let may_read = who.is_ok() || here.event.settings.access == Access::Public;
    let reading = if may_read { here.read(looking).await } else { Err(Problem::not_joined()) };
    if let (Err(problem), true) = (&reading, may_read) {
        // The form is what must not be lost; the messages can wait.
        fail(problem, &mut notice);
    }
    let mut page = Page::new(here, looking, form.newest_last(), reading.ok());
    match &who {
        Ok(person) => {
            page.enter(person);
            page.asking = asking.and_then(|id| Asking::about(id, &page));
            page.reporting = reporting.and_then(|id| Reporting::about(id, &page));
            let waiting = async {
                match looking {
                    Looking::Newest => quieter::waiting(&here.site, &here.event, here.room.id, person.id).await,
                    _ => Vec::new(),
                }
            };
            let (waiting, lately) = tokio::join!(waiting, lately::lately(here, person.id));
            page.waiting = waiting;
            page.tell(lately);
        }
        Err(_) => page.joining = Some(Joining::again(here, form, matches!(wish, Wish::Join))),
    }
    page.notice = notice;
    page.carry(carried, here);
    answer(&page, here, status, request)
}

/// Who carries that token.
async fn known(here: &Here, token: &str) -> Result<Arc<Person>, Problem> {
    let person = here.site.hub.person(here.event.id, SecretHash::of(token)).await?;
    person.ok_or_else(Problem::not_joined)
}

/// The page; never kept, since what is on it may be removed, and a member's holds their token.
fn answer(page: &Page<'_>, here: &Here, status: StatusCode, request: &HeaderMap) -> Response {
    let mut response = show(page, here.language, request, &framing(&here.event));
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
