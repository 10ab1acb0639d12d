//! Which network a request comes from.
//!
//! Whoever sends a request can write any header into it, so an address in a header counts only as far as a proxy of ours
//! has put it there: each proxy adds the address it was called from at the right end of `X-Forwarded-For`. From the right,
//! the first address that is no proxy of ours is the one that is known; whatever stands left of it is only said.
//!
//! `Forwarded` is not looked at: proxies that add to the one header pass the other on as it came.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use ipnet::IpNet;

use super::{Site, problem::Problem};
use crate::{domain::Network, protocol::ErrorCode};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The network that a request comes from.
#[derive(Clone, Copy)]
pub(super) struct Origin(pub(super) Network);

impl FromRequestParts<Arc<Site>> for Origin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        let ConnectInfo(peer) = ConnectInfo::<SocketAddr>::from_request_parts(parts, site)
            .await
            .map_err(|_| Problem::new(ErrorCode::Internal, "the server does not know where this comes from"))?;
        Ok(Self(Network::of(client(peer.ip(), &parts.headers, site.admission.proxies()))))
    }
}

/// The address that is known to have sent a request: the peer's, or where that is a proxy of ours, the right-most that is none.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let ours = |address: &IpAddr| proxies.iter().any(|proxy| proxy.contains(address));
    let mut known = peer.to_canonical();
    // Several lines of one header are one list.
    let mut said = headers.get_all(FORWARDED_FOR).iter().rev().flat_map(|line| line.as_bytes().rsplit(|b| *b == b','));
    while ours(&known) {
        // What is no address was not written by a proxy of ours, or says that it does not know.
        let Some(before) = said.next().and_then(address) else { break };
        known = before;
    }
    known
}

/// An address as proxies write it, some of them with the port.
fn address(raw: &[u8]) -> Option<IpAddr> {
    let raw = std::str::from_utf8(raw).ok()?.trim();
    let address = raw.parse().or_else(|_| raw.parse().map(|with_port: SocketAddr| with_port.ip()));
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, proxies: &[&str], lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().expect("a header"));
        }
        let proxies: Vec<IpNet> = proxies.iter().map(|proxy| proxy.parse().expect("a network")).collect();
        client(peer.parse().expect("an address"), &headers, &proxies).to_string()
    }

    #[test]
    fn a_forged_header_changes_nothing() {
        let forged = ["203.0.113.9", "203.0.113.9, 10.0.0.1", "", "unknown", "203.0.113.9:80"];
        for line in forged {
            assert_eq!(from("198.51.100.7", &[], &[line]), "198.51.100.7", "no proxy at all: {line}");
            assert_eq!(from("198.51.100.7", &["10.0.0.0/8"], &[line]), "198.51.100.7", "past the proxy: {line}");
            // The proxy adds the true one at the right end, to the line or as a line of its own.
            let added = format!("{line}, 198.51.100.7");
            assert_eq!(from("10.0.0.1", &["10.0.0.0/8"], &[&added]), "198.51.100.7", "{line}");
            assert_eq!(from("10.0.0.1", &["10.0.0.0/8"], &[line, "198.51.100.7"]), "198.51.100.7", "{line}");
        }
    }

    #[test]
    fn the_right_most_that_is_no_proxy_of_ours_counts() {
        let ours = ["10.0.0.0/8", "2001:db8::1/128"];
        for (peer, line, client) in [
            ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"),
            ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("2001:db8::1", "[2001:db8:1::5]:443", "2001:db8:1::5"),
            ("2001:db8::1", "::ffff:198.51.100.7", "198.51.100.7"),
            ("10.0.0.1", "198.51.100.7:5123", "198.51.100.7"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.7, unknown", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.7, unknown, 10.0.0.2", "10.0.0.2"),
            ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ] {
            assert_eq!(from(peer, &ours, &[line]), client, "{peer} says {line}");
        }
        assert_eq!(from("10.0.0.1", &ours, &[]), "10.0.0.1");
    }
}
