use std::{fmt, str::FromStr, time::Duration};

use super::{Refusal, Role, Text};

/// How a room may be made quieter. Those who keep the room are exempt from all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// The least time between two posts of one person; zero is none.
    pub slow_mode: Duration,
    /// Whether only those who keep the room write.
    pub locked: bool,
    /// Whether guests only read.
    pub participants_only: bool,
    /// Whether guests may write links.
    pub links: bool,
    /// Whose posts wait for a moderator.
    pub hold: Hold,
}

/// Whose posts wait until a moderator lets them in. The order is how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// Nobody's.
    #[default]
    Nobody,
    /// Those of guests of whom nothing is there to be read in this room.
    First,
    /// Those of guests.
    Guests,
    /// Everybody's.
    Everybody,
}

/// A word that names no [`Hold`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("held are the posts of nobody, first, guests or everybody")]
pub struct HoldError;

/// What was before the room was calmed, and is again when that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calmed {
    /// The slow mode.
    pub slow_mode: Duration,
    /// Whether guests wrote links.
    pub links: bool,
    /// Whose posts waited.
    pub hold: Hold,
}

/// What is to be switched; the rest stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switching {
    /// The slow mode.
    pub slow_mode: Option<Duration>,
    /// Whether only those who keep the room write.
    pub locked: Option<bool>,
    /// Whether guests only read.
    pub participants_only: Option<bool>,
    /// Whether guests may write links.
    pub links: Option<bool>,
    /// Whose posts wait.
    pub hold: Option<Hold>,
    /// Whether the room is calmed. Decided before the others, which count also when the calm is over.
    pub calm: Option<bool>,
}

/// The slow mode of a calmed room, unless it was slower already.
pub const CALM_SLOW_MODE: Duration = Duration::from_secs(30);

/// The slowest slow mode.
pub const SLOW_MODE_MAX: Duration = Duration::from_secs(60 * 60);

impl Switches {
    /// Whether somebody may change anything in the room, a text among it.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(&self, role: Role, text: Option<&Text>) -> Result<(), Refusal> {
        if role.may_moderate() {
            return Ok(());
        }
        if self.locked {
            return Err(Refusal::Locked);
        }
        if role > Role::Guest {
            return Ok(());
        }
        if self.participants_only {
            return Err(Refusal::ParticipantsOnly);
        }
        if !self.links && text.is_some_and(Text::has_link) { Err(Refusal::NoLinks) } else { Ok(()) }
    }

    /// Whether a post of theirs waits for a moderator. `accepted`: whether something they wrote is there to be read.
    pub fn holds(&self, role: Role, accepted: bool) -> bool {
        match self.hold {
            Hold::Nobody => false,
            Hold::First => role == Role::Guest && !accepted,
            Hold::Guests => role == Role::Guest,
            Hold::Everybody => !role.may_moderate(),
        }
    }

    /// Switches, and returns what the room is calmed from afterwards.
    pub fn switch(&mut self, calmed: Option<Calmed>, switching: Switching) -> Option<Calmed> {
        let mut calmed = match (calmed, switching.calm) {
            (None, Some(true)) => {
                let before = Calmed { slow_mode: self.slow_mode, links: self.links, hold: self.hold };
                self.slow_mode = self.slow_mode.max(CALM_SLOW_MODE);
                self.hold = self.hold.max(Hold::Guests);
                self.links = false;
                Some(before)
            }
            (Some(before), Some(false)) => {
                (self.slow_mode, self.links, self.hold) = (before.slow_mode, before.links, before.hold);
                None
            }
            (calmed, _) => calmed,
        };
        self.slow_mode = switching.slow_mode.unwrap_or(self.slow_mode);
        self.links = switching.links.unwrap_or(self.links);
        self.hold = switching.hold.unwrap_or(self.hold);
        if let Some(after) = &mut calmed {
            after.slow_mode = switching.slow_mode.unwrap_or(after.slow_mode);
            after.links = switching.links.unwrap_or(after.links);
            after.hold = switching.hold.unwrap_or(after.hold);
        }
        self.locked = switching.locked.unwrap_or(self.locked);
        self.participants_only = switching.participants_only.unwrap_or(self.participants_only);
        calmed
    }
}

