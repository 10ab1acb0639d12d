use uuid::Uuid;

use super::{PersonRow, filters::caught, stored};
use crate::{
    domain::{Held, MessageId, Past, PersonId, Text, Timestamp, Verdict},
    store::StoreError,
};

/// A post that waits, or waited, for a moderator.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct HeldRow {
    held_id: Uuid,
    nonce: String,
    digest: i32,
    body: Option<String>,
    reply_to: Option<Uuid>,
    held_at: i64,
    approved: Option<bool>,
    decided_by: Option<Uuid>,
    decided_at: Option<i64>,
    caught: Option<String>,
    #[sqlx(flatten)]
    author: PersonRow,
}

impl HeldRow {
    pub(in crate::store) fn held(self) -> Result<Held, StoreError> {
        let verdict = match (self.approved, self.decided_by, self.decided_at) {
            (Some(approved), Some(by), Some(at)) => {
                Some(Verdict { approved, by: PersonId(by), at: Timestamp::from_millis(at) })
            }
            _ => None,
        };
        Ok(Held {
            id: MessageId(self.held_id),
            author: self.author.person()?,
            nonce: stored(&self.nonce, "nonce")?,
            digest: u32::try_from(self.digest).map_err(|_| StoreError::broken("a stored digest is negative"))?,
            text: self.body.map(Text::from_stored),
            reply_to: self.reply_to.map(MessageId),
            at: Timestamp::from_millis(self.held_at),
            caught: caught(self.caught.as_deref())?,
            verdict,
        })
    }
}

/// What a room knows of somebody's posts.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct PastRow {
    author_id: Uuid,
    posted_at: Option<i64>,
    held_at: Option<i64>,
    accepted: bool,
}

impl PastRow {
    pub(in crate::store) fn past(self) -> (PersonId, Past) {
        let posted_at = self.posted_at.max(self.held_at).map(Timestamp::from_millis);
        (PersonId(self.author_id), Past { posted_at, accepted: self.accepted })
    }
}
