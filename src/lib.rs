//! The chat beside the event page: a real-time participant chat server.
//!
//! The modules are floors: each may use those above it in this list, never those below it. `ARCHITECTURE.md` tells what
//! each knows and what must stay true.

pub mod domain;

pub mod protocol;
pub mod store;

pub mod hub;

pub mod connection;

pub mod http;

pub mod app;
pub mod backup;
pub mod commands;
pub mod config;
pub mod event_file;
pub mod machine;
pub mod shutdown;
pub mod telemetry;
