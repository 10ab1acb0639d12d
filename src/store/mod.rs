//! Floor 1: what is kept, in the domain's words, on SQLite or on PostgreSQL.
//!
//! A room is a log: `messages` stamped with the seq of their latest change, and the room's head. Writing a batch is one
//! transaction that holds the room's lock to its commit, so changes become visible in the order of their seqs, from any
//! process. What both databases understand word for word stands in `shared` and is compiled for each; one contract suite
//! runs on both.
//!
//! Every method runs to its end once it is begun, also when its future is dropped: what a caller no longer waits for is
//! still stored or undone as a whole. No method waits for an answer longer than five seconds, but for a COMMIT to SQLite
//! on a disk that hangs.

mod answers;
mod error;
mod gate;
mod journal;
mod lease;

mod facts;
mod filters;
mod profiles;
mod rows;
mod searching;

mod postgres;
mod sqlite;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use sqlx::migrate::Migrator;

pub use answers::{
    Acted, ActsFilter, AppliedMigration, EventSummary, Found, HistoryPage, Imported, JoinRefusal, Joining, LogState,
    Member, Page, Restored, SessionStart, Snapshot, StoreOptions, Trial, Tried, Written,
};
pub use error::{Cause, OpenError, StoreError, WriteError};
pub use gate::CommitGate;
pub use journal::Journal;
pub use postgres::Postgres;
pub use profiles::{FoundPeople, Profile, Remark, Remarked};
pub use sqlite::Sqlite;

use crate::domain::{
    Act, ActNumber, Acting, Change, Command, Epoch, Event, EventId, Held, Invite, InviteId, MessageId, Person,
    PersonId, Random, Reason, Refusal, RemovalMark, RemovalState, Reported, RoomId, SecretHash, Seq, Slug, Timestamp,
    Verdict,
};

/// The database. A clone is the same one.
#[derive(Clone, Debug)]
pub enum Store {
    /// One file, for one server.
    Sqlite(Sqlite),
    /// A server's database, for any number of servers.
    Postgres(Postgres),
}

macro_rules! either {
    ($store:expr, $backend:ident => $call:expr) => {
        match $store {
            Store::Sqlite($backend) => $call.await,
            Store::Postgres($backend) => $call.await,
        }
    };
}
use either;

impl Store {
    /// Opens the database at `sqlite:PATH` (the file is created, its folder is not) or `postgres://…` and makes sure that
    /// it answers. The schema may still have to be brought up to date.
    pub async fn open(url: &str, options: &StoreOptions) -> Result<Self, OpenError> {
        match url.split_once(':') {
            Some(("sqlite", _)) => Sqlite::open(url, options).await.map(Self::Sqlite),
            Some(("postgres" | "postgresql", _)) => Postgres::open(url, options).await.map(Self::Postgres),
            _ => Err(OpenError::UnknownScheme),
        }
    }

    /// Brings the schema up to date and tells which steps that took; none where it was. Processes that do so at the same
    /// time wait for each other.
    pub async fn migrate(&self) -> Result<Vec<AppliedMigration>, OpenError> {
        either!(self, backend => backend.migrate())
    }

    /// Refuses a database whose settings let a confirmed message be lost, unless the options allow it.
    pub async fn check_durability(&self) -> Result<(), OpenError> {
        either!(self, backend => backend.check_durability())
    }

    /// Makes the journal of removals and the database agree, before anything is served: what is removed in the database
    /// is added to the journal.
    ///
    /// # Errors
    /// [`OpenError::OlderThanJournal`] if a message of the journal is back in the database.
    pub async fn check_removals(&self) -> Result<(), OpenError> {
        let Some(journal) = self.journal() else { return Ok(()) };
        let known = either!(self, backend => backend.removal_marks())?;
        let marks = journal.marks();
        let live = self.back_again(&marks).await?.len();
        if live > 0 {
            return Err(OpenError::OlderThanJournal { path: journal.path().to_owned(), live });
        }
        self.erase_again(&marks).await?;
        journal.keep(known).await;
        Ok(())
    }

