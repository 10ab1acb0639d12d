use std::{
    cell::RefCell,
    future::{Future, poll_fn, ready},
    pin::{Pin, pin},
    sync::{Arc, LazyLock},
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt, poll, stream::FuturesUnordered};
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt},
    sync::{oneshot, watch},
    time::{Instant, sleep, sleep_until},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Error, Message},
};
use tokio_util::sync::{CancellationToken, WaitForCancellationFuture};

use super::{
    conversation::{Conversation, Identity, Input, Output, Settings},
    end::{End, end},
    limits::{DELIVERY_BYTES, FRAGMENT, TAKE_WITHIN},
    metered::Metered,
    wire,
};
use crate::{
    domain::{Access, Action, Command, Event, MessageId, Nonce, Person, PersonId, RoomInfo, SecretHash, Seq},
    hub::{Answer, Hub, HubError, OnlineGuard, Page, Ring, Room},
    protocol::{self, Close, FRAME_LIMIT, Limits, Online, Resume, ServerFrame, Welcome},
};

static DELIVERIES: LazyLock<metrics::Counter> = LazyLock::new(|| metrics::counter!("social_stream_deliveries_total"));

thread_local! {
    /// Where a delivery is put together; never held across an await.
    static SCRATCH: RefCell<Vec<u8>> = RefCell::default();
}

/// Deliveries in a row before the client is heard again.
const TURNS: u32 = 16;

/// Where a connection leads.
pub struct Place {
    /// The rooms.
    pub hub: Arc<Hub>,
    /// The event as it was when the connection came.
    pub event: Arc<Event>,
    /// The room of that event.
    pub room: RoomInfo,
    /// Cancelled when the server goes away.
    pub shutdown: CancellationToken,
}

/// Leads one connection from the upgrade to its end. Memory is bounded by [`super::limits`] whatever the client does.
pub async fn drive<IO>(mut socket: Box<WebSocketStream<Metered<IO>>>, place: Place)
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    metrics::gauge!("social_stream_connections").increment(1);
    // What happens once is boxed: a future is as large as its largest step, and most of its life is waiting.
    let why = match Box::pin(place.hub.room(place.room.id)).await {
        Ok(room) => Driver::new(&mut socket, &place, room).run().await,
        Err(HubError::NotFound) => End::Close(Close::NoRoom),
        Err(HubError::Unavailable | HubError::Broken(_)) => End::Close(Close::Busy),
    };
    metrics::gauge!("social_stream_connections").decrement(1);
    Box::pin(end(socket, why)).await;
}

struct Driver<'a, IO> {
    socket: &'a mut WebSocketStream<Metered<IO>>,
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

/// Which messages are in what is being written, as they were at which seq.
struct Told<'a> {
    ids: &'a [MessageId],
    upto: Seq,
}

