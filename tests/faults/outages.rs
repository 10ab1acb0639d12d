//! PostgreSQL goes away, hangs or crawls, and comes back.

use std::{net::SocketAddr, time::Duration};

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::{
    actors::{Reader, hello, nonce, post},
    api::Api,
    cluster::Cluster,
    databases::Raw,
    load::Load,
    process::{Process, lifts},
    proxy::{Proxy, Way},
    stream::Stream,
    waiting::within,
};

/// The contract: posts fail within this time.
const ANSWER: Duration = Duration::from_secs(5);

/// What is answered from memory is answered within this time, on a machine that is busy with other tests.
const FROM_MEMORY: Duration = Duration::from_secs(2);

/// Everything is well again within this time.
const RECOVERY: Duration = Duration::from_secs(10);

/// How long each outage lasts.
const OUTAGE: Duration = Duration::from_secs(20);

/// Memory that an outage may cost: what is queued of this load is far below it, and what grows without bound is not.
const GROWTH: u64 = 16 * 1024 * 1024;

const STREAM: &str = "/api/v1/events/load/rooms/main/stream";

/// A room with traffic, somebody who posts in it and somebody who reads, and nothing that knows of an outage yet.
struct Hall {
    server: Process,
    load: Load,
    api: Api,
    alice: Reader,
    bob: Reader,
}

impl Hall {
    async fn on(database: &str) -> Self {
        lifts(database).await;
        let server = Process::serve(database, None, &[]).await;
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
        let api = Api::new(http, format!("http://{}", server.address), "load".to_owned(), None);
        let joined = api.joins("Alice", None).await;
        let token = joined["token"].as_str().expect("a token").to_owned();
        let alice = enter(server.address, Some(&token), None).await;
        let bob = enter(server.address, None, None).await;
        // Pages and people are known from before, as they are in any room that is in use.
        assert_eq!(api.page("/").await.status, 200);
        let load = Load::on(server.address, 4, 3).await;
        load.acks(50).await;
        Self { server, load, api: api.with_token(&token), alice, bob }
    }

    /// While the database is away: for as long as an outage lasts.
    async fn holds_out(&mut self) {
        let (begun, memory) = (Instant::now(), self.server.memory());
        while begun.elapsed() < OUTAGE {
            let (post, body) = (post("into the void"), json!({ "nonce": nonce(), "text": "into the void" }));
            let asked = Instant::now();
            self.alice.sends(&post).await;
            let over_http = self.api.post("/rooms/main/messages", &body);
            let on_stream = self.alice.stream.awaits("an answer", |frame| frame["nonce"] == post["nonce"]);
            let (over_http, on_stream) = tokio::join!(over_http, on_stream);
            over_http.refuses(503, "unavailable");
            assert_eq!(on_stream["code"], "unavailable", "{on_stream}");
            assert!(asked.elapsed() < ANSWER, "answered after {:?}", asked.elapsed());
            self.memory_serves().await;
        }
        let now = self.server.memory();
        assert!(now < memory + GROWTH, "{memory} bytes before, {now} now");
    }

    /// Those who are there, those who come and those who come back read what is in memory.
    async fn memory_serves(&mut self) {
        let begun = Instant::now();
        self.bob.stream.is_alive().await;
        self.alice.stream.is_alive().await;
        let newcomer = enter(self.server.address, None, None).await;
        assert_eq!(newcomer.welcome["messages"].as_array().map(Vec::len), Some(50));
        let (epoch, seq) = (newcomer.stream.epoch.clone(), newcomer.stream.seq - 10);
        let returned = enter(self.server.address, None, Some((&epoch, json!(seq)))).await;
        assert_eq!(
            (&returned.welcome["resumed"], returned.welcome["messages"].as_array().map(Vec::len)),
            (&json!(true), Some(10))
        );
        assert_eq!(self.api.history("").await.len(), 50);
        for page in ["/", "/e/load", "/e/load/main/embed", "/livez"] {
            assert_eq!(self.api.page(page).await.status, 200, "{page}");
        }
        assert!(begun.elapsed() < FROM_MEMORY, "{:?}", begun.elapsed());
    }

