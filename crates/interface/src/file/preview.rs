//! What a file would add, counted before anything is written.

use model::kinds::List;

/// What an import adds, counted before anything is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

// One derived field after the other would take several times the code in what browsers load.
impl<C> minicbor::Encode<C> for Preview {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        context: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        let added = [self.relationships, self.newer, self.versions];
        let rest = [self.known, self.removed, self.left_out, self.unfit];
        (self.exported_on, &self.things, added, rest).encode(encoder, context)
    }
}

impl<'b, C> minicbor::Decode<'b, C> for Preview {
    fn decode(decoder: &mut minicbor::Decoder<'b>, context: &mut C) -> Result<Self, minicbor::decode::Error> {
        let (exported_on, things, added, rest) = minicbor::Decode::decode(decoder, context)?;
        let ([relationships, newer, versions], [known, removed, left_out, unfit]) = (added, rest);
        Ok(Self { exported_on, relationships, things, newer, versions, known, removed, left_out, unfit })
    }
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
