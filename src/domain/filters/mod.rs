//! Filters of an event: what they catch waits for a moderator. They never delete, and those who keep the room are exempt.

use std::{fmt, time::Duration};

use sha2::{Digest, Sha256};

use super::{PersonId, Text, Timestamp, folding::bared};

mod caught;
mod error;
mod lately;
mod links;
mod patterns;
mod shouting;
mod words;

pub use caught::Caught;
pub use error::{FilterError, FilterList};
pub use lately::{FLOOD_WITHIN, Lately, REPEATED_WITHIN};

use caught::Filter;
use error::Fault;

/// What an event's filters are set to: as it was written, line by line.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FilterSettings {
    /// Words and phrases, found whole and however they are written.
    pub words: Vec<String>,
    /// Regular expressions.
    pub patterns: Vec<String>,
    /// Whether links are held.
    pub links: bool,
    /// The hosts that may be linked to all the same, with all below them.
    pub hosts: Vec<String>,
    /// Which of one person's same texts within [`REPEATED_WITHIN`] is held: the second, the third …; none at zero.
    pub repeated: u32,
    /// Whether texts all in capitals are held.
    pub shouting: bool,
    /// At how many people who say the same within a minute it is held; never at zero.
    pub floods: u32,
}

/// How often an event's filters were set; zero where they never were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiltersVersion(pub u64);

/// Filters ready to be used.
pub struct Filters {
    words: words::Words,
    patterns: patterns::Patterns,
    links: Option<links::Links>,
    repeated: Option<u32>,
    shouting: bool,
    floods: Option<u32>,
}

impl FilterSettings {
    /// Makes them ready.
    ///
    /// # Errors
    /// What cannot be used, and where it stands.
    pub fn compile(&self) -> Result<Filters, FilterError> {
        let hosts = links::Links::compile(&self.hosts)?;
        Ok(Filters {
            words: words::Words::compile(&self.words)?,
            patterns: patterns::Patterns::compile(&self.patterns)?,
            links: self.links.then_some(hosts),
            repeated: count(FilterList::Repeated, self.repeated)?,
            shouting: self.shouting,
            floods: count(FilterList::Floods, self.floods)?,
        })
    }

    /// Whether nothing is held by them.
    pub fn is_idle(&self) -> bool {
        let Self { words, patterns, links, hosts: _, repeated, shouting, floods } = self;
        words.is_empty() && patterns.is_empty() && !links && *repeated == 0 && !shouting && *floods == 0
    }
}

/// What is looked for does not belong in logs.
impl fmt::Debug for FilterSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { words, patterns, links, hosts, repeated, shouting, floods } = self;
        let (words, patterns, hosts) = (words.len(), patterns.len(), hosts.len());
        write!(
            f,
            "FilterSettings({words} words, {patterns} patterns, links {links}, {hosts} hosts, repeated {repeated}, shouting \
             {shouting}, floods {floods})"
        )
    }
}

impl fmt::Debug for Filters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filters")
    }
}

impl Filters {
    /// What a text is caught by that says so by itself, whoever wrote it.
    pub fn catch(&self, text: &Text) -> Caught {
        let text = text.as_str();
        let mut caught = Caught::default();
        caught.add_if(Filter::Words, !self.words.is_empty() && self.words.find(&bared(text)));
        caught.add_if(Filter::Patterns, self.patterns.find(text));
        caught.add_if(Filter::Links, self.links.as_ref().is_some_and(|links| links.find(text)));
        caught.add_if(Filter::Shouting, self.shouting && shouting::is_shouted(text));
        caught
    }

    /// Whether a text may take them so long that nothing else should wait for it.
    pub fn may_take_long(&self) -> bool {
        !self.patterns.is_empty()
    }

    /// What a text is remembered by, where they ask who said the same lately.
    pub fn mark(&self, text: &Text) -> Option<u32> {
        (self.repeated.is_some() || self.floods.is_some()).then(|| mark(text))
    }

    /// From how many people on who say the same it is a flood: so many of those who said it last have to be known.
    pub fn floods(&self) -> Option<u32> {
        self.floods
    }

    /// How far back they look at what was said.
    pub fn look_back(&self) -> Duration {
        if self.repeated.is_some() { REPEATED_WITHIN } else { FLOOD_WITHIN }
    }

    /// Remembers that somebody says the text of a mark, and tells at which moments they did, as far as any filter asks: for a
    /// flood it is the last, for repeats one less than the one that is caught.
    pub fn remember<'a>(&self, lately: &'a mut Lately, mark: u32, by: PersonId, now: Timestamp) -> &'a [Timestamp] {
        let most = self.repeated.map_or(1, |nth| usize::try_from(nth - 1).unwrap_or(usize::MAX));
        lately.add(mark, by, now, most)
    }

    /// What the text of a mark is caught by, because of what was said before it.
    pub fn catch_again(&self, mark: u32, by: PersonId, lately: &Lately, now: Timestamp) -> Caught {
        let mut caught = Caught::default();
        let repeated = self.repeated.is_some_and(|nth| lately.said_by(mark, by, now.minus(REPEATED_WITHIN)) + 1 >= nth);
        let flood = self.floods.is_some_and(|people| lately.others(mark, by, now.minus(FLOOD_WITHIN)) + 1 >= people);
        caught.add_if(Filter::Repeated, repeated);
        caught.add_if(Filter::Floods, flood);
        caught
    }
}

/// The digest of a text as filters compare it. It may outlive a removed text for some minutes, so it is only 31 bits long:
/// enough to tell texts of ten minutes apart, too little to say what one was.
fn mark(text: &Text) -> u32 {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(bared(text.as_str())));
    u32::from_le_bytes([a, b, c, d]) >> 1
}

/// The bounds of a count that is on.
fn count(list: FilterList, count: u32) -> Result<Option<u32>, FilterError> {
    match count {
        0 => Ok(None),
        2..=1_000 => Ok(Some(count)),
        _ => Err(FilterError { list, line: 1, column: 1, fault: Fault::Count }),
    }
}

/// A line of a list, checked as all are: one line, with something in it, and not too long. `most` lines are taken.
fn lines(
    list: FilterList,
    lines: &[String],
    most: usize,
    longest: usize,
) -> Result<impl Iterator<Item = (usize, &str)>, FilterError> {
    for (line, text) in (1..).zip(lines) {
        let wrong = |column, fault| Err(FilterError { list, line, column, fault });
        if line > most {
            return wrong(1, Fault::TooMany(most));
        }
        if text.trim().is_empty() {
            return wrong(1, Fault::Empty);
        }
        if text.chars().count() > longest {
            return wrong(longest + 1, Fault::TooLong(longest));
        }
        if let Some(at) = text.chars().position(char::is_control) {
            return wrong(at + 1, Fault::Control);
        }
    }
    Ok((1..).zip(lines.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests;
