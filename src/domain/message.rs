use super::{Ack, MessageId, Person, Reactions, Seq, Slug, Text, Timestamp};

/// A message as it now is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which message, for good.
    pub id: MessageId,
    /// The room's seq when it was posted: its place on the page. Never changes.
    pub position: Seq,
    /// The room's seq at its latest change.
    pub seq: Seq,
    /// When it was stored, by the server's clock; the order is `position`, not this.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: Person,
    /// What they wrote, as last edited.
    pub text: Text,
    /// When they last edited it.
    pub edited_at: Option<Timestamp>,
    /// The message it answers, in the same room.
    pub reply_to: Option<MessageId>,
    /// Who reacted to it with what.
    pub reactions: Reactions,
    /// The session of the programme that was on when it was posted.
    pub session: Option<Slug>,
    /// Whether it is an announcement of those who keep the room.
    pub announcement: bool,
}

/// All that is left of a removed message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// Which message it was.
    pub id: MessageId,
    /// Its place on the page.
    pub position: Seq,
    /// The room's seq at its removal.
    pub seq: Seq,
}

/// What a change left of a message. A later change of the same message replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// New or changed.
    Live(Message),
    /// Removed.
    Removed(Tombstone),
}

impl Message {
    /// The answer to a command that left the message so.
    pub fn ack(&self) -> Ack {
        Ack { id: self.id, position: self.position, seq: self.seq }
    }
}

impl Change {
    /// Which message it is about.
    pub fn id(&self) -> MessageId {
        match self {
            Self::Live(message) => message.id,
            Self::Removed(tombstone) => tombstone.id,
        }
    }

    /// The message's place on the page.
    pub fn position(&self) -> Seq {
        match self {
            Self::Live(message) => message.position,
            Self::Removed(tombstone) => tombstone.position,
        }
    }

    /// The room's seq at this change.
    pub fn seq(&self) -> Seq {
        match self {
            Self::Live(message) => message.seq,
            Self::Removed(tombstone) => tombstone.seq,
        }
    }
}
