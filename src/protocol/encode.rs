use std::mem::take;

use bytes::Bytes;
use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use super::{Message, View};
use crate::domain::Change;

const BEFORE: &str = r#"{"type":"message","message":"#;
const AFTER: &str = "}";

/// The end of a message object, reactions or not.
const CLOSE: &str = "}";

/// A change as JSON, written once and shared by every connection, page and resume that sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    frame: Bytes,
    /// Where the message would be closed if nobody had reacted: reactions stand last, so both views begin alike.
    plain: usize,
}

impl Encoded {
    /// Encodes a change.
    pub fn new(change: &Change) -> Self {
        let mut message = Message::from(change);
        let reactions = match &mut message {
            Message::Live(message) => take(&mut message.reactions),
            Message::Removed(_) => Vec::new(),
        };
        let mut frame = BEFORE.as_bytes().to_vec();
        // Writing these types into memory cannot fail.
        let _ = serde_json::to_writer(&mut frame, &message);
        let plain = frame.len() - CLOSE.len();
        if !reactions.is_empty() {
            frame.truncate(plain);
            frame.extend_from_slice(br#","reactions":"#);
            let _ = serde_json::to_writer(&mut frame, &reactions);
            frame.extend_from_slice(CLOSE.as_bytes());
        }
        frame.extend_from_slice(AFTER.as_bytes());
        Self { frame: frame.into(), plain }
    }

    /// The whole `message` frame.
    pub fn frame(&self, view: View) -> Bytes {
        let end = self.end(view);
        if end == self.end(View::Full) {
            return self.frame.clone();
        }
        [&self.frame[..end], CLOSE.as_bytes(), AFTER.as_bytes()].concat().into()
    }

    /// The frame's size in bytes.
    pub fn size(&self, view: View) -> usize {
        self.end(view) + CLOSE.len() + AFTER.len()
    }

    /// Whether an earlier state of the same message said the same, but for its reactions.
    pub fn says_as(&self, earlier: &Self) -> bool {
        self.said().is_some_and(|said| earlier.said() == Some(said))
    }

    /// The message, for pages that are made on the server; `None` for bytes that are none, which this type never holds.
    pub fn message(&self) -> Option<Message> {
        serde_json::from_slice(&self.object(View::Full).concat()).ok()
    }

    /// The message object alone, in pieces.
    pub(super) fn object(&self, view: View) -> [Bytes; 2] {
        [self.frame.slice(BEFORE.len()..self.end(view)), Bytes::from_static(CLOSE.as_bytes())]
    }

    /// Where the message is closed.
    fn end(&self, view: View) -> usize {
        match view {
            View::Full => self.frame.len() - CLOSE.len() - AFTER.len(),
            View::LowData => self.plain,
        }
    }

    /// What stands between the seq, before which there are only id and position, and the reactions.
    fn said(&self) -> Option<&[u8]> {
        const SEQ: &[u8] = br#","seq":"#;
        let plain = &self.frame[BEFORE.len()..self.plain];
        let seq = plain.windows(SEQ.len()).position(|part| part == SEQ)? + SEQ.len();
        let digits = plain[seq..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        Some(&plain[seq + digits..])
    }
}

/// As the message object, for the lists in a history page.
impl Serialize for Encoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = &self.frame[BEFORE.len()..self.frame.len() - AFTER.len()];
        let object: &RawValue = serde_json::from_slice(object).map_err(S::Error::custom)?;
        object.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{self, EventId, MessageId, Name, PersonId, Reactions, Role, Seq, Text, Timestamp, Tombstone},
        machine::SystemRandom,
    };

    fn message() -> domain::Message {
        let (random, seq): (&dyn domain::Random, _) = (&SystemRandom, Seq::new(7).expect("a seq"));
        domain::Message {
            id: MessageId::random(random),
            position: seq,
            seq,
            at: Timestamp::from_millis(0),
            author: domain::Person {
                id: PersonId::random(random),
                event: EventId::random(random),
                name: Name::parse("Ann").expect("a name"),
                role: Role::Guest,
                affiliation: None,
            },
            text: Text::from_stored(r#","seq":8,"reactions":[]}}"#.to_owned()),
            session: None,
            announcement: false,
            edited_at: None,
            reply_to: None,
            reactions: Reactions::default(),
        }
    }

    fn reacted(mut message: domain::Message) -> domain::Message {
        message.reactions.set(&"👍".parse().expect("an emoji"), message.author.id, true);
        message
    }

    fn encoded(message: &domain::Message) -> Encoded {
        Encoded::new(&Change::Live(message.clone()))
    }

    fn text(pieces: &[Bytes]) -> String {
        String::from_utf8(pieces.concat()).expect("UTF-8")
    }

    #[test]
    fn both_views_are_the_message_as_json() {
        let plain = message();
        let gone = Change::Removed(Tombstone { id: plain.id, position: plain.position, seq: plain.seq });
        for (change, low_data) in [
            (Change::Live(plain.clone()), Change::Live(plain.clone())),
            (Change::Live(reacted(plain.clone())), Change::Live(plain)),
            (gone.clone(), gone),
        ] {
            let encoded = Encoded::new(&change);
            for (view, shown) in [(View::Full, change), (View::LowData, low_data)] {
                let object = serde_json::to_string(&Message::from(&shown)).expect("JSON");
                assert_eq!(text(&encoded.object(view)), object);
                assert_eq!(encoded.frame(view), format!("{BEFORE}{object}{AFTER}"));
                assert_eq!(encoded.size(view), encoded.frame(view).len());
            }
            assert_eq!(serde_json::to_string(&encoded).expect("JSON"), text(&encoded.object(View::Full)));
        }
    }

    #[test]
    fn reactions_and_seq_are_no_part_of_what_a_message_says() {
        let before = message();
        let later = domain::Message { seq: Seq::new(12_345).expect("a seq"), ..reacted(before.clone()) };
        assert!(encoded(&later).says_as(&encoded(&before)));
        let edited = domain::Message { edited_at: Some(Timestamp::from_millis(1)), ..later.clone() };
        assert!(!encoded(&edited).says_as(&encoded(&later)));
        let other = domain::Message { text: Text::from_stored("another".to_owned()), ..later.clone() };
        assert!(!encoded(&other).says_as(&encoded(&later)));
        let gone = Change::Removed(Tombstone { id: later.id, position: later.position, seq: later.seq });
        assert!(!Encoded::new(&gone).says_as(&encoded(&later)));
    }
}
