//! Rows as either database gives them, and what they mean. Everything read back is checked where the type does not
//! check itself: a value this program does not know is an error, never a panic and never a guess.

mod acts;
mod events;
mod filters;
mod held;
mod log;
mod profiles;
mod reactions;
mod reports;
mod state;

use std::time::Duration;

use uuid::Uuid;

pub(super) use acts::{ActRow, KeptRow, MemberRow, changed_to_stored, standing_of};
pub(super) use events::{EventRow, SummaryRow, access_to_stored};
pub(super) use filters::{FiltersRow, TriedRow, lines_to_stored, moments_from_stored, moments_to_stored};
pub(super) use held::{HeldRow, PastRow};
pub(super) use log::{ChangedRow, LogRow, TextRow, latest, page, since};
pub(super) use profiles::{NoteRow, ProfileRow};
pub(super) use reactions::{emoji_to_stored, reactions_to_stored};
pub(super) use reports::{ComplaintRow, ReportedRow, VerdictRow};
pub(super) use state::{SessionStartRow, SessionTimesRow, StateRow, pins, pins_to_stored, state};

use reactions::{emoji, reactions};

use super::{LogState, StoreError};
use crate::domain::{
    Ack, Affiliation, Emoji, Epoch, EventId, FiltersVersion, Invite, KnownCommand, MessageId, Name, Nonce, Pace,
    PaceState, Paces, Person, PersonId, SecretHash, Seq, Standing, Target, Timestamp,
};

/// A room as seen under its lock.
#[derive(sqlx::FromRow)]
pub(super) struct LockedRoom {
    pub(super) epoch: Uuid,
    pub(super) head: i64,
    pub(super) event_id: Uuid,
    pace_burst: i64,
    pace_interval_ms: i64,
    edit_window_ms: i64,
    restore_window_ms: i64,
    reactions: String,
    /// Whether its event has sessions.
    pub(super) has_sessions: bool,
    /// How often anything was held or reported in it, or decided on.
    held_version: i64,
    /// How often its event's filters were set; none where they never were.
    filters_version: Option<i64>,
    #[sqlx(flatten)]
    pub(super) state: StateRow,
}

/// The room of an id, as [`LockedRoom`]; to be followed by what locks it.
macro_rules! locked_room {
    () => {
        concat!(
            "SELECT r.epoch, r.head, r.event_id, e.pace_burst, e.pace_interval_ms, e.edit_window_ms, e.restore_window_ms,
                    e.reactions,
                    EXISTS (SELECT 1 FROM sessions s WHERE s.event_id = r.event_id) AS has_sessions,
                    r.held_version, r.filters_version, ",
            crate::store::rows::state!(),
            " FROM rooms r JOIN events e ON e.id = r.event_id WHERE r.id = $1"
        )
    };
}
pub(super) use locked_room;

impl LockedRoom {
    pub(super) fn pace(&self) -> Result<Pace, StoreError> {
        pace(self.pace_burst, self.pace_interval_ms)
    }

    pub(super) fn edit_window(&self) -> Result<Duration, StoreError> {
        Ok(Duration::from_millis(number(self.edit_window_ms, "edit_window_ms")?))
    }

    pub(super) fn restore_window(&self) -> Result<Duration, StoreError> {
        Ok(Duration::from_millis(number(self.restore_window_ms, "restore_window_ms")?))
    }

    /// Whether anything was ever held or reported in it.
    pub(super) fn has_held(&self) -> bool {
        self.held_version > 0
    }

    pub(super) fn held_version(&self) -> u64 {
        self.held_version.unsigned_abs()
    }

    pub(super) fn filters_version(&self) -> Option<FiltersVersion> {
        self.filters_version.map(|version| FiltersVersion(version.unsigned_abs()))
    }

    pub(super) fn reactions(&self) -> Vec<Emoji> {
        emoji(&self.reactions)
    }
}

/// What was answered to a command before.
#[derive(sqlx::FromRow)]
pub(super) struct CommandRow {
    author_id: Uuid,
    nonce: String,
    digest: i32,
    message_id: Uuid,
    position: i64,
    seq: i64,
}

impl CommandRow {
    pub(super) fn known(self) -> Result<((PersonId, Nonce), KnownCommand), StoreError> {
        let ack = Ack { id: MessageId(self.message_id), position: seq(self.position)?, seq: seq(self.seq)? };
        let digest = u32::try_from(self.digest).map_err(|_| StoreError::broken("a stored digest is negative"))?;
        Ok(((PersonId(self.author_id), stored(&self.nonce, "nonce")?), KnownCommand { digest, ack }))
    }
}