    /// What a journal says is removed and is here all the same, as in a database that is older than the journal. What was
    /// restored since may be here.
    async fn back_again(&self, marks: &HashMap<MessageId, RemovalMark>) -> Result<Vec<MessageId>, StoreError> {
        let removed = marks.iter().filter(|(_, mark)| mark.state != RemovalState::Restored);
        let removed = removed.map(|(id, mark)| (*id, mark.nth)).collect();
        either!(self, backend => backend.live_among(removed))
    }

    /// Erases what is still kept of messages that a journal says are erased.
    async fn erase_again(&self, marks: &HashMap<MessageId, RemovalMark>) -> Result<(), StoreError> {
        let kept = either!(self, backend => backend.kept_ids())?;
        let erased = |id: &MessageId| marks.get(id).is_some_and(|mark| mark.state == RemovalState::Erased);
        let erased = kept.into_iter().filter(erased).collect();
        either!(self, backend => backend.erase(erased))
    }

    /// Writes a copy of the database as of this moment to a new file, while it is served. SQLite only.
    pub async fn back_up(&self, to: &Path) -> Result<(), OpenError> {
        match self {
            Self::Sqlite(backend) => backend.back_up(to).await,
            Self::Postgres(_) => Err(OpenError::NotSqlite("back it up with pg_dump")),
        }
    }

    /// Puts a copy in the place of the SQLite file of that URL, which no process may have open. What was there is kept
    /// beside it; returns where. Then open it and call [`finish_restore`](Self::finish_restore).
    pub async fn replace(url: &str, from: &Path) -> Result<Option<PathBuf>, OpenError> {
        match sqlite_path(url) {
            Some(path) => sqlite::restore(from, &path).await,
            None => {
                Err(OpenError::NotSqlite("restore it with pg_restore, then run `social-stream restore` without a file"))
            }
        }
    }

    /// Makes a restored database fit to be served: what these journals name is removed again, and every room begins a new
    /// history, so that nobody takes an old cursor for a new one. Can be repeated.
    pub async fn finish_restore(
        &self,
        marks: HashMap<MessageId, RemovalMark>,
        random: &dyn Random,
        now: Timestamp,
    ) -> Result<Restored, StoreError> {
        let back = self.back_again(&marks).await?;
        let removed = back.len();
        either!(self, backend => backend.remove_again(back, now))?;
        self.erase_again(&marks).await?;
        let rooms = either!(self, backend => backend.room_ids())?;
        let epochs: Vec<_> = rooms.into_iter().map(|room| (room, Epoch::random(random))).collect();
        let rooms = epochs.len();
        either!(self, backend => backend.set_epochs(epochs))?;
        Ok(Restored { rooms, removed })
    }

    fn journal(&self) -> Option<&Journal> {
        match self {
            Self::Sqlite(backend) => backend.journal.as_ref(),
            Self::Postgres(backend) => backend.journal.as_ref(),
        }
    }

