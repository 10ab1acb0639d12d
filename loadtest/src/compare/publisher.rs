//! Publishes at intended times, the same texts to every server.

use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use futures_util::SinkExt as _;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};
use tokio_tungstenite::{connect_async, tungstenite::Message};

use super::{Publish, audience::Stage};
use crate::{checker::Mark, tag::Tag};

/// Publishes this many may wait for their answer; then the next ones wait, and their delay is measured.
const UNANSWERED: usize = 64;

/// Publishes so many texts a second until the end; returns how many.
pub(super) async fn publish(
    stage: &Arc<Stage>,
    way: &Publish,
    size: usize,
    (rate, start, end): (f64, Instant, Instant),
) -> Result<u64> {
    let gap = Duration::from_secs_f64(1.0 / rate);
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build()?;
    let mut socket = match way {
        Publish::Socket { url } => Some(connect_async(url).await.context("the publisher cannot connect")?.0),
        Publish::Frame { .. } | Publish::Post { .. } => None,
    };
    let mut unanswered = JoinSet::new();
    let mut published = 0;
    let mut due = start;
    while due < end {
        sleep_until(due).await;
        let mark = stage.next_mark.fetch_add(1, Relaxed);
        let text = stage.id.text(Tag { mark, intended: stage.clock.at(due) }, size);
        if let Some(socket) = socket.as_mut() {
            socket.send(Message::text(frame(mark, &text))).await.context("the publisher was cut off")?;
        } else {
            if unanswered.len() >= UNANSWERED {
                answered(unanswered.join_next().await)?;
            }
            unanswered.spawn(request(&client, way, stage.id.nonce(mark), mark, &text).send());
        }
        published += 1;
        due += gap;
        while let Some(answer) = unanswered.try_join_next() {
            answered(Some(answer))?;
        }
    }
    while let Some(answer) = unanswered.join_next().await {
        answered(Some(answer))?;
    }
    if let Some(mut socket) = socket {
        // The bare loop ends its publisher's thread on this; nobody waits for the answer.
        let _ = socket.close(None).await;
    }
    Ok(published)
}

fn request(client: &reqwest::Client, way: &Publish, nonce: String, mark: Mark, text: &str) -> reqwest::RequestBuilder {
    match way {
        Publish::Post { url, token } => {
            client.post(url).bearer_auth(token).json(&serde_json::json!({ "nonce": nonce, "text": text }))
        }
        Publish::Frame { url } | Publish::Socket { url } => client.post(url).body(frame(mark, text)),
    }
}

fn answered(answer: Option<Result<reqwest::Result<reqwest::Response>, tokio::task::JoinError>>) -> Result<()> {
    let Some(answer) = answer else { return Ok(()) };
    let answer = answer?.context("publishing failed")?;
    ensure!(answer.status().is_success(), "publishing was answered {}", answer.status());
    Ok(())
}

/// The frame that our server would make of the text, so that all hand the same bytes on.
fn frame(mark: Mark, text: &str) -> String {
    format!(
        r#"{{"type":"message","message":{{"id":"019a4d8f-0000-7000-8000-{mark:012x}","position":{mark},"seq":{mark},"at":"2012-11-03T05:01:00.003Z","author":{{"id":"7b1b4f0e-9f5c-4f4e-8a43-0f6f5a4c9d3e","name":"actor agent alpha apple arrow","role":"guest"}},"text":"{text}"}}}}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_published_is_a_frame_of_the_contract() {
        let frame = frame(7, "lt-00000001-7-9 hi.");
        let read: crate::wire::Frame<'_> = serde_json::from_str(&frame).unwrap();
        assert!(
            matches!(read.message, crate::wire::Payload::Message(message) if message.text == "lt-00000001-7-9 hi.")
        );
    }
}
