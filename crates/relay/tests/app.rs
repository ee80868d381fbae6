//! What a browser gets: the app's files, the headers that bind it, and the service routes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/actors.rs"]
mod actors;
#[path = "shared/network.rs"]
mod network;

use std::{fs, path::Path};

use network::{Relay, get, request};
use relay::{Configuration, Metrics, ServeError, Storage, store::memory::MemoryStore};

fn files(folder: &Path) {
    let hashed = "app-0123456789abcdef.js";
    for (path, content) in [
        ("index.html", "<!doctype html>"),
        ("service-worker.js", "// worker"),
        (hashed, "// script"),
        ("counterpoint_bg.wasm", "plain wasm"),
        ("counterpoint_bg.wasm.br", "brotli wasm"),
        ("counterpoint_bg.wasm.gz", "gzip wasm"),
        ("words/en.json", "{}"),
        ("manifest.webmanifest", "{}"),
        ("archive.gz", "an archive of its own"),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

fn configuration(app: Option<&Path>) -> Configuration {
    let storage = Storage::Memory(MemoryStore::default());
    Configuration { app: app.map(Path::to_owned), ..Configuration::new(storage) }
}

async fn with_app() -> (tempfile::TempDir, Relay) {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path());
    let relay = Relay::start(configuration(Some(folder.path()))).await;
    (folder, relay)
}

#[tokio::test]
async fn files_come_with_their_type_and_pages_without_a_file_are_the_app() {
    let (_folder, relay) = with_app().await;
    for (path, mime, body) in [
        ("/", "text/html; charset=utf-8", "<!doctype html>"),
        ("/index.html", "text/html; charset=utf-8", "<!doctype html>"),
        ("/ours/person/7", "text/html; charset=utf-8", "<!doctype html>"),
        ("/today?from=push", "text/html; charset=utf-8", "<!doctype html>"),
        ("/service-worker.js", "text/javascript; charset=utf-8", "// worker"),
        ("/counterpoint_bg.wasm", "application/wasm", "plain wasm"),
        ("/words/en.json", "application/json", "{}"),
        ("/manifest.webmanifest", "application/manifest+json", "{}"),
        ("/archive.gz", "application/octet-stream", "an archive of its own"),
    ] {
        let answer = get(relay.address, path, &[]).await;
        assert_eq!((answer.status, answer.text()), (200, body), "{path}");
        assert_eq!(answer.header("content-type"), Some(mime), "{path}");
        assert_eq!(answer.header("content-encoding"), None, "{path}");
        let head = request(relay.address, "HEAD", path, &[]).await;
        assert_eq!((head.status, head.text()), (200, ""), "{path}");
    }
    for path in
        ["/nothing.js", "/words/fr.json", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/counterpoint_bg.wasm.br"]
    {
        assert_eq!(get(relay.address, path, &[]).await.status, 404, "{path}");
    }
    assert_eq!(request(relay.address, "POST", "/", &[]).await.status, 405);
    relay.ended().await;
}

#[tokio::test]
async fn the_smallest_form_that_the_browser_takes_is_served() {
    let (_folder, relay) = with_app().await;
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", Some("br"), "brotli wasm"),
        ("gzip", Some("gzip"), "gzip wasm"),
        ("br;q=0, gzip;q=0.5", Some("gzip"), "gzip wasm"),
        ("identity", None, "plain wasm"),
    ] {
        let answer = get(relay.address, "/counterpoint_bg.wasm", &[("accept-encoding", accepted)]).await;
        assert_eq!((answer.status, answer.text()), (200, body), "{accepted}");
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.header("content-type"), Some("application/wasm"), "{accepted}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"), "{accepted}");
    }
    relay.ended().await;
}

