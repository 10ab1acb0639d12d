//! The server in this process, on a port and a database of its own.

use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde_json::Value;
use social_stream::{
    app::{self, Parts},
    domain::{Clock, Event, Invite, Pace, Random, Role, RoomId, RoomInfo, Secret},
    event_file,
    http::Admission,
    store::Store,
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{
    actors::{Participant, Reader, hello},
    api::Api,
    databases::TestDatabase,
    stream::Stream,
    waiting::within,
    world::{SeededRandom, TestClock},
};

/// A server that runs until it is stopped or dropped.
pub(crate) struct Server<'a> {
    database: &'a TestDatabase,
    pub(crate) address: SocketAddr,
    pub(crate) event: Event,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) store: Store,
    /// Cancelled: the server goes away.
    pub(crate) shutdown: CancellationToken,
    random: Arc<SeededRandom>,
    running: JoinHandle<anyhow::Result<()>>,
    http: reqwest::Client,
}

/// The example event with a second room, no limit to the pace, and no other site that may embed it.
pub(crate) fn example(random: &dyn Random) -> Event {
    let mut event = event_file::parse(event_file::EXAMPLE, random).expect("the example is right");
    let slug = "side".parse().expect("a short name");
    event.rooms.push(RoomInfo { id: RoomId::random(random), slug, title: "Side room".into() });
    event.settings.pace = Pace { burst: 1, interval: Duration::ZERO };
    event.settings.embed_on = Vec::new();
    event
}

/// Where as many join from one network as like.
fn open_doors() -> Admission {
    Admission::new(Pace { burst: 1, interval: Duration::ZERO }, Vec::new())
}

/// Randomness that no other server of this run has had, or a restarted one would give its ids again.
pub(crate) fn fresh_random() -> Arc<SeededRandom> {
    static COUNT: AtomicU64 = AtomicU64::new(2012);
    Arc::new(SeededRandom::new(COUNT.fetch_add(1, Ordering::SeqCst)))
}

impl<'a> Server<'a> {
    /// With the [`example`] event.
    pub(crate) async fn on(database: &'a TestDatabase) -> Self {
        Self::with(database, |_| ()).await
    }

    /// With the [`example`] event, changed.
    pub(crate) async fn with(database: &'a TestDatabase, change: impl FnOnce(&mut Event)) -> Self {
        Self::start(database, Arc::new(TestClock::new()), 1_000, open_doors(), change).await
    }

    /// Where people join at that pace from each network, behind a proxy on this machine.
    pub(crate) async fn admitting(database: &'a TestDatabase, joining: Pace, change: impl FnOnce(&mut Event)) -> Self {
        let proxy = "127.0.0.0/8".parse().expect("a network");
        Self::start(database, Arc::new(TestClock::new()), 1_000, Admission::new(joining, vec![proxy]), change).await
    }

    /// With room for so many streams.
    pub(crate) async fn for_streams(database: &'a TestDatabase, max_streams: u32) -> Self {
        Self::start(database, Arc::new(TestClock::new()), max_streams, open_doors(), |_| ()).await
    }

    async fn start(
        database: &'a TestDatabase,
        clock: Arc<TestClock>,
        max_streams: u32,
        admission: Admission,
        change: impl FnOnce(&mut Event),
    ) -> Self {
        let (store, random) = (database.open().await, fresh_random());
        let mut event = example(&*random);
        change(&mut event);
        store.import_event(&event, &*random).await.expect("the event is imported");
        let event = store.event(&event.slug).await.expect("an answer").expect("the event");
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let shutdown = CancellationToken::new();
        let parts = Parts {
            store: store.clone(),
            clock: clock.clone(),
            random: random.clone(),
            public_url: format!("http://{address}"),
            max_streams,
            admission,
        };
        let running = tokio::spawn(app::run(listener, parts, shutdown.clone()));
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(15)).build().expect("a client");
        Self { database, address, event, clock, store, shutdown, random, running, http }
    }

    /// Stops it and starts another one on the same database.
    pub(crate) async fn restart(self) -> Self {
        let (database, clock, event) = (self.database, self.clock.clone(), self.event.clone());
        self.stop().await;
        Self::start(database, clock, 1_000, open_doors(), |fresh| *fresh = event).await
    }

    /// Stops it and waits until it has ended well.
    pub(crate) async fn stop(mut self) {
        self.shutdown.cancel();
        within("the server's end", &mut self.running).await.expect("it does not panic").expect("it ends well");
    }

    /// What anybody may ask who is nobody.
    pub(crate) fn api(&self) -> Api {
        Api::new(self.http.clone(), format!("http://{}", self.address), self.event.slug.to_string(), None)
    }

    /// A stream of the main room, before its hello.
    pub(crate) async fn stream(&self) -> Stream {
        Stream::open(self.address, &self.stream_path("main"), "somebody").await.expect("the upgrade")
    }

    pub(crate) fn stream_path(&self, room: &str) -> String {
        format!("/api/v1/events/{}/rooms/{room}/stream", self.event.slug)
    }

    /// Somebody who reads the main room without having joined.
    pub(crate) async fn reader(&self) -> Reader {
        Reader::enter(self.stream().await, None, None).await
    }

    /// A reader who comes back with a cursor.
    pub(crate) async fn resumed(&self, epoch: &str, seq: u64) -> Reader {
        Reader::enter(self.stream().await, None, Some((epoch, seq.into()))).await
    }

    /// A reader who saves data, and may come back with a cursor.
    pub(crate) async fn saving(&self, resume: Option<(&str, Value)>) -> Reader {
        let mut hello = hello(None, resume);
        hello["low_data"] = true.into();
        Reader::enter_with(self.stream().await, &hello).await
    }

    /// Somebody who joins by name alone and enters the main room.
    pub(crate) async fn participant(&self, name: &str) -> Participant {
        Participant::enter(self, self.api().joins(name, None).await, "main").await
    }

    /// Somebody who joins by a moderator's invitation and enters the main room.
    pub(crate) async fn moderator(&self, name: &str) -> Participant {
        let code = self.invite(Role::Moderator, 1, None).await;
        Participant::enter(self, self.api().joins(name, Some(&code)).await, "main").await
    }

    /// Somebody who joins with a role and enters the main room.
    pub(crate) async fn somebody(&self, name: &str, role: Role) -> Participant {
        if role == Role::Guest {
            return self.participant(name).await;
        }
        let code = self.invite(role, 1, None).await;
        Participant::enter(self, self.api().joins(name, Some(&code)).await, "main").await
    }

    /// The code of a new invitation that works for so long, or for good.
    pub(crate) async fn invite(&self, role: Role, uses_left: u32, lasts: Option<Duration>) -> String {
        let code = Secret::random(&*self.random);
        let expires_at = lasts.map(|span| self.clock.now().plus(span));
        let invite = Invite { code: code.hash(), event: self.event.id, role, uses_left, expires_at };
        self.store.create_invite(&invite).await.expect("the invite is kept");
        code.reveal().to_owned()
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        self.shutdown.cancel();
    }
}
