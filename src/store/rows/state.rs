use uuid::Uuid;

use super::{seq, stored};
use crate::{
    domain::{MessageId, RoomState, SessionByHand, SessionTimes, Timestamp},
    store::{SessionStart, StoreError},
};

/// The columns of a [`StateRow`], of `rooms r`.
macro_rules! state {
    () => {
        "r.state_seq, r.hand_session, r.hand_started_at, r.hand_ended_at"
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
        Ok(RoomState { seq: seq(self.state_seq)?, session })
    }
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
