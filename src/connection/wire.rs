//! How a message is cut into WebSocket frames.

use bytes::{Bytes, BytesMut};
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        Frame, FrameHeader,
        coding::{Data, OpCode},
    },
};

use super::limits::FRAGMENT;

/// Writes a text message as it goes over the wire, in one frame, behind what is in the buffer.
pub(super) fn text(payload: &[u8], wire: &mut Vec<u8>) {
    let head = FrameHeader { opcode: OpCode::Data(Data::Text), ..FrameHeader::default() };
    // Memory takes all that is written to it.
    let _ = head.format(payload.len() as u64, wire);
    wire.extend_from_slice(payload);
}

/// The WebSocket frames of one text message that comes in pieces; no more than one frame is put together at a time.
pub(super) fn text_of(pieces: impl Iterator<Item = Bytes>) -> impl Iterator<Item = Message> {
    let mut pieces = pieces.filter(|piece| !piece.is_empty());
    let (mut rest, mut opcode) = (pieces.next(), Data::Text);
    std::iter::from_fn(move || {
        let mut part = BytesMut::with_capacity(FRAGMENT);
        while let Some(piece) = &mut rest
            && part.len() < FRAGMENT
        {
            part.extend_from_slice(&piece.split_to(piece.len().min(FRAGMENT - part.len())));
            if piece.is_empty() {
                rest = pieces.next();
            }
        }
        let frame = Frame::message(part.freeze(), OpCode::Data(opcode), rest.is_none());
        let more = !frame.payload().is_empty();
        opcode = Data::Continue;
        more.then_some(Message::Frame(frame))
    })
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

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn pieces_make_the_same_frames_as_the_whole(sizes in vec(prop_oneof![0..3_usize, 1_020..1_030_usize, 0..5_000_usize], 0..20)) {
            let mut letters = (b'a'..=b'z').cycle();
            let pieces: Vec<Bytes> = sizes.iter().map(|&size| letters.by_ref().take(size).collect()).collect();
            let whole = Bytes::from(pieces.concat());
            let expected: Vec<_> = if whole.is_empty() { Vec::new() } else { fragments(Data::Text, whole).collect() };
            prop_assert_eq!(text_of(pieces.into_iter()).collect::<Vec<_>>(), expected);
        }
    }
}
