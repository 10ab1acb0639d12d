use std::{
    future::Future,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt, stream::FuturesUnordered};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite},
    sync::{oneshot, watch},
    time::{Instant, sleep_until, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error, Message,
        error::{CapacityError, ProtocolError},
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};
use tokio_util::sync::WaitForCancellationFuture;

use super::{
    conversation::{Conversation, Identity, Input, Output, Settings},
    limits::{CLOSE_DRAINS, CLOSE_WITHIN, DELIVERY_BYTES},
    taking::{Cut, Told, taken},
    welcome::{DELIVERIES, Place, Welcomed},
    wire,
};
use crate::{
    domain::{Access, Action, Command, Nonce, Person, PersonId, SecretHash, Seq},
    hub::{Answer, HubError, OnlineGuard, Ring, Room},
    protocol::{Close, Online, Resume, ServerFrame},
};

/// Why a connection ends.
#[derive(Debug)]
enum End {
    /// The client is told.
    Close(Close),
    /// The connection is cut: what is buffered must not be sent, or cannot be.
    Cut,
    /// The client has left.
    Over,
}

/// Leads one connection from the upgrade to its end. Memory is bounded by [`super::limits`] whatever the client does.
pub async fn drive<IO>(mut socket: Box<WebSocketStream<IO>>, place: Place)
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    metrics::gauge!("social_stream_connections").increment(1);
    // What happens once is boxed: a future is as large as its largest step, and most of its life is waiting.
    let end = match Box::pin(place.hub.room(place.room.id)).await {
        Ok(room) => Driver::new(&mut socket, &place, room).run().await,
        Err(HubError::NotFound) => End::Close(Close::NoRoom),
        Err(HubError::Unavailable | HubError::Broken(_)) => End::Close(Close::Busy),
    };
    metrics::gauge!("social_stream_connections").decrement(1);
    if let End::Close(why) = end {
        Box::pin(refuse(socket, why)).await;
    }
}

/// Tells the client why, waits a moment for its farewell, and ends the connection.
pub async fn refuse<IO>(mut socket: Box<WebSocketStream<IO>>, why: Close)
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    metrics::counter!("social_stream_closes_total", "code" => why.code().to_string()).increment(1);
    let farewell = async {
        let frame = CloseFrame { code: CloseCode::from(why.code()), reason: why.reason().into() };
        socket.send(Message::Close(Some(frame))).await.ok()?;
        // What the client sent meanwhile is read, or the kernel would answer it with a reset that overtakes the close.
        let mut scratch = [0; 1024];
        let mut read = 0;
        while read < CLOSE_DRAINS {
            match socket.get_mut().read(&mut scratch).await {
                Ok(0) | Err(_) => break,
                Ok(more) => read += more,
            }
        }
        Some(())
    };
    let _ = timeout(CLOSE_WITHIN, farewell).await;
}

impl From<Cut> for End {
    fn from(Cut: Cut) -> Self {
        Self::Cut
    }
}

struct Driver<'a, IO> {
    socket: &'a mut WebSocketStream<IO>,
    place: &'a Place,
    room: Arc<Room>,
    conversation: Conversation,
    bell: watch::Receiver<Ring>,
    /// How many the client was told are connected.
    online: u32,
    /// Everything up to here was sent. `None` before the welcome.
    cursor: Option<Seq>,
    resume: Option<Resume>,
    answers: FuturesUnordered<Waiting>,
    /// Counts this connection from its welcome on.
    counted: Option<OnlineGuard>,
}

/// A command whose answer is awaited.
struct Waiting {
    nonce: Option<Nonce>,
    answer: oneshot::Receiver<Answer>,
}

