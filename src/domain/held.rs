use super::{Caught, MessageId, Nonce, Person, PersonId, Text, Timestamp};

/// A post that waits, or waited, for a moderator. It is no message: it has no place in the room's log before it is approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The id it gets as a message.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Person,
    /// Their name for it.
    pub nonce: Nonce,
    /// [`Action::digest`](super::Action::digest) of what they asked for.
    pub digest: u32,
    /// What it says; gone once it is decided on.
    pub text: Option<Text>,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// Since when it waits.
    pub at: Timestamp,
    /// The filters that caught it; none where a switch holds it.
    pub caught: Caught,
    /// What a moderator decided.
    pub verdict: Option<Verdict>,
}

/// What was decided on a held post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is a message now.
    pub approved: bool,
    /// Who decided.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What a room knows of somebody who wants to post, where a switch asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// When they last posted here, held or not.
    pub posted_at: Option<Timestamp>,
    /// Whether something they wrote here is there to be read.
    pub accepted: bool,
}
