//! What the tests stand on.

pub(crate) mod actors;
pub(crate) mod api;
pub(crate) mod bystander;
pub(crate) mod cases;
pub(crate) mod cluster;
pub(crate) mod databases;
pub(crate) mod events;
pub(crate) mod frames;
pub(crate) mod load;
pub(crate) mod metrics;
pub(crate) mod process;
pub(crate) mod proxy;
pub(crate) mod seed;
pub(crate) mod server;
pub(crate) mod small_disk;
pub(crate) mod stream;
pub(crate) mod waiting;
pub(crate) mod world;
