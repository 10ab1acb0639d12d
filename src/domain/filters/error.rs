use std::fmt;

/// What of the settings cannot be used, and where it stands: the line of its list and the character in that line, both
/// counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{list}, line {line}, column {column}: {fault}")]
pub struct FilterError {
    /// Which list.
    pub list: FilterList,
    /// Which line of it.
    pub line: usize,
    /// Which character of that.
    pub column: usize,
    pub(super) fault: Fault,
}

/// A part of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterList {
    /// Words and phrases.
    Words,
    /// Regular expressions.
    Patterns,
    /// Hosts that may be linked to.
    Hosts,
    /// Which of one's same texts is held.
    Repeated,
    /// How many people say the same.
    Floods,
}

/// What is wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    TooMany(usize),
    TooLong(usize),
    Empty,
    Control,
    Count,
    NoHost,
    /// A regular expression that is none.
    Syntax(&'static str),
    TooLarge,
    AllTooLarge,
    CatchesAll,
}

impl FilterList {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Patterns => "patterns",
            Self::Hosts => "hosts",
            Self::Repeated => "repeated",
            Self::Floods => "floods",
        }
    }
}

impl fmt::Display for FilterList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany(most) => write!(f, "there are at most {most} lines"),
            Self::TooLong(longest) => write!(f, "a line has at most {longest} characters"),
            Self::Empty => f.write_str("there is nothing to look for"),
            Self::Control => f.write_str("a control character cannot be looked for"),
            Self::Count => f.write_str("this is 0, which is off, or a number from 2 to 1000"),
            Self::NoHost => f.write_str("this is no host, as example.org is"),
            Self::Syntax(why) => f.write_str(why),
            Self::TooLarge => f.write_str("this pattern is too large: repeat less, or name fewer characters"),
            Self::AllTooLarge => {
                f.write_str("up to this one they are too large together: repeat less, or look for less")
            }
            Self::CatchesAll => f.write_str("this pattern would catch every text"),
        }
    }
}
