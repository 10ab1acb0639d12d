//! What a connection says to what it hears: a pure state machine over (state, input, now).

use std::sync::Arc;

use tokio::time::Instant;

use super::limits::{HELLO_WITHIN, OUTSTANDING, PING_AFTER, PONG_WITHIN};
use crate::{
    domain::{Action, MessageId, Nonce, Outcome, Person, PersonId, Reason, Refusal, Text},
    hub::{Answer, Undone},
    protocol::{Ack, ActedFrame, Ask, ClientFrame, Close, ErrorCode, ErrorFrame, Resume, ServerFrame, View},
};

/// The state of one connection, from the upgrade to the close.
pub struct Conversation {
    settings: Settings,
    state: State,
    opened: Instant,
    heard: Instant,
    pinged: bool,
    /// Commands without an answer yet.
    outstanding: usize,
}

/// What the event says about its connections.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The longest text in code points.
    pub text_limit: usize,
    /// Whether one may read without having joined.
    pub readers: bool,
}

/// What happened.
#[derive(Debug)]
pub enum Input<'a> {
    /// A text frame came.
    Text(&'a str),
    /// A binary frame came.
    Binary,
    /// A ping or pong came.
    Control,
    /// More frames came than may.
    Flood {
        /// When the next one might have come, in milliseconds.
        retry_after_ms: u64,
    },
    /// The answer to [`Output::Identify`].
    Identified(Identity),
    /// Something was done to whom this is: what they are told of it, and whether they are kept out.
    Affected(Vec<String>, bool),
    /// The answer to a command.
    Answered(Nonce, Answer),
    /// The answer to an act.
    Acted(Nonce, Result<Box<ActedFrame>, Undone>),
    /// A command could not be queued.
    Busy(Nonce),
    /// [`Conversation::due`] has come.
    Time,
}

/// Who presented a token.
#[derive(Debug)]
pub enum Identity {
    /// Nobody did; a reader.
    Reader,
    /// Somebody who joined.
    Known(Arc<Person>),
    /// Somebody who is kept out of the event.
    Banned,
    /// A token that is not known in this event.
    Unknown,
    /// The database is away, and memory does not know the token.
    Unavailable,
}

/// What to do about it, in this order.
#[derive(Debug)]
pub enum Output {
    /// Find out who this is, who comes from there and wants to be shown this; then feed [`Input::Identified`].
    Identify(Option<String>, Option<Resume>, View),
    /// Welcome the client, from now on a reader of the room.
    Welcome(Option<Arc<Person>>),
    /// Put a post into the room's log.
    Post(PersonId, Nonce, Post),
    /// Put any other command into the room's log.
    Submit(PersonId, Nonce, Action),
    /// Have an act of those who keep the room done.
    Act(PersonId, Nonce, Ask, Option<Reason>),
    /// Send a text frame.
    Send(String),
    /// Ask for a sign of life.
    Ping,
    /// Say why, and end.
    Close(Close),
}

/// A post that has no id yet.
#[derive(Debug)]
pub struct Post {
    /// What it says.
    pub text: Text,
    /// What it answers.
    pub reply_to: Option<MessageId>,
    /// Whether it is an announcement.
    pub announcement: bool,
}

enum State {
    AwaitingHello,
    Identifying,
    Open(Option<Arc<Person>>),
    Closed,
}

impl Conversation {
    /// A connection whose upgrade has just been answered.
    pub fn new(settings: Settings, now: Instant) -> Self {
        Self { settings, state: State::AwaitingHello, opened: now, heard: now, pinged: false, outstanding: 0 }
    }

    /// When [`Input::Time`] should be fed at the latest.
    pub fn due(&self) -> Instant {
        match self.state {
            State::AwaitingHello | State::Identifying => self.opened + HELLO_WITHIN,
            State::Open(_) | State::Closed if self.pinged => self.heard + PING_AFTER + PONG_WITHIN,
            State::Open(_) | State::Closed => self.heard + PING_AFTER,
        }
    }

