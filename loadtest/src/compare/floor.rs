//! The floor: what the machine charges for handing the same bytes to so many sockets, and nothing else.
//!
//! One prebuilt frame, one `send` for each socket, in one loop on one thread. It stores nothing, keeps no order between
//! two publishers, and whoever does not take a frame at once is cut.

use std::{
    io::{ErrorKind, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::{Context as _, Result};
use futures_util::future::BoxFuture;
use tokio_tungstenite::tungstenite::{
    Message, WebSocket, accept_hdr,
    handshake::server::{Request, Response},
    protocol::frame::{
        Frame, FrameHeader,
        coding::{Data, OpCode},
    },
};

use super::{Contender, Publish, Running, Stream, child::Child};

/// The path publishers open; every other is a reader's.
const PUBLISH: &str = "/publish";

/// The bare loop in a process of its own.
#[derive(Debug)]
pub struct Floor {
    driver: PathBuf,
}

impl Floor {
    /// Run by this program, the driver itself.
    #[must_use]
    pub fn new(driver: PathBuf) -> Self {
        Self { driver }
    }
}

impl Contender for Floor {
    fn name(&self) -> String {
        "bare loop".to_owned()
    }

    fn start<'a>(&'a self, _folder: &'a Path) -> BoxFuture<'a, Result<Running>> {
        Box::pin(async {
            let (child, address) = Child::listening(Command::new(&self.driver).arg("floor"), "the bare loop").await?;
            let url = address.replacen("http", "ws", 1);
            let publish = Publish::Socket { url: format!("{url}{PUBLISH}") };
            let stream = Stream { url: format!("{url}/read"), subprotocol: None, hello: None };
            Ok(Running { child, stream, publish })
        })
    }
}

/// Serves until the process is ended; the first line on standard output says where.
///
/// # Errors
/// When it cannot listen.
pub fn serve() -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port on the loopback interface")?;
    println!("Listening on http://{}", listener.local_addr()?);
    let readers = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for stream in listener.incoming().map_while(Result::ok) {
            let readers = &readers;
            scope.spawn(move || take(stream, readers));
        }
    });
    Ok(())
}

/// Takes a reader in, or serves a publisher until it leaves.
fn take(stream: TcpStream, readers: &Mutex<Vec<TcpStream>>) {
    let mut publishes = false;
    #[expect(clippy::result_large_err, reason = "the library's own signature")]
    let accepted = accept_hdr(stream, |request: &Request, response: Response| {
        publishes = request.uri().path() == PUBLISH;
        Ok(response)
    });
    let Ok(socket) = accepted else { return };
    if publishes {
        publish(socket, readers);
    } else if let Ok(stream) = socket.get_ref().try_clone()
        && stream.set_nonblocking(true).is_ok()
        && stream.set_nodelay(true).is_ok()
    {
        readers.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
    }
}

fn publish(mut publisher: WebSocket<TcpStream>, readers: &Mutex<Vec<TcpStream>>) {
    while let Ok(message) = publisher.read() {
        let Message::Text(text) = message else { continue };
        let frame = text_frame(text.as_bytes());
        let mut readers = readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.retain_mut(|reader| match reader.write(&frame) {
            Ok(written) => written == frame.len(),
            Err(error) => error.kind() == ErrorKind::Interrupted,
        });
    }
}

/// The bytes of one unmasked text frame.
fn text_frame(payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + 10);
    let header = FrameHeader { opcode: OpCode::Data(Data::Text), ..FrameHeader::default() };
    let frame = Frame::from_payload(header, payload.to_vec().into());
    frame.format(&mut bytes).expect("memory takes all that is written to it");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_text_final_and_unmasked() {
        assert_eq!(text_frame(b"hi"), [0x81, 2, b'h', b'i']);
        assert_eq!(text_frame(&[b'x'; 200])[..4], [0x81, 126, 0, 200]);
    }
}
