//! What one asks of the HTTP API.

use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::{Value, json};

/// The API of one event for one person, or for nobody.
#[derive(Clone)]
pub(crate) struct Api {
    http: reqwest::Client,
    server: String,
    event: String,
    token: Option<String>,
}

/// What it answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Api {
    pub(crate) fn new(http: reqwest::Client, server: String, event: String, token: Option<String>) -> Self {
        Self { http, server, event, token }
    }

    /// The same, for whoever has that token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The token of whom this is for.
    pub(crate) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The same, in another event.
    pub(crate) fn of(&self, event: &str) -> Self {
        Self { event: event.to_owned(), ..self.clone() }
    }

    /// A request to an address of the server, without identity.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.server))
    }

    /// A page, asset or probe.
    pub(crate) async fn page(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::GET, path)).await
    }

    /// A call below the event, with this one's identity.
    pub(crate) fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.request(method, &format!("/api/v1/events/{}{path}", self.event));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::to(self.call(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::to(self.call(Method::POST, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        Answer::to(self.call(Method::PATCH, path).json(body)).await
    }

    pub(crate) async fn put(&self, path: &str) -> Answer {
        Answer::to(self.call(Method::PUT, path)).await
    }

    /// As [`Self::put`], with a body.
    pub(crate) async fn puts(&self, path: &str, body: &Value) -> Answer {
        Answer::to(self.call(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        Answer::to(self.call(Method::DELETE, path)).await
    }

    /// Joins; the answer's body.
    pub(crate) async fn joins(&self, name: &str, invite: Option<&str>) -> Value {
        let mut body = json!({ "name": name });
        if let Some(code) = invite {
            body["invite"] = code.into();
        }
        self.post("/join", &body).await.gives(201)
    }

    /// The main room's messages as the history has them; `query` is empty or begins with `?`.
    pub(crate) async fn history(&self, query: &str) -> Vec<Value> {
        let page = self.get(&format!("/rooms/main/messages{query}")).await.gives(200);
        page["messages"].as_array().expect("a list").clone()
    }
}

impl Answer {
    pub(crate) async fn to(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.expect("a body") }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a readable header"))
    }

    /// The JSON of an answer with that status.
    pub(crate) fn gives(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_str(&self.text).expect("JSON")
    }

    /// The problem of an answer with that status and code, checked to be whole.
    pub(crate) fn refuses(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem: Value = serde_json::from_str(&self.text).expect("JSON");
        assert_eq!((self.status, problem["code"].as_str()), (status, Some(code)), "{problem}");
        assert_eq!(problem["status"], status, "{problem}");
        for field in ["title", "detail"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {problem}");
        }
        problem
    }
}
