use serde::Serialize;
use ts_rs::TS;

use super::{Encoded, ErrorCode, Person, Room};
use crate::domain::{self, Nonce};

/// A text frame to a client. `message` frames are built by [`Encoded`], once for everybody.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerFrame<'a> {
    /// The answer to hello.
    Welcome(Welcome<'a>),
    /// A command was stored for good.
    Ack(Ack),
    /// A command was refused, or a frame could not be read; nothing was stored.
    Error(ErrorFrame),
    /// How many are connected.
    Online(Online),
}

/// The answer to hello.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Welcome<'a> {
    /// Who the client is; `null` for a reader.
    pub you: Option<Person>,
    /// The id of the room's history.
    pub epoch: String,
    /// The room's seq up to which `messages` tells everything.
    #[ts(type = "number")]
    pub seq: u64,
    /// Whether `messages` is everything changed since the client's cursor (by rising seq), or else the newest page (by
    /// rising position).
    pub resumed: bool,
    /// Those messages.
    #[ts(type = "Array<Message>")]
    pub messages: &'a [Encoded],
    /// The state of the room.
    pub room: Room,
    /// How many are connected.
    pub online: u32,
    /// What the server takes.
    pub limits: Limits,
}

/// What the server takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Limits {
    /// The longest text, in code points after normalisation.
    #[ts(type = "number")]
    pub text: usize,
    /// The largest frame, in bytes.
    #[ts(type = "number")]
    pub frame: usize,
}

/// A command was stored for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Ack {
    /// The client's name for the command.
    pub nonce: String,
    /// The message it made or changed.
    pub id: String,
    /// That message's place on the page.
    #[ts(type = "number")]
    pub position: u64,
    /// The room's seq at this change.
    #[ts(type = "number")]
    pub seq: u64,
}

/// A command was refused, or a frame could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ErrorFrame {
    /// The client's name for the command, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub nonce: Option<String>,
    /// What is wrong, for programs.
    pub code: ErrorCode,
    /// What is wrong, for people, in English.
    pub message: String,
    /// Milliseconds after which the same command may be let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub retry_after_ms: Option<u64>,
}

/// How many are connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Online {
    /// Connections in this room.
    pub count: u32,
}

impl ServerFrame<'_> {
    /// The frame as JSON.
    pub fn encode(&self) -> String {
        // These types have string keys only and cannot fail; a frame of nothing is still JSON.
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }
}

impl Ack {
    /// The answer to the command of that nonce.
    pub fn new(nonce: &Nonce, ack: domain::Ack) -> Self {
        Self {
            nonce: nonce.as_str().to_owned(),
            id: ack.id.to_string(),
            position: ack.position.get(),
            seq: ack.seq.get(),
        }
    }
}
