use std::time::Duration;

use uuid::Uuid;

use super::{number, seq, stored};
use crate::{
    domain::{Calmed, Hold, MessageId, RoomState, SessionByHand, SessionTimes, Switches, Timestamp},
    store::{SessionStart, StoreError},
};

/// The columns of a [`StateRow`], of `rooms r`.
macro_rules! state {
    () => {
        "r.state_seq, r.hand_session, r.hand_started_at, r.hand_ended_at, r.slow_mode_ms, r.locked, r.participants_only,
         r.links, r.hold, r.calmed_slow_mode_ms, r.calmed_links, r.calmed_hold, r.pins"
    };
}
pub(in crate::store) use state;

/// What moderators have set in a room.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct StateRow {
    state_seq: i64,
    hand_session: Option<String>,
    hand_started_at: Option<i64>,
    hand_ended_at: Option<i64>,
    slow_mode_ms: i64,
    locked: bool,
    participants_only: bool,
    links: bool,
    hold: String,
    calmed_slow_mode_ms: Option<i64>,
    calmed_links: Option<bool>,
    calmed_hold: Option<String>,
    pins: String,
}

impl StateRow {
    pub(in crate::store) fn state(&self) -> Result<RoomState, StoreError> {
        let session = match (&self.hand_session, self.hand_started_at) {
            (Some(session), Some(started_at)) => Some(SessionByHand {
                session: stored(session, "slug")?,
                started_at: Timestamp::from_millis(started_at),
                ended_at: self.hand_ended_at.map(Timestamp::from_millis),
            }),
            _ => None,
        };
        let calmed = match (self.calmed_slow_mode_ms, self.calmed_links, &self.calmed_hold) {
            (Some(slow_mode), Some(links), Some(hold)) => {
                Some(Calmed { slow_mode: slow_mode_of(slow_mode)?, links, hold: stored(hold, "hold")? })
            }
            _ => None,
        };
        Ok(RoomState {
            seq: seq(self.state_seq)?,
            session,
            switches: self.switches()?,
            calmed,
            pins: pins(&self.pins)?,
        })
    }

    fn switches(&self) -> Result<Switches, StoreError> {
        Ok(Switches {
            slow_mode: slow_mode_of(self.slow_mode_ms)?,
            locked: self.locked,
            participants_only: self.participants_only,
            links: self.links,
            hold: stored(&self.hold, "hold")?,
        })
    }

    /// Whether what authors posted before has to be known.
    pub(in crate::store) fn asks_for_pasts(&self) -> bool {
        self.slow_mode_ms > 0 || self.hold == Hold::First.as_str()
    }
}

/// The pinned messages of a room.
pub(in crate::store) fn pins(stored_pins: &str) -> Result<Vec<MessageId>, StoreError> {
    stored_pins.lines().map(|id| stored(id, "pin")).collect()
}

/// How they are stored.
pub(in crate::store) fn pins_to_stored(pins: &[MessageId]) -> String {
    pins.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn slow_mode_of(millis: i64) -> Result<Duration, StoreError> {
    Ok(Duration::from_millis(number(millis, "slow_mode_ms")?))
}

/// When a session of a room takes place.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct SessionTimesRow {
    slug: String,
    names_room: bool,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
}

impl SessionTimesRow {
    pub(in crate::store) fn times(self) -> Result<SessionTimes, StoreError> {
        Ok(SessionTimes {
            slug: stored(&self.slug, "slug")?,
            names_room: self.names_room,
            starts_at: self.starts_at.map(Timestamp::from_millis),
            ends_at: self.ends_at.map(Timestamp::from_millis),
        })
    }
}

/// Where a session began.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct SessionStartRow {
    slug: String,
    id: Uuid,
    position: i64,
}

impl SessionStartRow {
    pub(in crate::store) fn start(self) -> Result<SessionStart, StoreError> {
        let session = stored(&self.slug, "slug")?;
        Ok(SessionStart { session, message: MessageId(self.id), position: seq(self.position)? })
    }
}
