//! The real program as a process of its own.

use std::{
    net::SocketAddr,
    process::{ExitStatus, Output, Stdio},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::{Child, ChildStderr, Command},
    task::JoinHandle,
};

use super::waiting::within;

/// A server that is running; killed when dropped.
pub(crate) struct Process {
    child: Child,
    /// Reads standard error to its end: a pipe that is full would hold the program up.
    log: JoinHandle<String>,
    pub(crate) address: SocketAddr,
    /// What it said before it served, without the first line.
    pub(crate) greeting: Vec<String>,
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_social-stream");

/// The program with a clean environment: what the machine has set must not matter.
pub(crate) fn program() -> Command {
    prepared(Command::new(PROGRAM))
}

/// A command that comes to run the program, with the same care.
pub(crate) fn prepared(mut command: Command) -> Command {
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// Runs a command to its end.
pub(crate) async fn run(arguments: &[&str]) -> Output {
    within("the program's end", program().args(arguments).output()).await.expect("the program starts")
}

/// Standard output of a command that must end well.
pub(crate) async fn runs(arguments: &[&str]) -> String {
    let output = run(arguments).await;
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Imports the event that load runs use, whose posts have no pace.
pub(crate) async fn lifts(database: &str) {
    runs(&["event", "import", "loadtest/event.toml", "--database", database, "--allow-unsafe-durability"]).await;
}

/// The one line of a command that must fail with that exit code.
pub(crate) async fn fails(arguments: &[&str], code: i32) -> String {
    let output = run(arguments).await;
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {stderr}");
    for word in ["panicked", "backtrace", "RUST_BACKTRACE"] {
        assert!(!stderr.contains(word), "{stderr}");
    }
    stderr
}

/// As [`fails`], where the trouble is not in the arguments: exactly one line.
pub(crate) async fn gives_up(arguments: &[&str]) -> String {
    let stderr = fails(arguments, 1).await;
    let said: Vec<_> = stderr.lines().filter(|line| line.starts_with("social-stream: ")).collect();
    assert_eq!((said.len(), stderr.lines().count()), (1, 1), "one line: {stderr}");
    stderr
}

async fn read_log(mut stderr: ChildStderr) -> String {
    let mut log = String::new();
    stderr.read_to_string(&mut log).await.expect("UTF-8");
    log
}

impl Process {
    /// Serves a database; on a free port, or on one it had before.
    pub(crate) async fn serve(database: &str, address: Option<SocketAddr>, more: &[&str]) -> Self {
        Self::start(program(), database, address, more).await
    }

    /// Serves a database on a free port, under the eyes of another program that ends up running this one.
    pub(crate) async fn serve_under(watcher: &str, arguments: &[&str], database: &str) -> Self {
        let mut command = prepared(Command::new(watcher));
        command.args(arguments).arg(PROGRAM);
        Self::start(command, database, None, &[]).await
    }

    async fn start(mut command: Command, database: &str, address: Option<SocketAddr>, more: &[&str]) -> Self {
        let listen = address.map_or("127.0.0.1:0".to_owned(), |address| address.to_string());
        command.args(["serve", "--allow-unsafe-durability", "--listen", &listen, "--database", database]);
        // All the crowds of the tests join from this machine.
        command.args(["--join-burst", "100000"]).args(more);
        Self::spawn(command).await
    }

    /// Serves by a command of one's own.
    pub(crate) async fn spawn(mut command: Command) -> Self {
        let mut child = command.spawn().expect("the program starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let log = tokio::spawn(read_log(child.stderr.take().expect("a pipe")));
        let mut greeting = Vec::new();
        // The line about the events, or the organiser's link, is the last one before it serves.
        while !greeting.last().is_some_and(|line: &String| line.starts_with("Events") || line.contains("#invite=")) {
            match within("the server's first lines", stdout.next_line()).await.expect("readable") {
                Some(line) => greeting.push(line),
                None => panic!("the server ended: {}", within("its log", log).await.expect("no panic")),
            }
        }
        let first = greeting.remove(0);
        let address = first.strip_prefix("Listening on http://").expect("the address first");
        Self { address: address.parse().expect("an address"), child, log, greeting }
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// What it holds of the machine's memory, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        loadtest::machine::sample(self.pid()).expect("its process can be measured").resident
    }

    /// `kill -9`.
    pub(crate) async fn kill(mut self) {
        within("the server's end", self.child.kill()).await.expect("it can be killed");
    }

    /// A signal by its name.
    pub(crate) async fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &pid]).status().await.expect("kill is there");
        assert!(sent.success());
    }

    /// Waits for its end; how it ended and what it had logged.
    pub(crate) async fn ended(mut self) -> (ExitStatus, String) {
        let log = within("the server's log", self.log).await.expect("no panic");
        (within("the server's end", self.child.wait()).await.expect("an exit status"), log)
    }
}
