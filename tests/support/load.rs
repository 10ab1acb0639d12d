//! Writers and readers that go on whatever happens to the server, and the checker of the load driver to decide what they
//! saw. Nobody here gives up: a lost connection is taken up again, and what has no answer is sent again.

use std::{
    collections::{BTreeMap, HashMap},
    net::SocketAddr,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use loadtest::{
    api::Api,
    checker::{Ack, Mark, Observer, Post, Records, check},
    client::{Client, Event, Gone},
    names::Names,
    run::Run,
    tag::Tag,
    target::Target,
    wire::Command,
};
use tokio::{sync::watch, task::JoinSet, time::interval};

use super::waiting::{until, within};

/// Unanswered posts of a writer at a time: enough that batches have several posts of one author.
const IN_FLIGHT: usize = 8;

/// From one post of a writer to the next: below the 50 frames a second that a client may send.
const POST_EVERY: Duration = Duration::from_millis(25);

/// Characters of each text.
const SIZE: usize = 80;

/// The longest pause before a lost client comes back. The contract's 5 s would only make the tests longer.
const BACKOFF: Duration = Duration::from_millis(100);

/// A room under load, of the event in `loadtest/event.toml`.
pub(crate) struct Load {
    pub(crate) run: Arc<Run>,
    api: Api,
    /// The room's seq before.
    base: u64,
    phase: watch::Sender<Phase>,
    clients: JoinSet<(HashMap<Mark, Post>, Observer)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    /// Writers post.
    Posting,
    /// They wait for what they have sent.
    Settling,
    /// All leave.
    Over,
}

/// What was posted, and what came of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Posts that were acked.
    pub(crate) acked: u64,
    /// Posts that were refused, by code.
    pub(crate) refused: BTreeMap<String, u64>,
    /// Connections that were lost and taken up again.
    pub(crate) reconnects: u64,
    /// Messages in the room now.
    pub(crate) stored: usize,
}

impl Load {
    /// Everybody joins and is welcomed, and the writers begin.
    pub(crate) async fn on(address: SocketAddr, writers: usize, readers: usize) -> Self {
        let target = Target::new(&format!("http://{address}"), "load", "main").expect("an address");
        let api = Api::new(target.clone()).expect("a client");
        let base = api.head().await.expect("the room");
        let run = Arc::new(Run::new(target, writers + readers, BACKOFF));
        let phase = watch::Sender::new(Phase::Posting);
        let (names, mut clients) = (Names::random(), JoinSet::new());
        for number in 0..writers + readers {
            let token =
                if number < writers { Some(api.join(&names, number, None).await.expect("joined")) } else { None };
            let writes = token.is_some();
            let client = Client::new(run.clone(), number, token);
            clients.spawn(
                Participant { client, writes, pending: BTreeMap::new(), posts: HashMap::new() }
                    .takes_part(phase.subscribe()),
            );
        }
        let load = Self { run, api, base, phase, clients };
        load.is_complete().await;
        load
    }

    /// Waits until everybody is connected.
    pub(crate) async fn is_complete(&self) {
        let clients = self.clients.len() as u64;
        self.until("everybody's welcome", |run| run.meter.connected.load(Ordering::SeqCst) == clients).await;
    }

    /// Waits until so many more posts are acked.
    pub(crate) async fn acks(&self, more: u64) {
        let goal = self.run.meter.acked.load(Ordering::SeqCst) + more;
        self.until("acks", |run| run.meter.acked.load(Ordering::SeqCst) >= goal).await;
    }

    /// Waits until so many more posts are refused.
    pub(crate) async fn refusals(&self, more: u64) {
        let goal = self.refused() + more;
        self.until("refusals", |_| self.refused() >= goal).await;
    }

    pub(crate) fn refused(&self) -> u64 {
        self.run.meter.refusals().values().sum()
    }

    async fn until(&self, what: &str, reached: impl Fn(&Run) -> bool) {
        until(what, async || reached(&self.run)).await;
    }

