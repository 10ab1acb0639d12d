//! Who has which room. Nothing but the log of acts says so.

use sqlx::QueryBuilder;

use super::{Backend, Connection, Database, acting::keeper, acts};
use crate::{
    domain::{Act, ActKind, EventId, PersonId, Refusal, RoomId, Timestamp},
    store::{StoreError, lease::End, rows::ActRow},
};

impl Backend {
    pub(in crate::store) async fn watches(&self, event: EventId, now: Timestamp) -> Result<Vec<Act>, StoreError> {
        self.read(move |connection| Box::pin(async move { watches(connection, event, now).await })).await
    }

    pub(in crate::store) async fn watch(
        &self,
        event: EventId,
        room: RoomId,
        by: PersonId,
        on: bool,
        now: Timestamp,
    ) -> Result<Result<Option<Act>, Refusal>, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                if let Err(refusal) = keeper(connection, event, by, now).await? {
                    return Ok((End::RollBack, Err(refusal)));
                }
                // Locks the log: of two who take a room at once, one is the last.
                let number = acts::next_number(connection, event).await?;
                let has = watches(connection, event, now).await?;
                if has.iter().any(|act| act.room == Some(room) && act.by == by) == on {
                    return Ok((End::RollBack, Ok(None)));
                }
                let kind = if on { ActKind::Watch } else { ActKind::Unwatch };
                let entry = acts::Entry { room: Some(room), ..acts::Entry::of_event(by, kind, None) };
                acts::append(connection, event, &[entry], now).await?;
                Ok((End::Commit, Ok(acts::one(connection, event, number).await?)))
            })
        })
        .await
    }
}

async fn watches(connection: &mut Connection, event: EventId, now: Timestamp) -> Result<Vec<Act>, StoreError> {
    let mut query = QueryBuilder::<Database>::new(acts::ACTS);
    query.push_bind(event.0);
    query.push(
        " AND a.number IN (SELECT MAX(w.number) FROM acts w WHERE w.kind IN ('watch', 'unwatch') AND w.event_id = ",
    );
    query.push_bind(event.0);
    query.push(
        " GROUP BY w.room_id) AND a.kind = 'watch' AND b.role IN ('moderator', 'organiser')
         AND (b.banned_until IS NULL OR b.banned_until <= ",
    );
    query.push_bind(now.as_millis()).push(") ORDER BY a.number");
    let rows: Vec<ActRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(ActRow::act).collect()
}
