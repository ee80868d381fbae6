//! The address of a relay, as people type it and as connections need it.

/// A relay's address, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayAddress {
    secure: bool,
    host: String,
}

/// The text is not the address of a relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a relay")]
pub struct NotARelay;

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
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let (secure, host) = match text.split_once("://") {
            Some(("https" | "wss", host)) => (true, host),
            Some(("http" | "ws", host)) => (false, host),
            Some(_) => return Err(NotARelay),
            None => (!is_loopback(&text), text.as_str()),
        };
        let default_port = if secure { ":443" } else { ":80" };
        let host = host.strip_suffix(default_port).unwrap_or(host);
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
        if host.is_empty() || host.len() > ADDRESS_BYTES_MAX || !host.chars().all(allowed) {
            return Err(NotARelay);
        }
        if !secure && !is_loopback(host) {
            return Err(NotARelay);
        }
        Ok(Self { secure, host: host.to_owned() })
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

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name == "127.0.0.1" || name == "::1"
}
