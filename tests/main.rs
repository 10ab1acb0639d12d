//! The program from the outside, as one binary.

mod store;
mod support;
