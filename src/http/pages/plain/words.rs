use std::time::Duration;

use axum::http::StatusCode;

use super::{Here, Wish, quieter::LONG};
use crate::{
    domain::Text,
    http::{dates, problem::Problem},
    protocol::ErrorCode,
};

/// What is wrong with what was `written` or asked for, and what to do, as sentences beside the form. The text is always given
/// back with them.
pub(super) fn of(problem: &Problem, wish: &Wish, written: &str, here: &Here) -> String {
    let (code, language) = (problem.code().as_str(), &here.language);
    if let Some(excess) = problem.excess() {
        return language.counted("characters-over", excess);
    }
    match (problem.code(), wish, problem.retry_after_seconds()) {
        (ErrorCode::SlowDown, _, Some(wait)) if wait >= LONG => language.counted("write-in-minutes", wait.div_ceil(60)),
        (ErrorCode::SlowDown, _, Some(wait)) => language.counted("slow-down-for", wait),
        (ErrorCode::Muted, _, Some(wait)) if wait < LONG => language.counted("muted-seconds", wait),
        (ErrorCode::Muted, _, Some(wait)) => language.counted("muted-minutes", wait.div_ceil(60)),
        (ErrorCode::Banned, _, Some(wait)) => {
            let now = here.site.hub.clock().now();
            let end = dates::near(now.plus(Duration::from_secs(wait)), now, &here.event.time_zone, language);
            let banned = language.with("plain-refusal", [("code", code.into())]);
            format!("{banned} {}", language.with("ban-until", [("time", end.into())]))
        }
        (ErrorCode::Forbidden, Wish::Post, _) if has_link(written) => language.say("links-off").into_owned(),
        (ErrorCode::Forbidden, Wish::Post, _) => language.say("told-rejected").into_owned(),
        (ErrorCode::BadText, ..) if written.is_empty() => language.say("nothing-written").into_owned(),
        (ErrorCode::BadFrame, Wish::Join, _) => language.say("join-here").into_owned(),
        (ErrorCode::BadFrame, Wish::Remove(..) | Wish::Report(..), _) => language.say("reason-too-long").into_owned(),
        (_, Wish::Join, _) => language.with("join-failed", [("code", code.into())]),
        (_, Wish::Report(..), _) => language.with("report-failed", [("code", code.into())]),
        _ => language.with("plain-refusal", [("code", code.into())]),
    }
}

fn has_link(written: &str) -> bool {
    Text::parse(written, usize::MAX).is_ok_and(|text| text.has_link())
}

/// 401 would ask for a way to sign in that browsers know; this form is the way.
pub(super) fn status(problem: &Problem) -> StatusCode {
    match problem.status() {
        StatusCode::UNAUTHORIZED => StatusCode::FORBIDDEN,
        status => status,
    }
}