    /// Takes the next input. After a [`Output::Close`] nothing more comes out.
    pub fn take(&mut self, input: Input<'_>, now: Instant) -> Vec<Output> {
        if matches!(self.state, State::Closed) {
            return Vec::new();
        }
        let outputs = match input {
            Input::Text(frame) => self.heard(now).frame(frame),
            Input::Binary => self.heard(now).bad_frame(None, "frames are text"),
            Input::Control => {
                self.heard(now);
                Vec::new()
            }
            Input::Flood { retry_after_ms } => vec![
                error(None, ErrorCode::SlowDown, "too many frames", Some(retry_after_ms)),
                Output::Close(Close::Policy),
            ],
            Input::Identified(identity) => self.identified(identity),
            Input::Affected(told, banned) => affected(told, banned),
            Input::Answered(nonce, answer) => self.answered(&nonce, answer),
            Input::Acted(nonce, acted) => self.acted(&nonce, acted),
            Input::Busy(nonce) => {
                self.outstanding = self.outstanding.saturating_sub(1);
                vec![busy(&nonce)]
            }
            Input::Time => self.time(now),
        };
        if outputs.iter().any(|output| matches!(output, Output::Close(_))) {
            self.state = State::Closed;
        }
        outputs
    }

    /// A frame of any kind is a sign of life.
    fn heard(&mut self, now: Instant) -> &mut Self {
        (self.heard, self.pinged) = (now, false);
        self
    }

    fn frame(&mut self, frame: &str) -> Vec<Output> {
        match ClientFrame::decode(frame) {
            Ok(ClientFrame::Hello { token, resume, low_data }) => self.hello(token, resume, View::low_data(low_data)),
            Ok(ClientFrame::Post { nonce, text, reply_to, announcement }) => {
                self.post(nonce, &text, reply_to, announcement)
            }
            Ok(ClientFrame::Remove { nonce, id, reason }) => {
                self.reasoned(nonce, reason.as_deref(), |reason| Action::Remove { id, reason })
            }
            Ok(ClientFrame::Erase { nonce, id, reason }) => {
                self.reasoned(nonce, reason.as_deref(), |reason| Action::Erase { id, reason })
            }
            Ok(ClientFrame::Restore { nonce, id, reason }) => {
                self.reasoned(nonce, reason.as_deref(), |reason| Action::Restore { id, reason })
            }
            Ok(ClientFrame::Edit { nonce, id, text }) => self.edit(nonce, id, &text),
            Ok(ClientFrame::React { nonce, id, emoji, on }) => self.submit(nonce, Action::React { id, emoji, on }),
            Ok(ClientFrame::Report { nonce, id, reason }) => self.report(nonce, id, &reason),
            Ok(ClientFrame::Act { nonce, ask, reason }) => self.act(nonce, ask, reason.as_deref()),
            Err(unreadable) => self.bad_frame(unreadable.nonce.as_ref(), &unreadable.message),
        }
    }

    /// A client that cannot even say hello has nothing to wait for; later, one bad frame costs only itself.
    fn bad_frame(&self, nonce: Option<&Nonce>, message: &str) -> Vec<Output> {
        let mut outputs = vec![error(nonce, ErrorCode::BadFrame, message, None)];
        if matches!(self.state, State::AwaitingHello) {
            outputs.push(Output::Close(Close::Policy));
        }
        outputs
    }

    fn hello(&mut self, token: Option<String>, resume: Option<Resume>, view: View) -> Vec<Output> {
        match self.state {
            State::AwaitingHello => {
                self.state = State::Identifying;
                vec![Output::Identify(token, resume, view)]
            }
            _ => self.bad_frame(None, "hello was said already"),
        }
    }

