//! What those who keep a room do to people and their messages, and who may.

use std::{fmt, str::FromStr};

use super::{MessageId, PersonId, Reason, Refusal, Role, RoomId, Standing, Timestamp};

/// A kind of act, as the log of acts names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActKind {
    /// A message is taken away; its text is kept for the event's restore window.
    Remove,
    /// A removed message comes back.
    Restore,
    /// A message is taken away for good.
    Erase,
    /// Somebody's latest messages are removed, in every room.
    Clear,
    /// Somebody may not write for a time.
    Mute,
    /// They may again.
    Unmute,
    /// Somebody is kept out, for a time or for good.
    Ban,
    /// They are let in again.
    Unban,
    /// Somebody gets another role.
    Role,
    /// The room is made quieter or louder.
    Switch,
    /// A message is pinned.
    Pin,
    /// It is taken down.
    Unpin,
    /// A held post becomes a message.
    Approve,
    /// A held post does not.
    Reject,
    /// A reported message stays.
    Keep,
    /// A link is made by which others join.
    Invite,
    /// It works no longer.
    Uninvite,
    /// What holds posts of itself is set anew.
    Filters,
    /// Somebody who keeps the room has it from now on.
    Watch,
    /// They have it no longer.
    Unwatch,
}

/// A word that names no [`ActKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an act is one of remove, restore, erase, clear, mute, unmute, ban, unban, role, switch, pin, unpin, approve, reject, keep, invite, uninvite, filters, watch, unwatch"
)]
pub struct ActKindError;

/// The number of an act in its event's log: 1, 2, 3 … in the order in which acts took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActNumber(pub u64);

/// A value of a person that an act has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Until when they are muted.
    Mute {
        /// Before the act.
        from: Option<Timestamp>,
        /// After it.
        to: Option<Timestamp>,
    },
    /// Until when they are banned.
    Ban {
        /// Before the act.
        from: Option<Timestamp>,
        /// After it.
        to: Option<Timestamp>,
    },
    /// Their role.
    Role {
        /// Before the act.
        from: Role,
        /// After it.
        to: Role,
    },
}

/// An entry of the log of acts. It never holds a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its place in the log.
    pub number: ActNumber,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// What.
    pub kind: ActKind,
    /// To whom, or to whose message; `None` where it was done to the room.
    pub on: Option<PersonId>,
    /// Their name.
    pub on_name: Option<String>,
    /// Where, for a single message or the room itself.
    pub room: Option<RoomId>,
    /// Which message.
    pub message: Option<MessageId>,
    /// What it changed about the person.
    pub changed: Option<Changed>,
    /// The role that an invite gives or gave.
    pub invited: Option<Role>,
    /// What it switched, as [`Switching`](super::Switching) is written.
    pub switched: Option<String>,
    /// Until when it keeps new guests from the same network out.
    pub network_until: Option<Timestamp>,
    /// How many messages it removed or brought back, where it was about many.
    pub messages: Option<u64>,
    /// Why.
    pub reason: Option<Reason>,
    /// The act it takes back.
    pub undoes: Option<ActNumber>,
    /// The act that took it back.
    pub undone_by: Option<ActNumber>,
}

impl ActKind {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Remove,
        Self::Restore,
        Self::Erase,
        Self::Clear,
        Self::Mute,
        Self::Unmute,
        Self::Ban,
        Self::Unban,
        Self::Role,
        Self::Switch,
        Self::Pin,
        Self::Unpin,
        Self::Approve,
        Self::Reject,
        Self::Keep,
        Self::Invite,
        Self::Uninvite,
        Self::Filters,
        Self::Watch,
        Self::Unwatch,
    ];

    /// Whether somebody of one role may do this to somebody of another, or to their message: an organiser to a moderator,
    /// both to all others, nobody to an equal or to one above. Roles are an organiser's to give.
    pub fn may(self, by: Role, on: Role) -> bool {
        let outranks = by.may_moderate() && by > on;
        match self {
            Self::Role => outranks && by == Role::Organiser,
            // These are about what the room shows, not about whom.
            Self::Switch
            | Self::Pin
            | Self::Unpin
            | Self::Approve
            | Self::Reject
            | Self::Keep
            | Self::Filters
            | Self::Watch
            | Self::Unwatch => by.may_moderate(),
            _ => outranks,
        }
    }

    /// Whether the person it is about is told of it.
    pub fn is_told(self) -> bool {
        // That a message was reported is between who reported it and those who keep the room.
        self != Self::Keep
    }

    /// The kind's name, as stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Remove => "remove",
            Self::Restore => "restore",
            Self::Erase => "erase",
            Self::Clear => "clear",
            Self::Mute => "mute",
            Self::Unmute => "unmute",
            Self::Ban => "ban",
            Self::Unban => "unban",
            Self::Role => "role",
            Self::Switch => "switch",
            Self::Pin => "pin",
            Self::Unpin => "unpin",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Keep => "keep",
            Self::Invite => "invite",
            Self::Uninvite => "uninvite",
            Self::Filters => "filters",
            Self::Watch => "watch",
            Self::Unwatch => "unwatch",
        }
    }
}

