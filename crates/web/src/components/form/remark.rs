//! Something that the screen itself found wrong.

use leptos::prelude::*;

use crate::reactive::RwSignal;
use crate::words;

/// Something that the screen itself found wrong: whether it still is, and how that is said.
#[derive(Clone)]
pub(crate) struct Remark {
    pub(super) is: Signal<bool>,
    pub(super) words: String,
    /// What the field is called that it is about, where several on the page may be wrong in the same way.
    pub(super) at: Option<String>,
}

impl Remark {
    /// A name that is still missing.
    pub(crate) fn name(name: RwSignal<String>) -> Self {
        Self::while_so(move || name.with(|name| name.trim().is_empty()), words::name_needed())
    }

    /// One of a few that is still to be chosen.
    pub(crate) fn choice<T: Send + Sync + 'static>(chosen: RwSignal<Option<T>>, words: String) -> Self {
        Self::while_so(move || chosen.with(Option::is_none), words)
    }

    /// One that holds while `is` does.
    pub(crate) fn while_so(is: impl Fn() -> bool + Send + Sync + 'static, words: String) -> Self {
        Self { is: Signal::derive(is), words, at: None }
    }

    /// The same, as long as something else holds too.
    pub(crate) fn and(self, other: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let Self { is, words, at } = self;
        Self { is: Signal::derive(move || other() && is.get()), words, at }
    }

    /// The same, of a field that is called so.
    pub(crate) fn at(self, label: String) -> Self {
        Self { at: Some(label), ..self }
    }
}
