//! Somebody who behaves well and wants to chat while others do not.

use std::{net::SocketAddr, time::Duration};

use serde_json::Value;
use tokio::{sync::oneshot, task::JoinHandle, time::Instant};

use super::{
    actors::{Reader, hello, post},
    stream::Stream,
    waiting::within,
};

/// Everything one does in a chat is done within this time.
const PROMPTLY: Duration = Duration::from_secs(1);

/// From one post to the next.
const POST_EVERY: Duration = Duration::from_millis(50);

/// A conversation that goes on until it is asked how it went.
pub(crate) struct Bystander {
    stop: oneshot::Sender<()>,
    chatting: JoinHandle<u32>,
}

impl Bystander {
    /// Chats from now on, as whoever has that token, with a reader who sees it all.
    pub(crate) async fn chats(address: SocketAddr, path: &str, token: &str) -> Self {
        let stream = async || Stream::open(address, path, "a bystander").await.expect("the upgrade");
        let mut author = Reader::enter(stream().await, Some(token), None).await;
        let mut reader = Reader::enter(stream().await, None, None).await;
        let (stop, mut stopped) = oneshot::channel();
        let chatting = tokio::spawn(async move {
            let mut turn = tokio::time::interval(POST_EVERY);
            for number in 1.. {
                let text = format!("as if nothing were {number}");
                let begun = Instant::now();
                author.does(&post(&text)).await;
                reader.sees(&text).await;
                let took = begun.elapsed();
                assert!(took < PROMPTLY, "post {number} was acked and seen after {took:?}");
                tokio::select! {
                    _ = turn.tick() => {}
                    _ = &mut stopped => return number,
                }
            }
            0
        });
        Self { stop, chatting }
    }

    /// How many posts were acked and seen, each promptly.
    pub(crate) async fn was_undisturbed(self) -> u32 {
        let _ = self.stop.send(());
        within("the last post to be seen", self.chatting).await.expect("nothing was late")
    }
}

/// A newcomer is welcomed and posts, all of it promptly; the welcome.
pub(crate) async fn newcomer(address: SocketAddr, path: &str, token: &str) -> Value {
    let begun = Instant::now();
    let mut stream = Stream::open(address, path, "a newcomer").await.expect("the upgrade");
    stream.sends(&hello(Some(token), None)).await;
    let welcome = stream.awaits("the welcome", |frame| frame["type"] == "welcome").await;
    let post = post("may I come in?");
    stream.sends(&post).await;
    let answer = stream.awaits("an answer", |frame| frame["nonce"] == post["nonce"]).await;
    let took = begun.elapsed();
    assert_eq!(answer["type"], "ack", "{answer}");
    assert!(took < PROMPTLY, "a newcomer was served after {took:?}");
    welcome
}
