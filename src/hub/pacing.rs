//! The paces of many at once, in memory of a fixed size.

use std::{
    hash::{BuildHasher, Hash, RandomState},
    sync::{Mutex, PoisonError},
};

use crate::domain::{Pace, PaceState, Timestamp};

/// How much each of many has used of a pace. It has so many places, at 8 bytes each; two who fall on the same one share it,
/// which is seldom and does little harm.
pub struct PaceTable {
    states: Mutex<Vec<PaceState>>,
    hasher: RandomState,
}

impl PaceTable {
    /// One with so many places; at least 1.
    pub fn new(places: usize) -> Self {
        Self { states: Mutex::new(vec![PaceState::default(); places.max(1)]), hasher: RandomState::new() }
    }

    /// Lets somebody in at that pace.
    ///
    /// # Errors
    /// How many milliseconds they have to wait.
    pub fn admit(&self, who: &impl Hash, pace: Pace, now: Timestamp) -> Result<(), u64> {
        let mut states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = usize::try_from(self.hasher.hash_one(who) % states.len() as u64).unwrap_or_default();
        if let Some(state) = states.get_mut(hash) {
            *state = pace.admit(*state, now)?;
        }
        Ok(())
    }
}
