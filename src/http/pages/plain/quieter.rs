//! What moderators have set in the room, as the plain page says it: what is pinned, who may write and how often; and one's own
//! posts that wait for a moderator.

use std::{future::Future, time::Duration};

use jiff::tz::TimeZone;
use tokio::time::timeout;

use super::{
    hashtag::Hashtag,
    links::{Part, parts},
    rows::{clock_of, first_line},
};
use crate::{
    domain::{Event, Held, PersonId, Role, RoomId, Switches},
    http::{Site, language::Language},
    hub::{Page, Room},
    protocol::{self, Message},
};

/// Seconds from which a wait is told in minutes.
pub(super) const LONG: u64 = 100;

/// So long the page waits for what is not in memory: it is read also where the database is away.
const PATIENCE: Duration = Duration::from_millis(250);

/// The most of one's own that a page tells of.
const HELD: u32 = 50;

/// Messages that are shown after a pinned one, where its page is asked for.
const AFTER: u64 = 25;

/// A pinned message in one line.
pub(super) struct Pin {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) line: String,
    /// The page it is on, in the words of `Looking` after `before-`; `None` where that is this one.
    pub(super) before: Option<u64>,
}

/// A post that waits for a moderator.
pub(super) struct Waiting {
    pub(super) name: String,
    pub(super) at: String,
    pub(super) clock: String,
    pub(super) parts: Vec<Part>,
}

/// What is pinned, whether or not it is on that page; without what cannot be read now.
pub(super) async fn pins(room: &Room, page: &Page) -> Vec<Pin> {
    let mut pins = Vec::with_capacity(page.state.pins.len());
    for &id in &page.state.pins {
        let here = page.messages.iter().find(|(each, _)| *each == id).and_then(|(_, encoded)| encoded.message());
        let on_page = here.is_some();
        let message = match here {
            Some(message) => Some(message),
            None => soon(room.message(id)).await.flatten().map(|change| Message::from(&change)),
        };
        if let Some(Message::Live(live)) = message {
            pins.push(Pin {
                before: (!on_page).then_some(live.position + AFTER),
                line: first_line(&live.text),
                name: live.author.name,
                id: live.id,
            });
        }
    }
    pins
}

/// What of theirs waits for a moderator, the oldest first; nothing where that cannot be read now.
pub(super) async fn waiting(site: &Site, event: &Event, room: RoomId, author: PersonId) -> Vec<Waiting> {
    let zone = TimeZone::get(&event.time_zone).unwrap_or(TimeZone::UTC);
    let hashtag = Hashtag::of(&event.links);
    let held: Vec<Held> = soon(site.hub.store().waiting(room, Some(author), HELD)).await.unwrap_or_default();
    let shown = held.iter().filter_map(|held| protocol::Held::new(held, held.author.role)).map(|held| Waiting {
        clock: clock_of(&held.at, &zone),
        parts: parts(&held.text, hashtag.as_ref()),
        name: held.author.name,
        at: held.at,
    });
    shown.collect()
}

/// What is found, unless that fails or takes too long.
pub(super) async fn soon<T, E>(found: impl Future<Output = Result<T, E>>) -> Option<T> {
    timeout(PATIENCE, found).await.ok()?.ok()
}

/// What the switches mean to somebody, in sentences; without a role to somebody who has not joined.
pub(super) fn sentences(switches: &Switches, role: Option<Role>, language: &Language) -> Vec<String> {
    let mut all = Vec::new();
    if switches.locked {
        all.push(language.with("closed-by", [("code", "locked".into())]));
    } else if switches.participants_only {
        all.push(language.with("closed-by", [("code", "participants_only".into())]));
    }
    if !may_write(switches, role) || role.is_some_and(Role::may_moderate) {
        return all;
    }
    let slow = switches.slow_mode.as_millis().div_ceil(1_000);
    let slow = u64::try_from(slow).unwrap_or(u64::MAX);
    if slow > 0 && slow.is_multiple_of(60) {
        all.push(language.counted("slow-minutes", slow / 60));
    } else if slow > 0 {
        all.push(language.counted("slow-seconds", slow));
    }
    if switches.holds(role.unwrap_or(Role::Guest), true) {
        all.push(language.say("held-first").into_owned());
    }
    all
}

/// Whether somebody of that role may write at all. Who has not joined may yet be invited.
pub(super) fn may_write(switches: &Switches, role: Option<Role>) -> bool {
    switches.admit(role.unwrap_or(Role::Participant), None).is_ok()
}
