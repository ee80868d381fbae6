//! A new passphrase, typed twice.

use interface::command::{PASSPHRASE_CHARACTERS_MIN, Problem};
use leptos::prelude::*;

use super::field::{Purpose, field};
use super::form::{Form, Remark};
use crate::words;

/// What is typed, and what may be wrong with it.
#[derive(Clone)]
pub(crate) struct Passphrases {
    passphrase: RwSignal<String>,
    again: RwSignal<String>,
    short: Remark,
    differ: Remark,
}

impl Passphrases {
    /// The two fields' texts.
    pub(crate) fn new(passphrase: RwSignal<String>, again: RwSignal<String>) -> Self {
        let least = u32::from(PASSPHRASE_CHARACTERS_MIN);
        let is_short =
            move || passphrase.with(|typed| typed.chars().count() < usize::from(PASSPHRASE_CHARACTERS_MIN));
        Self {
            passphrase,
            again,
            short: Remark::while_so(is_short, words::problem_short_passphrase(least)),
            differ: Remark::while_so(move || passphrase.get() != again.get(), words::make_differ()),
        }
    }

    /// What has to be mended before they can be used.
    pub(crate) fn remarks(&self) -> [Remark; 2] {
        [self.short.clone(), self.differ.clone()]
    }

    /// The fields.
    pub(crate) fn fields(&self, form: Form, [label, hint, again]: [String; 3]) -> [AnyView; 2] {
        let short =
            form.is_or(self.short.clone(), |problem| matches!(problem, Problem::ShortPassphrase { .. }));
        let differ = form.marks(self.differ.clone());
        [
            field(Purpose::NewPassphrase, label, hint, self.passphrase, short),
            field(Purpose::PassphraseAgain, again, String::new(), self.again, differ),
        ]
    }
}
