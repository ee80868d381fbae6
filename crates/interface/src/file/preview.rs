//! What a file would add, counted before anything is written.

use model::kinds::List;

/// What an import adds, counted before anything is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Preview {
    /// The day on which the export was made.
    pub exported_on: Option<model::Day>,
    /// Relationships that are new here.
    pub relationships: u32,
    /// Things that are new here, of kinds that this version of the app knows: the number of a kind, and how many of it, in order.
    pub things: Vec<(u32, u32)>,
    /// Things that are new here, of kinds that only a newer version knows.
    pub newer: u32,
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

impl Preview {
    /// Whether nothing would be added.
    pub fn is_empty(&self) -> bool {
        let things: u32 = self.things.iter().map(|(_, count)| count).sum();
        self.relationships + things + self.newer + self.versions == 0
    }

    /// One more thing of a kind that `kinds` has, or of another.
    pub fn count(&mut self, kind: u32, kinds: &List) {
        if kinds.get(kind).is_none() {
            self.newer += 1;
            return;
        }
        match self.things.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => self.things.push((kind, 1)),
        }
    }
}
