use std::{fmt, net::IpAddr};

/// The network that somebody is in: all of an IPv4 address, and of an IPv6 address the half that is given to one household or
/// venue (a /64), since its other half is anybody's to choose. Nothing shows it: addresses are never stored and never logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(Prefix);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Prefix {
    V4([u8; 4]),
    V6([u8; 8]),
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
    fn nothing_shows_it() {
        assert_eq!(format!("{:?}", network("192.0.2.1")), "Network(…)");
    }
}
