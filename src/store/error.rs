use std::{fmt, path::PathBuf};

use sqlx::migrate::MigrateError;

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, is overloaded or gave no answer in time. A change may have happened; every
    /// method can be called again with the same arguments to find out.
    #[error("the database is unavailable")]
    Unavailable(#[source] Cause),
    /// The database holds or says what this program does not understand, or refused what it was given. Calling again
    /// does not help.
    #[error("the database gave an unexpected answer")]
    Broken(#[source] Cause),
}

/// Why a batch was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Nothing was stored, for certain: the database cannot be reached, is overloaded, gave no answer in time, or the
    /// gate was abandoned.
    #[error("the database is unavailable; nothing was stored")]
    Unavailable {
        /// What the database or its driver said.
        source: Cause,
    },
    /// The connection was lost, or no answer came, during COMMIT: the batch is stored as a whole or not at all. Writing
    /// the same batch again settles it: its nonces tell which.
    #[error("the database did not say whether the batch was stored")]
    Uncertain {
        /// What the database or its driver said.
        source: Cause,
    },
    /// The database refused the data, or holds something about it that this program does not understand. Nothing was
    /// stored; a part of the batch may pass alone.
    #[error("the database refused the batch; nothing was stored")]
    Rejected {
        /// What the database or its driver said.
        source: Cause,
    },
    /// There is no such room. Nothing was stored.
    #[error("there is no such room")]
    UnknownRoom,
}

/// Why a database cannot be used. `Display` is one line that names the thing and the mend, and never a password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither SQLite nor Postgres.
    #[error("the database URL has no known scheme; write sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")]
    UnknownScheme,
    /// The URL cannot be read.
    #[error("the database URL is not valid ({0}); write sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")]
    BadUrl(&'static str),
    /// The folder of the SQLite file is not there.
    #[error("there is no folder {} for the SQLite file; create it or name another path", .0.display())]
    MissingFolder(PathBuf),
    /// The SQLite file or its folder cannot be written.
    #[error(
        "the SQLite file {} cannot be opened for writing; give this user the right to write it and its folder, or name \
         another path", .path.display()
    )]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        cause: Cause,
    },
    /// Another process keeps the SQLite file to itself.
    #[error("the SQLite file {} is locked by another process; stop that process or name another path", .path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        cause: Cause,
    },
    /// The file is something else, or damaged.
    #[error("{} is not a SQLite database or is damaged; restore it from a backup or name another path", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        cause: Cause,
    },
    /// The file system gives SQLite no write-ahead log, as most network folders do.
    #[error("SQLite's write-ahead log does not work for {}; put the file on a local disk", .0.display())]
    NoWriteAheadLog(PathBuf),
    /// Nobody answers there.
    #[error("Postgres cannot be reached at {server} ({cause}); start it or correct the database URL")]
    Unreachable {
        /// Host and port, or socket.
        server: String,
        /// What happened.
        cause: Cause,
    },
    /// The server let us not in.
    #[error("Postgres at {server} refused the user or the password; correct them in the database URL")]
    Refused {
        /// Host and port, or socket.
        server: String,
        /// What the server said.
        #[source]
        cause: Cause,
    },
    /// The server has no such database.
    #[error("Postgres at {server} has no database {database:?}; create it or correct the database URL")]
    NoSuchDatabase {
        /// Host and port, or socket.
        server: String,
        /// Its name.
        database: String,
        /// What the server said.
        #[source]
        cause: Cause,
    },
    /// Below the oldest version this program is tested with.
    #[error("Postgres at {server} is version {version}; at least version 15 is needed")]
    TooOld {
        /// Host and port, or socket.
        server: String,
        /// The server's major version.
        version: u32,
    },
    /// A later version of this program has changed the schema.
    #[error(
        "the database's schema (step {0}) is newer than this program; run the version that made it, or a later one"
    )]
    NewerSchema(i64),
    /// A step of the schema is not what this program knows by that number.
    #[error("step {0} of the database's schema differs from this program's; it was made by another build of it")]
    ForeignSchema(i64),
    /// A step of the schema could not be applied.
    #[error("step {version} of the database's schema could not be applied ({cause})")]
    Migration {
        /// Which step.
        version: i64,
        /// What the database said.
        cause: Cause,
    },
    /// Acknowledged messages could be lost.
    #[error(
        "the database's setting {setting} = {value} can lose acknowledged messages; set it to {needed}, or accept the \
         loss with --allow-unsafe-durability"
    )]
    UnsafeDurability {
        /// The setting's name.
        setting: &'static str,
        /// What it is.
        value: String,
        /// What it has to be.
        needed: &'static str,
    },
    /// The journal of removals cannot be used.
    #[error("the journal of removals {} cannot be used ({cause}); mend it or name another with --removals", .path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: Cause,
    },
    /// The database holds texts that were removed before.
    #[error(
        "the database is older than its journal of removals {}, as after a restored backup: {live} removed messages are \
         back in it; run `social-stream restore` before it is served", .path.display()
    )]
    OlderThanJournal {
        /// The journal.
        path: PathBuf,
        /// How many removed messages are back.
        live: usize,
    },
    /// No copy could be made.
    #[error("the backup {} cannot be made ({cause})", .path.display())]
    Backup {
        /// Where the copy was to go.
        path: PathBuf,
        /// What is in the way.
        cause: Cause,
    },
    /// A copy could not be put in place.
    #[error("the backup {} cannot be restored ({cause})", .path.display())]
    Restore {
        /// The copy.
        path: PathBuf,
        /// What is in the way.
        cause: Cause,
    },
    /// Only SQLite files are copied by this program.
    #[error("PostgreSQL brings its own tools: {0}")]
    NotSqlite(&'static str),
    /// Anything else.
    #[error("the database cannot be used ({0})")]
    Other(Cause),
}

