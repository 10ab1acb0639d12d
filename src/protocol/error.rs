use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::{Refusal, TextError};

/// What is wrong, as a word that never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Not a frame, body or query of the contract.
    BadFrame,
    /// A text that shows nothing or holds what it must not.
    BadText,
    /// A text beyond the event's limit.
    TooLong,
    /// A name against the rules for names.
    BadName,
    /// A name that could be taken for somebody else's.
    NameTaken,
    /// No identity, or one that is not known here.
    NotJoined,
    /// Not within one's role, too late, or not what the event offers.
    Forbidden,
    /// Over the event's pace, or too much at once.
    SlowDown,
    /// Muted for a time.
    Muted,
    /// Banned.
    Banned,
    /// Only moderators may write for now.
    RoomLocked,
    /// The nonce stands for another command.
    NonceReused,
    /// No such event, room or message.
    NotFound,
    /// The database cannot be reached; nothing was stored.
    Unavailable,
    /// A fault of the server; nothing was stored.
    Internal,
}

impl ErrorCode {
    /// The code as it is sent and counted.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadFrame => "bad_frame",
            Self::BadText => "bad_text",
            Self::TooLong => "too_long",
            Self::BadName => "bad_name",
            Self::NameTaken => "name_taken",
            Self::NotJoined => "not_joined",
            Self::Forbidden => "forbidden",
            Self::SlowDown => "slow_down",
            Self::Muted => "muted",
            Self::Banned => "banned",
            Self::RoomLocked => "room_locked",
            Self::NonceReused => "nonce_reused",
            Self::NotFound => "not_found",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }
}

impl From<Refusal> for ErrorCode {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotJoined => Self::NotJoined,
            Refusal::Banned => Self::Banned,
            Refusal::Muted { .. } => Self::Muted,
            Refusal::Forbidden
            | Refusal::NotAModerator
            | Refusal::NoLinks
            | Refusal::NotWhileHeld
            | Refusal::Rejected
            | Refusal::Caught
            | Refusal::BadFilter(_)
            | Refusal::PinsFull
            | Refusal::Outranked
            | Refusal::Stopped
            | Refusal::Superseded
            | Refusal::Final
            | Refusal::NoNetworkBans
            | Refusal::Span
            | Refusal::TooManyInvites
            | Refusal::TooManyNotes
            | Refusal::TooFarBack
            | Refusal::SlowModeSpan
            | Refusal::NotTheAuthor
            | Refusal::TooLate
            | Refusal::NotOffered
            | Refusal::OwnMessage
            | Refusal::TooManyReports { .. }
            | Refusal::Full => Self::Forbidden,
            Refusal::Locked | Refusal::ParticipantsOnly => Self::RoomLocked,
            Refusal::SlowDown { .. } => Self::SlowDown,
            Refusal::NonceReused => Self::NonceReused,
            Refusal::NotFound
            | Refusal::NoSuchSession
            | Refusal::NoSuchInvite
            | Refusal::NotKept
            | Refusal::NotReported
            | Refusal::Unknown => Self::NotFound,
        }
    }
}

impl From<TextError> for ErrorCode {
    fn from(error: TextError) -> Self {
        match error {
            TextError::TooLong { .. } => Self::TooLong,
            TextError::NothingVisible | TextError::ControlCharacter(_) | TextError::OpenOverride => Self::BadText,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codes_two_spellings_agree() {
        for code in [ErrorCode::BadFrame, ErrorCode::NotJoined, ErrorCode::SlowDown, ErrorCode::Internal] {
            assert_eq!(serde_json::to_string(&code).expect("encodes"), format!("\"{}\"", code.as_str()));
        }
    }
}
