//! What the plain page asks in a form of its own: who one is, and what is to become of a message.

use super::{Form, Here, view::Page};
use crate::domain::{Access, MessageId, Secret};

/// Why messages are usually reported, as in `web/shared/reasons.js`.
const REASONS: [&str; 4] = ["insult", "spam", "topic", "private"];

/// The form to join with.
pub(super) struct Joining {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) invite: String,
    pub(super) invited_only: bool,
}

/// The message that somebody wants removed.
pub(super) struct Asking {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) line: String,
    /// Whether a reason may be given: moderators answer for what they remove, authors need not.
    pub(super) reason: bool,
}

/// The message that somebody wants to report.
pub(super) struct Reporting {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) line: String,
    /// What is often said, to choose from.
    pub(super) reasons: Vec<String>,
}

impl Joining {
    /// An empty form.
    pub(super) fn fresh(here: &Here) -> Self {
        let invited_only = here.event.settings.access == Access::Invited;
        Self { key: fresh(here), name: String::new(), invite: String::new(), invited_only }
    }

    /// The form as it was sent, if it was this one.
    pub(super) fn again(here: &Here, form: &Form, sent: bool) -> Self {
        let empty = Self::fresh(here);
        if !sent {
            return empty;
        }
        let key = Some(form.get("key")).filter(|key| !key.is_empty()).map_or(empty.key, ToOwned::to_owned);
        Self { key, name: form.get("name").to_owned(), invite: form.get("invite").to_owned(), ..empty }
    }
}

impl Asking {
    /// What is to be asked about a message on the page, once somebody is there; nothing about what is gone already.
    pub(super) fn about(id: MessageId, page: &Page<'_>) -> Option<Self> {
        let id = id.to_string();
        let live = page.rows().find(|row| row.id == id)?.live.as_ref()?;
        live.removable.then(|| Self {
            id: id.clone(),
            name: live.name.clone(),
            line: live.line.clone(),
            reason: !live.own,
        })
    }
}

impl Reporting {
    /// What is to be asked about another's message on the page, once somebody is there; nothing about what is gone already.
    pub(super) fn about(id: MessageId, page: &Page<'_>) -> Option<Self> {
        let id = id.to_string();
        let live = page.rows().find(|row| row.id == id)?.live.as_ref()?;
        (!live.own).then(|| Self {
            id: id.clone(),
            name: live.name.clone(),
            line: live.line.clone(),
            reasons: REASONS.map(|reason| page.language.with("usual-reason", [("reason", reason.into())])).to_vec(),
        })
    }
}

/// A name for a form that no other has.
pub(super) fn fresh(here: &Here) -> String {
    Secret::random(here.site.hub.random()).reveal().to_owned()
}
