//! A writer over HTTP: a closed loop of one post at a time, which sees nothing of the room.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use futures_util::future::join_all;
use tokio::time::{Instant, sleep};

use crate::{
    api::{Api, Posted},
    checker::{Mark, Post},
    run::Run,
    tag::Tag,
    writer::Written,
};

/// Posts until the end of the posting time; what stays unanswered is sent again with its nonce.
pub async fn post(run: Arc<Run>, api: Api, number: usize, token: String, size: usize) -> Written {
    let mut posts = HashMap::new();
    run.meter.busy_writers.fetch_add(1, Relaxed);
    let work = async {
        let (_, end) = run.posting().await;
        while Instant::now() < end {
            let mark = run.mark();
            run.meter.sent.fetch_add(1, Relaxed);
            one(&run, &api, number, &token, size, (mark, posts.entry(mark).or_default())).await;
        }
    };
    tokio::select! {
        () = work => {}
        () = run.over() => {}
    }
    run.meter.busy_writers.fetch_sub(1, Relaxed);
    Written { posts, followed: None, excluded: false }
}

/// How many post side by side before a run.
pub const SEVERAL: usize = 16;

/// Posts so many texts, by all these people side by side; for what has to be there before a run.
pub async fn post_many(run: &Run, api: &Api, tokens: &[String], count: u64, size: usize) -> HashMap<Mark, Post> {
    let left = AtomicU64::new(count);
    let takes_one = || left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok();
    let by = tokens.iter().enumerate().map(async |(number, token)| {
        let mut posts = HashMap::new();
        while takes_one() {
            let mark = run.mark();
            run.meter.sent.fetch_add(1, Relaxed);
            one(run, api, number, token, size, (mark, posts.entry(mark).or_default())).await;
        }
        posts
    });
    join_all(by).await.into_iter().flatten().collect()
}

async fn one(run: &Run, api: &Api, number: usize, token: &str, size: usize, (mark, post): (Mark, &mut Post)) {
    const PAUSE: Duration = Duration::from_millis(100);
    let intended = run.clock.now();
    let (nonce, text) = (run.id.nonce(mark), run.id.text(Tag { mark, intended }, size));
    loop {
        post.attempts += 1;
        match api.post(token, &nonce, &text).await {
            Posted::Acked(ack) => {
                post.acks.push(ack);
                return run.meter.acked(number, run.clock.now().saturating_sub(intended));
            }
            Posted::Refused(code) => {
                post.refusals += 1;
                run.meter.refused(&code);
                return sleep(PAUSE).await;
            }
            Posted::Unanswered => {
                run.meter.resent.fetch_add(1, Relaxed);
                sleep(run.backoff.mul_f64(fastrand::f64())).await;
            }
        }
    }
}
