//! Accepting connections, until told to stop.

use std::{
    future::Future,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::Arc,
    time::Duration,
};

use axum::Router;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use socket2::SockRef;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
};

use super::{ServeError, Shared, patience::Patient, routes, sources::Places};
use crate::limits::{HTTP_HEAD_TIMEOUT_MS, WAITING_CONNECTIONS_MAX};

/// How often expired things are looked for and failed accepting is tried again, in milliseconds.
const TICK_MS: u64 = 10_000;

/// How long accepting rests when the machine has no room for another connection, in milliseconds.
const REST_MS: u64 = 100;

/// The two ends of a connection, as far as anybody needs them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// Where it arrived.
    pub(super) local: SocketAddr,
    /// Where it comes from.
    pub(super) peer: IpAddr,
}

/// Accepts until `shutdown` completes or the store ends.
pub(super) async fn until(
    listener: TcpListener,
    shared: Arc<Shared>,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let mut shutdown = pin!(shutdown);
    make_room(&listener);
    let (closing, _) = watch::channel(());
    let open = Arc::new(Semaphore::new(shared.limits.connections_max));
    let of_sources = Places::new(shared.limits.connections_per_source_max);
    let patience = Duration::from_millis(shared.limits.write_timeout_ms);
    let router = routes::router(Arc::clone(&shared));
    let mut tick = tokio::time::interval(Duration::from_millis(TICK_MS));
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => return Ok(()),
            () = shared.hub.store_ended() => return Err(ServeError::StoreEnded),
            _ = tick.tick() => {
                shared.hub.tick();
                continue;
            }
            accepted = listener.accept() => accepted,
        };
        match (accepted, Arc::clone(&open).try_acquire_owned()) {
            (Ok((stream, peer)), Ok(permit)) => {
                let source = shared.finding.of_connection(peer.ip());
                // Too many from there: this one is closed at once, too.
                let Some(place) = of_sources.take(source) else { continue };
                let served = serve_http(stream, peer, patience, router.clone(), closing.subscribe());
                tokio::spawn(async move {
                    served.await;
                    drop((permit, place));
                });
            }
            // Too many: this one is closed at once.
            (Ok(_), Err(_)) => {}
            (Err(error), _) => {
                log::warn!("cannot accept a connection: {}", error.kind());
                tokio::time::sleep(Duration::from_millis(REST_MS)).await;
            }
        }
    }
}

/// Has more connections wait for being accepted than a listener lets wait by itself.
fn make_room(listener: &TcpListener) {
    if let Err(error) = SockRef::from(listener).listen(WAITING_CONNECTIONS_MAX) {
        // It goes on listening as it did.
        log::warn!("no more connections can wait than usual: {}", error.kind());
    }
}

async fn serve_http(
    stream: TcpStream,
    peer: SocketAddr,
    patience: Duration,
    router: Router,
    mut closing: watch::Receiver<()>,
) {
    let Ok(local) = stream.local_addr() else { return };
    let ends = Ends { local, peer: peer.ip().to_canonical() };
    // Messages are small and somebody waits for each.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let inner = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ends);
        hyper::service::Service::call(&inner, request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(HTTP_HEAD_TIMEOUT_MS))
        .serve_connection(TokioIo::new(Patient::new(stream, patience)), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    // How a stranger's connection ends is nobody's concern: nothing of it is logged.
    tokio::select! {
        ended = connection.as_mut() => drop(ended),
        // The sender is dropped when accepting ends.
        _ = closing.changed() => {
            connection.as_mut().graceful_shutdown();
            drop(connection.await);
        }
    }
}
