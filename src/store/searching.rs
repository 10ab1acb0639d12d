//! Finding texts in a room.
//!
//! There is no index of words: one would hold each text a second time, to be overwritten as surely as the first when it is
//! removed, would cost every post, and would be another on each database. A room's texts are a few megabytes, which a
//! search goes through from the newest on, piece by piece, and gives way between the pieces.

use super::{Found, Store, StoreError};
use crate::domain::{Change, RoomId, Search, Seq};

/// Texts read at once; no connection is held between two pieces.
const PIECE: u32 = 1_000;

/// How much one search looks at: so many texts, or so many bytes of them. Both take well below a second.
const TEXTS: usize = 20_000;
const BYTES: usize = 8 * 1024 * 1024;

impl Store {
    /// The messages of a room below a position that a search finds, the newest first, at most `limit`. Each is as it was
    /// after the search began; what was removed before is not found.
    pub async fn search(&self, room: RoomId, search: &Search, before: Seq, limit: usize) -> Result<Found, StoreError> {
        let mut found = Found { messages: Vec::new(), before: Some(before) };
        let (mut texts, mut bytes) = (0, 0);
        while let Some(from) = found.before {
            let piece = match self {
                Self::Sqlite(backend) => backend.texts(room, from, PIECE).await,
                Self::Postgres(backend) => backend.texts(room, from, PIECE).await,
            }?;
            let is_last = piece.len() < PIECE as usize;
            for row in &piece {
                if found.messages.len() == limit || texts == TEXTS || bytes >= BYTES {
                    return Ok(found);
                }
                found.before = Some(row.position()?);
                texts += 1;
                bytes += row.text().len();
                if !search.finds(row.text()) {
                    continue;
                }
                // Read again, whole: it may have been removed or changed since.
                if let Some(Change::Live(message)) = self.message(room, row.id()).await?
                    && search.finds(message.text.as_str())
                {
                    found.messages.push(message);
                }
            }
            if is_last {
                found.before = None;
            }
        }
        Ok(found)
    }
}
