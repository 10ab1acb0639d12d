use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    StoreError,
    rows::{ChangedRow, CommandRow, HeldRow, KeptRow, LockedRoom, StandingRow, TargetRow, seq},
};
use crate::domain::{
    Action, Change, Command, Decision, Facts, Filters, Lately, Message, MessageId, Nonce, Past, PersonId, Reports,
    RoomId, SessionTimes, Timestamp,
};

/// A message that is to be changed, whole; to be followed by its condition.
macro_rules! message {
    () => {
        "SELECT m.id AS message_id, m.position, m.seq, m.posted_at, m.body, m.edited_at, m.reply_to, m.reactions,
                m.session, m.announcement, m.removed_at IS NOT NULL AS removed, p.id AS author_id, p.event_id, p.name, p.affiliation, p.role
         FROM messages m LEFT JOIN people p ON p.id = m.author_id AND m.removed_at IS NULL"
    };
}
pub(super) use message;

/// What is to be known of a message before it is changed; to be followed by its condition. No join, which a planner could
/// turn around into a walk through all that an author wrote.
macro_rules! target {
    () => {
        "SELECT m.id, m.room_id, m.position, m.seq, m.author_id,
                (SELECT p.role FROM people p WHERE p.id = m.author_id) AS author_role,
                m.removed_at IS NOT NULL AS removed, m.removals,
                EXISTS (SELECT 1 FROM kept_texts k WHERE k.message_id = m.id) AS kept
         FROM messages m"
    };
}
pub(super) use target;

/// What is kept of a removed message; to be followed by its condition. Nothing else reads kept texts. For a restore, and for the page of a person
/// that moderators see.
macro_rules! kept {
    () => {
        "SELECT m.id AS message_id, m.position, m.seq, m.posted_at, k.body, k.edited_at, m.reply_to, k.reactions,
                m.session, m.announcement, m.removed_at IS NULL AS removed, p.id AS author_id, p.event_id, p.name, p.affiliation, p.role,
                k.kept_until
         FROM kept_texts k JOIN messages m ON m.id = k.message_id LEFT JOIN people p ON p.id = m.author_id"
    };
}
pub(super) use kept;

/// What a batch asks about, each thing once and in a fixed order: rows of `people` are locked in the order of their ids,
/// so that two rooms with the same people in their batches do not wait for each other in a circle.
pub(super) struct Questions {
    pub(super) nonces: BTreeSet<(PersonId, Nonce)>,
    pub(super) authors: BTreeSet<PersonId>,
    pub(super) targets: BTreeSet<MessageId>,
    /// Those of the targets that have to be known whole.
    pub(super) messages: BTreeSet<MessageId>,
    /// Whether the sessions of the room have to be known.
    pub(super) sessions: bool,
    /// Those of the targets of which has to be known what is kept.
    pub(super) kept: BTreeSet<MessageId>,
    /// The held posts that are decided on.
    pub(super) held: BTreeSet<MessageId>,
    /// Those of the targets that may be reported.
    pub(super) reported: BTreeSet<MessageId>,
    /// Who reports which of them.
    pub(super) reports: BTreeSet<(MessageId, PersonId)>,
}

impl Questions {
    pub(super) fn of(batch: &[Command]) -> Self {
        Self {
            nonces: batch.iter().filter_map(|c| Some((c.author, c.nonce.clone()?))).collect(),
            authors: batch.iter().map(|c| c.author).collect(),
            targets: batch
                .iter()
                .filter_map(|c| match c.action {
                    Action::Post { reply_to, .. } => reply_to,
                    Action::Remove { id, .. }
                    | Action::Erase { id, .. }
                    | Action::Restore { id, .. }
                    | Action::Edit { id, .. }
                    | Action::React { id, .. }
                    | Action::Pin { id, .. }
                    | Action::Report { id, .. }
                    | Action::DecideReported { id, .. } => Some(id),
                    Action::StartSession { .. }
                    | Action::EndSession
                    | Action::Switch { .. }
                    | Action::Decide { .. } => None,
                })
                .collect(),
            messages: batch
                .iter()
                .filter_map(|c| match c.action {
                    Action::Edit { id, .. } | Action::React { id, .. } | Action::Restore { id, .. } => Some(id),
                    Action::Post { .. }
                    | Action::Remove { .. }
                    | Action::Erase { .. }
                    | Action::StartSession { .. }
                    | Action::EndSession
                    | Action::Switch { .. }
                    | Action::Pin { .. }
                    | Action::Report { .. }
                    | Action::DecideReported { .. }
                    | Action::Decide { .. } => None,
                })
                .collect(),
            sessions: batch.iter().any(|c| {
                matches!(
                    c.action,
                    Action::Post { .. } | Action::Decide { .. } | Action::StartSession { .. } | Action::EndSession
                )
            }),
            held: batch
                .iter()
                .filter_map(|c| if let Action::Decide { id, .. } = c.action { Some(id) } else { None })
                .collect(),
            reported: batch
                .iter()
                .filter_map(|c| match c.action {
                    Action::Report { id, .. }
                    | Action::DecideReported { id, .. }
                    | Action::Remove { id, .. }
                    | Action::Erase { id, .. } => Some(id),
                    _ => None,
                })
                .collect(),
            reports: batch
                .iter()
                .filter_map(|c| if let Action::Report { id, .. } = c.action { Some((id, c.author)) } else { None })
                .collect(),
            kept: batch
                .iter()
                .filter_map(|c| if let Action::Restore { id, .. } = c.action { Some(id) } else { None })
                .collect(),
        }
    }
}

