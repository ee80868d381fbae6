//! What matters to a person: chosen or written, a few in an order, and how each looks in a week.

mod order;

use crate::html;
use interface::command::{Command, Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::Text;
use interface::model::kinds::counts::VALUES_MAX;
use interface::model::kinds::{Listed, OwnValue};
use interface::model::{Content, Value};
use leptos::prelude::*;

use super::kind::{self, Removing, Sheet};
use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field, too_long};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::preview::beside;
use crate::components::{
    card, columns, empty, frame, heading, heading_below, lead, nothing, row, said, small, soft, stack,
};
use crate::kinds;
use crate::places::Place;
use crate::platform::{browser, caret};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

use order::Moved;

/// Words to choose from.
fn suggested() -> [String; 24] {
    use words::*;
    [
        values_1(),
        values_2(),
        values_3(),
        values_4(),
        values_5(),
        values_6(),
        values_7(),
        values_8(),
        values_9(),
        values_10(),
        values_11(),
        values_12(),
        values_13(),
        values_14(),
        values_15(),
        values_16(),
        values_17(),
        values_18(),
        values_19(),
        values_20(),
        values_21(),
        values_22(),
        values_23(),
        values_24(),
    ]
}

/// A value, as it stands in the list.
#[derive(Clone, PartialEq)]
struct Stands {
    own: OwnItem,
    value: OwnValue,
}

/// What matters.
pub(super) fn page(session: Session) -> AnyView {
    let own = session.own(OwnValue::NUMBER);
    let last = Moved::new((None, 0.0));
    let values = Memo::new(move |_| {
        own.with(|own| {
            let read = |own: &OwnItem| Some(Stands { own: own.clone(), value: kinds::read(&own.content)? });
            // The newest comes first; of two in one place the earlier one stands first.
            let mut all: Vec<Stands> = own.items.iter().rev().filter_map(read).collect();
            all.sort_by_key(|stands| stands.value.order);
            all
        })
    });
    let removing = Removing::new();
    let list = live(
        move || values.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return empty(vec![heading(words::values_empty_title()), soft(words::values_empty())]);
            }
            let rows = keyed(
                values,
                |stands| stands.own.item.to_string(),
                move |stands| one(session, removing, values, last, stands),
            );
            html::ol().class("cards ordered").child(rows).into_any()
        },
    );
    let dialog = removing.dialog(session, words::values_remove_title, words::rehearse_remove_text);
    let content = columns(vec![stack(vec![list]), stack(vec![new(session, values)])]);
    let back = (words::nav_mine(), Place::Mine);
    frame::page(session, words::values_title(), Some(back), vec![lead(words::values_lead()), content, dialog])
}

/// One more: chosen from words, or written.
fn new(session: Session, values: Memo<Vec<Stands>>) -> AnyView {
    let sheet = Sheet::new::<OwnValue>(session, Place::Values, None);
    let name = sheet.typed("name");
    let looks = sheet.typed("looks");
    let known = move || values.with(|all| all.iter().map(|one| one.value.name.as_str().to_owned()).collect());
    let chips = live(known, move |known: Vec<String>| {
        let left = suggested().into_iter().filter(|word| !known.contains(word));
        let chip = move |word: String| {
            let chosen = word.clone();
            button(Look::Quiet, word, move || {
                name.set(chosen.clone());
                caret::write_on_later("main form .input");
            })
        };
        row(left.map(chip).collect())
    });
    let name_field = sheet.needed_of(
        "name",
        words::values_name(),
        words::values_name_hint(),
        name,
        words::values_name_needed(),
    );
    let looks_field = sheet.fields(vec![("looks", looks, words::values_looks(), words::values_looks_hint())]);
    let form = sheet.form;
    let is_full = Memo::new(move |_| values.with(Vec::len) >= usize::from(VALUES_MAX));
    let send = sheet.sending_next(
        move || {
            let last = values.with_untracked(|all| all.last().map_or(0, |one| one.value.order.point()));
            let place = last.saturating_add(1).min(VALUES_MAX);
            vec![("order", Value::Number(place.into())), ("said_on", looked(session, looks))]
        },
        move |_| {
            session.say(name.with_untracked(|name| words::values_kept(name.trim())));
            browser::focus_heading();
        },
    );
    let stands_there = move || {
        let typed = name.with_untracked(|name| name.trim().to_lowercase());
        values.with_untracked(|all| all.iter().any(|one| one.value.name.as_str().to_lowercase() == typed))
    };
    let send = move || {
        if is_full.get_untracked() {
            form.remark(words::values_full(VALUES_MAX.into()));
        } else if stands_there() {
            form.remark(words::values_known());
        } else {
            send();
        }
    };
    let full = live(
        move || is_full.get(),
        |is_full| if is_full { soft(words::values_full(VALUES_MAX.into())) } else { nothing() },
    );
    let mut fields = vec![name_field];
    fields.extend(looks_field());
    fields.push(row(vec![submit(Look::Primary, words::values_keep(), form.busy)]));
    let folded = html::details()
        .child((html::summary().class("btn plain").child(words::values_choose()), chips))
        .into_any();
    card(
        "",
        vec![stack(vec![
            heading(words::values_new()),
            full,
            form.element(send, fields),
            sheet.draft.line(),
            folded,
            small(words::values_private()),
        ])],
    )
}

