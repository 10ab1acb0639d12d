//! A reader of server-sent events.

use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::Value;

use super::{server::Server, waiting::within};

/// An open answer of `GET …/events`.
pub(crate) struct EventReader {
    response: Response,
    text: String,
    /// The last event's id: what a browser sends when it comes back.
    pub(crate) last_id: String,
}

/// What came.
#[derive(Debug, PartialEq)]
pub(crate) enum Came {
    Frame(Value),
    Retry(u64),
    Heartbeat,
    End,
}

impl EventReader {
    /// Opens the main room's events, as whoever has the token, from where an earlier reader was.
    pub(crate) async fn open(server: &Server<'_>, token: Option<&str>, last_id: Option<&str>) -> Self {
        Self::ask(server, "", token, last_id).await
    }

    /// The same as a reader who saves data.
    pub(crate) async fn saving(server: &Server<'_>, last_id: Option<&str>) -> Self {
        Self::ask(server, "?low_data=true", None, last_id).await
    }

    async fn ask(server: &Server<'_>, query: &str, token: Option<&str>, last_id: Option<&str>) -> Self {
        let mut request = server.api().call(reqwest::Method::GET, &format!("/rooms/main/events{query}"));
        request = request.timeout(Duration::from_secs(60));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(id) = last_id {
            request = request.header("last-event-id", id);
        }
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), StatusCode::OK);
        for (name, value) in
            [("content-type", "text/event-stream"), ("cache-control", "no-store"), ("x-accel-buffering", "no")]
        {
            assert_eq!(response.headers().get(name).expect(name), value);
        }
        Self { response, text: String::new(), last_id: String::new() }
    }

    /// The next that comes.
    pub(crate) async fn next(&mut self) -> Came {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                return self.read(&event);
            }
            match within("the next piece", self.response.chunk()).await.expect("no error") {
                Some(piece) => self.text.push_str(std::str::from_utf8(&piece).expect("UTF-8 at these borders")),
                None => return Came::End,
            }
        }
    }

    /// The next frame of that type.
    pub(crate) async fn frame(&mut self, kind: &str) -> Value {
        loop {
            match self.next().await {
                Came::Frame(frame) if frame["type"] == kind => return frame,
                Came::End => panic!("the end instead of {kind}"),
                _ => {}
            }
        }
    }

    fn read(&mut self, event: &str) -> Came {
        if event == ":" {
            return Came::Heartbeat;
        }
        if let Some(millis) = event.strip_prefix("retry: ") {
            return Came::Retry(millis.parse().expect("milliseconds"));
        }
        let (id, data) = event.split_once('\n').expect("an id and data");
        self.last_id = id.strip_prefix("id: ").expect("an id").to_owned();
        Came::Frame(serde_json::from_str(data.strip_prefix("data: ").expect("data")).expect("JSON"))
    }
}
