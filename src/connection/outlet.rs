//! What a client is told: the half of a connection that writes, in turn with the loop that tells the whole room.

use std::{pin::pin, sync::Arc, task::Poll};

use bytes::{Buf, Bytes};
use futures_util::{SinkExt, poll};
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt},
    sync::watch,
};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use super::{
    end::End,
    limits::{DELIVERY_BYTES, FRAGMENT},
    line::Line,
    metered::Metered,
    seat::{Mark, Seat},
    taking::{Told, taken},
    wire,
};
use crate::{
    domain::Seq,
    hub::{DELIVERIES, Ring, Room, SeatGuard},
    protocol::{Close, Online, ServerFrame, View},
};

/// The writing half of a connection. Between two calls, the buffer of the WebSocket library is empty.
pub(super) struct Outlet<'a, IO> {
    pub(super) socket: &'a mut WebSocketStream<Metered<IO>>,
    room: Arc<Room>,
    bell: watch::Receiver<Ring>,
    /// Calls when the room's loop leaves something to this task, or the room goes away.
    pub(super) seat: Arc<Seat>,
    /// What makes the room's loop come by, from the welcome on.
    seated: Option<SeatGuard>,
    /// How far the client was told, while the seat is in this task's hands.
    mark: Option<Mark>,
}

impl<'a, IO> Outlet<'a, IO>
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    /// An outlet that follows nothing yet.
    pub(super) fn new(socket: &'a mut WebSocketStream<Metered<IO>>, line: Option<Line>, room: Arc<Room>) -> Self {
        Self { bell: room.bell(), seat: Seat::new(line), seated: None, mark: None, socket, room }
    }

    /// Takes a seat in the room for a client that was told everything up to `cursor`. What happened meanwhile may have rung
    /// before; giving the seat back looks.
    pub(super) fn follow(&mut self, cursor: Seq, view: View) {
        self.seated = Some(self.room.take_seat(self.seat.clone()));
        self.mark = Some(Mark { cursor, online: self.bell.borrow().heard_by(view).online, view });
    }

    /// Takes the seat into this task's hands, so that nobody else writes to the socket, and ends what the room's loop has
    /// begun. To be called before anything is written.
    pub(super) async fn claim(&mut self) -> Result<(), End> {
        if self.seated.is_none() {
            return Ok(());
        }
        let Some((mark, rest)) = self.seat.claim() else { return Ok(()) };
        self.mark = Some(mark);
        let (id, upto) = rest.of.unzip();
        let told = Told { ids: id.as_slice(), upto: upto.unwrap_or_default() };
        // The removal may have come before this task did; one that comes from now on rings.
        self.bell.mark_unchanged();
        if self.room.removed_after(told.upto, told.ids) {
            return Err(End::Cut);
        }
        self.write_rest(rest.bytes, &told).await
    }

    /// Sends what is new meanwhile, then leaves the seat to the room's loop. Nothing to do where this task has not claimed it.
    pub(super) async fn give_back(&mut self) -> Result<(), End> {
        while let Some(mark) = self.mark {
            self.deliver(mark).await?;
            if self.mark.is_some_and(|mark| self.seat.give_back(mark)) {
                self.mark = None;
            }
        }
        // Only now: the loop calls no more once the room is gone.
        if self.seated.is_some() && self.bell.has_changed().is_err() {
            return Err(End::Close(Close::Restart));
        }
        Ok(())
    }

    /// Sends what the room has beyond the mark, looked up at the moment of sending.
    async fn deliver(&mut self, mut mark: Mark) -> Result<(), End> {
        loop {
            let ring = self.bell.borrow_and_update().heard_by(mark.view);
            if mark.cursor < ring.head {
                let delivery = self.room.since(mark.cursor, mark.view, DELIVERY_BYTES);
                let delivery = delivery.ok_or(End::Close(Close::TooSlow))?;
                if !delivery.frames.is_empty() {
                    let told = Told { ids: &delivery.ids, upto: delivery.upto };
                    let mut wire = Vec::with_capacity(DELIVERY_BYTES);
                    delivery.frames.iter().for_each(|frame| wire::text(&frame.text, &mut wire));
                    self.hand(wire.into(), &told).await?;
                    DELIVERIES.increment(delivery.frames.len() as u64);
                }
                mark.cursor = delivery.upto;
            } else if mark.online != ring.online {
                self.send(ServerFrame::Online(Online { count: ring.online }).encode()).await?;
                mark.online = ring.online;
            } else {
                self.mark = Some(mark);
                return Ok(());
            }
        }
    }

    pub(super) async fn send(&mut self, frame: String) -> Result<(), End> {
        self.tell(frame, &Told::NOTHING).await
    }

    /// Sends one text message. `told` says which messages are in it.
    pub(super) async fn tell(&mut self, frame: String, told: &Told<'_>) -> Result<(), End> {
        self.claim().await?;
        let mut wire = Vec::new();
        wire::text(frame.as_bytes(), &mut wire);
        self.hand(wire.into(), told).await
    }

    /// Sends one text message that comes in pieces. `told` says which messages are in it.
    pub(super) async fn say_in_pieces(
        &mut self,
        pieces: impl Iterator<Item = Bytes>,
        told: &Told<'_>,
    ) -> Result<(), End> {
        self.claim().await?;
        for frame in wire::text_of(pieces, DELIVERY_BYTES) {
            self.hand(frame, told).await?;
        }
        Ok(())
    }

    /// Hands bytes to the kernel, past the library, whose buffer of each connection would keep the size it once had: in one
    /// call where it takes them, a little at a time where the client is slow. `told` says which messages are in them.
    async fn hand(&mut self, mut wire: Bytes, told: &Told<'_>) -> Result<(), End> {
        let io = self.socket.get_mut();
        if let Poll::Ready(written) = poll!(pin!(io.write(&wire))) {
            wire.advance(written.map_err(|_| End::Cut)?);
        }
        self.write_rest(wire, told).await
    }

    /// What the client takes slowly, it takes a little at a time.
    async fn write_rest(&mut self, mut rest: Bytes, told: &Told<'_>) -> Result<(), End> {
        let io = self.socket.get_mut();
        while !rest.is_empty() {
            let piece = rest.split_to(rest.len().min(FRAGMENT));
            taken(io.write_all(&piece), &self.room, &self.bell, told).await?;
        }
        Ok(())
    }

    /// Hands frames to the kernel by way of the library, and what that holds already. `told` says which messages are in them.
    pub(super) async fn write(
        &mut self,
        frames: impl IntoIterator<Item = Message>,
        told: &Told<'_>,
    ) -> Result<(), End> {
        self.claim().await?;
        for frame in frames {
            let fed = self.socket.feed(frame);
            taken(fed, &self.room, &self.bell, told).await?;
        }
        taken(self.socket.flush(), &self.room, &self.bell, told).await
    }
}
