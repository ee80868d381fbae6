//! One no, rehearsed in four parts.

use crate::html;
use interface::command::{Command, Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::{Line, Text};
use interface::model::kinds::Rehearsal;
use interface::model::{Content, ItemId, Tie};
use leptos::prelude::*;

use super::super::kind::{self, Removal};
use super::examples::{EXAMPLES, Parts};
use super::{aloud, safe_only};
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field, too_long};
use crate::components::form::{Form, Remark};
use crate::components::live::live;
use crate::components::{card, columns, fact, frame, lead, row, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;
use crate::words::choices;

/// A rehearsal; a new one without an item.
pub(in crate::pages) fn page(session: Session, item: Option<ItemId>) -> AnyView {
    let back = (words::no_title(), Place::No);
    if item.is_none() {
        let mut content = vec![lead(words::rehearse_lead())];
        content.extend(editor(session, session.draft(&Place::Rehearsal(None).address()), None));
        return frame::page(session, words::rehearse_title(), Some(back), content);
    }
    kind::page(session, words::rehearse_title(), back, move |start, now| {
        let draft = session.draft(&Place::Rehearsal(item).address());
        let removal = Removal {
            button: words::rehearse_remove,
            title: words::rehearse_remove_title,
            text: words::rehearse_remove_text,
            done: words::removed,
            to: Place::No,
        };
        let mut content = vec![kind::changed_since(draft, now)];
        content.extend(editor(session, draft, Some(start)));
        content.extend([kind::siblings(now), kind::removal(session, now, removal)]);
        content
    })
}

/// The four parts as they are typed.
#[derive(Clone, Copy)]
struct Typed {
    title: RwSignal<String>,
    parts: [RwSignal<String>; 4],
}

impl Typed {
    fn of(draft: Draft, start: Option<Rehearsal>) -> Self {
        let part = |text: Option<Text<600>>| text.map(Text::into_string).unwrap_or_default();
        let Some(Rehearsal { title, describe, express, specify, consequence }) = start else {
            let empty = String::new;
            return Self {
                title: draft.text("title", empty()),
                parts: ["describe", "express", "words", "consequence"].map(|name| draft.text(name, empty())),
            };
        };
        Self {
            title: draft.text("title", title.map(Line::into_string).unwrap_or_default()),
            parts: [
                draft.text("describe", part(describe)),
                draft.text("express", part(express)),
                draft.text("words", specify.into_string()),
                draft.text("consequence", part(consequence)),
            ],
        }
    }

    fn written(self) -> Result<Rehearsal, Problem> {
        let [describe, express, specify, consequence] = self.parts;
        let part = |text: RwSignal<String>| text.with_untracked(|text| Text::typed_optional(text));
        Ok(Rehearsal {
            title: self.title.with_untracked(|title| Line::typed_optional(title))?,
            describe: part(describe)?,
            express: part(express)?,
            specify: specify.with_untracked(|text| Text::typed(text))?,
            consequence: part(consequence)?,
        })
    }

    /// What is written by now, part by part.
    fn said(self) -> Vec<String> {
        let parts = self.parts.iter().map(|part| part.with(|part| part.trim().to_owned()));
        parts.filter(|part| !part.is_empty()).collect()
    }
}

fn editor(session: Session, draft: Draft, start: Option<OwnItem>) -> Vec<AnyView> {
    let item = start.as_ref().map(|own| own.item);
    draft.filled_from(start.as_ref().map(|own| own.version));
    let typed = Typed::of(draft, start.and_then(|own| kinds::read(&own.content)));
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let [describe, express, specify, consequence] = typed.parts;
    let named = Remark::while_so(
        move || specify.with(|text| text.trim().is_empty()),
        words::rehearse_specify_needed(),
    );
    let wrong = form.is_or(named.clone(), |problem| matches!(problem, Problem::Empty));
    let send = move || {
        if form.lacks(core::slice::from_ref(&named)) {
            return;
        }
        let written: Result<Command, Problem> =
            typed.written().map(|said| kind::write(item, draft.of(), None, Content::of(&said)));
        form.send_typed(written, move |outcome| {
            if let Outcome::Written { item, version } = outcome {
                draft.saved_as(version);
                session.be_at_and_say(Place::Rehearsal(Some(item)), words::rehearse_kept());
            }
        });
    };
    let open = RwSignal::new(false);
    let long = kinds::characters_max::<Rehearsal>("specify");
    let part = |label: String, hint: String, text: RwSignal<String>| {
        field(Purpose::Lines(long), label, hint, text, too_long(form, text, long))
    };
    let title_max = kinds::characters_max::<Rehearsal>("title");
    let buttons = row(vec![
        submit(Look::Primary, words::rehearse_keep(), form.busy),
        button(Look::Quiet, words::rehearse_aloud(), move || open.set(true)),
        link(Look::Quiet, words::back_without_saving(), Place::No),
    ]);
    let fields = vec![
        part(words::rehearse_describe(), words::rehearse_describe_hint(), describe),
        part(words::rehearse_express(), words::rehearse_express_hint(), express),
        field(
            Purpose::Lines(long),
            words::rehearse_specify(),
            words::rehearse_specify_hint(),
            specify,
            wrong,
        ),
        part(words::rehearse_consequence(), words::rehearse_consequence_hint(), consequence),
        field(
            Purpose::Line(title_max),
            words::rehearse_name(),
            String::new(),
            typed.title,
            too_long(form, typed.title, title_max),
        ),
        buttons,
    ];
    let beside = stack(vec![
        example(session, typed),
        card("", vec![soft(words::rehearse_sorry()), soft(words::rehearse_body())]),
        safe_only(words::no_safe_only()),
    ]);
    let written = stack(vec![form.element(send, fields), draft.line()]);
    vec![columns(vec![written, beside]), aloud::dialog(open, move || typed.said())]
}

/// Examples, folded until they are wanted.
fn example(session: Session, typed: Typed) -> AnyView {
    let whom = RwSignal::new(Some(Tie::Partner));
    let number = RwSignal::new(0_usize);
    let ties = [Tie::Partner, Tie::Parent, Tie::AdultChild, Tie::Sibling, Tie::Friend];
    let options = ties.map(|tie| (tie, choices::tie(tie))).to_vec();
    Effect::new(move |_| {
        whom.track();
        number.set(0);
    });
    let shown = live(
        move || (whom.get().unwrap_or(Tie::Other), number.get()),
        move |(tie, number)| {
            let of_tie: Vec<&Parts> =
                EXAMPLES.iter().filter(|(to, _)| *to == tie).map(|(_, parts)| parts).collect();
            let Some(parts) = of_tie.get(number.checked_rem(of_tie.len()).unwrap_or_default()) else {
                return ().into_any();
            };
            one_example(session, typed, **parts)
        },
    );
    let another = move || number.update(|number| *number = number.wrapping_add(1));
    let content = stack(vec![
        choice(words::rehearse_example_whom(), options, whom),
        shown,
        row(vec![button(Look::Quiet, words::rehearse_example_another(), another)]),
    ]);
    let folded =
        html::details().child((html::summary().class("btn plain").child(words::rehearse_example()), content));
    card("wash-calm", vec![folded.into_any()])
}

fn one_example(session: Session, typed: Typed, parts: Parts) -> AnyView {
    let labels = [
        words::rehearse_describe(),
        words::rehearse_express(),
        words::rehearse_specify(),
        words::rehearse_consequence(),
    ];
    let lines: Vec<AnyView> = labels
        .into_iter()
        .zip(parts)
        .filter_map(|(label, part)| Some((label, part?())))
        .map(|(label, part)| fact(label, crate::components::text(part)))
        .collect();
    // Nothing that was typed is lost: an example fills only what is empty.
    let begin = move || {
        for (field, part) in typed.parts.iter().zip(parts) {
            if let (true, Some(part)) = (field.with_untracked(|text| text.trim().is_empty()), part) {
                field.set(part());
            }
        }
        session.say(words::rehearse_example_used());
    };
    stack(vec![stack(lines), row(vec![button(Look::Quiet, words::rehearse_example_use(), begin)])])
}
