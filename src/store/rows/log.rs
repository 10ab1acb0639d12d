use uuid::Uuid;

use super::{PersonRow, StateRow, reactions, seq, stored};
use crate::{
    domain::{Change, Epoch, Message, MessageId, RoomState, Seq, Text, Timestamp, Tombstone},
    store::{HistoryPage, Snapshot, StoreError},
};

/// A room, and one of its messages where there is one. A removed one comes without its author.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct LogRow {
    epoch: Uuid,
    head: i64,
    #[sqlx(flatten)]
    state: StateRow,
    #[sqlx(flatten)]
    message: ChangedRow,
}

/// A message, or nothing where an outer join found none.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct ChangedRow {
    message_id: Option<Uuid>,
    position: Option<i64>,
    seq: Option<i64>,
    posted_at: Option<i64>,
    body: Option<String>,
    edited_at: Option<i64>,
    reply_to: Option<Uuid>,
    reactions: Option<String>,
    session: Option<String>,
    announcement: Option<bool>,
    removed: Option<bool>,
    author_id: Option<Uuid>,
    event_id: Option<Uuid>,
    name: Option<String>,
    affiliation: Option<String>,
    role: Option<String>,
}

/// What a search looks at.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct TextRow {
    id: Uuid,
    position: i64,
    body: String,
}

impl TextRow {
    pub(in crate::store) fn id(&self) -> MessageId {
        MessageId(self.id)
    }

    pub(in crate::store) fn position(&self) -> Result<Seq, StoreError> {
        seq(self.position)
    }

    pub(in crate::store) fn text(&self) -> &str {
        &self.body
    }
}

impl ChangedRow {
    pub(in crate::store) fn change(self) -> Result<Option<Change>, StoreError> {
        let (Some(id), Some(position), Some(changed), Some(removed)) =
            (self.message_id, self.position, self.seq, self.removed)
        else {
            return Ok(None);
        };
        let (id, position, changed) = (MessageId(id), seq(position)?, seq(changed)?);
        if removed {
            return Ok(Some(Change::Removed(Tombstone { id, position, seq: changed })));
        }
        let (Some(at), Some(text), Some(author), Some(event), Some(name), Some(role)) =
            (self.posted_at, self.body, self.author_id, self.event_id, self.name, self.role)
        else {
            return Err(StoreError::broken("a stored message lacks its text or its author"));
        };
        let author = PersonRow { id: author, event_id: event, name, affiliation: self.affiliation, role }.person()?;
        Ok(Some(Change::Live(Message {
            id,
            position,
            seq: changed,
            at: Timestamp::from_millis(at),
            author,
            text: Text::from_stored(text),
            edited_at: self.edited_at.map(Timestamp::from_millis),
            reply_to: self.reply_to.map(MessageId),
            reactions: self.reactions.as_deref().map(reactions).transpose()?.unwrap_or_default(),
            session: self.session.map(|session| stored(&session, "slug")).transpose()?,
            announcement: self.announcement.unwrap_or_default(),
        })))
    }
}

/// A part of a room's log.
struct Log {
    epoch: Epoch,
    head: Seq,
    state: RoomState,
    changes: Vec<Change>,
}

/// The rows of one statement about a room; none where there is no such room.
fn log(rows: Vec<LogRow>) -> Result<Option<Log>, StoreError> {
    let Some(first) = rows.first() else { return Ok(None) };
    let (epoch, head, state) = (Epoch(first.epoch), seq(first.head)?, first.state.state()?);
    let changes = rows.into_iter().filter_map(|row| row.message.change().transpose()).collect::<Result<_, _>>()?;
    Ok(Some(Log { epoch, head, state, changes }))
}

/// From rows in falling seq, of which `limit` were asked for.
pub(in crate::store) fn latest(rows: Vec<LogRow>, limit: u32) -> Result<Option<Snapshot>, StoreError> {
    let Some(Log { epoch, head, state, mut changes }) = log(rows)? else { return Ok(None) };
    changes.reverse();
    let complete_after = match changes.first() {
        Some(oldest) if is_full(&changes, limit) => Seq::from_stored(oldest.seq().to_stored() - 1),
        None if limit == 0 => head,
        _ => Seq::ZERO,
    };
    Ok(Some(Snapshot { epoch, head, changes, state, complete_after, complete_to: head }))
}

/// From rows above `after` in rising seq, of which `limit` were asked for.
pub(in crate::store) fn since(rows: Vec<LogRow>, after: Seq, limit: u32) -> Result<Option<Snapshot>, StoreError> {
    let Some(Log { epoch, head, state, changes }) = log(rows)? else { return Ok(None) };
    let complete_to = match changes.last() {
        Some(newest) if is_full(&changes, limit) => newest.seq(),
        None if limit == 0 => after,
        _ => head,
    };
    Ok(Some(Snapshot { epoch, head, changes, state, complete_after: after, complete_to }))
}

/// From rows in either order of position.
pub(in crate::store) fn page(rows: Vec<LogRow>) -> Result<Option<HistoryPage>, StoreError> {
    let Some(Log { epoch, head, state, changes: mut messages }) = log(rows)? else { return Ok(None) };
    messages.sort_unstable_by_key(Change::position);
    Ok(Some(HistoryPage { epoch, head, messages, state }))
}

fn is_full(changes: &[Change], limit: u32) -> bool {
    u32::try_from(changes.len()).is_ok_and(|length| length >= limit)
}
