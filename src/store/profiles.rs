//! What those who keep a room know of a person: how they stand, what they wrote in whichever room, the notes on them; and who
//! has which room.
//!
//! There is no index of names and none of authors. The people of an event are few enough to be gone through, piece by piece; and
//! what somebody posted is named by their commands, which every post writes anyway.

use super::{Member, Store, StoreError, either};
use crate::domain::{
    Act, Change, EventId, Held, Kept, MessageId, Note, NoteId, PersonId, Refusal, RoomId, Search, Timestamp,
};

/// Names read at once; no connection is held between two pieces.
const PIECE: u32 = 1_000;

/// How many names one search looks at.
const NAMES: usize = 20_000;

/// Somebody as those who keep a room see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Who it is, and what keeps them from writing.
    pub member: Member,
    /// When they joined.
    pub joined_at: Timestamp,
    /// How many messages they posted, in all rooms, removed ones among them.
    pub messages: u64,
}

/// The people that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPeople {
    /// Who joined last comes first.
    pub people: Vec<Profile>,
    /// After whom to look further; `None` if all were looked at.
    pub before: Option<PersonId>,
}

/// Something that somebody wrote, in whichever room.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The room.
    pub room: RoomId,
    /// What it is.
    pub what: Box<Remarked>,
}

/// What somebody wrote, as those who keep a room see it.
#[derive(Clone, Debug)]
pub enum Remarked {
    /// A message as it now is, and what is still kept of it where it was removed.
    Message(Change, Option<Kept>),
    /// A post that waits for a moderator.
    Held(Held),
}

impl Remark {
    /// The message, or the one that a held post may become.
    pub fn id(&self) -> MessageId {
        match &*self.what {
            Remarked::Message(change, _) => change.id(),
            Remarked::Held(held) => held.id,
        }
    }
}

impl Store {
    /// The people of an event whose names a search finds, or all; who joined last first, those after `before`, at most `limit`.
    pub async fn people(
        &self,
        event: EventId,
        search: Option<&Search>,
        before: Option<PersonId>,
        limit: usize,
    ) -> Result<FoundPeople, StoreError> {
        let mut from = match before {
            None => None,
            Some(before) => match self.profile(event, before).await? {
                Some(profile) => Some((profile.joined_at, before)),
                None => return Ok(FoundPeople { people: Vec::new(), before: None }),
            },
        };
        let (mut found, mut looked_at) = (Vec::new(), 0);
        let before = 'looking: loop {
            let piece = either!(self, backend => backend.names(event, from, PIECE))?;
            let is_last = piece.len() < PIECE as usize;
            for (joined_at, id, name) in piece {
                if found.len() == limit || looked_at == NAMES {
                    break 'looking from.map(|(_, last)| last);
                }
                from = Some((joined_at, id));
                looked_at += 1;
                if search.is_none_or(|search| search.finds(&name)) {
                    found.push(id);
                }
            }
            if is_last {
                break None;
            }
        };
        Ok(FoundPeople { people: either!(self, backend => backend.profiles(event, found))?, before })
    }

    /// Somebody who joined that event.
    pub async fn profile(&self, event: EventId, person: PersonId) -> Result<Option<Profile>, StoreError> {
        Ok(either!(self, backend => backend.profiles(event, vec![person]))?.pop())
    }

    /// What somebody wrote in any room of their event, the newest first, older than `before`, at most `limit`. Texts that are kept
    /// no longer are not among it, whether or not they have been erased yet.
    pub async fn remarks(
        &self,
        event: EventId,
        person: PersonId,
        before: Option<MessageId>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<Remark>, StoreError> {
        either!(self, backend => backend.remarks(event, person, before, limit, now))
    }

    /// The notes on somebody, the newest first.
    pub async fn notes(&self, person: PersonId) -> Result<Vec<Note>, StoreError> {
        either!(self, backend => backend.notes(person))
    }

    /// Keeps a note that somebody who keeps a room of that event writes on another person of it, decided in the transaction.
    pub async fn add_note(
        &self,
        event: EventId,
        on: PersonId,
        note: Note,
    ) -> Result<Result<Note, Refusal>, StoreError> {
        either!(self, backend => backend.add_note(event, on, note))
    }

    /// Takes a note away, decided in the transaction; again changes nothing.
    pub async fn take_note(
        &self,
        event: EventId,
        on: PersonId,
        by: PersonId,
        id: NoteId,
        now: Timestamp,
    ) -> Result<Result<(), Refusal>, StoreError> {
        either!(self, backend => backend.take_note(event, on, by, id, now))
    }

    /// The acts by which the rooms of an event were taken over last, of those who still have them: who was dismissed or banned
    /// has none.
    pub async fn watches(&self, event: EventId, now: Timestamp) -> Result<Vec<Act>, StoreError> {
        either!(self, backend => backend.watches(event, now))
    }

    /// Gives a room to somebody who keeps it, from whoever has it, or ends that they have it; decided in the transaction. `None`
    /// where it is so already.
    pub async fn watch(
        &self,
        event: EventId,
        room: RoomId,
        by: PersonId,
        on: bool,
        now: Timestamp,
    ) -> Result<Result<Option<Act>, Refusal>, StoreError> {
        either!(self, backend => backend.watch(event, room, by, on, now))
    }
}
