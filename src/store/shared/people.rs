//! Who joined, and by which invite.

use super::{Backend, Connection, inviting, networks};
use crate::{
    domain::{EventId, Invite, InviteError, NameKey, Person, PersonId, Role, SecretHash, Timestamp},
    store::{
        JoinRefusal, Joining, Member, StoreError,
        lease::End,
        rows::{InviteRow, MemberRow, PersonRow},
    },
};

/// Somebody who joined; to be followed by a condition.
macro_rules! member {
    () => {
        "SELECT id, event_id, name, affiliation, role, token_hash, muted_until, banned_until FROM people"
    };
}

impl Backend {
    pub(in crate::store) async fn create_invite(&self, invite: Invite) -> Result<(), StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                inviting::put(connection, &invite).await?;
                Ok((End::Commit, ()))
            })
        })
        .await
    }

    pub(in crate::store) async fn person_by_token(
        &self,
        event: EventId,
        token: SecretHash,
    ) -> Result<Option<Member>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let row: Option<MemberRow> =
                    sqlx::query_as(concat!(member!(), " WHERE token_hash = $1 AND event_id = $2"))
                        .bind(token.0.to_vec())
                        .bind(event.0)
                        .fetch_optional(connection)
                        .await?;
                row.map(MemberRow::member).transpose()
            })
        })
        .await
    }

    pub(in crate::store) async fn member(&self, person: PersonId) -> Result<Option<Member>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let row: Option<MemberRow> = sqlx::query_as(concat!(member!(), " WHERE id = $1"))
                    .bind(person.0)
                    .fetch_optional(connection)
                    .await?;
                row.map(MemberRow::member).transpose()
            })
        })
        .await
    }

    pub(in crate::store) async fn join(
        &self,
        joining: Joining,
        now: Timestamp,
    ) -> Result<Result<Person, JoinRefusal>, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let outcome = admit(connection, joining, now).await?;
                Ok((if outcome.is_ok() { End::Commit } else { End::RollBack }, outcome))
            })
        })
        .await
    }
}

async fn admit(
    connection: &mut Connection,
    joining: Joining,
    now: Timestamp,
) -> Result<Result<Person, JoinRefusal>, StoreError> {
    let Joining { mut person, token, invite, from } = joining;
    let key = person.name.key();
    // Somebody who did not hear that they were let in asks again; it costs no second use of the invite.
    if let Some(earlier) = by_name(connection, person.event, &key).await?
        && earlier.id == person.id
    {
        return Ok(Ok(earlier));
    }
    let network = match &from {
        Some(arrival) => networks::hashes(connection, arrival).await?,
        None => networks::Hashes::new(),
    };
    person.role = match invite {
        None if networks::are_kept_out(connection, person.event, &network, now).await? => {
            return Ok(Err(JoinRefusal::Network));
        }
        None => Role::Guest,
        Some(code) => match take_use(connection, person.event, code, now).await? {
            Ok(role) => role,
            Err(refusal) => return Ok(Err(refusal.into())),
        },
    };
    let added = sqlx::query(
        "INSERT INTO people (id, event_id, name, name_key, affiliation, role, token_hash, joined_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (event_id, name_key) DO NOTHING",
    )
    .bind(person.id.0)
    .bind(person.event.0)
    .bind(person.name.as_str())
    .bind(key.as_str())
    .bind(person.affiliation.as_ref().map(|affiliation| affiliation.as_str()))
    .bind(person.role.as_str())
    .bind(token.0.to_vec())
    .bind(now.as_millis())
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(Err(JoinRefusal::NameTaken));
    }
    networks::note(connection, person.id, &network).await?;
    Ok(Ok(person))
}

async fn by_name(connection: &mut Connection, event: EventId, key: &NameKey) -> Result<Option<Person>, StoreError> {
    let row: Option<PersonRow> = sqlx::query_as(
        "SELECT id, event_id, name, affiliation, role FROM people WHERE event_id = $1 AND name_key = $2",
    )
    .bind(event.0)
    .bind(key.as_str())
    .fetch_optional(connection)
    .await?;
    row.map(PersonRow::person).transpose()
}

/// Takes one use off the invite, if it admits; the transaction is rolled back if the person is not let in after all.
async fn take_use(
    connection: &mut Connection,
    event: EventId,
    code: SecretHash,
    now: Timestamp,
) -> Result<Result<Role, InviteError>, StoreError> {
    // An update that changes nothing takes the row's lock on either database: who comes second waits here and sees what
    // the first has left.
    let row: Option<InviteRow> = sqlx::query_as(
        "UPDATE invites SET uses_left = uses_left WHERE code_hash = $1 AND event_id = $2
         RETURNING code_hash, event_id, role, uses_left, expires_at",
    )
    .bind(code.0.to_vec())
    .bind(event.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(Err(InviteError::Unknown)) };
    let role = match row.invite()?.admits(now) {
        Ok(role) => role,
        Err(refusal) => return Ok(Err(refusal)),
    };
    sqlx::query("UPDATE invites SET uses_left = uses_left - 1 WHERE code_hash = $1 AND event_id = $2")
        .bind(code.0.to_vec())
        .bind(event.0)
        .execute(connection)
        .await?;
    Ok(Ok(role))
}
