//! Invites that those who keep a room make and end; what they do is in the log of acts.

use super::{Backend, Connection, acting::keeper, acts};
use crate::{
    domain::{ActKind, EventId, INVITES_MAX, Invite, InviteId, PersonId, Reason, Refusal, Role, Timestamp},
    store::{StoreError, lease::End, rows::InviteRow},
};

/// An invite; to be followed by a condition.
macro_rules! invite {
    () => {
        "SELECT code_hash, event_id, role, uses_left, expires_at FROM invites"
    };
}

impl Backend {
    pub(in crate::store) async fn invites(&self, event: EventId, now: Timestamp) -> Result<Vec<Invite>, StoreError> {
        self.read(move |connection| Box::pin(async move { open(connection, event, now).await })).await
    }

    pub(in crate::store) async fn invite(
        &self,
        by: PersonId,
        invite: Invite,
        reason: Option<Reason>,
        now: Timestamp,
    ) -> Result<Result<(), Refusal>, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let event = invite.event;
                let by = match keeper(connection, event, by, now).await? {
                    Ok(by) if Invite::may_be_made(by.person.role, invite.role) => by,
                    Ok(_) => return Ok((End::RollBack, Err(Refusal::Outranked))),
                    Err(refusal) => return Ok((End::RollBack, Err(refusal))),
                };
                if open(connection, event, now).await?.len() >= INVITES_MAX as usize {
                    return Ok((End::RollBack, Err(Refusal::TooManyInvites)));
                }
                put(connection, &invite).await?;
                log(connection, event, (by.person.id, ActKind::Invite, invite.role), reason, now).await?;
                Ok((End::Commit, Ok(())))
            })
        })
        .await
    }

    pub(in crate::store) async fn end_invite(
        &self,
        event: EventId,
        by: PersonId,
        id: InviteId,
        reason: Option<Reason>,
        now: Timestamp,
    ) -> Result<Result<(), Refusal>, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let by = match keeper(connection, event, by, now).await? {
                    Ok(by) => by,
                    Err(refusal) => return Ok((End::RollBack, Err(refusal))),
                };
                // Its row is locked: who joins by it waits here, or was first.
                let row: Option<InviteRow> = sqlx::query_as(
                    "UPDATE invites SET uses_left = uses_left WHERE substr(code_hash, 1, 16) = $1 AND event_id = $2
                     RETURNING code_hash, event_id, role, uses_left, expires_at",
                )
                .bind(id.0.to_vec())
                .bind(event.0)
                .fetch_optional(&mut *connection)
                .await?;
                let invite = match row.map(InviteRow::invite).transpose()? {
                    None => return Ok((End::RollBack, Err(Refusal::NoSuchInvite))),
                    Some(invite) if !invite.may_be_ended(by.person.role) => {
                        return Ok((End::RollBack, Err(Refusal::Outranked)));
                    }
                    Some(invite) if invite.uses_left == 0 => return Ok((End::RollBack, Ok(()))),
                    Some(invite) => invite,
                };
                sqlx::query("UPDATE invites SET uses_left = 0 WHERE code_hash = $1")
                    .bind(invite.code.0.to_vec())
                    .execute(&mut *connection)
                    .await?;
                log(connection, event, (by.person.id, ActKind::Uninvite, invite.role), reason, now).await?;
                Ok((End::Commit, Ok(())))
            })
        })
        .await
    }
}

/// Keeps an invite; one with the same code stays as it is.
pub(super) async fn put(connection: &mut Connection, invite: &Invite) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO invites (code_hash, event_id, role, uses_left, expires_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (code_hash) DO NOTHING",
    )
    .bind(invite.code.0.to_vec())
    .bind(invite.event.0)
    .bind(invite.role.as_str())
    .bind(i64::from(invite.uses_left))
    .bind(invite.expires_at.map(Timestamp::as_millis))
    .execute(connection)
    .await?;
    Ok(())
}

/// Those of an event that still let somebody in, the highest role first, then those that work longest.
async fn open(connection: &mut Connection, event: EventId, now: Timestamp) -> Result<Vec<Invite>, StoreError> {
    let rows: Vec<InviteRow> = sqlx::query_as(concat!(
        invite!(),
        " WHERE event_id = $1 AND uses_left > 0 AND (expires_at IS NULL OR expires_at > $2) ORDER BY code_hash LIMIT $3"
    ))
    .bind(event.0)
    .bind(now.as_millis())
    .bind(i64::from(INVITES_MAX))
    .fetch_all(connection)
    .await?;
    let mut invites = rows.into_iter().map(InviteRow::invite).collect::<Result<Vec<_>, _>>()?;
    invites.sort_by_key(|invite| (std::cmp::Reverse(invite.role), std::cmp::Reverse(invite.expires_at)));
    Ok(invites)
}

async fn log(
    connection: &mut Connection,
    event: EventId,
    (by, kind, role): (PersonId, ActKind, Role),
    reason: Option<Reason>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let entry = acts::Entry { invited: Some(role), ..acts::Entry::of_event(by, kind, reason.as_ref()) };
    acts::append(connection, event, &[entry], now).await.map(drop)
}
