//! Acts of those who keep a room: decided in the database, and heeded on this node before they are answered.

use super::{Answer, Busy, Hub, HubError, Room};
use crate::{
    domain::{
        Act, ActKind, ActNumber, Acting, Action, Command, Event, MessageId, Outcome, Person, PersonId, Refusal, Seq,
        Standing, Timestamp, Verdict, Wanted,
    },
    store::{ActsFilter, Member, StoreError},
};

/// What came of an act on somebody.
#[derive(Clone, Debug)]
pub struct Acted {
    /// Its entry in the log; `None` where there was nothing left to do.
    pub act: Option<Act>,
    /// Whom it was about.
    pub on: Person,
    /// Until when they are muted.
    pub muted_until: Option<Timestamp>,
    /// Until when they are kept out.
    pub banned_until: Option<Timestamp>,
}

/// What came of something done in a room.
#[derive(Clone, Debug)]
pub enum Kept {
    /// The room's state is so since that seq.
    Set(Seq),
    /// That is decided on a held post or a reported message, now or before.
    Judged(MessageId, Verdict),
}

/// Why an act was not done, or is not known to be.
#[derive(Debug, thiserror::Error)]
pub enum Undone {
    /// It is not allowed, or makes no sense.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The room has too much to do.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The database cannot be reached; nothing was stored.
    #[error("the database takes nothing at the moment; nothing was stored")]
    Unavailable,
    /// The connection to the database was lost meanwhile.
    #[error("it is not known whether this was done; ask again, with the same nonce")]
    Unknown,
    /// The database answered with something that makes no sense.
    #[error("the server could not store this")]
    Internal,
}

impl Hub {
    /// Has an act on somebody, or the undoing of one, decided and done, and waits until this node heeds it.
    ///
    /// # Errors
    /// Why it was not done.
    pub async fn act(&self, event: &Event, acting: Acting) -> Result<Acted, Undone> {
        if let Wanted::Undo(number) = acting.wanted {
            let by = self.store.member(acting.by).await?.filter(|by| by.person.event == event.id);
            if !by.is_some_and(|by| by.person.role.may_moderate()) {
                return Err(Refusal::NotAModerator.into());
            }
            let act = self.entry(event, number).await?.ok_or(Refusal::Unknown)?;
            if act.kind == ActKind::Remove {
                return self.restore(event, act, acting).await;
            }
        }
        let (by, now) = (acting.by, self.clock.now());
        let acted = match self.store.act(event.id, acting, now).await {
            Err(error @ StoreError::Unavailable(_)) => {
                tracing::warn!(%error, "it is not known whether an act was stored");
                return Err(Undone::Unknown);
            }
            acted => acted??,
        };
        if let Some(act) = &acted.act {
            tracing::info!(event = %event.slug, %by, kind = %act.kind, on = act.on.map(tracing::field::display), act = %act.number, "somebody acted");
        }
        self.heed_soon().await;
        let Standing { person, muted_until, banned_until, .. } = acted.on;
        Ok(Acted { act: acted.act, on: person, muted_until, banned_until })
    }

    /// Has something done in a room, and waits until this node heeds it.
    ///
    /// # Errors
    /// Why it was not done.
    pub async fn keep(&self, room: &Room, command: Command) -> Result<Kept, Undone> {
        let action = command.action.clone();
        match put(room, command).await? {
            Outcome::Set(seq) => Ok(Kept::Set(seq)),
            Outcome::Stored(ack) | Outcome::Repeated(ack) => Ok(Kept::Set(ack.seq)),
            Outcome::Judged => {
                self.heed_soon().await;
                let (id, verdict) = match action {
                    Action::Decide { id, .. } => {
                        (id, self.store.held(room.id(), id).await?.and_then(|held| held.verdict))
                    }
                    Action::DecideReported { id, .. } => (id, self.store.verdict_on_reported(room.id(), id).await?),
                    _ => return Err(Undone::Internal),
                };
                Ok(Kept::Judged(id, verdict.ok_or(Refusal::NotReported)?))
            }
            Outcome::Refused(refusal) => Err(refusal.into()),
            Outcome::Held(_) => Err(Undone::Internal),
        }
    }

    /// Takes the removal of a single message back, by way of its room.
    async fn restore(
        &self,
        event: &Event,
        act: Act,
        Acting { by, reason, nonce, .. }: Acting,
    ) -> Result<Acted, Undone> {
        let (Some(room), Some(id), Some(on)) = (act.room, act.message, act.on) else {
            return Err(Refusal::NotFound.into());
        };
        let room = self.room(room).await?;
        let command = Command { author: by, nonce, action: Action::Restore { id, reason } };
        if let Outcome::Refused(refusal) = put(&room, command).await? {
            return Err(refusal.into());
        }
        let undone_by = self.entry(event, act.number).await?.and_then(|act| act.undone_by);
        let act = match undone_by {
            Some(number) => self.entry(event, number).await?,
            None => None,
        };
        let Member { person, muted_until, banned_until, .. } = self.member(on).await?;
        Ok(Acted { act, on: (*person).clone(), muted_until, banned_until })
    }

    async fn entry(&self, event: &Event, number: ActNumber) -> Result<Option<Act>, Undone> {
        let filter = ActsFilter { number: Some(number), ..ActsFilter::default() };
        Ok(self.store.acts(event.id, filter, 1).await?.pop())
    }

    async fn member(&self, person: PersonId) -> Result<Member, Undone> {
        Ok(self.store.member(person).await?.ok_or(Refusal::Unknown)?)
    }

    /// Stored it is; where the database goes away just now, the node heeds it as soon as it is back.
    pub(super) async fn heed_soon(&self) {
        if let Err(error) = self.heed_acts().await {
            tracing::warn!(%error, "an act was stored, but is not heeded yet");
        }
    }
}

/// Hands a command to the room and waits for what becomes of it.
async fn put(room: &Room, command: Command) -> Result<Outcome, Undone> {
    match room.submit(command)?.await {
        Ok(Answer::Decided(outcome)) => Ok(outcome),
        Ok(Answer::Unavailable) => Err(Undone::Unavailable),
        Ok(Answer::Internal) => Err(Undone::Internal),
        Err(_) => Err(Undone::Unknown),
    }
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        HubError::from(error).into()
    }
}

impl From<HubError> for Undone {
    fn from(error: HubError) -> Self {
        match error {
            HubError::Unavailable => Self::Unavailable,
            HubError::NotFound => Self::Refused(Refusal::NotFound),
            HubError::Banned { .. } => Self::Refused(Refusal::Banned),
            HubError::Broken(error) => {
                tracing::error!(%error, "the database gave an unusable answer to an act");
                Self::Internal
            }
        }
    }
}
