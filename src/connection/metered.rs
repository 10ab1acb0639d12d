use std::{
    io::{self, Cursor, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::Instant,
};
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;

use super::limits::TRAFFIC;
use crate::domain::{PaceState, Timestamp};

/// A client's socket that holds it to [`TRAFFIC`], frame by frame. It counts below the WebSocket library, since that
/// puts messages together unseen: one message may come in a thousand fragments, and a fragment may be empty.
///
/// What is within the pace passes; then comes one [`io::ErrorKind::QuotaExceeded`]. What follows is no longer counted, so
/// that a farewell can read it away.
pub struct Metered<IO> {
    io: IO,
    meter: Meter,
    flood: Flood,
}

/// Whether more came than may.
enum Flood {
    None,
    /// Try again in so many milliseconds.
    Met(u64),
    Told(u64),
}

/// Finds the frames in what comes and counts them.
struct Meter {
    opened: Instant,
    traffic: PaceState,
    /// The beginning of a frame whose head has not wholly come.
    head: [u8; HEAD],
    seen: usize,
    /// Bytes of payload still to come.
    payload: u64,
}

/// The longest head of a frame (RFC 6455, section 5.2).
const HEAD: usize = 14;

impl<IO> Metered<IO> {
    /// A socket after its upgrade; `read` is what was read from it already.
    pub fn new(io: IO, read: &[u8]) -> Self {
        let mut meter = Meter::new(Instant::now());
        let flood = meter.take(read, Instant::now()).err().map_or(Flood::None, |(_, wait)| Flood::Met(wait));
        Self { io, meter, flood }
    }

    /// After a flood was told: how long the client should have waited, in milliseconds.
    pub(super) fn flooded(&self) -> Option<u64> {
        if let Flood::Told(wait) = self.flood { Some(wait) } else { None }
    }
}

impl Meter {
    fn new(now: Instant) -> Self {
        Self { opened: now, traffic: PaceState::default(), head: [0; HEAD], seen: 0, payload: 0 }
    }

    /// Takes what came. An error tells how many of the bytes came before the frame that is too much, and how many
    /// milliseconds too early that is.
    fn take(&mut self, bytes: &[u8], now: Instant) -> Result<(), (usize, u64)> {
        // The pace counts from the connection's beginning, on the clock that never jumps.
        let elapsed = i64::try_from(now.duration_since(self.opened).as_millis()).unwrap_or(i64::MAX);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.payload > 0 {
                let here = (bytes.len() - at).min(usize::try_from(self.payload).unwrap_or(usize::MAX));
                self.payload -= here as u64;
                at += here;
                continue;
            }
            if self.seen == 0 {
                self.traffic =
                    TRAFFIC.admit(self.traffic, Timestamp::from_millis(elapsed)).map_err(|wait| (at, wait))?;
            }
            self.head[self.seen] = byte;
            self.seen += 1;
            at += 1;
            match FrameHeader::parse(&mut Cursor::new(&self.head[..self.seen])) {
                Ok(None) => {}
                Ok(Some((_, payload))) => (self.seen, self.payload) = (0, payload),
                // Whoever reads it ends the connection here.
                Err(_) => (self.seen, self.payload) = (0, u64::MAX),
            }
        }
        Ok(())
    }
}

impl<IO: AsyncRead + Unpin> AsyncRead for Metered<IO> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if let Flood::Met(wait) = self.flood {
            self.flood = Flood::Told(wait);
            return Poll::Ready(Err(io::ErrorKind::QuotaExceeded.into()));
        }
        let before = into.filled().len();
        ready!(Pin::new(&mut self.io).poll_read(context, into))?;
        if let Flood::None = self.flood
            && let Err((passes, wait)) = self.meter.take(&into.filled()[before..], Instant::now())
        {
            into.set_filled(before + passes);
            self.flood = Flood::Met(wait);
            if passes == 0 {
                // Nothing at all would be the end of the stream.
                return self.poll_read(context, into);
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<IO: AsyncWrite + Unpin> AsyncWrite for Metered<IO> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, from)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        from: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(context, from)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests;
