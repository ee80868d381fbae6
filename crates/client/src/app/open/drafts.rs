//! What is typed and not saved yet: one sealed record of this device, which no other device hears of, and which no export holds.
//!
//! ```text
//! a form ── Keep ──► drafts ── sealed, padded ──► hot/drafts ── the vault opens ──► Show::drafts ──► the form again
//! ```
//! The record always exists, is of one size for all but very much text, and is written whenever the vault opens, so that whoever
//! finds the device does not learn from it whether anything was begun.

use model::Day;

use super::spaces::Spaces;
use crate::{
    Problem,
    app::Doing,
    command::{self, Draft},
    storage::{self, Record},
};

/// How many days something begun is kept after it was last typed at.
const KEPT_DAYS: u32 = 7;
/// What the record is padded to, in bytes, or to twice as much as often as is needed.
const PADDED_BYTES: usize = 32 * 1024;
/// The most that is kept, in bytes.
const BYTES_MAX: usize = 512 * 1024;
/// The most that is kept of one form, in bytes. A text of the greatest length has 16 000.
const FORM_BYTES_MAX: usize = 128 * 1024;

#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
struct Kept {
    #[n(0)]
    draft: Draft,
    #[n(1)]
    on: Day,
}

/// What is kept of forms that were begun.
#[derive(Debug, Default)]
pub(in crate::app) struct Drafts {
    /// The one last typed at last.
    kept: Vec<Kept>,
    /// Whether the vault was opened and the record is still to be written.
    is_due: bool,
}

impl Drafts {
    /// None yet.
    pub(in crate::app) fn begin(spaces: &Spaces, doing: &mut Doing<'_>) -> Self {
        let drafts = Self::default();
        drafts.save(spaces, doing);
        drafts
    }

    /// From the store. A record that cannot be read keeps nobody out of their vault.
    pub(in crate::app) fn load(spaces: &Spaces, doing: &Doing<'_>, records: &[Record]) -> Self {
        let record = records.iter().find(|record| record.key == storage::DRAFTS);
        let bytes = record.and_then(|record| spaces.keys().open(record).ok());
        let mut kept: Vec<Kept> = bytes.and_then(|bytes| minicbor::decode(&bytes).ok()).unwrap_or_default();
        let today = doing.now.day();
        kept.retain(|kept| today.0.saturating_sub(kept.on.0) < KEPT_DAYS);
        Self { kept, is_due: true }
    }

    /// Writes the record, once after the vault was opened.
    pub(in crate::app) fn write_anew(&mut self, spaces: &Spaces, doing: &mut Doing<'_>) {
        if core::mem::take(&mut self.is_due) {
            self.save(spaces, doing);
        }
    }

    /// Carries out what is done with what is typed.
    ///
    /// # Errors
    /// [`Problem::TooLong`].
    pub(in crate::app) fn act(
        &mut self,
        spaces: &Spaces,
        doing: &mut Doing<'_>,
        act: command::Drafts,
    ) -> Result<(), Problem> {
        match act {
            command::Drafts::Keep { draft } => {
                let size = bytes_of(&draft);
                if size > FORM_BYTES_MAX {
                    let as_u32 = |bytes| u32::try_from(bytes).unwrap_or(u32::MAX);
                    return Err(Problem::TooLong { found: as_u32(size), max: as_u32(FORM_BYTES_MAX) });
                }
                self.kept.retain(|kept| kept.draft.form != draft.form);
                self.kept.push(Kept { draft, on: doing.now.day() });
                while self.kept.iter().map(|kept| bytes_of(&kept.draft)).sum::<usize>() > BYTES_MAX {
                    self.kept.remove(0);
                }
                self.save(spaces, doing);
            }
            command::Drafts::Discard { form } => self.forget(spaces, doing, |kept| kept == form),
        }
        Ok(())
    }

    /// Keeps nothing any more of forms about something that was removed.
    pub(in crate::app) fn forget_about(
        &mut self,
        spaces: &Spaces,
        doing: &mut Doing<'_>,
        removed: &impl ToString,
    ) {
        let removed = removed.to_string();
        self.forget(spaces, doing, |form| form.contains(&removed));
    }

    /// Every form that was begun, the one last typed at last.
    pub(in crate::app) fn all(&self) -> Vec<Draft> {
        self.kept.iter().map(|kept| kept.draft.clone()).collect()
    }

    fn forget(&mut self, spaces: &Spaces, doing: &mut Doing<'_>, is_gone: impl Fn(&str) -> bool) {
        let before = self.kept.len();
        self.kept.retain(|kept| !is_gone(&kept.draft.form));
        if self.kept.len() != before {
            self.save(spaces, doing);
        }
    }

    fn save(&self, spaces: &Spaces, doing: &mut Doing<'_>) {
        let value = minicbor::to_vec(&self.kept).expect("writing to memory cannot fail");
        spaces.put(doing, storage::DRAFTS, storage::padded(value, PADDED_BYTES));
    }
}

/// About how much room it takes.
fn bytes_of(draft: &Draft) -> usize {
    let fields = draft.fields.iter().map(|field| field.name.len() + field.text.len() + 8);
    draft.form.len() + 8 + fields.sum::<usize>()
}
