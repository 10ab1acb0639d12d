use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tokio::net::TcpStream;

use super::{Site, origin, place, upgrade::upgrade};
use crate::{
    connection::{self, End, Line, Metered, Place, limits},
    protocol::{Close, SUBPROTOCOL},
};

/// `GET …/stream`: the upgrade to a WebSocket.
///
/// A place that does not exist is told by a close code, since browsers do not show their pages the status of a failed
/// upgrade.
pub(super) async fn open(
    State(site): State<Arc<Site>>,
    Path((event, room)): Path<(String, String)>,
    request: Request,
) -> Response {
    let event = place::event(&site, &event).await;
    if !origin::may_stream(&site, event.as_deref().ok(), request.headers()) {
        return origin::refused().into_response();
    }
    let (response, socket) = upgrade(request, SUBPROTOCOL, limits::websocket());
    let Some(socket) = socket else { return response };
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
        let mut line = None;
        let between = |socket: TcpStream, read: &[u8]| {
            let socket = Line::from(socket);
            line = Some(socket.clone());
            Metered::new(socket, read)
        };
        let Some(socket) = socket.open_through(between).await else { return };
        match (leads_to, permit) {
            (Ok(place), Ok(_permit)) => connection::drive(socket, line, place).await,
            (Err(why), _) => Box::pin(connection::end(socket, End::Close(why))).await,
            (Ok(_), Err(_)) => Box::pin(connection::end(socket, End::Close(Close::Busy))).await,
        }
    });
    response
}
