use std::collections::HashMap;

use crate::{
    domain::{MessageId, Nonce, Seq},
    http::problem::Problem,
    store,
};

/// What a form or an address says. Fields that are not known are passed over: a page from before an update still works.
pub(super) struct Form(HashMap<String, String>);

/// What somebody wants.
pub(super) enum Wish {
    Join,
    Post,
    /// To be asked whether that message is to be removed.
    Ask(MessageId),
    /// To remove it, for a reason that may be empty.
    Remove(MessageId, String),
    /// To be asked why that message is to be reported.
    AskReport(MessageId),
    /// To report it.
    Report(MessageId, String),
    Read,
}

/// Which part of the room somebody looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Looking {
    Newest,
    Before(Seq),
    After(Seq),
}

/// What goes from page to page until it is sent.
pub(super) struct Carried {
    pub(super) token: String,
    /// `None`: the next form gets a fresh one.
    pub(super) nonce: Option<Nonce>,
    pub(super) text: String,
    pub(super) reply_to: Option<MessageId>,
}

impl Form {
    pub(super) fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// A field; empty where it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    pub(super) fn wish(&self) -> Wish {
        let id = |name| self.get(name).parse().ok();
        match (self.get("do"), id("remove"), id("ask")) {
            ("join", ..) => Wish::Join,
            ("post", ..) => Wish::Post,
            ("remove", Some(id), _) => Wish::Remove(id, self.get("reason").to_owned()),
            ("report", ..) => id("report").map_or(Wish::Read, |id| Wish::Report(id, self.get("reason").to_owned())),
            (_, _, Some(id)) => Wish::Ask(id),
            _ => id("ask-report").map_or(Wish::Read, Wish::AskReport),
        }
    }

    /// A button's word counts before what the page was; an address names it plainly.
    pub(super) fn looking(&self) -> Result<Looking, Problem> {
        let positions = |word: &str| Looking::from_words(word).ok_or_else(|| Problem::bad_request("no such page"));
        match (self.get("go"), self.get("page"), self.get("before"), self.get("after")) {
            ("", "", "", "") => Ok(Looking::Newest),
            ("", "", "", after) => positions(&format!("after-{after}")),
            ("", "", before, _) => positions(&format!("before-{before}")),
            ("", page, ..) => positions(page),
            (go, ..) => positions(go),
        }
    }

    pub(super) fn newest_last(&self) -> bool {
        (self.get("newest") == "last") != (self.get("turn") == "yes")
    }

    pub(super) fn carried(&self) -> Carried {
        let text = written(self.get("text"));
        // The button beside a message counts before what was answered so far; an empty one takes that back.
        let reply_to = self.0.get("reply").map_or(self.get("reply_to"), |id| id.as_str());
        // Kept with its text: if that was stored and only the answer was lost, sending it again changes nothing.
        let nonce = if text.is_empty() { None } else { self.get("nonce").parse().ok() };
        Carried { token: self.get("token").to_owned(), nonce, reply_to: reply_to.parse().ok(), text }
    }
}

impl Carried {
    /// The text has been stored: the next one begins.
    pub(super) fn sent(&mut self) {
        (self.nonce, self.reply_to) = (None, None);
        self.text.clear();
    }
}

impl Looking {
    fn from_words(words: &str) -> Option<Self> {
        let position = |raw: &str| raw.parse().ok().and_then(Seq::new);
        match words.split_once('-') {
            None => (words == "newest").then_some(Self::Newest),
            Some(("before", raw)) => position(raw).map(Self::Before),
            Some(("after", raw)) => position(raw).map(Self::After),
            Some(_) => None,
        }
    }

    /// The words that name it in a form.
    pub(super) fn words(self) -> String {
        match self {
            Self::Newest => "newest".to_owned(),
            Self::Before(position) => format!("before-{position}"),
            Self::After(position) => format!("after-{position}"),
        }
    }

    pub(super) fn page(self) -> store::Page {
        match self {
            Self::Newest => store::Page::Latest,
            Self::Before(position) => store::Page::Before(position),
            Self::After(position) => store::Page::After(position),
        }
    }
}

/// What was typed as a text takes it: forms end lines with CR and LF, and whoever pastes a tab means the gap.
fn written(raw: &str) -> String {
    let lines = raw.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    lines.chars().filter(|&c| c == '\n' || !c.is_control()).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_as_it_was_meant() {
        assert_eq!(written("one\r\ntwo\tthree\u{7}\r\n"), "one\ntwo    three");
    }

    #[test]
    fn a_page_is_named_by_button_form_and_address() {
        let looking = |query: &str| Form::parse(query.as_bytes()).looking().map(Looking::words);
        for (query, words) in [
            ("", "newest"),
            ("before=7", "before-7"),
            ("after=7", "after-7"),
            ("page=before-7", "before-7"),
            ("page=before-7&go=newest", "newest"),
        ] {
            assert_eq!(looking(query).ok().as_deref(), Some(words), "{query}");
        }
        assert!(looking("before=x").is_err() && looking("go=nowhere").is_err());
    }
}