/// A person as others see them.
#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    id: Uuid,
    pub(super) event_id: Uuid,
    name: String,
    affiliation: Option<String>,
    role: String,
}

impl PersonRow {
    pub(super) fn person(self) -> Result<Person, StoreError> {
        Ok(Person {
            id: PersonId(self.id),
            event: EventId(self.event_id),
            name: Name::from_stored(self.name),
            role: stored(&self.role, "role")?,
            affiliation: self.affiliation.map(Affiliation::from_stored),
        })
    }
}

/// A person as the log judges them.
#[derive(sqlx::FromRow)]
pub(super) struct StandingRow {
    #[sqlx(flatten)]
    pub(super) person: PersonRow,
    muted_until: Option<i64>,
    banned_until: Option<i64>,
    cleared_at: Option<i64>,
    pace_tat: i64,
    reaction_tat: i64,
    report_tat: i64,
}

impl StandingRow {
    pub(super) fn standing(self) -> Result<(PersonId, Standing), StoreError> {
        let person = self.person.person()?;
        let standing = Standing {
            muted_until: self.muted_until.map(Timestamp::from_millis),
            banned_until: self.banned_until.map(Timestamp::from_millis),
            cleared_at: self.cleared_at.map(Timestamp::from_millis),
            paces: Paces {
                posts: PaceState(self.pace_tat),
                reactions: PaceState(self.reaction_tat),
                reports: PaceState(self.report_tat),
            },
            person,
        };
        Ok((standing.person.id, standing))
    }
}

/// A message that a command refers to.
#[derive(sqlx::FromRow)]
pub(super) struct TargetRow {
    id: Uuid,
    pub(super) room_id: Uuid,
    position: i64,
    seq: i64,
    author_id: Uuid,
    author_role: String,
    removed: bool,
    kept: bool,
    removals: i64,
}

impl TargetRow {
    pub(super) fn target(self) -> Result<(MessageId, Target), StoreError> {
        let target = Target {
            position: seq(self.position)?,
            seq: seq(self.seq)?,
            author: PersonId(self.author_id),
            author_role: stored(&self.author_role, "role")?,
            removed: self.removed,
            kept: self.kept,
            removals: number(self.removals, "removals")?,
        };
        Ok((MessageId(self.id), target))
    }
}

/// The state of a room's log.
#[derive(sqlx::FromRow)]
pub(super) struct LogStateRow {
    epoch: Uuid,
    head: i64,
}

impl LogStateRow {
    pub(super) fn state(self) -> Result<LogState, StoreError> {
        Ok(LogState { epoch: Epoch(self.epoch), head: seq(self.head)? })
    }
}

/// An invite.
#[derive(sqlx::FromRow)]
pub(super) struct InviteRow {
    code_hash: Vec<u8>,
    event_id: Uuid,
    role: String,
    uses_left: i64,
    expires_at: Option<i64>,
}

impl InviteRow {
    pub(super) fn invite(self) -> Result<Invite, StoreError> {
        let code =
            self.code_hash.try_into().map_err(|_| StoreError::broken("a stored invite code has another size"))?;
        Ok(Invite {
            code: SecretHash(code),
            event: EventId(self.event_id),
            role: stored(&self.role, "role")?,
            uses_left: number(self.uses_left, "uses_left")?,
            expires_at: self.expires_at.map(Timestamp::from_millis),
        })
    }
}

/// How a length of time is stored.
pub(super) fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

fn pace(burst: i64, interval_ms: i64) -> Result<Pace, StoreError> {
    let interval = Duration::from_millis(number(interval_ms, "pace_interval_ms")?);
    Ok(Pace { burst: number(burst, "pace_burst")?, interval })
}

pub(super) fn seq(raw: i64) -> Result<Seq, StoreError> {
    u64::try_from(raw).ok().and_then(Seq::new).ok_or_else(|| StoreError::broken("a stored seq is out of range"))
}

fn number<N: TryFrom<i64>>(raw: i64, column: &str) -> Result<N, StoreError> {
    N::try_from(raw).map_err(|_| StoreError::broken(format_args!("a stored {column} is out of range")))
}

fn stored<T: std::str::FromStr>(raw: &str, what: &str) -> Result<T, StoreError> {
    raw.parse().map_err(|_| StoreError::broken(format_args!("a stored {what} is not valid")))
}
