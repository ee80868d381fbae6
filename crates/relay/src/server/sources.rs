//! Where requests come from, and how many connections each source holds.
//!
//! Behind a proxy every connection comes from the proxy. If the keeper names the header in which it puts the address, the last
//! address in the header's last value counts: the proxy right before the relay wrote it, and whatever stands before it
//! anybody may have written. It is read only when the connection comes from this machine or a private network, where a
//! proxy is; whoever connects from elsewhere is known by their own address.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::http::{HeaderMap, HeaderName};

use crate::Source;

/// The header holds no address that can be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// How a relay finds out where something comes from.
#[derive(Debug)]
pub(super) struct Finding {
    /// The header in which a proxy writes it, if there is one.
    pub(super) address_header: Option<HeaderName>,
    /// Whether addresses of this machine are sources, too.
    pub(super) even_here: bool,
}

impl Finding {
    /// The source of a request that came from `peer`; none if it is not limited.
    pub(super) fn of_request(&self, peer: IpAddr, headers: &HeaderMap) -> Result<Option<Source>, Unreadable> {
        let name = self.address_header.as_ref().filter(|_| is_near(peer));
        let address = match name.and_then(|name| headers.get_all(name).iter().next_back()) {
            None => peer,
            Some(value) => last_address(value.to_str().map_err(|_| Unreadable)?).ok_or(Unreadable)?,
        };
        Ok(self.source(address))
    }

    /// The source of a connection before anything of it was read; none if it is not limited, or may be a proxy.
    pub(super) fn of_connection(&self, peer: IpAddr) -> Option<Source> {
        self.source(peer).filter(|_| self.address_header.is_none() || !is_near(peer))
    }

    fn source(&self, address: IpAddr) -> Option<Source> {
        if self.even_here { Some(Source::even_here(address)) } else { Source::new(address) }
    }
}

/// Whether an address is one of this machine or of a private network.
fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    }
}

/// The last address of a list; some proxies write a port after it, or brackets around it.
fn last_address(list: &str) -> Option<IpAddr> {
    let last = list.rsplit(',').next()?.trim();
    let bare = last.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(last);
    bare.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// How many each source holds of something that has an end.
#[derive(Debug, Clone)]
pub(super) struct Places {
    max: usize,
    held: Arc<Mutex<HashMap<Source, usize>>>,
}

/// One of them, until dropped.
#[derive(Debug)]
pub(super) struct Place(Option<(Places, Source)>);

impl Places {
    pub(super) fn new(max: usize) -> Self {
        Self { max, held: Arc::default() }
    }

    /// A place for a source, unless it holds as many as it may. Who is not limited always gets one.
    pub(super) fn take(&self, source: Option<Source>) -> Option<Place> {
        let Some(source) = source else { return Some(Place(None)) };
        let mut held = self.held();
        let count = held.get(&source).copied().unwrap_or_default();
        (count < self.max).then(|| {
            held.insert(source, count + 1);
            Place(Some((self.clone(), source)))
        })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Source, usize>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((places, source)) = self.0.take() else { return };
        let mut held = places.held();
        match held.get_mut(&source) {
            Some(count) if *count > 1 => *count -= 1,
            // A source that holds nothing is forgotten.
            _ => drop(held.remove(&source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{Finding, Places, Source, Unreadable};

    const HEADER: HeaderName = HeaderName::from_static("x-forwarded-for");

    const BEHIND_A_PROXY: Finding = Finding { address_header: Some(HEADER), even_here: false };
    const WITHOUT: Finding = Finding { address_header: None, even_here: false };

    #[track_caller]
    fn check(peer: &str, values: &[&'static str], expected: Result<Option<&str>, Unreadable>) {
        let headers: HeaderMap =
            values.iter().map(|value| (HEADER, HeaderValue::from_static(value))).collect();
        let found = BEHIND_A_PROXY.of_request(peer.parse().unwrap(), &headers);
        let expected =
            expected.map(|address| address.and_then(|address| Source::new(address.parse().unwrap())));
        assert_eq!(found, expected, "{peer} with {values:?}");
    }

    #[test]
    fn the_address_that_the_proxy_wrote_counts() {
        check("127.0.0.1", &["203.0.113.9"], Ok(Some("203.0.113.9")));
        check("::1", &["198.51.100.1, 203.0.113.9"], Ok(Some("203.0.113.9")));
        check("172.17.0.1", &["198.51.100.1", "203.0.113.9:4711"], Ok(Some("203.0.113.9")));
        check("127.0.0.1", &["[2001:db8::1]:4711"], Ok(Some("2001:db8::1")));
        check("127.0.0.1", &["[2001:db8::1]"], Ok(Some("2001:db8::1")));
        check("127.0.0.1", &["203.0.113.9, "], Err(Unreadable));
        check("127.0.0.1", &["unknown"], Err(Unreadable));
        check("127.0.0.1", &[], Ok(None));
        check("127.0.0.1", &["127.0.0.1"], Ok(None));
    }

    #[test]
    fn who_connects_from_elsewhere_cannot_choose_an_address() {
        check("198.51.100.1", &["203.0.113.9"], Ok(Some("198.51.100.1")));
        let peer = "127.0.0.1".parse().unwrap();
        let headers = [(HEADER, HeaderValue::from_static("203.0.113.9"))].into_iter().collect();
        assert_eq!(WITHOUT.of_request(peer, &headers), Ok(None));
        let here = Finding { even_here: true, ..WITHOUT };
        assert_eq!(here.of_request(peer, &headers), Ok(Some(Source::even_here(peer))));
        assert_eq!(here.of_connection(peer), Some(Source::even_here(peer)));
    }

    #[test]
    fn a_proxy_may_hold_as_many_connections_as_it_needs() {
        let near = "192.168.1.2".parse().unwrap();
        assert_eq!(BEHIND_A_PROXY.of_connection(near), None);
        assert_eq!(WITHOUT.of_connection(near), Source::new(near));
    }

    #[test]
    fn a_place_is_free_again_once_it_is_left() {
        let (places, source) = (Places::new(1), Source::new("203.0.113.9".parse().unwrap()));
        let first = places.take(source);
        assert!(first.is_some() && places.take(source).is_none());
        assert!(places.take(None).is_some() && places.take(None).is_some());
        drop(first);
        assert!(places.held().is_empty() && places.take(source).is_some());
    }
}
