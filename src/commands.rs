//! The commands beside `serve`: each does one thing to the database and tells it on standard output.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde_json::json;

use crate::{
    config::{Common, EventCommand, Invite},
    domain::{self, Clock, Secret, Timestamp},
    event_file,
    machine::{SystemClock, SystemRandom},
    store::{Imported, Store, StoreOptions},
};

/// Opens the database as it is; with a journal of removals where one is to be kept.
///
/// # Errors
/// One line that names the database's trouble and the mend.
pub async fn connect(common: &Common, max_connections: u32, removals: Option<PathBuf>) -> anyhow::Result<Store> {
    let options = StoreOptions { allow_unsafe_durability: common.allow_unsafe_durability, max_connections, removals };
    Ok(Store::open(&common.database, &options).await?)
}

/// Brings the schema up to date and logs what that took.
///
/// # Errors
/// One line that names the database's trouble and the mend.
pub async fn bring_up_to_date(store: &Store) -> anyhow::Result<()> {
    for step in store.migrate().await? {
        tracing::info!(version = step.version, description = step.description, "schema brought up to date");
    }
    Ok(())
}

async fn open(common: &Common) -> anyhow::Result<Store> {
    let store = connect(common, 1, None).await?;
    bring_up_to_date(&store).await?;
    Ok(store)
}

/// `event import` and `event list`.
///
/// # Errors
/// One line that names the trouble.
pub async fn event(common: &Common, command: &EventCommand) -> anyhow::Result<()> {
    match command {
        EventCommand::Import { file } => import(common, file).await,
        EventCommand::List { json } => list(common, *json).await,
    }
}

async fn import(common: &Common, file: &Path) -> anyhow::Result<()> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("the event file {} cannot be read", file.display()))?;
    let event = event_file::parse(&text, &SystemRandom)
        .with_context(|| format!("the event file {} is not right", file.display()))?;
    let store = open(common).await?;
    let done = match store.import_event(&event, &SystemRandom).await? {
        Imported::Created => "created",
        Imported::Updated => "updated",
        Imported::Unchanged => "unchanged",
    };
    print(&format!("{} {done}", event.slug))
}

async fn list(common: &Common, as_json: bool) -> anyhow::Result<()> {
    let store = open(common).await?;
    for event in store.events().await? {
        if as_json {
            let access = match event.access {
                domain::Access::Public => "public",
                domain::Access::Invited => "invited",
            };
            let line = json!({"slug": event.slug.as_str(), "title": event.title, "access": access});
            print(&line.to_string())?;
        } else {
            print(&format!("{}\t{}", event.slug, event.title))?;
        }
    }
    Ok(())
}

/// `invite EVENT`: prints one link.
///
/// # Errors
/// One line that names the trouble.
pub async fn invite(common: &Common, wanted: &Invite) -> anyhow::Result<()> {
    let store = open(common).await?;
    let base = common.public_url.as_deref().unwrap_or("http://127.0.0.1:8080");
    let link = invite_link(&store, base, wanted).await?;
    if wanted.json {
        let expires_at = jiff::Timestamp::from_millisecond(link.expires_at.as_millis())?;
        let line = json!({"url": link.url, "code": link.code.reveal(), "expires_at": expires_at.to_string()});
        print(&line.to_string())
    } else {
        print(&link.url)
    }
}

/// An invitation that was just made.
pub struct InviteLink {
    /// What its holders open.
    pub url: String,
    /// The code in it.
    pub code: Secret,
    /// The first moment it no longer works.
    pub expires_at: Timestamp,
}

/// Makes an invitation and the link to it. The code stands behind `#`, so that it never reaches a server's log.
///
/// # Errors
/// If there is no such event, or the database gives trouble.
pub async fn invite_link(store: &Store, public_url: &str, wanted: &Invite) -> anyhow::Result<InviteLink> {
    let Some(event) = store.event(&wanted.event).await? else {
        anyhow::bail!("there is no event `{}`; `social-stream event list` names those there are", wanted.event);
    };
    let code = Secret::random(&SystemRandom);
    let expires_at = SystemClock.now().plus(wanted.expires);
    let invite = domain::Invite {
        code: code.hash(),
        event: event.id,
        role: wanted.role,
        uses_left: wanted.uses,
        expires_at: Some(expires_at),
    };
    store.create_invite(&invite).await?;
    let url = domain::Invite::link(public_url, &event.slug, &code, wanted.name.as_ref());
    Ok(InviteLink { url, code, expires_at })
}

/// `migrate`: says what it did.
///
/// # Errors
/// One line that names the trouble.
pub async fn migrate(common: &Common) -> anyhow::Result<()> {
    let store = connect(common, 1, None).await?;
    let done = store.migrate().await?;
    if done.is_empty() {
        return print("the schema is up to date");
    }
    for step in done {
        print(&format!("{} {}", step.version, step.description))?;
    }
    Ok(())
}

/// Writes one line of results. Nobody reading it any more is no error.
///
/// # Errors
/// If standard output cannot be written.
pub fn print(line: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("standard output cannot be written"),
    }
}
