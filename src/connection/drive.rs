use std::{
    future::ready,
    pin::{Pin, pin},
    sync::Arc,
};

use bytes::Bytes;
use futures_util::{StreamExt, stream::FuturesUnordered};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    time::{Instant, sleep_until},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Error, Message},
};
use tokio_util::sync::WaitForCancellationFuture;

use super::{
    answering::{Act, Awaited},
    beat::on_beat,
    conversation::{Conversation, Identity, Input, Output, Post, Settings},
    end::{End, end},
    holding::{self, Frame, Holding},
    line::Line,
    metered::Metered,
    outlet::Outlet,
    taking::Told,
    welcome::{Place, Welcomed, affected, told},
};
use crate::{
    domain::{Access, Action, Command, Nonce, Person, PersonId, SecretHash},
    hub::{Attendance, HubError, OnlineGuard, Room},
    protocol::{Close, Resume, View},
};

/// Calls answered in a row before the client is heard again.
const TURNS: u32 = 16;

/// Leads one connection from the upgrade to its end. Memory is bounded by [`super::limits`] whatever the client does.
///
/// `line` is the same socket once more, for the room's loop to write to; without one, deliveries are left to this task.
pub async fn drive<IO>(mut socket: Box<WebSocketStream<Metered<IO>>>, line: Option<Line>, place: Place)
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    metrics::gauge!("social_stream_connections").increment(1);
    // What happens once is boxed: a future is as large as its largest step, and most of its life is waiting.
    let why = match Box::pin(place.hub.room(place.room.id)).await {
        Ok(room) => Driver::new(&mut socket, line, &place, room).run().await,
        Err(HubError::NotFound) => End::Close(Close::NoRoom),
        Err(HubError::Unavailable | HubError::Banned { .. } | HubError::Broken(_)) => End::Close(Close::Busy),
    };
    metrics::gauge!("social_stream_connections").decrement(1);
    Box::pin(end(socket, why)).await;
}

struct Driver<'a, IO> {
    outlet: Outlet<'a, IO>,
    place: &'a Place,
    room: Arc<Room>,
    conversation: Conversation,
    resume: Option<Resume>,
    /// What the client asked to be told of.
    view: View,
    answers: FuturesUnordered<Awaited>,
    /// Hears what is done to whom this is.
    attendance: Option<Attendance>,
    /// Tells what waits for a moderator, from the welcome on of somebody who joined.
    holding: Option<Box<Holding>>,
    /// Counts this connection from its welcome on.
    counted: Option<OnlineGuard>,
}

