//! From an export to operations: only what a vault does not have yet, and nothing that takes anything away.

use core::cmp::Reverse;
use std::collections::BTreeSet;

use model::{
    Clock, ClockUnit, Field as _, Item as Known, Now, RelationshipId, Value, Vault, VaultOperation, Written,
    fields::Name,
    kinds::{List, Part},
};

use super::{Export, Item, Moment, Preview, VERSIONS_PER_ITEM_MAX, Version};

/// How many names of replaced versions one operation holds, so that it stays far below the largest entry.
const EARLIER_PER_OPERATION: usize = 512;

/// What an import writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The same, counted.
    pub preview: Preview,
    /// Operations of the vault, each with the moment at which it was first written.
    pub operations: Vec<(Clock, VaultOperation)>,
}

/// What decides on a thing in a file.
struct Here<'a> {
    vault: &'a Vault,
    kinds: &'a List,
    now: Now,
    /// Relationships of the file that were removed here.
    removed: BTreeSet<RelationshipId>,
    /// Relationships of the file that bear no name.
    unfit: BTreeSet<RelationshipId>,
}

/// What becomes of the versions of a thing.
#[derive(Default)]
struct Chosen<'a> {
    /// Those that come in, newest first.
    new: Vec<&'a Version>,
    /// How many are left out because they are beyond a limit, or of another kind than the newest.
    unfit: usize,
    /// Whether one was removed here, by itself or with the relationship that it is about.
    is_removed: bool,
    /// Whether there is nothing more of it than stands here, or what stands here is of another kind.
    is_known: bool,
}

impl Import {
    /// What `export` adds to `vault`. Importing the same again adds nothing.
    pub fn of(export: &Export, vault: &Vault, kinds: &List, now: Now) -> Self {
        let mut import = Self { preview: Preview::default(), operations: Vec::new() };
        import.preview.exported_on = Some(export.exported_on);
        let shared = export.shared.iter().chain(export.from_others.iter().flatten());
        import.preview.left_out = count(shared.map(|shared| shared.grants.len()).sum());
        if let (None, Some(name)) = (&vault.name, &export.name) {
            if is_name(name) {
                // A name that this device has only not heard of yet, as after a recovery, counts more than the file's.
                import
                    .operations
                    .push((Clock::new(0, 0), VaultOperation::PersonNamed { name: name.clone() }));
            } else {
                import.preview.unfit += 1;
            }
        }
        let mut here = Here { vault, kinds, now, removed: BTreeSet::new(), unfit: BTreeSet::new() };
        import.relationships(export, &mut here);
        for item in &export.items {
            import.item(item, &here);
        }
        import.preview.things.sort_unstable();
        import
    }

    /// Notes those that are not in the lists afterwards: nothing about them can come in either.
    fn relationships(&mut self, export: &Export, here: &mut Here<'_>) {
        for relationship in &export.relationships {
            if let Some(known) = here.vault.relationships.get(&relationship.id) {
                if known.is_present() {
                    self.preview.known += 1;
                } else {
                    self.preview.removed += 1;
                    here.removed.insert(relationship.id);
                }
                continue;
            }
            if !is_name(&relationship.name) {
                self.preview.unfit += 1;
                here.unfit.insert(relationship.id);
                continue;
            }
            self.preview.relationships += 1;
            let written = || VaultOperation::RelationshipWritten {
                relationship: relationship.id,
                name: relationship.name.clone(),
                tie: relationship.tie.0,
            };
            self.operations.push((here.at(relationship.added), written()));
            if relationship.changed > relationship.added {
                self.operations.push((here.at(relationship.changed), written()));
            }
        }
    }