    /// Lets everybody finish and holds all that they saw against the room as it is stored.
    pub(crate) async fn ends_well(mut self) -> Outcome {
        self.phase.send_replace(Phase::Settling);
        self.until("the last answers", |run| run.meter.busy_writers.load(Ordering::SeqCst) == 0).await;
        let head = within("the room's head", self.api.head()).await.expect("the room");
        let clients = self.clients.len();
        self.until("everybody to catch up", |run| run.how_many_reached(head) == clients).await;
        self.phase.send_replace(Phase::Over);
        let mut records = Records { base: self.base, until: Some(head), ..Records::default() };
        while let Some(client) = within("everybody to leave", self.clients.join_next()).await {
            let (posts, observer) = client.expect("no panic");
            records.posts.extend(posts);
            records.observers.push(observer);
        }
        records.stored = self.api.log_after(self.base, self.run.id).await.expect("the room's log");
        let verdict = check(&records);
        assert!(verdict.holds(), "{verdict:#?}");
        let acked = records.posts.values().filter(|post| !post.acks.is_empty()).count() as u64;
        let (refused, reconnects) = (self.run.meter.refusals(), self.run.meter.reconnects.load(Ordering::SeqCst));
        Outcome { acked, refused, reconnects, stored: records.stored.len() }
    }
}

struct Participant {
    client: Client,
    writes: bool,
    /// Sent and not answered.
    pending: BTreeMap<Mark, String>,
    posts: HashMap<Mark, Post>,
}

impl Participant {
    async fn takes_part(mut self, mut phase: watch::Receiver<Phase>) -> (HashMap<Mark, Post>, Observer) {
        let busy = &self.client.run.clone().meter.busy_writers;
        busy.fetch_add(u64::from(self.writes), Ordering::SeqCst);
        loop {
            if let Err(why) = self.client.connect().await {
                panic!("client {} is not let in: {why}", self.client.number);
            }
            match self.converses(&mut phase).await {
                Ok(()) => return (self.posts, self.client.observer),
                Err(Gone::Again(pause, _)) => self.client.rest(pause).await,
                Err(Gone::Final(why)) => panic!("client {} was sent away: {why}", self.client.number),
            }
        }
    }

    /// Until the end, or until the connection is lost.
    async fn converses(&mut self, phase: &mut watch::Receiver<Phase>) -> Result<(), Gone> {
        for (mark, text) in self.pending.clone() {
            self.sends(mark, &text).await?;
        }
        let mut turn = interval(POST_EVERY);
        loop {
            let now = *phase.borrow_and_update();
            let posting = self.writes && now == Phase::Posting;
            if !posting && self.writes && self.pending.is_empty() {
                self.writes = false;
                self.client.run.meter.busy_writers.fetch_sub(1, Ordering::SeqCst);
            }
            self.client.flush().await?;
            if now == Phase::Over {
                return Ok(());
            }
            tokio::select! {
                event = self.client.next() => self.hears(event?),
                _ = turn.tick(), if posting && self.pending.len() < IN_FLIGHT => {
                    let (run, mark) = (&self.client.run, self.client.run.mark());
                    let text = run.id.text(Tag { mark, intended: run.clock.now() }, SIZE);
                    self.pending.insert(mark, text.clone());
                    self.sends(mark, &text).await?;
                }
                _ = phase.changed() => {}
            }
        }
    }

    async fn sends(&mut self, mark: Mark, text: &str) -> Result<(), Gone> {
        self.posts.entry(mark).or_default().attempts += 1;
        let nonce = self.client.run.id.nonce(mark);
        self.client.feed(&Command::Post { nonce: &nonce, text }).await
    }

    fn hears(&mut self, event: Event) {
        let meter = &self.client.run.meter;
        match event {
            Event::Acked(mark, ack) => self.acked(mark, ack),
            // What was seen is the observer's business.
            Event::Message { .. } | Event::Removed(_) | Event::Edited(_) | Event::Reacted | Event::Acted(_) => {}
            Event::Held(mark) => panic!("post {mark} waits for a moderator in a room where nobody's does"),
            Event::Refused { mark, code, .. } => {
                meter.refused(&code);
                let mark = mark.unwrap_or_else(|| panic!("{code} without a nonce"));
                self.pending.remove(&mark);
                self.posts.entry(mark).or_default().refusals += 1;
            }
        }
    }

    fn acked(&mut self, mark: Mark, ack: Ack) {
        if self.pending.remove(&mark).is_some() {
            self.client.run.meter.acked(self.client.number, 0);
        }
        self.posts.entry(mark).or_default().acks.push(ack);
    }
}
