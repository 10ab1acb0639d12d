//! One participant's connection, kept up over losses.

mod connecting;

use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::{
    net::TcpStream,
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Error, Message as Raw, protocol::CloseFrame},
};

use crate::{
    checker::{Ack, Mark, Micros, Observer, Seen},
    run::Run,
    tag::Tag,
    wire::{Command, Frame, Payload},
};

/// What a participant has to know of what came; messages are taken care of inside, and told to the attentive only.
#[derive(Debug)]
pub enum Event {
    /// A post was stored.
    Acked(Mark, Ack),
    /// A post was stored, and waits for a moderator.
    Held(Mark),
    /// An act was done: the client's so-and-so-manieth.
    Acted(u32),
    /// A post was removed, as asked for.
    Removed(Mark),
    /// A post was edited, as asked for.
    Edited(Mark),
    /// A reaction was stored.
    Reacted,
    /// A message as it now is.
    Message {
        /// Its id.
        id: Box<str>,
        /// Who wrote it.
        author: Box<str>,
        /// Its place and state.
        seen: Seen,
        /// How late it came, where it is a new post of this run.
        late: Option<Duration>,
        /// Whether its text is a raider's.
        raid: bool,
    },
    /// A command was refused.
    Refused {
        /// Which post, where the frame said so.
        mark: Option<Mark>,
        /// Which post's removal, where the frame said so.
        removal: Option<Mark>,
        /// Which post's edit, where the frame said so.
        edit: Option<Mark>,
        /// Which act, where the frame said so.
        act: Option<u32>,
        /// The contract's code.
        code: String,
        /// When it is worth trying again.
        retry_after: Option<Duration>,
    },
}

/// How a raider's text ends.
pub const RAID: &str = "raid! raid! raid!";

/// Bytes may rest this long in buffers of the kernel and the driver before they are noted as seen: a text that comes
/// later than this after its removal was acked was sent too late.
const IN_BUFFERS: Duration = Duration::from_secs(1);

/// How a connection ended.
#[derive(Debug)]
pub enum Gone {
    /// For good: why.
    Final(String),
    /// Come back after a random pause of at most this.
    Again(Duration, String),
}

/// A reader or writer.
#[derive(Debug)]
pub struct Client {
    /// The run it belongs to.
    pub run: Arc<Run>,
    /// Its number among all clients of the run.
    pub number: usize,
    /// What it saw.
    pub observer: Observer,
    token: Option<String>,
    socket: Option<WebSocketStream<TcpStream>>,
    resumed: bool,
    attentive: bool,
    /// Whether it cut the connection itself: what it missed then is nobody's delay.
    away: bool,
}

impl Client {
    /// A client that is not yet connected; without a token, a reader.
    #[must_use]
    pub fn new(run: Arc<Run>, number: usize, token: Option<String>) -> Self {
        let observer = Observer::default();
        Self { run, number, observer, token, socket: None, resumed: false, attentive: false, away: false }
    }

    /// The same, but told of every live message: it costs the driver something for each.
    #[must_use]
    pub fn attentive(mut self) -> Self {
        self.attentive = true;
        self
    }

    /// Notes that a text of the run was to be seen on the live stream; for runs that remove messages.
    pub fn shows(&mut self, mark: Mark) {
        let in_buffers = Micros::try_from(IN_BUFFERS.as_micros()).unwrap_or(Micros::MAX);
        self.observer.show(mark, self.run.clock.now().saturating_sub(in_buffers));
    }

    /// Waits a random part of the pause, so that clients lost together do not come back together.
    pub async fn rest(&self, pause: Duration) {
        sleep(pause.mul_f64(fastrand::f64())).await;
    }

    /// Waits for the next event. Can be cancelled without losing anything.
    ///
    /// # Errors
    /// When the connection ended.
    pub async fn next(&mut self) -> Result<Event, Gone> {
        loop {
            let Some(socket) = self.socket.as_mut() else { return Err(self.lost("not connected")) };
            let taken = match socket.next().await {
                Some(Ok(Raw::Text(text))) => self.take(&text),
                Some(Ok(Raw::Close(frame))) => Err(self.closed(frame)),
                Some(Ok(_)) => Ok(None),
                Some(Err(error)) => Err(self.lost(&error.to_string())),
                None => Err(self.lost("the connection was closed")),
            };
            match taken {
                Ok(Some(event)) => return Ok(event),
                Ok(None) => {}
                Err(gone) => {
                    self.drop_socket();
                    return Err(gone);
                }
            }
        }
    }

    /// Hands a frame to the socket's buffer; [`Client::flush`] sends it.
    ///
    /// # Errors
    /// When the connection ended.
    pub async fn feed(&mut self, command: &Command<'_>) -> Result<(), Gone> {
        let text = serde_json::to_string(command).expect("a command has no part that cannot be written");
        let Some(socket) = self.socket.as_mut() else { return Err(self.lost("not connected")) };
        let fed = socket.feed(Raw::text(text)).await;
        fed.map_err(|error| self.broken(&error))
    }

    /// Sends what was fed.
    ///
    /// # Errors
    /// When the connection ended.
    pub async fn flush(&mut self) -> Result<(), Gone> {
        let Some(socket) = self.socket.as_mut() else { return Err(self.lost("not connected")) };
        let flushed = socket.flush().await;
        flushed.map_err(|error| self.broken(&error))
    }

