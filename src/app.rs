//! The program put together, and its life from the first connection to the last.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use tokio::{
    sync::Semaphore,
    time::{MissedTickBehavior, interval, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    backup::journal_path,
    commands::{self, invite_link, print},
    config::{Common, Invite, Serve},
    domain::{Clock, Random, Role},
    event_file, http,
    hub::Hub,
    machine::{SystemClock, SystemRandom},
    store::Store,
    telemetry,
};

/// After the signal to stop, everything is over within this time, and what is not is cut: supervisors kill after 10 s.
const STOP_WITHIN: Duration = Duration::from_secs(9);

/// How often rooms that nobody is in are looked for.
const RETIRE_EVERY: Duration = Duration::from_secs(60);

/// How often the log of acts is looked at for what was done on another node.
const HEED_EVERY: Duration = Duration::from_millis(500);

/// How often texts whose restore window is over are looked for.
const ERASE_EVERY: Duration = Duration::from_secs(60);

/// Connections to Postgres, or readers of the SQLite file. Two cores are busy with fewer.
const DATABASE_CONNECTIONS: u32 = 10;

/// What a running server is made of.
pub struct Parts {
    /// The database, migrated.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Where the world reaches the server.
    pub public_url: String,
    /// The most streams at once.
    pub max_streams: u32,
    /// How fast people join from one network.
    pub admission: http::Admission,
}

/// `serve`: from the command line to the end.
///
/// # Errors
/// One line that names what is in the way: a port in use, a database that cannot be reached, unsafe settings.
pub async fn serve(common: &Common, options: &Serve, shutdown: CancellationToken) -> anyhow::Result<()> {
    // Each stream is a file; the usual soft limit of 1,024 is soon used up.
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!(%error, "the limit of open files could not be raised");
    }
    let listener = listen(options.address())?;
    let metrics = options.metrics_listen.map(listen).transpose()?;
    let address = listener.local_addr()?;
    let public_url = common.public_url.clone().unwrap_or_else(|| local_url(address));
    let removals = journal_path(common, options.removals.as_ref());
    let journalled = removals.is_some();
    let store = commands::connect(common, DATABASE_CONNECTIONS, removals).await?;
    // First, so that a database that will not do is left as it is.
    store.check_durability().await?;
    commands::bring_up_to_date(&store).await?;
    store.check_removals().await?;
    if !journalled {
        tracing::warn!(
            "no journal of removals is kept: a restored backup would bring removed messages back; --removals names one"
        );
    }
    let greeting = greeting(&store, &public_url).await?;
    print(&format!("Listening on http://{address}\n{greeting}"))?;
    if let Some(metrics) = metrics {
        let recorder = telemetry::start_metrics()?;
        let router = http::metrics_router(recorder);
        let serving = http::serve(metrics, router, shutdown.clone());
        tokio::spawn(async move {
            if let Err(error) = serving.await {
                tracing::error!(%error, "the metrics are no longer served");
            }
        });
    }
    let parts = Parts {
        store,
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        public_url,
        max_streams: options.max_streams,
        admission: http::Admission::new(options.joining(), options.trusted_proxies.clone()),
    };
    run(listener, parts, shutdown).await
}

/// Serves until `shutdown`, then lets everybody finish: requests are answered, accepted commands stored and acked,
/// streams closed with 1012.
///
/// # Errors
/// If the database is away at the beginning, or the listener breaks.
pub async fn run(listener: TcpListener, parts: Parts, shutdown: CancellationToken) -> anyhow::Result<()> {
    let Parts { store, clock, random, public_url, max_streams, admission } = parts;
    let join_key = http::JoinKey::random(&*random);
    let hub = Arc::new(Hub::new(store.clone(), clock, random));
    // From here on it follows what is done; what was done before, nobody here has to be told.
    hub.heed_acts().await?;
    let streams = TaskTracker::new();
    let site = Arc::new(http::Site {
        hub: hub.clone(),
        public_url,
        shutdown: shutdown.clone(),
        streams: streams.clone(),
        stream_permits: Arc::new(Semaphore::new(max_streams as usize)),
        admission,
        join_key,
    });
    let keeping =
        [tokio::spawn(retire(hub.clone())), tokio::spawn(heed(hub.clone())), tokio::spawn(erase(hub.clone()))];
    let serving = http::serve(listener, http::router(site), shutdown.clone());
    let mut serving = std::pin::pin!(serving);
    let mut served = None;
    tokio::select! {
        result = &mut serving => served = Some(result),
        () = shutdown.cancelled() => {}
    }
    // Also when the listener broke: what was accepted is finished.
    shutdown.cancel();
    let finish = async {
        let result = match served {
            Some(result) => result,
            None => serving.await,
        };
        streams.close();
        streams.wait().await;
        hub.drain().await;
        store.close().await;
        result
    };
    let finished = timeout(STOP_WITHIN, finish).await;
    keeping.iter().for_each(tokio::task::JoinHandle::abort);
    match finished {
        Ok(result) => result.context("the server no longer takes connections"),
        Err(_) => {
            tracing::warn!("some connections did not finish in time and are cut");
            Ok(())
        }
    }
}

async fn retire(hub: Arc<Hub>) {
    let mut tick = interval(RETIRE_EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        hub.retire_idle();
    }
}

/// Heeds what is done on other nodes of the same database.
async fn heed(hub: Arc<Hub>) {
    let mut tick = interval(HEED_EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = hub.heed_acts().await {
            tracing::debug!(%error, "the log of acts could not be read");
        }
        if let Err(error) = hub.heed_held().await {
            tracing::debug!(%error, "what waits for moderators could not be read");
        }
    }
}

/// Erases the texts whose restore window is over, and what was known of networks.
async fn erase(hub: Arc<Hub>) {
    let mut tick = interval(ERASE_EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = hub.store().forget_said(hub.clock().now()).await {
            tracing::warn!(%error, "what was said lately could not be forgotten; tried again soon");
        }
        if let Err(error) = hub.store().erase_networks(hub.clock().now()).await {
            tracing::warn!(%error, "what is known of networks could not be erased; tried again soon");
        }
        loop {
            match hub.store().erase_expired(hub.clock().now()).await {
                Ok(0) => break,
                Ok(erased) => tracing::info!(erased, "texts of removed messages are no longer kept"),
                Err(error) => {
                    tracing::warn!(%error, "texts that are no longer to be kept could not be erased; tried again soon");
                    break;
                }
            }
        }
    }
}

/// Where to look. A database without any event gets the example, and its organiser a link, as a notebook server prints
/// its token.
async fn greeting(store: &Store, public_url: &str) -> anyhow::Result<String> {
    let event = event_file::parse(event_file::EXAMPLE, &SystemRandom).context("the example event is not right")?;
    if !store.import_first_event(&event, &SystemRandom).await? {
        return Ok(format!("Events: {public_url}/"));
    }
    let wanted = Invite {
        event: event.slug.clone(),
        role: Role::Organiser,
        name: None,
        uses: 1,
        expires: Duration::from_secs(7 * 24 * 60 * 60),
        json: false,
    };
    let link = invite_link(store, public_url, &wanted).await?;
    Ok(format!(
        "{}: {public_url}/e/{}\nIts organiser's link, for one use within 7 days: {}",
        event.title, event.slug, link.url
    ))
}

/// Where this machine itself reaches the server; "all addresses" is none to go to.
fn local_url(mut address: SocketAddr) -> String {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    format!("http://{address}")
}

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on; --listen names another"))
}
