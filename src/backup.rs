//! `backup` and `restore`: copies of the database, and how one is made fit to be served again.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::{
    commands::{bring_up_to_date, connect, print},
    config::{Common, Restore},
    domain::Clock,
    machine::{SystemClock, SystemRandom},
    store::{Journal, Store, sqlite_path},
};

/// Where the journal of removals is kept: as named, else beside a SQLite file. For PostgreSQL there is no such place, and
/// without a name none is kept.
pub fn journal_path(common: &Common, named: Option<&PathBuf>) -> Option<PathBuf> {
    named.cloned().or_else(|| {
        let mut path = sqlite_path(&common.database)?.into_os_string();
        path.push(".removals");
        Some(path.into())
    })
}

/// `backup FILE`
///
/// # Errors
/// One line that names the trouble.
pub async fn back_up(common: &Common, to: &Path) -> anyhow::Result<()> {
    if let Some(path) = sqlite_path(&common.database) {
        // Opening would make it.
        anyhow::ensure!(
            path.exists(),
            "there is no SQLite file {}; name the one to copy with --database",
            path.display()
        );
    }
    let store = connect(common, 1, None).await?;
    store.back_up(to).await?;
    store.close().await;
    print(&format!("{} written", to.display()))
}

/// `restore [FILE]`
///
/// # Errors
/// One line that names the trouble; the database is then as it was.
pub async fn restore(common: &Common, wanted: &Restore) -> anyhow::Result<()> {
    let mut paths = wanted.removals.clone();
    if paths.is_empty() {
        paths.extend(journal_path(common, None).filter(|path| path.exists()));
    }
    // Before anything is touched.
    let journals = paths.iter().map(|path| {
        anyhow::ensure!(path.exists(), "there is no journal of removals {}", path.display());
        Ok(Journal::open(path)?)
    });
    let journals: Vec<_> = journals.collect::<anyhow::Result<_>>()?;
    if let Some(from) = &wanted.file {
        let kept = Store::replace(&common.database, from).await?;
        print(&format!("{} restored", from.display()))?;
        if let Some(kept) = kept {
            print(&format!("what was there before is {}; delete it when you no longer need it", kept.display()))?;
        }
    }
    let store = connect(common, 1, None).await?;
    bring_up_to_date(&store).await?;
    let marks = journals.iter().flat_map(Journal::marks);
    let marks = marks.fold(HashMap::new(), |mut all, (id, mark)| {
        let latest = all.entry(id).or_insert(mark);
        *latest = mark.max(*latest);
        all
    });
    let done = store.finish_restore(marks, &SystemRandom, SystemClock.now()).await?;
    store.close().await;
    if journals.is_empty() {
        print("no journal of removals was found: what was removed after the backup was made is back")?;
    } else {
        print(&format!("messages removed again, since they were removed after the backup: {}", done.removed))?;
    }
    print(&format!("rooms that begin a new history, which every client reads anew: {}", done.rooms))
}