impl<'a, IO> Driver<'a, IO>
where
    IO: AsyncRead + AsyncWrite + Unpin,
{
    fn new(
        socket: &'a mut WebSocketStream<Metered<IO>>,
        line: Option<Line>,
        place: &'a Place,
        room: Arc<Room>,
    ) -> Self {
        let settings = Settings {
            text_limit: place.event.settings.text_limit,
            readers: place.event.settings.access == Access::Public,
        };
        Self {
            conversation: Conversation::new(settings, Instant::now()),
            outlet: Outlet::new(socket, line, room.clone()),
            place,
            room,
            resume: None,
            view: View::default(),
            answers: FuturesUnordered::new(),
            attendance: None,
            holding: None,
            counted: None,
        }
    }

    async fn run(mut self) -> End {
        let shutdown = self.place.shutdown.clone();
        let mut shutdown = pin!(shutdown.cancelled());
        let why = match self.converse(shutdown.as_mut()).await {
            Err(end) => end,
            Ok(()) => match self.settle().await {
                Err(end) => end,
                Ok(()) => End::Close(Close::Restart),
            },
        };
        // A farewell neither comes in the middle of a frame, nor the loop after it.
        match why {
            End::Cut => End::Cut,
            why => self.outlet.claim().await.err().unwrap_or(why),
        }
    }

    /// Until the server goes away (`Ok`) or the connection ends.
    async fn converse(&mut self, mut shutdown: Pin<&mut WaitForCancellationFuture<'_>>) -> Result<(), End> {
        let mut due = pin!(sleep_until(self.due()));
        let mut turns = 0;
        loop {
            // What is new comes first; but a room that never rests must not keep a slow client from being heard. How much a
            // client can say is bounded by its traffic.
            tokio::select! {
                biased;
                () = self.outlet.seat.called(), if turns < TURNS => {
                    self.outlet.claim().await?;
                    turns += 1;
                }
                incoming = self.outlet.socket.next() => self.hear(incoming).await?,
                affected = affected(&mut self.attendance) => {
                    let (frames, banned) = told(&affected, self.place).await;
                    if let Some((holding, member)) = self.holding.as_mut().zip(affected.member) {
                        holding.is(member.person.clone());
                    }
                    self.take(Input::Affected(frames, banned)).await?;
                }
                () = holding::changed(&mut self.holding) => self.tell_held().await?,
                Some(answered) = self.answers.next(), if !self.answers.is_empty() => {
                    self.take(answered.ok_or(End::Close(Close::Restart))?).await?;
                }
                () = &mut due => {
                    self.take(Input::Time).await?;
                    due.as_mut().reset(self.due());
                }
                () = &mut shutdown => return Ok(()),
                () = ready(()), if turns == TURNS => turns = 0,
            }
            self.outlet.give_back().await?;
        }
    }

    /// When time is up for something. Heartbeats may wait a little, so that many go off together.
    fn due(&self) -> Instant {
        let due = self.conversation.due();
        if self.counted.is_some() { on_beat(due) } else { due }
    }

    /// Tells what waits for a moderator, as far as that is new.
    async fn tell_held(&mut self) -> Result<(), End> {
        let Some(Frame { text, ids, upto }) = self.holding.as_mut().and_then(|holding| holding.next()) else {
            return Ok(());
        };
        self.outlet.tell(text, &Told { ids: &ids, upto }).await
    }

    /// Passes on the answers that are still to come, so that the author of every accepted command knows.
    async fn settle(&mut self) -> Result<(), End> {
        while let Some(Some(answered)) = self.answers.next().await {
            self.take(answered).await?;
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
                self.outlet.write([], &Told::NOTHING).await
            }
            Some(Ok(Message::Pong(_) | Message::Frame(_))) => self.take(Input::Control).await,
            Some(Ok(Message::Close(_))) => Err(End::Left),
            Some(Err(error)) => match self.outlet.socket.get_ref().flooded() {
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
            && let Some(Output::Identify(token, resume, view)) = outputs.pop()
        {
            (self.resume, self.view) = (resume, view);
            let identity = Box::pin(self.identify(token)).await;
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
            Output::Welcome(person) => {
                Box::pin(self.welcome(person.as_deref())).await?;
                self.holding = person.map(|person| Box::new(Holding::new(self.room.clone(), person)));
                Ok(())
            }
            Output::Post(author, nonce, Post { text, reply_to, announcement }) => {
                let id = self.place.hub.message_id();
                self.submit(author, nonce, Action::Post { id, text, reply_to, announcement }).await
            }
            Output::Submit(author, nonce, action) => self.submit(author, nonce, action).await,
            Output::Act(by, nonce, ask, reason) => {
                let acting = Act { hub: &self.place.hub, event: &self.place.event, room: &self.room };
                self.answers.push(Awaited::act(nonce.clone(), acting.done(by, nonce, ask, reason)));
                Ok(())
            }
            Output::Send(frame) => self.outlet.send(frame).await,
            Output::Ping => self.outlet.write([Message::Ping(Bytes::new())], &Told::NOTHING).await,
            Output::Close(why) => Err(End::Close(why)),
        }
    }

    async fn submit(&mut self, author: PersonId, nonce: Nonce, action: Action) -> Result<(), End> {
        match self.room.submit(Command { author, nonce: Some(nonce.clone()), action }) {
            Ok(answer) => {
                self.answers.push(Awaited::command(nonce, answer));
                Ok(())
            }
            Err(_) => Box::pin(self.take(Input::Busy(nonce))).await,
        }
    }

    async fn identify(&mut self, token: Option<String>) -> Identity {
        let Some(token) = token else { return Identity::Reader };
        let token = SecretHash::of(&token);
        match identify(self.place, token).await {
            Identity::Known(person) => {
                let mut attendance = self.place.hub.attend(person.id);
                // Once more: what was done before that was not heard.
                let identity = identify(self.place, token).await;
                if let Identity::Known(person) = &identity {
                    attendance.is(person);
                }
                self.attendance = Some(attendance);
                identity
            }
            other => other,
        }
    }

    async fn welcome(&mut self, person: Option<&Person>) -> Result<(), End> {
        let welcome = Welcomed::to(&self.room, self.resume.take(), self.view).await.map_err(|error| {
            tracing::warn!(room = %self.room.id(), %error, "a newcomer could not be welcomed");
            End::Close(Close::Busy)
        })?;
        self.counted = Some(self.room.come_online());
        let told = Told { ids: &welcome.ids, upto: welcome.upto };
        self.outlet.say_in_pieces(welcome.pieces(self.place, &self.room, person), &told).await?;
        self.outlet.follow(welcome.upto, self.view);
        Ok(())
    }
}

async fn identify(place: &Place, token: SecretHash) -> Identity {
    match place.hub.person(place.event.id, token).await {
        Ok(Some(person)) => Identity::Known(person),
        Ok(None) => Identity::Unknown,
        Err(HubError::Banned { .. }) => Identity::Banned,
        Err(error) => {
            tracing::warn!(%error, "a token could not be looked up");
            Identity::Unavailable
        }
    }
}
