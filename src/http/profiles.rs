//! People as those who keep a room see them: found by name, what they wrote in whichever room, what was done to them, and notes.

use axum::{Json, body::Bytes, extract::Path, http::StatusCode};
use serde::Deserialize;

use super::{
    asked::{Asked, Keeper},
    messages,
    people::OnPerson,
    problem::Problem,
    queried::Queried,
};
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

/// `GET …/people`
pub(super) async fn find(
    Asked { site, by: Keeper(by), .. }: Asked<Keeper>,
    query: Queried,
) -> Result<Json<PeoplePage>, Problem> {
    let query = query.only(&["q", "before", "limit"])?;
    let search = match query.get("q").map(str::trim).filter(|q| !q.is_empty()) {
        None => None,
        Some(q) => Some(Search::parse(q).map_err(|error| Problem::bad_request(error.to_string()))?),
    };
    let before = query.parsed::<PersonId>("before", "somebody's id")?;
    let limit = query.limit(PEOPLE, PEOPLE_MAX)?;
    let found = site.hub.find_people(&by, search.as_ref(), before, limit as usize).await?;
    let now = site.hub.clock().now();
    Ok(Json(PeoplePage {
        people: found.people.iter().map(|profile| told(profile, now)).collect(),
        before: found.before.map(|person| person.to_string()),
    }))
}

/// `GET …/people/ID`
pub(super) async fn show(asked: OnPerson) -> Result<Json<PersonPage>, Problem> {
    let profile = known(&asked).await?;
    let OnPerson { site, event, by, on } = asked;
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
pub(super) async fn remarks(asked: OnPerson, query: Queried) -> Result<Json<RemarksPage>, Problem> {
    known(&asked).await?;
    let OnPerson { site, event, on, by } = asked;
    let query = query.only(&["before", "limit"])?;
    let before = query.parsed("before", "a message's id")?;
    let limit = query.limit(REMARKS, REMARKS_MAX)?;
    let now = site.hub.clock().now();
    let remarks = site.hub.store().remarks(event.id, on, before, limit, now).await?;
    let before = remarks.last().filter(|_| remarks.len() == limit as usize).map(|remark| remark.id().to_string());
    Ok(Json(RemarksPage { messages: remarks.iter().map(|remark| remarked(remark, &event, by.role)).collect(), before }))
}

/// `POST …/people/ID/notes`
pub(super) async fn note(asked: OnPerson, body: Bytes) -> Result<(StatusCode, Json<Note>), Problem> {
    let OnPerson { site, event, by, on } = asked;
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

/// The note that the address names.
#[derive(Deserialize)]
pub(super) struct OnNote {
    note: String,
}

/// `DELETE …/people/ID/notes/NOTE`
pub(super) async fn take_away(asked: OnPerson, Path(OnNote { note }): Path<OnNote>) -> Result<Json<Notes>, Problem> {
    let OnPerson { site, event, by, on } = asked;
    let note = note.parse().map_err(|_| Problem::not_found("note"))?;
    let store = site.hub.store();
    store.take_note(event.id, on, by.id, note, site.hub.clock().now()).await??;
    Ok(Json(Notes { notes: store.notes(on).await?.iter().map(Note::from).collect() }))
}

async fn known(OnPerson { site, event, on, .. }: &OnPerson) -> Result<store::Profile, Problem> {
    site.hub.store().profile(event.id, *on).await?.ok_or_else(|| Problem::not_found("person"))
}

fn told(profile: &store::Profile, now: Timestamp) -> Profile {
    let Member { person, muted_until, banned_until, .. } = &profile.member;
    Profile::new(Standing::new(person, *muted_until, *banned_until, now), profile.joined_at, profile.messages)
}

fn remarked(remark: &store::Remark, event: &Event, to: Role) -> Remark {
    let room = event.rooms.iter().find(|info| info.id == remark.room).map(|info| info.slug.to_string());
    match &remark.what {
        Remarked::Message(change, kept) => {
            Remark { room, message: Some(Encoded::new(change)), kept: kept.as_deref().map(KeptText::from), held: None }
        }
        Remarked::Held(held) => Remark { room, message: None, kept: None, held: Held::new(held, to) },
    }
}
