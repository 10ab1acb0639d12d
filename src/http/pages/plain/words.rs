use axum::http::StatusCode;

use crate::{http::problem::Problem, protocol::ErrorCode};

/// What is wrong, and what to do, as sentences beside the form. The text is always given back with them.
pub(super) fn of(problem: &Problem) -> String {
    let wait = problem.retry_after_seconds();
    match (problem.code(), wait) {
        (ErrorCode::SlowDown, Some(1)) => "That was too quick. Send it again in a second.".to_owned(),
        (ErrorCode::SlowDown, Some(wait)) => format!("That was too quick. Send it again in {wait} seconds."),
        (ErrorCode::SlowDown, None) => "That was too quick. Send it again in a moment.".to_owned(),
        (ErrorCode::Muted, Some(wait)) => {
            format!("A moderator has muted you. You can write again in {}.", span(wait))
        }
        (ErrorCode::Muted, None) => "A moderator has muted you.".to_owned(),
        (ErrorCode::Banned, _) => "You have been banned from this event.".to_owned(),
        (ErrorCode::RoomLocked, _) => "The room is closed for new messages.".to_owned(),
        (ErrorCode::NameTaken, _) => {
            "This name is taken, or too much like one that is. Please choose another.".to_owned()
        }
        (ErrorCode::NotJoined, _) => "You are not known here any more. Join again; what you wrote is kept.".to_owned(),
        (ErrorCode::NonceReused, _) => {
            "Another message was sent from this form before. If this is a new one, send it now.".to_owned()
        }
        (ErrorCode::NotFound, _) => "The message it answers or concerns is no longer there.".to_owned(),
        (ErrorCode::Unavailable, _) => {
            "The server cannot store anything at the moment; nothing was stored. Try again soon.".to_owned()
        }
        (ErrorCode::Internal, _) => {
            "It is not known whether this was stored. Send it again: it will be there once.".to_owned()
        }
        _ => super::super::sentence(problem.detail()),
    }
}

/// 401 would ask for a way to sign in that browsers know; this form is the way.
pub(super) fn status(problem: &Problem) -> StatusCode {
    match problem.status() {
        StatusCode::UNAUTHORIZED => StatusCode::FORBIDDEN,
        status => status,
    }
}

fn span(seconds: u64) -> String {
    match seconds {
        1 => "a second".to_owned(),
        ..100 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}
