use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::{Ask, parsed};
use crate::domain::{Emoji, MessageId, Nonce, Seq};

/// A text frame from a client. Unknown types and unknown fields are errors, so that nobody believes that a forged
/// `role` or `seq` did something.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// The first frame of a stream.
    Hello {
        /// Who it is; without one, a reader.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        token: Option<String>,
        /// Up to where the client has the room.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        resume: Option<Resume>,
        /// Whether to leave out reactions and how many are connected.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        low_data: bool,
    },
    /// A new message.
    Post {
        /// The client's own name for this command, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// What it says.
        text: String,
        /// The message it answers.
        #[serde(default, deserialize_with = "parsed::optional_string", serialize_with = "parsed::as_optional_string")]
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional, type = "string")]
        reply_to: Option<MessageId>,
        /// Whether it is an announcement; for moderators and organisers.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        announcement: bool,
    },
    /// Take a message away.
    Remove {
        /// The client's own name for this command, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// Which message.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
        /// Why, in one line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        reason: Option<String>,
    },
    /// Take a message away for good, and what is kept of it.
    Erase {
        /// The client's own name for this command, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// Which message.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
        /// Why, in one line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        reason: Option<String>,
    },
    /// Bring a removed message back.
    Restore {
        /// The client's own name for this command, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// Which message.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
        /// Why, in one line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        reason: Option<String>,
    },
    /// Say one's own message anew.
    Edit {
        /// The client's own name for this command, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// Which message.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
        /// What it says from now on.
        text: String,
    },
    /// Tell those who keep the room of another's message.
    Report {
        /// The client's own name for this command, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// Which message.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
        /// What is wrong with it, in one line.
        reason: String,
    },
    /// React to a message, or take that back.
    React {
        /// The client's own name for this command, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// To which message.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        id: MessageId,
        /// With what; one of the room's `reactions`.
        #[serde(deserialize_with = "parsed::string", serialize_with = "parsed::as_string")]
        #[ts(type = "string")]
        emoji: Emoji,
        /// Whether the reaction is to be there.
        on: bool,
    },
    /// Something that those who keep the room do.
    Act {
        /// The client's own name for this act, kept across retries.
        #[serde(deserialize_with = "parsed::string", serialize_with = "as_str")]
        #[ts(type = "string")]
        nonce: Nonce,
        /// What.
        ask: Ask,
        /// Why, in one line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        reason: Option<String>,
    },
}

/// A cursor as a client holds it. Anything that is no cursor of this server's making is read as one that fits no
/// history, which is answered by a fresh page rather than an error.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The history it points into.
    pub epoch: String,
    /// The last change delivered; `None` for a number that no room can reach.
    #[serde(deserialize_with = "any_number")]
    #[ts(type = "number")]
    pub seq: Option<u64>,
}

/// Why a frame could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct FrameError {
    /// One line for the client's author.
    pub message: String,
    /// The frame's nonce, where one could be made out, so that the client knows which command failed.
    pub nonce: Option<Nonce>,
}

impl ClientFrame {
    /// Reads one text frame.
    pub fn decode(frame: &str) -> Result<Self, FrameError> {
        serde_json::from_str(frame).map_err(|error| FrameError { message: error.to_string(), nonce: nonce_of(frame) })
    }
}

impl Resume {
    /// The seq, if a room can reach it.
    pub fn seq(&self) -> Option<Seq> {
        self.seq.and_then(Seq::new)
    }
}

/// The nonce of a frame that is JSON at least, whatever else is wrong with it.
fn nonce_of(frame: &str) -> Option<Nonce> {
    #[derive(Deserialize)]
    struct OnlyNonce {
        #[serde(deserialize_with = "parsed::string")]
        nonce: Nonce,
    }
    serde_json::from_str::<OnlyNonce>(frame).ok().map(|found| found.nonce)
}

fn any_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    serde_json::Number::deserialize(deserializer).map(|number| number.as_u64())
}

