//! The contract's frames, as far as the driver needs them; reading one copies nothing.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

use crate::{
    checker::{Cursor, Mark, Seen},
    tag::{RunId, Tag},
};

/// The WebSocket subprotocol.
pub const SUBPROTOCOL: &str = "social-stream.v1";

/// What a client sends.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Command<'a> {
    /// The first frame.
    Hello {
        /// Who one is; without it, a reader.
        #[serde(skip_serializing_if = "Option::is_none")]
        token: Option<&'a str>,
        /// Where to go on.
        #[serde(skip_serializing_if = "Option::is_none")]
        resume: Option<Resume<'a>>,
    },
    /// A message.
    Post {
        /// The same on every attempt.
        nonce: &'a str,
        /// What it says.
        text: &'a str,
    },
    /// React to a message.
    React {
        /// One for each reaction.
        nonce: &'a str,
        /// Which message.
        id: &'a str,
        /// With what.
        emoji: &'a str,
        /// Whether it is to be there.
        on: bool,
    },
    /// Say one's own message anew.
    Edit {
        /// The same on every attempt.
        nonce: &'a str,
        /// Which message.
        id: &'a str,
        /// What it says from now on.
        text: &'a str,
    },
    /// Take a message away.
    Remove {
        /// The same on every attempt.
        nonce: &'a str,
        /// Which message.
        id: &'a str,
    },
    /// What moderators do.
    Act {
        /// The same on every attempt.
        nonce: &'a str,
        /// What.
        ask: Ask<'a>,
    },
}

/// What an `act` asks for.
#[derive(Debug, Serialize)]
#[serde(tag = "act", rename_all = "lowercase")]
pub enum Ask<'a> {
    /// Calm the room, or end that.
    Switch {
        /// Which of the two.
        calm: bool,
    },
    /// Remove all that somebody wrote lately.
    Clear {
        /// Who.
        person: &'a str,
        /// How far back.
        last_ms: u64,
        /// What else is done to them.
        then: Then,
    },
}

/// What else is done to whose messages are removed.
#[derive(Debug, Serialize)]
#[serde(tag = "act", rename_all = "lowercase")]
pub enum Then {
    /// They are banned for good.
    Ban,
}

/// A cursor as it is sent.
#[derive(Debug, Serialize)]
pub struct Resume<'a> {
    epoch: &'a str,
    seq: u64,
}

impl<'a> From<&'a Cursor> for Resume<'a> {
    fn from(cursor: &'a Cursor) -> Self {
        Self { epoch: &cursor.epoch, seq: cursor.seq }
    }
}

/// Any frame of the server: one flat structure reads faster than a tagged enum, which would buffer first.
#[derive(Debug, Deserialize)]
pub struct Frame<'a> {
    /// What kind of frame it is.
    #[serde(rename = "type", borrow)]
    pub kind: Cow<'a, str>,
    /// Of `welcome`, `room` and `ack`.
    #[serde(default)]
    pub seq: u64,
    /// Of `message`: the message; of `error`: the words.
    #[serde(default, borrow)]
    pub message: Payload<'a>,
    /// Of `welcome`.
    #[serde(default, borrow)]
    pub epoch: Cow<'a, str>,
    /// Of `welcome`.
    #[serde(default)]
    pub resumed: bool,
    /// Of `welcome`.
    #[serde(default, borrow)]
    pub messages: Vec<Message<'a>>,
    /// Of `ack` and most `error`s; empty where there is none.
    #[serde(default, borrow)]
    pub nonce: Cow<'a, str>,
    /// Of `ack`.
    #[serde(default, borrow)]
    pub id: Cow<'a, str>,
    /// Of `ack`.
    #[serde(default)]
    pub position: u64,
    /// Of `ack`: whether the post waits for a moderator. A frame `held` has a list there.
    #[serde(default, deserialize_with = "is_true")]
    pub held: bool,
    /// Of `error`.
    #[serde(default, borrow)]
    pub code: Cow<'a, str>,
    /// Of `error`.
    #[serde(default)]
    pub retry_after_ms: Option<u64>,
}

fn is_true<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    struct Either;

    impl<'de> Visitor<'de> for Either {
        type Value = bool;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a boolean or a list")
        }

        fn visit_bool<E>(self, held: bool) -> Result<bool, E> {
            Ok(held)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(false)
        }
    }

    deserializer.deserialize_any(Either)
}

