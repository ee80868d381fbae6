//! The name under which devices reach a relay, in the one form that they sign and the relay compares.
//!
//! A browser writes a host in one way, however it was typed. A relay that compared letters instead of names, or a device that signed
//! another way to write the same one, would refuse what belongs together.

use core::fmt;
use std::net::Ipv6Addr;

/// A host and its port, if one was given: small letters, no final dot, an IPv6 address in brackets and in its shortest form.
///
/// ```
/// use sync::host::Host;
/// let host = Host::parse("Relay.Example.:443").unwrap();
/// assert_eq!(host.to_string(), "relay.example:443");
/// assert_eq!(host.without_port(&[443, 80]).to_string(), "relay.example");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    name: String,
    port: Option<u16>,
}

/// The text names no host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAHost {
    /// It is none at all.
    #[error("not the name of a host")]
    Malformed,
    /// It has letters beyond a to z, as people say such a name. On the network it has another form, which begins with `xn--`.
    #[error("a host's name in letters beyond a to z")]
    Letters,
}

impl Host {
    /// Reads a name, an IPv4 address, or an IPv6 address in brackets, and a port after it.
    ///
    /// # Errors
    /// [`NotAHost`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotAHost> {
        let (name, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let (address, port) = rest.split_once(']').ok_or(NotAHost::Malformed)?;
                let address: Ipv6Addr = address.parse().map_err(|_| NotAHost::Malformed)?;
                (format!("[{address}]"), port)
            }
            None => {
                let (name, port) = text.split_at(text.find(':').unwrap_or(text.len()));
                let name = name.strip_suffix('.').unwrap_or(name);
                check_labels(name)?;
                (name.to_ascii_lowercase(), port)
            }
        };
        let port = match port.strip_prefix(':') {
            None if port.is_empty() => None,
            None => return Err(NotAHost::Malformed),
            Some(port) => Some(port.parse().map_err(|_| NotAHost::Malformed)?),
        };
        Ok(Self { name, port })
    }

    /// The name, or the address, without its port.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same host without its port, if that is one of these: the ones that stand in no address bar.
    #[must_use]
    pub fn without_port(self, default_ports: &[u16]) -> Self {
        Self { port: self.port.filter(|port| !default_ports.contains(port)), ..self }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        self.port.map_or(Ok(()), |port| write!(formatter, ":{port}"))
    }
}

fn check_labels(name: &str) -> Result<(), NotAHost> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    // A letter may be written as several signs, of which only the first is one.
    let may_be_letter = |letter: char| is_plain(letter) || !(letter.is_ascii() || letter.is_control());
    if name.split('.').any(str::is_empty) || !name.split('.').all(|label| label.chars().all(may_be_letter)) {
        Err(NotAHost::Malformed)
    } else if name.is_ascii() {
        Ok(())
    } else if name.chars().any(|letter| !letter.is_ascii() && letter.is_alphanumeric()) {
        Err(NotAHost::Letters)
    } else {
        Err(NotAHost::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_host_is_one_host() {
        for (text, name, host, without_port) in [
            ("relay.example", "relay.example", "relay.example", "relay.example"),
            ("Relay.Example.", "relay.example", "relay.example", "relay.example"),
            ("RELAY.example.:443", "relay.example", "relay.example:443", "relay.example"),
            ("relay.example:00443", "relay.example", "relay.example:443", "relay.example"),
            ("relay.example:8443", "relay.example", "relay.example:8443", "relay.example:8443"),
            ("my_relay-2", "my_relay-2", "my_relay-2", "my_relay-2"),
            (
                "XN--Exmple-cua.example",
                "xn--exmple-cua.example",
                "xn--exmple-cua.example",
                "xn--exmple-cua.example",
            ),
            ("192.0.2.1:443", "192.0.2.1", "192.0.2.1:443", "192.0.2.1"),
            ("[2001:DB8:0:0::1]:443", "[2001:db8::1]", "[2001:db8::1]:443", "[2001:db8::1]"),
        ] {
            let found = Host::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((found.name(), found.to_string().as_str()), (name, host), "{text}");
            assert_eq!(Host::parse(host).as_ref(), Ok(&found), "it is read as it is written");
            assert_eq!(found.without_port(&[443]).to_string(), without_port, "{text}");
        }
    }

    #[test]
    fn what_names_no_host_is_refused() {
        for text in [
            "",
            ".",
            "..",
            "relay..example",
            ".example",
            "relay.example:",
            "relay.example:port",
            "relay.example:99999",
            "relay.example:-1",
            "relay.example:1:2",
            "*.example",
            "relay example",
            "relay.example/",
            "somebody@relay.example",
            "\u{201c}relay.example\u{201d}",
            "relay.example\u{7f}",
            "relay\u{2026}",
            "2001:db8::1",
            "[2001:db8::1",
            "[2001:db8::1]443",
            "[relay.example]",
        ] {
            assert_eq!(Host::parse(text), Err(NotAHost::Malformed), "{text:?}");
        }
    }

    #[test]
    fn letters_beyond_a_to_z_are_told_from_what_is_no_name() {
        // One letter; the same as a letter and a sign above it; others.
        for text in
            ["rel\u{e9}.example", "rele\u{301}\u{e9}.example:8443", "中继.example", "ретранслятор.example."]
        {
            assert_eq!(Host::parse(text), Err(NotAHost::Letters), "{text:?}");
        }
        assert_eq!(Host::parse("rel\u{e9} .example"), Err(NotAHost::Malformed));
        assert_eq!(Host::parse("rel\u{e9}..example"), Err(NotAHost::Malformed));
    }
}
