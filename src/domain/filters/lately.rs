use std::{collections::HashMap, time::Duration};

use crate::domain::{PersonId, Timestamp};

/// How long one's own texts are remembered.
pub const REPEATED_WITHIN: Duration = Duration::from_secs(10 * 60);

/// Within what time several people who say the same are a flood.
pub const FLOOD_WITHIN: Duration = Duration::from_secs(60);

/// Who said what in a room lately, by the mark of the text ([`Filters::mark`](super::Filters::mark)): each person's moments,
/// the newest last.
#[derive(Clone, Debug, Default)]
pub struct Lately(HashMap<u32, HashMap<PersonId, Vec<Timestamp>>>);

impl Lately {
    /// Takes in when somebody said something, in place of what was known of that.
    pub fn put(&mut self, mark: u32, by: PersonId, moments: Vec<Timestamp>) {
        self.0.entry(mark).or_default().insert(by, moments);
    }

    /// Adds that something was said; of one's moments no more than the newest so many are kept. Tells which.
    pub(super) fn add(&mut self, mark: u32, by: PersonId, at: Timestamp, most: usize) -> &[Timestamp] {
        let moments = self.0.entry(mark).or_default().entry(by).or_default();
        moments.push(at);
        moments.drain(..moments.len().saturating_sub(most));
        moments
    }

    /// How often somebody said that after a moment.
    pub(super) fn said_by(&self, mark: u32, by: PersonId, since: Timestamp) -> u32 {
        let moments = self.0.get(&mark).and_then(|said| said.get(&by));
        moments.map_or(0, |moments| count(moments.iter().filter(|at| **at > since)))
    }

    /// How many others said that after a moment.
    pub(super) fn others(&self, mark: u32, by: PersonId, since: Timestamp) -> u32 {
        let said = self.0.get(&mark);
        said.map_or(0, |said| {
            count(said.iter().filter(|(who, moments)| **who != by && moments.iter().any(|at| *at > since)))
        })
    }
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
