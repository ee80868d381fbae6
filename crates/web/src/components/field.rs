//! Fields to write in.

use leptos::prelude::*;
use leptos::{ev, html};

use super::unique_id;
use crate::platform::browser;

/// What a field is for; browsers help with it accordingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// Room to write in.
    Writing,
    /// A passphrase. It is taken as Unicode's composed form (NFC), whatever a keyboard sends for a letter with an accent.
    Passphrase,
    /// A new passphrase, taken in the same form.
    NewPassphrase,
    /// An address.
    Address,
    /// Secret words: no suggestions, no corrections.
    SecretWord,
    /// Many secret words.
    SecretWords,
}

/// What is wrong with a field, in words; nothing while nothing is.
pub(crate) type Wrong = Signal<Option<String>>;

/// A field with its label. `hint` may be empty. `wrong` marks it, and stands at it.
pub(crate) fn field(
    purpose: Purpose,
    label: String,
    hint: String,
    value: RwSignal<String>,
    wrong: Wrong,
) -> AnyView {
    let id = unique_id();
    let hint_id = format!("{id}-hint");
    let wrong_id = format!("{id}-wrong");
    let described = if hint.is_empty() { wrong_id.clone() } else { format!("{wrong_id} {hint_id}") };
    let said = html::p().class("wrong").id(wrong_id).child(move || wrong.get());
    let hint = (!hint.is_empty()).then(|| html::p().class("hint").id(hint_id).child(hint));
    let input = match purpose {
        Purpose::Lines | Purpose::Writing | Purpose::SecretWords => {
            area(purpose, &id, described, value, wrong)
        }
        _ => line(purpose, &id, described, value, wrong),
    };
    html::div().class("field").child((html::label().r#for(id).child(label), hint, said, input)).into_any()
}

fn line(purpose: Purpose, id: &str, described: String, value: RwSignal<String>, wrong: Wrong) -> AnyView {
    let (kind, autocomplete) = match purpose {
        Purpose::Passphrase => ("password", "current-password"),
        Purpose::NewPassphrase => ("password", "new-password"),
        Purpose::Address => ("text", "url"),
        _ => ("text", "off"),
    };
    let plain = purpose != Purpose::Line;
    html::input()
        .class("input")
        .id(id.to_owned())
        .r#type(kind)
        .attr("autocomplete", autocomplete)
        .attr("autocapitalize", plain.then_some("none"))
        .attr("spellcheck", plain.then_some("false"))
        .attr("inputmode", (purpose == Purpose::Address).then_some("url"))
        .attr("dir", "auto")
        .attr("aria-describedby", described)
        .attr("aria-invalid", move || wrong.with(Option::is_some).then_some("true"))
        .prop("value", move || value.get())
        .on(ev::input, move |event| {
            let typed = event_target_value(&event);
            let secret = matches!(purpose, Purpose::Passphrase | Purpose::NewPassphrase);
            value.set(if secret { browser::composed(&typed) } else { typed });
        })
        .into_any()
}

fn area(purpose: Purpose, id: &str, described: String, value: RwSignal<String>, wrong: Wrong) -> AnyView {
    let secret = purpose == Purpose::SecretWords;
    html::textarea()
        .class(if purpose == Purpose::Writing { "input writing" } else { "input" })
        .id(id.to_owned())
        .attr("autocomplete", "off")
        .attr("autocapitalize", secret.then_some("none"))
        .attr("spellcheck", secret.then_some("false"))
        .attr("dir", "auto")
        .attr("aria-describedby", described)
        .attr("aria-invalid", move || wrong.with(Option::is_some).then_some("true"))
        .prop("value", move || value.get())
        .on(ev::input, move |event| value.set(event_target_value(&event)))
        .into_any()
}

/// For a field that is never wrong by itself.
pub(crate) fn never() -> Wrong {
    Signal::derive(|| None)
}
