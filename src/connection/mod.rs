//! Floor 3: one participant's conversation with a room.
//!
//! [`conversation`] decides, as a pure state machine; [`drive()`] does, over any byte stream that speaks WebSocket.
//! [`events()`] is the half that only reads, as server-sent events for networks that let no WebSocket through. A connection holds a cursor, never messages. Nothing here knows axum or SQL.

pub mod conversation;
mod drive;
mod events;
pub mod limits;
mod taking;
mod welcome;
mod wire;

pub use drive::{drive, refuse};
pub use events::events;
pub use taking::Cut;
pub use welcome::Place;
