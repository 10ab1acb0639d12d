//! Filters of an event, as they are asked for and told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Encoded;
use crate::domain::{self, Caught, FilterSettings, FiltersVersion};

/// What an event's filters are set to: the answer to `GET …/filters`, the body of `PUT …/filters` and of
/// `POST …/filters/trial`. What is left out is off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct FiltersBody {
    /// How often they were set: in a body, as they were read.
    #[ts(type = "number")]
    pub version: u64,
    /// Words and phrases, found whole and however they are written.
    pub words: Vec<String>,
    /// Regular expressions (`https://docs.rs/regex`), which match also within a text, capitals or not.
    pub patterns: Vec<String>,
    /// Whether links are held.
    pub links: bool,
    /// The hosts that may be linked to all the same, with all below them.
    pub hosts: Vec<String>,
    /// Which of one person's same texts within ten minutes is held: 2 is the second; 0 is off.
    pub repeated: u32,
    /// Whether texts all in capitals are held.
    pub shouting: bool,
    /// At how many people who say the same within a minute it is held; 0 is off.
    pub floods: u32,
    /// Why, in one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// The answer to `PUT …/filters`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FiltersSet {
    /// How often they were set now.
    #[ts(type = "number")]
    pub version: u64,
}

/// The answer to `POST …/filters/trial`: what they would have caught in the last day.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FiltersTrial {
    /// The newest first, up to 100.
    pub caught: Vec<TriedMessage>,
    /// How many there are in all.
    #[ts(type = "number")]
    pub count: usize,
    /// How many texts were looked at.
    #[ts(type = "number")]
    pub looked_at: usize,
    /// Whether there were more of the last day than one trial looks at.
    pub partial: bool,
}

/// A message that filters would have caught.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TriedMessage {
    /// The room it was said in.
    pub room: String,
    /// It, as it is now.
    #[ts(as = "super::Message")]
    pub message: Encoded,
    /// The filters that would have caught it.
    #[ts(as = "Vec<FilterName>")]
    pub caught: Vec<&'static str>,
}

/// A filter's name.
#[derive(TS)]
#[ts(type = "\"words\" | \"patterns\" | \"links\" | \"repeated\" | \"shouting\" | \"floods\"")]
pub struct FilterName;

/// Where in the settings of filters something cannot be used: in a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FilterPlace {
    /// Which part of the settings: `words`, `patterns`, `hosts`, `repeated` or `floods`.
    pub list: &'static str,
    /// Which line of the list, counted from 1.
    #[ts(type = "number")]
    pub line: usize,
    /// Which character of the line, counted from 1.
    #[ts(type = "number")]
    pub column: usize,
}

impl FiltersBody {
    /// What is told of an event's filters.
    pub fn new(version: FiltersVersion, settings: FilterSettings) -> Self {
        let FilterSettings { words, patterns, links, hosts, repeated, shouting, floods } = settings;
        Self { version: version.0, words, patterns, links, hosts, repeated, shouting, floods, reason: None }
    }

    /// What is asked for, and the version it was made from.
    pub fn settings(self) -> (FilterSettings, FiltersVersion) {
        let Self { version, words, patterns, links, hosts, repeated, shouting, floods, reason: _ } = self;
        (FilterSettings { words, patterns, links, hosts, repeated, shouting, floods }, FiltersVersion(version))
    }
}

impl From<domain::FilterError> for FilterPlace {
    fn from(error: domain::FilterError) -> Self {
        Self { list: error.list.as_str(), line: error.line, column: error.column }
    }
}

/// The names of the filters that caught something.
pub(super) fn names(caught: Caught) -> Vec<&'static str> {
    caught.names().collect()
}

impl TriedMessage {
    /// A message of that room.
    pub fn new(room: String, message: Encoded, caught: Caught) -> Self {
        Self { room, message, caught: names(caught) }
    }
}
