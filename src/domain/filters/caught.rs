use std::{fmt, str::FromStr};

/// A kind of filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Words,
    Patterns,
    Links,
    Repeated,
    Shouting,
    Floods,
}

/// Which filters caught a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caught(u8);

const NAMES: [(Filter, &str); 6] = [
    (Filter::Words, "words"),
    (Filter::Patterns, "patterns"),
    (Filter::Links, "links"),
    (Filter::Repeated, "repeated"),
    (Filter::Shouting, "shouting"),
    (Filter::Floods, "floods"),
];

impl Caught {
    /// Whether none did.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// By these and those.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// The filters' names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        NAMES.into_iter().filter(move |(filter, _)| self.0 & bit(*filter) != 0).map(|(_, name)| name)
    }

    pub(super) fn add_if(&mut self, filter: Filter, caught: bool) {
        if caught {
            self.0 |= bit(filter);
        }
    }
}

fn bit(filter: Filter) -> u8 {
    1 << filter as u8
}

/// As it is stored: the names, with spaces between.
impl fmt::Display for Caught {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().collect::<Vec<_>>().join(" "))
    }
}

/// A word that names no filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such filter")]
pub struct CaughtError;

impl FromStr for Caught {
    type Err = CaughtError;

    fn from_str(raw: &str) -> Result<Self, CaughtError> {
        let mut caught = Self::default();
        for word in raw.split_whitespace() {
            let (filter, _) = NAMES.into_iter().find(|(_, name)| *name == word).ok_or(CaughtError)?;
            caught.add_if(filter, true);
        }
        Ok(caught)
    }
}
