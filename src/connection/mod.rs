//! Floor 3: one participant's conversation with a room.
//!
//! [`conversation`] decides, as a pure state machine; [`drive()`] does, over any byte stream that speaks WebSocket.
//! A connection holds a cursor, never messages. Nothing here knows axum or SQL.

mod answering;
mod beat;
pub mod conversation;
mod drive;
mod end;
mod events;
mod holding;
pub mod limits;
mod line;
mod metered;
mod outlet;
mod seat;
mod taking;
mod welcome;
mod wire;

pub use drive::drive;
pub use end::{End, end};
pub use events::events;
pub use line::Line;
pub use metered::Metered;
pub use welcome::Place;
pub use wire::fragments;
