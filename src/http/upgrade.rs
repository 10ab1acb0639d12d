use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::{
    rt::TokioIo,
    server::conn::auto::upgrade::{Parts, downcast},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        handshake::server::create_response_with_body,
        protocol::{Role, WebSocketConfig},
    },
};

use super::problem::Problem;

/// A socket that is there once the answer to its handshake is sent.
pub struct PendingSocket {
    upgraded: OnUpgrade,
    config: WebSocketConfig,
}

/// Answers a WebSocket handshake (RFC 6455, version 13). Where the request is none there is no socket, and the answer
/// says why.
///
/// A client that names no subprotocol is taken to speak ours; one that names only others speaks something else.
pub fn upgrade(
    mut request: Request,
    subprotocol: &'static str,
    config: WebSocketConfig,
) -> (Response, Option<PendingSocket>) {
    let offered = match offers(request.headers(), subprotocol) {
        Ok(offered) => offered,
        Err(problem) => return (problem.into_response(), None),
    };
    let Ok(mut response) = create_response_with_body(&request, Body::empty) else {
        let problem = Problem::bad_request("this address is a WebSocket (RFC 6455, version 13)");
        return (problem.with_status(StatusCode::UPGRADE_REQUIRED).into_response(), None);
    };
    if offered {
        response.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(subprotocol));
    }
    let upgraded = hyper::upgrade::on(&mut request);
    (response, Some(PendingSocket { upgraded, config }))
}

impl PendingSocket {
    /// Waits for the socket; `None` if the client has left.
    pub async fn open(self) -> Option<Box<WebSocketStream<TcpStream>>> {
        self.open_through(|socket, _| socket).await
    }

    /// The same, with something between the socket and its frames that is also shown what was read already.
    pub async fn open_through<IO>(
        self,
        between: impl FnOnce(TcpStream, &[u8]) -> IO,
    ) -> Option<Box<WebSocketStream<IO>>>
    where
        IO: AsyncRead + AsyncWrite + Unpin,
    {
        let upgraded = self.upgraded.await.ok()?;
        let Some((socket, read)) = bare(upgraded) else {
            tracing::error!("a stream came over something else than the sockets of `serve`");
            return None;
        };
        let socket = between(socket, &read);
        Some(Box::new(WebSocketStream::from_partially_read(socket, read, Role::Server, Some(self.config)).await))
    }
}

/// The socket below an upgraded connection and what was read from it already, without the HTTP library's wrapping and
/// buffers.
fn bare(upgraded: Upgraded) -> Option<(TcpStream, Vec<u8>)> {
    let Parts { io, read_buf, .. } = downcast::<TokioIo<TcpStream>>(upgraded).ok()?;
    Some((io.into_inner(), read_buf.to_vec()))
}

/// Whether the client asks for the subprotocol.
fn offers(headers: &HeaderMap, subprotocol: &str) -> Result<bool, Problem> {
    let mut named = headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .peekable();
    if named.peek().is_none() {
        return Ok(false);
    }
    if named.any(|name| name == subprotocol) {
        Ok(true)
    } else {
        Err(Problem::bad_request(format!("this address speaks the subprotocol {subprotocol}")))
    }
}
