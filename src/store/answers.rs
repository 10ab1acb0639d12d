use std::{path::PathBuf, sync::Arc};

use crate::domain::{
    Access, Act, ActKind, ActNumber, Arrival, Caught, Change, Epoch, EventId, InviteError, Message, MessageId, Outcome,
    Person, PersonId, RoomId, RoomState, SecretHash, Seq, Slug, Standing, Timestamp,
};

/// How the store is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreOptions {
    /// Accept a database that may lose what it has confirmed; for tests.
    pub allow_unsafe_durability: bool,
    /// The most connections to Postgres, or of readers to the SQLite file; at least 1.
    pub max_connections: u32,
    /// Where the journal of removals is; without one, none is kept.
    pub removals: Option<PathBuf>,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { allow_unsafe_durability: false, max_connections: 10, removals: None }
    }
}

/// A step that brought the schema forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedMigration {
    /// Its number; steps are taken in this order.
    pub version: i64,
    /// What it is about.
    pub description: String,
}

/// What importing an event did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// There was none of that short name.
    Created,
    /// It was changed.
    Updated,
    /// It was so already.
    Unchanged,
}

/// What finishing a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Rooms that begin a new history.
    pub rooms: usize,
    /// Messages that had been removed after the backup and are removed again.
    pub removed: usize,
}

/// An event in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSummary {
    /// Which event, for good.
    pub id: EventId,
    /// Its short name in addresses.
    pub slug: Slug,
    /// Its full name.
    pub title: String,
    /// Where it takes place.
    pub place: Option<String>,
    /// The IANA name of its time zone.
    pub time_zone: String,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
    /// Who may read and join; only a public one may be shown in public.
    pub access: Access,
}

/// Somebody who wants to join an event.
#[derive(Clone, Debug)]
pub struct Joining {
    /// Who they will be. The role does not count: it comes from the invite, and is guest without one.
    pub person: Person,
    /// The hash of the token they will be known by.
    pub token: SecretHash,
    /// The hash of the code they were invited with.
    pub invite: Option<SecretHash>,
    /// Where they come from, in an event that may ban networks.
    pub from: Option<Arrival>,
}

/// Why somebody may not join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinRefusal {
    /// Somebody who joined the event has that name, or one that could be taken for it.
    #[error("this name is taken, or too easily mistaken for one that is")]
    NameTaken,
    /// From there no new guest is let in for now.
    #[error("from this network, one joins by invitation for now")]
    Network,
    /// The invite lets nobody in.
    #[error(transparent)]
    Invite(#[from] InviteError),
}

/// Somebody who joined, and what keeps them from writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who it is.
    pub person: Arc<Person>,
    /// The hash of their token.
    pub token: SecretHash,
    /// No posts before this moment.
    pub muted_until: Option<Timestamp>,
    /// Nothing at all before this moment.
    pub banned_until: Option<Timestamp>,
}

impl Member {
    /// Until when they are kept out, if they are now.
    pub fn banned(&self, now: Timestamp) -> Option<Timestamp> {
        self.banned_until.filter(|&end| now < end)
    }
}

/// What came of an act.
#[derive(Clone, Debug)]
pub struct Acted {
    /// Its entry in the log; `None` where there was nothing left to do.
    pub act: Option<Act>,
    /// The person it was about, as they now are.
    pub on: Standing,
}

/// Which entries of a log of acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActsFilter {
    /// Only those before this one.
    pub before: Option<ActNumber>,
    /// Only what they did.
    pub by: Option<PersonId>,
    /// Only what was done to them.
    pub on: Option<PersonId>,
    /// Only of this kind.
    pub kind: Option<ActKind>,
    /// Only since this moment.
    pub since: Option<Timestamp>,
    /// Only that one.
    pub number: Option<ActNumber>,
}

/// The state of a room's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogState {
    /// The id of its history.
    pub epoch: Epoch,
    /// The seq of its latest change.
    pub head: Seq,
}

/// What became of a batch.
#[derive(Clone, Debug)]
pub struct Written {
    /// The answer to each command, in the batch's order.
    pub outcomes: Vec<Outcome>,
    /// What was stored, in rising seq above `head_before` up to and with `head`; a state that a later one of the same
    /// message replaces may be left out.
    pub changes: Vec<Change>,
    /// The room's state with its seq, where it was changed: one of the seqs that `changes` leaves out.
    pub state: Option<RoomState>,
    /// How often posts were held, messages reported, or either decided on in the room, where this batch did.
    pub held: Option<u64>,
    /// The id of the room's history.
    pub epoch: Epoch,
    /// The room's head before this batch; above the head of the batch before, if another process wrote in between.
    pub head_before: Seq,
    /// The room's head after this batch.
    pub head: Seq,
}

/// A part of a room's log at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The id of the room's history.
    pub epoch: Epoch,
    /// The room's head at that moment.
    pub head: Seq,
    /// Messages as they then were, in rising seq.
    pub changes: Vec<Change>,
    /// The room's state at that moment.
    pub state: RoomState,
    /// Every message whose latest change lies above this seq, up to and with `complete_to`, is in `changes`.
    pub complete_after: Seq,
    /// `head`, unless the limit left later changes out.
    pub complete_to: Seq,
}

/// Which page of a room's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The newest messages.
    Latest,
    /// Those right before this position.
    Before(Seq),
    /// Those right after this position.
    After(Seq),
}

/// A page of a room's history.
#[derive(Clone, Debug)]
pub struct HistoryPage {
    /// The id of the room's history.
    pub epoch: Epoch,
    /// The room's head when the page was read: everything on it is as of this seq.
    pub head: Seq,
    /// Messages and tombstones in rising position.
    pub messages: Vec<Change>,
    /// The room's state at that moment.
    pub state: RoomState,
}

/// Where a session of the programme began in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionStart {
    /// Which one.
    pub session: Slug,
    /// Its first message.
    pub message: MessageId,
    /// That message's place on the page.
    pub position: Seq,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// By falling position.
    pub messages: Vec<Message>,
    /// The position from which to look further; `None` if all was looked at.
    pub before: Option<Seq>,
}

/// What filters would have caught.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// The newest first.
    pub caught: Vec<Tried>,
    /// How many there are in all.
    pub count: usize,
    /// How many texts were looked at.
    pub looked_at: usize,
    /// Whether there were more to look at.
    pub is_partial: bool,
}

/// A message that filters would have caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Where it was said.
    pub room: RoomId,
    /// It, as it is now.
    pub message: Message,
    /// By which filters.
    pub caught: Caught,
}
