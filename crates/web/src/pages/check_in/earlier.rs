//! Earlier days, as they were kept: no sum, no line through them.

use crate::html;
use interface::command::{Command, Items};
use interface::look::{OwnItem, OwnList};
use interface::model::fields::Text;
use interface::model::kinds::CheckIn;
use interface::model::{Day, ItemId};
use leptos::prelude::*;

use super::super::kind;
use crate::components::button::{Look, button, named_button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::scale;
use crate::components::share::open_while;
use crate::components::voice::Voice;
use crate::components::{card, heading, nothing, row, said, small, soft, stack};
use crate::kinds;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// A day with what was kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    day: Day,
    items: Vec<OwnItem>,
}

/// The days that are shown, newest first.
pub(super) fn list(
    session: Session,
    own: Memo<OwnList>,
    today: Day,
    removed: impl Fn(Day) + Clone + Send + Sync + 'static,
) -> AnyView {
    let days = Memo::new(move |_| own.with(|own| days(&own.items)));
    let removing = RwSignal::new(None::<(Day, Vec<ItemId>)>);
    let rows =
        move || keyed(days, |kept| kept.day.0.to_string(), move |kept| one(session, kept, today, removing));
    let shown = live(
        move || days.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let list = html::ul().class("cards").child(rows()).into_any();
            stack(vec![heading(words::check_in_earlier()), list])
        },
    );
    stack(vec![shown, removal(session, removing, removed)])
}

fn days(items: &[OwnItem]) -> Vec<Kept> {
    let mut days: Vec<Kept> = Vec::new();
    for own in items {
        let Some(CheckIn { day, .. }) = kinds::read(&own.content) else { continue };
        match days.iter_mut().find(|kept| kept.day == day) {
            Some(kept) => kept.items.push(own.clone()),
            None => days.push(Kept { day, items: vec![own.clone()] }),
        }
    }
    days.sort_by_key(|kept| core::cmp::Reverse(kept.day));
    for kept in &mut days {
        kept.items.sort_by_key(|own| own.about);
    }
    days
}

fn one(
    session: Session,
    kept: Memo<Kept>,
    today: Day,
    removing: RwSignal<Option<(Day, Vec<ItemId>)>>,
) -> AnyView {
    let day = kept.with_untracked(|kept| kept.day);
    let title = if day == today { words::check_in_today() } else { session.day(day) };
    let items = Memo::new(move |_| kept.with(|kept| kept.items.clone()));
    let rows = keyed(items, |own| own.item.to_string(), move |own| line(session, own));
    let label = title.clone();
    let remove = named_button(
        Look::Plain,
        words::check_in_remove(),
        move || words::check_in_remove_named(&label),
        move || {
            let items = kept.with_untracked(|kept| kept.items.iter().map(|own| own.item).collect());
            removing.set(Some((day, items)));
        },
    );
    html::li().child(card("", vec![html::h3().child(title).into_any(), rows, row(vec![remove])])).into_any()
}

fn line(session: Session, own: Memo<OwnItem>) -> AnyView {
    let about = own.with_untracked(|own| own.about);
    let whose = move || {
        let name = about.and_then(|about| {
            let known = |open: &interface::view::Frame| {
                open.relationships.iter().find(|known| known.id == about).map(|known| known.name.clone())
            };
            session.open.with(known)
        });
        (name, own.with(|own| kinds::read::<CheckIn>(&own.content)))
    };
    let kept = live(whose, |(name, check_in)| check_in.map(|check_in| told(name, check_in)).into_any());
    let beside = kind::siblings(Memo::new(move |_| Some(own.get())));
    stack(vec![kept, beside])
}

/// What was kept of a day, for oneself or with somebody of this name.
pub(in crate::pages) fn told(name: Option<String>, check_in: CheckIn) -> AnyView {
    let CheckIn { fit, wish, words, .. } = check_in;
    let point = fit.point();
    let (voice, question, described, ends) = match name {
        Some(name) => {
            let ends = (words::check_in_poorly(), words::check_in_well());
            (Voice::Bond, words::ours_with(&name), words::check_in_bond_said(&name, u32::from(point)), ends)
        }
        None => {
            let ends = (words::check_in_hardly(), words::check_in_wholly());
            (Voice::Own, words::voice_mine(), words::check_in_own_said(u32::from(point)), ends)
        }
    };
    let wish = wish.map(|wish| small(choices::closeness(wish)));
    let said = said(words.map(Text::into_string).unwrap_or_default());
    stack(vec![small(question), scale::point(voice, point, described, Some(ends)), wish.into_any(), said])
}

fn removal(
    session: Session,
    removing: RwSignal<Option<(Day, Vec<ItemId>)>>,
    removed: impl Fn(Day) + Clone + Send + Sync + 'static,
) -> AnyView {
    let form = Form::new(session);
    let open = open_while(removing, form);
    let send = move || {
        let Some((day, items)) = removing.get_untracked() else { return };
        let removed = removed.clone();
        let remove = |item| Command::Items(Items::Remove { item });
        form.send_each(
            items.into_iter().map(remove).collect(),
            |_| {},
            move || {
                removing.set(None);
                removed(day);
                session.say(words::check_in_removed());
            },
        );
    };
    dialog(open, words::check_in_remove_title, move || {
        let buttons = row(vec![
            submit(Look::Firm, words::card_remove_confirm(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        vec![form.element(send.clone(), vec![soft(words::card_remove_text()), buttons])]
    })
}
