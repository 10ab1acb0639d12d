//! How a client gets in, and takes its welcome.

use std::{sync::atomic::Ordering::Relaxed, time::Duration};

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::time::timeout;
use tokio_tungstenite::{
    client_async_with_config,
    tungstenite::{
        Error, Message as Raw, client::IntoClientRequest as _, http::HeaderValue, protocol::WebSocketConfig,
    },
};

use super::{Client, Gone, parse};
use crate::{
    checker::{Micros, Welcome},
    source,
    wire::{Command, Frame, SUBPROTOCOL},
};

impl Client {
    /// Connects and has its welcome; comes back as often as it must, once it was in.
    ///
    /// # Errors
    /// With the reason, when the server wants it gone for good, or does not let it in at all.
    pub async fn connect(&mut self) -> Result<(), String> {
        const ATTEMPT: Duration = Duration::from_secs(15);
        const FIRST_ATTEMPTS: u32 = 5;
        let run = self.run.clone();
        let mut attempts = 0;
        loop {
            attempts += 1;
            let turn = run.connecting.acquire().await;
            let (pause, why) = match timeout(ATTEMPT, self.try_connect()).await {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(Gone::Final(why))) => return Err(why),
                Ok(Err(Gone::Again(pause, why))) => (pause, why),
                Err(_) => (run.backoff, "no welcome within 15 s".to_owned()),
            };
            drop(turn);
            if self.observer.cursor().is_none() && attempts == FIRST_ATTEMPTS {
                return Err(format!("not let in after {attempts} attempts: {why}"));
            }
            self.rest(pause).await;
        }
    }

    async fn try_connect(&mut self) -> Result<(), Gone> {
        let target = &self.run.target;
        let mut request = target.stream().into_client_request().map_err(|error| Gone::Final(error.to_string()))?;
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static(SUBPROTOCOL));
        let stream =
            source::connect(target.authority(), self.number).await.map_err(|error| self.lost(&error.to_string()))?;
        // A post must not wait for the answer to the one before (Nagle); where it fails, it is only slower.
        let _ = stream.set_nodelay(true);
        // Small buffers: the library reserves and clears the read buffer of every socket.
        let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(4096);
        let (mut socket, _) = match client_async_with_config(request, stream, Some(config)).await {
            Ok(upgraded) => upgraded,
            Err(Error::Http(answer)) if answer.status().is_client_error() => {
                return Err(Gone::Final(format!("the server answered the upgrade with {}", answer.status())));
            }
            Err(error) => return Err(self.lost(&error.to_string())),
        };
        let asked = self.run.clock.now();
        let resume = self.observer.cursor().map(Into::into);
        let hello = serde_json::to_string(&Command::Hello { token: self.token.as_deref(), resume });
        let hello = hello.expect("a command has no part that cannot be written");
        socket.send(Raw::text(hello)).await.map_err(|error| self.lost(&error.to_string()))?;
        loop {
            match socket.next().await {
                Some(Ok(Raw::Text(text))) => {
                    let frame = parse(&text)?;
                    match &*frame.kind {
                        "welcome" => {
                            self.welcomed(&frame, asked);
                            self.socket = Some(socket);
                            return Ok(());
                        }
                        "error" => return Err(Gone::Final(format!("hello was refused: {}", frame.code))),
                        _ => {}
                    }
                }
                Some(Ok(Raw::Close(frame))) => return Err(self.closed(frame)),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(self.lost(&error.to_string())),
                None => return Err(self.lost("closed before the welcome")),
            }
        }
    }

    fn welcomed(&mut self, frame: &Frame<'_>, asked: Micros) {
        if self.observer.cursor().is_some() {
            self.run.meter.reconnects.fetch_add(1, Relaxed);
        }
        self.resumed = frame.resumed;
        self.run.meter.connected.fetch_add(1, Relaxed);
        let away = std::mem::take(&mut self.away);
        let mut all = Vec::with_capacity(frame.messages.len());
        for message in &frame.messages {
            let (seen, tag) = message.seen(self.run.id);
            if frame.resumed {
                self.measure(&seen, tag.filter(|_| !away));
            }
            // Kept for those alone that the verdict can be about.
            if let Some(mark) = seen.mark.filter(|mark| self.run.ordinal_to_remove(*mark).is_some()) {
                self.observer.show(mark, asked);
            }
            all.push(seen);
        }
        self.observer.welcome(Welcome { epoch: &frame.epoch, seq: frame.seq, resumed: frame.resumed }, &all);
        self.report_cursor();
    }
}
