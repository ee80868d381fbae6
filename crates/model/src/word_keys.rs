//! The keys under which a language has words for records: for their kinds, their fields and the choices in them.

use crate::{
    kind::{Field as _, Slot},
    kinds::{Description, List},
    value::Shape,
    vocabulary::Tie,
};

impl Description {
    /// The key of the words that a language has for it: `record-⟨kind⟩`.
    pub fn word_key(&self) -> String {
        format!("record-{}", self.name)
    }

    /// The key of the words for a number of its records: `records-⟨kind⟩`.
    pub fn count_key(&self) -> String {
        format!("records-{}", self.name)
    }

    /// The key of the words for one of its fields: `record-⟨kind⟩-⟨field⟩`.
    pub fn field_key(&self, slot: &Slot) -> String {
        format!("record-{}-{}", self.name, slot.name.replace('_', "-"))
    }
}

impl List {
    /// The keys of all words that a language has for records: of each kind, a number of it, its fields and their choices. In order,
    /// each once.
    pub fn word_keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for kind in self.all() {
            keys.extend([kind.word_key(), kind.count_key()]);
            for slot in kind.slots {
                keys.push(kind.field_key(slot));
                choice_keys(&slot.shape, &mut keys);
            }
        }
        choice_keys(&Tie::SHAPE, &mut keys);
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

fn choice_keys(shape: &Shape, keys: &mut Vec<String>) {
    match shape {
        Shape::Choice(choices) => {
            keys.extend(choices.all.iter().map(|choice| choices.word_key(choice.name)));
        }
        Shape::Optional(shape) | Shape::Several { of: shape, .. } => choice_keys(shape, keys),
        Shape::Line { .. } | Shape::Text { .. } | Shape::Scale { .. } => {}
        Shape::Day | Shape::Moment | Shape::TimeOfDay => {}
    }
}
