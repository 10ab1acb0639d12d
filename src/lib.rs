//! The chat beside the event page: a real-time participant chat server.

pub mod domain;
pub mod protocol;