/// One message or tombstone.
#[derive(Debug, Deserialize)]
pub struct Message<'a> {
    /// The message's id.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Its place in the room's order.
    pub position: u64,
    /// The seq of its latest change.
    pub seq: u64,
    /// Of nobody in a tombstone.
    #[serde(default, borrow)]
    pub author: Author<'a>,
    /// Empty in a tombstone. (No `Option`: inside one serde would copy.)
    #[serde(default, borrow)]
    pub text: Cow<'a, str>,
    /// Whether it is a tombstone.
    #[serde(default)]
    pub removed: bool,
    /// When it was edited; empty where it never was.
    #[serde(default, borrow)]
    pub edited_at: Cow<'a, str>,
}

/// Who wrote a message.
#[derive(Debug, Default, Deserialize)]
pub struct Author<'a> {
    /// Who it is, for good.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
}

impl Message<'_> {
    /// What the checker needs of it.
    #[must_use]
    pub fn seen(&self, run: RunId) -> (Seen, Option<Tag>) {
        let tag = run.tag_of(&self.text);
        let mark: Option<Mark> = tag.map(|tag| tag.mark);
        (Seen { position: self.position, seq: self.seq, mark, removed: self.removed }, tag)
    }
}

/// The field `message`, which two kinds of frames use differently.
#[derive(Debug, Default)]
pub enum Payload<'a> {
    /// It was not there.
    #[default]
    None,
    /// Of `message` frames.
    Message(Message<'a>),
    /// Of `error` frames.
    Words(String),
}

impl<'de: 'a, 'a> Deserialize<'de> for Payload<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Payload<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a message or words")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Message::deserialize(MapAccessDeserializer::new(map)).map(Payload::Message)
            }

            fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
                Ok(Payload::Words(words.to_owned()))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_without_copying_and_unknown_fields_are_skipped() {
        let frame = r#"{"type":"message","message":{"id":"a","position":3,"seq":4,"text":"hi","author":{"id":"p","name":"Ada"},"new":[1]}}"#;
        let frame: Frame<'_> = serde_json::from_str(frame).unwrap();
        assert!(matches!(frame.kind, Cow::Borrowed("message")));
        let Payload::Message(message) = frame.message else { panic!("no message in {frame:?}") };
        assert!(matches!(message.text, Cow::Borrowed("hi")));
        assert_eq!((message.position, message.seq, message.removed), (3, 4, false));
    }

    #[test]
    fn an_error_has_words_where_a_message_has_a_message() {
        let frame: Frame<'_> =
            serde_json::from_str(r#"{"type":"error","nonce":"n","code":"slow_down","message":"so \"fast\""}"#).unwrap();
        assert_eq!((&*frame.kind, &*frame.nonce, &*frame.code), ("error", "n", "slow_down"));
        assert!(matches!(frame.message, Payload::Words(words) if words == "so \"fast\""));
    }

    #[test]
    fn what_waits_is_a_word_in_an_ack_and_a_list_in_a_frame() {
        let held = |frame: &str| serde_json::from_str::<Frame<'_>>(frame).unwrap().held;
        assert!(held(r#"{"type":"ack","nonce":"n","id":"a","position":0,"seq":0,"held":true}"#));
        assert!(!held(r#"{"type":"ack","nonce":"n","id":"a","position":1,"seq":1}"#));
        assert!(!held(r#"{"type":"held","held":[{"id":"a","author":{"id":"p"},"text":"may I?"}]}"#));
    }

    #[test]
    fn acts_are_asked_for_as_the_contract_says() {
        let act = |ask| serde_json::to_string(&Command::Act { nonce: "n", ask }).unwrap();
        assert_eq!(act(Ask::Switch { calm: true }), r#"{"type":"act","nonce":"n","ask":{"act":"switch","calm":true}}"#);
        assert_eq!(
            act(Ask::Clear { person: "p", last_ms: 1_000, then: Then::Ban }),
            r#"{"type":"act","nonce":"n","ask":{"act":"clear","person":"p","last_ms":1000,"then":{"act":"ban"}}}"#
        );
    }

    #[test]
    fn a_reader_says_nothing_but_hello() {
        let hello = Command::Hello { token: None, resume: None };
        assert_eq!(serde_json::to_string(&hello).unwrap(), r#"{"type":"hello"}"#);
        let cursor = Cursor { epoch: "e".into(), seq: 7 };
        let hello = Command::Hello { token: Some("t"), resume: Some((&cursor).into()) };
        assert_eq!(
            serde_json::to_string(&hello).unwrap(),
            r#"{"type":"hello","token":"t","resume":{"epoch":"e","seq":7}}"#
        );
    }
}
