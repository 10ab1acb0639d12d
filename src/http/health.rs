use std::{sync::Arc, time::Duration};

use axum::{Router, extract::State, http::StatusCode, routing::get};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::time::timeout;

use super::Site;

/// `GET /livez`: the process answers.
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers.
pub(super) async fn ready(State(site): State<Arc<Site>>) -> (StatusCode, &'static str) {
    match timeout(Duration::from_secs(3), site.hub.store().ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ok\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be reached\n"),
    }
}

/// `GET /metrics` in the Prometheus text format; served on an address of its own.
pub fn metrics_router(recorder: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(|| async move { recorder.render() }))
}
