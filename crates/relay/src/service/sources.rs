//! What one network address may ask for, over all its connections.
//!
//! A key costs nothing, so what may be done before one is proven is counted by the address from which it is asked. What is
//! held here is held in memory only, and forgotten once it limits nothing any more: a source when its allowance is whole
//! again, within minutes; the name of a box when the box is purged.

use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, Ipv6Addr},
};

use sync::{ClientFrame, Refusal, frame::BoxId};

use super::{Allowance, ConnectionId, Service};
use crate::limits::ServiceLimits;

/// Bits of an IPv6 address that name one customer's network; the others they choose as they like.
const NETWORK_BITS: u32 = 64;

/// Where connections come from: an IPv4 address, or the network of an IPv6 address. It is never printed, not even by `Debug`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(IpAddr);

impl Source {
    /// All that found no place of their own when too many sources were known.
    const CROWD: Self = Self(IpAddr::V6(Ipv6Addr::UNSPECIFIED));

    /// The source of an address; none for this machine itself.
    pub fn new(address: IpAddr) -> Option<Self> {
        Some(Self::even_here(address)).filter(|source| !source.0.is_loopback())
    }

    /// The source of an address, be it one of this machine itself.
    pub fn even_here(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) if !address.is_loopback() => {
                let network = address.to_bits() & (u128::MAX << (u128::BITS - NETWORK_BITS));
                IpAddr::V6(Ipv6Addr::from_bits(network))
            }
            address => address,
        })
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Source")
    }
}

/// What sources have taken.
#[derive(Debug, Default)]
pub(super) struct Sources {
    guarded: BTreeMap<Source, Allowance>,
    /// Boxes that are in the store or may be, who founded each, and when it is purged at the latest.
    boxes: BTreeMap<BoxId, (Source, u64)>,
    /// How many of them are whose.
    box_counts: BTreeMap<Source, usize>,
}

impl Sources {
    /// Takes one guarded request.
    fn guard(&mut self, now_ms: u64, source: Source, limits: &ServiceLimits) -> Result<(), Refusal> {
        let crowded = self.guarded.len() >= limits.sources_max && !self.guarded.contains_key(&source);
        let source = if crowded { Source::CROWD } else { source };
        let (burst, per_minute) = (limits.source_requests_burst, limits.source_requests_per_minute);
        let allowance =
            self.guarded.entry(source).or_insert_with(|| Allowance::new(burst, per_minute, 60_000, now_ms));
        if allowance.take(now_ms, 1) { Ok(()) } else { Err(Refusal::TooMany) }
    }

    /// Notes that a source fills a box. Whoever names it first founds it; who answers in it pays nothing.
    fn found_box(
        &mut self,
        now_ms: u64,
        source: Source,
        (name, lifetime_ms): (BoxId, u64),
        limits: &ServiceLimits,
    ) -> Result<(), Refusal> {
        // A box that has expired has its place in the store until the next purge.
        let gone_ms = now_ms.saturating_add(lifetime_ms).saturating_add(limits.purge_interval_ms);
        if let Some((_, until_ms)) = self.boxes.get_mut(&name) {
            *until_ms = gone_ms.max(*until_ms);
            return Ok(());
        }
        let count = self.box_counts.entry(source).or_default();
        if *count >= limits.boxes_per_source_max {
            return Err(Refusal::TooMany);
        }
        *count += 1;
        self.boxes.insert(name, (source, gone_ms));
        Ok(())
    }

    /// Forgets who limits nothing any more.
    pub(super) fn forget_idle(&mut self, now_ms: u64) {
        self.guarded.retain(|_, allowance| !allowance.is_full(now_ms));
        let counts = &mut self.box_counts;
        self.boxes.retain(|_, (source, until_ms)| {
            let stays = *until_ms > now_ms;
            if let Some(count) = counts.get_mut(source).filter(|_| !stays) {
                *count = count.saturating_sub(1);
            }
            stays
        });
        counts.retain(|_, count| *count > 0);
    }
}

impl Service {
    /// Counts a request for the source of its connection, if it is one that costs without a proven key, or fills a box.
    pub(super) fn charge_source(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        frame: &ClientFrame,
    ) -> Result<(), Refusal> {
        let Some(known) = self.connections.get(&connection) else { return Ok(()) };
        let Some(source) = known.source else { return Ok(()) };
        let guarded = match frame {
            ClientFrame::Open { .. }
            | ClientFrame::Create { .. }
            | ClientFrame::VerifyCheckpoint { .. }
            | ClientFrame::Locate { .. }
            | ClientFrame::PutBox { .. }
            | ClientFrame::WatchBox { .. }
            | ClientFrame::CloseBox { .. } => true,
            ClientFrame::Control { space, .. } => known.key(*space).is_none(),
            _ => false,
        };
        if guarded {
            self.sources.guard(now_ms, source, &self.limits)?;
        }
        if let ClientFrame::PutBox { name, lifetime_ms, .. } = frame {
            self.sources.found_box(now_ms, source, (*name, *lifetime_ms), &self.limits)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, Sources};
    use crate::limits::ServiceLimits;

    fn source(address: &str) -> Option<Source> {
        Source::new(address.parse().unwrap())
    }

    #[test]
    fn a_source_is_an_address_or_a_network_and_never_this_machine() {
        assert_eq!(source("203.0.113.9"), source("::ffff:203.0.113.9"));
        assert_ne!(source("203.0.113.9"), source("203.0.113.8"));
        assert_eq!(source("2001:db8:1:2::1"), source("2001:db8:1:2:ffff::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        for own in ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(source(own), None, "{own}");
        }
        let even_here = |address: &str| Source::even_here(address.parse().unwrap());
        assert_eq!(even_here("127.0.0.1"), even_here("::ffff:127.0.0.1"));
        assert_ne!(even_here("127.0.0.1"), even_here("127.0.0.2"));
        assert_eq!(Some(even_here("203.0.113.9")), source("203.0.113.9"));
        assert_eq!(format!("{:?}", source("203.0.113.9")), "Some(Source)");
    }

    #[test]
    fn sources_that_limit_nothing_are_forgotten_and_the_others_are_bounded() {
        let limits = ServiceLimits {
            sources_max: 2,
            source_requests_burst: 1,
            source_requests_per_minute: 1,
            ..ServiceLimits::default()
        };
        let mut sources = Sources::default();
        let mut take =
            |now_ms, last| sources.guard(now_ms, source(&format!("203.0.113.{last}")).unwrap(), &limits);
        assert!(take(0, 1).is_ok() && take(0, 2).is_ok());
        // The third and the fourth share one place.
        assert!(take(0, 3).is_ok());
        assert!(take(0, 4).is_err());
        assert_eq!(sources.guarded.len(), 3);
        sources.forget_idle(59_999);
        assert_eq!(sources.guarded.len(), 3);
        sources.forget_idle(60_000);
        assert_eq!(sources.guarded.len(), 0);
    }
}
