//! Commands and acts whose answers are awaited. A connection may have several at once, and they come in any order.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use tokio::sync::oneshot;

use super::conversation::Input;
use crate::{
    domain::{Acting, Command, Event, Nonce, PersonId, Reason, Wish},
    hub::{Acted, Answer, Hub, Kept, Room, Undone},
    protocol::{self, ActedFrame, Ask, Judged, Standing},
};

/// Something that was asked for under a nonce. Ends in what the conversation is fed; in nothing where nobody knows any more.
pub(super) struct Awaited {
    nonce: Option<Nonce>,
    answer: Receiver,
}

type Done = Result<Box<ActedFrame>, Undone>;

enum Receiver {
    Command(oneshot::Receiver<Answer>),
    Act(oneshot::Receiver<Done>),
}

/// Where an act is asked for.
pub(super) struct Act<'a> {
    pub(super) hub: &'a Arc<Hub>,
    pub(super) event: &'a Arc<Event>,
    pub(super) room: &'a Arc<Room>,
}

impl Awaited {
    pub(super) fn command(nonce: Nonce, answer: oneshot::Receiver<Answer>) -> Self {
        Self { nonce: Some(nonce), answer: Receiver::Command(answer) }
    }

    pub(super) fn act(nonce: Nonce, done: oneshot::Receiver<Done>) -> Self {
        Self { nonce: Some(nonce), answer: Receiver::Act(done) }
    }
}

impl Act<'_> {
    /// Has it done in a task of its own: it takes several steps, and must take them all also when the client leaves meanwhile.
    pub(super) fn done(&self, by: PersonId, nonce: Nonce, ask: Ask, reason: Option<Reason>) -> oneshot::Receiver<Done> {
        let (tell, done) = oneshot::channel();
        let (hub, event, room) = (self.hub.clone(), self.event.clone(), self.room.clone());
        tokio::spawn(async move {
            // Nobody listens where the client has left.
            let _ = tell.send(act(&hub, &event, &room, by, nonce, ask, reason).await);
        });
        done
    }
}

async fn act(
    hub: &Hub,
    event: &Event,
    room: &Room,
    by: PersonId,
    nonce: Nonce,
    ask: Ask,
    reason: Option<Reason>,
) -> Done {
    let mut frame = Box::new(ActedFrame { nonce: nonce.as_str().to_owned(), ..ActedFrame::default() });
    match ask.wish(reason.clone(), hub.clock().now())? {
        Wish::Person(wanted) => {
            let Acted { act, on, muted_until, banned_until } =
                hub.act(event, Acting { by, wanted, reason, nonce: Some(nonce) }).await?;
            frame.act = act.as_ref().map(|act| Box::new(protocol::Act::new(act, event)));
            frame.on = Some(Standing::new(&on, muted_until, banned_until, hub.clock().now()));
        }
        Wish::Watch(on) => {
            let act = hub.watch(event, room.id(), by, on).await?;
            frame.act = act.as_ref().map(|act| Box::new(protocol::Act::new(act, event)));
        }
        Wish::Room(action) => match hub.keep(room, Command { author: by, nonce: Some(nonce), action }).await? {
            Kept::Set(seq) => frame.seq = Some(seq.get()),
            Kept::Judged(id, verdict) => frame.judged = Some(Judged::new(id, verdict)),
        },
        Wish::Filters(settings, read_at) => {
            let version = hub.set_filters(event, by, &settings, read_at, reason).await?;
            frame.version = Some(version.0);
        }
    }
    Ok(frame)
}

impl Future for Awaited {
    type Output = Option<Input<'static>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        match &mut this.answer {
            Receiver::Command(answer) => Pin::new(answer).poll(context).map(|answer| {
                let (nonce, answer) = this.nonce.take().zip(answer.ok())?;
                Some(Input::Answered(nonce, answer))
            }),
            Receiver::Act(done) => Pin::new(done).poll(context).map(|done| {
                let (nonce, done) = this.nonce.take().zip(done.ok())?;
                Some(Input::Acted(nonce, done))
            }),
        }
    }
}
