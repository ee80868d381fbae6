//! Values under concurrent edits.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Stamp, VersionId};

/// The last value written, by stamp.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Register<T> {
    /// When it was written.
    #[n(0)]
    pub stamp: Stamp,
    /// The value.
    #[n(1)]
    pub value: T,
}

impl<T: Ord> Register<T> {
    /// Takes over `value` into `slot` if it is newer; equal stamps (which honest devices never give) are settled by the
    /// value, so that the order of arrival never matters.
    pub fn write(slot: &mut Option<Self>, stamp: Stamp, value: T) {
        let newer = slot.as_ref().is_none_or(|current| (current.stamp, &current.value) < (stamp, &value));
        if newer {
            *slot = Some(Self { stamp, value });
        }
    }
}

/// One version of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub struct Version<T> {
    /// When it was written.
    #[n(0)]
    pub stamp: Stamp,
    /// What it says.
    #[n(1)]
    pub value: T,
}

/// An item's versions. A version names those it replaces; those that nobody replaced stand side by side: the newest is shown,
/// the others are its siblings and stay visible. Removing an item replaces every version known then, so an edit made at the
/// same time elsewhere is not lost.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Versions<T> {
    #[n(0)]
    standing: BTreeMap<VersionId, Version<T>>,
    #[n(1)]
    replaced: BTreeSet<VersionId>,
}

impl<T> Default for Versions<T> {
    fn default() -> Self {
        Self { standing: BTreeMap::new(), replaced: BTreeSet::new() }
    }
}

impl<T: Ord> Versions<T> {
    /// Adds a version that replaces others.
    pub fn write(&mut self, id: VersionId, replaces: &[VersionId], version: Version<T>) {
        self.replace(replaces);
        if self.replaced.contains(&id) {
            return;
        }
        match self.standing.get(&id) {
            Some(known) if *known >= version => {}
            _ => {
                self.standing.insert(id, version);
            }
        }
    }

    /// Replaces versions by nothing.
    pub fn replace(&mut self, versions: &[VersionId]) {
        for version in versions {
            self.standing.remove(version);
            self.replaced.insert(*version);
        }
    }

    /// The version to show.
    pub fn newest(&self) -> Option<(VersionId, &Version<T>)> {
        self.standing
            .iter()
            .max_by_key(|(id, version)| (version.stamp, **id))
            .map(|(id, version)| (*id, version))
    }

    /// Versions written at the same time as the newest elsewhere, newest first.
    pub fn siblings(&self) -> Vec<&Version<T>> {
        let newest = self.newest().map(|(id, _)| id);
        let mut siblings: Vec<_> =
            self.standing.iter().filter(|(id, _)| Some(**id) != newest).map(|(_, version)| version).collect();
        siblings.sort_by(|one, other| other.cmp(one));
        siblings
    }

    /// What a new version replaces.
    pub fn standing(&self) -> Vec<VersionId> {
        self.standing.keys().copied().collect()
    }
}
