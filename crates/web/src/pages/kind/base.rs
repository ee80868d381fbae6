//! What the form of a record is written over. The record goes on beside the form: on its own page, where something is ticked, or on another
//! device. Where that leaves the form's own fields as they are, the form is written over it, and nothing stands beside anything.

use interface::look::OwnItem;
use interface::model::kinds::{LIST, Listed};
use interface::model::{Slot, Value};
use leptos::prelude::*;

use crate::kinds;
use crate::reactive::Memo;
use crate::session::drafts::Draft;

/// The record as the form is written over it; nothing under a form for a new one.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Base(StoredValue<Option<OwnItem>>);

type Field<'f> = (&'static Slot, Value<'f>);

impl Base {
    pub(super) fn new(start: Option<OwnItem>) -> Self {
        Self(StoredValue::new(start))
    }

    pub(super) fn record(self) -> Option<OwnItem> {
        self.0.get_value()
    }

    /// The record as one of its kind.
    pub(in crate::pages) fn read<K: Listed>(self) -> Option<K> {
        self.0.with_value(|own| own.as_ref().and_then(|own| kinds::read::<K>(&own.content)))
    }

    /// Goes along with the record, as long as nothing is done to it that the form would undo.
    pub(super) fn follow(self, draft: Draft, now: Memo<Option<OwnItem>>, own_fields: Vec<&'static str>) {
        Effect::new(move |_| {
            let Some(newest) = now.get() else { return };
            let of = draft.of();
            let is_followed = self.0.with_value(|base| {
                base.as_ref().filter(|base| base.item == newest.item).is_some_and(|base| {
                    of == Some(newest.version)
                        || (of == Some(base.version) && alike(base, &newest, &own_fields))
                })
            });
            if is_followed {
                draft.go_over(newest.version);
                self.0.set_value(Some(newest));
            }
        });
    }
}

/// Whether two versions say the same in these fields.
fn alike(one: &OwnItem, other: &OwnItem, names: &[&'static str]) -> bool {
    let (one, other) = (LIST.fields(&one.content), LIST.fields(&other.content));
    let (Ok(one), Ok(other)) = (one, other) else { return false };
    let is_same =
        |((slot, one), (_, other)): (&Field<'_>, &Field<'_>)| !names.contains(&slot.name) || one == other;
    one.len() == other.len() && one.iter().zip(&other).all(is_same)
}
