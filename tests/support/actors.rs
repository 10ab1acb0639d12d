//! Who plays in the tests: readers, and those who joined, moderators among them.

use std::{
    ops::{Deref, DerefMut},
    sync::atomic::{AtomicU64, Ordering},
};

use serde_json::{Value, json};

use super::{api::Api, server::Server, stream::Stream};

/// Somebody with a welcomed stream.
pub(crate) struct Reader {
    pub(crate) stream: Stream,
    pub(crate) welcome: Value,
}

/// Somebody who joined, with a welcomed stream.
pub(crate) struct Participant {
    reader: Reader,
    /// The API as this person.
    pub(crate) api: Api,
    pub(crate) token: String,
    pub(crate) you: Value,
}

/// A name for a command that no other has.
pub(crate) fn nonce() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("nonce-{:06}", COUNT.fetch_add(1, Ordering::SeqCst))
}

/// A hello with what is given.
pub(crate) fn hello(token: Option<&str>, resume: Option<(&str, Value)>) -> Value {
    let mut hello = json!({ "type": "hello" });
    if let Some(token) = token {
        hello["token"] = token.into();
    }
    if let Some((epoch, seq)) = resume {
        hello["resume"] = json!({ "epoch": epoch, "seq": seq });
    }
    hello
}

/// The message with everything but what an ack tells left out.
pub(crate) fn ack_of(frame: &Value) -> Value {
    json!({ "id": frame["id"], "position": frame["position"], "seq": frame["seq"] })
}

/// All that may be left of a message that was removed at `seq`.
pub(crate) fn tombstone(posted: &Value, seq: &Value) -> Value {
    json!({ "id": posted["id"], "position": posted["position"], "seq": seq, "removed": true })
}

impl Reader {
    pub(crate) async fn enter(stream: Stream, token: Option<&str>, resume: Option<(&str, Value)>) -> Self {
        Self::enter_with(stream, &hello(token, resume)).await
    }

    pub(crate) async fn enter_with(mut stream: Stream, hello: &Value) -> Self {
        stream.sends(hello).await;
        let welcome = stream.awaits("the welcome", |frame| frame["type"] == "welcome").await;
        Self { stream, welcome }
    }

    /// Waits until a message says this; gives the message.
    pub(crate) async fn sees(&mut self, text: &str) -> Value {
        let says = |frame: &Value| frame["type"] == "message" && frame["message"]["text"] == text;
        self.stream.awaits(&format!("`{text}`"), says).await["message"].take()
    }

    /// Waits until a message is gone; gives what is left of it.
    pub(crate) async fn sees_removed(&mut self, posted: &Value) -> Value {
        let gone = |frame: &Value| frame["message"]["id"] == posted["id"] && frame["message"]["removed"] == true;
        self.stream.awaits("the tombstone", gone).await["message"].take()
    }

    /// Waits until a message is changed like that; gives the message.
    pub(crate) async fn sees_changed(&mut self, posted: &Value, so: impl Fn(&Value) -> bool) -> Value {
        let changed = |frame: &Value| frame["message"]["id"] == posted["id"] && so(&frame["message"]);
        self.stream.awaits("the change", changed).await["message"].take()
    }

    /// Waits until the room's state has changed; gives the frame.
    pub(crate) async fn sees_the_room(&mut self) -> Value {
        self.stream.awaits("the room's state", |frame| frame["type"] == "room").await
    }

    /// Waits for an error and its code; gives the error.
    pub(crate) async fn is_refused(&mut self, code: &str) -> Value {
        let error = self.stream.awaits(code, |frame| frame["type"] == "error").await;
        assert_eq!(error["code"], code, "{error}");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{error}");
        error
    }

    pub(crate) async fn is_closed_with(&mut self, code: u16) {
        assert_eq!(self.stream.is_closed().await, code);
    }

    pub(crate) async fn sends(&mut self, frame: &Value) {
        self.stream.sends(frame).await;
    }

    /// Sends a command and waits for its ack.
    pub(crate) async fn does(&mut self, command: &Value) -> Value {
        self.stream.sends(command).await;
        self.acked(&command["nonce"]).await
    }