    fn item(&mut self, item: &Item, here: &Here<'_>) {
        let known = here.vault.items.get(&item.id);
        let chosen = here.choose(item, known);
        self.preview.unfit += count(chosen.unfit);
        self.preview.removed += u32::from(chosen.is_removed);
        self.preview.known += u32::from(chosen.is_known);
        let Some(newest) = chosen.new.first() else { return };
        if known.is_some() {
            self.preview.versions += count(chosen.new.len());
        } else {
            self.preview.count(newest.content.number(), here.kinds);
            self.earlier(item, here.at(newest.written));
        }
        for version in chosen.new {
            let written = VaultOperation::ItemWritten {
                item: item.id,
                version: version.id,
                replaces: Vec::new(),
                written: Written { about: version.about, content: version.content.clone() },
            };
            self.operations.push((here.at(version.written), written));
        }
    }

    /// Remembers versions that were replaced before, so that an older file does not bring them back. Only for things that are new
    /// here: nothing that stands is ever replaced by a file.
    fn earlier(&mut self, item: &Item, at: Clock) {
        for versions in item.earlier.chunks(EARLIER_PER_OPERATION) {
            let replaced = VaultOperation::ItemRemoved { item: item.id, versions: versions.to_vec() };
            self.operations.push((at, replaced));
        }
    }
}

impl Here<'_> {
    /// When something is written that a file says was written then. What claims to be from the future would be set aside; it is written
    /// now.
    fn at(&self, Moment(clock): Moment) -> Clock {
        let is_ahead = clock.is_far_ahead(ClockUnit::Second, self.now.unix_ms);
        if is_ahead { Clock::new(self.now.unix_ms / 1000, 0) } else { clock }
    }

    /// All versions of one thing are of one kind: that of what stands here, or else that of the newest. No app writes others, and one of
    /// another kind would take the thing off the screen.
    fn choose<'a>(&self, item: &'a Item, known: Option<&Known>) -> Chosen<'a> {
        let mut chosen = Chosen::default();
        let standing = known.map_or(0, |known| known.iter().count());
        if known.is_some() && standing == 0 {
            chosen.is_removed = true;
            return chosen;
        }
        let (mut is_here, mut is_something_else) = (false, false);
        for version in &item.versions {
            if known.is_some_and(|known| is_of_another_kind(version, known)) {
                is_something_else = true;
            } else if !self.fits(version) {
                chosen.unfit += 1;
            } else if known.is_some_and(|known| known.knows(version.id)) {
                is_here = true;
            } else if version.about.is_some_and(|about| self.removed.contains(&about)) {
                chosen.is_removed = true;
            } else {
                chosen.new.push(version);
            }
        }
        // As the fold has them, in whatever order they stand in the file.
        chosen.new.sort_unstable_by_key(|version| Reverse((self.at(version.written), version.id)));
        let fitting = chosen.new.len();
        let kind = chosen.new.first().map(|newest| newest.content.number());
        chosen.new.retain(|version| Some(version.content.number()) == kind);
        // What stands here and in the file together must fit into the next file.
        chosen.new.truncate(VERSIONS_PER_ITEM_MAX.saturating_sub(standing));
        chosen.unfit += fitting - chosen.new.len();
        chosen.is_known = is_something_else || is_here && chosen.new.is_empty() && !chosen.is_removed;
        chosen
    }

    /// Whether a version is brought in: everything in it is within its limits, or only a newer version of the app can tell, and it is
    /// about a relationship if its kind needs one. A reply is no thing of one's own.
    fn fits(&self, version: &Version) -> bool {
        let unreadable = self.kinds.check_fields(&version.content).err();
        unreadable.is_none_or(|unreadable| unreadable.is_newer())
            && !version.content.is_too_large()
            && self.kinds.is_placed(&version.content, version.about)
            && self.kinds.part(&version.content) != Some(Part::Reply)
            && version.about.is_none_or(|about| !self.unfit.contains(&about))
    }
}

fn is_of_another_kind(version: &Version, known: &Known) -> bool {
    known.iter().any(|(_, here)| here.value.content.number() != version.content.number())
}

fn is_name(name: &str) -> bool {
    Name::SHAPE.check(&Value::Text(name.into())).is_ok()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
