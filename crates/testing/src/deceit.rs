//! What a deceiving relay shows of a space, made from what it truly holds.

use std::collections::{BTreeMap, BTreeSet};

use sync::{Body, Entry, EntryId, Position, RequestId, SpaceId, StoredEntry, Trouble};

/// How a relay deceives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One entry is shown to nobody.
    Drop,
    /// An entry is shown a second time, as if new.
    Replay,
    /// Two entries of one writer change places.
    Reorder,
    /// A byte of a sealed head is changed.
    AlterHead,
    /// A byte of a sealed body is changed.
    AlterBody,
    /// Two groups of devices are shown different histories, then one group's newest to the other.
    Fork,
    /// The relay forgets what it acknowledged.
    RollBack,
}

impl Kind {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Drop,
        Self::Replay,
        Self::Reorder,
        Self::AlterHead,
        Self::AlterBody,
        Self::Fork,
        Self::RollBack,
    ];

    /// What some honest device must find out.
    pub fn expected(self) -> &'static [Trouble] {
        match self {
            Self::Drop => &[Trouble::Withheld],
            Self::Replay => &[Trouble::Replayed],
            Self::Reorder => &[Trouble::Reordered],
            Self::AlterHead | Self::AlterBody => &[Trouble::Altered],
            Self::Fork => &[Trouble::Withheld, Trouble::Forked],
            Self::RollBack => &[Trouble::Forgot],
        }
    }
}

/// A deceit that is going on.
#[derive(Debug)]
pub struct Deceit {
    kind: Kind,
    space: SpaceId,
    /// How many entries were shown honestly before.
    start: usize,
    /// The device whose entries are tampered with.
    subject: usize,
    /// One side of a fork.
    group: BTreeSet<usize>,
    /// From which entry on a fork shows each group the other's.
    talk: Option<usize>,
    appended_by: BTreeMap<EntryId, usize>,
    opening: BTreeSet<(usize, RequestId)>,
    appending: BTreeMap<(usize, RequestId), Vec<EntryId>>,
    subscribed: BTreeMap<usize, (usize, bool)>,
}

impl Deceit {
    /// Begins after `start` honest entries of a space.
    pub fn new(kind: Kind, space: SpaceId, start: usize, subject: usize, group: BTreeSet<usize>) -> Self {
        Self {
            kind,
            space,
            start,
            subject,
            group,
            talk: None,
            appended_by: BTreeMap::new(),
            opening: BTreeSet::new(),
            appending: BTreeMap::new(),
            subscribed: BTreeMap::new(),
        }
    }

    /// Which space.
    pub fn space(&self) -> SpaceId {
        self.space
    }

    /// From here on the groups of a fork are shown each other's new entries.
    pub fn let_talk(&mut self, entries: usize) {
        self.talk = Some(entries);
    }

    pub(crate) fn opens(&mut self, device: usize, request: RequestId) {
        self.opening.insert((device, request));
    }

    pub(crate) fn is_opening(&mut self, device: usize, request: RequestId) -> bool {
        self.opening.remove(&(device, request))
    }

    pub(crate) fn appends(&mut self, device: usize, request: RequestId, ids: Vec<EntryId>) {
        for id in &ids {
            self.appended_by.entry(*id).or_insert(device);
        }
        self.appending.insert((device, request), ids);
    }

    pub(crate) fn subscribes(&mut self, device: usize, after: Position) {
        let after = usize::try_from(after.0).unwrap_or(usize::MAX);
        self.subscribed.insert(device, (after, true));
    }

    pub(crate) fn forget_connection(&mut self, device: usize) {
        self.subscribed.remove(&device);
    }

    /// The positions that a device is told of what it appended.
    pub(crate) fn positions(
        &mut self,
        device: usize,
        request: RequestId,
        honest: Vec<Position>,
        held: &[Entry],
    ) -> Vec<Position> {
        let Some(ids) = self.appending.remove(&(device, request)) else { return honest };
        let view = self.view(device, held);
        let shown = |id: &EntryId| view.iter().position(|entry| entry.id == *id);
        ids.iter()
            .zip(honest)
            .map(|(id, honest)| shown(id).map_or(honest, |index| Position(index as u64 + 1)))
            .collect()
    }

    /// What is to be pushed to a device: the position before, the entries, the newest position.
    pub(crate) fn push(
        &mut self,
        device: usize,
        held: &[Entry],
    ) -> Option<(Position, Vec<StoredEntry>, Position)> {
        let view = self.view(device, held);
        let (sent, first) = self.subscribed.get_mut(&device)?;
        if !*first && view.len() <= *sent {
            return None;
        }
        let after = *sent;
        let newest = Position(view.len() as u64);
        let entries: Vec<_> = (1..)
            .zip(view)
            .skip(after)
            .map(|(position, entry)| StoredEntry { position: Position(position), entry })
            .collect();
        *first = false;
        *sent += entries.len();
        Some((Position(after as u64), entries, newest))
    }

    /// What a device is shown of what the relay truly holds.
    pub fn view(&self, device: usize, held: &[Entry]) -> Vec<Entry> {
        let subject = |entry: &&Entry| self.appended_by.get(&entry.id) == Some(&self.subject);
        let later = held.iter().skip(self.start);
        let mut targets = later.filter(subject).map(|entry| entry.id);
        let (first, second) = (targets.next(), targets.next());
        match self.kind {
            Kind::Drop => held.iter().filter(|entry| Some(entry.id) != first).cloned().collect(),
            Kind::Replay => {
                let (before, after) = held.split_at(self.start.min(held.len()));
                let again = before.last();
                before.iter().chain(again).chain(after).cloned().collect()
            }
            Kind::Reorder => Self::swapped(held, first, second),
            Kind::AlterHead | Kind::AlterBody => {
                let alter = |entry: &Entry| {
                    let mut entry = entry.clone();
                    if Some(entry.id) == first {
                        self.alter(&mut entry);
                    }
                    entry
                };
                held.iter().map(alter).collect()
            }
            Kind::Fork => {
                let same = |entry: &Entry| {
                    let author = self.appended_by.get(&entry.id);
                    author.is_some_and(|author| self.group.contains(author) == self.group.contains(&device))
                };
                let shown = |(index, entry): &(usize, &Entry)| {
                    *index < self.start || same(entry) || self.talk.is_some_and(|talk| *index >= talk)
                };
                held.iter().enumerate().filter(shown).map(|(_, entry)| entry.clone()).collect()
            }
            Kind::RollBack => held.to_vec(),
        }
    }

    /// Shows nothing from the first on until the second is there to be shown before it.
    fn swapped(held: &[Entry], first: Option<EntryId>, second: Option<EntryId>) -> Vec<Entry> {
        let mut view = held.to_vec();
        let place = |id: Option<EntryId>| held.iter().position(|entry| Some(entry.id) == id);
        match (place(first), place(second)) {
            (Some(one), Some(other)) => view.swap(one, other),
            (Some(one), None) => view.truncate(one),
            _ => {}
        }
        view
    }

    fn alter(&self, entry: &mut Entry) {
        let sealed = match (&mut entry.body, self.kind) {
            (Body::Sealed(body), Kind::AlterBody) => body,
            _ => &mut entry.head,
        };
        if let Some(byte) = sealed.last_mut() {
            *byte ^= 1;
        }
    }
}
