//! Readers of any server: they count and measure what comes, and nothing else.

use std::sync::{
    Arc,
    atomic::{AtomicU32, AtomicU64, Ordering::Relaxed},
};

use anyhow::{Context as _, Result, ensure};
use futures_util::{SinkExt as _, StreamExt as _, stream};
use reqwest::Url;
use tokio::{task::JoinSet, time::Instant};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, client::IntoClientRequest as _, http::HeaderValue, protocol::WebSocketConfig},
};

use super::{Figures, Running, Stream, Work, publisher::publish};
use crate::{clock::Clock, machine::Sample, meter::Meter, scenario::settled, source, tag::RunId};

/// What readers and publisher share.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) id: RunId,
    pub(super) clock: Clock,
    /// Rises over all steps: a nonce stands for one text.
    pub(super) next_mark: AtomicU32,
    meter: Meter,
    lost: AtomicU64,
}

/// All readers of one server.
pub(super) struct Audience {
    stage: Arc<Stage>,
    /// They end with it.
    _readers: JoinSet<()>,
    before: Sample,
}

type Socket = WebSocketStream<tokio::net::TcpStream>;

impl Audience {
    /// Connects all readers.
    pub(super) async fn gather(running: &Running, work: &Work) -> Result<Self> {
        const AT_ONCE: usize = 64;
        let before = running.child.sample()?;
        let stage = Arc::new(Stage {
            id: RunId::random(),
            clock: Clock::start(),
            next_mark: 0.into(),
            meter: Meter::default(),
            lost: 0.into(),
        });
        let mut readers = JoinSet::new();
        let connecting = (0..work.readers).map(|number| connect(&running.stream, number));
        let mut connecting = stream::iter(connecting).buffered(AT_ONCE).enumerate();
        while let Some((number, socket)) = connecting.next().await {
            let socket = socket.with_context(|| format!("reader {number} cannot connect"))?;
            readers.spawn(follow(stage.clone(), number, socket));
        }
        Ok(Self { stage, _readers: readers, before })
    }

    /// Publishes at this rate, waits for what is still on its way, and gives the figures.
    pub(super) async fn step(&mut self, running: &Running, work: &Work, rate: f64) -> Result<Figures> {
        let meter = &self.stage.meter;
        meter.clear_deliveries();
        let from = running.child.sample()?;
        let start = Instant::now();
        let times = (rate, start, start + work.duration);
        let published = publish(&self.stage, &running.publish, work.size, times).await?;
        let expected = published * work.readers as u64;
        settled(work.patience, || meter.deliveries(), || meter.deliveries() >= expected).await;
        let seconds = start.elapsed().as_secs_f64();
        let to = running.child.sample()?;
        let lost = self.stage.lost.load(Relaxed);
        ensure!(work.rise.is_some() || lost == 0, "{lost} readers lost their connection");
        let delivered = meter.deliveries();
        let (_, latency) = meter.latencies();
        Ok(Figures::new(rate, seconds, (self.before, from, to), work.readers, (delivered, expected), latency))
    }
}

async fn connect(stream: &Stream, number: usize) -> Result<Socket> {
    let url = Url::parse(&stream.url)?;
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or(80);
    let mut request = stream.url.as_str().into_client_request()?;
    if let Some(subprotocol) = stream.subprotocol {
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static(subprotocol));
    }
    let tcp = source::connect((host, port), number).await?;
    // Larger than in the scenarios: one read takes many frames, so that the readers are not what is measured.
    let config = WebSocketConfig::default().read_buffer_size(16 * 1024).write_buffer_size(512);
    let (mut socket, _) = client_async_with_config(request, tcp, Some(config)).await?;
    if let Some(hello) = &stream.hello {
        socket.send(Message::text(hello.clone())).await?;
        // The answer, so that the server has let the reader in before anything is published.
        socket.next().await.context("closed before the welcome")??;
    }
    Ok(socket)
}

async fn follow(stage: Arc<Stage>, number: usize, mut socket: Socket) {
    while let Some(Ok(message)) = socket.next().await {
        if let Message::Text(text) = message
            && let Some(tag) = stage.id.tag_within(&text)
        {
            stage.meter.delivered(number, Some(stage.clock.now().saturating_sub(tag.intended)));
        }
    }
    stage.lost.fetch_add(1, Relaxed);
}
