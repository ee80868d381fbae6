//! Things that the person should know.

use client::view::Notice;
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::text;
use crate::session::Session;
use crate::words;

/// All that there are; nothing where there is none.
pub(crate) fn notices(session: Session) -> AnyView {
    let notices = Memo::new(move |_| session.open.with(|open| open.notices.clone()));
    let names = Memo::new(move |_| {
        session.open.with(|open| {
            open.relationships.iter().map(|known| (known.id, known.name.clone())).collect::<Vec<_>>()
        })
    });
    let shown = move || {
        let name = |id| {
            names.with(|names| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone()))
        };
        notices.get().iter().map(|notice| one(notice, words::notices::sentences(notice, name))).collect_view()
    };
    (move || {
        (!notices.with(Vec::is_empty))
            .then(|| html::div().class("stack tight").attr("role", "status").child(shown))
    })
    .into_any()
}

fn one(notice: &Notice, sentences: Vec<String>) -> AnyView {
    let class = if words::notices::is_urgent(notice) { "notice urgent" } else { "notice" };
    let sentences: Vec<AnyView> = sentences.into_iter().map(text).collect();
    html::div().class(class).child((icon(Icon::Attention), html::div().child(sentences))).into_any()
}
