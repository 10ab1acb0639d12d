//! A reader's connection as server-sent events: the body of an HTTP answer that goes on.
//!
//! The HTTP library takes pieces of the body from here and would gather hundreds of KiB of them in its write buffer, out of
//! our hands. So it gets one piece of at most [`FRAGMENT`] at a time, and the next one when it has let go of it: it holds a
//! piece until the kernel has taken it all. While it holds one it asks for the next before each write, and is told to cut the
//! connection instead once a message in the piece has been removed.

use std::{convert::Infallible, pin::pin, sync::Arc};

use bytes::Bytes;
use futures_util::{FutureExt, Stream, stream::unfold};
use tokio::{
    sync::{oneshot, watch},
    time::sleep,
};

use super::{
    holding::{self, Frame, Holding},
    limits::{COME_BACK_WITHIN, COMMENT_AFTER, DELIVERY_BYTES, FRAGMENT},
    taking::{Told, taken},
    welcome::{Place, Welcomed, affected, told},
};
use crate::{
    domain::{MessageId, Person, Seq},
    hub::{Affected, Attendance, DELIVERIES, HubError, OnlineGuard, Ring, Room},
    protocol::{ErrorCode, ErrorFrame, HEARTBEAT, Online, Resume, ServerFrame, View, retry, write_event},
};

/// The events from a welcome on, until the server or the room goes away, or memory no longer reaches back to where the
/// reader is. Memory is bounded by [`super::limits`] whatever the client does.
///
/// # Errors
/// If the room cannot be opened or its newest page not be read.
pub async fn events(
    place: Place,
    person: Option<(Arc<Person>, Attendance)>,
    resume: Option<Resume>,
    view: View,
) -> Result<impl Stream<Item = Result<Bytes, Cut>> + Send + 'static, HubError> {
    let (person, attendance) = person.unzip();
    let room = place.hub.room(place.room.id).await?;
    // Before the welcome, so that what happens meanwhile rings.
    let bell = room.bell();
    let welcome = Welcomed::to(&room, resume, view).await?;
    let open = Open::new(room.come_online());
    let online = bell.borrow().heard_by(view).online;
    let epoch = room.epoch().to_string();
    let mut text = Vec::new();
    write_event(&mut text, &epoch, welcome.upto, welcome.pieces(&place, &room, person.as_deref()));
    let Welcomed { ids, upto, .. } = welcome;
    let holding = person.map(|person| Box::new(Holding::new(room.clone(), person)));
    let reader = Events {
        written: Written { rest: text.into(), with_kernel: None, ids, upto },
        _open: open,
        attendance,
        holding,
        cursor: upto,
        view,
        place,
        room,
        bell,
        epoch,
        online,
        ending: false,
    };
    Ok(unfold(reader, Events::next))
}

struct Events {
    place: Place,
    room: Arc<Room>,
    bell: watch::Receiver<Ring>,
    epoch: String,
    /// How many the client was told are connected.
    online: u32,
    /// Hears what is done to whom this is.
    attendance: Option<Attendance>,
    /// What they are told of what waits for a moderator.
    holding: Option<Box<Holding>>,
    /// Everything up to here was sent, or is being.
    cursor: Seq,
    /// What the client is told of.
    view: View,
    written: Written,
    /// The last thing to be said has been.
    ending: bool,
    _open: Open,
}

/// What is on its way to the client.
struct Written {
    /// What the HTTP library has not got yet.
    rest: Bytes,
    /// Resolves when the kernel has the piece before that.
    with_kernel: Option<oneshot::Receiver<()>>,
    /// The messages in all of it.
    ids: Vec<MessageId>,
    /// The seq up to which it was looked up.
    upto: Seq,
}

/// A piece that tells when it is dropped.
struct Piece {
    bytes: Bytes,
    _dropped: oneshot::Sender<()>,
}

/// The connection is cut: the client takes nothing, or what it was being sent has been removed.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the client was too slow, or what it was being sent has been removed")]
pub struct Cut;

