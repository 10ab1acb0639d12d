//! What the tests stand on.

pub(crate) mod databases;
pub(crate) mod world;
