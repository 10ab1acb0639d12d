use super::{Calmed, MessageId, Seq, SessionTimes, Slug, Switches, Timestamp, programme};

/// What moderators have set in a room: one versioned row, which changes as a whole and is told as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomState {
    /// The room's seq at its latest change; zero as long as nothing was set.
    pub seq: Seq,
    /// The session that a moderator started or ended last; none leaves it all to the programme's times.
    pub session: Option<SessionByHand>,
    /// How the room is made quieter.
    pub switches: Switches,
    /// What was before the room was calmed; none where it is not.
    pub calmed: Option<Calmed>,
    /// The messages that are pinned, up to [`PINS`], the one pinned first first.
    pub pins: Vec<MessageId>,
}

/// Messages that may be pinned at a time.
pub const PINS: usize = 3;

/// A session that was started or ended by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionByHand {
    /// Which one.
    pub session: Slug,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was ended by hand.
    pub ended_at: Option<Timestamp>,
}

/// A session that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionOn {
    /// Which one.
    pub session: Slug,
    /// Since when.
    pub since: Timestamp,
}

impl RoomState {
    /// The session that is on at `now` in a room with these sessions.
    ///
    /// What was started by hand is on until it is ended or another one is started, by hand both; whatever the times say:
    /// that the day runs late is just when they are wrong. What was ended by hand is over, and makes room for those that
    /// begin after that by their times. A session that is no longer in the programme counts as never started.
    pub fn session_on(&self, sessions: &[SessionTimes], now: Timestamp) -> Option<SessionOn> {
        let over = match self.by_hand(sessions) {
            None => None,
            Some(SessionByHand { session, ended_at: Some(end), .. }) => Some((session, *end)),
            Some(SessionByHand { session, started_at, ended_at: None }) => {
                return Some(SessionOn { session: session.clone(), since: *started_at });
            }
        };
        programme::on_by_times(sessions, over, now)
    }

    /// The session that comes next: the one that follows what was last started or ended by hand, also when its time is long
    /// over, or else the first whose time is still to come.
    pub fn session_next<'a>(&self, sessions: &'a [SessionTimes], now: Timestamp) -> Option<&'a SessionTimes> {
        let by_hand = self.by_hand(sessions);
        // Once the times have taken over again, they say what comes next.
        let last = by_hand.filter(|hand| hand.ended_at.is_none_or(|end| !programme::begins_within(sessions, end, now)));
        let following = last.and_then(|last| programme::following(sessions, &last.session));
        following.or_else(|| programme::first_after(sessions, by_hand.map(|hand| &hand.session), now))
    }

    fn by_hand(&self, sessions: &[SessionTimes]) -> Option<&SessionByHand> {
        self.session.as_ref().filter(|hand| sessions.iter().any(|session| session.slug == hand.session))
    }
}
