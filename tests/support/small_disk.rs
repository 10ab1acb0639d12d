//! A file system of a few megabytes in a mount namespace of its own, for what happens when a disk is full.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use tokio::process::Command;

/// A command that runs another one with a small file system mounted on `folder`, which only that one sees. Needs no
/// privileges: within its user namespace it is root.
pub(crate) fn on_small_disk(folder: &Path, megabytes: u32) -> Command {
    let mut command = Command::new("/usr/bin/unshare");
    command.args(["--user", "--map-root-user", "--mount", "--", "/bin/sh", "-ceu"]);
    command.arg(format!("mount -t tmpfs -o size={megabytes}m,mode=0700 tmpfs '{}'; exec \"$@\"", folder.display()));
    command.arg("sh");
    command
}

/// The disk as it is seen from outside: through a process that has it.
pub(crate) struct SmallDisk(PathBuf);

impl SmallDisk {
    pub(crate) fn of(process: u32, folder: &Path) -> Self {
        let inside = folder.strip_prefix("/").expect("an absolute path");
        Self(Path::new(&format!("/proc/{process}/root")).join(inside))
    }

    /// Fills it to the last byte.
    pub(crate) fn fill(&self) {
        let mut file = fs::File::options().create(true).append(true).open(self.filler()).expect("the disk is reached");
        for size in [64 * 1024, 4096, 512, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
    }

    /// Makes room again.
    pub(crate) fn make_room(&self) {
        fs::remove_file(self.filler()).expect("the filler is there");
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}