    fn identified(&mut self, identity: Identity) -> Vec<Output> {
        let person = match identity {
            Identity::Known(person) => Some(person),
            Identity::Reader if self.settings.readers => None,
            Identity::Reader => {
                return refuse(ErrorCode::NotJoined, "this event is read by those who joined it", Close::Policy);
            }
            Identity::Banned => return affected(Vec::new(), true),
            Identity::Unknown => {
                return refuse(ErrorCode::NotJoined, "this token is not known here; join again", Close::Policy);
            }
            Identity::Unavailable => {
                return refuse(ErrorCode::Unavailable, "the database cannot be reached", Close::Busy);
            }
        };
        self.state = State::Open(person.clone());
        vec![Output::Welcome(person)]
    }

    /// Who may command: somebody who joined, and not more at once than is bounded.
    fn commander(&mut self, nonce: &Nonce) -> Result<PersonId, Vec<Output>> {
        match &self.state {
            State::Open(Some(person)) if self.outstanding < OUTSTANDING => {
                self.outstanding += 1;
                Ok(person.id)
            }
            State::Open(Some(_)) => Err(vec![busy(nonce)]),
            State::Open(None) => Err(vec![error(Some(nonce), ErrorCode::NotJoined, "join the event first", None)]),
            State::AwaitingHello | State::Identifying | State::Closed => {
                Err(self.bad_frame(Some(nonce), "the first frame is hello"))
            }
        }
    }

    fn post(&mut self, nonce: Nonce, text: &str, reply_to: Option<MessageId>, announcement: bool) -> Vec<Output> {
        match self.written(&nonce, text).and_then(|text| Ok((self.commander(&nonce)?, text))) {
            Ok((author, text)) => vec![Output::Post(author, nonce, Post { text, reply_to, announcement })],
            Err(refused) => refused,
        }
    }

    fn edit(&mut self, nonce: Nonce, id: MessageId, text: &str) -> Vec<Output> {
        match self.written(&nonce, text) {
            Ok(text) => self.submit(nonce, Action::Edit { id, text }),
            Err(refused) => refused,
        }
    }

    /// What was written; whoever may not write at all is told that first.
    fn written(&mut self, nonce: &Nonce, text: &str) -> Result<Text, Vec<Output>> {
        Text::parse(text, self.settings.text_limit).map_err(|bad| match self.state {
            State::Open(Some(_)) => vec![error(Some(nonce), bad.into(), &bad.to_string(), None)],
            _ => self.commander(nonce).err().unwrap_or_default(),
        })
    }

    /// What is done to a message, and why.
    fn reasoned(
        &mut self,
        nonce: Nonce,
        reason: Option<&str>,
        action: impl FnOnce(Option<Reason>) -> Action,
    ) -> Vec<Output> {
        match self.reason(&nonce, reason) {
            Ok(reason) => self.submit(nonce, action(reason)),
            Err(refused) => refused,
        }
    }

    fn report(&mut self, nonce: Nonce, id: MessageId, reason: &str) -> Vec<Output> {
        match Reason::parse(reason) {
            Ok(reason) => self.submit(nonce, Action::Report { id, reason }),
            Err(error) => self.bad_frame(Some(&nonce), &error.to_string()),
        }
    }

    /// What those who keep the room do; whether they may is decided where it is done.
    fn act(&mut self, nonce: Nonce, ask: Ask, reason: Option<&str>) -> Vec<Output> {
        let reason = self.reason(&nonce, reason.or(ask.reason()));
        match reason.and_then(|reason| Ok((self.commander(&nonce)?, reason))) {
            Ok((by, reason)) => vec![Output::Act(by, nonce, ask, reason)],
            Err(refused) => refused,
        }
    }

    fn reason(&self, nonce: &Nonce, reason: Option<&str>) -> Result<Option<Reason>, Vec<Output>> {
        let reason = reason.filter(|reason| !reason.is_empty()).map(Reason::parse).transpose();
        reason.map_err(|_| self.bad_frame(Some(nonce), "a reason is one line of at most 200 characters"))
    }

