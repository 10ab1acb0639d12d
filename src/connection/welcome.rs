//! What a newcomer is sent first, on every kind of connection.

use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use crate::{
    domain::{Event, MessageId, Person, RoomInfo, Seq},
    hub::{Hub, HubError, OnlineGuard, Page, Room},
    protocol::{self, FRAME_LIMIT, Limits, Resume, ServerFrame, Welcome},
};

pub(super) static DELIVERIES: LazyLock<metrics::Counter> =
    LazyLock::new(|| metrics::counter!("social_stream_deliveries_total"));

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

/// A welcome, and what it makes of the connection.
pub(super) struct Welcomed {
    pub(super) frame: Bytes,
    /// The messages in it.
    pub(super) ids: Vec<MessageId>,
    /// Up to where it tells everything.
    pub(super) upto: Seq,
    /// Counts the connection from now on.
    pub(super) counted: OnlineGuard,
}

impl Welcomed {
    /// # Errors
    /// If memory does not hold the newest page and the database is away.
    pub(super) async fn new(
        place: &Place,
        room: &Room,
        person: Option<&Person>,
        resume: Option<&Resume>,
    ) -> Result<Self, HubError> {
        let epoch = room.epoch().to_string();
        let cursor = resume.filter(|resume| resume.epoch == epoch).and_then(Resume::seq);
        let Page { seq, resumed, messages } = room.welcome(cursor).await?;
        let counted = room.come_online();
        let (ids, messages): (Vec<_>, Vec<_>) = messages.into_iter().unzip();
        let welcome = ServerFrame::Welcome(Welcome {
            you: person.map(protocol::Person::from),
            epoch,
            seq: seq.get(),
            resumed,
            messages: &messages,
            room: protocol::Room { slug: place.room.slug.to_string(), title: place.room.title.clone() },
            online: room.online_now(),
            limits: Limits { text: place.event.settings.text_limit, frame: FRAME_LIMIT },
        });
        Ok(Self { frame: welcome.encode().into(), ids, upto: seq, counted })
    }
}
