//! Source addresses: one has about 28,000 ports towards one server, and this machine has many addresses of its own.

use std::{
    fs, io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use anyhow::{Result, ensure};
use tokio::net::{TcpSocket, TcpStream, lookup_host};

use crate::target::Target;

/// Clients on one source address: fewer than the ports of Linux's default range, 32768 to 60999.
const CLIENTS: usize = 20_000;

/// How many source addresses there are, 127.0.0.1 to 127.0.0.250.
const ADDRESSES: usize = 250;

/// Connects; on the loopback interface from an address that has ports left for the client with this number.
///
/// # Errors
/// When the server cannot be reached.
pub async fn connect(server: (&str, u16), client: usize) -> io::Result<TcpStream> {
    let source = client / CLIENTS;
    if source == 0 {
        return TcpStream::connect(server).await;
    }
    let mut found = lookup_host(server).await?.filter(SocketAddr::is_ipv4);
    match found.next() {
        Some(found) if found.ip().is_loopback() => {
            let socket = TcpSocket::new_v4()?;
            socket.bind((loopback(source), 0).into())?;
            socket.connect(found).await
        }
        _ => TcpStream::connect(server).await,
    }
}

/// Checks that so many sockets to that server find a port each.
///
/// # Errors
/// In one line: how many ports there are, and what helps.
pub async fn enough_ports(target: &Target, sockets: usize) -> Result<()> {
    let on_loopback = lookup_host(target.authority())
        .await
        .is_ok_and(|mut found| found.any(|server| server.is_ipv4() && server.ip().is_loopback()));
    let ports = if on_loopback { CLIENTS * ADDRESSES } else { ports_of_one_address() };
    ensure!(
        sockets <= ports,
        "{sockets} sockets are needed, but this machine has ports for {ports} to one server: widen \
         net.ipv4.ip_local_port_range, or run a part of the load from another machine"
    );
    Ok(())
}

fn loopback(source: usize) -> IpAddr {
    let last = u8::try_from(source % ADDRESSES + 1).unwrap_or(1);
    Ipv4Addr::new(127, 0, 0, last).into()
}

/// From the kernel's settings, or Linux's default.
fn ports_of_one_address() -> usize {
    const DEFAULT: usize = 28_232;
    let range = fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap_or_default();
    ports_in(&range).unwrap_or(DEFAULT)
}

fn ports_in(range: &str) -> Option<usize> {
    let mut ends = range.split_whitespace().map(str::parse::<usize>);
    let (first, last) = (ends.next()?.ok()?, ends.next()?.ok()?);
    (last + 1).checked_sub(first)
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn the_kernels_range_is_read() {
        assert_eq!(ports_in("32768\t60999\n"), Some(28_232));
        assert_eq!(ports_in("60999 32768"), None);
        assert_eq!(ports_in(""), None);
    }

    #[tokio::test]
    async fn clients_beyond_one_address_come_from_the_next() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let target = Target::new(&format!("http://{}", listener.local_addr().unwrap()), "load", "main").unwrap();
        for (client, address) in [(0, "127.0.0.1"), (CLIENTS, "127.0.0.2"), (3 * CLIENTS + 1, "127.0.0.4")] {
            let _stream = connect(target.authority(), client).await.unwrap();
            let (_, from) = listener.accept().await.unwrap();
            assert_eq!(from.ip().to_string(), address);
        }
    }

    #[tokio::test]
    async fn too_few_ports_are_named() {
        let loopback = Target::new("http://127.0.0.1:1", "load", "main").unwrap();
        assert!(enough_ports(&loopback, 100_000).await.is_ok());
        assert!(enough_ports(&loopback, 10_000_000).await.unwrap_err().to_string().contains("ports for"));
    }
}
