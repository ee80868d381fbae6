//! What every deed needs.

use crypto::CryptoRng;
use model::Now;

use crate::Write;

/// What every deed needs: the moment, chance, the changes that are stored when the event was handled, and what is to be read of
/// the store.
pub(super) struct Doing<'a> {
    /// When it is done.
    pub(super) now: Now,
    /// Where keys and names come from.
    pub(super) random: &'a mut dyn CryptoRng,
    /// Changes of the device's store, in order.
    pub(super) writes: &'a mut Vec<Write>,
    /// What is to be read of it.
    pub(super) loads: &'a mut Loads,
}

/// Ties what the store has read to who asked for it. None is given out twice while the app runs, so that an answer which comes
/// after the vault was locked and opened again is taken for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LoadToken(pub(super) u32);

/// What is to be read of the store.
#[derive(Debug, Default)]
pub(super) struct Loads {
    given: u32,
    wanted: Vec<(LoadToken, String)>,
}

impl Loads {
    /// Asks for every record whose key begins with `prefix`.
    pub(super) fn ask(&mut self, prefix: impl Into<String>) -> LoadToken {
        self.given += 1;
        let token = LoadToken(self.given);
        self.wanted.push((token, prefix.into()));
        token
    }

    /// What was asked for since the last time, in order.
    pub(super) fn take(&mut self) -> Vec<(LoadToken, String)> {
        core::mem::take(&mut self.wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_before_is_no_answer_to_what_is_asked_for_after() {
        let mut loads = Loads::default();
        let before = loads.ask("hot/");
        assert_eq!(loads.take(), [(before, "hot/".to_owned())]);
        let after = loads.ask("hot/");
        assert_ne!(before, after);
        assert_eq!(loads.take(), [(after, "hot/".to_owned())]);
    }
}