fn as_str<S: serde::Serializer>(nonce: &Nonce, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(nonce.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_contracts_frames_are_read() {
        for frame in [
            r#"{"type":"hello"}"#,
            r#"{"type":"hello","token":"t","resume":{"epoch":"e","seq":7}}"#,
            r#"{"type":"hello","low_data":true}"#,
            r#"{"type":"post","nonce":"n0n0n0n0","text":"hi"}"#,
            r#"{"type":"post","nonce":"n0n0n0n0","text":"hi","reply_to":"019a0000-0000-7000-8000-000000000000"}"#,
            r#"{"type":"remove","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000","reason":"spam"}"#,
            r#"{"type":"erase","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000","reason":"spam"}"#,
            r#"{"type":"restore","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000"}"#,
            r#"{"type":"edit","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000","text":"hi"}"#,
            r#"{"type":"react","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000","emoji":"👍","on":true}"#,
            r#"{"type":"report","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000","reason":"spam"}"#,
            r#"{"type":"act","nonce":"n0n0n0n0","ask":{"act":"ban","person":"019a0000-0000-7000-8000-000000000000"},"reason":"spam"}"#,
            r#"{"type":"act","nonce":"n0n0n0n0","ask":{"act":"clear","person":"019a0000-0000-7000-8000-000000000000","last_ms":60000,"then":{"act":"mute","for_ms":1000}}}"#,
            r#"{"type":"act","nonce":"n0n0n0n0","ask":{"act":"switch","hold":"guests","calm":true}}"#,
        ] {
            let read = ClientFrame::decode(frame).expect(frame);
            assert_eq!(serde_json::to_string(&read).expect("encodes"), frame);
        }
    }

    #[test]
    fn any_number_is_a_cursor_but_only_a_reachable_one_counts() {
        for (seq, expected) in
            [("0", Some(0)), ("7", Some(7)), ("-1", None), ("1.5", None), ("18446744073709551616", None)]
        {
            let frame = format!(r#"{{"type":"hello","resume":{{"epoch":"e","seq":{seq}}}}}"#);
            let Ok(ClientFrame::Hello { resume: Some(resume), .. }) = ClientFrame::decode(&frame) else {
                panic!("{frame}");
            };
            assert_eq!(resume.seq().map(Seq::get), expected);
        }
        let beyond = Resume { epoch: String::new(), seq: Some(u64::MAX) };
        assert_eq!(beyond.seq(), None);
    }

    #[test]
    fn forged_unknown_and_broken_frames_are_errors_that_keep_the_nonce() {
        for frame in [
            r#"{"type":"post","nonce":"n0n0n0n0","text":"hi","role":"moderator"}"#,
            r#"{"type":"post","nonce":"n0n0n0n0","text":"hi","seq":1}"#,
            r#"{"type":"post","nonce":"n0n0n0n0","text":7}"#,
            r#"{"type":"post","nonce":"n0n0n0n0","text":"hi","reply_to":"nonsense"}"#,
            r#"{"type":"react","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000","emoji":"ok","on":true}"#,
            r#"{"type":"react","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000","emoji":"👍"}"#,
            r#"{"type":"report","nonce":"n0n0n0n0","id":"019a0000-0000-7000-8000-000000000000"}"#,
            r#"{"type":"shout","nonce":"n0n0n0n0","text":"hi"}"#,
            r#"{"type":"act","nonce":"n0n0n0n0","ask":{"act":"promote"}}"#,
            r#"{"type":"act","nonce":"n0n0n0n0","ask":{"act":"switch","quiet":true}}"#,
            r#"{"type":"act","nonce":"n0n0n0n0","ask":{"act":"undo","number":1,"by":"somebody"}}"#,
        ] {
            let error = ClientFrame::decode(frame).expect_err(frame);
            assert_eq!(error.nonce.as_ref().map(Nonce::as_str), Some("n0n0n0n0"), "{frame}");
        }
        for frame in ["", "{", "[]", "null", r#"{"type":"post","nonce":"short","text":"hi"}"#, &"[".repeat(10_000)] {
            assert_eq!(ClientFrame::decode(frame).expect_err("broken").nonce, None);
        }
    }

    fn frames() -> impl Strategy<Value = ClientFrame> {
        let nonce = || "[A-Za-z0-9_-]{8,64}".prop_map(|raw| raw.parse::<Nonce>().expect("a nonce"));
        let id = || any::<u128>().prop_map(|raw| MessageId(uuid::Uuid::from_u128(raw)));
        let resume = (any::<String>(), any::<u64>()).prop_map(|(epoch, seq)| Resume { epoch, seq: Some(seq) });
        prop_oneof![
            (any::<Option<String>>(), proptest::option::of(resume), any::<bool>())
                .prop_map(|(token, resume, low_data)| ClientFrame::Hello { token, resume, low_data }),
            (nonce(), any::<String>(), proptest::option::of(id()))
                .prop_map(|(nonce, text, reply_to)| ClientFrame::Post { nonce, text, reply_to, announcement: false }),
            (nonce(), id(), any::<Option<String>>()).prop_map(|(nonce, id, reason)| ClientFrame::Remove {
                nonce,
                id,
                reason
            }),
            (nonce(), id(), any::<Option<String>>()).prop_map(|(nonce, id, reason)| ClientFrame::Erase {
                nonce,
                id,
                reason
            }),
            (nonce(), id(), any::<Option<String>>()).prop_map(|(nonce, id, reason)| ClientFrame::Restore {
                nonce,
                id,
                reason
            }),
            (nonce(), id(), any::<String>()).prop_map(|(nonce, id, text)| ClientFrame::Edit { nonce, id, text }),
            (nonce(), id(), "[👍❤🎉]", any::<bool>()).prop_map(|(nonce, id, emoji, on)| ClientFrame::React {
                nonce,
                id,
                emoji: emoji.parse().expect("an emoji"),
                on
            }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded_the_same(frame in frames()) {
            let encoded = serde_json::to_string(&frame).expect("encodes");
            prop_assert_eq!(ClientFrame::decode(&encoded).expect("decodes"), frame);
        }

        #[test]
        fn no_text_makes_decoding_panic(frame in any::<String>()) {
            let _ = ClientFrame::decode(&frame);
        }

        #[test]
        fn no_json_makes_decoding_panic(
            frame in r#"\{("(type|nonce|text|id|token|resume|epoch|seq|low_data|emoji|on)":("(hello|post|remove|erase|restore|edit|react)"|[0-9e.-]{1,30}|null|\{\}|\[\]),?){0,6}\}"#,
        ) {
            let _ = ClientFrame::decode(&frame);
        }
    }
}
