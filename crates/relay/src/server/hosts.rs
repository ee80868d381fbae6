//! The names to which a relay answers.
//!
//! Devices sign the name by which they reached the relay, so that a hostile relay cannot pass a signature on to this one.
//! That holds only if this relay accepts no name that somebody else may have chosen: the `Host` header alone proves
//! nothing, because the one who passes signatures on writes it. So a name is accepted if the keeper configured it, or
//! if it is the very address at which the connection arrived. The same rule stops a web page that rebinds its own name to
//! this machine.

use std::net::{IpAddr, SocketAddr};

use crate::Audience;

/// The names to which this relay answers.
#[derive(Debug, Clone)]
pub(super) struct Hosts(Vec<Audience>);

impl Hosts {
    pub(super) fn new(public: &[String]) -> Self {
        Self(public.iter().map(|host| Audience::new(host)).collect())
    }

    /// The audience of a request, unless the relay does not answer to this name.
    pub(super) fn audience(&self, host: &str, local: SocketAddr) -> Option<Audience> {
        let audience = Audience::new(host);
        let accepted =
            if self.0.is_empty() { own_names(local).contains(&audience) } else { self.0.contains(&audience) };
        accepted.then_some(audience)
    }

    /// Whether a request came by the very address at which it arrived, whatever other names there are.
    pub(super) fn is_own_address(host: &str, local: SocketAddr) -> bool {
        own_names(local).contains(&Audience::new(host))
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
    use super::Hosts;

    #[track_caller]
    fn check(public: &[&str], host: &str, local: &str, accepted: bool) {
        let public: Vec<_> = public.iter().map(|host| (*host).to_owned()).collect();
        let found = Hosts::new(&public).audience(host, local.parse().unwrap());
        assert_eq!(found.is_some(), accepted, "{host} at {local} with {public:?}");
    }

    #[test]
    fn without_a_public_name_only_the_address_itself_is_one() {
        check(&[], "127.0.0.1:8787", "127.0.0.1:8787", true);
        check(&[], "LocalHost:8787", "127.0.0.1:8787", true);
        check(&[], "[::1]:8787", "[::1]:8787", true);
        check(&[], "192.168.1.5:8787", "[::ffff:192.168.1.5]:8787", true);
        check(&[], "192.168.1.5", "192.168.1.5:80", true);
        check(&[], "localhost:8787", "192.168.1.5:8787", false);
        check(&[], "127.0.0.1:8788", "127.0.0.1:8787", false);
        check(&[], "127.0.0.1", "127.0.0.1:8787", false);
        check(&[], "evil.example:8787", "127.0.0.1:8787", false);
        check(&[], "", "127.0.0.1:8787", false);
    }

    #[test]
    fn with_public_names_only_these_are_accepted() {
        check(&["relay.example"], "relay.example", "127.0.0.1:8787", true);
        check(&["Relay.Example"], "RELAY.example", "127.0.0.1:8787", true);
        check(&["relay.example"], "relay.example:443", "127.0.0.1:8787", false);
        check(&["relay.example"], "127.0.0.1:8787", "127.0.0.1:8787", false);
    }
}
