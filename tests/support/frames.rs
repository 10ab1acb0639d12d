//! WebSocket as bytes (RFC 6455): a client that can say what no library lets it say.

use std::{net::SocketAddr, path::Path, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

use super::waiting::within;

pub(crate) const CONTINUATION: u8 = 0x0;
pub(crate) const TEXT: u8 = 0x1;
pub(crate) const BINARY: u8 = 0x2;
pub(crate) const CLOSE: u8 = 0x8;
pub(crate) const PING: u8 = 0x9;
pub(crate) const PONG: u8 = 0xA;

const FIN: u8 = 0x80;
const MASKED: u8 = 0x80;
const KEY: [u8; 4] = [0x37, 0xFA, 0x21, 0x3D];

/// `examples/ws_echo.rs` as a process; killed when dropped.
pub(crate) struct Echo {
    _child: Child,
    address: SocketAddr,
}

/// A connection after its upgrade.
pub(crate) struct Wire {
    tcp: TcpStream,
}

/// What the server says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    Text(Vec<u8>),
    Binary(Vec<u8>),
    Pong(Vec<u8>),
    /// Its code and reason, if it has any. Nothing but the end of the connection came after it.
    Close(Option<(u16, Vec<u8>)>),
    /// The connection ended without a farewell.
    End,
}

/// A whole message or control frame.
pub(crate) fn frame(opcode: u8, payload: &[u8]) -> Vec<u8> {
    bytes(FIN | opcode, payload)
}

/// A frame after which the message goes on.
pub(crate) fn fragment(opcode: u8, payload: &[u8]) -> Vec<u8> {
    bytes(opcode, payload)
}

/// A close frame with a code.
pub(crate) fn close(code: u16, reason: &[u8]) -> Vec<u8> {
    frame(CLOSE, &[&code.to_be_bytes(), reason].concat())
}

/// A masked frame with any first byte.
pub(crate) fn bytes(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        short @ 0..126 => bytes.push(MASKED | short as u8),
        middle @ 126..65_536 => {
            bytes.push(MASKED | 126);
            bytes.extend((middle as u16).to_be_bytes());
        }
        long => {
            bytes.push(MASKED | 127);
            bytes.extend((long as u64).to_be_bytes());
        }
    }
    bytes.extend(KEY);
    bytes.extend(payload.iter().zip(KEY.iter().cycle()).map(|(byte, key)| byte ^ key));
    bytes
}

impl Echo {
    pub(crate) async fn with(options: &[&str]) -> Self {
        // Cargo puts the examples beside the programs. It builds them before it runs all tests, but not where a filter or
        // `--test` picks some.
        let programs = Path::new(env!("CARGO_BIN_EXE_social-stream"));
        let mut child = Command::new(programs.with_file_name("examples").join("ws_echo"))
            .args(["--listen", "127.0.0.1:0"])
            .args(options)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the example was built: `cargo build --example ws_echo`");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let first = within("the echo's address", lines.next_line()).await.expect("readable").expect("a line");
        let address = first.strip_prefix("Listening on http://").expect("the address first");
        Self { address: address.parse().expect("an address"), _child: child }
    }

    /// A new connection that sends all this at once.
    pub(crate) async fn hears(&self, frames: &[Vec<u8>]) -> Wire {
        let mut wire = self.opens().await;
        wire.says(&frames.concat()).await;
        wire
    }

    pub(crate) async fn opens(&self) -> Wire {
        let mut tcp = TcpStream::connect(self.address).await.expect("the echo takes connections");
        tcp.set_nodelay(true).expect("a socket");
        let request = "GET / HTTP/1.1\r\nHost: echo\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
            Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
        tcp.write_all(request.as_bytes()).await.expect("written");
        let mut head = Vec::new();
        // Byte by byte, so that nothing of the first frame is read.
        while !head.ends_with(b"\r\n\r\n") {
            head.push(within("the upgrade", tcp.read_u8()).await.expect("an answer"));
        }
        let head = String::from_utf8(head).expect("UTF-8").to_lowercase();
        assert!(head.starts_with("http/1.1 101 "), "{head}");
        // The sample of RFC 6455, section 1.3; its letters' case is lost above.
        assert!(head.contains("s3pplmbitxaq9kygzzhzrbk+xoo="), "{head}");
        assert!(!head.contains("sec-websocket-extensions"), "no extension is offered: {head}");
        Wire { tcp }
    }
}

impl Wire {
    pub(crate) async fn says(&mut self, bytes: &[u8]) {
        within("the echo to take bytes", self.tcp.write_all(bytes)).await.expect("the connection is open");
    }

    /// The next message, put together, or control frame.
    pub(crate) async fn hears(&mut self) -> Heard {
        within("a frame", self.next()).await
    }

    async fn next(&mut self) -> Heard {
        let (mut message, mut kind) = (Vec::new(), None);
        loop {
            let Ok(first) = self.tcp.read_u8().await else { return Heard::End };
            let (fin, opcode) = (first & FIN != 0, first & 0x0F);
            assert_eq!(first & 0x70, 0, "no bit is set that stands for an extension");
            let length = match self.tcp.read_u8().await.expect("a length") {
                126 => self.tcp.read_u16().await.expect("a length").into(),
                127 => self.tcp.read_u64().await.expect("a length"),
                short => short.into(),
            };
            assert!(length <= 1024, "what the server sends is neither masked nor longer than a fragment: {length}");
            let mut payload = vec![0; length as usize];
            self.tcp.read_exact(&mut payload).await.expect("a payload");
            match opcode {
                PONG => return Heard::Pong(payload),
                CLOSE => return self.farewell(&payload).await,
                CONTINUATION => assert!(kind.is_some(), "a message begins with its kind"),
                _ => assert_eq!(kind.replace(opcode), None, "one message after the other"),
            }
            message.extend(payload);
            match kind {
                _ if !fin => {}
                Some(TEXT) => return Heard::Text(message),
                Some(BINARY) => return Heard::Binary(message),
                other => panic!("the kind {other:?} is not known"),
            }
        }
    }

    /// The server closes first, so that the port it waits on is its own (RFC 6455, section 7.1.1).
    async fn farewell(&mut self, payload: &[u8]) -> Heard {
        let mut more = Vec::new();
        self.tcp.read_to_end(&mut more).await.expect("an orderly end, not a reset");
        assert!(more.is_empty(), "after the farewell: {more:?}");
        Heard::Close(payload.split_first_chunk().map(|(code, reason)| (u16::from_be_bytes(*code), reason.to_vec())))
    }
}
