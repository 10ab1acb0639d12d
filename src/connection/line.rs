use std::{
    io::{self, Read},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use socket2::SockRef;
use tokio::{
    io::{AsyncRead, AsyncWrite, Interest, ReadBuf},
    net::TcpStream,
};

/// A client's socket that more than one may write to: its own connection, and the loop that tells the whole room. Whose
/// turn it is, its seat decides.
#[derive(Clone)]
pub struct Line(Arc<TcpStream>);

impl From<TcpStream> for Line {
    fn from(socket: TcpStream) -> Self {
        Self(Arc::new(socket))
    }
}

impl Line {
    /// Hands the kernel what it takes at once.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] if it takes nothing.
    pub(super) fn try_write(&self, bytes: &[u8]) -> io::Result<usize> {
        // Not by way of tokio: what it knows of the socket is one more line of memory that went cold since the last message.
        SockRef::from(&*self.0).send(bytes)
    }
}

impl AsyncRead for Line {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            ready!(self.0.poll_read_ready(context))?;
            let room = into.initialize_unfilled();
            let mut read = 0;
            // A read that leaves room has emptied the socket. Saying so spares the call that would find nothing; what comes
            // from now on rings anew.
            let tried = self.0.try_io(Interest::READABLE, || {
                read = (&*SockRef::from(&*self.0)).read(room)?;
                if read > 0 && read < room.len() { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(()) }
            });
            match tried {
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Poll::Ready(Err(error)),
                Err(_) if read == 0 => {}
                Ok(()) | Err(_) => {
                    into.advance(read);
                    return Poll::Ready(Ok(()));
                }
            }
        }
    }
}

impl AsyncWrite for Line {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.0.poll_write_ready(context))?;
            match self.0.try_write(from) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                result => return Poll::Ready(result),
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(SockRef::from(&*self.0).shutdown(std::net::Shutdown::Write))
    }
}
