use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, ErrorKind};

use super::{
    error::{Fault, FilterError, FilterList},
    lines,
};
use crate::domain::folding::plain;

const PATTERNS: usize = 50;
const LONGEST: usize = 200;

/// How large a pattern may become, in bytes: enough for some classes of Unicode, too little to make a search slow.
const SIZE: usize = 256 * 1024;

/// How deep groups may stand in each other.
const DEPTH: u32 = 20;

/// Regular expressions, which take time in proportion to the text whatever they are.
pub(super) struct Patterns(Vec<Regex>);

impl Patterns {
    pub(super) fn compile(patterns: &[String]) -> Result<Self, FilterError> {
        let compiled = lines(FilterList::Patterns, patterns, PATTERNS, LONGEST)?.map(|(line, pattern)| {
            compile(pattern).map_err(|(column, fault)| FilterError { list: FilterList::Patterns, line, column, fault })
        });
        Ok(Self(compiled.collect::<Result<_, _>>()?))
    }

    /// Whether one of them matches a text, as it is written but for what cannot be seen.
    pub(super) fn find(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let text = plain(text);
        self.0.iter().any(|pattern| pattern.is_match(&text))
    }
}

fn compile(pattern: &str) -> Result<Regex, (usize, Fault)> {
    // Parsed apart, which says where a fault is.
    let parsed = ast::parse::ParserBuilder::new().nest_limit(DEPTH).build().parse(pattern);
    let ast = parsed.map_err(|error| (error.span().start.column, Fault::Syntax(why(error.kind()))))?;
    let mut translator = regex_syntax::hir::translate::TranslatorBuilder::new().case_insensitive(true).build();
    translator
        .translate(pattern, &ast)
        .map_err(|error| (error.span().start.column, Fault::Syntax("there is no such class of characters")))?;
    let built = RegexBuilder::new(pattern)
        .case_insensitive(true)
        .nest_limit(DEPTH)
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .build()
        .map_err(|_| (1, Fault::TooLarge))?;
    if built.is_match("") { Err((1, Fault::CatchesAll)) } else { Ok(built) }
}

fn why(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::ClassUnclosed => "this [ is not closed",
        ErrorKind::ClassRangeInvalid => "this range runs backwards",
        ErrorKind::ClassEscapeInvalid | ErrorKind::ClassRangeLiteral => "this cannot stand in [ ]",
        ErrorKind::GroupUnclosed => "this ( is not closed",
        ErrorKind::GroupUnopened => "this ) was not opened",
        ErrorKind::RepetitionMissing => "there is nothing before this that could repeat",
        ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountUnclosed
        | ErrorKind::RepetitionCountDecimalEmpty => "this is no count of repetitions, as {2,5} is",
        ErrorKind::EscapeUnrecognized | ErrorKind::EscapeUnexpectedEof => "this \\ stands before nothing it goes with",
        ErrorKind::UnsupportedBackreference => "references back cannot be used, since they can take for ever",
        ErrorKind::UnsupportedLookAround => "looking around cannot be used, since it can take for ever",
        ErrorKind::NestLimitExceeded(_) => "groups stand too deep in each other",
        _ => "this is no pattern from here on",
    }
}
