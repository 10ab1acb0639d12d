//! What a server counts.

use std::net::{SocketAddr, TcpListener};

use super::{process::Process, waiting::until};

/// Where a server tells it.
pub(crate) struct Metrics(SocketAddr);

impl Metrics {
    /// A server that counts; on a free port, or on one it had before.
    pub(crate) async fn of(database: &str, serves: Option<SocketAddr>) -> (Process, Self) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        let server = Process::serve(database, serves, &["--metrics-listen", &address.to_string()]).await;
        (server, Self(address))
    }

    /// The number behind a name; `None` where nothing was counted yet.
    pub(crate) async fn number(&self, name: &str) -> Option<u64> {
        let metrics = reqwest::get(format!("http://{}/metrics", self.0)).await.expect("an answer");
        let metrics = metrics.text().await.expect("text");
        metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
    }

    /// Waits until nobody is connected.
    pub(crate) async fn all_are_gone(&self) {
        until("the server to see everybody gone", async || {
            self.number("social_stream_connections").await.is_none_or(|open| open == 0)
        })
        .await;
    }
}
