use std::{
    collections::HashSet,
    fs::{File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use super::{Cause, OpenError};
use crate::domain::{Action, Command, MessageId, Outcome};

/// The journal of removals: the ids of removed messages, one a line, in a file beside the database. A backup holds what
/// was removed after it was made; with the journal, restoring it brings none of that back.
///
/// An id is in the file and synced to disk before its removal is acknowledged. Clones write to the same file.
#[derive(Clone, Debug)]
pub struct Journal(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    file: File,
    /// What is in the file, so that removing again, however often, writes nothing. 16 bytes each.
    held: HashSet<MessageId>,
    /// What a full or broken disk did not take; goes with the next.
    owed: Vec<MessageId>,
}

impl Journal {
    /// Opens the journal; one that is not there is made, for this user alone. A last line that a crash cut off is taken
    /// away: its removal was not acknowledged.
    ///
    /// # Errors
    /// If it cannot be read and written, or holds something else.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unusable =
            |cause: &dyn std::fmt::Display| OpenError::Journal { path: path.to_owned(), cause: Cause::because(cause) };
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let opened = options.read(true).append(true).create(true).open(path);
        let mut file = opened.map_err(|error| unusable(&error))?;
        let held = read(&mut file).map_err(|error| unusable(&error))?;
        let state = Mutex::new(State { file, held, owed: Vec::new() });
        Ok(Self(Arc::new(Shared { path: path.to_owned(), state })))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Everything in it.
    pub fn ids(&self) -> HashSet<MessageId> {
        self.0.lock().held.clone()
    }

    /// Adds what is not in it yet, and waits for the disk. A disk that does not take it is told in the log and asked again
    /// with the next removal and at the next start; the removal itself is stored and must not wait for that.
    pub(super) async fn keep(&self, ids: Vec<MessageId>) {
        let this = self.0.clone();
        let written = tokio::task::spawn_blocking(move || this.lock().keep(ids)).await;
        if let Ok(Err(error)) = written {
            metrics::counter!("social_stream_journal_failures_total").increment(1);
            tracing::error!(path = %self.0.path.display(), %error, "the journal of removals cannot be written");
        }
    }

    /// Adds the removals that a batch acknowledges, also those it repeats: another process may have stored them first and
    /// ended before it wrote its own journal.
    pub(super) async fn keep_acknowledged(&self, batch: &[Command], outcomes: &[Outcome]) {
        let removed = batch.iter().zip(outcomes).filter_map(|(command, outcome)| match (&command.action, outcome) {
            (Action::Remove { id, .. }, Outcome::Stored(_) | Outcome::Repeated(_)) => Some(*id),
            _ => None,
        });
        let removed: Vec<_> = removed.collect();
        if !removed.is_empty() {
            self.keep(removed).await;
        }
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        // A panic between two lines leaves at worst an id that is written twice.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn keep(&mut self, ids: Vec<MessageId>) -> io::Result<()> {
        self.owed.extend(ids.into_iter().filter(|id| self.held.insert(*id)));
        if self.owed.is_empty() {
            return Ok(());
        }
        let mut lines = String::with_capacity(self.owed.len() * 37);
        for id in &self.owed {
            lines.push_str(&id.to_string());
            lines.push('\n');
        }
        let end = self.file.seek(io::SeekFrom::End(0))?;
        let written = self.file.write_all(lines.as_bytes()).and_then(|()| self.file.sync_data());
        if written.is_err() {
            // Half a line would spoil the next one.
            self.file.set_len(end)?;
        } else {
            self.owed.clear();
        }
        written
    }
}

fn read(file: &mut File) -> io::Result<HashSet<MessageId>> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    if whole < text.len() {
        file.set_len(whole as u64)?;
    }
    let lines = text.get(..whole).unwrap_or_default().lines();
    let parsed = lines.enumerate().map(|(index, line)| {
        line.parse().map_err(|_| io::Error::other(format!("line {} is not the id of a message", index + 1)))
    });
    parsed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Random, machine::SystemRandom};

    fn ids(count: usize) -> Vec<MessageId> {
        (0..count).map(|_| MessageId::random(&SystemRandom as &dyn Random)).collect()
    }

    #[tokio::test]
    async fn what_is_kept_is_there_after_a_crash_and_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("removals");
        let ids = ids(3);
        let journal = Journal::open(&path).expect("it is made");
        journal.keep(ids[..2].to_vec()).await;
        journal.keep(ids[..2].to_vec()).await;
        let text = std::fs::read_to_string(&path).expect("readable");
        assert_eq!(text, format!("{}\n{}\n", ids[0], ids[1]));
        // The crash came in the middle of a line.
        std::fs::write(&path, format!("{text}{}", &ids[2].to_string()[..20])).expect("written");
        let journal = Journal::open(&path).expect("it opens");
        assert_eq!(journal.ids(), ids[..2].iter().copied().collect());
        journal.keep(vec![ids[2]]).await;
        assert_eq!(Journal::open(&path).expect("it opens").ids(), ids.into_iter().collect());
    }

    #[test]
    fn another_file_is_not_taken_for_a_journal() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes");
        std::fs::write(&path, "buy milk\n").expect("written");
        let error = Journal::open(&path).expect_err("no journal").to_string();
        assert!(error.contains("notes") && error.contains("line 1"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).expect("readable"), "buy milk\n", "left as it is");
        assert!(Journal::open(Path::new("/no/such/folder/removals")).is_err());
    }
}
