use sha2::{Digest, Sha256};

use super::{Emoji, FilterError, MessageId, Nonce, PersonId, Seq, Slug, Switching, Text};

/// Something a person wants changed in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Who wants it.
    pub author: PersonId,
    /// Their name for it. Only what changes nothing when it is done again may come without one.
    pub nonce: Option<Nonce>,
    /// What they want.
    pub action: Action,
}

/// What a [`Command`] wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A new message.
    Post {
        /// The id it gets if this is the first time its nonce is seen.
        id: MessageId,
        /// What it says.
        text: Text,
        /// What it answers.
        reply_to: Option<MessageId>,
        /// Whether it is shown apart, as only those who keep the room may have it.
        announcement: bool,
    },
    /// Take a message away: those who keep the room, for whom its text is kept a while, or its author, for good.
    Remove {
        /// Which one.
        id: MessageId,
        /// Why.
        reason: Option<Reason>,
    },
    /// Take a message away for good, and what is kept of it.
    Erase {
        /// Which one.
        id: MessageId,
        /// Why.
        reason: Option<Reason>,
    },
    /// Bring a removed message back.
    Restore {
        /// Which one.
        id: MessageId,
        /// Why.
        reason: Option<Reason>,
    },
    /// Say one's own message anew, while the event's edit window lasts.
    Edit {
        /// Which one.
        id: MessageId,
        /// What it says from now on.
        text: Text,
    },
    /// React to a message, or take that back. Names the state that is wanted, so that again changes nothing.
    React {
        /// To which one.
        id: MessageId,
        /// With what.
        emoji: Emoji,
        /// Whether the reaction is to be there.
        on: bool,
    },
    /// Start a session of the programme by hand, as a moderator.
    StartSession {
        /// Which one.
        session: Slug,
    },
    /// End the session that is on by hand, as a moderator.
    EndSession,
    /// Make the room quieter or louder, as a moderator.
    Switch {
        /// What.
        switching: Switching,
        /// Why.
        reason: Option<Reason>,
    },
    /// Pin a message or take it down, as a moderator.
    Pin {
        /// Which one.
        id: MessageId,
        /// Whether it is to be pinned.
        on: bool,
    },
    /// Tell those who keep the room of another's message, once.
    Report {
        /// Which one.
        id: MessageId,
        /// What is wrong with it.
        reason: Reason,
    },
    /// Decide on a message that is reported, as a moderator. What was decided before stays so.
    DecideReported {
        /// Which one.
        id: MessageId,
        /// Whether it stays, or else is removed.
        keep: bool,
        /// Why.
        reason: Option<Reason>,
    },
    /// Decide on a held post, as a moderator. What was decided before stays so.
    Decide {
        /// Which one.
        id: MessageId,
        /// Whether it becomes a message.
        approve: bool,
        /// Why.
        reason: Option<Reason>,
    },
}

/// Why something was done, in one line of at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(Box<str>);

/// Why a string is no [`Reason`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reason is one line of at most 200 characters, without control characters")]
pub struct ReasonError;

/// The lasting answer to a command that was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ack {
    /// The message it made or changed.
    pub id: MessageId,
    /// That message's place on the page.
    pub position: Seq,
    /// The room's seq at this change.
    pub seq: Seq,
}

/// What became of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Stored now.
    Stored(Ack),
    /// Stored before, or nothing left to change; the answer is the first one's.
    Repeated(Ack),
    /// The room's state is as it was wanted, which it has been since this seq.
    Set(Seq),
    /// A post was stored, now or before, but waits for a moderator; it gets that id.
    Held(MessageId),
    /// A held post, or a reported message, is decided on, by this or before.
    Judged,
    /// Nothing stored.
    Refused(Refusal),
}

