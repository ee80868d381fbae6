//! From an export to operations: only what a vault does not have yet, and nothing that takes anything away.

use model::{Clock, ClockUnit, ItemId, Now, Vault, VaultOperation, vault::AskRecord, versions::Versions};

use super::{Ask, Card, Export, Item, Moment};

/// How many names of replaced versions one operation holds, so that it stays far below the largest entry.
const EARLIER_PER_OPERATION: usize = 512;

/// What an import adds, counted before anything is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Preview {
    /// The day on which the export was made.
    #[n(0)]
    pub exported_on: Option<model::Day>,
    /// Relationships that are new here.
    #[n(1)]
    pub relationships: u32,
    /// Cards that are new here.
    #[n(2)]
    pub cards: u32,
    /// Requests for support that are new here.
    #[n(3)]
    pub requests: u32,
    /// Versions of things that are here, put beside what stands.
    #[n(4)]
    pub versions: u32,
    /// Things that are here already.
    #[n(5)]
    pub known: u32,
    /// Things that were removed here, and stay so.
    #[n(6)]
    pub removed: u32,
    /// Things that the file only tells of: what was shared, what others wrote.
    #[n(7)]
    pub left_out: u32,
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
        self.relationships + self.cards + self.requests + self.versions == 0
    }
}

impl Import {
    /// What `export` adds to `vault`. Importing the same again adds nothing.
    pub fn of(export: &Export, vault: &Vault, now: Now) -> Self {
        let mut import = Self { preview: Preview::default(), operations: Vec::new() };
        import.preview.exported_on = Some(export.exported_on);
        let shared = export.shared.iter().chain(export.from_others.iter().flatten());
        import.preview.left_out = count(
            shared.map(|shared| shared.cards.len() + shared.requests.len() + shared.answers.len()).sum(),
        );
        let at = |Moment(clock): Moment| {
            // What claims to be from the future would be set aside; it is written now.
            if clock.is_far_ahead(ClockUnit::Second, now.unix_ms) {
                Clock::new(now.unix_ms / 1000, 0)
            } else {
                clock
            }
        };
        if let (None, Some(name)) = (&vault.name, &export.name) {
            // A name that this device has only not heard of yet, as after a recovery, counts more than the file's.
            import.operations.push((Clock::new(0, 0), VaultOperation::PersonNamed { name: name.clone() }));
        }
        import.relationships(export, vault, at);
        for card in &export.cards {
            // One name for two things: what stands here stays the only one.
            if vault.asks.get(&card.id).is_some_and(is_request) {
                import.preview.known += 1;
                continue;
            }
            import.card(card, vault.cards.get(&card.id), at);
            if !is_here(vault, card.id) {
                import.earlier(card, at);
            }
        }
        for request in &export.requests {
            let id = request.request.id;
            if vault.cards.get(&id).is_some_and(|card| card.newest().is_some()) {
                import.preview.known += 1;
                continue;
            }
            let known = vault.asks.get(&id);
            // A request that is here stays with the relationship that it is meant for.
            let meant_for = known.and_then(|ask| ask.relationship.as_ref()).map(|meant_for| meant_for.value);
            let meant_for = meant_for.unwrap_or(request.relationship);
            import.request(&request.request, meant_for, known.map(|ask| &ask.versions), at);
            if !is_here(vault, id) {
                import.earlier(&request.request, at);
            }
        }
        import
    }

    fn relationships(&mut self, export: &Export, vault: &Vault, at: impl Fn(Moment) -> Clock) {
        for relationship in &export.relationships {
            if let Some(known) = vault.relationships.get(&relationship.id) {
                let stands = known.is_present();
                *(if stands { &mut self.preview.known } else { &mut self.preview.removed }) += 1;
                continue;
            }
            self.preview.relationships += 1;
            let written = || VaultOperation::RelationshipWritten {
                relationship: relationship.id,
                name: relationship.name.clone(),
                kind: relationship.kind,
            };
            self.operations.push((at(relationship.added), written()));
            if relationship.changed > relationship.added {
                self.operations.push((at(relationship.changed), written()));
            }
        }
    }

    fn card(
        &mut self,
        card: &Item<Card>,
        known: Option<&Versions<model::operation::Card>>,
        at: impl Fn(Moment) -> Clock,
    ) {
        self.tally(card, known, |preview| &mut preview.cards);
        for version in new_versions(card, known) {
            let Card { taste, text, note } = version.content.clone();
            let written = VaultOperation::CardWritten {
                item: card.id,
                version: version.id,
                replaces: Vec::new(),
                card: model::operation::Card { taste, text, note },
            };
            self.operations.push((at(version.written), written));
        }
    }

    fn request(
        &mut self,
        request: &Item<Ask>,
        relationship: model::RelationshipId,
        known: Option<&Versions<model::operation::Ask>>,
        at: impl Fn(Moment) -> Clock,
    ) {
        self.tally(request, known, |preview| &mut preview.requests);
        for version in new_versions(request, known) {
            let Ask { need, text } = version.content.clone();
            let written = VaultOperation::AskWritten {
                item: request.id,
                relationship,
                version: version.id,
                replaces: Vec::new(),
                ask: model::operation::Ask { need, text },
            };
            self.operations.push((at(version.written), written));
        }
    }

    /// Remembers versions that were replaced before, so that an older file does not bring them back. Only for things that are new
    /// here: nothing that stands is ever replaced by a file.
    fn earlier<T>(&mut self, item: &Item<T>, at: impl Fn(Moment) -> Clock) {
        let Some(newest) = item.versions.first() else { return };
        for versions in item.earlier.chunks(EARLIER_PER_OPERATION) {
            let replaced = VaultOperation::ItemRemoved { item: item.id, versions: versions.to_vec() };
            self.operations.push((at(newest.written), replaced));
        }
    }

    /// Counts a thing.
    fn tally<T, U: Ord>(
        &mut self,
        item: &Item<T>,
        known: Option<&Versions<U>>,
        new_things: impl FnOnce(&mut Preview) -> &mut u32,
    ) {
        let new = count(new_versions(item, known).count());
        match known {
            None => *new_things(&mut self.preview) += 1,
            Some(known) if new == 0 && known.newest().is_none() => self.preview.removed += 1,
            Some(_) if new == 0 => self.preview.known += 1,
            Some(_) => self.preview.versions += new,
        }
    }
}

/// Whether this was ever written as a request. Removing a card leaves a trace among the requests too.
fn is_request(ask: &AskRecord) -> bool {
    ask.relationship.is_some()
}

/// Whether a vault knows anything of an item. Removing acts on cards and requests alike.
fn is_here(vault: &Vault, item: ItemId) -> bool {
    vault.cards.contains_key(&item) || vault.asks.contains_key(&item)
}

/// Versions that a vault never had.
fn new_versions<'a, T, U: Ord>(
    item: &'a Item<T>,
    known: Option<&'a Versions<U>>,
) -> impl Iterator<Item = &'a super::Version<T>> {
    item.versions.iter().filter(move |version| known.is_none_or(|known| !known.knows(version.id)))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
