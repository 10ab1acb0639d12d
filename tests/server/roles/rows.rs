//! The lines of the table: how each thing is asked for.

use social_stream::domain::ActKind;

/// A line of the table: something that is asked for over HTTP, and by a frame where there is one. Both may name a `{person}`, their
/// `{message}`, one's `{own}` message, a `{held}` post of a guest, an `{invite:ROLE}`, or the `{act}` that came of what was done before.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) asks: &'static str,
    pub(super) body: &'static str,
    /// What an organiser does before, so that there is something to do.
    pub(super) before: Option<(&'static str, &'static str)>,
    /// What an organiser does after it was done, so that it can be done once more.
    pub(super) then: Option<&'static str>,
    /// The frame that asks for the same on a stream, but for its nonce.
    pub(super) frame: Option<&'static str>,
}

fn row(name: &'static str, asks: &'static str, body: &'static str) -> Row {
    Row { name, asks, body, before: None, then: None, frame: None }
}

impl Row {
    fn after(self, asks: &'static str, body: &'static str) -> Self {
        Self { before: Some((asks, body)), ..self }
    }

    fn until(self, asks: &'static str) -> Self {
        Self { then: Some(asks), ..self }
    }

    fn framed(self, frame: &'static str) -> Self {
        Self { frame: Some(frame), ..self }
    }

    /// The room it is about.
    pub(super) fn room(&self) -> &'static str {
        if self.asks.contains("/rooms/side") { "side" } else { "main" }
    }
}

