use std::{collections::HashMap, time::Duration};

use crate::domain::{PersonId, Timestamp};

/// How long one's own texts are remembered.
pub const REPEATED_WITHIN: Duration = Duration::from_secs(10 * 60);

/// Within what time several people who say the same are a flood.
pub(super) const FLOOD_WITHIN: Duration = Duration::from_secs(60);

/// What somebody said, by the mark of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidLately {
    /// [`Filters::mark`](super::Filters::mark) of the text.
    pub mark: u32,
    /// Who said it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Who said what in a room lately.
#[derive(Clone, Debug, Default)]
pub struct Lately(HashMap<u32, HashMap<PersonId, Vec<Timestamp>>>);

impl Lately {
    /// Remembers that something was said, and forgets what of the same is too old.
    pub fn add(&mut self, said: SaidLately) {
        let times = self.0.entry(said.mark).or_default().entry(said.by).or_default();
        let since = said.at.minus(REPEATED_WITHIN);
        times.retain(|at| *at > since);
        times.push(said.at);
    }

    /// How often somebody said that after a moment.
    pub(super) fn said_by(&self, mark: u32, by: PersonId, since: Timestamp) -> u32 {
        let times = self.0.get(&mark).and_then(|said| said.get(&by));
        times.map_or(0, |times| count(times.iter().filter(|at| **at > since)))
    }

    /// How many others said that after a moment.
    pub(super) fn others(&self, mark: u32, by: PersonId, since: Timestamp) -> u32 {
        let said = self.0.get(&mark);
        said.map_or(0, |said| {
            count(said.iter().filter(|(who, times)| **who != by && times.iter().any(|at| *at > since)))
        })
    }
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
