//! What a server must offer to take part. A driver for another server is one file with a [`Contender`].

use std::path::Path;

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::child::Child;

/// A server that takes part.
pub trait Contender: Send + Sync {
    /// What the table calls it.
    fn name(&self) -> String;

    /// Starts it afresh, with what it writes below `folder`, ready for readers. It must listen on the loopback
    /// interface only, and end when the [`Running`] is dropped.
    fn start<'a>(&'a self, folder: &'a Path) -> BoxFuture<'a, Result<Running>>;
}

/// A started server; ends when dropped.
#[derive(Debug)]
pub struct Running {
    /// Its process; the processes below it are measured with it.
    pub child: Child,
    /// How readers follow.
    pub stream: Stream,
    /// How messages are published.
    pub publish: Publish,
}

/// A WebSocket that readers open. What they are sent must hold the published text.
#[derive(Clone, Debug)]
pub struct Stream {
    /// `ws://…`
    pub url: String,
    /// The subprotocol to ask for.
    pub subprotocol: Option<&'static str>,
    /// The first frame to send.
    pub hello: Option<String>,
}

/// How a message is published.
#[derive(Clone, Debug)]
pub enum Publish {
    /// A `POST` of the frame that readers shall get.
    Frame {
        /// Where to.
        url: String,
    },
    /// A post of the contract, which the server makes a frame of.
    Post {
        /// Where to.
        url: String,
        /// The author's token.
        token: String,
    },
    /// A WebSocket that takes the frame that readers shall get.
    Socket {
        /// `ws://…`
        url: String,
    },
}
