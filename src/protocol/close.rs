/// Why the server closes a stream. The code tells the client whether to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Close {
    /// The server goes away; come back after a random 0–5 s.
    Restart,
    /// Against the protocol; final.
    Policy,
    /// Not WebSocket frames (RFC 6455); final.
    Malformed,
    /// A text frame that is not UTF-8; final.
    NotUtf8,
    /// A frame over [`super::FRAME_LIMIT`]; final.
    TooBig,
    /// Too many connections; come back later.
    Busy,
    /// The reader did not keep up; come back and resume.
    TooSlow,
    /// No hello in time.
    NoHello,
    /// Banned; final.
    Banned,
    /// No such room; final.
    NoRoom,
}

impl Close {
    /// The WebSocket close code (RFC 6455, section 7.4; 4000 and up are the contract's own).
    pub fn code(self) -> u16 {
        match self {
            Self::Restart => 1012,
            Self::Policy => 1008,
            Self::Malformed => 1002,
            Self::NotUtf8 => 1007,
            Self::TooBig => 1009,
            Self::Busy => 1013,
            Self::TooSlow => 4000,
            Self::NoHello => 4001,
            Self::Banned => 4003,
            Self::NoRoom => 4004,
        }
    }

    /// A word for people who look at the traffic.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Restart => "restarting",
            Self::Policy => "against the protocol",
            Self::Malformed => "malformed frame",
            Self::NotUtf8 => "not UTF-8",
            Self::TooBig => "frame too big",
            Self::Busy => "too busy",
            Self::TooSlow => "too slow",
            Self::NoHello => "no hello in time",
            Self::Banned => "banned",
            Self::NoRoom => "no such room",
        }
    }
}