    /// After the database's return: all is well, without a restart and without anybody having been sent away.
    async fn recovers(mut self) {
        let back = Instant::now();
        loop {
            let again = post("are you back?");
            self.alice.sends(&again).await;
            let answer = self.alice.stream.awaits("an answer", |frame| frame["nonce"] == again["nonce"]).await;
            if answer["type"] == "ack" {
                break;
            }
            assert!(back.elapsed() < RECOVERY, "{answer}");
        }
        self.bob.sees("are you back?").await;
        assert!(back.elapsed() < RECOVERY, "back after {:?}", back.elapsed());
        println!("recovered {:?} after the database", back.elapsed());
        self.load.acks(50).await;
        assert_eq!(self.api.page("/readyz").await.status, 200);
        let outcome = self.load.ends_well().await;
        assert_eq!(outcome.reconnects, 0, "sockets stay: {outcome:?}");
        let other: Vec<&String> = outcome.refused.keys().filter(|code| *code != "unavailable").collect();
        assert!(other.is_empty(), "{outcome:?}");
        self.server.signal("TERM").await;
        let (status, log) = self.server.ended().await;
        assert_eq!(status.code(), Some(0), "{log}");
        let told = |words: &str| log.lines().filter(|line| line.contains(words)).count();
        // A commit that is cut off, or comes back late, has words of its own; hundreds of posts were refused.
        assert!(told("takes no commands") <= 3 && told("takes commands again") <= 3, "not told at every post: {log}");
        assert!(log.lines().count() < 100, "{log}");
    }
}

async fn enter(address: SocketAddr, token: Option<&str>, resume: Option<(&str, Value)>) -> Reader {
    let mut stream = Stream::open(address, STREAM, "somebody").await.expect("the upgrade");
    stream.sends(&hello(token, resume)).await;
    let welcome = stream.awaits("the welcome", |frame| frame["type"] == "welcome").await;
    Reader { stream, welcome }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_killed_and_started_again() {
    let mut cluster = Cluster::start().await;
    let mut hall = Hall::on(&cluster.url()).await;
    cluster.kill().await;
    hall.holds_out().await;
    cluster.start_again().await;
    hall.recovers().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_stopped_and_continued() {
    let cluster = Cluster::start().await;
    let mut hall = Hall::on(&cluster.url()).await;
    cluster.signal("STOP").await;
    hall.holds_out().await;
    cluster.signal("CONT").await;
    hall.recovers().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_so_slow_that_a_statement_takes_two_seconds() {
    let cluster = Cluster::start().await;
    let proxy = Proxy::to(cluster.address()).await;
    let mut hall = Hall::on(&cluster.url_at(proxy.address)).await;
    proxy.to_client(Way::Delayed(Duration::from_secs(2)));
    hall.holds_out().await;
    proxy.to_client(Way::Clear);
    hall.recovers().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_unreachable_as_behind_a_broken_network() {
    let cluster = Cluster::start().await;
    let proxy = Proxy::to(cluster.address()).await;
    let mut hall = Hall::on(&cluster.url_at(proxy.address)).await;
    proxy.to_server(Way::Dropped);
    hall.holds_out().await;
    proxy.cut();
    hall.recovers().await;
}

/// Waits until something is counted.
async fn waits_for(cluster: &Cluster, statement: &str) {
    within(statement, async { while cluster.number(statement).await == 0 {} }).await;
}

/// Somebody whose COMMIT waits in PostgreSQL until the lock is let go, and how it ends.
async fn cut_off_in_commit(ending: impl AsyncFnOnce(&Cluster, &Proxy, Raw)) {
    let cluster = Cluster::start().await;
    let proxy = Proxy::to(cluster.address()).await;
    let database = cluster.url_at(proxy.address);
    lifts(&database).await;
    let server = Process::serve(&database, None, &[]).await;
    let api = Api::new(reqwest::Client::new(), format!("http://{}", server.address), "load".to_owned(), None);
    let joined = api.joins("Alice", None).await;
    let mut alice = enter(server.address, joined["token"].as_str(), None).await;
    let mut bob = enter(server.address, None, None).await;
    let mut lock = cluster.connect().await;
    lock.execute(
        "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN PERFORM pg_advisory_xact_lock(2012); RETURN NULL; END $$;
             CREATE CONSTRAINT TRIGGER hold AFTER INSERT ON messages
                 DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold()",
    )
    .await;
    lock.execute("SELECT pg_advisory_lock(2012)").await;
    let sent = post("stored or not?");
    alice.sends(&sent).await;
    waits_for(&cluster, "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").await;
    ending(&cluster, &proxy, lock).await;
    let ack = alice.acked(&sent["nonce"]).await;
    let seen = bob.sees("stored or not?").await;
    assert_eq!((&seen["id"], &seen["seq"]), (&ack["id"], &ack["seq"]), "the answer is true, and told to all");
    let history = api.history("").await;
    assert_eq!(history, [seen], "once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_lost_during_commit_which_it_carried_out() {
    cut_off_in_commit(async |cluster, proxy, mut lock| {
        proxy.to_client(Way::Dropped);
        lock.execute("SELECT pg_advisory_unlock(2012)").await;
        waits_for(cluster, "SELECT COUNT(*) FROM messages").await;
        proxy.cut();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_lost_during_commit_which_it_undid() {
    cut_off_in_commit(async |_, _, mut lock| {
        lock.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            .await;
        lock.execute("SELECT pg_advisory_unlock(2012)").await;
    })
    .await;
}
