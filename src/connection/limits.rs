//! The bounds of one connection. Their sum is what the slowest or most hostile client can cost.

use tokio::time::Duration;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::{domain::Pace, protocol::FRAME_LIMIT};

/// A client says hello within this time after the upgrade.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// A client that has been silent for this long is asked for a sign of life. Proxies let go of a silent connection after 60 s
/// (nginx's `proxy_read_timeout`, the load balancers of the large hosts); each time sooner wakes a phone's radio for nothing.
pub const PING_AFTER: Duration = Duration::from_secs(45);

/// A client that has not given one after this much longer is gone.
pub const PONG_WITHIN: Duration = Duration::from_secs(15);

/// A reader of events is told that the server lives after this much silence. It hears nothing else, and misses two before
/// it gives up.
pub const COMMENT_AFTER: Duration = Duration::from_secs(25);

/// A reader takes the next [`FRAGMENT`] within this time, or is dropped and resumes: on the thinnest link that can follow
/// at all (2G, 1 KiB/s) it takes a few seconds.
pub const TAKE_WITHIN: Duration = Duration::from_secs(20);

/// A server that goes away asks the readers of its events to come back after up to so many milliseconds.
pub const COME_BACK_WITHIN: u64 = 5_000;

/// Closing must not take longer than this.
pub const CLOSE_WITHIN: Duration = Duration::from_secs(1);

/// What a closing connection still reads and throws away, so that the close frame is not lost to a reset.
pub const CLOSE_DRAINS: usize = 256 * 1024;

/// Frames of any kind that a client may send, fragments and pings too: a burst of 100, then 50 in a second. Far above what
/// a person does; more is a flood.
pub const TRAFFIC: Pace = Pace { burst: 100, interval: Duration::from_millis(20) };

/// Commands of one connection that wait for their answer. Beyond it they are refused as `slow_down`.
pub const OUTSTANDING: usize = 64;

/// What one turn of delivery takes from the room's memory, so that nobody holds much that may be removed meanwhile.
pub const DELIVERY_BYTES: usize = 16 * 1024;

/// What the room's loop offers a reader at a time: as much as the kernel may take. The reader holds none of it.
pub const ROUND_BYTES: usize = 64 * 1024;

/// What a slow client has not taken is written in pieces of this size. It is also what the HTTP library holds of a reader's
/// events.
pub const FRAGMENT: usize = 1024;

/// Reading starts with this much; it is zero-filled on every read and held by every connection.
const READ_BUFFER: usize = 512;

/// Frames gather up to this size before they are handed to the kernel in one call.
const WRITE_BUFFER: usize = 4 * 1024;

/// The settings of the WebSocket library: its own defaults reserve 128 KiB a connection, let the write buffer grow
/// without limit and take messages of 64 MiB.
pub fn websocket() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(4 * WRITE_BUFFER)
        .max_message_size(Some(FRAME_LIMIT))
        .max_frame_size(Some(FRAME_LIMIT))
}
