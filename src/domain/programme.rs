//! What the programme's times say. Every function takes the sessions of one room, those of all rooms among them.

use std::time::Duration;

use super::{SessionOn, Slug, Timestamp};

/// A session without an end is on until the next one begins, and no longer than this: a meeting does not go on overnight.
const WITHOUT_END: Duration = Duration::from_secs(24 * 60 * 60);

/// When a session of a room's programme takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionTimes {
    /// Which one.
    pub slug: Slug,
    /// Whether it names the room, rather than being one of all rooms.
    pub names_room: bool,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
}

/// The session that is on at `now`: of several the one that began last, of those the one that names the room, of those the
/// first in the programme. Where one was ended by hand, only others count that begin after that.
pub(super) fn on_by_times(
    sessions: &[SessionTimes],
    ended: Option<(&Slug, Timestamp)>,
    now: Timestamp,
) -> Option<SessionOn> {
    let counts = |(at, session): &(Timestamp, &SessionTimes)| {
        *at <= now && ended.is_none_or(|(over, end)| session.slug != *over && *at > end)
    };
    let begun = timed(sessions).filter(counts);
    let latest = begun.clone().map(|(at, _)| at).max()?;
    let on = begun.filter(|(at, session)| match session.ends_at {
        Some(end) => now < end,
        None => *at == latest && now < at.plus(WITHOUT_END),
    });
    let first = on.rev().max_by_key(|(at, session)| (*at, session.names_room));
    first.map(|(since, session)| SessionOn { session: session.slug.clone(), since })
}

/// The first session that begins after `now`, but for one that was started by hand already.
pub(super) fn first_after<'a>(
    sessions: &'a [SessionTimes],
    started: Option<&Slug>,
    now: Timestamp,
) -> Option<&'a SessionTimes> {
    let later = timed(sessions).filter(|(at, session)| *at > now && Some(&session.slug) != started);
    later.min_by_key(|(at, session)| (*at, !session.names_room)).map(|(_, session)| session)
}

/// Whether a session begins after a moment and no later than `now`.
pub(super) fn begins_within(sessions: &[SessionTimes], after: Timestamp, now: Timestamp) -> bool {
    timed(sessions).any(|(at, _)| at > after && at <= now)
}

/// The session that follows another one in the order of their beginnings.
pub(super) fn following<'a>(sessions: &'a [SessionTimes], slug: &Slug) -> Option<&'a SessionTimes> {
    let mut ordered: Vec<_> = timed(sessions).collect();
    ordered.sort_by_key(|(at, session)| (*at, !session.names_room));
    let place = ordered.iter().position(|(_, session)| session.slug == *slug)?;
    ordered.get(place + 1).map(|(_, session)| *session)
}

fn timed(sessions: &[SessionTimes]) -> impl DoubleEndedIterator<Item = (Timestamp, &SessionTimes)> + Clone {
    sessions.iter().filter_map(|session| session.starts_at.map(|at| (at, session)))
}
