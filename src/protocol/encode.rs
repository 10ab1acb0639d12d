use bytes::Bytes;
use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use super::Message;
use crate::domain::Change;

const BEFORE: &str = r#"{"type":"message","message":"#;
const AFTER: &str = "}";

/// A change as JSON, written once and shared by every connection, page and resume that sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded(Bytes);

impl Encoded {
    /// Encodes a change.
    pub fn new(change: &Change) -> Self {
        let mut frame = BEFORE.as_bytes().to_vec();
        // Writing these types into memory cannot fail.
        let _ = serde_json::to_writer(&mut frame, &Message::from(change));
        frame.extend_from_slice(AFTER.as_bytes());
        Self(frame.into())
    }

    /// The whole `message` frame.
    pub fn frame(&self) -> Bytes {
        self.0.clone()
    }

    /// The frame's size in bytes.
    pub fn size(&self) -> usize {
        self.0.len()
    }

    /// The message, for pages that are made on the server; `None` for bytes that are none, which this type never holds.
    pub fn message(&self) -> Option<Message> {
        serde_json::from_slice(&self.object()).ok()
    }

    /// The message object alone.
    pub(super) fn object(&self) -> Bytes {
        self.0.slice(BEFORE.len()..self.0.len() - AFTER.len())
    }
}

/// As the message object, for the lists in a welcome or a history page.
impl Serialize for Encoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = self.object();
        let object: &RawValue = serde_json::from_slice(&object).map_err(S::Error::custom)?;
        object.serialize(serializer)
    }
}
