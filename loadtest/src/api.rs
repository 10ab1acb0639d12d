//! The HTTP side of the contract.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::{Deserialize, Serialize};

use crate::{
    checker::{Ack, Mark, Stored},
    names::Names,
    tag::{EDITED, RunId},
    target::Target,
    wire::Message,
};

/// A client of the HTTP API; keeps its connections.
#[derive(Clone, Debug)]
pub struct Api {
    client: reqwest::Client,
    target: Target,
}

/// How a post over HTTP ended.
#[derive(Debug)]
pub enum Posted {
    /// Stored.
    Acked(Ack),
    /// Refused with a code of the contract.
    Refused(String),
    /// Nobody knows: no answer came.
    Unanswered,
}

#[derive(Deserialize)]
struct Joined {
    token: String,
}

#[derive(Deserialize)]
struct Page<'a> {
    seq: u64,
    #[serde(borrow)]
    messages: Vec<Message<'a>>,
}

#[derive(Deserialize)]
struct AckBody {
    id: Box<str>,
    position: u64,
}

#[derive(Deserialize)]
struct Problem {
    #[serde(default)]
    code: String,
    #[serde(default)]
    detail: String,
}

#[derive(Serialize)]
struct Join<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    invite: Option<&'a str>,
}

#[derive(Serialize)]
struct Post<'a> {
    nonce: &'a str,
    text: &'a str,
}

impl Api {
    /// A client for this target; each call ends within 10 s.
    ///
    /// # Errors
    /// When the HTTP client cannot be set up.
    pub fn new(target: Target) -> Result<Self> {
        // No proxy: the driver talks to the machine it was told to talk to.
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
        Ok(Self { client, target })
    }

    /// The room's seq now.
    ///
    /// # Errors
    /// When the server, the event or the room is not there.
    pub async fn head(&self) -> Result<u64> {
        let body = self.get(&format!("{}?limit=1", self.target.messages())).await?;
        Ok(page(&body)?.seq)
    }

    /// Opens the event's page.
    ///
    /// # Errors
    /// When it cannot be had.
    pub async fn open_page(&self) -> Result<()> {
        self.get(&self.target.page()).await.map(drop)
    }

    /// Reads the newest page of the room's history: which posts of the run it shows the text of.
    ///
    /// # Errors
    /// When it cannot be had or read.
    pub async fn newest(&self, run: RunId) -> Result<Vec<Mark>> {
        let body = self.get(&self.target.messages()).await?;
        Ok(page(&body)?.messages.iter().filter_map(|message| message.seen(run).0.mark).collect())
    }

    /// Joins as the writer with this number; on a name that is taken, with names of another run.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn join(&self, names: &Names, writer: usize, invite: Option<&str>) -> Result<String> {
        let mut name = names.of(writer);
        for _ in 0..3 {
            let answer = sent(self.client.post(self.target.join()).json(&Join { name: &name, invite })).await?;
            if answer.status() == StatusCode::CREATED {
                let joined: Joined =
                    answer.json().await.context("the answer to joining is not what the contract says")?;
                return Ok(joined.token);
            }
            let problem = problem(answer).await;
            if problem.code != "name_taken" {
                bail!("writer {writer} cannot join: {} ({})", problem.detail, problem.code);
            }
            name = Names::random().of(writer);
        }
        bail!("writer {writer} cannot join: three names of random words were taken")
    }

    /// Posts a message.
    pub async fn post(&self, token: &str, nonce: &str, text: &str) -> Posted {
        let request = self.client.post(self.target.messages()).bearer_auth(token).json(&Post { nonce, text });
        let Ok(answer) = request.send().await else { return Posted::Unanswered };
        if !answer.status().is_success() {
            let problem = problem(answer).await;
            return if problem.code.is_empty() { Posted::Unanswered } else { Posted::Refused(problem.code) };
        }
        match answer.json::<AckBody>().await {
            Ok(ack) => Posted::Acked(Ack { id: ack.id, position: ack.position }),
            Err(_) => Posted::Unanswered,
        }
    }

    /// Reads the room's log back: everything with a position beyond `base`.
    ///
    /// # Errors
    /// When a page cannot be had or does not lead on.
    pub async fn log_after(&self, base: u64, run: RunId) -> Result<Vec<Stored>> {
        let mut rows: Vec<Stored> = Vec::new();
        let mut after = base;
        loop {
            let body = self.get(&format!("{}?after={after}&limit=200", self.target.messages())).await?;
            let page = page(&body)?;
            for message in page.messages.iter().filter(|message| message.position > after) {
                let mark = message.seen(run).0.mark;
                let (position, seq, removed) = (message.position, message.seq, message.removed);
                let edited = !message.edited_at.is_empty();
                let by_us = edited && mark.is_some() && message.text.ends_with(EDITED);
                rows.push(Stored { id: (*message.id).into(), position, seq, mark, removed, edited, by_us });
            }
            match rows.last() {
                Some(last) if last.position > after => after = last.position,
                _ => return Ok(rows),
            }
        }
    }

    async fn get(&self, url: &str) -> Result<String> {
        let answer = sent(self.client.get(url)).await?;
        if !answer.status().is_success() {
            let status = answer.status();
            let problem = problem(answer).await;
            bail!("GET {url} was answered {status}: {} ({})", problem.detail, problem.code);
        }
        answer.text().await.with_context(|| format!("the answer to GET {url} broke off"))
    }
}

async fn sent(request: RequestBuilder) -> Result<Response> {
    request.send().await.context("the server cannot be reached")
}

fn page(body: &str) -> Result<Page<'_>> {
    serde_json::from_str(body).context("the history is not what the contract says")
}

async fn problem(answer: Response) -> Problem {
    let status = answer.status();
    answer.json().await.unwrap_or_else(|_| Problem { code: String::new(), detail: format!("status {status}") })
}
