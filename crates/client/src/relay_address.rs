//! The address of a relay, as people type it and as connections need it.

use sync::host::{Host, NotAHost};

/// A relay's address, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayAddress {
    secure: bool,
    host: String,
}

/// The text is not the address of a relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotARelay {
    /// It is none at all.
    #[error("not the address of a relay")]
    Malformed,
    /// It says more than where a relay is: a path, for instance. A relay has a name of its own, and is below no path.
    #[error("more than the address of a relay")]
    More,
    /// Its name has letters beyond a to z; connections need its other form, which begins with `xn--`.
    #[error("the address of a relay in letters beyond a to z")]
    Letters,
}

const ADDRESS_BYTES_MAX: usize = 255;

impl RelayAddress {
    /// Reads `https://host`, `http://127.0.0.1:8787` or just `host`. Without encryption only this very machine is allowed.
    ///
    /// # Errors
    /// [`NotARelay`] for anything else.
    ///
    /// ```
    /// use client::RelayAddress;
    /// let address = RelayAddress::parse(" Relay.example:443/ ").unwrap();
    /// assert_eq!(address.to_string(), "https://relay.example");
    /// assert_eq!(address.socket_url(), "wss://relay.example/sync");
    /// assert!(RelayAddress::parse("http://relay.example").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, NotARelay> {
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, text),
        };
        let host = rest.trim_end_matches('/');
        if host.len() > ADDRESS_BYTES_MAX || host.contains(char::is_whitespace) {
            return Err(NotARelay::Malformed);
        }
        if host.contains(['/', '?', '#', '@', '\\']) {
            return Err(NotARelay::More);
        }
        let host = Host::parse(host).map_err(|error| match error {
            NotAHost::Letters => NotARelay::Letters,
            _ => NotARelay::Malformed,
        })?;
        let is_loopback = matches!(host.name(), "localhost" | "127.0.0.1" | "[::1]");
        let secure = match scheme.as_deref() {
            Some("https" | "wss") => true,
            Some("http" | "ws") if is_loopback => false,
            Some(_) => return Err(NotARelay::Malformed),
            None => !is_loopback,
        };
        let default_port = if secure { 443 } else { 80 };
        Ok(Self { secure, host: host.without_port(&[default_port]).to_string() })
    }

    /// Host, and port if it is not the scheme's own: what a browser sends as `Host`, and what signatures are bound to.
    pub fn audience(&self) -> &str {
        &self.host
    }

    /// Where the socket is opened.
    pub fn socket_url(&self) -> String {
        let scheme = if self.secure { "wss" } else { "ws" };
        format!("{scheme}://{}/sync", self.host)
    }
}

impl core::fmt::Display for RelayAddress {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(formatter, "{scheme}://{}", self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_an_address_is_one_address() {
        for text in [
            "relay.example",
            "Relay.Example/",
            "https://relay.example",
            "https://relay.example//",
            "HTTPS://RELAY.EXAMPLE.:443/",
            "wss://relay.example",
            " relay.example.\r\n",
            "\u{feff}https://relay.example",
        ] {
            let address = RelayAddress::parse(text).map(|address| address.to_string());
            assert_eq!(address.as_deref(), Ok("https://relay.example"), "{text:?}");
        }
        for (text, address, audience) in [
            ("relay.example:8443", "https://relay.example:8443", "relay.example:8443"),
            ("localhost:8787", "http://localhost:8787", "localhost:8787"),
            ("http://127.0.0.1:80", "http://127.0.0.1", "127.0.0.1"),
            ("https://localhost:443", "https://localhost", "localhost"),
            ("[0:0::1]:8787", "http://[::1]:8787", "[::1]:8787"),
            ("[2001:DB8::0:1]", "https://[2001:db8::1]", "[2001:db8::1]"),
        ] {
            let parsed = RelayAddress::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((parsed.to_string().as_str(), parsed.audience()), (address, audience), "{text}");
            assert_eq!(RelayAddress::parse(address).as_ref(), Ok(&parsed), "it is read as it is written");
        }
    }

    #[test]
    fn what_says_more_than_where_a_relay_is_is_told_from_what_is_no_address() {
        for text in [
            "https://host.example/cp",
            "host.example/cp/",
            "https://relay.example/#/today",
            "https://relay.example?from=here",
            "relay.example#top",
            "https://somebody:word@relay.example",
            "somebody@relay.example",
            "https://relay.example\\cp",
        ] {
            assert_eq!(RelayAddress::parse(text), Err(NotARelay::More), "{text}");
        }
        for text in [
            "",
            "https://",
            "https:///",
            "no address",
            "https://relay example/cp",
            "http://relay.example",
            "ftp://relay.example",
            "relay..example",
            ".",
            "relay.example:",
            "relay.example:port",
            "relay.example:99999",
            "2001:db8::1",
            "[2001:db8::1",
            "[relay.example]",
            &"a".repeat(256),
        ] {
            assert_eq!(RelayAddress::parse(text), Err(NotARelay::Malformed), "{text}");
        }
        for text in ["https://rel\u{e9}.example", "rel\u{e9}.example:8443/"] {
            assert_eq!(RelayAddress::parse(text), Err(NotARelay::Letters), "{text}");
        }
        assert_eq!(RelayAddress::parse("http://rel\u{e9} .example"), Err(NotARelay::Malformed));
    }
}
