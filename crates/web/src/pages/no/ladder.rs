//! The ladder: tiny noes, the smallest first. Each can be skipped, and tried again.

use crate::html;
use interface::command::{Command, Problem};
use interface::look::OwnItem;
use interface::model::Content;
use interface::model::fields::{Line, Text};
use interface::model::kinds::{Listed, TinyNo};
use leptos::prelude::*;

use super::super::kind::{self, Removing};
use super::safe_only;
use crate::components::button::{Look, submit};
use crate::components::field::{Purpose, either, field, too_long};
use crate::components::form::{Form, Remark};
use crate::components::live::{keyed, live};
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, fact, frame, heading, lead, nothing, row, said, small, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The steps, the smallest first.
pub(in crate::pages) fn steps() -> [String; 12] {
    use words::*;
    [
        ladder_1(),
        ladder_2(),
        ladder_3(),
        ladder_4(),
        ladder_5(),
        ladder_6(),
        ladder_7(),
        ladder_8(),
        ladder_9(),
        ladder_10(),
        ladder_11(),
        ladder_12(),
    ]
}

/// The ladder.
pub(in crate::pages) fn page(session: Session) -> AnyView {
    let own = session.own(TinyNo::NUMBER);
    let tried = Memo::new(move |_| own.with(|own| own.items.clone()));
    let rungs = steps().into_iter().map(|step| rung(session, tried, step));
    let rungs: Vec<AnyView> = rungs.chain([own_step(session)]).collect();
    let removing = Removing::new();
    let earlier = live(
        move || tried.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(tried, |own| own.item.to_string(), move |own| one(session, removing, own));
            stack(vec![heading(words::ladder_earlier()), html::ul().class("cards").child(rows).into_any()])
        },
    );
    let more = kind::more(session, move || own.with(|own| own.more));
    let list = html::ol().class("rungs").child(rungs).into_any();
    let content = columns(vec![stack(vec![list]), stack(vec![earlier, more])]);
    let dialog = removing.dialog(session, words::ladder_remove_title, words::rehearse_remove_text);
    let back = (words::no_title(), Place::No);
    let safe = safe_only(words::ladder_skip());
    frame::page(
        session,
        words::ladder_title(),
        Some(back),
        vec![lead(words::ladder_lead()), safe, content, dialog],
    )
}

/// One step, with room for what came of it.
fn rung(session: Session, tried: Memo<Vec<OwnItem>>, step: String) -> AnyView {
    let known = step.clone();
    let last = Memo::new(move |_| {
        tried.with(|tried| {
            let tried = tried.iter().filter_map(|own| kinds::read::<TinyNo>(&own.content));
            tried.filter(|tried| tried.step.as_str() == known).map(|tried| tried.on).max()
        })
    });
    let said = live(
        move || last.get(),
        move |on| on.map(|on| small(words::ladder_tried(&session.day(on)))).into_any(),
    );
    let form = form(session, &step, None);
    folded(step, vec![said, form])
}

fn own_step(session: Session) -> AnyView {
    let draft_name = format!("{}/own", Place::Ladder.address());
    let draft = session.draft(&draft_name);
    let step = draft.text("text", String::new());
    folded(words::ladder_own(), vec![form(session, "own", Some((draft, step)))])
}

fn folded(summary: String, content: Vec<AnyView>) -> AnyView {
    let summary = html::summary().child(summary);
    html::li().child(html::details().child((summary, stack(content)))).into_any()
}

fn form(
    session: Session,
    step: &str,
    own: Option<(crate::session::drafts::Draft, RwSignal<String>)>,
) -> AnyView {
    let draft =
        own.map_or_else(|| session.draft(&format!("{}/{step}", Place::Ladder.address())), |(draft, _)| draft);
    let feared = draft.text("feared", String::new());
    let happened = draft.text("happened", String::new());
    let form = Form::new(session);
    let own = own.map(|(_, step)| step);
    let named = Remark::while_so(
        move || own.is_some_and(|step| step.with(|step| step.trim().is_empty())),
        words::ladder_own_needed(),
    );
    let marked = form.is_or(named.clone(), |problem| matches!(problem, Problem::Empty));
    let step = step.to_owned();
    let send = move || {
        if form.lacks(core::slice::from_ref(&named)) {
            return;
        }
        let on = session.open.with_untracked(|open| open.today);
        let step = own.map_or_else(|| step.clone(), |step| step.get_untracked());
        let part = |text: RwSignal<String>| text.with_untracked(|text| Text::typed_optional(text));
        let written = || -> Result<Command, Problem> {
            let step = Line::typed(&step)?;
            let tiny = TinyNo { on, step, feared: part(feared)?, happened: part(happened)? };
            Ok(kind::write(None, None, None, Content::of(&tiny)))
        };
        form.send_typed(written(), move |_| {
            for text in [Some(feared), Some(happened), own].into_iter().flatten() {
                text.set(String::new());
            }
            draft.saved();
            session.say(words::ladder_kept());
            browser::focus_heading();
        });
    };
    let max = kinds::characters_max::<TinyNo>("feared");
    let what = own.map(|step| {
        let max = kinds::characters_max::<TinyNo>("step");
        let wrong = either(marked, too_long(form, step, max));
        field(Purpose::Line(max), words::ladder_own_what(), String::new(), step, wrong)
    });
    let fields = vec![
        what.into_any(),
        field(
            Purpose::Lines(max),
            words::ladder_feared(),
            words::ladder_hint(),
            feared,
            too_long(form, feared, max),
        ),
        field(
            Purpose::Lines(max),
            words::ladder_happened(),
            words::ladder_hint(),
            happened,
            too_long(form, happened, max),
        ),
        row(vec![submit(Look::Primary, words::ladder_keep(), form.busy)]),
    ];
    stack(vec![form.element(send, fields), draft.line()])
}

fn one(session: Session, removing: Removing, own: Memo<OwnItem>) -> AnyView {
    let content = live(
        move || own.with(|own| kinds::read::<TinyNo>(&own.content)),
        move |tiny| {
            let Some(TinyNo { on, step, feared, happened }) = tiny else { return nothing() };
            let title = html::h3().class("heading").attr("dir", "auto").child(step.into_string()).into_any();
            let part = |label: String, text: Option<Text>| {
                text.map(|text| fact(label, said(text.into_string()))).into_any()
            };
            stack(vec![
                voice(Voice::Own, session.day(on)),
                title,
                part(words::ladder_feared(), feared),
                part(words::ladder_happened(), happened),
            ])
        },
    );
    let day = move || {
        let on = own.with(|own| kinds::read::<TinyNo>(&own.content)).map(|tiny| tiny.on);
        words::log_remove_named(&on.map(|on| session.day(on)).unwrap_or_default())
    };
    let remove = removing.button(words::log_remove(), day, own.with_untracked(|own| own.item));
    html::li().child(card("", vec![content, row(vec![remove])])).into_any()
}
