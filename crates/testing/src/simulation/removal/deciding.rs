//! That somebody goes is decided, and decided again if that was lost.

use crypto::MemberId;
use model::Decision;
use sync::{Replica, replica::Intent};

use super::{super::World, Removal};
use crate::folded::only_takes_back;

impl World {
    /// It is decided, and what is written from now on is for nobody who goes.
    pub(super) fn decide(&mut self, removal: Removal) {
        let decided = self.taking.as_ref().map(|taking| taking.decided.clone()).unwrap_or_default();
        let count = if removal == Removal::EachOther { 2 } else { 1 };
        for (remover, leaver) in decided.iter().copied().take(count) {
            self.decide_once(removal, remover, leaver);
        }
        let Some((remover, leaver)) = decided.first().copied() else { return };
        let before = self.keepers.get(remover).map_or(0, |keeper| keeper.written.len());
        self.write_some(&[remover], 2);
        let lasts = !matches!(removal, Removal::EachOther | Removal::SetBack | Removal::FirstDevice);
        let is_decided = self.is_decided(removal, remover, leaver);
        if let (Some(taking), Some(keeper)) = (&mut self.taking, self.keepers.get(remover))
            && lasts
            && is_decided
        {
            // Whoever has not heard of the decision may take the same back.
            let later = keeper.written.iter().skip(before).filter(|(_, body)| !only_takes_back(body));
            taking.secrets.extend(later.cloned());
        }
    }

    fn decide_once(&mut self, removal: Removal, remover: usize, leaver: usize) {
        let (now_ms, vault) = (self.now_ms, self.vault());
        let member = self.member_of(leaver);
        let paper = self.taking.as_ref().and_then(|taking| taking.new_words.clone());
        let Some(keeper) = self.keepers.get_mut(remover) else { return };
        match (member, paper) {
            (_, Some(paper)) => keeper.renew_words(now_ms, &paper, &mut self.random),
            (Some(member), None) if removal == Removal::FirstDevice && leaver == 0 => {
                // The thief's app is changed: it says that nothing was read, and leaves no decision.
                if let Some(replica) = keeper.device_mut().replica_mut(vault) {
                    replica.intend_as_read(Intent::Remove(member), Vec::new());
                }
                keeper.device_mut().proceed(vault, &mut self.random);
            }
            (Some(member), None) => keeper.remove(now_ms, member, &mut self.random),
            (None, None) => {}
        }
        self.finish(remover);
    }

    /// Whether a device knows that it is decided.
    fn is_decided(&self, removal: Removal, remover: usize, leaver: usize) -> bool {
        let Some(keeper) = self.keepers.get(remover) else { return false };
        let decisions = keeper.decisions();
        if removal == Removal::Words {
            return decisions.iter().any(|decision| matches!(decision, Decision::RenewWords { .. }));
        }
        let member = self.member_of(leaver);
        let is_it = |decision: &Decision| match decision {
            Decision::RemoveDevice { device, .. } => Some(MemberId(device.0)) == member,
            _ => false,
        };
        let intent = keeper.device().replica(self.vault()).and_then(Replica::intent).cloned();
        decisions.iter().any(is_it) || intent == member.map(Intent::Remove)
    }

    /// What was lost with a crash, or a store that was set back, is decided again; a second removal follows the first.
    pub(super) fn decide_again(&mut self, removal: Removal) {
        let Some(taking) = &self.taking else { return };
        let decided = if removal == Removal::EachOther {
            // Whoever is in decides it once more.
            taking.decided.iter().copied().find(|(remover, _)| !taking.gone.contains(remover))
        } else {
            taking.decided.get(taking.turn).copied()
        };
        let Some((remover, leaver)) = decided else { return };
        let vault = self.vault();
        let is_done = self.relay.control_head(vault).is_some_and(|head| match self.member_of(leaver) {
            Some(member) => head.member(member).is_none(),
            None => self.words.as_ref().is_none_or(|words| head.member(words.keys().id()).is_none()),
        });
        if is_done {
            if let Some(taking) = &mut self.taking {
                taking.turn += usize::from(removal == Removal::FirstDevice);
            }
        } else if !self.is_gone(remover)
            && !self.partitioned.contains(&remover)
            && !self.is_decided(removal, remover, leaver)
        {
            self.decide_once(removal, remover, leaver);
        }
    }
}