/// The day on which it was said how it looks; nothing while nothing was.
fn looked(session: Session, looks: RwSignal<String>) -> Value<'static> {
    let is_said = looks.with_untracked(|looks| !looks.trim().is_empty());
    if is_said {
        Value::Number(session.open.with_untracked(|open| open.today).0.into())
    } else {
        Value::Absent
    }
}

fn one(
    session: Session,
    removing: Removing,
    values: Memo<Vec<Stands>>,
    last: Moved,
    stands: Memo<Stands>,
) -> AnyView {
    let item = stands.with_untracked(|stands| stands.own.item);
    let name = move || stands.with(|stands| stands.value.name.as_str().to_owned());
    let looks = live(
        move || stands.with(|stands| (stands.value.looks.clone(), stands.value.said_on)),
        move |(looks, on)| match looks {
            Some(looks) => {
                let on = on.map(|on| small(words::values_looked(&session.day(on)))).into_any();
                stack(vec![on, said(looks.into_string())])
            }
            None => nothing(),
        },
    );
    let form = Form::new(session);
    let mover = move |up| order::mover(session, form, values, last, stands, up);
    order::keep_focus(values, last, item);
    let remove = removing.button(words::values_remove(), move || words::values_remove_named(&name()), item);
    let title = live(name, heading_below);
    let again = again(session, stands);
    let beside =
        live(move || stands.with(|stands| stands.own.siblings.clone()), |siblings| beside(&siblings));
    let content = card(
        "",
        vec![title, looks, beside, row(vec![mover(true), mover(false), remove]), form.problems(), again],
    );
    html::li().attr("data-value", item.to_string()).child(content).into_any()
}

/// How it looks this week, written anew.
fn again(session: Session, stands: Memo<Stands>) -> AnyView {
    let Stands { own, value } = stands.get_untracked();
    let draft = session.draft(&format!("{}/{}", Place::Values.address(), own.item));
    let was_begun = draft.was_begun();
    draft.filled_from(Some(own.version));
    let looks = draft.text("looks", value.looks.clone().map(Text::into_string).unwrap_or_default());
    let start = StoredValue::new(value.looks.clone());
    let form = Form::new(session);
    let max = kinds::characters_max::<OwnValue>("looks");
    let send = move || {
        let Stands { own, value } = stands.get_untracked();
        // What another device wrote about it meanwhile is not lost: both stand beside each other.
        let of = if value.looks == start.get_value() { Some(own.version) } else { draft.of() };
        let today = session.open.with_untracked(|open| open.today);
        let typed = looks.with_untracked(|looks| Text::typed_optional(looks));
        let line = typed.clone().ok().flatten();
        let written = || -> Result<Command, Problem> {
            let mut value = value;
            value.looks = typed?;
            value.said_on = value.looks.is_some().then_some(today);
            Ok(kind::write(Some(own.item), of, None, Content::of(&value)))
        };
        form.send_typed(written(), move |outcome| {
            let Outcome::Written { version, .. } = outcome else { return };
            draft.saved_as(version);
            start.set_value(line);
            session.say(words::values_looks_kept());
            browser::focus_heading();
        });
    };
    let fields = vec![
        field(
            Purpose::Lines(max),
            words::values_looks_of(value.name.as_str()),
            words::values_looks_hint(),
            looks,
            too_long(form, looks, max),
        ),
        row(vec![submit(Look::Quiet, words::values_looks_keep(), form.busy)]),
    ];
    html::details()
        .attr("open", was_begun)
        .child((
            html::summary().class("btn plain").child(words::values_looks_write()),
            stack(vec![form.element(send, fields), draft.line()]),
        ))
        .into_any()
}
