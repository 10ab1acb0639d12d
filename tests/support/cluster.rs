//! A PostgreSQL cluster of one test's own, made to be broken.

use std::{
    net::TcpListener,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Stdio,
};

use sqlx::{Connection, PgConnection};
use tokio::process::{Child, Command};

use super::{
    databases::Raw,
    small_disk::{SmallDisk, on_small_disk},
    waiting::{until, within},
};

/// How a cluster is made.
const INITDB: [&str; 5] = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];

/// A cluster that syncs to disk as a real one does. Killed when dropped.
pub(crate) struct Cluster {
    folder: tempfile::TempDir,
    port: u16,
    postmaster: Child,
}

impl Cluster {
    /// A running cluster with an empty database.
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the cluster");
        let root = is_root();
        if root {
            let owned = Command::new("chown").arg("postgres:").arg(folder.path()).status().await;
            assert!(owned.expect("chown is there").success());
        }
        let initdb = as_postgres(root, &program("initdb")).args(INITDB).arg(folder.path().join("data")).output();
        let made = within("initdb", initdb).await.expect("initdb runs");
        assert!(made.status.success(), "{made:?}");
        let port = free_port();
        let postmaster = serve(folder.path(), port);
        let cluster = Self { folder, port, postmaster };
        cluster.answers().await;
        cluster
    }

    /// The same with its tables on a disk of so many megabytes. Its write-ahead log is elsewhere: without room for that
    /// PostgreSQL ends, as it says it does, and waits for an administrator.
    pub(crate) async fn on_small_disk(megabytes: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the cluster");
        let (data, wal, port) = (folder.path().join("data"), folder.path().join("wal"), free_port());
        std::fs::create_dir(&data).expect("a folder for the disk");
        // PostgreSQL refuses to run as root, which one is where the disk is mounted.
        let run = r#"exec unshare --user --map-user=1000 --map-group=1000 -- sh -ceu '
            initdb=$1 postgres=$2 data=$3 wal=$4 port=$5; shift 5
            "$initdb" "$@" --waldir="$wal" "$data/cluster" >&2
            exec "$postgres" -D "$data/cluster" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories=
        ' "$@""#;
        let postmaster = on_small_disk(&data, megabytes)
            .args(["sh", "-ceu", run, "sh", "sh"])
            .args([program("initdb"), program("postgres"), data.clone(), wal])
            .arg(port.to_string())
            .args(INITDB)
            .stdout(Stdio::null())
            .stderr(log_in(folder.path()))
            .kill_on_drop(true)
            .spawn()
            .expect("postgres starts");
        let cluster = Self { folder, port, postmaster };
        cluster.answers().await;
        cluster
    }

    /// The disk its tables are on.
    pub(crate) fn disk(&self) -> SmallDisk {
        SmallDisk::of(self.postmaster.id().expect("it runs"), &self.folder.path().join("data"))
    }

    /// Its database, as the server is given it.
    pub(crate) fn url(&self) -> String {
        self.url_at(([127, 0, 0, 1], self.port).into())
    }

    /// The same, reached through another address.
    pub(crate) fn url_at(&self, address: std::net::SocketAddr) -> String {
        format!("postgres://postgres@{address}/postgres?sslmode=disable")
    }

    pub(crate) fn address(&self) -> std::net::SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    /// A signal to the postmaster and all its children, which are in sessions of their own.
    pub(crate) async fn signal(&self, name: &str) {
        let Some(postmaster) = self.postmaster.id() else { return };
        // The postmaster first: once it is stopped or dead there are no further children.
        kill(name, &[postmaster]).await;
        kill(name, &children_of(postmaster)).await;
    }

    /// `kill -9`, all of it at once.
    pub(crate) async fn kill(&mut self) {
        self.signal("KILL").await;
        within("the cluster's end", self.postmaster.wait()).await.expect("an exit status");
    }

    /// Starts it again on what it has stored, and waits until it answers.
    pub(crate) async fn start_again(&mut self) {
        self.postmaster = serve(self.folder.path(), self.port);
        self.answers().await;
    }

    /// Waits until somebody gets in.
    async fn answers(&self) {
        until("the cluster to answer", async || PgConnection::connect(&self.url()).await.is_ok()).await;
    }

    /// A connection of an administrator.
    pub(crate) async fn connect(&self) -> Raw {
        Raw::Postgres(PgConnection::connect(&self.url()).await.expect("a connection"))
    }

    /// A number that a statement selects.
    pub(crate) async fn number(&self, statement: &str) -> i64 {
        let mut connection = PgConnection::connect(&self.url()).await.expect("a connection");
        let number = sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(&mut connection).await;
        number.expect("a number")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may be stopped, and its children do not hear of the postmaster's end then.
        let Some(postmaster) = self.postmaster.id() else { return };
        let pids = std::iter::once(postmaster).chain(children_of(postmaster)).map(|pid| pid.to_string());
        let _ = std::process::Command::new("kill").arg("-KILL").args(pids).stderr(Stdio::null()).status();
    }
}

fn serve(folder: &Path, port: u16) -> Child {
    as_postgres(is_root(), &program("postgres"))
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
        .stdout(Stdio::null())
        .stderr(log_in(folder))
        .kill_on_drop(true)
        .spawn()
        .expect("postgres starts")
}

fn log_in(folder: &Path) -> std::fs::File {
    std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).expect("a log")
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).expect("a free port").local_addr().expect("an address").port()
}

/// PostgreSQL refuses to run as root.
fn as_postgres(root: bool, program: &Path) -> Command {
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups", "--"]).arg(program);
    // The folder the test runs in may be closed to that user.
    command.current_dir("/");
    command
}

/// Whether the tests run as root.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").expect("procfs").uid() == 0
}

/// A program of the newest PostgreSQL that is installed.
pub(crate) fn program(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL as Debian installs it");
    let newest = versions
        .filter_map(|entry| entry.expect("an entry").file_name().to_str()?.parse::<u32>().ok())
        .max()
        .expect("a version of PostgreSQL");
    PathBuf::from(format!("/usr/lib/postgresql/{newest}/bin/{name}"))
}

fn children_of(parent: u32) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").expect("procfs");
    let pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let parent_of = |pid: u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // After the name in brackets: state, parent.
        stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse::<u32>().ok()
    };
    pids.filter(|&pid| parent_of(pid) == Some(parent)).collect()
}

async fn kill(name: &str, pids: &[u32]) {
    if pids.is_empty() {
        return;
    }
    let pids = pids.iter().map(u32::to_string);
    // One of them may have ended by itself meanwhile.
    let sent = Command::new("kill").arg(format!("-{name}")).args(pids).stderr(Stdio::null()).status().await;
    sent.expect("kill is there");
}
