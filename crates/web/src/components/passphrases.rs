//! The present passphrase, asked for once more, and a new one, typed twice.

use crate::html;
use interface::command::{PASSPHRASE_CHARACTERS_MIN, Problem};
use leptos::prelude::*;

use super::field::{Purpose, field};
use super::form::{Form, Remark};
use crate::reactive::RwSignal;
use crate::words;

/// The present passphrase, asked for before what nobody is to do who only found the device open.
#[derive(Clone, Copy)]
pub(crate) struct Present(RwSignal<String>);

impl Present {
    /// Nothing typed yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// What was typed.
    pub(crate) fn typed(self) -> String {
        self.0.get_untracked()
    }

    /// Nothing of it stays.
    pub(crate) fn forget(self) {
        self.0.set(String::new());
    }

    /// Its field.
    pub(crate) fn field(self, form: Form) -> AnyView {
        let wrong = form.is(|problem| matches!(problem, Problem::WrongPassphrase | Problem::Empty));
        field(Purpose::Passphrase, words::passphrase_present(), String::new(), self.0, wrong)
    }
}

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

/// Says what takes a moment, as trying a passphrase does.
pub(crate) fn busy(form: Form, words: String) -> AnyView {
    let shown = move || form.busy.get().then(|| words.clone());
    html::p().class("soft").attr("role", "status").child(shown).into_any()
}
