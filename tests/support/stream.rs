//! A client's end of a stream. It keeps what nobody has asked for yet, so that frames of different kinds can be awaited
//! in any order, and holds the server to its promises about order on the way.

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        Error, Message,
        client::IntoClientRequest,
        http::{HeaderValue, Request, header},
    },
};

use super::waiting::within;

/// Anything that bytes go to and fro on.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

pub(crate) struct Stream {
    socket: WebSocketStream<Box<dyn Io>>,
    /// For the panics.
    who: String,
    /// Came, and nobody has asked for it.
    unasked: VecDeque<Value>,
    /// The close code, once it has come; 1006 where there was none.
    closed: Option<u16>,
    /// What is delivered of the room: its messages by position, as they now are.
    pub(crate) room: BTreeMap<u64, Value>,
    /// The same as it came.
    pub(crate) told: Vec<Value>,
    pub(crate) epoch: String,
    /// Up to where it is delivered.
    pub(crate) seq: u64,
}

/// The request that opens a stream as browsers do, but for an origin.
pub(crate) fn upgrade(address: SocketAddr, path: &str) -> Request<()> {
    let mut request = format!("ws://{address}{path}").into_client_request().expect("an address");
    request.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static("social-stream.v1"));
    request
}

impl Stream {
    pub(crate) async fn open(address: SocketAddr, path: &str, who: &str) -> Result<Self, Error> {
        let (stream, protocol) = Self::ask(address, upgrade(address, path), who).await?;
        assert_eq!(protocol.as_deref(), Some("social-stream.v1"));
        Ok(stream)
    }

    /// Opens a stream by a request of one's own; also tells the subprotocol that was chosen.
    pub(crate) async fn ask(
        address: SocketAddr,
        request: Request<()>,
        who: &str,
    ) -> Result<(Self, Option<String>), Error> {
        let tcp: Box<dyn Io> = Box::new(TcpStream::connect(address).await?);
        let (socket, response) = within("the upgrade", client_async(request, tcp)).await?;
        let chosen = response.headers().get(header::SEC_WEBSOCKET_PROTOCOL);
        let chosen = chosen.map(|name| name.to_str().expect("readable").to_owned());
        Ok((Self::new(socket, who), chosen))
    }

    fn new(socket: WebSocketStream<Box<dyn Io>>, who: &str) -> Self {
        Self {
            socket,
            who: who.to_owned(),
            unasked: VecDeque::new(),
            closed: None,
            room: BTreeMap::new(),
            told: Vec::new(),
            epoch: String::new(),
            seq: 0,
        }
    }

    pub(crate) async fn sends(&mut self, frame: &Value) {
        self.sends_raw(Message::text(frame.to_string())).await;
    }

    /// Waits for the answer to a ping: the stream is open, and whoever leads it is not stuck.
    pub(crate) async fn is_alive(&mut self) {
        self.sends_raw(Message::Ping(b"alive?".as_slice().into())).await;
        loop {
            match within("a pong", self.socket.next()).await {
                Some(Ok(Message::Pong(_))) => return,
                Some(Ok(Message::Text(text))) => {
                    let frame: Value = serde_json::from_str(&text).expect("frames are JSON");
                    self.delivered(&frame);
                    self.unasked.push_back(frame);
                }
                Some(Ok(Message::Ping(_))) => {}
                other => panic!("{}'s stream is not alive: {other:?}", self.who),
            }
        }
    }

    pub(crate) async fn sends_raw(&mut self, message: Message) {
        within("the server to take a frame", self.socket.send(message)).await.expect("the stream is open");
    }

    /// Sends many frames in as few pieces as can be. The server may hang up in the middle.
    pub(crate) async fn floods(&mut self, messages: impl IntoIterator<Item = Message>) {
        for message in messages {
            if within("the server to take a frame", self.socket.feed(message)).await.is_err() {
                return;
            }
        }
        let _ = within("the server to take frames", self.socket.flush()).await;
    }

    /// The next frame that is `wanted`; others are kept for whoever asks for them.
    pub(crate) async fn awaits(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        self.looks_for(what, wanted).await.unwrap_or_else(|| {
            panic!("{}'s stream closed with {:?} before {what}; unasked: {:#?}", self.who, self.closed, self.unasked)
        })
    }

    /// As [`Self::awaits`], or `None` where the stream ends before.
    pub(crate) async fn looks_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        if let Some(index) = self.unasked.iter().position(&wanted) {
            return self.unasked.remove(index);
        }
        loop {
            let frame = self.reads(what).await?;
            if wanted(&frame) {
                return Some(frame);
            }
            self.unasked.push_back(frame);
        }
    }

    /// Waits until all up to a seq is delivered.
    pub(crate) async fn reaches(&mut self, seq: u64) {
        while self.seq < seq {
            let frame = self.reads("the room's head").await.unwrap_or_else(|| panic!("{}'s stream closed", self.who));
            self.unasked.push_back(frame);
        }
    }

    /// The close code. What comes before it is kept.
    pub(crate) async fn is_closed(&mut self) -> u16 {
        while let Some(frame) = self.reads("the close").await {
            self.unasked.push_back(frame);
        }
        self.closed.expect("set at the end")
    }

    /// What came and nobody has asked for.
    pub(crate) fn looks_ahead(&self) -> Vec<&Value> {
        self.unasked.iter().collect()
    }

    /// The bytes below. What the library had read ahead is lost.
    pub(crate) fn into_bytes(self) -> Box<dyn Io> {
        self.socket.into_inner()
    }

    async fn reads(&mut self, what: &str) -> Option<Value> {
        loop {
            let next = tokio::time::timeout(super::waiting::PATIENCE, self.socket.next()).await;
            let Ok(next) = next else { panic!("{} waited in vain for {what}; unasked: {:#?}", self.who, self.unasked) };
            match next {
                Some(Ok(Message::Text(text))) => {
                    let frame: Value = serde_json::from_str(&text).expect("frames are JSON");
                    self.delivered(&frame);
                    return Some(frame);
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(frame))) => {
                    self.closed.get_or_insert(frame.map_or(1005, |frame| frame.code.into()));
                }
                Some(Ok(other)) => panic!("frames are text: {other:?}"),
                Some(Err(_)) | None => {
                    self.closed.get_or_insert(1006);
                    return None;
                }
            }
        }
    }

    /// Promise 3: what is delivered comes in strictly rising seq, and goes into the room.
    fn delivered(&mut self, frame: &Value) {
        let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("a number: {frame}"));
        match frame["type"].as_str() {
            Some("welcome") => {
                assert!(self.epoch.is_empty(), "one welcome a stream");
                frame["epoch"].as_str().expect("an epoch").clone_into(&mut self.epoch);
                self.seq = number(&frame["seq"]);
                for message in frame["messages"].as_array().expect("a list") {
                    assert!(number(&message["seq"]) <= self.seq, "beyond the cursor: {frame}");
                    self.keeps(message);
                }
            }
            Some("message") => {
                assert!(!self.epoch.is_empty(), "nothing before the welcome");
                let seq = number(&frame["message"]["seq"]);
                assert!(seq > self.seq, "{}: {seq} came after {}", self.who, self.seq);
                self.seq = seq;
                self.keeps(&frame["message"]);
            }
            _ => {}
        }
    }

    fn keeps(&mut self, message: &Value) {
        self.room.insert(message["position"].as_u64().expect("a position"), message.clone());
        self.told.push(message.clone());
    }
}
