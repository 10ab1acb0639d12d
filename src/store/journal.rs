use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use super::{Cause, OpenError};
use crate::domain::{MessageId, RemovalMark, RemovalState};

/// The journal of removals: which messages were removed, one a line, in a file beside the database. A backup holds what
/// was removed after it was made; with the journal, restoring it brings none of that back.
///
/// A line is the message's id, then how often it was removed where that is not once, then what became of it: nothing where
/// its text may still be kept, `erased`, or `restored`. Of several lines about a message the one with the most removals
/// counts, and of those the last. A line is in the file and synced to disk before what it tells is acknowledged. Clones write
/// to the same file.
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
    /// What is in the file, so that removing again, however often, writes nothing. 24 bytes each.
    held: HashMap<MessageId, RemovalMark>,
    /// What a full or broken disk did not take; goes with the next.
    owed: Vec<(MessageId, RemovalMark)>,
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
    pub fn marks(&self) -> HashMap<MessageId, RemovalMark> {
        self.0.lock().held.clone()
    }

    /// Adds what is not in it yet, and waits for the disk. A disk that does not take it is told in the log and asked again
    /// with the next removal and at the next start; the removal itself is stored and must not wait for that.
    pub(super) async fn keep(&self, marks: Vec<(MessageId, RemovalMark)>) {
        if marks.is_empty() {
            return;
        }
        let this = self.0.clone();
        let written = tokio::task::spawn_blocking(move || this.lock().keep(marks)).await;
        if let Ok(Err(error)) = written {
            metrics::counter!("social_stream_journal_failures_total").increment(1);
            tracing::error!(path = %self.0.path.display(), %error, "the journal of removals cannot be written");
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
    fn keep(&mut self, marks: Vec<(MessageId, RemovalMark)>) -> io::Result<()> {
        self.owed.extend(marks.into_iter().filter(|(id, mark)| advance(&mut self.held, *id, *mark)));
        if self.owed.is_empty() {
            return Ok(());
        }
        let mut lines = String::with_capacity(self.owed.len() * 37);
        for (id, mark) in &self.owed {
            lines.push_str(&line(*id, *mark));
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

/// Takes a mark in, if it is later than what is held.
pub(super) fn advance(held: &mut HashMap<MessageId, RemovalMark>, id: MessageId, mark: RemovalMark) -> bool {
    let new = held.get(&id).is_none_or(|known| *known < mark);
    if new {
        held.insert(id, mark);
    }
    new
}

fn line(id: MessageId, mark: RemovalMark) -> String {
    let state = match mark.state {
        RemovalState::Removed => "",
        RemovalState::Restored => " restored",
        RemovalState::Erased => " erased",
    };
    match mark.nth {
        1 => format!("{id}{state}\n"),
        nth => format!("{id} {nth}{state}\n"),
    }
}

fn parse(line: &str) -> Option<(MessageId, RemovalMark)> {
    let mut words = line.split(' ').peekable();
    let id = words.next()?.parse().ok()?;
    let nth = match words.peek().and_then(|word| word.parse().ok()) {
        Some(nth) => words.next().map(|_| nth)?,
        None => 1,
    };
    let state = match words.next() {
        None => RemovalState::Removed,
        Some("restored") => RemovalState::Restored,
        Some("erased") => RemovalState::Erased,
        Some(_) => return None,
    };
    words.next().is_none().then_some((id, RemovalMark { nth, state }))
}

fn read(file: &mut File) -> io::Result<HashMap<MessageId, RemovalMark>> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    if whole < text.len() {
        file.set_len(whole as u64)?;
    }
    let mut held = HashMap::new();
    for (index, line) in text.get(..whole).unwrap_or_default().lines().enumerate() {
        let told = parse(line);
        let (id, mark) =
            told.ok_or_else(|| io::Error::other(format!("line {} tells of no removal of a message", index + 1)))?;
        advance(&mut held, id, mark);
    }
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Random, machine::SystemRandom};

    fn ids(count: usize) -> Vec<MessageId> {
        (0..count).map(|_| MessageId::random(&SystemRandom as &dyn Random)).collect()
    }

    fn removed(nth: u32) -> RemovalMark {
        RemovalMark { nth, state: RemovalState::Removed }
    }

    #[tokio::test]
    async fn what_is_kept_is_there_after_a_crash_and_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("removals");
        let marks: Vec<_> = ids(3).into_iter().map(|id| (id, removed(1))).collect();
        let journal = Journal::open(&path).expect("it is made");
        journal.keep(marks[..2].to_vec()).await;
        journal.keep(marks[..2].to_vec()).await;
        let text = std::fs::read_to_string(&path).expect("readable");
        assert_eq!(text, format!("{}\n{}\n", marks[0].0, marks[1].0));
        // The crash came in the middle of a line.
        std::fs::write(&path, format!("{text}{}", &marks[2].0.to_string()[..20])).expect("written");
        let journal = Journal::open(&path).expect("it opens");
        assert_eq!(journal.marks(), marks[..2].iter().copied().collect());
        journal.keep(vec![marks[2]]).await;
        assert_eq!(Journal::open(&path).expect("it opens").marks(), marks.into_iter().collect());
    }

    #[tokio::test]
    async fn what_became_of_a_message_last_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("removals");
        let id = ids(1)[0];
        let journal = Journal::open(&path).expect("it is made");
        let restored = RemovalMark { nth: 1, state: RemovalState::Restored };
        let erased = RemovalMark { nth: 2, state: RemovalState::Erased };
        for mark in [removed(1), restored, removed(1), removed(2), erased, restored] {
            journal.keep(vec![(id, mark)]).await;
        }
        let text = std::fs::read_to_string(&path).expect("readable");
        assert_eq!(text, format!("{id}\n{id} restored\n{id} 2\n{id} 2 erased\n"), "what is older changes nothing");
        assert_eq!(Journal::open(&path).expect("it opens").marks(), HashMap::from([(id, erased)]));
        for wrong in ["2 3", "restored 2", "2 found", "2 erased now"] {
            std::fs::write(&path, format!("{id} {wrong}\n")).expect("written");
            assert!(Journal::open(&path).is_err(), "{wrong}");
        }
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
