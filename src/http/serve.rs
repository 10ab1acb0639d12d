use std::{
    io,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use axum::Router;
use axum_server::{Handle, accept::Accept};
use hyper_util::rt::TokioTimer;
use socket2::SockRef;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

/// A client sends its whole request head within this time.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// Requests that are under way when the server goes away get this long.
const FINISH_WITHIN: Duration = Duration::from_secs(6);

/// What the kernel may hold of a slow reader (Linux doubles it for its bookkeeping). Removed text that is in there cannot
/// be taken back, and without a bound it grows to megabytes.
const SEND_BUFFER: usize = 64 * 1024;

/// Who acknowledges nothing of what they are sent for this long is gone. Else the kernel tries for a quarter of an hour, and
/// for so long a reader of events who vanished keeps a place: the comments to them all fit into its buffer.
#[cfg(target_os = "linux")]
const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(60);

/// Serves a router on a listener until `shutdown`, then finishes what is under way. Streams are on their own: they hear
/// of the shutdown by themselves.
///
/// # Errors
/// If the listener breaks.
pub async fn serve(listener: TcpListener, router: Router, shutdown: CancellationToken) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let handle = Handle::new();
    let mut server = axum_server::from_tcp(listener)?.handle(handle.clone()).acceptor(Bounded);
    // hyper's own bound works only with a timer; the other covers a client that says nothing at all.
    // Pieces of a body are handed on as they are and let go when the kernel has them (see `connection::events`), rather
    // than copied together in a buffer.
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN).writev(true);
    let server = server
        .first_request_timeout(HEAD_WITHIN)
        .accept_error_handler(|_, error| tracing::warn!(%error, "a connection could not be accepted"));
    let ending = tokio::spawn(async move {
        shutdown.cancelled().await;
        handle.graceful_shutdown(Some(FINISH_WITHIN));
    });
    let result = server.serve(router.into_make_service_with_connect_info::<SocketAddr>()).await;
    ending.abort();
    result
}

/// Bounds what a connection may hold in the kernel, and for how long, and sends small frames at once.
#[derive(Clone, Copy)]
struct Bounded;

impl<S> Accept<TcpStream, S> for Bounded {
    type Stream = TcpStream;
    type Service = S;
    type Future = std::future::Ready<io::Result<(TcpStream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        std::future::ready(bound(&stream).map(|()| (stream, service)))
    }
}

fn bound(stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let socket = SockRef::from(stream);
    // Elsewhere the kernel has no such bound.
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(ACKNOWLEDGE_WITHIN))?;
    socket.set_send_buffer_size(SEND_BUFFER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_client_can_hold_of_the_kernel_is_bounded() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (_client, accepted) = tokio::join!(TcpStream::connect(address), listener.accept());
        let (stream, ()) = Bounded.accept(accepted.expect("a client").0, ()).await.expect("bounded");
        let socket = SockRef::from(&stream);
        let send_buffer = socket.send_buffer_size().expect("its size");
        assert!((SEND_BUFFER..=2 * SEND_BUFFER).contains(&send_buffer), "{send_buffer}");
        #[cfg(target_os = "linux")]
        assert_eq!(socket.tcp_user_timeout().expect("its bound"), Some(ACKNOWLEDGE_WITHIN));
    }
}
