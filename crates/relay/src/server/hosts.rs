//! The names to which a relay answers.
//!
//! Devices sign the name by which they reached the relay, so that a hostile relay cannot pass a signature on to this one.
//! That holds only if this relay accepts no name that somebody else may have chosen: the `Host` header alone proves
//! nothing, because the one who passes signatures on writes it. So a name is accepted if the keeper configured it, or
//! if it is the very address at which the connection arrived. The same rule stops a web page that rebinds its own name to
//! this machine.

use std::net::{IpAddr, SocketAddr};

use sync::host::{Host, NotAHost};

use super::ServeError;
use crate::Audience;

/// Ports that stand in no address bar.
const DEFAULT_PORTS: &[u16] = &[443, 80];

/// The names to which this relay answers.
#[derive(Debug, Clone)]
pub(super) struct Hosts(Vec<Audience>);

impl Hosts {
    /// The names that a keeper gave.
    ///
    /// # Errors
    /// [`ServeError::PublicHost`] for a value that no device could ever reach, [`ServeError::Letters`] for a name that has
    /// another form on the network.
    pub(super) fn new(public: &[String]) -> Result<Self, ServeError> {
        public.iter().map(|value| public_host(value)).collect::<Result<_, _>>().map(Self)
    }

    /// The audience of a request, unless the relay does not answer to this name. It is the name as devices sign it, even
    /// if a proxy wrote it in another way.
    pub(super) fn audience(&self, host: &str, local: SocketAddr) -> Option<Audience> {
        let host = Host::parse(host).ok()?;
        let found = |names: &[Audience], host: &Host| {
            let host = audience_of(host);
            names.contains(&host).then_some(host)
        };
        if self.0.is_empty() {
            return found(&own_names(local), &host);
        }
        found(&self.0, &host).or_else(|| found(&self.0, &host.without_port(DEFAULT_PORTS)))
    }

    /// Whether a request came by the very address at which it arrived, whatever other names there are.
    pub(super) fn is_own_address(host: &str, local: SocketAddr) -> bool {
        Host::parse(host).is_ok_and(|host| own_names(local).contains(&audience_of(&host)))
    }
}

/// A name as a keeper gives it: as it stands in an address bar, with or without what stands before and after it there.
fn public_host(value: &str) -> Result<Audience, ServeError> {
    let refused = || ServeError::PublicHost(value.to_owned());
    let value = value.trim();
    let (host, default_ports): (_, &[u16]) = match value.split_once("://") {
        Some((scheme, rest)) => match scheme.to_ascii_lowercase().as_str() {
            "https" => (rest, &[443]),
            "http" => (rest, &[80]),
            _ => return Err(refused()),
        },
        None => (value, DEFAULT_PORTS),
    };
    match Host::parse(host.strip_suffix('/').unwrap_or(host)) {
        Ok(host) => Ok(audience_of(&host.without_port(default_ports))),
        Err(NotAHost::Letters) => Err(ServeError::Letters(value.to_owned())),
        Err(_) => Err(refused()),
    }
}

fn audience_of(host: &Host) -> Audience {
    Audience::new(&host.to_string())
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
    #[test]
    fn a_name_that_has_another_form_on_the_network_is_refused_in_words_that_fit() {
        for value in ["rel\u{e9}.example", "https://rel\u{e9}.example/", " rel\u{e9}.example:8443"] {
            let error = hosts(&[value]).unwrap_err();
            assert!(matches!(&error, ServeError::Letters(found) if found == value.trim()), "{value:?}");
            assert!(error.to_string().contains("xn--"), "{error}");
        }
        check(&["xn--rel-cma.example"], "xn--rel-cma.example", "127.0.0.1:1", Some("xn--rel-cma.example"));
    }
}
