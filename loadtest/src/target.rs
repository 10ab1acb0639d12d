//! Where the server is and which room the run is about.

use anyhow::{Context as _, Result, ensure};
use reqwest::Url;

/// A room of an event on a server.
#[derive(Clone, Debug)]
pub struct Target {
    base: Url,
    event: String,
    room: String,
}

impl Target {
    /// Checks the address and the slugs.
    ///
    /// # Errors
    /// Says in one line what is wrong with which of them.
    pub fn new(url: &str, event: &str, room: &str) -> Result<Self> {
        let mut base =
            Url::parse(url).with_context(|| format!("{url:?} is not an address such as http://127.0.0.1:8080"))?;
        ensure!(
            base.scheme() == "http" && base.host().is_some(),
            "{url:?} cannot be used: the driver speaks http:// only; point it at the server itself, behind the proxy"
        );
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        for slug in [event, room] {
            let good = matches!(slug.len(), 1..=64)
                && slug.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
            ensure!(good, "{slug:?} is not a slug: 1 to 64 of a-z, 0-9 and -");
        }
        Ok(Self { base, event: event.to_owned(), room: room.to_owned() })
    }

    /// Host and port to connect to.
    #[must_use]
    pub fn authority(&self) -> (&str, u16) {
        let host = self.base.host_str().unwrap_or_default();
        (host.trim_matches(['[', ']']), self.base.port_or_known_default().unwrap_or(80))
    }

    /// The event's page, for people.
    #[must_use]
    pub fn page(&self) -> String {
        format!("{}e/{}", self.base, self.event)
    }

    /// `POST` to join the event.
    #[must_use]
    pub fn join(&self) -> String {
        format!("{}api/v1/events/{}/join", self.base, self.event)
    }

    /// `GET` for the room's history, `POST` for a message.
    #[must_use]
    pub fn messages(&self) -> String {
        format!("{}api/v1/events/{}/rooms/{}/messages", self.base, self.event, self.room)
    }

    /// The room's stream.
    #[must_use]
    pub fn stream(&self) -> String {
        let base = self.base.as_str().replacen("http", "ws", 1);
        format!("{base}api/v1/events/{}/rooms/{}/stream", self.event, self.room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_the_contract_also_below_a_path() {
        let target = Target::new("http://[::1]:8080/chat", "load", "main").unwrap();
        assert_eq!(target.join(), "http://[::1]:8080/chat/api/v1/events/load/join");
        assert_eq!(target.stream(), "ws://[::1]:8080/chat/api/v1/events/load/rooms/main/stream");
        assert_eq!(target.authority(), ("::1", 8080));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (url, event) in
            [("127.0.0.1:8080", "load"), ("https://example.org", "load"), ("http://h", "Load"), ("http://h", "")]
        {
            assert!(Target::new(url, event, "main").is_err(), "{url} {event}");
        }
    }
}
