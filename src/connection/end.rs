//! Why a connection ends, and how.

use futures_util::SinkExt;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error, Message,
        error::{CapacityError, ProtocolError},
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};

use super::limits::{CLOSE_DRAINS, CLOSE_WITHIN};
use crate::protocol::Close;

/// Why a connection ends.
#[derive(Debug)]
pub enum End {
    /// The client is told.
    Close(Close),
    /// The client said that it leaves, and is answered.
    Left,
    /// The connection is cut: what is buffered must not be sent, or cannot be.
    Cut,
}

impl From<Error> for End {
    /// What an error in reading means to the client (RFC 6455, section 7.4.1).
    fn from(error: Error) -> Self {
        match error {
            Error::Capacity(CapacityError::MessageTooLong { .. }) => Self::Close(Close::TooBig),
            Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => Self::Cut,
            Error::Protocol(_) => Self::Close(Close::Malformed),
            Error::Utf8(_) => Self::Close(Close::NotUtf8),
            _ => Self::Cut,
        }
    }
}

/// Ends a connection: tells the client why, or answers its farewell, where that is in order.
pub async fn end<IO>(mut socket: Box<WebSocketStream<IO>>, why: End)
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    let farewell = async {
        match why {
            End::Close(why) => {
                metrics::counter!("social_stream_closes_total", "code" => why.code().to_string()).increment(1);
                let frame = CloseFrame { code: CloseCode::from(why.code()), reason: why.reason().into() };
                socket.send(Message::Close(Some(frame))).await.ok()?;
            }
            // The library has the answer ready.
            End::Left => socket.flush().await.ok()?,
            End::Cut => return None,
        }
        // In the order of RFC 6455, section 7.1.1: the client sees at once that nothing more comes, and what it sent
        // meanwhile is read, or the kernel would answer it with a reset that overtakes the close.
        let socket = socket.get_mut();
        socket.shutdown().await.ok()?;
        let mut scratch = [0; 1024];
        let mut read = 0;
        while read < CLOSE_DRAINS {
            match socket.read(&mut scratch).await {
                Ok(0) | Err(_) => break,
                Ok(more) => read += more,
            }
        }
        Some(())
    };
    let _ = timeout(CLOSE_WITHIN, farewell).await;
}
