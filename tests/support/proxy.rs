//! A TCP proxy that breaks things on purpose: it cuts, holds, drops, delays and throttles.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

/// A proxy to one address, open until it is dropped.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    weather: Arc<watch::Sender<Weather>>,
    /// Cancelled: every connection is cut. Replaced for those that come after.
    connections: Arc<Mutex<CancellationToken>>,
    open: CancellationToken,
}

/// What happens to bytes on one way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Way {
    /// They pass.
    #[default]
    Clear,
    /// They wait, first here and in the kernel, then at the sender.
    Held,
    /// They are taken and thrown away, as by a network that lost the receiver.
    Dropped,
    /// Each piece arrives so much later.
    Delayed(Duration),
    /// At most so many bytes a second pass.
    Throttled(u32),
}

#[derive(Clone, Copy, Debug, Default)]
struct Weather {
    to_server: Way,
    to_client: Way,
}

impl Proxy {
    /// A proxy where all passes.
    pub(crate) async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (weather, connections) = (Arc::new(watch::Sender::default()), Arc::new(Mutex::default()));
        let proxy = Self { address, weather, connections, open: CancellationToken::new() };
        let (weather, connections, open) = (proxy.weather.clone(), proxy.connections.clone(), proxy.open.clone());
        tokio::spawn(async move {
            let accepting = async {
                while let Ok((client, _)) = listener.accept().await {
                    let until: CancellationToken = connections.lock().expect("no panic").child_token();
                    tokio::spawn(until.run_until_cancelled_owned(connect(client, server, weather.clone())));
                }
            };
            open.run_until_cancelled(accepting).await;
        });
        proxy
    }

    /// What happens from now on to what the client sends.
    pub(crate) fn to_server(&self, way: Way) {
        self.weather.send_modify(|weather| weather.to_server = way);
    }

    /// What happens from now on to what the server sends.
    pub(crate) fn to_client(&self, way: Way) {
        self.weather.send_modify(|weather| weather.to_client = way);
    }

    /// Resets every connection; what was on its way is lost. New ones find clear weather.
    pub(crate) fn cut(&self) {
        let fresh = CancellationToken::new();
        std::mem::replace(&mut *self.connections.lock().expect("no panic"), fresh).cancel();
        self.weather.send_replace(Weather::default());
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.open.cancel();
        self.connections.lock().expect("no panic").cancel();
    }
}

async fn connect(client: TcpStream, server: SocketAddr, weather: Arc<watch::Sender<Weather>>) {
    // A server that is away refuses here, and the client sees a reset.
    let Ok(server) = TcpStream::connect(server).await else { return };
    for socket in [&client, &server] {
        // Nothing is kept back here, and being cut is a reset, not a farewell.
        let _ = (socket.set_nodelay(true), socket.set_zero_linger());
    }
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    tokio::join!(
        carry(from_client, to_server, weather.subscribe(), |weather| weather.to_server),
        carry(from_server, to_client, weather.subscribe(), |weather| weather.to_client),
    );
}

async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut weather: watch::Receiver<Weather>,
    way: fn(&Weather) -> Way,
) {
    let mut piece = [0; 4096];
    loop {
        if weather.wait_for(|weather| way(weather) != Way::Held).await.is_err() {
            return;
        }
        let read = tokio::select! {
            read = from.read(&mut piece) => read,
            // It may be held now.
            _ = weather.changed() => continue,
        };
        let Ok(read @ 1..) = read else { break };
        let now = way(&weather.borrow_and_update());
        let arrives = match now {
            Way::Dropped => continue,
            Way::Clear | Way::Held => Instant::now(),
            Way::Delayed(delay) => Instant::now() + delay,
            Way::Throttled(bytes) => Instant::now() + Duration::from_secs_f64(read as f64 / f64::from(bytes)),
        };
        sleep_until(arrives).await;
        if weather.wait_for(|weather| way(weather) != Way::Held).await.is_err() {
            return;
        }
        if to.write_all(&piece[..read]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}
