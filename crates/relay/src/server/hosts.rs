//! The names to which a relay answers.
//!
//! Devices sign the name by which they reached the relay, so that a hostile relay cannot pass a signature on to this one.
//! That holds only if this relay accepts no name that somebody else may have chosen: the `Host` header alone proves
//! nothing, because the one who passes signatures on writes it. So a name is accepted if the keeper configured it, or
//! if it is the very address at which the connection arrived. The same rule stops a web page that rebinds its own name to
//! this machine.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use super::ServeError;
use crate::Audience;

/// Ports that stand in no address bar.
const DEFAULT_PORTS: &[&str] = &[":443", ":80"];

/// The names to which this relay answers.
#[derive(Debug, Clone)]
pub(super) struct Hosts(Vec<Audience>);

impl Hosts {
    /// The names that a keeper gave.
    ///
    /// # Errors
    /// [`ServeError::PublicHost`] for a value that no device could ever reach.
    pub(super) fn new(public: &[String]) -> Result<Self, ServeError> {
        let read = |value: &String| public_host(value).ok_or_else(|| ServeError::PublicHost(value.clone()));
        public.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The audience of a request, unless the relay does not answer to this name. It is the name as devices sign it, even
    /// if a proxy wrote it in another way.
    pub(super) fn audience(&self, host: &str, local: SocketAddr) -> Option<Audience> {
        let host = canonical(host)?;
        let found =
            |names: &[Audience], host| names.iter().find(|name| **name == Audience::new(host)).cloned();
        if self.0.is_empty() {
            return found(&own_names(local), &host);
        }
        found(&self.0, &host).or_else(|| found(&self.0, without_port(&host, DEFAULT_PORTS)))
    }

    /// Whether a request came by the very address at which it arrived, whatever other names there are.
    pub(super) fn is_own_address(host: &str, local: SocketAddr) -> bool {
        canonical(host).is_some_and(|host| own_names(local).contains(&Audience::new(&host)))
    }
}

/// A name as a keeper gives it: as it stands in an address bar, with or without what stands before and after it there.
fn public_host(value: &str) -> Option<Audience> {
    let value = value.trim();
    let (host, default_ports): (_, &[&str]) = match value.split_once("://") {
        Some((scheme, rest)) => {
            let port = match scheme.to_ascii_lowercase().as_str() {
                "https" => &[":443"],
                "http" => &[":80"],
                _ => return None,
            };
            (rest.strip_suffix('/').unwrap_or(rest), port)
        }
        None => (value.strip_suffix('/').unwrap_or(value), DEFAULT_PORTS),
    };
    canonical(host).map(|host| Audience::new(without_port(&host, default_ports)))
}

fn without_port<'a>(host: &'a str, default_ports: &[&str]) -> &'a str {
    default_ports.iter().find_map(|port| host.strip_suffix(port)).unwrap_or(host)
}

/// One form of a host and its port for all ways to write them, unless it is no host.
fn canonical(host: &str) -> Option<String> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            (format!("[{}]", address.parse::<Ipv6Addr>().ok()?), port)
        }
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
            let allowed = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_');
            let is_label = |label: &str| !label.is_empty() && label.bytes().all(allowed);
            (name.split('.').all(is_label).then_some(name)?, port)
        }
    };
    match port.strip_prefix(':') {
        None => port.is_empty().then_some(name),
        Some(port) => Some(format!("{name}:{}", port.parse::<u16>().ok()?)),
    }
}

/// The names that follow from the address at which a connection arrived.
fn own_names(local: SocketAddr) -> Vec<Audience> {
    let ip = local.ip().to_canonical();
    let mut hosts = vec![match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }];
    if ip.is_loopback() {
        hosts.push("localhost".to_owned());
    }
    let port = local.port();
    let with_port = hosts.iter().map(|host| Audience::new(&format!("{host}:{port}")));
    let without = hosts.iter().filter(|_| port == 80).map(|host| Audience::new(host));
    with_port.chain(without).collect()
}

#[cfg(test)]
mod tests {
    use super::{Hosts, ServeError};

