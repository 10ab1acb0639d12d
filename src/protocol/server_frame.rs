use bytes::Bytes;
use serde::Serialize;
use ts_rs::TS;

use super::{Act, Encoded, ErrorCode, HeldList, Judged, Notice, Person, ReportedList, Room, RoomState, Standing, View};
use crate::domain::{self, MessageId, Nonce, Seq};

/// A text frame to a client. `message` frames are built by [`Encoded`], once for everybody.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerFrame<'a> {
    /// The answer to hello.
    Welcome(Welcome<'a>),
    /// The room's state changed.
    Room(RoomFrame),
    /// A command was stored for good.
    Ack(Ack),
    /// An act was done, now or before.
    Acted(ActedFrame),
    /// A command was refused, or a frame could not be read; nothing was stored.
    Error(ErrorFrame),
    /// How many are connected.
    Online(Online),
    /// Something was done to oneself or to one's message.
    Notice(NoticeFrame),
    /// The newest of the log of acts, to those who keep the room.
    Acts(ActsFrame),
    /// What waits for a moderator, whole: one's own, or all of it for those who keep the room.
    Held(HeldList),
    /// The messages that are reported, whole; for those who keep the room.
    Reported(ReportedList),
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
    /// The room as of `seq`.
    pub room: Room,
    /// How many are connected.
    pub online: u32,
    /// What the server takes.
    pub limits: Limits,
    /// Those messages. They stand last, for [`Welcome::pieces`].
    #[ts(type = "Array<Message>")]
    pub messages: &'a [Encoded],
}

/// The room's state changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RoomFrame {
    /// The room's seq at this change.
    #[ts(type = "number")]
    pub seq: u64,
    /// The state, whole; what else a `room` object says stays as it was.
    pub room: RoomState,
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
    /// Whether the post waits for a moderator and has no place yet: `position` and `seq` are 0; missing where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
}

/// An act was done, now or before: what its call of the HTTP API would have answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ActedFrame {
    /// The client's name for the act.
    pub nonce: String,
    /// The room's seq since which its state is so; for what is set in a room.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub seq: Option<u64>,
    /// Its entry in the log, for an act on somebody; missing where there was nothing left to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub act: Option<Box<Act>>,
    /// Whom it was about, as they are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub on: Option<Standing>,
    /// What was decided on a held post or a reported message.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub judged: Option<Judged>,
    /// How often the event's filters were set now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub version: Option<u64>,
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

/// Something was done to oneself or to one's message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NoticeFrame {
    /// What.
    pub notice: Notice,
}

/// The newest of the log of acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ActsFrame {
    /// By rising number. One may be missing that came long ago: the log itself has it.
    pub acts: Vec<Act>,
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

impl<'a> Welcome<'a> {
    /// The frame as JSON in pieces. The messages in it are not copied: everybody who is welcomed with them shares them, and a
    /// client that does not take its welcome costs no more than that.
    pub fn pieces(self, view: View) -> impl Iterator<Item = Bytes> + use<'a> {
        const END: &str = "]}";
        let messages = self.messages.iter().map(move |message| message.object(view));
        let mut head = ServerFrame::Welcome(Self { messages: &[], ..self }).encode();
        head.truncate(head.len() - END.len());
        let commas =
            std::iter::once("").chain(std::iter::repeat(",")).map(|comma| Bytes::from_static(comma.as_bytes()));
        let messages = commas.zip(messages).flat_map(|(comma, [message, close])| [comma, message, close]);
        std::iter::once(head.into()).chain(messages).chain(std::iter::once(Bytes::from_static(END.as_bytes())))
    }
}

impl RoomFrame {
    /// The frame as JSON, for everybody.
    pub fn encode(state: &domain::RoomState) -> Bytes {
        ServerFrame::Room(Self { seq: state.seq.get(), room: state.into() }).encode().into()
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
            held: false,
        }
    }

    /// The answer to a post that waits for a moderator.
    pub fn held(nonce: &Nonce, id: MessageId) -> Self {
        let ack = domain::Ack { id, position: Seq::ZERO, seq: Seq::ZERO };
        Self { held: true, ..Self::new(nonce, ack) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Change, Random, Tombstone},
        machine::SystemRandom,
    };

    #[test]
    fn the_pieces_of_a_welcome_are_it() {
        let random: &dyn Random = &SystemRandom;
        let gone = || Change::Removed(Tombstone { id: MessageId::random(random), position: Seq::ZERO, seq: Seq::ZERO });
        for count in 0..3 {
            let messages: Vec<_> = (0..count).map(|_| Encoded::new(&gone())).collect();
            let welcome = Welcome {
                you: None,
                epoch: "]}".to_owned(),
                seq: 7,
                resumed: true,
                room: Room {
                    slug: "main".to_owned(),
                    title: "\"messages\":[]}".to_owned(),
                    reactions: vec!["]}".to_owned()],
                    edit_window_ms: 0,
                    state: RoomState::from(&domain::RoomState::default()),
                },
                online: 1,
                limits: Limits { text: 2_000, frame: 16_384 },
                messages: &messages,
            };
            let whole = ServerFrame::Welcome(welcome.clone()).encode();
            assert_eq!(welcome.pieces(View::Full).collect::<Vec<_>>().concat(), whole.as_bytes());
        }
    }
}
