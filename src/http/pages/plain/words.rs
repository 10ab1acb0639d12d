use axum::http::StatusCode;

use super::Wish;
use crate::{
    http::{language::Language, problem::Problem},
    protocol::ErrorCode,
};

/// Seconds from which a wait is told in minutes.
const LONG: u64 = 100;

/// What is wrong, and what to do, as sentences beside the form. The text is always given back with them, unless the field
/// was `empty`.
pub(super) fn of(problem: &Problem, wish: &Wish, empty: bool, language: &Language) -> String {
    let code = problem.code().as_str();
    if let Some(excess) = problem.excess() {
        return language.counted("characters-over", excess);
    }
    match (problem.code(), wish, problem.retry_after_seconds()) {
        (ErrorCode::SlowDown, _, Some(wait)) => language.counted("slow-down-for", wait),
        (ErrorCode::Muted, _, Some(wait)) if wait < LONG => language.counted("muted-seconds", wait),
        (ErrorCode::Muted, _, Some(wait)) => language.counted("muted-minutes", wait.div_ceil(60)),
        (ErrorCode::BadText, ..) if empty => language.say("nothing-written").into_owned(),
        (ErrorCode::BadFrame, Wish::Join, _) => language.say("join-here").into_owned(),
        (ErrorCode::BadFrame, Wish::Remove(..), _) => language.say("reason-too-long").into_owned(),
        (_, Wish::Join, _) => language.with("join-failed", [("code", code.into())]),
        _ => language.with("plain-refusal", [("code", code.into())]),
    }
}

/// 401 would ask for a way to sign in that browsers know; this form is the way.
pub(super) fn status(problem: &Problem) -> StatusCode {
    match problem.status() {
        StatusCode::UNAUTHORIZED => StatusCode::FORBIDDEN,
        status => status,
    }
}
