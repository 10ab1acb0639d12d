use uuid::Uuid;

use super::{MemberRow, number};
use crate::{
    domain::{Note, NoteId, PersonId, Text, Timestamp},
    store::{Profile, StoreError},
};

/// Somebody as those who keep a room see them.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct ProfileRow {
    #[sqlx(flatten)]
    member: MemberRow,
    joined_at: i64,
    messages: i64,
}

impl ProfileRow {
    pub(in crate::store) fn profile(self) -> Result<Profile, StoreError> {
        Ok(Profile {
            member: self.member.member()?,
            joined_at: Timestamp::from_millis(self.joined_at),
            messages: number(self.messages, "count of messages")?,
        })
    }
}

/// A note on somebody.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct NoteRow {
    id: Uuid,
    author_id: Uuid,
    author_name: String,
    noted_at: i64,
    body: String,
}

impl NoteRow {
    pub(in crate::store) fn note(self) -> Note {
        Note {
            id: NoteId(self.id),
            by: PersonId(self.author_id),
            by_name: self.author_name,
            at: Timestamp::from_millis(self.noted_at),
            text: Text::from_stored(self.body),
        }
    }
}