    fn hosts(public: &[&str]) -> Result<Hosts, ServeError> {
        Hosts::new(&public.iter().map(|host| (*host).to_owned()).collect::<Vec<_>>())
    }

    /// What devices signed who reach it by this name; nothing if it does not answer.
    #[track_caller]
    fn check(public: &[&str], host: &str, local: &str, signed: Option<&str>) {
        let found = hosts(public).unwrap().audience(host, local.parse().unwrap());
        let found = found.as_ref().map(|audience| audience.as_bytes());
        assert_eq!(found, signed.map(str::as_bytes), "{host} at {local} with {public:?}");
    }

    #[test]
    fn without_a_public_name_only_the_address_itself_is_one() {
        let here = |host, local, signed| check(&[], host, local, signed);
        here("127.0.0.1:8787", "127.0.0.1:8787", Some("127.0.0.1:8787"));
        here("LocalHost:8787", "127.0.0.1:8787", Some("localhost:8787"));
        here("[::1]:8787", "[::1]:8787", Some("[::1]:8787"));
        here("192.168.1.5:8787", "[::ffff:192.168.1.5]:8787", Some("192.168.1.5:8787"));
        here("192.168.1.5", "192.168.1.5:80", Some("192.168.1.5"));
        for (host, local) in [
            ("localhost:8787", "192.168.1.5:8787"),
            ("127.0.0.1:8788", "127.0.0.1:8787"),
            ("127.0.0.1", "127.0.0.1:8787"),
            ("evil.example:8787", "127.0.0.1:8787"),
            ("", "127.0.0.1:8787"),
        ] {
            here(host, local, None);
        }
    }

    #[test]
    fn with_public_names_only_these_are_accepted() {
        let proxied = |public, host, signed| check(&[public], host, "127.0.0.1:8787", signed);
        proxied("relay.example", "relay.example", Some("relay.example"));
        proxied("Relay.Example", "RELAY.example", Some("relay.example"));
        proxied("relay.example", "127.0.0.1:8787", None);
        proxied("relay.example", "relay.example:8443", None);
        proxied("relay.example", "other.example", None);
        proxied("relay.example:8443", "relay.example", None);
        proxied("relay.example:8443", "relay.example:8443", Some("relay.example:8443"));
    }

    #[test]
    fn one_name_is_accepted_in_every_way_to_write_it() {
        for public in [
            "relay.example",
            "Relay.Example.",
            "relay.example/",
            "relay.example:443",
            "relay.example:80",
            " https://relay.example/ ",
            "HTTPS://relay.example:443",
            "http://relay.example:80/",
        ] {
            for host in ["relay.example", "relay.example.", "relay.example:443", "RELAY.example:80"] {
                check(&[public], host, "127.0.0.1:8787", Some("relay.example"));
            }
        }
        check(&["https://relay.example:80"], "relay.example:80", "127.0.0.1:1", Some("relay.example:80"));
        check(&["https://relay.example:80"], "relay.example", "127.0.0.1:1", None);
        for public in ["[2001:db8::1]", "[2001:DB8:0:0::1]:443", "https://[2001:db8::1]/"] {
            check(&[public], "[2001:db8::1]", "127.0.0.1:1", Some("[2001:db8::1]"));
        }
        check(&["[2001:db8::1]:8443"], "[2001:db8::1]:8443", "127.0.0.1:1", Some("[2001:db8::1]:8443"));
    }

    #[test]
    fn a_value_that_no_device_could_reach_is_refused() {
        for value in [
            "",
            " ",
            "https://",
            "https:///",
            "ftp://relay.example",
            "https:/relay.example",
            "https://relay.example/cp",
            "https://relay.example//",
            "relay.example/cp",
            "relay.example?x",
            "https://somebody@relay.example",
            "relay.example, other.example",
            "relay example",
            "relay..example",
            ".",
            "relay.example:",
            "relay.example:port",
            "relay.example:99999",
            "*.example",
            "2001:db8::1",
            "[2001:db8::1",
            "[relay.example]",
        ] {
            let error = hosts(&["relay.example", value]).unwrap_err();
            assert!(matches!(error, ServeError::PublicHost(found) if found == value), "{value:?}");
        }
    }
}
