//! What those who keep a room want done to somebody, before it is decided.

use std::{ops::RangeInclusive, time::Duration};

use super::{
    ActKind, ActNumber, Action, Changed, FilterSettings, FiltersVersion, Nonce, PersonId, Reason, Refusal, Role,
    Standing, Timestamp,
};

/// The spans an act may be for: from one second to 365 days.
const SPANS: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(365 * 24 * 60 * 60);

/// How far back messages are removed at once.
const CLEAR_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// What is to be done to somebody. Names the state that is wanted, so that again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// May not write before that moment, or may write.
    Mute(Option<Timestamp>),
    /// Is kept out or let in.
    Ban {
        /// Until when ([`Timestamp::NEVER`] for good); `None` lets them in.
        until: Option<Timestamp>,
        /// Whether new guests from their network are kept out as well, for as long as the event says.
        network: bool,
    },
    /// Has that role from now on.
    Role(Role),
    /// All they wrote since that moment is removed, in every room, and what they have on the way is not let in.
    Clear {
        /// From when on.
        since: Timestamp,
        /// What else is done to them.
        then: Option<Sanction>,
    },
}

/// An act that somebody wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    /// Who wants it.
    pub by: PersonId,
    /// What they want.
    pub wanted: Wanted,
    /// Why.
    pub reason: Option<Reason>,
    /// Their name for it, so that it is done once however often it is asked for.
    pub nonce: Option<Nonce>,
}

/// What an [`Acting`] wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Something done to somebody.
    Deed(PersonId, Deed),
    /// That act taken back.
    Undo(ActNumber),
}

/// What keeps somebody from going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sanction {
    /// Muted until then.
    Mute(Timestamp),
    /// Banned.
    Ban {
        /// Until then.
        until: Timestamp,
        /// With their network.
        network: bool,
    },
}

/// What somebody who keeps a room asks for: each kind goes its own way to the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// An act on somebody, or one taken back.
    Person(Wanted),
    /// Something in the room, which its writer decides.
    Room(Action),
    /// The event's filters as they are to be, and the version they were read at.
    Filters(FilterSettings, FiltersVersion),
    /// That one has the room from now on, or no longer.
    Watch(bool),
}

impl Deed {
    /// May not write for so many milliseconds from now on.
    ///
    /// # Errors
    /// [`Refusal::Span`] beyond the spans an act may be for.
    pub fn mute(millis: u64, now: Timestamp) -> Result<Self, Refusal> {
        Sanction::mute(millis, now).map(Self::from)
    }

    /// Is kept out for so many milliseconds from now on, or for good.
    ///
    /// # Errors
    /// [`Refusal::Span`] beyond the spans an act may be for.
    pub fn ban(millis: Option<u64>, network: bool, now: Timestamp) -> Result<Self, Refusal> {
        Sanction::ban(millis, network, now).map(Self::from)
    }

    /// All they wrote in the last so many milliseconds is removed.
    ///
    /// # Errors
    /// [`Refusal::Span`] or [`Refusal::TooFarBack`].
    pub fn clear(millis: u64, then: Option<Sanction>, now: Timestamp) -> Result<Self, Refusal> {
        let last = span(millis)?;
        if last > CLEAR_MAX {
            return Err(Refusal::TooFarBack);
        }
        Ok(Self::Clear { since: now.minus(last), then })
    }

    /// The kind of act it is.
    pub fn kind(&self) -> ActKind {
        match self {
            Self::Mute(to) => to.map_or(ActKind::Unmute, |_| ActKind::Mute),
            Self::Ban { until, .. } => until.map_or(ActKind::Unban, |_| ActKind::Ban),
            Self::Role(_) => ActKind::Role,
            Self::Clear { .. } => ActKind::Clear,
        }
    }

    /// Until when it keeps somebody out together with their network; `None` where it says nothing of the network.
    pub fn network_until(&self) -> Option<Timestamp> {
        match *self {
            Self::Ban { until, network: true } => until,
            Self::Clear { then: Some(Sanction::Ban { until, network: true }), .. } => Some(until),
            _ => None,
        }
    }

    /// What it changes about somebody.
    pub fn on(&self, on: &Standing, now: Timestamp) -> Option<Changed> {
        match *self {
            Self::Mute(to) => Some(Changed::Mute { from: on.muted(now), to }),
            Self::Ban { until, .. } => Some(Changed::Ban { from: on.banned(now), to: until }),
            Self::Role(to) => Some(Changed::Role { from: on.person.role, to }),
            Self::Clear { then, .. } => then.and_then(|then| Self::from(then).on(on, now)),
        }
    }
}

impl From<Sanction> for Deed {
    fn from(sanction: Sanction) -> Self {
        match sanction {
            Sanction::Mute(until) => Self::Mute(Some(until)),
            Sanction::Ban { until, network } => Self::Ban { until: Some(until), network },
        }
    }
}

impl Sanction {
    /// Muted for so many milliseconds from now on.
    ///
    /// # Errors
    /// [`Refusal::Span`] beyond the spans an act may be for.
    pub fn mute(millis: u64, now: Timestamp) -> Result<Self, Refusal> {
        until(millis, now).map(Self::Mute)
    }

    /// Banned for so many milliseconds from now on, or for good.
    ///
    /// # Errors
    /// [`Refusal::Span`] beyond the spans an act may be for.
    pub fn ban(millis: Option<u64>, network: bool, now: Timestamp) -> Result<Self, Refusal> {
        let until = millis.map(|millis| until(millis, now)).transpose()?;
        Ok(Self::Ban { until: until.unwrap_or(Timestamp::NEVER), network })
    }
}

/// The moment after so many milliseconds.
///
/// # Errors
/// [`Refusal::Span`] beyond the spans an act may be for.
pub fn until(millis: u64, now: Timestamp) -> Result<Timestamp, Refusal> {
    Ok(now.plus(span(millis)?))
}

fn span(millis: u64) -> Result<Duration, Refusal> {
    let span = Duration::from_millis(millis);
    if SPANS.contains(&span) { Ok(span) } else { Err(Refusal::Span) }
}
