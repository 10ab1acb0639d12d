//! What moderators did to the one who reads, as the plain page tells it: what `GET …/me` has, in sentences.

use std::collections::HashSet;

use super::{Here, quieter::soon};
use crate::{
    domain::{self, ActKind, Changed, PersonId},
    http::{dates, join},
    protocol::Notice,
};

/// What was done lately.
#[derive(Default)]
pub(super) struct Lately {
    /// That they are muted now.
    pub(super) muted: Option<String>,
    /// The newest first.
    pub(super) done: Vec<Done>,
}

/// One thing that was done.
pub(super) struct Done {
    /// The message it was done to.
    pub(super) message: Option<String>,
    pub(super) at: String,
    pub(super) when: String,
    pub(super) words: String,
}

/// What was done to them in the last day and still holds; nothing where that cannot be read now.
pub(super) async fn lately(here: &Here, person: PersonId) -> Lately {
    let Some((member, acts)) = soon(join::lately(&here.site, &here.event, person)).await else {
        return Lately::default();
    };
    let now = here.site.hub.clock().now();
    let muted = member.and_then(|member| member.muted_until).filter(|&end| now < end).map(|end| {
        let muting = |act: &&domain::Act| matches!(act.changed, Some(Changed::Mute { to, .. }) if to == Some(end));
        let words = here.language.with("muted-until", [("time", near(here, end).into())]);
        match acts.iter().find(muting) {
            Some(act) => explained(here, words, &Notice::new(act, &here.event)),
            None => words,
        }
    });
    let role = acts.iter().find(|act| act.kind == ActKind::Role).map(|act| act.number);
    let mut messages = HashSet::new();
    let holds = |act: &&domain::Act| act.undone_by.is_none() && (act.kind != ActKind::Role || Some(act.number) == role);
    let done = acts.iter().filter(holds).filter_map(|act| done(here, act));
    // Who erases what was removed does nothing more to its author.
    let done = done.filter(|done| done.message.as_ref().is_none_or(|id| messages.insert(id.clone()))).collect();
    Lately { muted, done }
}

/// An act as its page tells it; `None` where nothing needs to be said, or something else on the page says it.
fn done(here: &Here, act: &domain::Act) -> Option<Done> {
    let notice = Notice::new(act, &here.event);
    let language = &here.language;
    let words = match act.kind {
        ActKind::Remove | ActKind::Erase => language.say("removed-yours").into_owned(),
        ActKind::Reject => language.say("told-rejected").into_owned(),
        ActKind::Clear => language.counted("told-cleared", notice.messages.filter(|&count| count > 0)?),
        ActKind::Role => language.with("told-role", [("role", notice.role?.into())]),
        _ => return None,
    };
    Some(Done {
        words: explained(here, words, &notice),
        when: near(here, act.at),
        at: notice.at,
        message: notice.message,
    })
}

/// With who did it, where the event names them, and why.
fn explained(here: &Here, words: String, notice: &Notice) -> String {
    let by = notice.by.as_ref().map(|by| here.language.of("done-by", "name", &by.name));
    let reason = notice.reason.as_ref().map(|reason| here.language.of("reason-given", "reason", reason));
    [Some(words), by, reason].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn near(here: &Here, at: domain::Timestamp) -> String {
    dates::near(at, here.site.hub.clock().now(), &here.event.time_zone, &here.language)
}