#[tokio::test]
async fn a_cache_asks_again_unless_the_name_holds_a_hash() {
    let (_folder, relay) = with_app().await;
    for (path, cache) in [
        ("/", "no-cache"),
        ("/service-worker.js", "no-cache"),
        ("/counterpoint_bg.wasm", "no-cache"),
        ("/app-0123456789abcdef.js", "public, max-age=31536000, immutable"),
    ] {
        let answer = get(relay.address, path, &[]).await;
        assert_eq!(answer.header("cache-control"), Some(cache), "{path}");
        let etag = answer.header("etag").unwrap().to_owned();
        let again = get(relay.address, path, &[("if-none-match", &etag)]).await;
        assert_eq!((again.status, again.text()), (304, ""), "{path}");
        assert_eq!(again.header("etag"), Some(etag.as_str()), "{path}");
        let other = get(relay.address, path, &[("if-none-match", "\"something else\"")]).await;
        assert_eq!(other.status, 200, "{path}");
    }
    let plain = get(relay.address, "/counterpoint_bg.wasm", &[]).await;
    let brotli = get(relay.address, "/counterpoint_bg.wasm", &[("accept-encoding", "br")]).await;
    assert_ne!(plain.header("etag"), brotli.header("etag"));
    relay.ended().await;
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_bind_the_app() {
    let (_folder, relay) = with_app().await;
    for path in ["/", "/service-worker.js", "/nothing.js", "/health", "/metrics", "/sync"] {
        let answer = get(relay.address, path, &[]).await;
        let policy = answer.header("content-security-policy").unwrap();
        let directives: Vec<_> = policy.split("; ").collect();
        for directive in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types counterpoint",
        ] {
            assert!(directives.contains(&directive), "{path}: {directive}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let permissions = answer.header("permissions-policy").unwrap();
        assert!(permissions.split(", ").any(|permission| permission == "geolocation=()"), "{path}");
        let granted: Vec<_> =
            permissions.split(", ").filter(|permission| !permission.ends_with("=()")).collect();
        let wanted = ["camera=(self)", "screen-wake-lock=(self)"];
        assert_eq!(granted, wanted, "{path}: the app alone, to read codes, and to keep a screen awake");
        assert!(answer.header("cache-control").is_some(), "{path}");
        assert!(answer.header("set-cookie").is_none(), "{path}");
    }
    relay.ended().await;
}

#[tokio::test]
async fn a_relay_without_an_app_serves_only_its_routes() {
    let relay = Relay::start(configuration(None)).await;
    for path in ["/", "/index.html", "/today"] {
        assert_eq!(get(relay.address, path, &[]).await.status, 404, "{path}");
    }
    for path in ["/health", "/ready"] {
        assert_eq!(get(relay.address, path, &[]).await.status, 200, "{path}");
    }
    assert!(network::Client::connect(relay.address, actors::member(1)).await.is_ok());
    relay.ended().await;
}

#[tokio::test]
async fn a_request_by_a_foreign_name_gets_a_sentence_and_no_app() {
    let (_folder, relay) = with_app().await;
    let answer = get(relay.address, "/", &[("host", "rebound.example")]).await;
    assert_eq!(answer.status, 421);
    assert!(answer.text().contains("--public-host"), "{}", answer.text());
    assert_eq!(get(relay.address, "/health", &[("host", "rebound.example")]).await.status, 200);
    let localhost = format!("localhost:{}", relay.address.port());
    assert_eq!(get(relay.address, "/", &[("host", &localhost)]).await.status, 200);
    relay.ended().await;
}

fn with_metrics(metrics: Metrics, public_hosts: &[&str]) -> Configuration {
    let public_hosts = public_hosts.iter().map(|host| (*host).to_owned()).collect();
    Configuration { metrics, public_hosts, ..configuration(None) }
}

#[tokio::test]
async fn counts_are_shown_to_nobody_unless_asked_for() {
    let relay = Relay::start(configuration(None)).await;
    assert_eq!(get(relay.address, "/metrics", &[]).await.status, 404);
    relay.ended().await;
}

#[tokio::test]
async fn counts_are_shown_to_this_machine_alone() {
    let relay = Relay::start(with_metrics(Metrics::ThisMachine, &["relay.example"])).await;
    assert!(
        get(relay.address, "/metrics", &[]).await.text().contains("\ncounterpoint_relay_connections 0\n")
    );
    for header in ["x-forwarded-for", "forwarded", "x-real-ip"] {
        assert_eq!(get(relay.address, "/metrics", &[(header, "203.0.113.9")]).await.status, 404, "{header}");
    }
    // A page that gave its own name this address, and a proxy that passes the public name on.
    for host in ["rebound.example", "relay.example"] {
        assert_eq!(get(relay.address, "/metrics", &[("host", host)]).await.status, 404, "{host}");
    }
    relay.ended().await;
}

#[tokio::test]
async fn public_counts_are_shown_by_the_relays_own_names_only() {
    let relay = Relay::start(with_metrics(Metrics::Everybody, &["relay.example"])).await;
    let through_a_proxy = |host| [("host", host), ("x-forwarded-for", "203.0.113.9")];
    assert_eq!(get(relay.address, "/metrics", &through_a_proxy("relay.example")).await.status, 200);
    assert_eq!(get(relay.address, "/metrics", &through_a_proxy("rebound.example")).await.status, 404);
    relay.ended().await;
}

#[tokio::test]
async fn only_a_relay_with_a_public_name_tells_browsers_to_insist_on_tls() {
    let relay = Relay::start(configuration(None)).await;
    let name = "strict-transport-security";
    assert_eq!(get(relay.address, "/health", &[]).await.header(name), None);
    relay.ended().await;
    let relay = Relay::start(with_metrics(Metrics::Nobody, &["relay.example"])).await;
    assert_eq!(get(relay.address, "/health", &[]).await.header(name), Some("max-age=63072000"));
    relay.ended().await;
}

/// Why a folder is no app.
fn refusal(folder: &Path) -> String {
    match relay::Server::open(configuration(Some(folder))) {
        Err(ServeError::App { source, .. }) => source.to_string(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it is taken"),
    }
}

#[tokio::test]
async fn a_folder_without_a_page_is_no_app() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(refusal(folder.path()), "there is no index.html");
}

#[cfg(unix)]
#[tokio::test]
async fn links_to_files_and_folders_are_served_as_what_they_lead_to() {
    use std::os::unix::fs::symlink;
    let (real, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    files(real.path());
    for name in ["index.html", "words"] {
        symlink(real.path().join(name), folder.path().join(name)).unwrap();
    }
    symlink("index.html", folder.path().join("linked.html")).unwrap();
    let linked = folder.path().join("app");
    symlink(folder.path(), folder.path().join("app")).unwrap();
    assert_eq!(refusal(&linked), "app/ is a link to a folder that it lies in");
    fs::remove_file(&linked).unwrap();
    let relay = Relay::start(configuration(Some(folder.path()))).await;
    assert_eq!(get(relay.address, "/", &[]).await.text(), "<!doctype html>");
    assert_eq!(get(relay.address, "/words/en.json", &[]).await.text(), "{}");
    assert_eq!(get(relay.address, "/linked.html", &[]).await.text(), "<!doctype html>");
    relay.ended().await;
    symlink("nowhere", folder.path().join("gone.js")).unwrap();
    assert!(refusal(folder.path()).starts_with("gone.js: "), "{}", refusal(folder.path()));
}
