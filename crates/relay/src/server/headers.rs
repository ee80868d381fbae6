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

use super::ServeError;

/// Sources of `connect-src` besides the own origin, unless others are configured.
const CONNECT_ANYWHERE: &[&str] = &["wss:", "ws://127.0.0.1:*", "ws://localhost:*"];

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
    pub(super) fn new(connect_sources: &[String], behind_tls: bool) -> Result<Self, ServeError> {
        let invalid = |source: &&String| {
            source.is_empty()
                || source.contains([';', ',', '\''])
                || !source.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if let Some(source) = connect_sources.iter().find(invalid) {
            return Err(ServeError::Header(source.clone()));
        }
        let connect =
            if connect_sources.is_empty() { CONNECT_ANYWHERE.join(" ") } else { connect_sources.join(" ") };
        let policy = content_security_policy(&connect);
        let policy = HeaderValue::from_str(&policy).map_err(|_| ServeError::Header(connect))?;
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

    use super::Headers;

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
        assert!(policy(&["wss://relay.example"]).contains("connect-src 'self' wss://relay.example;"));
    }

    #[test]
    fn a_source_cannot_end_its_directive() {
        for source in ["a; script-src *", "a,b", "'unsafe-inline'", "a b", "", "a\n"] {
            let error = Headers::new(&[source.to_owned()], false).unwrap_err();
            assert!(matches!(error, super::ServeError::Header(found) if found == source), "{source:?}");
        }
    }
}
