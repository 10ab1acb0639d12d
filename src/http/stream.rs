use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use hyper::upgrade::Upgraded;
use hyper_util::{
    rt::TokioIo,
    server::conn::auto::upgrade::{Parts, downcast},
};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{handshake::server::create_response_with_body, protocol::Role},
};

use super::{Site, origin, place, problem::Problem};
use crate::{
    connection::{self, Place, limits},
    protocol::{Close, ErrorCode, SUBPROTOCOL},
};

/// `GET …/stream`: the upgrade to a WebSocket.
///
/// A place that does not exist is told by a close code, since browsers do not show their pages the status of a failed
/// upgrade.
pub(super) async fn open(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    mut request: Request,
) -> Result<Response, Problem> {
    let event = place::event(&site, &event).await;
    if !origin::may_stream(&site, event.as_deref().ok(), request.headers()) {
        let detail = "this page's origin is not on the event's list; its organiser can add it to `embed_on`";
        return Err(Problem::new(ErrorCode::Forbidden, detail));
    }
    let offered = offered_subprotocol(request.headers())?;
    let mut response = create_response_with_body(&request, Body::empty).map_err(|_| {
        Problem::bad_request("this address is a WebSocket (RFC 6455, version 13)")
            .with_status(StatusCode::UPGRADE_REQUIRED)
    })?;
    if offered {
        let chosen = HeaderValue::from_static(SUBPROTOCOL);
        response.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, chosen);
    }
    let upgrade = hyper::upgrade::on(&mut request);
    let leads_to = match event {
        Ok(event) => match place::room_info(&event, &room) {
            Ok(room) => Ok(Place { hub: site.hub.clone(), event, room, shutdown: site.shutdown.clone() }),
            Err(_) => Err(Close::NoRoom),
        },
        Err(problem) if problem.status() == StatusCode::NOT_FOUND => Err(Close::NoRoom),
        Err(_) => Err(Close::Busy),
    };
    let permit = site.stream_permits.clone().try_acquire_owned();
    site.streams.spawn(async move {
        let Ok(upgraded) = upgrade.await else { return };
        let Some((socket, read)) = bare(upgraded) else {
            tracing::error!("a stream came over something else than `serve`'s sockets");
            return;
        };
        let socket = WebSocketStream::from_partially_read(socket, read, Role::Server, Some(limits::websocket()));
        let socket = Box::new(socket.await);
        match (leads_to, permit) {
            (Ok(place), Ok(_permit)) => connection::drive(socket, place).await,
            (Err(why), _) => Box::pin(connection::refuse(socket, why)).await,
            (Ok(_), Err(_)) => Box::pin(connection::refuse(socket, Close::Busy)).await,
        }
    });
    Ok(response)
}

/// The socket below an upgraded connection and what was read from it already, without the HTTP library's wrapping and
/// buffers.
fn bare(upgraded: Upgraded) -> Option<(TcpStream, Vec<u8>)> {
    let Parts { io, read_buf, .. } = downcast::<TokioIo<TcpStream>>(upgraded).ok()?;
    Some((io.into_inner(), read_buf.to_vec()))
}

/// Whether the client asked for our subprotocol. One that names none is taken to speak it; one that names only others
/// speaks something else.
fn offered_subprotocol(headers: &HeaderMap) -> Result<bool, Problem> {
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
    if named.any(|name| name == SUBPROTOCOL) {
        Ok(true)
    } else {
        Err(Problem::bad_request(format!("this address speaks the subprotocol {SUBPROTOCOL}")))
    }
}
