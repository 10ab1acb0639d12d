//! Where a connection leads, and what a newcomer is sent there first, whatever the kind of connection.

use std::sync::Arc;

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use crate::{
    domain::{Act, Event, MessageId, Person, RoomInfo, Seq},
    hub::{Affected, Attendance, Hub, HubError, Page, Room},
    protocol::{self, Encoded, FRAME_LIMIT, Limits, Notice, NoticeFrame, Resume, ServerFrame, Welcome},
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

/// The frame that tells somebody what was done to them.
pub(super) fn notice(act: &Act, event: &Event) -> String {
    ServerFrame::Notice(NoticeFrame { notice: Notice::new(act, event) }).encode()
}

/// Waits until something is done to whom this is; for nothing where this is nobody.
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
}

impl Welcomed {
    /// # Errors
    /// If memory does not hold the newest page and the database is away.
    pub(super) async fn to(room: &Room, resume: Option<Resume>) -> Result<Self, HubError> {
        let epoch = room.epoch().to_string();
        let cursor = resume.filter(|resume| resume.epoch == epoch).and_then(|resume| resume.seq());
        let Page { seq, resumed, messages } = room.welcome(cursor).await?;
        let (ids, messages) = messages.into_iter().unzip();
        Ok(Self { ids, upto: seq, resumed, messages })
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
            room: protocol::Room::new(&place.event, &place.room),
            online: room.online_now(),
            limits: Limits { text: place.event.settings.text_limit, frame: FRAME_LIMIT },
            messages: &self.messages,
        };
        welcome.pieces()
    }
}
