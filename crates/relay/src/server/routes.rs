//! Which address answers what.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Extension, Request, State, WebSocketUpgrade},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{Metrics, Shared, accept::Ends, hosts::Hosts, metrics, socket};
use crate::Audience;

/// Headers that a proxy adds: with one of them a request from loopback comes from elsewhere.
const FORWARDED: [HeaderName; 3] =
    [header::FORWARDED, HeaderName::from_static("x-forwarded-for"), HeaderName::from_static("x-real-ip")];

pub(super) fn router(shared: Arc<Shared>) -> Router {
    let named = Router::new()
        .route("/sync", get(sync))
        .fallback(app)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), only_own_names));
    // Whoever looks after the relay asks by any name whether it is well; who wants counts must name it.
    Router::new()
        .route("/health", get(|| async { "alive\n" }))
        .route("/ready", get(ready))
        .route("/metrics", get(show_metrics))
        .merge(named)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), add_headers))
        .with_state(shared)
}

async fn add_headers(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    shared.headers.apply(headers);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// Lets a request pass if it came by a name to which this relay answers, and notes that name as its audience.
async fn only_own_names(
    State(shared): State<Arc<Shared>>,
    Extension(ends): Extension<Ends>,
    mut request: Request,
    next: Next,
) -> Response {
    match shared.hosts.audience(host(request.headers()), ends.local) {
        Some(audience) => {
            request.extensions_mut().insert(audience);
            next.run(request).await
        }
        None => {
            let text = "This relay does not answer to the name by which you reached it. \
                Its keeper can add the name: counterpoint serve --public-host NAME\n";
            (StatusCode::MISDIRECTED_REQUEST, text).into_response()
        }
    }
}

/// The name by which a request came; empty if there is none that can be read.
fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// Any origin may connect: the app may come from elsewhere than the relay, and what a page may do here rests on
/// signatures by keys that it must hold, not on a cookie that the browser would lend to any page.
async fn sync(
    State(shared): State<Arc<Shared>>,
    Extension(audience): Extension<Audience>,
    Extension(ends): Extension<Ends>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Ok(source) = shared.finding.of_request(ends.peer, &headers) else {
        let text = "The proxy before this relay gave no address that can be read in the header that its keeper named: \
            counterpoint serve --address-header NAME\n";
        return (StatusCode::BAD_REQUEST, text).into_response();
    };
    let Some(place) = shared.sockets_of_sources.take(source) else {
        let text = "Your network has too many connections to this relay.\n";
        return (StatusCode::TOO_MANY_REQUESTS, text).into_response();
    };
    match Arc::clone(&shared.sockets).try_acquire_owned() {
        Ok(permit) => socket::upgrade(upgrade, shared, audience, source, (permit, place)),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "This relay has no room for another connection.\n")
            .into_response(),
    }
}

async fn ready(State(shared): State<Arc<Shared>>) -> Response {
    if shared.hub.is_ready() && shared.hub.statistics().await.is_some() {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
    }
}

async fn show_metrics(
    State(shared): State<Arc<Shared>>,
    Extension(ends): Extension<Ends>,
    headers: HeaderMap,
) -> Response {
    let host = host(&headers);
    let by_address = Hosts::is_own_address(host, ends.local);
    let forwarded =
        FORWARDED.iter().chain(&shared.finding.address_header).any(|name| headers.contains_key(name));
    let from_here = ends.peer.is_loopback() && !forwarded;
    let shown = match shared.metrics {
        Metrics::Nobody => false,
        Metrics::ThisMachine => from_here && by_address,
        Metrics::Everybody => by_address || shared.hosts.audience(host, ends.local).is_some(),
    };
    if !shown {
        return StatusCode::NOT_FOUND.into_response();
    }
    let text = metrics::text(&shared.hub).await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

async fn app(State(shared): State<Arc<Shared>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let Some(app) = &shared.app else {
        return (StatusCode::NOT_FOUND, "This relay serves no app.\n").into_response();
    };
    match method {
        Method::GET => app.answer(uri.path(), &headers),
        Method::HEAD => app.answer(uri.path(), &headers).map(|_| Body::empty()),
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}
