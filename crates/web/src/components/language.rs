//! Choosing the language.

use crate::html;
use leptos::ev;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::{nothing, unique_id};
use crate::platform::language::Offered;
use crate::reactive::RwSignal;
use crate::session::{CHOICE, Session};
use crate::words;

/// A choice among all languages, each by its name in itself; nothing while there is only one.
pub(crate) fn language(session: Session) -> AnyView {
    let languages = session.languages();
    if languages.len() < 2 {
        return nothing();
    }
    let (id, said_id) = (unique_id(), unique_id());
    let present = words::tag();
    let chosen = RwSignal::new(present.clone());
    let has_failed = RwSignal::new(false);
    let choose = move |event| {
        let tag = event_target_value(&event);
        chosen.set(tag.clone());
        has_failed.set(false);
        let present = present.clone();
        session.choose_language(tag, move || {
            chosen.set(present);
            has_failed.set(true);
        });
    };
    let select = html::select()
        .class("input")
        .id(id.clone())
        .name(CHOICE)
        .attr("aria-describedby", said_id.clone())
        .prop("value", move || chosen.get())
        .on(ev::change, choose)
        .child(languages.into_iter().map(|language| option(language, chosen)).collect_view());
    let label = html::label().r#for(id).child((icon(Icon::Language), words::language_label()));
    let said = html::p()
        .class("wrong")
        .id(said_id)
        .attr("role", "status")
        .child(move || has_failed.get().then(words::language_not_loaded));
    html::div().class("language").child((label, select, said)).into_any()
}

fn option(language: Offered, chosen: RwSignal<String>) -> AnyView {
    let Offered { tag, name, direction } = language;
    let is_chosen = chosen.with_untracked(|chosen| *chosen == tag);
    html::option()
        .value(tag.clone())
        .attr("lang", tag)
        .attr("dir", direction)
        .attr("translate", "no")
        .prop("selected", is_chosen)
        .child(name)
        .into_any()
}
