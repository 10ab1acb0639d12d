use uuid::Uuid;

use super::{ChangedRow, PersonRow, number, stored};
use crate::{
    domain::{
        Act, ActNumber, Change, Changed, Kept, MessageId, PersonId, Reason, Role, RoomId, SecretHash, Standing,
        Timestamp,
    },
    store::{Member, StoreError},
};

/// What is kept of a removed message.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct KeptRow {
    #[sqlx(flatten)]
    message: ChangedRow,
    kept_until: i64,
}

impl KeptRow {
    pub(in crate::store) fn kept(self) -> Result<(MessageId, Kept), StoreError> {
        let until = Timestamp::from_millis(self.kept_until);
        match self.message.change()? {
            Some(Change::Live(message)) => Ok((message.id, Kept { message, until })),
            Some(Change::Removed(_)) | None => Err(StoreError::broken("a kept text belongs to no message")),
        }
    }
}

/// Somebody with what keeps them from writing.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct MemberRow {
    #[sqlx(flatten)]
    person: PersonRow,
    token_hash: Vec<u8>,
    muted_until: Option<i64>,
    banned_until: Option<i64>,
}

impl MemberRow {
    pub(in crate::store) fn member(self) -> Result<Member, StoreError> {
        let token = self.token_hash.try_into().map_err(|_| StoreError::broken("a stored token has another size"))?;
        Ok(Member {
            person: self.person.person()?.into(),
            token: SecretHash(token),
            muted_until: self.muted_until.map(Timestamp::from_millis),
            banned_until: self.banned_until.map(Timestamp::from_millis),
        })
    }
}

/// An entry of the log of acts.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct ActRow {
    number: i64,
    at: i64,
    actor_id: Uuid,
    actor_name: String,
    kind: String,
    person_id: Option<Uuid>,
    person_name: Option<String>,
    room_id: Option<Uuid>,
    message_id: Option<Uuid>,
    changed: Option<String>,
    until_before: Option<i64>,
    until: Option<i64>,
    role_before: Option<String>,
    role: Option<String>,
    messages: Option<i64>,
    reason: Option<String>,
    switched: Option<String>,
    network_until: Option<i64>,
    undoes: Option<i64>,
    undone_by: Option<i64>,
}

impl ActRow {
    pub(in crate::store) fn act(self) -> Result<Act, StoreError> {
        let numbered = |raw: Option<i64>| raw.map(|raw| number(raw, "number").map(ActNumber)).transpose();
        let (from, to) = (self.until_before.map(Timestamp::from_millis), self.until.map(Timestamp::from_millis));
        let (changed, invited) = match (self.changed.as_deref(), self.role_before, self.role) {
            (None, _, invited) => (None, invited.map(|role| stored(&role, "role")).transpose()?),
            (Some("mute"), ..) => (Some(Changed::Mute { from, to }), None),
            (Some("ban"), ..) => (Some(Changed::Ban { from, to }), None),
            (Some("role"), Some(from), Some(to)) => {
                (Some(Changed::Role { from: stored(&from, "role")?, to: stored(&to, "role")? }), None)
            }
            (Some(_), ..) => return Err(StoreError::broken("a stored act says nothing of what it changed")),
        };
        Ok(Act {
            number: ActNumber(number(self.number, "number")?),
            at: Timestamp::from_millis(self.at),
            by: PersonId(self.actor_id),
            by_name: self.actor_name,
            kind: stored(&self.kind, "kind of act")?,
            on: self.person_id.map(PersonId),
            on_name: self.person_name,
            room: self.room_id.map(RoomId),
            message: self.message_id.map(MessageId),
            changed,
            invited,
            switched: self.switched,
            network_until: self.network_until.map(Timestamp::from_millis),
            messages: self.messages.map(|count| number(count, "messages")).transpose()?,
            reason: self.reason.map(Reason::from_stored),
            undoes: numbered(self.undoes)?,
            undone_by: numbered(self.undone_by)?,
        })
    }
}

/// How a change is stored: what it is about, the moments before and after, the roles before and after.
pub(in crate::store) fn changed_to_stored(
    changed: Option<Changed>,
) -> (Option<&'static str>, [Option<i64>; 2], [Option<&'static str>; 2]) {
    let moments = |from: Option<Timestamp>, to: Option<Timestamp>| [from, to].map(|at| at.map(Timestamp::as_millis));
    match changed {
        None => (None, [None; 2], [None; 2]),
        Some(Changed::Mute { from, to }) => (Some("mute"), moments(from, to), [None; 2]),
        Some(Changed::Ban { from, to }) => (Some("ban"), moments(from, to), [None; 2]),
        Some(Changed::Role { from, to }) => (Some("role"), [None; 2], [from, to].map(Role::as_str).map(Some)),
    }
}

/// A person as a change leaves them.
pub(in crate::store) fn standing_of(mut on: Standing, changed: Option<Changed>) -> Standing {
    match changed {
        Some(Changed::Mute { to, .. }) => on.muted_until = to,
        Some(Changed::Ban { to, .. }) => on.banned_until = to,
        Some(Changed::Role { to, .. }) => on.person.role = to,
        None => {}
    }
    on
}
