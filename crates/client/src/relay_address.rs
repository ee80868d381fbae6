//! The address of a relay, as people type it and as connections need it.

use std::net::Ipv6Addr;

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
        let text = text.to_ascii_lowercase();
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, text.as_str()),
        };
        let host = rest.trim_end_matches('/');
        if host.len() > ADDRESS_BYTES_MAX || host.contains(char::is_whitespace) {
            return Err(NotARelay::Malformed);
        }
        if host.contains(['/', '?', '#', '@', '\\']) {
            return Err(NotARelay::More);
        }
        let (name, port) = name_and_port(host).ok_or(NotARelay::Malformed)?;
        let is_loopback = matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]");
        let secure = match scheme {
            Some("https" | "wss") => true,
            Some("http" | "ws") if is_loopback => false,
            Some(_) => return Err(NotARelay::Malformed),
            None => !is_loopback,
        };
        let default_port = if secure { 443 } else { 80 };
        let host = match port.filter(|port| *port != default_port) {
            Some(port) => format!("{name}:{port}"),
            None => name,
        };
        Ok(Self { secure, host })
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

/// The two parts of a host in small letters, in the one form in which a browser sends them.
fn name_and_port(host: &str) -> Option<(String, Option<u16>)> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            (format!("[{}]", address.parse::<Ipv6Addr>().ok()?), port)
        }
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            let name = name.strip_suffix('.').unwrap_or(name);
            let allowed = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_');
            let is_label = |label: &str| !label.is_empty() && label.bytes().all(allowed);
            (name.split('.').all(is_label).then(|| name.to_owned())?, port)
        }
    };
    match port.strip_prefix(':') {
        None => port.is_empty().then_some((name, None)),
        Some(port) => Some((name, Some(port.parse().ok()?))),
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
    }
}
