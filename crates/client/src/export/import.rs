//! From an export to operations: only what a vault does not have yet, and nothing that takes anything away.

use model::{
    Clock, ClockUnit, Field as _, Item as Known, Now, RelationshipId, Value, Vault, VaultOperation, Written,
    fields::Name,
    kinds::{List, Part},
};

use super::{Export, Item, Moment, Version};

/// How many names of replaced versions one operation holds, so that it stays far below the largest entry.
const EARLIER_PER_OPERATION: usize = 512;

/// What an import adds, counted before anything is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// The day on which the export was made.
    pub exported_on: Option<model::Day>,
    /// Relationships that are new here.
    pub relationships: u32,
    /// Things that are new here: the number of a kind, and how many of it, in order.
    pub things: Vec<(u32, u32)>,
    /// Versions of things that are here, put beside what stands.
    pub versions: u32,
    /// Things that are here already.
    pub known: u32,
    /// Things that were removed here, and stay so.
    pub removed: u32,
    /// Things that the file only tells of: what was shared, what others wrote.
    pub left_out: u32,
    /// Names and versions that are left out because something in them is beyond what its field may hold.
    pub unfit: u32,
}

// One derived field after the other would take several times the code in what browsers load.
impl<C> minicbor::Encode<C> for Preview {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        context: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        let counts = [self.relationships, self.versions, self.known, self.removed, self.left_out, self.unfit];
        (self.exported_on, &self.things, counts).encode(encoder, context)
    }
}

impl<'b, C> minicbor::Decode<'b, C> for Preview {
    fn decode(decoder: &mut minicbor::Decoder<'b>, context: &mut C) -> Result<Self, minicbor::decode::Error> {
        let (exported_on, things, counts) = minicbor::Decode::decode(decoder, context)?;
        let [relationships, versions, known, removed, left_out, unfit] = counts;
        Ok(Self { exported_on, relationships, things, versions, known, removed, left_out, unfit })
    }
}

/// What an import writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The same, counted.
    pub preview: Preview,
    /// Operations of the vault, each with the moment at which it was first written.
    pub operations: Vec<(Clock, VaultOperation)>,
}

impl Preview {
    /// Whether nothing would be added.
    pub fn is_empty(&self) -> bool {
        self.relationships + self.things.iter().map(|(_, count)| count).sum::<u32>() + self.versions == 0
    }

    /// One more thing of a kind.
    fn count(&mut self, kind: u32) {
        match self.things.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => self.things.push((kind, 1)),
        }
    }
}

impl Import {
    /// What `export` adds to `vault`. Importing the same again adds nothing.
    pub fn of(export: &Export, vault: &Vault, kinds: &List, now: Now) -> Self {
        let mut import = Self { preview: Preview::default(), operations: Vec::new() };
        import.preview.exported_on = Some(export.exported_on);
        let shared = export.shared.iter().chain(export.from_others.iter().flatten());
        import.preview.left_out = count(shared.map(|shared| shared.grants.len()).sum());
        let at = |Moment(clock): Moment| {
            // What claims to be from the future would be set aside; it is written now.
            if clock.is_far_ahead(ClockUnit::Second, now.unix_ms) {
                Clock::new(now.unix_ms / 1000, 0)
            } else {
                clock
            }
        };
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
        let left_out = import.relationships(export, vault, at);
        for item in &export.items {
            let fits = |version: &Version| {
                fits(version, kinds) && version.about.is_none_or(|about| !left_out.contains(&about))
            };
            import.item(item, vault.items.get(&item.id), fits, at);
        }
        import.preview.things.sort_unstable();
        import
    }

    /// Returns those that are left out, because what they are called is no name: nothing about them can come in either.
    fn relationships(
        &mut self,
        export: &Export,
        vault: &Vault,
        at: impl Fn(Moment) -> Clock,
    ) -> Vec<RelationshipId> {
        let mut left_out = Vec::new();
        for relationship in &export.relationships {
            if let Some(known) = vault.relationships.get(&relationship.id) {
                let stands = known.is_present();
                *(if stands { &mut self.preview.known } else { &mut self.preview.removed }) += 1;
                continue;
            }
            if !is_name(&relationship.name) {
                self.preview.unfit += 1;
                left_out.push(relationship.id);
                continue;
            }
            self.preview.relationships += 1;
            let written = || VaultOperation::RelationshipWritten {
                relationship: relationship.id,
                name: relationship.name.clone(),
                tie: relationship.tie.0,
            };
            self.operations.push((at(relationship.added), written()));
            if relationship.changed > relationship.added {
                self.operations.push((at(relationship.changed), written()));
            }
        }
        left_out
    }

    fn item(
        &mut self,
        item: &Item,
        known: Option<&Known>,
        fits: impl Fn(&Version) -> bool,
        at: impl Fn(Moment) -> Clock,
    ) {
        let mut fitting: Vec<&Version> = item.versions.iter().filter(|version| fits(version)).collect();
        self.preview.unfit += count(item.versions.len() - fitting.len());
        let Some(newest) = fitting.first().map(|version| version.content.number()) else { return };
        // One name for two things: what stands here stays the only one.
        let here = known.and_then(|known| known.newest()).map(|(_, here)| here.value.content.number());
        if here.is_some_and(|here| here != newest) {
            self.preview.known += 1;
            return;
        }
        fitting.retain(|version| known.is_none_or(|known| !known.knows(version.id)));
        let new = count(fitting.len());
        match known {
            None => self.preview.count(newest),
            Some(_) if new > 0 => self.preview.versions += new,
            Some(known) if known.newest().is_none() => self.preview.removed += 1,
            Some(_) => self.preview.known += 1,
        }
        for version in fitting {
            let written = VaultOperation::ItemWritten {
                item: item.id,
                version: version.id,
                replaces: Vec::new(),
                written: Written { about: version.about, content: version.content.clone() },
            };
            self.operations.push((at(version.written), written));
        }
        if known.is_none() {
            self.earlier(item, at);
        }
    }

    /// Remembers versions that were replaced before, so that an older file does not bring them back. Only for things that are new
    /// here: nothing that stands is ever replaced by a file.
    fn earlier(&mut self, item: &Item, at: impl Fn(Moment) -> Clock) {
        let Some(newest) = item.versions.first() else { return };
        for versions in item.earlier.chunks(EARLIER_PER_OPERATION) {
            let replaced = VaultOperation::ItemRemoved { item: item.id, versions: versions.to_vec() };
            self.operations.push((at(newest.written), replaced));
        }
    }
}

/// Whether a version is brought in: everything in it is within its limits, or only a newer version of the app can tell. A reply is no
/// thing of one's own.
fn fits(version: &Version, kinds: &List) -> bool {
    let is_within = kinds.check_fields(&version.content).err().is_none_or(|unreadable| unreadable.is_newer());
    is_within && kinds.part(&version.content) != Some(Part::Reply)
}

fn is_name(name: &str) -> bool {
    Name::SHAPE.check(&Value::Text(name.into())).is_ok()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