    /// Whether the latest welcome brought all that had changed since the cursor.
    #[must_use]
    pub fn was_resumed(&self) -> bool {
        self.resumed
    }

    /// Cuts the connection as a network does that is lost: without a goodbye.
    pub fn cut(&mut self) {
        self.away = true;
        if let Some(socket) = &self.socket {
            // A reset also frees the port at once, of which a storm needs many. Where it fails, the close is orderly.
            let _ = socket.get_ref().set_zero_linger();
        }
        self.drop_socket();
    }

    /// Says goodbye, without waiting for an answer.
    pub async fn close(&mut self) {
        const GOODBYE: Duration = Duration::from_secs(1);
        if let Some(mut socket) = self.socket.take() {
            self.run.meter.connected.fetch_sub(1, Relaxed);
            // Whether the goodbye arrives makes no difference: the connection is dropped either way.
            let _ = timeout(GOODBYE, socket.close(None)).await;
        }
    }

    fn take(&mut self, text: &str) -> Result<Option<Event>, Gone> {
        let frame = parse(text)?;
        match (&*frame.kind, frame.message) {
            ("message", Payload::Message(message)) => {
                let (seen, tag) = message.seen(self.run.id);
                let late = self.measure(&seen, tag);
                self.observer.message(seen);
                self.report_cursor();
                if self.attentive {
                    let raid = message.text.ends_with(RAID);
                    let (id, author) = ((*message.id).into(), (*message.author.id).into());
                    let late = late.map(Duration::from_micros);
                    return Ok(Some(Event::Message { id, author, seen, late, raid }));
                }
            }
            ("room", _) => {
                self.observer.room(frame.seq);
                self.report_cursor();
            }
            ("ack", _) => {
                if let Some(mark) = self.run.id.mark_of_removal(&frame.nonce) {
                    return Ok(Some(Event::Removed(mark)));
                }
                if let Some(mark) = self.run.id.mark_of_edit(&frame.nonce) {
                    return Ok(Some(Event::Edited(mark)));
                }
                if self.run.id.is_of_reaction(&frame.nonce) {
                    return Ok(Some(Event::Reacted));
                }
                let Some(mark) = self.run.id.mark_of_nonce(&frame.nonce) else {
                    return Err(Gone::Final(format!("an ack for a nonce that was never sent: {:?}", frame.nonce)));
                };
                if frame.held {
                    return Ok(Some(Event::Held(mark)));
                }
                return Ok(Some(Event::Acked(mark, Ack { id: (*frame.id).into(), position: frame.position })));
            }
            ("acted", _) => {
                let Some(count) = self.run.id.count_of_act(&frame.nonce) else {
                    return Err(Gone::Final(format!(
                        "an answer to an act that was never asked for: {:?}",
                        frame.nonce
                    )));
                };
                return Ok(Some(Event::Acted(count)));
            }
            ("error", _) => {
                let act = self.run.id.count_of_act(&frame.nonce);
                let mark = self.run.id.mark_of_nonce(&frame.nonce);
                let removal = self.run.id.mark_of_removal(&frame.nonce);
                let edit = self.run.id.mark_of_edit(&frame.nonce);
                let retry_after = frame.retry_after_ms.map(Duration::from_millis);
                let code = frame.code.into_owned();
                return Ok(Some(Event::Refused { mark, removal, edit, act, code, retry_after }));
            }
            _ => {}
        }
        Ok(None)
    }

    /// How late it came, where it is a new post of this run.
    fn measure(&self, seen: &Seen, tag: Option<Tag>) -> Option<Micros> {
        let latency =
            tag.filter(|_| seen.position == seen.seq).map(|tag| self.run.clock.now().saturating_sub(tag.intended));
        self.run.meter.delivered(self.number, latency);
        latency
    }

    fn report_cursor(&self) {
        if let Some(cursor) = self.observer.cursor() {
            self.run.reached(self.number, cursor.seq);
        }
    }

    fn broken(&mut self, error: &Error) -> Gone {
        self.drop_socket();
        self.lost(&error.to_string())
    }

    fn drop_socket(&mut self) {
        if self.socket.take().is_some() {
            self.run.meter.connected.fetch_sub(1, Relaxed);
        }
    }

    fn lost(&self, why: &str) -> Gone {
        Gone::Again(self.run.backoff, why.to_owned())
    }

    /// What the close codes of the contract mean for the client.
    fn closed(&self, frame: Option<CloseFrame>) -> Gone {
        let Some(frame) = frame else { return self.lost("closed without a code") };
        let code = u16::from(frame.code);
        let why = format!("closed with {code} {}", frame.reason);
        match code {
            1008 | 1009 | 4003 | 4004 => Gone::Final(why),
            // Dropped for being slow: others were not, so there is no crowd to wait for.
            4000 => Gone::Again(self.run.backoff / 10, why),
            _ => Gone::Again(self.run.backoff, why),
        }
    }
}

fn parse(text: &str) -> Result<Frame<'_>, Gone> {
    serde_json::from_str(text)
        .map_err(|error| Gone::Final(format!("a frame that is not what the contract says: {error}")))
}
