use std::collections::BTreeSet;

use super::{
    StoreError,
    rows::{CommandRow, LockedRoom, StandingRow, TargetRow, seq},
};
use crate::domain::{Action, Change, Command, Decision, Facts, Message, MessageId, Nonce, PersonId, Removal, RoomId};

/// What a batch asks about, each thing once and in a fixed order: rows of `people` are locked in the order of their ids,
/// so that two rooms with the same people in their batches do not wait for each other in a circle.
pub(super) struct Questions {
    pub(super) nonces: BTreeSet<(PersonId, Nonce)>,
    pub(super) authors: BTreeSet<PersonId>,
    pub(super) targets: BTreeSet<MessageId>,
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
                    Action::Remove { id, .. } => Some(id),
                })
                .collect(),
        }
    }
}

/// What the database answered. People and messages are looked up by their ids alone, since a second condition could lead
/// a planner to go through all the people of the event or all the messages of the room; who and what is not of this room
/// is left out here.
pub(super) fn facts(
    id: RoomId,
    room: &LockedRoom,
    commands: Vec<CommandRow>,
    people: Vec<StandingRow>,
    targets: Vec<TargetRow>,
) -> Result<Facts, StoreError> {
    Ok(Facts {
        head: seq(room.head)?,
        pace: room.pace()?,
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
    })
}

/// Whether a decision leaves anything to store.
pub(super) fn stores_anything(decision: &Decision) -> bool {
    !(decision.changes.is_empty() && decision.receipts.is_empty())
}

/// The new messages of a decision. One that the same batch removes again is stored like the others and then removed.
pub(super) fn posts(decision: &Decision) -> impl Iterator<Item = &Message> {
    decision.changes.iter().filter_map(|change| match change {
        Change::Live(message) if message.seq == message.position => Some(message),
        _ => None,
    })
}

/// A digest has 31 bits so that it fits every database's integer.
pub(super) fn digest_to_stored(digest: u32) -> i32 {
    i32::try_from(digest).unwrap_or(i32::MAX)
}

/// Why a removal that did not hit exactly its messages must not be committed.
pub(super) fn check_removed(removals: &[Removal], affected: u64) -> Result<(), StoreError> {
    if u64::try_from(removals.len()) == Ok(affected) {
        Ok(())
    } else {
        Err(StoreError::broken("a message to be removed is not there"))
    }
}