    /// Waits for the ack of a command.
    /// Has something done to people or to the room, and waits for what came of it.
    pub(crate) async fn acts(&mut self, ask: Value) -> Value {
        let frame = act(&ask);
        self.sends(&frame).await;
        self.stream
            .awaits(&format!("an answer to {ask}"), |answer| {
                answer["nonce"] == frame["nonce"] && answer["type"] == "acted"
            })
            .await
    }

    pub(crate) async fn acked(&mut self, nonce: &Value) -> Value {
        let answer = self.stream.awaits("an answer", |frame| frame["nonce"] == *nonce).await;
        assert_eq!(answer["type"], "ack", "{answer}");
        answer
    }
}

impl Participant {
    /// Goes into a room with what joining gave.
    pub(crate) async fn enter(server: &Server<'_>, joined: Value, room: &str) -> Self {
        let token = joined["token"].as_str().expect("a token").to_owned();
        let name = joined["you"]["name"].as_str().expect("a name");
        let stream = Stream::open(server.address, &server.stream_path(room), name).await.expect("the upgrade");
        let reader = Reader::enter(stream, Some(&token), None).await;
        assert_eq!(reader.welcome["you"], joined["you"]);
        Self { reader, api: server.api().with_token(&token), token, you: joined["you"].clone() }
    }

    /// The same person on another stream, or on another server of the same database.
    pub(crate) async fn again(&self, server: &Server<'_>) -> Self {
        let joined = json!({ "token": self.token, "you": self.you });
        Self::enter(server, joined, "main").await
    }

    /// Whose address is `/people/ID`, and what stands below it.
    pub(crate) fn at(&self, what: &str) -> String {
        format!("/people/{}/{what}", self.you["id"].as_str().expect("an id"))
    }

    /// Waits until this person is told that something of a kind was done to them.
    pub(crate) async fn is_told(&mut self, kind: &str) -> Value {
        let told = |frame: &Value| frame["type"] == "notice" && frame["notice"]["kind"] == kind;
        self.stream.awaits(&format!("the notice of {kind}"), told).await["notice"].take()
    }

    /// Posts and waits for the ack.
    pub(crate) async fn says(&mut self, text: &str) -> Value {
        self.does(&post(text)).await
    }

    /// Posts in answer to a message and waits for the ack.
    pub(crate) async fn replies(&mut self, text: &str, to: &Value) -> Value {
        let mut post = post(text);
        post["reply_to"] = to["id"].clone();
        self.does(&post).await
    }

    /// Removes a message and waits for the ack.
    pub(crate) async fn removes(&mut self, posted: &Value) -> Value {
        self.does(&removal(posted)).await
    }

    /// Edits a message and waits for the ack.
    pub(crate) async fn edits(&mut self, posted: &Value, text: &str) -> Value {
        self.does(&edit(posted, text)).await
    }

    /// Reacts to a message, or takes it back, and waits for the ack.
    pub(crate) async fn reacts(&mut self, posted: &Value, emoji: &str, on: bool) -> Value {
        self.does(&reaction(posted, emoji, on)).await
    }

    /// Tries to post, and is refused.
    pub(crate) async fn may_not_say(&mut self, text: &str, code: &str) -> Value {
        let post = post(text);
        self.sends(&post).await;
        let error = self.is_refused(code).await;
        assert_eq!(error["nonce"], post["nonce"]);
        error
    }
}

/// A post under a fresh nonce.
pub(crate) fn post(text: &str) -> Value {
    json!({ "type": "post", "nonce": nonce(), "text": text })
}

/// A removal under a fresh nonce.
pub(crate) fn removal(posted: &Value) -> Value {
    json!({ "type": "remove", "nonce": nonce(), "id": posted["id"] })
}

/// A frame that asks for an act.
pub(crate) fn act(ask: &Value) -> Value {
    json!({ "type": "act", "nonce": nonce(), "ask": ask })
}

/// An edit under a fresh nonce.
pub(crate) fn edit(posted: &Value, text: &str) -> Value {
    json!({ "type": "edit", "nonce": nonce(), "id": posted["id"], "text": text })
}

/// A reaction under a fresh nonce.
pub(crate) fn reaction(posted: &Value, emoji: &str, on: bool) -> Value {
    json!({ "type": "react", "nonce": nonce(), "id": posted["id"], "emoji": emoji, "on": on })
}

impl Deref for Participant {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Participant {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}
