//! Load driver for social-stream.
//!
//! It speaks only the published contract (HTTP and WebSocket) and knows nothing of the server's insides.
//! Writers post at intended times, readers follow, and when all is over the [`checker`] decides from what they
//! recorded whether every promise held.

pub mod args;
pub mod compare;
pub mod scenario;

pub mod changes;
pub mod checker;
pub mod html;
pub mod plot;
pub mod report;

pub mod client;
pub mod outbox;
pub mod poster;
pub mod reader;
pub mod run;
pub mod writer;

pub mod api;
pub mod clock;
pub mod machine;
pub mod meter;
pub mod names;
pub mod progress;
pub mod source;
pub mod tag;
pub mod target;
pub mod texts;
pub mod timeline;
pub mod wire;