impl Changed {
    /// The kind of the act that changes this alone.
    pub fn kind(self) -> ActKind {
        match self {
            Self::Mute { to, .. } => to.map_or(ActKind::Unmute, |_| ActKind::Mute),
            Self::Ban { to, .. } => to.map_or(ActKind::Unban, |_| ActKind::Ban),
            Self::Role { .. } => ActKind::Role,
        }
    }

    /// What takes this back.
    ///
    /// # Errors
    /// [`Refusal::Superseded`] if the person is no longer as the act left them.
    pub fn reversed(self, on: &Standing) -> Result<Self, Refusal> {
        let (now, back) = match self {
            Self::Mute { from, to } => (on.muted_until == to, Self::Mute { from: to, to: from }),
            Self::Ban { from, to } => (on.banned_until == to, Self::Ban { from: to, to: from }),
            Self::Role { from, to } => (on.person.role == to, Self::Role { from: to, to: from }),
        };
        if now { Ok(back) } else { Err(Refusal::Superseded) }
    }

    /// Whether it changes nothing.
    pub fn is_nothing(self) -> bool {
        match self {
            Self::Mute { from, to } | Self::Ban { from, to } => from == to,
            Self::Role { from, to } => from == to,
        }
    }
}

/// Who may act at all: somebody who joined the event and is not banned from it.
///
/// # Errors
/// Why not.
pub fn acting(by: Option<&Standing>, now: Timestamp) -> Result<&Standing, Refusal> {
    let by = by.ok_or(Refusal::NotJoined)?;
    if by.banned(now).is_some() { Err(Refusal::Banned) } else { Ok(by) }
}

/// Whether somebody may do that to a person, under the locks of both people's rows.
///
/// # Errors
/// [`Refusal::Outranked`] if not; also where it would make an equal.
pub fn judge(by: &Standing, on: &Standing, kind: ActKind, change: Option<Changed>) -> Result<(), Refusal> {
    let role = by.person.role;
    let makes_less = match change {
        Some(Changed::Role { to, .. }) => ActKind::Role.may(role, to),
        _ => true,
    };
    if kind.may(role, on.person.role) && makes_less { Ok(()) } else { Err(Refusal::Outranked) }
}

impl FromStr for ActKind {
    type Err = ActKindError;

    fn from_str(raw: &str) -> Result<Self, ActKindError> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == raw).ok_or(ActKindError)
    }
}

impl fmt::Display for ActKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for ActNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 4] = [Role::Guest, Role::Participant, Role::Moderator, Role::Organiser];

    /// One line for each role that acts; in each, `x` stands for what it may do to a guest, a participant, a moderator, an
    /// organiser.
    const ACTS: [&str; 4] = ["....", "....", "xx..", "xxx."];
    const ROLE: [&str; 4] = ["....", "....", "....", "xxx."];
    const ROOM: [&str; 4] = ["....", "....", "xxxx", "xxxx"];

    #[test]
    fn the_table_of_acts_and_roles() {
        for kind in ActKind::ALL {
            let table = match kind {
                ActKind::Role => ROLE,
                ActKind::Switch
                | ActKind::Pin
                | ActKind::Unpin
                | ActKind::Approve
                | ActKind::Reject
                | ActKind::Keep
                | ActKind::Filters
                | ActKind::Watch
                | ActKind::Unwatch => ROOM,
                _ => ACTS,
            };
            for (by, line) in ROLES.into_iter().zip(table) {
                for (on, may) in ROLES.into_iter().zip(line.chars()) {
                    assert_eq!(kind.may(by, on), may == 'x', "{by} {kind} {on}");
                }
            }
        }
    }

    #[test]
    fn a_kinds_name_is_read_back() {
        for kind in ActKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("unremove".parse::<ActKind>().is_err());
    }
}