/// Why a command was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The author is not known in this event.
    #[error("join the event first")]
    NotJoined,
    /// The author is banned.
    #[error("you are banned from this event")]
    Banned,
    /// The author is muted.
    #[error("a moderator has muted you")]
    Muted {
        /// Milliseconds until the mute ends.
        retry_after_ms: u64,
    },
    /// The author's role does not allow it.
    #[error("only its author or a moderator may do this")]
    Forbidden,
    /// Only moderators and organisers set a room's state.
    #[error("only a moderator may do this")]
    NotAModerator,
    /// Not within the role of who wants it: nobody acts on an equal or on one above.
    #[error("your role does not allow this")]
    Outranked,
    /// The author's messages were removed while this one was on its way.
    #[error("a moderator has removed your latest messages, and what you had on the way with them")]
    Stopped,
    /// Something else was done since.
    #[error("something else was done since, which this would undo as well")]
    Superseded,
    /// Not what can be taken back.
    #[error("this cannot be taken back")]
    Final,
    /// [`INVITES_MAX`](super::INVITES_MAX) invites work at this time.
    #[error("200 invitations of this event work at this time; end one first")]
    TooManyInvites,
    /// [`NOTES_MAX`](super::NOTES_MAX) notes on somebody are kept.
    #[error("50 notes on somebody are kept; take one away first")]
    TooManyNotes,
    /// No such invite in this event.
    #[error("no such invitation in this event")]
    NoSuchInvite,
    /// An act for a shorter or longer time than acts are for.
    #[error("a time is from 1000 ms (1 s) to 31536000000 ms (365 days)")]
    Span,
    /// The event keeps nobody's network out.
    #[error("this event keeps no networks out; its organiser can allow that by `network_bans`")]
    NoNetworkBans,
    /// Messages that are too old to be removed at once.
    #[error("the messages of the last 24 hours can be removed at once, so last_ms is at most 86400000")]
    TooFarBack,
    /// A slower mode than rooms have.
    #[error("slow_mode_ms is at most 3600000 ms (one hour)")]
    SlowModeSpan,
    /// The text of a removed message is gone.
    #[error("the text of this message is no longer kept")]
    NotKept,
    /// Only authors edit; moderators remove.
    #[error("only its author may edit a message")]
    NotTheAuthor,
    /// The edit window is over, or the event has none.
    #[error("this message can no longer be edited")]
    TooLate,
    /// Not one of the event's reactions.
    #[error("this event does not offer that reaction")]
    NotOffered,
    /// [`Reactions::LIMIT`](super::Reactions::LIMIT) is reached.
    #[error("this message cannot hold more reactions")]
    Full,
    /// Over the pace.
    #[error("you are faster than this event allows")]
    SlowDown {
        /// Milliseconds until the next one will be let in.
        retry_after_ms: u64,
    },
    /// Over the pace of reports.
    #[error("you have reported much in a short time; those who keep the room look at it")]
    TooManyReports {
        /// Milliseconds until the next one will be let in.
        retry_after_ms: u64,
    },
    /// One's own message is removed, not reported.
    #[error("nobody reports their own message; its author may remove it")]
    OwnMessage,
    /// Nobody has ever reported that message.
    #[error("this message is not reported")]
    NotReported,
    /// Only those who keep the room write in it for now.
    #[error("only moderators write here for now")]
    Locked,
    /// Guests only read for now.
    #[error("only those who were invited write here for now")]
    ParticipantsOnly,
    /// Guests write no links for now.
    #[error("guests write no links here for now")]
    NoLinks,
    /// Posts of the author wait for a moderator, who would not see an edit.
    #[error("what you write waits for a moderator for now, so nothing can be edited")]
    NotWhileHeld,
    /// A filter would hold a post like this, which an edit cannot be.
    #[error("a filter of this event holds texts like this, so the message was not changed")]
    Caught,
    /// A filter that cannot be used.
    #[error("this filter cannot be used; nothing was changed. {0}")]
    BadFilter(FilterError),
    /// A moderator did not let the held post in.
    #[error("a moderator has not let this in")]
    Rejected,
    /// [`PINS`](super::PINS) messages are pinned.
    #[error("3 messages are pinned; take one down first")]
    PinsFull,
    /// The same nonce stands for another command.
    #[error("this nonce was used for something else")]
    NonceReused,
    /// No such message in this room.
    #[error("no such message in this room")]
    NotFound,
    /// No such session in this room's programme.
    #[error("no such session in this room's programme")]
    NoSuchSession,
    /// No such person or act in this event.
    #[error("nobody and nothing here is known by that")]
    Unknown,
}

