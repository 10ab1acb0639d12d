use std::any::Any;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    domain::{InviteError, NameError, Refusal, TextError, Timestamp},
    hub::{Busy, HubError, SearchRefusal, Undone},
    protocol::{self, ErrorCode},
    store::StoreError,
};

const PROBLEM: &str = "application/problem+json";

/// What is wrong with a request; answered as `application/problem+json`.
#[derive(Debug)]
pub(super) struct Problem {
    code: ErrorCode,
    detail: String,
    retry_after_ms: Option<u64>,
    status: Option<StatusCode>,
    excess: Option<usize>,
    place: Option<protocol::FilterPlace>,
}

impl Problem {
    pub(super) fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), retry_after_ms: None, status: None, excess: None, place: None }
    }

    pub(super) fn with_status(self, status: StatusCode) -> Self {
        Self { status: Some(status), ..self }
    }

    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadFrame, detail)
    }

    pub(super) fn not_found(what: &str) -> Self {
        Self::new(ErrorCode::NotFound, format!("there is no such {what} here"))
    }

    pub(super) fn not_joined() -> Self {
        Self::new(ErrorCode::NotJoined, "join the event first, then send the token as `Authorization: Bearer …`")
    }

    pub(super) fn forbidden() -> Self {
        Self::new(ErrorCode::Forbidden, "this is for those who keep the room")
    }

    pub(super) fn too_many_join(retry_after_ms: u64) -> Self {
        let detail = "too many are joining from this network; try again in a moment";
        Self { retry_after_ms: Some(retry_after_ms), ..Self::new(ErrorCode::SlowDown, detail) }
    }

    pub(super) fn unavailable() -> Self {
        Self::new(ErrorCode::Unavailable, "the database takes nothing at the moment; nothing was stored")
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status.unwrap_or(match self.code {
            ErrorCode::BadFrame => StatusCode::BAD_REQUEST,
            ErrorCode::BadText | ErrorCode::TooLong | ErrorCode::BadName => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorCode::NameTaken | ErrorCode::NonceReused => StatusCode::CONFLICT,
            ErrorCode::NotJoined => StatusCode::UNAUTHORIZED,
            ErrorCode::Forbidden | ErrorCode::Muted | ErrorCode::Banned | ErrorCode::RoomLocked => {
                StatusCode::FORBIDDEN
            }
            ErrorCode::SlowDown => StatusCode::TOO_MANY_REQUESTS,
            ErrorCode::NotFound => StatusCode::NOT_FOUND,
            ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }

    pub(super) fn code(&self) -> ErrorCode {
        self.code
    }

    /// By how many characters a text is too long.
    pub(super) fn excess(&self) -> Option<usize> {
        self.excess
    }

    /// How long to wait, in whole seconds, where waiting helps.
    pub(super) fn retry_after_seconds(&self) -> Option<u64> {
        self.retry_after_ms.map(|millis| millis.div_ceil(1_000))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        metrics::counter!("social_stream_errors_total", "code" => self.code.as_str()).increment(1);
        let status = self.status();
        let retry_after_ms = self.retry_after_ms;
        let body = protocol::Problem {
            status: status.as_u16(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            detail: self.detail,
            code: self.code,
            retry_after_ms,
            place: self.place,
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
        match (status, retry_after_ms) {
            (StatusCode::UNAUTHORIZED, _) => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            (_, Some(millis)) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(millis.div_ceil(1_000)));
            }
            (StatusCode::SERVICE_UNAVAILABLE, None) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            _ => {}
        }
        response
    }
}

impl From<HubError> for Problem {
    fn from(error: HubError) -> Self {
        match error {
            HubError::Unavailable => Self::unavailable(),
            HubError::NotFound => Self::not_found("room"),
            HubError::Banned { until, retry_after_ms } => Self {
                retry_after_ms: (until != Timestamp::NEVER).then_some(retry_after_ms),
                ..Self::new(ErrorCode::Banned, "you are banned from this event")
            },
            HubError::Broken(source) => source.into(),
        }
    }
}

impl From<SearchRefusal> for Problem {
    fn from(refusal: SearchRefusal) -> Self {
        match refusal {
            SearchRefusal::SlowDown { retry_after_ms } => Self {
                retry_after_ms: Some(retry_after_ms),
                ..Self::new(ErrorCode::SlowDown, "there are too many searches; try again in a moment")
            },
            SearchRefusal::BadFilter(error) => Refusal::BadFilter(error).into(),
            SearchRefusal::Hub(error) => error.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } => {
                tracing::warn!(%error, "a request could not reach the database");
                Self::unavailable()
            }
            StoreError::Broken { .. } => {
                tracing::error!(%error, "the database gave an unusable answer");
                Self::new(ErrorCode::Internal, "the server could not do this; it has been logged")
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let place = match refusal {
            Refusal::BadFilter(error) => Some(error.into()),
            _ => None,
        };
        Self { retry_after_ms: refusal.retry_after_ms(), place, ..Self::new(refusal.into(), refusal.to_string()) }
    }
}

impl From<Undone> for Problem {
    fn from(undone: Undone) -> Self {
        let detail = undone.to_string();
        match undone {
            Undone::Refused(refusal) => refusal.into(),
            Undone::Busy(busy) => busy.into(),
            Undone::Unavailable | Undone::Unknown => Self::new(ErrorCode::Unavailable, detail),
            Undone::Internal => Self::new(ErrorCode::Internal, detail),
        }
    }
}

impl From<Busy> for Problem {
    fn from(busy: Busy) -> Self {
        Self { retry_after_ms: Some(1_000), ..Self::new(ErrorCode::SlowDown, busy.to_string()) }
    }
}

impl From<TextError> for Problem {
    fn from(error: TextError) -> Self {
        let excess = match error {
            TextError::TooLong { length, limit } => Some(length.saturating_sub(limit)),
            _ => None,
        };
        Self { excess, ..Self::new(error.into(), error.to_string()) }
    }
}

impl From<NameError> for Problem {
    fn from(error: NameError) -> Self {
        Self::new(ErrorCode::BadName, format!("the name cannot be used: {error}"))
    }
}

impl From<InviteError> for Problem {
    fn from(error: InviteError) -> Self {
        Self::new(ErrorCode::Forbidden, error.to_string())
    }
}

/// What axum itself refuses, as a body that is too large or an address that is no UTF-8, is told like all else.
pub(super) async fn only_problems(response: Response) -> Response {
    let status = response.status();
    let told = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if !status.is_client_error() || told {
        return response;
    }
    let problem = match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(ErrorCode::TooLong, "the body is too large"),
        _ => Problem::bad_request("the request cannot be read"),
    };
    problem.with_status(status).into_response()
}

pub(super) async fn no_such_address() -> Problem {
    Problem::not_found("address")
}

pub(super) async fn no_such_method() -> Problem {
    Problem::bad_request("this address does not know that method").with_status(StatusCode::METHOD_NOT_ALLOWED)
}

/// A panic in a handler costs that request only. The payload may hold anything, so it is not logged; the panic hook has
/// told the place.
pub(super) fn after_panic(_payload: Box<dyn Any + Send + 'static>) -> Response {
    Problem::new(ErrorCode::Internal, "the server could not do this; it has been logged").into_response()
}
