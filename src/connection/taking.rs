//! How long a client may take to take what it is sent, and what must not reach it any more meanwhile.

use std::{future::Future, pin::pin, task::Poll};

use futures_util::poll;
use tokio::{sync::watch, time::sleep};

use super::{end::End, limits::TAKE_WITHIN};
use crate::{
    domain::{MessageId, Seq},
    hub::{Ring, Room},
};

/// Which messages are in what is being written, as they were at which seq.
pub(super) struct Told<'a> {
    pub(super) ids: &'a [MessageId],
    pub(super) upto: Seq,
}

impl Told<'_> {
    pub(super) const NOTHING: Told<'static> = Told { ids: &[], upto: Seq::ZERO };
}

/// Waits until the kernel has taken a write, for at most [`TAKE_WITHIN`]. If one of the messages being told is removed
/// meanwhile, the connection is cut: its text may sit in the write buffer, and the client resumes without it.
pub(super) async fn taken<E>(
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
