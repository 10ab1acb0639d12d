//! The program from the outside, as one binary.

mod faults;
mod floors;
mod process;
mod programme;
mod server;
mod store;
mod support;
mod wire_types;