impl Refusal {
    /// Milliseconds after which the same may be let in, where waiting helps.
    pub fn retry_after_ms(self) -> Option<u64> {
        match self {
            Self::SlowDown { retry_after_ms }
            | Self::Muted { retry_after_ms }
            | Self::TooManyReports { retry_after_ms } => Some(retry_after_ms),
            _ => None,
        }
    }
}

impl Action {
    /// A fingerprint of what the author asked for, salted with their nonce: tells a retry from a reused nonce. It
    /// outlives a removed text, so it is only 31 bits long: enough against a client's mistake, too little to say what
    /// a text was.
    pub fn digest(&self, nonce: &Nonce) -> u32 {
        let mut hash = Sha256::new();
        hash.update(nonce.as_str());
        match self {
            Self::Post { text, reply_to, announcement, .. } => {
                hash.update(if *announcement { &b"\0announcement\0"[..] } else { b"\0post\0" });
                hash.update(reply_to.map_or([0; 16], |id| id.0.into_bytes()));
                hash.update(text.as_str());
            }
            Self::Remove { id, reason } => {
                hash.update(b"\0remove\0");
                hash.update(id.0.into_bytes());
                hash.update(reason.as_ref().map_or("", Reason::as_str));
            }
            Self::Erase { id, reason } => {
                hash.update(b"\0erase\0");
                hash.update(id.0.into_bytes());
                hash.update(reason.as_ref().map_or("", Reason::as_str));
            }
            Self::Restore { id, reason } => {
                hash.update(b"\0restore\0");
                hash.update(id.0.into_bytes());
                hash.update(reason.as_ref().map_or("", Reason::as_str));
            }
            Self::Edit { id, text } => {
                hash.update(b"\0edit\0");
                hash.update(id.0.into_bytes());
                hash.update(text.as_str());
            }
            Self::React { id, emoji, on } => {
                hash.update(b"\0react\0");
                hash.update(id.0.into_bytes());
                hash.update([u8::from(*on)]);
                hash.update(emoji.as_str());
            }
            Self::StartSession { session } => {
                hash.update(b"\0start session\0");
                hash.update(session.as_str());
            }
            Self::EndSession => hash.update(b"\0end session\0"),
            Self::Switch { switching, .. } => {
                hash.update(b"\0switch\0");
                hash.update(switching.to_string());
            }
            Self::Pin { id, on } => {
                hash.update(b"\0pin\0");
                hash.update(id.0.into_bytes());
                hash.update([u8::from(*on)]);
            }
            Self::Report { id, reason } => {
                hash.update(b"\0report\0");
                hash.update(id.0.into_bytes());
                hash.update(reason.as_str());
            }
            Self::DecideReported { id, keep, .. } => {
                hash.update(b"\0decide reported\0");
                hash.update(id.0.into_bytes());
                hash.update([u8::from(*keep)]);
            }
            Self::Decide { id, approve, .. } => {
                hash.update(b"\0decide\0");
                hash.update(id.0.into_bytes());
                hash.update([u8::from(*approve)]);
            }
        }
        let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
        u32::from_le_bytes([a, b, c, d]) >> 1
    }
}

impl Reason {
    /// Parses what somebody gave as a reason.
    pub fn parse(raw: &str) -> Result<Self, ReasonError> {
        let line = raw.trim();
        if line.chars().count() > 200 || line.chars().any(char::is_control) || line.is_empty() {
            return Err(ReasonError);
        }
        Ok(Self(line.into()))
    }

    /// As it was stored.
    pub fn from_stored(stored: String) -> Self {
        Self(stored.into())
    }

    /// The reason itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
