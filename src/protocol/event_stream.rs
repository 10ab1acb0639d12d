//! The stream's frames as server-sent events (WHATWG HTML, section 9.2).

use bytes::Bytes;

use super::Resume;
use crate::domain::Seq;

/// A comment: tells proxies and the client that the connection lives, and nothing else.
pub const HEARTBEAT: &[u8] = b":\n\n";

/// Appends a frame, which comes in pieces, as an event without a name, so that one handler hears them all. Its id is the reader's cursor once it
/// is taken; browsers send it back by themselves.
pub fn write_event(out: &mut Vec<u8>, epoch: &str, cursor: Seq, frame: impl IntoIterator<Item = Bytes>) {
    out.extend_from_slice(format!("id: {epoch}:{cursor}\ndata: ").as_bytes());
    // JSON as we write it has no line ends, which would need a `data:` each.
    for piece in frame {
        out.extend_from_slice(&piece);
    }
    out.extend_from_slice(b"\n\n");
}

/// Tells the client when to come back.
pub fn retry(millis: u64) -> Vec<u8> {
    format!("retry: {millis}\n\n").into_bytes()
}

impl Resume {
    /// The cursor in an event's id; `None` for what is none, which is answered by a fresh page.
    pub fn from_event_id(id: &str) -> Option<Self> {
        let (epoch, seq) = id.split_once(':')?;
        Some(Self { epoch: epoch.to_owned(), seq: Some(seq.parse().ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_events_id_is_read_back_as_the_cursor() {
        let mut out = Vec::new();
        let seq = Seq::new(7).expect("a seq");
        write_event(&mut out, "e0", seq, [r#"{"type":"online","#, r#""count":2}"#].map(Bytes::from));
        assert_eq!(out, b"id: e0:7\ndata: {\"type\":\"online\",\"count\":2}\n\n");
        let resume = Resume::from_event_id("e0:7").expect("a cursor");
        assert_eq!((resume.epoch.as_str(), resume.seq()), ("e0", Some(seq)));
        for none in ["", "e0", "e0:", "e0:x", "e0:-1"] {
            assert_eq!(Resume::from_event_id(none), None, "{none}");
        }
    }
}