/// What the database answered to [`Questions`].
#[derive(Default)]
pub(super) struct Answers {
    pub(super) commands: Vec<CommandRow>,
    pub(super) people: Vec<StandingRow>,
    pub(super) targets: Vec<TargetRow>,
    pub(super) messages: Vec<ChangedRow>,
    pub(super) kept: Vec<KeptRow>,
    pub(super) sessions: Vec<SessionTimes>,
    pub(super) held: Vec<HeldRow>,
    pub(super) reports: Reports,
    pub(super) pasts: Vec<(PersonId, Past)>,
    pub(super) filters: Option<Arc<Filters>>,
    pub(super) lately: Lately,
}

/// What the answers come to. People and messages are looked up by their ids alone, since a second condition could lead
/// a planner to go through all the people of the event or all the messages of the room; who and what is not of this room
/// is left out here.
pub(super) fn facts(id: RoomId, room: &LockedRoom, answers: Answers) -> Result<Facts, StoreError> {
    let Answers { commands, people, targets, messages, kept, sessions, held, reports, pasts, filters, lately } =
        answers;
    Ok(Facts {
        head: seq(room.head)?,
        pace: room.pace()?,
        edit_window: room.edit_window()?,
        restore_window: room.restore_window()?,
        reactions: room.reactions(),
        known: commands.into_iter().map(CommandRow::known).collect::<Result<_, _>>()?,
        people: people
            .into_iter()
            .filter(|row| row.person.event_id == room.event_id)
            .map(StandingRow::standing)
            .collect::<Result<_, _>>()?,
        targets: targets
            .into_iter()
            .filter(|row| row.room_id == id.0)
            .map(TargetRow::target)
            .collect::<Result<_, _>>()?,
        // Looked up through the targets only, which are of this room.
        messages: live(messages)?,
        state: room.state.state()?,
        sessions,
        kept: kept.into_iter().map(KeptRow::kept).collect::<Result<_, _>>()?,
        held: held.into_iter().map(|row| row.held().map(|held| (held.id, held))).collect::<Result<_, _>>()?,
        reports,
        pasts: pasts.into_iter().collect(),
        filters,
        lately,
    })
}

fn live(messages: Vec<ChangedRow>) -> Result<HashMap<MessageId, Message>, StoreError> {
    let changes = messages.into_iter().filter_map(|row| row.change().transpose());
    let live = changes.filter_map(|change| match change {
        Ok(Change::Live(message)) => Some(Ok((message.id, message))),
        Ok(Change::Removed(_)) => None,
        Err(error) => Some(Err(error)),
    });
    live.collect()
}

/// Whether a decision leaves anything to store; what a refused edit has used of its author's pace is something.
pub(super) fn stores_anything(decision: &Decision) -> bool {
    let Decision { changes, receipts, acts, state, paces, .. } = decision;
    !(changes.is_empty() && receipts.is_empty() && acts.is_empty() && paces.is_empty())
        || state.is_some()
        || decision.touches_held()
}

/// The new messages of a decision. One that the same batch removes again is stored like the others and then removed.
pub(super) fn posts(decision: &Decision) -> impl Iterator<Item = &Message> {
    decision.changes.iter().filter_map(|change| match change {
        Change::Live(message) if message.seq == message.position => Some(message),
        _ => None,
    })
}

/// The messages of a decision that were there and are edited or reacted to, as they are from now on.
pub(super) fn changed(decision: &Decision) -> Vec<&Message> {
    let changed = decision.changes.iter().filter_map(|change| match change {
        Change::Live(message) if message.seq != message.position => Some(message),
        _ => None,
    });
    changed.collect()
}

/// What is removed but kept for a while, and until when.
pub(super) fn to_keep(decision: &Decision) -> impl Iterator<Item = (MessageId, Timestamp)> {
    decision.removals.iter().filter_map(|removal| Some((removal.tombstone.id, removal.kept_until?)))
}

/// Whether a decision takes texts away, so that their remains are to be cleaned off the disk.
pub(super) fn takes_texts_away(decision: &Decision, now: Timestamp) -> bool {
    let Decision { removals, erased, verdicts, settled, .. } = decision;
    !(removals.is_empty() && erased.is_empty() && verdicts.is_empty() && settled.is_empty())
        || changed(decision).iter().any(|message| message.edited_at == Some(now))
}

/// A digest has 31 bits so that it fits every database's integer.
pub(super) fn digest_to_stored(digest: u32) -> i32 {
    i32::try_from(digest).unwrap_or(i32::MAX)
}

/// Why a change that did not hit exactly its messages must not be committed.
pub(super) fn check_hit(messages: usize, affected: u64) -> Result<(), StoreError> {
    if u64::try_from(messages) == Ok(affected) {
        Ok(())
    } else {
        Err(StoreError::broken("a message to be changed is not there"))
    }
}
