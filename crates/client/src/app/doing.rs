//! What every deed needs.

use crypto::CryptoRng;
use model::Now;

use crate::Write;

/// What every deed needs: the moment, chance, and the changes that are stored when the event was handled.
pub(super) struct Doing<'a> {
    /// When it is done.
    pub(super) now: Now,
    /// Where keys and names come from.
    pub(super) random: &'a mut dyn CryptoRng,
    /// Changes of the device's store, in order.
    pub(super) writes: &'a mut Vec<Write>,
}
