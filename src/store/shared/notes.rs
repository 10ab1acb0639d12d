//! Notes on people. They are in no log, and a note that is taken away is gone.

use super::{Backend, Connection, acting::lock_people};
use crate::{
    domain::{EventId, NOTES_MAX, Note, NoteId, PersonId, Refusal, Standing, Timestamp, acting},
    store::{StoreError, lease::End, rows::NoteRow},
};

impl Backend {
    pub(in crate::store) async fn notes(&self, person: PersonId) -> Result<Vec<Note>, StoreError> {
        self.read(move |connection| Box::pin(async move { on(connection, person).await })).await
    }

    pub(in crate::store) async fn add_note(
        &self,
        event: EventId,
        on_whom: PersonId,
        note: Note,
    ) -> Result<Result<Note, Refusal>, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                if let Err(refusal) = noter(connection, event, note.by, on_whom, note.at).await? {
                    return Ok((End::RollBack, Err(refusal)));
                }
                if on(connection, on_whom).await?.len() >= NOTES_MAX as usize {
                    return Ok((End::RollBack, Err(Refusal::TooManyNotes)));
                }
                sqlx::query("INSERT INTO notes (id, person_id, author_id, noted_at, body) VALUES ($1, $2, $3, $4, $5)")
                    .bind(note.id.0)
                    .bind(on_whom.0)
                    .bind(note.by.0)
                    .bind(note.at.as_millis())
                    .bind(note.text.as_str())
                    .execute(connection)
                    .await?;
                Ok((End::Commit, Ok(note)))
            })
        })
        .await
    }

    pub(in crate::store) async fn take_note(
        &self,
        event: EventId,
        on_whom: PersonId,
        by: PersonId,
        id: NoteId,
        now: Timestamp,
    ) -> Result<Result<(), Refusal>, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let by = match noter(connection, event, by, on_whom, now).await? {
                    Ok(by) => by,
                    Err(refusal) => return Ok((End::RollBack, Err(refusal))),
                };
                match on(connection, on_whom).await?.into_iter().find(|note| note.id == id) {
                    None => return Ok((End::RollBack, Ok(()))),
                    Some(note) if !note.may_be_taken_away(&by.person) => {
                        return Ok((End::RollBack, Err(Refusal::Outranked)));
                    }
                    Some(_) => {}
                }
                sqlx::query("DELETE FROM notes WHERE id = $1").bind(id.0).execute(connection).await?;
                Ok((End::Clean, Ok(())))
            })
        })
        .await
    }
}

/// Those on somebody, the newest first.
async fn on(connection: &mut Connection, person: PersonId) -> Result<Vec<Note>, StoreError> {
    let rows: Vec<NoteRow> = sqlx::query_as(
        "SELECT n.id, n.author_id, n.noted_at, n.body, (SELECT p.name FROM people p WHERE p.id = n.author_id) AS author_name
         FROM notes n WHERE n.person_id = $1 ORDER BY n.noted_at DESC, n.id DESC LIMIT $2",
    )
    .bind(person.0)
    .bind(i64::from(NOTES_MAX))
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(NoteRow::note).collect())
}

/// Who notes, locked with whom it is about: a dismissal comes before or after.
async fn noter(
    connection: &mut Connection,
    event: EventId,
    by: PersonId,
    on: PersonId,
    now: Timestamp,
) -> Result<Result<Standing, Refusal>, StoreError> {
    let (by, on) = lock_people(connection, by, on).await?;
    let by = by.filter(|by| by.person.event == event);
    Ok(match (acting(by.as_ref(), now), on) {
        (Err(refusal), _) => Err(refusal),
        (Ok(by), _) if !by.person.role.may_moderate() => Err(Refusal::NotAModerator),
        (_, None) => Err(Refusal::Unknown),
        (Ok(by), Some(on)) if on.person.event != event || on.person.id == by.person.id => Err(Refusal::Outranked),
        (Ok(by), Some(_)) => Ok(by.clone()),
    })
}
