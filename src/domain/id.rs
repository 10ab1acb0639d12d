use std::{fmt, str::FromStr};

use uuid::Uuid;

use super::{Random, Timestamp};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id that tells nothing about when it was made.
            pub fn random(random: &dyn Random) -> Self {
                Self(uuid::Builder::from_random_bytes(random.bytes()).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(raw: &str) -> Result<Self, uuid::Error> {
                raw.parse().map(Self)
            }
        }
    };
}

id! {
    /// An event, for good.
    EventId
}
id! {
    /// A room of an event, for good.
    RoomId
}
id! {
    /// Somebody who joined an event. Random, so that it does not tell when they came.
    PersonId
}
id! {
    /// A message. Made with [`MessageId::at`], so that new rows land at the end of an index.
    MessageId
}

id! {
    /// A note on somebody, for good.
    NoteId
}

impl MessageId {
    /// A fresh id whose leading bits are the time (UUID version 7, RFC 9562).
    pub fn at(now: Timestamp, random: &dyn Random) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, ..] = random.bytes::<16>();
        let millis = u64::try_from(now.as_millis()).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &[a, b, c, d, e, f, g, h, i, j]).into_uuid())
    }

    /// When it was made, if it says so: for a post, when the server took it in.
    pub fn made_at(self) -> Option<Timestamp> {
        let (seconds, nanos) = self.0.get_timestamp()?.to_unix();
        let millis = seconds.checked_mul(1_000)?.checked_add(u64::from(nanos / 1_000_000))?;
        i64::try_from(millis).ok().map(Timestamp::from_millis)
    }
}
