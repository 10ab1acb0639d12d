use super::{ActKind, Message, MessageId, PersonId, Reason, Switching, Timestamp, Tombstone};

/// A message to be removed.
#[derive(Clone, Debug)]
pub struct Removal {
    /// What is left of it.
    pub tombstone: Tombstone,
    /// Who removed it.
    pub by: PersonId,
    /// Why.
    pub reason: Option<Reason>,
    /// Until when its text is kept apart; `None` where nothing is kept.
    pub kept_until: Option<Timestamp>,
}

/// What is kept of a removed message.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The message as it was.
    pub message: Message,
    /// From this moment on it is gone.
    pub until: Timestamp,
}

/// What somebody who keeps the room did to it or to another's message.
#[derive(Clone, Debug)]
pub struct RoomAct {
    /// What.
    pub kind: ActKind,
    /// Who.
    pub by: PersonId,
    /// Whose message; `None` where it was done to the room.
    pub on: Option<PersonId>,
    /// Which message.
    pub message: Option<MessageId>,
    /// What was switched.
    pub switched: Option<Switching>,
    /// Why.
    pub reason: Option<Reason>,
}

/// How often a message was removed and what became of it then. The later of two marks of a message is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RemovalMark {
    /// 1 for the first removal.
    pub nth: u32,
    /// What became of it.
    pub state: RemovalState,
}

/// What became of a message after a removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RemovalState {
    /// It is removed, and its text may be kept.
    Removed,
    /// It was brought back.
    Restored,
    /// It is removed, and nothing of it is kept.
    Erased,
}