impl Default for Switches {
    fn default() -> Self {
        Self { slow_mode: Duration::ZERO, locked: false, participants_only: false, links: true, hold: Hold::Nobody }
    }
}

impl Hold {
    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::First => "first",
            Self::Guests => "guests",
            Self::Everybody => "everybody",
        }
    }
}

impl fmt::Display for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Hold {
    type Err = HoldError;

    fn from_str(raw: &str) -> Result<Self, HoldError> {
        [Self::Nobody, Self::First, Self::Guests, Self::Everybody]
            .into_iter()
            .find(|hold| hold.as_str() == raw)
            .ok_or(HoldError)
    }
}

/// What was switched, as the log of acts tells it: `locked=true slow_mode_ms=30000`.
impl fmt::Display for Switching {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            self.calm.map(|on| format!("calm={on}")),
            self.hold.map(|hold| format!("hold={hold}")),
            self.links.map(|on| format!("links={on}")),
            self.locked.map(|on| format!("locked={on}")),
            self.participants_only.map(|on| format!("participants_only={on}")),
            self.slow_mode.map(|slow_mode| format!("slow_mode_ms={}", slow_mode.as_millis())),
        ];
        f.write_str(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 4] = [Role::Guest, Role::Participant, Role::Moderator, Role::Organiser];

    fn text(raw: &str) -> Text {
        Text::parse(raw, 200).expect("a text")
    }

    /// For a guest, a participant, a moderator, an organiser: who may write without a link, and with one.
    #[test]
    fn the_table_of_switches_and_roles() {
        let all = Switches::default();
        for (switches, plain, linked) in [
            (all, "xxxx", "xxxx"),
            (Switches { locked: true, ..all }, "..xx", "..xx"),
            (Switches { participants_only: true, ..all }, ".xxx", ".xxx"),
            (Switches { links: false, ..all }, "xxxx", ".xxx"),
            (Switches { slow_mode: CALM_SLOW_MODE, hold: Hold::Everybody, ..all }, "xxxx", "xxxx"),
        ] {
            for (said, line) in [("hello", plain), ("see https://example.org/x", linked)] {
                for (role, may) in ROLES.into_iter().zip(line.chars()) {
                    let admitted = switches.admit(role, Some(&text(said)));
                    assert_eq!(admitted.is_ok(), may == 'x', "{switches:?} {role} {said}: {admitted:?}");
                }
            }
        }
    }

    /// The same for whose posts are held: first those of whom nothing is there, then those of whom something is.
    #[test]
    fn the_table_of_holds_and_roles() {
        for (hold, new, known) in [
            (Hold::Nobody, "....", "...."),
            (Hold::First, "x...", "...."),
            (Hold::Guests, "x...", "x..."),
            (Hold::Everybody, "xx..", "xx.."),
        ] {
            assert_eq!(hold.as_str().parse(), Ok(hold));
            for (accepted, line) in [(false, new), (true, known)] {
                for (role, held) in ROLES.into_iter().zip(line.chars()) {
                    let switches = Switches { hold, ..Switches::default() };
                    assert_eq!(switches.holds(role, accepted), held == 'x', "{hold:?} {role} {accepted}");
                }
            }
        }
    }

    #[test]
    fn calm_is_one_switch_and_goes_back_to_what_was() {
        let minute = Duration::from_secs(60);
        let before = Switches { slow_mode: minute, hold: Hold::First, locked: true, ..Switches::default() };
        let mut room = before;
        let calm = |on| Switching { calm: Some(on), ..Switching::default() };
        let calmed = room.switch(None, calm(true));
        assert_eq!(room, Switches { slow_mode: minute, hold: Hold::Guests, links: false, ..before });
        assert_eq!(room.switch(calmed, calm(true)), calmed, "again changes nothing");
        // What is set by hand meanwhile stays.
        let calmed = room.switch(calmed, Switching { links: Some(true), locked: Some(false), ..Switching::default() });
        assert!(room.links && !room.locked);
        assert_eq!(room.switch(calmed, calm(false)), None);
        assert_eq!(room, Switches { locked: false, ..before });
        assert_eq!(room.switch(None, calm(false)), None, "again changes nothing");
        let mut quick = Switches::default();
        quick.switch(None, calm(true));
        assert_eq!((quick.slow_mode, quick.hold, quick.links), (CALM_SLOW_MODE, Hold::Guests, false));
    }
}
