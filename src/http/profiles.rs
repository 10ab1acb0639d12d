//! People as those who keep a room see them: found by name, what they wrote in whichever room, what was done to them, and notes.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequestParts, Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, request::Parts},
};

use super::{Site, identity, messages, people::Asked, place, problem::Problem};
use crate::{
    domain::{self, Event, NOTE_LIMIT, NoteId, PersonId, Role, Search, Text, Timestamp},
    protocol::{
        Act, Encoded, Held, KeptText, Note, NoteBody, Notes, PeoplePage, PersonPage, Profile, Remark, RemarksPage,
        Standing,
    },
    store::{self, ActsFilter, Member, Remarked},
};

/// People an answer names if nothing else is said.
const PEOPLE: u32 = 20;
const PEOPLE_MAX: u32 = 50;

/// Messages an answer names if nothing else is said.
const REMARKS: u32 = 20;
const REMARKS_MAX: u32 = 50;

/// Acts on somebody that their page names; the log has the rest.
const ACTS: u32 = 50;

type Queried = Result<Query<HashMap<String, String>>, QueryRejection>;

/// `GET …/people`
pub(super) async fn find(
    State(site): State<Arc<Site>>,
    Path(event): Path<String>,
    query: Queried,
    headers: HeaderMap,
) -> Result<Json<PeoplePage>, Problem> {
    let event = place::event(&site, &event).await?;
    let by = identity::keeper(&site, &event, &headers).await?;
    let query = read(query, &["q", "before", "limit"])?;
    let search = match query.get("q").map(|q| q.trim()).filter(|q| !q.is_empty()) {
        None => None,
        Some(q) => Some(Search::parse(q).map_err(|error| Problem::bad_request(error.to_string()))?),
    };
    let before = before::<PersonId>(&query, "somebody's id")?;
    let limit = messages::limit(&query, PEOPLE, PEOPLE_MAX)?;
    let found = site.hub.find_people(&by, search.as_ref(), before, limit as usize).await?;
    let now = site.hub.clock().now();
    Ok(Json(PeoplePage {
        people: found.people.iter().map(|profile| told(profile, now)).collect(),
        before: found.before.map(|person| person.to_string()),
    }))
}

/// `GET …/people/ID`
pub(super) async fn show(asked: Asked) -> Result<Json<PersonPage>, Problem> {
    let profile = known(&asked).await?;
    let Asked { site, event, by, on } = asked;
    let store = site.hub.store();
    // Nobody is shown the notes on themselves, also not who came to keep a room later.
    let notes = if by.id == on { Vec::new() } else { store.notes(on).await? };
    let filter = ActsFilter { on: Some(on), ..ActsFilter::default() };
    let acts = store.acts(event.id, filter, ACTS).await?;
    Ok(Json(PersonPage {
        profile: told(&profile, site.hub.clock().now()),
        notes: notes.iter().map(Note::from).collect(),
        acts: acts.iter().map(|act| Act::new(act, &event)).collect(),
    }))
}

/// `GET …/people/ID/messages`
pub(super) async fn remarks(asked: Asked, query: Queried) -> Result<Json<RemarksPage>, Problem> {
    known(&asked).await?;
    let Asked { site, event, on, by } = asked;
    let query = read(query, &["before", "limit"])?;
    let before = before(&query, "a message's id")?;
    let limit = messages::limit(&query, REMARKS, REMARKS_MAX)?;
    let now = site.hub.clock().now();
    let remarks = site.hub.store().remarks(event.id, on, before, limit, now).await?;
    let before = remarks.last().filter(|_| remarks.len() == limit as usize).map(|remark| remark.id().to_string());
    Ok(Json(RemarksPage { messages: remarks.iter().map(|remark| remarked(remark, &event, by.role)).collect(), before }))
}

/// `POST …/people/ID/notes`
pub(super) async fn note(asked: Asked, body: Bytes) -> Result<(StatusCode, Json<Note>), Problem> {
    let Asked { site, event, by, on } = asked;
    let body: NoteBody = messages::read(&body)?;
    let note = domain::Note {
        id: NoteId::random(site.hub.random()),
        by: by.id,
        by_name: by.name.as_str().to_owned(),
        at: site.hub.clock().now(),
        text: Text::parse(body.text.trim(), NOTE_LIMIT)?,
    };
    let note = site.hub.store().add_note(event.id, on, note).await??;
    Ok((StatusCode::CREATED, Json(Note::from(&note))))
}

/// `DELETE …/people/ID/notes/NOTE`
pub(super) async fn take_away(asked: OnNote) -> Result<Json<Notes>, Problem> {
    let OnNote { asked: Asked { site, event, by, on }, note } = asked;
    let store = site.hub.store();
    store.take_note(event.id, on, by.id, note, site.hub.clock().now()).await??;
    Ok(Json(Notes { notes: store.notes(on).await?.iter().map(Note::from).collect() }))
}

/// Somebody who keeps a room asks about a note on a person.
pub(super) struct OnNote {
    asked: Asked,
    note: NoteId,
}

impl FromRequestParts<Arc<Site>> for OnNote {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        let Path((event, on, note)) = Path::<(String, String, String)>::from_request_parts(parts, site)
            .await
            .map_err(|_| Problem::bad_request("the address cannot be read"))?;
        let asked = Asked::of(site, &parts.headers, &event, &on).await?;
        Ok(Self { asked, note: note.parse().map_err(|_| Problem::not_found("note"))? })
    }
}

async fn known(Asked { site, event, on, .. }: &Asked) -> Result<store::Profile, Problem> {
    site.hub.store().profile(event.id, *on).await?.ok_or_else(|| Problem::not_found("person"))
}

fn told(profile: &store::Profile, now: Timestamp) -> Profile {
    let Member { person, muted_until, banned_until, .. } = &profile.member;
    Profile::new(Standing::new(person, *muted_until, *banned_until, now), profile.joined_at, profile.messages)
}

fn remarked(remark: &store::Remark, event: &Event, to: Role) -> Remark {
    let room = event.rooms.iter().find(|info| info.id == remark.room).map(|info| info.slug.to_string());
    match &*remark.what {
        Remarked::Message(change, kept) => {
            Remark { room, message: Some(Encoded::new(change)), kept: kept.as_ref().map(KeptText::from), held: None }
        }
        Remarked::Held(held) => Remark { room, message: None, kept: None, held: Held::new(held, to) },
    }
}

fn read(query: Queried, known: &[&str]) -> Result<HashMap<String, String>, Problem> {
    let Query(query) = query.map_err(|_| Problem::bad_request("the query cannot be read"))?;
    messages::only(&query, known)?;
    Ok(query)
}

fn before<T: std::str::FromStr>(query: &HashMap<String, String>, what: &str) -> Result<Option<T>, Problem> {
    let Some(raw) = query.get("before") else { return Ok(None) };
    raw.parse().map(Some).map_err(|_| Problem::bad_request(format!("before is {what}")))
}