/// What the driver or the database said, without the values concerned: a detail such as "Failing row contains …" stays
/// out of `Debug` too, since it quotes what people wrote.
pub struct Cause(Box<str>);

impl Cause {
    /// A cause in words of one's own.
    pub fn because(reason: impl fmt::Display) -> Self {
        Self(reason.to_string().into())
    }
}

impl From<sqlx::Error> for Cause {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(e) => match e.code() {
                Some(code) => Self::because(format_args!("{} [{code}]", e.message())),
                None => Self::because(e.message()),
            },
            // Quotes the value that could not be read.
            sqlx::Error::ColumnDecode { index, .. } => Self::because(format_args!("column {index} is not readable")),
            other => Self::because(other),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::error::Error for Cause {}

/// Whether another try, later and unchanged, could succeed.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(e) => match e.code().as_deref() {
            // Postgres, by class of SQLSTATE: connection, invalid transaction state (an idle transaction was ended; a
            // standby takes no writes), rollback (deadlock, serialisation), insufficient resources (disk full, too many
            // connections), object not in prerequisite state (lock timeout), operator intervention, system error,
            // internal error.
            Some(code) if code.len() == 5 => {
                matches!(code.get(..2), Some("08" | "25" | "28" | "3D" | "40" | "53" | "55" | "57" | "58" | "XX"))
            }
            // SQLite, by primary result code: busy, locked, out of memory, read-only, interrupted, input or output
            // error, disk full, cannot open, protocol.
            Some(code) => {
                let primary = code.parse().map_or(0, |code: u32| code & 0xFF);
                matches!(primary, 5 | 6 | 7 | 8 | 9 | 10 | 13 | 14 | 15)
            }
            None => false,
        },
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => true,
        _ => false,
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if is_passing(&error) { Self::Unavailable(error.into()) } else { Self::Broken(error.into()) }
    }
}

impl StoreError {
    /// Something stored that this program does not understand.
    pub(super) fn broken(reason: impl fmt::Display) -> Self {
        Self::Broken(Cause::because(reason))
    }
}

/// Right for everything up to COMMIT.
impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(source) => Self::Unavailable { source },
            StoreError::Broken(source) => Self::Rejected { source },
        }
    }
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        let (StoreError::Unavailable(cause) | StoreError::Broken(cause)) = error;
        Self::Other(cause)
    }
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::NewerSchema(version),
            MigrateError::VersionMismatch(version) => Self::ForeignSchema(version),
            MigrateError::ExecuteMigration(cause, version) => Self::Migration { version, cause: cause.into() },
            MigrateError::Execute(cause) => Self::Other(cause.into()),
            other => Self::Other(Cause::because(other)),
        }
    }
}
