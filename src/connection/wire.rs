//! How a message is cut into WebSocket frames.

use bytes::Bytes;
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    },
};

use super::limits::FRAGMENT;

/// The WebSocket frames of one text message.
pub(super) fn text(payload: Bytes) -> impl Iterator<Item = Message> {
    fragments(Data::Text, payload)
}

/// The WebSocket frames of one message: one, or fragments where it is long (RFC 6455, section 5.4).
pub fn fragments(kind: Data, payload: Bytes) -> impl Iterator<Item = Message> {
    let mut rest = Some(payload);
    let mut opcode = kind;
    std::iter::from_fn(move || {
        let mut part = rest.take()?;
        if part.len() > FRAGMENT {
            rest = Some(part.split_off(FRAGMENT));
        }
        let frame = Frame::message(part, OpCode::Data(opcode), rest.is_none());
        opcode = Data::Continue;
        Some(Message::Frame(frame))
    })
}