    fn submit(&mut self, nonce: Nonce, action: Action) -> Vec<Output> {
        match self.commander(&nonce) {
            Ok(author) => vec![Output::Submit(author, nonce, action)],
            Err(refused) => refused,
        }
    }

    fn answered(&mut self, nonce: &Nonce, answer: Answer) -> Vec<Output> {
        self.outstanding = self.outstanding.saturating_sub(1);
        vec![match answer {
            // No frame asks for that in this way; an act is answered as one.
            Answer::Decided(Outcome::Set(_) | Outcome::Judged) => return Vec::new(),
            Answer::Decided(Outcome::Held(id)) => Output::Send(ServerFrame::Ack(Ack::held(nonce, id)).encode()),
            Answer::Decided(Outcome::Stored(ack) | Outcome::Repeated(ack)) => {
                Output::Send(ServerFrame::Ack(Ack::new(nonce, ack)).encode())
            }
            Answer::Decided(Outcome::Refused(refusal)) => refused(nonce, refusal),
            Answer::Unavailable => error(
                Some(nonce),
                ErrorCode::Unavailable,
                "the database takes nothing at the moment; nothing was stored",
                None,
            ),
            Answer::Internal => error(Some(nonce), ErrorCode::Internal, "the server could not store this", None),
        }]
    }

    fn acted(&mut self, nonce: &Nonce, acted: Result<Box<ActedFrame>, Undone>) -> Vec<Output> {
        self.outstanding = self.outstanding.saturating_sub(1);
        vec![match acted {
            Ok(frame) => Output::Send(ServerFrame::Acted(*frame).encode()),
            Err(Undone::Refused(refusal)) => refused(nonce, refusal),
            Err(Undone::Busy(_)) => busy(nonce),
            Err(undone @ (Undone::Unavailable | Undone::Unknown)) => {
                error(Some(nonce), ErrorCode::Unavailable, &undone.to_string(), None)
            }
            Err(undone @ Undone::Internal) => error(Some(nonce), ErrorCode::Internal, &undone.to_string(), None),
        }]
    }

    fn time(&mut self, now: Instant) -> Vec<Output> {
        if now < self.due() {
            return Vec::new();
        }
        match self.state {
            State::AwaitingHello | State::Identifying => vec![Output::Close(Close::NoHello)],
            _ if self.pinged => vec![Output::Close(Close::TooSlow)],
            _ => {
                self.pinged = true;
                vec![Output::Ping]
            }
        }
    }
}

fn error(nonce: Option<&Nonce>, code: ErrorCode, message: &str, retry_after_ms: Option<u64>) -> Output {
    metrics::counter!("social_stream_errors_total", "code" => code.as_str()).increment(1);
    let nonce = nonce.map(|nonce| nonce.as_str().to_owned());
    Output::Send(ServerFrame::Error(ErrorFrame { nonce, code, message: message.to_owned(), retry_after_ms }).encode())
}

fn refused(nonce: &Nonce, refusal: Refusal) -> Output {
    error(Some(nonce), refusal.into(), &refusal.to_string(), refusal.retry_after_ms())
}

fn affected(told: Vec<String>, banned: bool) -> Vec<Output> {
    let mut outputs: Vec<_> = told.into_iter().map(Output::Send).collect();
    if banned {
        outputs.extend(refuse(ErrorCode::Banned, "you are banned from this event", Close::Banned));
    }
    outputs
}

fn busy(nonce: &Nonce) -> Output {
    error(Some(nonce), ErrorCode::SlowDown, "too much at once; try again in a moment", Some(1_000))
}

fn refuse(code: ErrorCode, message: &str, close: Close) -> Vec<Output> {
    vec![error(None, code, message, None), Output::Close(close)]
}

#[cfg(test)]
mod tests;
