//! People as those who keep a room see them, and what they wrote in whichever room.

use sqlx::types::Uuid;

use super::{Backend, Connection, holding};
use crate::{
    domain::{EventId, MessageId, PersonId, RoomId, Timestamp},
    store::{
        Profile, Remark, Remarked, StoreError,
        facts::{kept, message},
        rows::{ChangedRow, KeptRow, ProfileRow},
    },
};

/// Somebody of an event. Their posts are the commands that gave a message its place; the author is looked up as a value, since a
/// join is what a planner could turn around.
const PROFILE: &str =
    "SELECT p.id, p.event_id, p.name, p.affiliation, p.role, p.token_hash, p.muted_until, p.banned_until, p.joined_at,
        CAST(COALESCE((SELECT SUM((
            SELECT COUNT(*) FROM commands c WHERE c.room_id = r.id AND c.author_id = p.id AND c.seq = c.position
                AND (SELECT m.author_id FROM messages m WHERE m.id = c.message_id) = p.id
        )) FROM rooms r WHERE r.event_id = p.event_id), 0) AS BIGINT) AS messages
    FROM people p WHERE p.id = $1 AND p.event_id = $2";

/// The newest posts of somebody in a room: $1 the room, $2 the author, $3 the bound, $4 the limit. A command that changed nothing may
/// have answered with a place, too; but not with one of its author's.
const POSTS: &str = "SELECT DISTINCT c.message_id FROM commands c
    WHERE c.room_id = $1 AND c.author_id = $2 AND c.message_id < $3 AND c.seq = c.position
        AND (SELECT m.author_id FROM messages m WHERE m.id = c.message_id) = c.author_id
    ORDER BY c.message_id DESC LIMIT $4";

impl Backend {
    /// The people of an event with their names, who joined last first, those after somebody.
    pub(in crate::store) async fn names(
        &self,
        event: EventId,
        from: Option<(Timestamp, PersonId)>,
        limit: u32,
    ) -> Result<Vec<(Timestamp, PersonId, String)>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let (joined_at, id) = from.unwrap_or((Timestamp::NEVER, PersonId(Uuid::max())));
                let rows: Vec<(i64, Uuid, String)> = sqlx::query_as(
                    "SELECT joined_at, id, name FROM people WHERE event_id = $1 AND (joined_at, id) < ($2, $3)
                     ORDER BY joined_at DESC, id DESC LIMIT $4",
                )
                .bind(event.0)
                .bind(joined_at.as_millis())
                .bind(id.0)
                .bind(i64::from(limit))
                .fetch_all(connection)
                .await?;
                let name = |(at, id, name)| (Timestamp::from_millis(at), PersonId(id), name);
                Ok(rows.into_iter().map(name).collect())
            })
        })
        .await
    }

    /// Those of these people who joined the event, in that order.
    pub(in crate::store) async fn profiles(
        &self,
        event: EventId,
        people: Vec<PersonId>,
    ) -> Result<Vec<Profile>, StoreError> {
        self.read(move |connection| {
            Box::pin(async move {
                let mut profiles = Vec::with_capacity(people.len());
                for person in people {
                    let row: Option<ProfileRow> =
                        sqlx::query_as(PROFILE).bind(person.0).bind(event.0).fetch_optional(&mut *connection).await?;
                    profiles.extend(row.map(ProfileRow::profile).transpose()?);
                }
                Ok(profiles)
            })
        })
        .await
    }

    pub(in crate::store) async fn remarks(
        &self,
        event: EventId,
        person: PersonId,
        before: Option<MessageId>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<Remark>, StoreError> {
        let before = before.unwrap_or(MessageId(Uuid::max()));
        // In a transaction: what is removed meanwhile is either there or kept.
        self.look(move |connection| {
            Box::pin(async move {
                let rooms: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM rooms WHERE event_id = $1")
                    .bind(event.0)
                    .fetch_all(&mut *connection)
                    .await?;
                let mut ids = Vec::new();
                let mut remarks = Vec::new();
                for room in rooms {
                    let posts = sqlx::query_scalar(POSTS).bind(room).bind(person.0).bind(before.0);
                    let posts: Vec<Uuid> = posts.bind(i64::from(limit)).fetch_all(&mut *connection).await?;
                    ids.extend(posts.into_iter().map(|id| (MessageId(id), RoomId(room))));
                    let held = holding::of_author(connection, RoomId(room), person, before, limit).await?;
                    let held = held.into_iter().map(|held| Remark { room: RoomId(room), what: Remarked::Held(held) });
                    remarks.extend(held);
                }
                ids.sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
                ids.truncate(limit as usize);
                for (id, room) in ids {
                    remarks.extend(message(connection, id, room, now).await?);
                }
                remarks.sort_unstable_by_key(|remark| std::cmp::Reverse(remark.id()));
                remarks.truncate(limit as usize);
                Ok(remarks)
            })
        })
        .await
    }
}

/// A message as it now is, with what is kept of it.
async fn message(
    connection: &mut Connection,
    id: MessageId,
    room: RoomId,
    now: Timestamp,
) -> Result<Option<Remark>, StoreError> {
    let row: Option<ChangedRow> =
        sqlx::query_as(concat!(message!(), " WHERE m.id = $1")).bind(id.0).fetch_optional(&mut *connection).await?;
    let Some(change) = row.map(ChangedRow::change).transpose()?.flatten() else { return Ok(None) };
    let kept: Option<KeptRow> = sqlx::query_as(concat!(kept!(), " WHERE k.message_id = $1 AND k.kept_until > $2"))
        .bind(id.0)
        .bind(now.as_millis())
        .fetch_optional(connection)
        .await?;
    let kept = kept.map(KeptRow::kept).transpose()?.map(|(_, kept)| Box::new(kept));
    Ok(Some(Remark { room, what: Remarked::Message(change, kept) }))
}