const REPORT: (&str, &str) = ("POST /rooms/main/messages/{message}/reports", r#"{"reason":"spam"}"#);

/// How each kind of act is asked for.
pub(super) fn rows(kind: ActKind) -> Vec<Row> {
    const REMOVE: &str = "DELETE /rooms/main/messages/{message}";
    const MUTE: (&str, &str) = ("PUT /people/{person}/mute", r#"{"for_ms":60000}"#);
    const BAN: &str = "PUT /people/{person}/ban";
    const PIN: &str = "PUT /rooms/main/messages/{message}/pin";
    const UNPIN: &str = "DELETE /rooms/main/messages/{message}/pin";
    const ROLE: &str = "PUT /people/{person}/role";
    match kind {
        ActKind::Remove => vec![
            row("`remove`", REMOVE, "").framed(r#"{"type":"remove","id":"{message}"}"#),
            row("`remove`, one's own", "DELETE /rooms/main/messages/{own}", "")
                .framed(r#"{"type":"remove","id":"{own}"}"#),
        ],
        ActKind::Restore => vec![
            row("`restore`", "POST /rooms/main/messages/{message}/restore", "{}")
                .after(REMOVE, "")
                .framed(r#"{"type":"restore","id":"{message}"}"#),
        ],
        ActKind::Erase => vec![
            row("`erase`", "POST /rooms/main/messages/{message}/erase", "{}")
                .framed(r#"{"type":"erase","id":"{message}"}"#),
        ],
        ActKind::Clear => vec![
            row("`clear`", "POST /people/{person}/clear", r#"{"last_ms":60000}"#)
                .framed(r#"{"type":"act","ask":{"act":"clear","person":"{person}","last_ms":60000}}"#),
        ],
        ActKind::Mute => vec![
            row("`mute`", MUTE.0, MUTE.1)
                .framed(r#"{"type":"act","ask":{"act":"mute","person":"{person}","for_ms":60000}}"#),
        ],
        ActKind::Unmute => vec![
            row("`unmute`", "DELETE /people/{person}/mute", "")
                .after(MUTE.0, MUTE.1)
                .framed(r#"{"type":"act","ask":{"act":"unmute","person":"{person}"}}"#),
        ],
        ActKind::Ban => {
            vec![row("`ban`", BAN, "{}").framed(r#"{"type":"act","ask":{"act":"ban","person":"{person}"}}"#)]
        }
        ActKind::Unban => vec![
            row("`unban`", "DELETE /people/{person}/ban", "")
                .after(BAN, "{}")
                .framed(r#"{"type":"act","ask":{"act":"unban","person":"{person}"}}"#),
        ],
        ActKind::Role => vec![
            row("`role`: guest", ROLE, r#"{"role":"guest"}"#)
                .framed(r#"{"type":"act","ask":{"act":"role","person":"{person}","role":"guest"}}"#),
            row("`role`: participant", ROLE, r#"{"role":"participant"}"#)
                .framed(r#"{"type":"act","ask":{"act":"role","person":"{person}","role":"participant"}}"#),
            row("`role`: moderator", ROLE, r#"{"role":"moderator"}"#)
                .framed(r#"{"type":"act","ask":{"act":"role","person":"{person}","role":"moderator"}}"#),
            row("`role`: organiser", ROLE, r#"{"role":"organiser"}"#)
                .framed(r#"{"type":"act","ask":{"act":"role","person":"{person}","role":"organiser"}}"#),
        ],
        ActKind::Switch => vec![
            row("`switch`", "PATCH /rooms/side", r#"{"links":false}"#)
                .framed(r#"{"type":"act","ask":{"act":"switch","links":false}}"#),
        ],
        ActKind::Pin => {
            vec![row("`pin`", PIN, "").until(UNPIN).framed(r#"{"type":"act","ask":{"act":"pin","id":"{message}"}}"#)]
        }
        ActKind::Unpin => vec![
            row("`unpin`", UNPIN, "").after(PIN, "").framed(r#"{"type":"act","ask":{"act":"unpin","id":"{message}"}}"#),
        ],
        ActKind::Approve => vec![
            row("`approve`", "POST /rooms/side/held/{held}/approve", "{}")
                .framed(r#"{"type":"act","ask":{"act":"approve","id":"{held}"}}"#),
        ],
        ActKind::Reject => vec![
            row("`reject`", "POST /rooms/side/held/{held}/reject", "{}")
                .framed(r#"{"type":"act","ask":{"act":"reject","id":"{held}"}}"#),
        ],
        ActKind::Keep => vec![
            row("`keep`, a reported message", "POST /rooms/main/messages/{message}/reports/approve", "{}")
                .after(REPORT.0, REPORT.1)
                .framed(r#"{"type":"act","ask":{"act":"keep","id":"{message}"}}"#),
            row("`remove`, a reported message", "POST /rooms/main/messages/{message}/reports/remove", "{}")
                .after(REPORT.0, REPORT.1)
                .framed(r#"{"type":"act","ask":{"act":"remove","id":"{message}"}}"#),
        ],
        ActKind::Watch => {
            vec![row("`watch`", "PUT /rooms/main/watch", "").framed(r#"{"type":"act","ask":{"act":"watch"}}"#)]
        }
        ActKind::Unwatch => {
            vec![row("`unwatch`", "DELETE /rooms/main/watch", "").framed(r#"{"type":"act","ask":{"act":"unwatch"}}"#)]
        }
        ActKind::Invite => vec![
            row("`invite` a participant", "POST /invites", r#"{"role":"participant"}"#),
            row("`invite` a moderator", "POST /invites", r#"{"role":"moderator"}"#),
            row("`invite` an organiser", "POST /invites", r#"{"role":"organiser"}"#),
        ],
        ActKind::Uninvite => vec![
            row("`uninvite` a participant", "DELETE /invites/{invite:participant}", ""),
            row("`uninvite` a moderator", "DELETE /invites/{invite:moderator}", ""),
        ],
        ActKind::Filters => vec![
            row("`filters`", "PUT /filters", r#"{"words":["spam"]}"#)
                .framed(r#"{"type":"act","ask":{"act":"filters","words":["spam"]}}"#),
        ],
    }
}

/// What is no act of its own.
pub(super) fn more() -> Vec<Row> {
    vec![
        row("undoing a `mute`", "POST /acts/{act}/undo", "{}")
            .after("PUT /people/{person}/mute", r#"{"for_ms":60000}"#)
            .framed(r#"{"type":"act","ask":{"act":"undo","number":{act}}}"#),
        row("reading the log of acts", "GET /acts", ""),
        row("reporting a message", REPORT.0, REPORT.1).framed(r#"{"type":"report","id":"{message}","reason":"spam"}"#),
        row("reading what is reported", "GET /rooms/main/reports", ""),
        row("starting a session", "PUT /rooms/main/session", r#"{"slug":"inclusive-network"}"#),
        row("reading the list of invitations", "GET /invites", ""),
        row("reading the filters", "GET /filters", ""),
        row("trying filters", "POST /filters/trial", r#"{"words":["spam"]}"#),
        row("finding people", "GET /people", ""),
        row("reading a person's page", "GET /people/{person}", ""),
        row("reading all that a person wrote", "GET /people/{person}/messages", ""),
        row("noting on a person", "POST /people/{person}/notes", r#"{"text":"noted"}"#),
    ]
}
