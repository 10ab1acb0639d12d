use regex::{Regex, RegexBuilder};
use regex_syntax::{
    ast::{self, ErrorKind},
    hir::{Hir, HirKind},
};

use super::{
    error::{Fault, FilterError, FilterList},
    lines,
};
use crate::domain::folding::plain;

const PATTERNS: usize = 50;
const LONGEST: usize = 200;

/// What one character of a text may cost, as [`steps`] counts it: in one pattern, and in all of them together. In a release
/// build a step takes about two nanoseconds for each byte of the text at worst: 20 ms for a text of 4,000 bytes, under the lock of
/// its room.
const STEPS: usize = 500;
const ALL_STEPS: usize = 2_500;

/// How large a pattern may become, in bytes: enough for some classes of Unicode.
const SIZE: usize = 256 * 1024;

/// How deep groups may stand in each other.
const DEPTH: u32 = 20;

/// How much of a text is looked at, in characters: twice the longest that any event takes.
const LOOKED_AT: usize = 8_000;

/// Regular expressions, which take time in proportion to the text whatever they are.
pub(super) struct Patterns(Vec<Regex>);

impl Patterns {
    pub(super) fn compile(patterns: &[String]) -> Result<Self, FilterError> {
        let (mut compiled, mut all) = (Vec::with_capacity(patterns.len()), 0);
        for (line, pattern) in lines(FilterList::Patterns, patterns, PATTERNS, LONGEST)? {
            let wrong = |(column, fault)| FilterError { list: FilterList::Patterns, line, column, fault };
            let hir = parse(pattern).map_err(wrong)?;
            let steps = steps(&hir);
            all += steps;
            if steps > STEPS || all > ALL_STEPS {
                return Err(wrong((1, if steps > STEPS { Fault::TooLarge } else { Fault::AllTooLarge })));
            }
            compiled.push(compile(pattern).map_err(wrong)?);
        }
        Ok(Self(compiled))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them matches a text, as it is written but for what cannot be seen. What gets longer than can be looked
    /// at in plain characters (one may become eighteen) is caught, since something may be hidden behind.
    pub(super) fn find(&self, text: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut rest = plain(text);
        let text: String = rest.by_ref().take(LOOKED_AT).collect();
        rest.next().is_some() || self.0.iter().any(|pattern| pattern.is_match(&text))
    }
}

/// Parsed apart, which says where a fault is.
fn parse(pattern: &str) -> Result<Hir, (usize, Fault)> {
    let parsed = ast::parse::ParserBuilder::new().nest_limit(DEPTH).build().parse(pattern);
    let ast = parsed.map_err(|error| (error.span().start.column, Fault::Syntax(why(error.kind()))))?;
    let mut translator = regex_syntax::hir::translate::TranslatorBuilder::new().case_insensitive(true).build();
    translator
        .translate(pattern, &ast)
        .map_err(|error| (error.span().start.column, Fault::Syntax("there is no such class of characters")))
}

fn compile(pattern: &str) -> Result<Regex, (usize, Fault)> {
    let built = RegexBuilder::new(pattern)
        .case_insensitive(true)
        .nest_limit(DEPTH)
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .build()
        .map_err(|_| (1, Fault::TooLarge))?;
    if built.is_match("") { Err((1, Fault::CatchesAll)) } else { Ok(built) }
}

/// In how many places of a pattern a search can be at once, with its repetitions counted out: what one character of a text
/// costs at most.
fn steps(pattern: &Hir) -> usize {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Capture(group) => steps(&group.sub).saturating_add(1),
        HirKind::Repetition(repetition) => {
            let times = usize::try_from(repetition.max.unwrap_or(repetition.min).max(1)).unwrap_or(usize::MAX);
            steps(&repetition.sub).saturating_add(1).saturating_mul(times)
        }
        HirKind::Concat(parts) => parts.iter().map(steps).fold(0, usize::saturating_add),
        HirKind::Alternation(parts) => parts.iter().map(steps).fold(parts.len(), usize::saturating_add),
    }
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
