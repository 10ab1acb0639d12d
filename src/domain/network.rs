use std::{fmt, net::IpAddr, time::Duration};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{Random, Timestamp};

/// The longest that a network is kept out: a day's secret is there for as long, see [`NETWORK_SECRET_DAYS`].
pub const NETWORK_BAN_MAX: Duration = Duration::from_secs(DAY);

/// For so many days it is known from which network somebody joined, the first one among them.
pub const NETWORK_DAYS: i64 = 2;

/// For so many days the secret of a day is kept: as long as anybody of that day may still be banned, and one day more for the ban.
pub const NETWORK_SECRET_DAYS: i64 = NETWORK_DAYS + 1;

const DAY: u64 = 24 * 60 * 60;

/// The network that somebody is in: all of an IPv4 address, and of an IPv6 address the half that is given to one household or
/// venue (a /64), since its other half is anybody's to choose. Nothing shows it: addresses are never stored and never logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(Prefix);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Prefix {
    V4([u8; 4]),
    V6([u8; 8]),
}

/// What a [`Network`] is hashed with on one day, so that who reads the hash cannot try out all addresses, nor compare one day with
/// another.
#[derive(Clone)]
pub struct NetworkSecret {
    /// The day, counted from 1970, UTC.
    pub day: i64,
    /// Unpredictable bytes.
    pub secret: [u8; 64],
}

/// All that is ever stored of a [`Network`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkHash(pub [u8; 32]);

/// Where somebody joins from, in an event that may ban networks.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Their network.
    pub network: Network,
    /// The secret of this day, if it has none yet.
    pub fresh: NetworkSecret,
}

impl NetworkSecret {
    /// A fresh one for the day of that moment.
    pub fn random(random: &dyn Random, now: Timestamp) -> Self {
        Self { day: Self::day_of(now), secret: random.bytes() }
    }

    /// The day of a moment.
    pub fn day_of(now: Timestamp) -> i64 {
        now.as_millis().div_euclid(1_000 * DAY as i64)
    }

    /// What is stored of a network on this day.
    pub fn hash(&self, network: Network) -> NetworkHash {
        let mut mac = Hmac::<Sha256>::new(&self.secret.into());
        match network.0 {
            Prefix::V4(prefix) => mac.update(&prefix),
            Prefix::V6(prefix) => mac.update(&prefix),
        }
        NetworkHash(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for NetworkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NetworkSecret({}, …)", self.day)
    }
}

impl Network {
    /// The network of an address. An IPv4 address within IPv6 (`::ffff:192.0.2.1`) is that IPv4 address.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => Prefix::V4(address.octets()),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments().map(u16::to_be_bytes);
                Prefix::V6([a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1]])
            }
        })
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(address: &str) -> Network {
        Network::of(address.parse().expect("an address"))
    }

    #[test]
    fn a_network_is_an_ipv4_address_or_the_first_half_of_an_ipv6_address() {
        assert!(network("192.0.2.1") == network("::ffff:192.0.2.1"));
        assert!(network("192.0.2.1") != network("192.0.2.2"));
        assert!(network("2001:db8:0:1::1") == network("2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assert!(network("2001:db8:0:1::1") != network("2001:db8:0:2::1"));
        assert!(network("::1") != network("0.0.0.0"), "an address of the one is none of the other");
    }

    #[test]
    fn a_hash_is_of_one_network_and_one_secret() {
        let [one, other] = [1, 2].map(|byte| NetworkSecret { day: 0, secret: [byte; 64] });
        let (here, there) = (network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(one.hash(here), one.hash(network("::ffff:192.0.2.1")));
        assert_ne!(one.hash(here), one.hash(there));
        assert_ne!(one.hash(here), other.hash(here));
    }

    #[test]
    fn a_day_ends_at_midnight() {
        let midnight = 1_351_900_800_000;
        let day = |millis| NetworkSecret::day_of(Timestamp::from_millis(millis));
        assert_eq!((day(midnight - 1), day(midnight)), (15_646, 15_647));
        assert_eq!(day(-1), -1, "also before 1970");
    }

    #[test]
    fn nothing_shows_it() {
        assert_eq!(format!("{:?}", network("192.0.2.1")), "Network(…)");
        assert_eq!(format!("{:?}", NetworkSecret { day: 7, secret: [1; 64] }), "NetworkSecret(7, …)");
    }
}
