//! How a message is cut into WebSocket frames.

use bytes::Bytes;
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        Frame, FrameHeader,
        coding::{Data, OpCode},
    },
};

use super::limits::FRAGMENT;

/// The head of a frame from a server, which masks nothing, takes no more (RFC 6455, section 5.2).
const LONGEST_HEAD: usize = 10;

/// Writes a text message as it goes over the wire, in one frame, behind what is in the buffer.
pub(super) fn text(payload: &[u8], wire: &mut Vec<u8>) {
    let head = FrameHeader { opcode: OpCode::Data(Data::Text), ..FrameHeader::default() };
    put(&head, payload, wire);
}

/// One text message that comes in pieces, as it goes over the wire: in frames of at most `size` bytes each, one put together
/// at a time.
pub(super) fn text_of(pieces: impl Iterator<Item = Bytes>, size: usize) -> impl Iterator<Item = Bytes> {
    let mut pieces = pieces.filter(|piece| !piece.is_empty());
    let (mut rest, mut opcode) = (pieces.next(), Data::Text);
    std::iter::from_fn(move || {
        rest.as_ref()?;
        let mut part = Vec::with_capacity(size);
        while let Some(piece) = &mut rest
            && part.len() < size
        {
            part.extend_from_slice(&piece.split_to(piece.len().min(size - part.len())));
            if piece.is_empty() {
                rest = pieces.next();
            }
        }
        let mut wire = Vec::with_capacity(part.len() + LONGEST_HEAD);
        let head = FrameHeader { opcode: OpCode::Data(opcode), is_final: rest.is_none(), ..FrameHeader::default() };
        put(&head, &part, &mut wire);
        opcode = Data::Continue;
        Some(wire.into())
    })
}

fn put(head: &FrameHeader, payload: &[u8], wire: &mut Vec<u8>) {
    // Memory takes all that is written to it.
    let _ = head.format(payload.len() as u64, wire);
    wire.extend_from_slice(payload);
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
            let mut expected = Vec::new();
            for message in fragments(Data::Text, whole.clone()).filter(|_| !whole.is_empty()) {
                let Message::Frame(frame) = message else { panic!("a frame") };
                put(frame.header(), frame.payload(), &mut expected);
            }
            prop_assert_eq!(text_of(pieces.into_iter(), FRAGMENT).collect::<Vec<_>>().concat(), expected);
        }
    }
}