impl<'a, IO> Driver<'a, IO>
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    fn new(socket: &'a mut WebSocketStream<IO>, place: &'a Place, room: Arc<Room>) -> Self {
        let settings = Settings {
            text_limit: place.event.settings.text_limit,
            readers: place.event.settings.access == Access::Public,
        };
        Self {
            conversation: Conversation::new(settings, Instant::now()),
            bell: room.bell(),
            online: 0,
            socket,
            place,
            room,
            cursor: None,
            resume: None,
            answers: FuturesUnordered::new(),
            counted: None,
        }
    }

    async fn run(mut self) -> End {
        let shutdown = self.place.shutdown.clone();
        let mut shutdown = pin!(shutdown.cancelled());
        match self.converse(shutdown.as_mut()).await {
            Err(end) => end,
            Ok(()) => match self.settle().await {
                Err(end) => end,
                Ok(()) => End::Close(Close::Restart),
            },
        }
    }

    /// Until the server goes away (`Ok`) or the connection ends.
    async fn converse(&mut self, mut shutdown: Pin<&mut WaitForCancellationFuture<'_>>) -> Result<(), End> {
        let mut due = pin!(sleep_until(self.conversation.due()));
        loop {
            // In this order, so that a room that never rests cannot keep the client from being heard; how much a client can
            // say is bounded by its traffic.
            tokio::select! {
                biased;
                incoming = self.socket.next() => self.hear(incoming).await?,
                Some((nonce, answer)) = self.answers.next(), if !self.answers.is_empty() => {
                    self.take(Input::Answered(nonce, answer.ok_or(End::Close(Close::Restart))?)).await?;
                }
                () = &mut due => {
                    self.take(Input::Time).await?;
                    due.as_mut().reset(self.conversation.due());
                }
                () = &mut shutdown => return Ok(()),
                rung = self.bell.changed(), if self.cursor.is_some() => {
                    rung.map_err(|_| End::Close(Close::Restart))?;
                    self.deliver().await?;
                    self.tell_online().await?;
                }
            }
        }
    }

    /// Passes on the answers that are still to come, so that the author of every accepted command knows.
    async fn settle(&mut self) -> Result<(), End> {
        while let Some((nonce, answer)) = self.answers.next().await {
            let Some(answer) = answer else { break };
            self.take(Input::Answered(nonce, answer)).await?;
        }
        Ok(())
    }

    async fn hear(&mut self, incoming: Option<Result<Message, Error>>) -> Result<(), End> {
        match incoming {
            Some(Ok(Message::Text(text))) => self.take(Input::Text(text.as_str())).await,
            Some(Ok(Message::Binary(_))) => self.take(Input::Binary).await,
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => self.take(Input::Control).await,
            Some(Ok(Message::Close(_))) => {
                // The library has the farewell ready.
                let _ = timeout(CLOSE_WITHIN, self.socket.flush()).await;
                Err(End::Over)
            }
            Some(Err(Error::Capacity(CapacityError::MessageTooLong { .. }))) => Err(End::Close(Close::TooBig)),
            Some(Err(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake))) => Err(End::Over),
            Some(Err(Error::Protocol(_))) => Err(End::Close(Close::Malformed)),
            Some(Err(Error::Utf8(_))) => Err(End::Close(Close::NotUtf8)),
            Some(Err(_)) | None => Err(End::Over),
        }
    }

    async fn take(&mut self, input: Input<'_>) -> Result<(), End> {
        let mut outputs = self.conversation.take(input, Instant::now());
        // Identifying is the one output that leads to another input; it stands alone.
        if let [Output::Identify(..)] = outputs.as_slice()
            && let Some(Output::Identify(token, resume)) = outputs.pop()
        {
            self.resume = resume;
            let identity = Box::pin(identify(self.place, token)).await;
            outputs = self.conversation.take(Input::Identified(identity), Instant::now());
        }
        for output in outputs {
            self.put(output).await?;
        }
        Ok(())
    }

    async fn put(&mut self, output: Output) -> Result<(), End> {
        match output {
            Output::Identify(..) => Ok(()),
            Output::Welcome(person) => Box::pin(self.welcome(person.as_deref())).await,
            Output::Post(author, nonce, text, reply_to) => {
                let id = self.place.hub.message_id();
                self.submit(author, nonce, Action::Post { id, text, reply_to }).await
            }
            Output::Remove(author, nonce, id, reason) => {
                self.submit(author, nonce, Action::Remove { id, reason }).await
            }
            Output::Send(frame) => self.send(frame).await,
            Output::Ping => self.write([Message::Ping(Bytes::new())], &Told::NOTHING).await,
            Output::Close(why) => Err(End::Close(why)),
        }
    }

    async fn submit(&mut self, author: PersonId, nonce: Nonce, action: Action) -> Result<(), End> {
        match self.room.submit(Command { author, nonce: Some(nonce.clone()), action }) {
            Ok(answer) => {
                self.answers.push(Waiting { nonce: Some(nonce), answer });
                Ok(())
            }
            Err(_) => Box::pin(self.take(Input::Busy(nonce))).await,
        }
    }

    async fn welcome(&mut self, person: Option<&Person>) -> Result<(), End> {
        let resume = self.resume.take();
        let welcome = Welcomed::new(self.place, &self.room, person, resume.as_ref()).await.map_err(|error| {
            tracing::warn!(room = %self.room.id(), %error, "a newcomer could not be welcomed");
            End::Close(Close::Busy)
        })?;
        let Welcomed { frame, ids, upto, counted } = welcome;
        self.counted = Some(counted);
        self.online = self.bell.borrow().online;
        let told = Told { ids: &ids, upto };
        // One at a time, since the write buffer keeps the size it once had.
        for fragment in wire::fragments(frame) {
            self.write([fragment], &told).await?;
        }
        self.cursor = Some(upto);
        // What happened meanwhile may have rung before anybody listened.
        self.deliver().await
    }

    /// Sends what the room has beyond the cursor, looked up at the moment of sending.
    async fn deliver(&mut self) -> Result<(), End> {
        self.bell.mark_unchanged();
        while let Some(cursor) = self.cursor {
            let delivery = self.room.since(cursor, DELIVERY_BYTES).ok_or(End::Close(Close::TooSlow))?;
            let count = delivery.frames.len();
            if count > 0 {
                let told = Told { ids: &delivery.ids, upto: delivery.upto };
                self.write(delivery.frames.into_iter().flat_map(|(_, frame)| wire::fragments(frame)), &told).await?;
                DELIVERIES.increment(count as u64);
            }
            self.cursor = Some(delivery.upto);
            if delivery.upto >= self.bell.borrow().head {
                break;
            }
        }
        Ok(())
    }

    async fn tell_online(&mut self) -> Result<(), End> {
        let count = self.bell.borrow().online;
        if count == self.online {
            return Ok(());
        }
        self.online = count;
        self.send(ServerFrame::Online(Online { count }).encode()).await
    }

    async fn send(&mut self, frame: String) -> Result<(), End> {
        self.write(wire::fragments(frame.into()), &Told::NOTHING).await
    }

    /// Hands frames to the kernel, all at once where it takes them. `told` says which messages are in them.
    async fn write(&mut self, frames: impl IntoIterator<Item = Message>, told: &Told<'_>) -> Result<(), End> {
        for frame in frames {
            let fed = self.socket.feed(frame);
            taken(fed, &self.room, &self.bell, told).await?.map_err(|_| End::Over)?;
        }
        taken(self.socket.flush(), &self.room, &self.bell, told).await?.map_err(|_| End::Over)
    }
}

async fn identify(place: &Place, token: Option<String>) -> Identity {
    let Some(token) = token else { return Identity::Reader };
    match place.hub.person(place.event.id, SecretHash::of(&token)).await {
        Ok(Some(person)) => Identity::Known(person),
        Ok(None) => Identity::Unknown,
        Err(error) => {
            tracing::warn!(%error, "a token could not be looked up");
            Identity::Unavailable
        }
    }
}

impl Future for Waiting {
    type Output = (Nonce, Option<Answer>);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Poll::Ready(answer) = Pin::new(&mut self.answer).poll(context) else { return Poll::Pending };
        match self.nonce.take() {
            Some(nonce) => Poll::Ready((nonce, answer.ok())),
            // Only a future that has been completed has no nonce left, and nobody polls that again.
            None => Poll::Pending,
        }
    }
}
