//! Values under concurrent edits.

use std::collections::BTreeSet;

use crate::{Stamp, VersionId, ordered::FewPairs, positional::positional};

/// The last value written, by stamp.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode)]
pub struct Register<T> {
    /// When it was written.
    #[n(0)]
    pub stamp: Stamp,
    /// The value.
    #[n(1)]
    pub value: T,
}

positional!(Register<T> { stamp, value });

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode)]
pub struct Version<T> {
    /// When it was written.
    #[n(0)]
    pub stamp: Stamp,
    /// What it says.
    #[n(1)]
    pub value: T,
}

positional!(Version<T> { stamp, value });

/// An item's versions. A version names those it replaces; those that nobody replaced stand side by side: the newest is shown,
/// the others are its siblings and stay visible. Removing an item replaces every version known then, so an edit made at the
/// same time elsewhere is not lost.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode)]
pub struct Versions<T> {
    /// Nearly always one.
    #[n(0)]
    standing: FewPairs<VersionId, Version<T>>,
    #[n(1)]
    replaced: BTreeSet<VersionId>,
}

positional!(Versions<T> { standing, replaced });

impl<T> Default for Versions<T> {
    fn default() -> Self {
        Self { standing: FewPairs(Vec::new()), replaced: BTreeSet::new() }
    }
}

impl<T: Ord> Versions<T> {
    /// Adds a version that replaces others.
    pub fn write(&mut self, id: VersionId, replaces: &[VersionId], version: Version<T>) {
        self.replace(replaces);
        if self.replaced.contains(&id) {
            return;
        }
        match self.place_of(&id) {
            Ok(index) => {
                if let Some((_, known)) = self.standing.0.get_mut(index).filter(|(_, known)| *known < version)
                {
                    *known = version;
                }
            }
            Err(index) => {
                self.standing.0.reserve_exact(1);
                self.standing.0.insert(index, (id, version));
            }
        }
    }

    /// Replaces versions by nothing.
    pub fn replace(&mut self, versions: &[VersionId]) {
        for version in versions {
            if let Ok(index) = self.place_of(version) {
                self.standing.0.remove(index);
            }
            self.replaced.insert(*version);
        }
    }

    fn place_of(&self, id: &VersionId) -> Result<usize, usize> {
        self.standing.0.binary_search_by_key(id, |(known, _)| *known)
    }

    /// The version to show.
    pub fn newest(&self) -> Option<(VersionId, &Version<T>)> {
        self.newest_where(|_| true)
    }

    /// The same among the versions of which `is_wanted` holds.
    pub fn newest_where(&self, is_wanted: impl Fn(&T) -> bool) -> Option<(VersionId, &Version<T>)> {
        let wanted = self.standing.0.iter().filter(|(_, version)| is_wanted(&version.value));
        wanted.max_by_key(|(id, version)| (version.stamp, *id)).map(|(id, version)| (*id, version))
    }

    /// Those among the versions of which `is_wanted` holds that were written elsewhere at the same time as the newest of them, newest
    /// first.
    pub fn siblings_where(&self, is_wanted: impl Fn(&T) -> bool) -> Vec<&Version<T>> {
        let newest = self.newest_where(&is_wanted).map(|(id, _)| id);
        let others = self.standing.0.iter().filter(|(id, _)| Some(*id) != newest).map(|(_, version)| version);
        let mut siblings: Vec<_> = others.filter(|version| is_wanted(&version.value)).collect();
        siblings.sort_by(|one, other| other.cmp(one));
        siblings
    }

    /// Every version that stands, in order of its name.
    pub fn iter(&self) -> impl Iterator<Item = (VersionId, &Version<T>)> {
        self.standing.0.iter().map(|(id, version)| (*id, version))
    }

    /// Versions that others replaced, or that were removed: names without content.
    pub fn replaced(&self) -> &BTreeSet<VersionId> {
        &self.replaced
    }

    /// Whether a version was ever written or replaced here.
    pub fn knows(&self, id: VersionId) -> bool {
        self.replaced.contains(&id) || self.place_of(&id).is_ok()
    }

    /// What a new version replaces.
    pub fn standing(&self) -> Vec<VersionId> {
        self.standing.0.iter().map(|(id, _)| *id).collect()
    }
}