impl Told<'_> {
    const NOTHING: Told<'static> = Told { ids: &[], upto: Seq::ZERO };
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
    fn new(socket: &'a mut WebSocketStream<Metered<IO>>, place: &'a Place, room: Arc<Room>) -> Self {
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
        let mut turns = 0;
        loop {
            // The bell first, since it is nearly always what woke the task; but a room that never rests must not keep the
            // client from being heard. How much a client can say is bounded by its traffic.
            tokio::select! {
                biased;
                rung = self.bell.changed(), if self.cursor.is_some() && turns < TURNS => {
                    rung.map_err(|_| End::Close(Close::Restart))?;
                    self.deliver().await?;
                    self.tell_online().await?;
                    turns += 1;
                }
                incoming = self.socket.next() => self.hear(incoming).await?,
                Some((nonce, answer)) = self.answers.next(), if !self.answers.is_empty() => {
                    self.take(Input::Answered(nonce, answer.ok_or(End::Close(Close::Restart))?)).await?;
                }
                () = &mut due => {
                    self.take(Input::Time).await?;
                    due.as_mut().reset(self.conversation.due());
                }
                () = &mut shutdown => return Ok(()),
                () = ready(()), if turns == TURNS => turns = 0,
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
            Some(Ok(Message::Ping(_))) => {
                self.take(Input::Control).await?;
                // The library has the pong ready; its buffer is to be empty when somebody writes past it.
                taken(self.socket.flush(), &self.room, &self.bell, &Told::NOTHING).await
            }
            Some(Ok(Message::Pong(_) | Message::Frame(_))) => self.take(Input::Control).await,
            Some(Ok(Message::Close(_))) => Err(End::Left),
            Some(Err(error)) => match self.socket.get_ref().flooded() {
                Some(retry_after_ms) => self.take(Input::Flood { retry_after_ms }).await,
                None => Err(error.into()),
            },
            None => Err(End::Cut),
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
            Output::Submit(author, nonce, action) => self.submit(author, nonce, action).await,
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
        let epoch = self.room.epoch().to_string();
        let cursor = self.resume.take().filter(|resume| resume.epoch == epoch).and_then(|resume| resume.seq());
        let Page { seq, resumed, messages } = self.room.welcome(cursor).await.map_err(|error| {
            tracing::warn!(room = %self.room.id(), %error, "a newcomer could not be welcomed");
            End::Close(Close::Busy)
        })?;
        self.counted = Some(self.room.come_online());
        self.online = self.bell.borrow().online;
        let (ids, messages): (Vec<_>, Vec<_>) = messages.into_iter().unzip();
        let welcome = Welcome {
            you: person.map(protocol::Person::from),
            epoch,
            seq: seq.get(),
            resumed,
            room: protocol::Room::new(&self.place.event, &self.place.room),
            online: self.room.online_now(),
            limits: Limits { text: self.place.event.settings.text_limit, frame: FRAME_LIMIT },
            messages: &messages,
        };
        let told = Told { ids: &ids, upto: seq };
        // One at a time, since the write buffer keeps the size it once had.
        for fragment in wire::text_of(welcome.pieces()) {
            self.write([fragment], &told).await?;
        }
        self.cursor = Some(seq);
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
                self.say(&delivery.frames, &told).await?;
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
        self.say(&[frame.into()], &Told::NOTHING).await
    }

    /// Hands whole text messages to the kernel in one call. Past the library: what it would put into the buffer of each
    /// connection is put together once a thread, and nearly always gone at once. `told` says which messages are in them.
    async fn say(&mut self, texts: &[Bytes], told: &Told<'_>) -> Result<(), End> {
        let io = self.socket.get_mut();
        let mut rest = poll_fn(|context| {
            Poll::Ready(SCRATCH.with_borrow_mut(|wire| {
                wire.clear();
                wire::texts(texts, wire);
                let written = match Pin::new(&mut *io).poll_write(context, wire) {
                    Poll::Ready(written) => written.map_err(|_| End::Cut)?,
                    Poll::Pending => 0,
                };
                Ok::<_, End>(Bytes::copy_from_slice(wire.get(written..).unwrap_or_default()))
            }))
        })
        .await?;
        // What the client takes slowly, it takes a little at a time.
        while !rest.is_empty() {
            let piece = rest.split_to(rest.len().min(FRAGMENT));
            taken(io.write_all(&piece), &self.room, &self.bell, told).await?;
        }
        Ok(())
    }

    /// Hands frames to the kernel by way of the library. `told` says which messages are in them.
    async fn write(&mut self, frames: impl IntoIterator<Item = Message>, told: &Told<'_>) -> Result<(), End> {
        for frame in frames {
            let fed = self.socket.feed(frame);
            taken(fed, &self.room, &self.bell, told).await?;
        }
        taken(self.socket.flush(), &self.room, &self.bell, told).await
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

/// Waits until the kernel has taken a write, for at most [`TAKE_WITHIN`]. If one of the messages being told is removed
/// meanwhile, the connection is cut: its text may sit in the write buffer, and the client resumes without it.
async fn taken<E>(
    write: impl Future<Output = Result<(), E>>,
    room: &Room,
    bell: &watch::Receiver<Ring>,
    told: &Told<'_>,
) -> Result<(), End> {
    let mut write = pin!(write);
    // Nearly always the kernel takes it at once; timers are only for the others.
    if let Poll::Ready(result) = poll!(write.as_mut()) {
        return result.map_err(|_| End::Cut);
    }
    let mut late = pin!(sleep(TAKE_WITHIN));
    // A clone, so that what rings here still rings for the delivery.
    let mut bell = bell.clone();
    loop {
        tokio::select! {
            // The bell first: it rings before a removal is acked, so what is written after that ack is never its text.
            biased;
            rung = bell.changed() => {
                if rung.is_err() || room.removed_after(told.upto, told.ids) {
                    return Err(End::Cut);
                }
            }
            result = &mut write => return result.map_err(|_| End::Cut),
            () = &mut late => return Err(End::Cut),
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
