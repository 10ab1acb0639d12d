//! What a participant posts on the stream, kept until each post has its answer.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, atomic::Ordering::Relaxed},
};

use crate::{
    checker::{Ack, Mark, Micros, Post},
    client::{Client, Gone},
    run::Run,
    tag::Tag,
    wire::Command,
};

/// A participant's posts. Whoever has one counts as busy until it rests.
#[derive(Debug)]
pub struct Outbox {
    run: Arc<Run>,
    words: Words,
    posts: HashMap<Mark, Post>,
    /// Intended times of what has no answer yet.
    pending: BTreeMap<Mark, Micros>,
    busy: bool,
}

/// What follows the tag of a text.
#[derive(Clone, Copy, Debug)]
pub enum Words {
    /// Made-up ones, so that the text has so many characters.
    Size(usize),
    /// These.
    These(&'static str),
}

impl Outbox {
    /// An empty one.
    #[must_use]
    pub fn new(run: Arc<Run>, words: Words) -> Self {
        run.meter.busy_writers.fetch_add(1, Relaxed);
        Self { run, words, posts: HashMap::new(), pending: BTreeMap::new(), busy: true }
    }

    /// From now on says other words.
    pub fn say(&mut self, words: Words) {
        self.words = words;
    }

    /// Posts: hands the frame to the socket's buffer.
    ///
    /// # Errors
    /// When the connection ended; the post is sent again with the others.
    pub async fn post(&mut self, client: &mut Client, intended: Micros) -> Result<(), Gone> {
        let mark = self.run.mark();
        self.run.meter.sent.fetch_add(1, Relaxed);
        self.posts.insert(mark, Post::default());
        self.pending.insert(mark, intended);
        self.feed(client, mark, intended).await
    }

    /// Sends the same nonces again: the server stores each at most once.
    ///
    /// # Errors
    /// When the connection ended.
    pub async fn send_again(&mut self, client: &mut Client) -> Result<(), Gone> {
        for (mark, intended) in self.pending.clone() {
            self.run.meter.resent.fetch_add(1, Relaxed);
            self.feed(client, mark, intended).await?;
        }
        client.flush().await
    }

    /// How many posts wait for their answer.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.pending.len()
    }

    /// A post was stored; says whether this is its first ack.
    pub fn acked(&mut self, client: &Client, mark: Mark, ack: Ack) -> bool {
        let first = self.pending.remove(&mark);
        if let Some(intended) = first {
            self.run.meter.acked(client.number, self.run.clock.now().saturating_sub(intended));
        }
        self.posts.entry(mark).or_default().acks.push(ack);
        first.is_some()
    }

    /// A post was refused.
    pub fn refused(&mut self, mark: Mark) {
        self.pending.remove(&mark);
        self.posts.entry(mark).or_default().refusals += 1;
    }

    /// No longer counts among those to wait for.
    pub fn rest(&mut self) {
        if std::mem::take(&mut self.busy) {
            self.run.meter.busy_writers.fetch_sub(1, Relaxed);
        }
    }

    /// Rests, and gives the posts with their answers.
    #[must_use]
    pub fn into_posts(mut self) -> HashMap<Mark, Post> {
        self.rest();
        self.posts
    }

    async fn feed(&mut self, client: &mut Client, mark: Mark, intended: Micros) -> Result<(), Gone> {
        self.posts.entry(mark).or_default().attempts += 1;
        let (run, tag) = (self.run.id, Tag { mark, intended });
        let text = match self.words {
            Words::Size(size) => run.text(tag, size),
            Words::These(words) => run.saying(tag, words),
        };
        let nonce = run.nonce(mark);
        client.feed(&Command::Post { nonce: &nonce, text: &text }).await
    }
}