/// Counts the connection.
struct Open(#[expect(dead_code, reason = "counts as online for as long as it lives")] OnlineGuard);

impl Events {
    /// The next piece, once the one before it is with the kernel.
    async fn next(mut self) -> Option<(Result<Bytes, Cut>, Self)> {
        if let Some(with_kernel) = self.written.with_kernel.take() {
            let told = Told { ids: &self.written.ids, upto: self.written.upto };
            let with_kernel = with_kernel.map(|_dropped| Ok::<_, Infallible>(()));
            if taken(with_kernel, &self.room, &self.bell, &told).await.is_err() {
                self.ending = true;
                self.written.rest.clear();
                return Some((Err(Cut), self));
            }
        }
        if self.written.rest.is_empty() {
            if self.ending {
                return None;
            }
            self.written = Box::pin(self.look_up()).await?;
        } else if self.room.removed_after(self.written.upto, &self.written.ids) {
            self.ending = true;
            self.written.rest.clear();
            return Some((Err(Cut), self));
        }
        let rest = &mut self.written.rest;
        let bytes = rest.split_to(rest.len().min(FRAGMENT));
        let (dropped, with_kernel) = oneshot::channel();
        self.written.with_kernel = Some(with_kernel);
        Some((Ok(Bytes::from_owner(Piece { bytes, _dropped: dropped })), self))
    }

    /// What to write next; waits for something. `None` where the client had better come back.
    async fn look_up(&mut self) -> Option<Written> {
        let shutdown = self.place.shutdown.clone();
        let mut shutdown = pin!(shutdown.cancelled());
        let mut quiet = pin!(sleep(COMMENT_AFTER));
        loop {
            self.bell.mark_unchanged();
            let delivery = self.room.since(self.cursor, self.view, DELIVERY_BYTES)?;
            self.cursor = delivery.upto;
            let mut text = Vec::new();
            DELIVERIES.increment(delivery.frames.len() as u64);
            for frame in delivery.frames {
                write_event(&mut text, &self.epoch, frame.seq, [frame.text]);
            }
            let count = self.bell.borrow().heard_by(self.view).online;
            if count != self.online {
                self.online = count;
                let online = ServerFrame::Online(Online { count }).encode().into();
                write_event(&mut text, &self.epoch, self.cursor, [online]);
            }
            if !text.is_empty() {
                return Some(Written { rest: text.into(), with_kernel: None, ids: delivery.ids, upto: delivery.upto });
            }
            let last_words = tokio::select! {
                biased;
                () = &mut shutdown => {
                    self.ending = true;
                    retry(self.place.hub.random().below(COME_BACK_WITHIN))
                }
                rung = self.bell.changed() => match rung {
                    Ok(()) => continue,
                    Err(_) => return None,
                },
                affected = affected(&mut self.attendance) => self.told(affected).await,
                () = holding::changed(&mut self.holding) => {
                    let Some(Frame { text, ids, upto }) = self.holding.as_mut().and_then(|holding| holding.next()) else {
                        continue;
                    };
                    let mut rest = Vec::new();
                    write_event(&mut rest, &self.epoch, self.cursor, [text.into()]);
                    return Some(Written { rest: rest.into(), with_kernel: None, ids, upto });
                }
                () = &mut quiet => HEARTBEAT.to_vec(),
            };
            if last_words.is_empty() {
                continue;
            }
            return Some(Written { rest: last_words.into(), with_kernel: None, ids: Vec::new(), upto: self.cursor });
        }
    }
}

impl Events {
    /// What is said of what whom this is heard. Who is banned hears nothing more.
    async fn told(&mut self, affected: Affected) -> Vec<u8> {
        let (frames, banned) = told(&affected, &self.place).await;
        if let Some((holding, member)) = self.holding.as_mut().zip(affected.member) {
            holding.is(member.person.clone());
        }
        let mut frames: Vec<Bytes> = frames.into_iter().map(Bytes::from).collect();
        if banned {
            self.ending = true;
            let (code, message) = (ErrorCode::Banned, "you are banned from this event".to_owned());
            let error = ErrorFrame { nonce: None, code, message, retry_after_ms: None };
            frames.push(ServerFrame::Error(error).encode().into());
        }
        let mut text = Vec::new();
        for frame in frames {
            write_event(&mut text, &self.epoch, self.cursor, [frame]);
        }
        text
    }
}

impl Open {
    fn new(counted: OnlineGuard) -> Self {
        metrics::gauge!("social_stream_connections").increment(1);
        Self(counted)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        metrics::gauge!("social_stream_connections").decrement(1);
    }
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}
