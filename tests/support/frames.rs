//! WebSocket as bytes (RFC 6455): a client that can say what no library lets it say.

use std::{io, net::SocketAddr, path::Path, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

use serde_json::Value;

use super::{actors::hello, waiting::within};

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
    tcp: BufReader<TcpStream>,
    /// What the server said to the upgrade, in small letters.
    head: String,
}

/// What the server says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    Text(Vec<u8>),
    Binary(Vec<u8>),
    Ping,
    Pong(Vec<u8>),
    /// Its code and reason, if it has any. Nothing but the end of the connection came after it.
    Close(Option<(u16, Vec<u8>)>),
    /// The connection ended without a farewell.
    End,
}

/// An upgrade with the sample key of RFC 6455, section 1.3.
pub(crate) fn request(path: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: server\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
    )
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
        let tcp = TcpStream::connect(self.address).await.expect("the echo takes connections");
        let wire = Wire::over(tcp, "/").await.expect("an answer");
        let head = &wire.head;
        assert!(head.starts_with("http/1.1 101 "), "{head}");
        // The sample of RFC 6455, section 1.3; its letters' case is lost above.
        assert!(head.contains("s3pplmbitxaq9kygzzhzrbk+xoo="), "{head}");
        assert!(!head.contains("sec-websocket-extensions"), "no extension is offered: {head}");
        wire
    }
}

impl Wire {
    /// A stream of a server, before its hello.
    pub(crate) async fn open(address: SocketAddr, path: &str) -> io::Result<Self> {
        Self::over(TcpStream::connect(address).await?, path).await
    }

    /// Asks for the upgrade on a connection of one's own making.
    pub(crate) async fn over(tcp: TcpStream, path: &str) -> io::Result<Self> {
        tcp.set_nodelay(true)?;
        let mut wire = Self { tcp: BufReader::with_capacity(2048, tcp), head: String::new() };
        wire.tcp.write_all(request(path).as_bytes()).await?;
        within("the upgrade", async {
            while !wire.head.ends_with("\r\n\r\n") {
                if wire.tcp.read_line(&mut wire.head).await? == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            wire.head.make_ascii_lowercase();
            Ok(wire)
        })
        .await
    }

    /// A welcomed stream, of somebody who joined or of a reader.
    pub(crate) async fn enter(address: SocketAddr, path: &str, token: Option<&str>) -> Self {
        let mut wire = Self::open(address, path).await.expect("the upgrade");
        wire.tells(&hello(token, None)).await;
        wire.hears_of("welcome").await;
        wire
    }

    /// Sends a text frame.
    pub(crate) async fn tells(&mut self, told: &Value) {
        self.says(&frame(TEXT, told.to_string().as_bytes())).await;
    }

    /// As [`Self::says`], to a server that may hang up in the middle.
    pub(crate) async fn tries(&mut self, bytes: &[u8]) -> bool {
        within("the server to take bytes", self.tcp.write_all(bytes)).await.is_ok()
    }

    /// Waits for a frame of that type; others are skipped.
    pub(crate) async fn hears_of(&mut self, kind: &str) -> Value {
        loop {
            let heard = self.hears().await;
            let Heard::Text(text) = &heard else { panic!("{heard:?} before {kind}") };
            let told: Value = serde_json::from_slice(text).expect("frames are JSON");
            if told["type"] == kind {
                return told;
            }
        }
    }

    pub(crate) async fn says(&mut self, bytes: &[u8]) {
        within("the server to take bytes", self.tcp.write_all(bytes)).await.expect("the connection is open");
    }

    /// The next message, put together, or control frame.
    pub(crate) async fn hears(&mut self) -> Heard {
        within("a frame", self.next()).await
    }

    /// As [`Self::hears`], however long it takes.
    pub(crate) async fn next(&mut self) -> Heard {
        self.read().await.unwrap_or(Heard::End)
    }

    /// An error where the connection is cut, maybe in the middle of a frame.
    async fn read(&mut self) -> io::Result<Heard> {
        let (mut message, mut kind) = (Vec::new(), None);
        loop {
            let first = self.tcp.read_u8().await?;
            let (fin, opcode) = (first & FIN != 0, first & 0x0F);
            assert_eq!(first & 0x70, 0, "no bit is set that stands for an extension");
            let length = match self.tcp.read_u8().await? {
                126 => self.tcp.read_u16().await?.into(),
                127 => self.tcp.read_u64().await?,
                short => short.into(),
            };
            assert!(
                length <= 64 * 1024,
                "what the server sends is neither masked nor longer than any frame of its: {length}"
            );
            let mut payload = vec![0; length as usize];
            self.tcp.read_exact(&mut payload).await?;
            match opcode {
                PING => return Ok(Heard::Ping),
                PONG => return Ok(Heard::Pong(payload)),
                CLOSE => return Ok(self.farewell(&payload).await),
                CONTINUATION => assert!(kind.is_some(), "a message begins with its kind"),
                _ => assert_eq!(kind.replace(opcode), None, "one message after the other"),
            }
            message.extend(payload);
            match kind {
                _ if !fin => {}
                Some(TEXT) => return Ok(Heard::Text(message)),
                Some(BINARY) => return Ok(Heard::Binary(message)),
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
