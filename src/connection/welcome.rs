//! Where a connection leads, and what a newcomer is sent there first, whatever the kind of connection.

use std::sync::Arc;

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use crate::{
    domain::{Event, MessageId, Person, RoomInfo, RoomState, Seq},
    hub::{Affected, Attendance, Hub, HubError, Page, Room},
    protocol::{
        self, Act, ActsFrame, Encoded, FRAME_LIMIT, Limits, Notice, NoticeFrame, Resume, ServerFrame, View, Welcome,
    },
};

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

/// The frames that tell somebody what they heard, and whether they are kept out now: then nothing of what others do.
pub(super) async fn told(Affected { member, acts, doings }: &Affected, place: &Place) -> (Vec<String>, bool) {
    // As it is now: whether it names moderators may have been changed since the connection came.
    let now = place.hub.event(&place.event.slug).await.ok().flatten();
    let event = now.as_deref().unwrap_or(&place.event);
    let banned = member.as_ref().is_some_and(|member| member.banned(place.hub.clock().now()).is_some());
    let notice = |act| ServerFrame::Notice(NoticeFrame { notice: Notice::new(act, event) }).encode();
    let mut frames: Vec<_> = acts.iter().map(|act| notice(act)).collect();
    if !doings.is_empty() && !banned {
        let acts = doings.iter().map(|act| Act::new(act, event)).collect();
        frames.push(ServerFrame::Acts(ActsFrame { acts }).encode());
    }
    (frames, banned)
}

/// Waits until whom this is hears of something; for nothing where this is nobody.
pub(super) async fn affected(attendance: &mut Option<Attendance>) -> Affected {
    match attendance {
        Some(attendance) => attendance.affected().await,
        None => std::future::pending().await,
    }
}

/// The page of messages that a welcome tells of.
pub(super) struct Welcomed {
    /// The messages in it.
    pub(super) ids: Vec<MessageId>,
    /// Up to where it tells everything.
    pub(super) upto: Seq,
    resumed: bool,
    messages: Vec<Encoded>,
    view: View,
    state: RoomState,
}

impl Welcomed {
    /// # Errors
    /// If memory does not hold the newest page and the database is away.
    pub(super) async fn to(room: &Room, resume: Option<Resume>, view: View) -> Result<Self, HubError> {
        let epoch = room.epoch().to_string();
        let cursor = resume.filter(|resume| resume.epoch == epoch).and_then(|resume| resume.seq());
        let Page { seq, resumed, messages, state } = room.welcome(cursor, view).await?;
        let (ids, messages) = messages.into_iter().unzip();
        Ok(Self { ids, upto: seq, resumed, messages, view, state })
    }

    /// The frame, for somebody who is counted already.
    pub(super) fn pieces<'a>(
        &'a self,
        place: &Place,
        room: &Room,
        person: Option<&Person>,
    ) -> impl Iterator<Item = Bytes> + use<'a> {
        let welcome = Welcome {
            you: person.map(protocol::Person::from),
            epoch: room.epoch().to_string(),
            seq: self.upto.get(),
            resumed: self.resumed,
            room: protocol::Room::new(&place.event, &place.room, &self.state),
            online: room.online_now(),
            limits: Limits { text: place.event.settings.text_limit, frame: FRAME_LIMIT },
            messages: &self.messages,
        };
        welcome.pieces(self.view)
    }
}
