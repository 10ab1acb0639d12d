//! A WebSocket echo on what streams stand on: the same accepting, upgrade, limits, fragments and close codes. It is there
//! to point a conformance suite at; see "Conformance" in `docs/protocol.md`.

use std::net::{SocketAddr, TcpListener};

use anyhow::Context;
use axum::{Router, extract::Request, response::Response, routing::any};
use bytes::Bytes;
use clap::Parser;
use futures_util::{SinkExt, StreamExt};
use social_stream::{
    commands::print,
    config::LogFormat,
    connection::{
        End, end, fragments,
        limits::{self, TAKE_WITHIN},
    },
    http,
    protocol::SUBPROTOCOL,
    shutdown, telemetry,
};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Message,
        protocol::{WebSocketConfig, frame::coding::Data},
    },
};
use tokio_util::sync::CancellationToken;

/// A WebSocket echo with the limits of social-stream, or others.
#[derive(Clone, Debug, Parser)]
struct Options {
    /// The address to listen on; port 0 picks a free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:9001")]
    listen: SocketAddr,
    /// The longest message [default: the limit of a stream]
    #[arg(long, value_name = "BYTES")]
    max_message: Option<u32>,
    /// The longest frame [default: the limit of a stream]
    #[arg(long, value_name = "BYTES")]
    max_frame: Option<u32>,
    /// How much is read at once [default: as on a stream]
    #[arg(long, value_name = "BYTES")]
    read_buffer: Option<u32>,
    /// Up to where frames gather before they are written [default: as on a stream]
    #[arg(long, value_name = "BYTES")]
    write_buffer: Option<u32>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    telemetry::start_log(LogFormat::Text);
    let shutdown = CancellationToken::new();
    shutdown::listen(shutdown.clone())?;
    let listener = TcpListener::bind(options.listen)
        .with_context(|| format!("{} cannot be listened on; --listen names another", options.listen))?;
    print(&format!("Listening on http://{}", listener.local_addr()?))?;
    let config = options.websocket();
    // Any address, since suites ask for addresses of their own.
    let router = Router::new().fallback(any(move |request: Request| open(request, config)));
    http::serve(listener, router, shutdown).await.context("the server no longer takes connections")
}

impl Options {
    /// The limits of a stream, where nothing else is asked for.
    fn websocket(&self) -> WebSocketConfig {
        let mut config = limits::websocket();
        config.max_message_size = self.max_message.map_or(config.max_message_size, |bytes| Some(bytes as usize));
        config.max_frame_size = self.max_frame.map_or(config.max_frame_size, |bytes| Some(bytes as usize));
        config.read_buffer_size = self.read_buffer.map_or(config.read_buffer_size, |bytes| bytes as usize);
        if let Some(bytes) = self.write_buffer {
            config.write_buffer_size = bytes as usize;
            // Has to be more, and a fragment has to fit.
            config.max_write_buffer_size = config.max_write_buffer_size.max(4 * config.write_buffer_size);
        }
        config
    }
}

async fn open(request: Request, config: WebSocketConfig) -> Response {
    let (response, socket) = http::upgrade(request, SUBPROTOCOL, config);
    if let Some(socket) = socket {
        tokio::spawn(async move {
            let Some(mut socket) = socket.open().await else { return };
            let why = echo(&mut socket).await;
            end(socket, why).await;
        });
    }
    response
}

/// Sends every message back until the connection ends; says why it does.
async fn echo(socket: &mut WebSocketStream<TcpStream>) -> End {
    loop {
        let (kind, payload) = match socket.next().await {
            Some(Ok(Message::Text(text))) => (Data::Text, Bytes::from(text)),
            Some(Ok(Message::Binary(payload))) => (Data::Binary, payload),
            // The library answers pings.
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
            Some(Ok(Message::Close(_))) => return End::Left,
            Some(Err(error)) => return error.into(),
            None => return End::Cut,
        };
        for fragment in fragments(kind, payload) {
            let Ok(Ok(())) = timeout(TAKE_WITHIN, socket.feed(fragment)).await else { return End::Cut };
        }
        let Ok(Ok(())) = timeout(TAKE_WITHIN, socket.flush()).await else { return End::Cut };
    }
}