    /// Whether it is another program's, so that a commit is mostly waiting.
    pub fn is_remote(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Whether the database answers now.
    pub async fn ping(&self) -> Result<(), StoreError> {
        either!(self, backend => backend.ping())
    }

    /// Waits for work on the way and closes all connections; everything after answers [`StoreError::Unavailable`].
    pub async fn close(&self) {
        either!(self, backend => backend.close());
    }

    /// Creates the event or changes the one of the same short name, in one transaction. The ids in `event` are proposals:
    /// an event and a room that are there keep theirs, and a room keeps its history. A room that is no longer listed is
    /// hidden with its history, and comes back with it when it is listed again. The same event twice changes nothing.
    pub async fn import_event(&self, event: &Event, random: &dyn Random) -> Result<Imported, StoreError> {
        let epochs = event.rooms.iter().map(|_| Epoch::random(random)).collect();
        either!(self, backend => backend.import_event(event.clone(), epochs))
    }

    /// Creates the event where there is none at all; whether that was so. One that is imported in the same moment stays
    /// as it was imported.
    pub async fn import_first_event(&self, event: &Event, random: &dyn Random) -> Result<bool, StoreError> {
        let epochs = event.rooms.iter().map(|_| Epoch::random(random)).collect();
        either!(self, backend => backend.import_first_event(event.clone(), epochs))
    }

    /// The event of that short name with its listed rooms and its programme, all of one moment.
    pub async fn event(&self, slug: &Slug) -> Result<Option<Event>, StoreError> {
        either!(self, backend => backend.event(slug.clone()))
    }

    /// All events, also those not to be listed in public, in the order of their beginning; those without one last.
    pub async fn events(&self) -> Result<Vec<EventSummary>, StoreError> {
        either!(self, backend => backend.events())
    }

    /// Keeps an invite; one with the same code stays as it is.
    pub async fn create_invite(&self, invite: &Invite) -> Result<(), StoreError> {
        either!(self, backend => backend.create_invite(invite.clone()))
    }

    /// The invites of an event that still let somebody in, at most [`INVITES_MAX`](crate::domain::INVITES_MAX).
    pub async fn invites(&self, event: EventId, now: Timestamp) -> Result<Vec<Invite>, StoreError> {
        either!(self, backend => backend.invites(event, now))
    }

    /// Keeps an invite that somebody makes who keeps a room, decided in the transaction, and logs that.
    pub async fn invite(
        &self,
        by: PersonId,
        invite: Invite,
        reason: Option<Reason>,
        now: Timestamp,
    ) -> Result<Result<(), Refusal>, StoreError> {
        either!(self, backend => backend.invite(by, invite, reason, now))
    }

    /// Ends an invite, decided in the transaction, and logs that; again changes nothing.
    pub async fn end_invite(
        &self,
        event: EventId,
        by: PersonId,
        id: InviteId,
        reason: Option<Reason>,
        now: Timestamp,
    ) -> Result<Result<(), Refusal>, StoreError> {
        either!(self, backend => backend.end_invite(event, by, id, reason, now))
    }

    /// Lets somebody join, with the role of their invite. Of several with the same or look-alike names one gets in; an
    /// invite's use is taken only by who does. The same joining again (same person id) gives the first one's person, so
    /// after [`StoreError::Unavailable`] it can be repeated. The person's event must exist.
    pub async fn join(&self, joining: Joining, now: Timestamp) -> Result<Result<Person, JoinRefusal>, StoreError> {
        either!(self, backend => backend.join(joining, now))
    }

    /// Who joined that event with that token.
    pub async fn person_by_token(&self, event: EventId, token: SecretHash) -> Result<Option<Member>, StoreError> {
        either!(self, backend => backend.person_by_token(event, token))
    }

    /// Somebody who joined an event, as they now are.
    pub async fn member(&self, person: PersonId) -> Result<Option<Member>, StoreError> {
        either!(self, backend => backend.member(person))
    }

    /// Decides on an act on a person and does it, in one transaction that holds the locks of both people, and of the
    /// event's rooms where their messages are removed or brought back. When it returns `Ok(Ok(…))`, it is on disk and
    /// nothing is stored any more that it forbids. The same nonce again gives the first one's act.
    pub async fn act(
        &self,
        event: EventId,
        acting: Acting,
        now: Timestamp,
    ) -> Result<Result<Acted, Refusal>, StoreError> {
        let (acted, marks) = match either!(self, backend => backend.act(event, acting, now))? {
            Ok(done) => done,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Some(journal) = self.journal() {
            journal.keep(marks).await;
        }
        Ok(Ok(acted))
    }

    /// Entries of an event's log of acts, the newest first, at most `limit`.
    pub async fn acts(&self, event: EventId, filter: ActsFilter, limit: u32) -> Result<Vec<Act>, StoreError> {
        either!(self, backend => backend.acts(event, filter, limit))
    }

    /// Entries of an event's log of acts after that one, in their order, at most `limit`.
    pub async fn acts_after(&self, event: EventId, after: ActNumber, limit: u32) -> Result<Vec<Act>, StoreError> {
        either!(self, backend => backend.acts_after(event, after, limit))
    }

    /// The number of the latest act of each event that has any.
    pub async fn act_heads(&self) -> Result<Vec<(EventId, ActNumber)>, StoreError> {
        either!(self, backend => backend.act_heads())
    }

    /// Erases the texts whose restore window is over, a thousand at most; returns how many that were.
    pub async fn erase_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        either!(self, backend => backend.erase_expired(now))
    }

    /// Erases what is over of networks that people joined from; returns how much that was.
    pub async fn erase_networks(&self, now: Timestamp) -> Result<u64, StoreError> {
        either!(self, backend => backend.erase_networks(now))
    }

    /// The state of a room's log; also of a hidden room.
    pub async fn room(&self, room: RoomId) -> Result<Option<LogState>, StoreError> {
        either!(self, backend => backend.room(room))
    }

    /// Decides a batch and stores what it changes, in one transaction under the room's lock; see
    /// [`decide`](crate::domain::decide). When it returns `Ok`, what it acknowledges is on disk. `gate` is asked right
    /// before COMMIT; once it is abandoned, nothing is stored and the answer is [`WriteError::Unavailable`]. A batch that
    /// changes nothing (all refused or repeated) is not committed and does not ask.
    pub async fn write(
        &self,
        room: RoomId,
        batch: &[Command],
        now: Timestamp,
        gate: &CommitGate,
    ) -> Result<Written, WriteError> {
        either!(self, backend => backend.write(room, batch.to_vec(), now, gate.clone()))
    }

    /// The latest states of a room's messages, at most `limit`; `None` where there is no such room.
    pub async fn latest_changes(&self, room: RoomId, limit: u32) -> Result<Option<Snapshot>, StoreError> {
        count_read();
        either!(self, backend => backend.latest_changes(room, limit))
    }

    /// The states of a room's messages whose latest change lies above `after`, at most `limit`, the earliest first;
    /// `None` where there is no such room. What was changed several times comes once, as it now is.
    pub async fn changes_since(&self, room: RoomId, after: Seq, limit: u32) -> Result<Option<Snapshot>, StoreError> {
        count_read();
        either!(self, backend => backend.changes_since(room, after, limit))
    }

    /// A page of a room's history with at most `limit` messages, tombstones included; `None` where there is no such room.
    pub async fn history(&self, room: RoomId, page: Page, limit: u32) -> Result<Option<HistoryPage>, StoreError> {
        count_read();
        either!(self, backend => backend.history(room, page, limit))
    }

    /// Where the sessions of the programme began in a room: the first message of each that is not removed, by rising
    /// position.
    pub async fn session_starts(&self, room: RoomId) -> Result<Vec<SessionStart>, StoreError> {
        either!(self, backend => backend.session_starts(room))
    }

    /// The posts that wait for a moderator in a room, by that author or by all, those that wait longest first.
    pub async fn waiting(&self, room: RoomId, author: Option<PersonId>, limit: u32) -> Result<Vec<Held>, StoreError> {
        either!(self, backend => backend.waiting(room, author, limit))
    }

    /// A post of that room that waits or waited for a moderator.
    pub async fn held(&self, room: RoomId, id: MessageId) -> Result<Option<Held>, StoreError> {
        either!(self, backend => backend.held(room, id))
    }

    /// The messages of a room that are reported and not decided on, those that were first reported first, each with the newest
    /// of what is said of it.
    pub async fn reported(&self, room: RoomId, limit: u32) -> Result<Vec<Reported>, StoreError> {
        either!(self, backend => backend.reported(room, limit))
    }

    /// What was last decided on a message of that room that is, or was, reported.
    pub async fn verdict_on_reported(&self, room: RoomId, id: MessageId) -> Result<Option<Verdict>, StoreError> {
        either!(self, backend => backend.verdict_on_reported(room, id))
    }

    /// How often anything was held, reported or decided on in each room where that ever was.
    pub async fn held_versions(&self) -> Result<Vec<(RoomId, u64)>, StoreError> {
        either!(self, backend => backend.held_versions())
    }

    /// One message of a room, as it now is.
    pub async fn message(&self, room: RoomId, id: MessageId) -> Result<Option<Change>, StoreError> {
        count_read();
        either!(self, backend => backend.message(room, id))
    }
}

/// One more read of a room's log. Live readers and those who come back cost none: this is what many of them are held against.
fn count_read() {
    metrics::counter!("social_stream_log_reads_total").increment(1);
}

/// The path in the URL of a SQLite file; `None` for any other URL.
pub fn sqlite_path(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?;
    // Both spellings are common; a third slash belongs to an absolute path.
    Some(path.strip_prefix("//").unwrap_or(path).into())
}

/// The steps that a migration added.
fn migrated(all: &Migrator, before: &[i64], after: &[i64]) -> Vec<AppliedMigration> {
    all.iter()
        .filter(|step| after.contains(&step.version) && !before.contains(&step.version))
        .map(|step| AppliedMigration { version: step.version, description: step.description.to_string() })
        .collect()
}
