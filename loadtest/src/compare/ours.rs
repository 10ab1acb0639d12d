//! social-stream itself, on either database.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result};
use futures_util::future::BoxFuture;

use super::{Contender, Publish, Running, Stream, child::Child};
use crate::{
    api::Api,
    names::Names,
    target::Target,
    wire::{self, SUBPROTOCOL},
};

/// The event that load runs use.
const EVENT: &str = include_str!("../../event.toml");

/// social-stream with its own event on a database.
#[derive(Debug)]
pub struct Ours {
    server: PathBuf,
    database: Database,
}

/// Where it keeps what is posted.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file of the turn's own.
    Sqlite,
    /// At this `postgres://` address, made for the comparison: the event is imported there, and posts stay there.
    Postgres(String),
}

impl Ours {
    /// By this program.
    #[must_use]
    pub fn new(server: PathBuf, database: Database) -> Self {
        Self { server, database }
    }
}

impl Contender for Ours {
    fn name(&self) -> String {
        match self.database {
            Database::Sqlite => "social-stream, SQLite".to_owned(),
            Database::Postgres(_) => "social-stream, Postgres".to_owned(),
        }
    }

    fn start<'a>(&'a self, folder: &'a Path) -> BoxFuture<'a, Result<Running>> {
        Box::pin(async move {
            let database = match &self.database {
                Database::Sqlite => format!("sqlite:{}", folder.join("chat.db").display()),
                Database::Postgres(url) => url.clone(),
            };
            let event = folder.join("event.toml");
            fs::write(&event, EVENT).context("the event cannot be written")?;
            // In the environment: a database's password has no place on a command line.
            let mut import = Command::new(&self.server);
            import.args(["event", "import"]).arg(&event).env("DATABASE_URL", &database).current_dir(folder);
            Child::done(&mut import, "importing the event").await?;
            let mut serve = Command::new(&self.server);
            serve.args(["serve", "--listen", "127.0.0.1:0"]).env("DATABASE_URL", &database).current_dir(folder);
            serve.env("RUST_LOG", "warn").env("SOCIAL_STREAM_MAX_STREAMS", "200000").stderr(Stdio::inherit());
            let (child, address) = Child::listening(&mut serve, "social-stream").await?;
            let target = Target::new(&address, "load", "main")?;
            let token = Api::new(target.clone())?.join(&Names::random(), 0, None).await?;
            let hello = serde_json::to_string(&wire::Command::Hello { token: None, resume: None })?;
            Ok(Running {
                child,
                stream: Stream { url: target.stream(), subprotocol: Some(SUBPROTOCOL), hello: Some(hello) },
                publish: Publish::Post { url: target.messages(), token },
            })
        })
    }
}
