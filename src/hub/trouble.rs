use tokio::time::Instant;

use crate::{domain::RoomId, store::WriteError};

/// A time in which the database took nothing. Told in the log at its beginning and at its end, not at every command.
pub(super) struct Trouble {
    room: RoomId,
    since: Instant,
    /// Commands, for the log; those whose time was up before their turn are not among them.
    pub(super) refused: usize,
}

impl Trouble {
    pub(super) fn begins(room: RoomId, error: &WriteError) -> Self {
        let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        tracing::warn!(%room, %error, cause, "the database takes no commands; they are refused until it does");
        Self { room, since: Instant::now(), refused: 0 }
    }

    pub(super) fn over(self) -> Option<Self> {
        let (lasted_ms, refused) = (self.since.elapsed().as_millis(), self.refused);
        tracing::info!(room = %self.room, lasted_ms, refused, "the database takes commands again");
        None
    }
}
