//! What the server promises, when things break.

mod conforming;
mod syncing;
