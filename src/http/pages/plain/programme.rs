//! What the programme says on the plain page: the session that is on, the next one, and where sessions began.

use crate::{
    domain::{Event, RoomInfo, RoomState, Slug, Timestamp},
    http::{dates, language::Language},
    protocol::Message,
};

/// What is on, and what comes next.
#[derive(Default)]
pub(super) struct Programme {
    pub(super) on: Option<Shown>,
    pub(super) next: Option<Shown>,
}

/// A session in one line.
pub(super) struct Shown {
    pub(super) title: String,
    /// Its times in the programme, in the event's zone.
    pub(super) when: Option<String>,
}

impl Programme {
    pub(super) fn of(event: &Event, room: &RoomInfo, state: &RoomState, now: Timestamp, language: &Language) -> Self {
        let sessions = event.sessions_of(&room.slug);
        let shown = |slug: &Slug| {
            let session = event.programme.iter().find(|session| session.slug == *slug)?;
            let when = dates::span(session.starts_at, session.ends_at, &event.time_zone, language);
            Some(Shown { title: session.title.clone(), when })
        };
        Self {
            on: state.session_on(&sessions, now).and_then(|on| shown(&on.session)),
            next: state.session_next(&sessions, now).and_then(|next| shown(&next.slug)),
        }
    }
}

/// For each of some messages in a row, the title of the session that began with it.
pub(super) fn beginnings(event: &Event, messages: &[Message]) -> Vec<Option<String>> {
    let mut last = None;
    let begins = messages.iter().map(|message| match message {
        Message::Live(live) if live.session.is_some() && live.session != last => {
            last.clone_from(&live.session);
            live.session.as_deref()
        }
        _ => None,
    });
    let title = |slug: &str| {
        let session = event.programme.iter().find(|session| session.slug.as_str() == slug);
        session.map_or_else(|| slug.to_owned(), |session| session.title.clone())
    };
    begins.map(|slug| slug.map(title)).collect()
}
