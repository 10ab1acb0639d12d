use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};

/// Headers that every answer carries.
pub(super) async fn secure(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    );
    // Assets and pages are made to be embedded elsewhere; who may frame a page is said by its own policy.
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    response
}

/// What the API answers belongs to the moment and to whoever asked.
pub(super) async fn never_stored(mut response: Response) -> Response {
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Who may show a page in a frame.
pub(super) enum Framing<'a> {
    /// Nobody.
    Nobody,
    /// This server's own pages and those of the listed origins.
    Listed(&'a [String]),
    /// Every page, those in a file too.
    Anybody,
}

/// The Content-Security-Policy of a page: only what this server itself gives, no inline script or style. Where the DOM would
/// run a string or read it as HTML, it takes only what Lit made of its own templates.
pub(super) fn content_security_policy(request: &HeaderMap, framing: &Framing<'_>) -> HeaderValue {
    let sockets = own_sockets(request);
    let ancestors = match framing {
        Framing::Nobody => "; frame-ancestors 'none'".to_owned(),
        Framing::Listed(origins) => {
            format!("; frame-ancestors {}", [&["'self'".to_owned()], *origins].concat().join(" "))
        }
        // `*` would leave out pages in a file.
        Framing::Anybody => String::new(),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'{sockets}; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
         require-trusted-types-for 'script'; trusted-types lit-html{ancestors}"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// Older browsers do not count WebSockets of the same host as `'self'`, so they are named.
fn own_sockets(request: &HeaderMap) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    match request.get(header::HOST).and_then(|host| host.to_str().ok()) {
        Some(host) if !host.is_empty() && host.bytes().all(plain) => format!(" ws://{host} wss://{host}"),
        _ => String::new(),
    }
}
