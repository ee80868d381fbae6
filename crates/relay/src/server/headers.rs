//! The headers on every answer: what the app may do in a browser, and what it may not.
//!
//! No inline script or style, no `eval` (WebAssembly alone is compiled), scripts only from this origin and only through the
//! Trusted Types policy `counterpoint`, no request to a third party.
//!
//! **`connect-src`.** A person may point the app at any relay, because the keeper of the one they were given may be the
//! other person. So by default the app may open WebSockets to any host with encryption, and to loopback without. A
//! keeper who serves the app for known relays only may name these instead.
//!
//! **`strict-transport-security`.** A relay with a public name is reached through a proxy with TLS, so browsers are told to
//! come by no other way for two years. Without a public name it is not sent: a machine at home may have no certificate.
//! It says nothing of other names below this one: they may belong to others.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use sync::host::{Host, NotAHost};

use super::ServeError;

/// Any relay with encryption.
const ANY_ENCRYPTED: &str = "wss:";

/// Sources of `connect-src` besides the own origin, unless others are configured.
const CONNECT_ANYWHERE: &[&str] = &[ANY_ENCRYPTED, "ws://127.0.0.1:*", "ws://localhost:*"];

/// Two years, in seconds.
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Everything a page could use to watch somebody is off, for the app as for anything it could ever embed; but for the camera, with
/// which the app reads codes when its person asks it to, and for keeping the screen awake during a guided piece; both it alone may
/// have. Only names that
/// browsers know: for others they fill the console with warnings.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), compute-pressure=(), \
    display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
    idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    picture-in-picture=(), screen-wake-lock=(self), serial=(), usb=(), window-management=(), xr-spatial-tracking=()";

/// The headers.
#[derive(Debug, Clone)]
pub(super) struct Headers(HeaderMap);

impl Headers {
    /// Headers whose policy lets the app connect to these sources, or, with none, anywhere; for a relay that is reached
    /// `behind_tls` or not.
    ///
    /// # Errors
    /// [`ServeError::ConnectSource`] and [`ServeError::Letters`] for what names no relay to which the app could connect.
    pub(super) fn new(connect_sources: &[String], behind_tls: bool) -> Result<Self, ServeError> {
        let sources: Vec<String> =
            connect_sources.iter().map(|source| connect_source(source)).collect::<Result<_, _>>()?;
        let connect = if sources.is_empty() { CONNECT_ANYWHERE.join(" ") } else { sources.join(" ") };
        let policy = content_security_policy(&connect);
        let policy = HeaderValue::from_str(&policy).map_err(|_| ServeError::ConnectSource(connect))?;
        let fixed = [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_FRAME_OPTIONS, "DENY"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (HeaderName::from_static("origin-agent-cluster"), "?1"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        ];
        let mut headers: HeaderMap =
            fixed.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        if behind_tls {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
        }
        Ok(Self(headers))
    }

    /// Puts the headers on an answer.
    pub(super) fn apply(&self, answer: &mut HeaderMap) {
        answer.extend(self.0.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
}

/// A source as it stands in the policy: `wss:`, or a scheme and a host, of which the first label and the port may be `*`. A path would
/// stand for that path alone, a source of another scheme for no socket, and both would keep the app from its relay without a word.
fn connect_source(value: &str) -> Result<String, ServeError> {
    let refused = || ServeError::ConnectSource(value.to_owned());
    let source = value.trim().to_ascii_lowercase();
    if source == ANY_ENCRYPTED {
        return Ok(source);
    }
    let (scheme, rest) = source.split_once("://").ok_or_else(refused)?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (rest, any_port) = rest.strip_suffix(":*").map_or((rest, ""), |rest| (rest, ":*"));
    let (any_label, rest) = rest.strip_prefix("*.").map_or(("", rest), |rest| ("*.", rest));
    let host = Host::parse(rest).map_err(|error| match error {
        NotAHost::Letters => ServeError::Letters(value.to_owned()),
        _ => refused(),
    })?;
    let is_complete = any_port.is_empty() || host.to_string() == host.name();
    // The policy has no way to write an IPv6 address.
    let is_source = match scheme {
        "wss" => !host.name().starts_with('['),
        // The app itself connects to no other without encryption.
        "ws" => any_label.is_empty() && matches!(host.name(), "localhost" | "127.0.0.1"),
        _ => false,
    };
    (is_source && is_complete).then(|| format!("{scheme}://{any_label}{host}{any_port}")).ok_or_else(refused)
}

fn content_security_policy(connect: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self' {connect}; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types counterpoint"
    )
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, header};

    use super::{Headers, ServeError};

    fn policy(sources: &[&str]) -> String {
        let sources: Vec<_> = sources.iter().map(|source| (*source).to_owned()).collect();
        let mut answer = HeaderMap::new();
        Headers::new(&sources, false).unwrap().apply(&mut answer);
        answer[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned()
    }

    #[test]
    fn by_default_the_app_may_be_pointed_at_any_relay() {
        assert!(policy(&[]).contains("connect-src 'self' wss: ws://127.0.0.1:* ws://localhost:*;"));
    }

    #[test]
    fn configured_sources_replace_the_default() {
        for (source, expected) in [
            ("wss://relay.example", "wss://relay.example"),
            (" WSS://Relay.Example.:8443/ ", "wss://relay.example:8443"),
            ("wss://*.relay.example:*", "wss://*.relay.example:*"),
            ("wss:", "wss:"),
            ("ws://127.0.0.1:8787", "ws://127.0.0.1:8787"),
            ("ws://localhost:*", "ws://localhost:*"),
        ] {
            assert!(policy(&[source]).contains(&format!("connect-src 'self' {expected};")), "{source}");
        }
        let two = policy(&["wss://relay.example", "wss://other.example"]);
        assert!(two.contains("connect-src 'self' wss://relay.example wss://other.example;"), "{two}");
    }

    #[test]
    fn a_source_that_names_no_relay_or_ends_its_directive_is_refused() {
        for source in [
            "wss://a; script-src *",
            "wss://a,b",
            "'unsafe-inline'",
            "wss://a b",
            "",
            "wss://a\nb",
            "wss://",
            "wss://*",
            "wss://*.",
            "wss://relay.example/sync",
            "wss://relay.example//",
            "wss://relay.example:8443:*",
            "wss://[2001:db8::1]",
            "https://relay.example",
            "relay.example",
            "https:",
            "*",
            "ws://relay.example",
            "ws:",
        ] {
            let error = Headers::new(&[source.to_owned()], false).unwrap_err();
            assert!(matches!(error, ServeError::ConnectSource(found) if found == source), "{source:?}");
        }
        let letters = "wss://rel\u{e9}.example".to_owned();
        let error = Headers::new(std::slice::from_ref(&letters), false).unwrap_err();
        assert!(matches!(error, ServeError::Letters(found) if found == letters));
    }
}
