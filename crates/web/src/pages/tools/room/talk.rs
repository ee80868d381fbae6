//! The talk itself, step by step, while everything else is locked.

use crate::html;
use interface::model::kinds::RoomTalk;
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, day_of, either, field, never};
use crate::components::form::{Form, Remark};
use crate::components::live::live;
use crate::components::moment::{moment, moment_heading};
use crate::components::{card, heading, nothing, row, small, soft, stack, text};
use crate::kinds;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::session::room::{Room, Step, Who};
use crate::words;

/// How much can be written down in one step.
const NOTE_CHARACTERS_MAX: usize = 2_000;

/// The talk itself. Nothing of the vault is here.
pub(in crate::pages) fn talk(session: Session) -> AnyView {
    browser::set_title(&words::room_title());
    let room = session.room();
    let step = Memo::new(move |_| room.with(|room| room.as_ref().map(|room| room.step)));
    let drawn = live(
        move || step.get(),
        move |step| {
            let Some((step, now)) = step.zip(room.get_untracked()) else { return nothing() };
            let content = match step {
                Step::Speak(who) => writes(session, &now, who, who),
                Step::SayBack(who) => writes(session, &now, who, who.other()),
                Step::Whether(who) => whether(session, &now, who),
                Step::OtherWay(who) => other_way(session, &now, who),
                Step::Rests => rests(session),
                Step::Next(who) => next(session, &now, who),
                Step::Ending => ending(session),
                Step::Keep => keep(session),
            };
            stack(content)
        },
    );
    let topic = room.with_untracked(|room| room.as_ref().map(|room| room.topic.clone()).unwrap_or_default());
    let topic = html::p().class("soft").attr("dir", "auto").child(topic).into_any();
    moment(true, vec![topic, drawn])
}

/// Changes the talk and brings whoever reads it to what comes next.
fn act(session: Session, change: impl FnOnce(&mut Room)) {
    session.room().update(|room| {
        if let Some(room) = room {
            change(room);
        }
    });
    browser::focus_heading();
}

/// Pause and end are there at every step, for either.
fn always(session: Session, can_rest: bool) -> AnyView {
    let end = button(Look::Plain, words::room_end(), move || {
        let note = session.room_note().try_update(core::mem::take).unwrap_or_default();
        act(session, move |room| room.is_ended(&note));
    });
    let rest = can_rest.then(|| button(Look::Plain, words::room_pause(), move || act(session, Room::rests)));
    stack(vec![row(rest.into_iter().chain([end]).collect()), small(words::talk_rests())])
}

fn writes(session: Session, room: &Room, speaker: Who, who: Who) -> Vec<AnyView> {
    let name = room.name(who).to_owned();
    let is_speaking = speaker == who;
    let heading = if is_speaking { words::room_speaks(&name) } else { words::room_says_back(&name) };
    let how = match (is_speaking, room.is_again()) {
        (true, true) => words::room_again(),
        (true, false) => words::room_three(),
        (false, _) => words::talk_say_back(),
    };
    let note = session.room_note();
    let form = Form::new(session);
    let max = room.space_left().min(NOTE_CHARACTERS_MAX);
    let long = Remark::while_so(
        move || note.with(|note| note.trim().chars().count() > max),
        words::room_note_long(),
    );
    let remarks = vec![long.clone()];
    let send = move || {
        if !form.lacks(&remarks) {
            let written = note.try_update(core::mem::take).unwrap_or_default();
            act(session, move |room| room.wrote(who, &written));
        }
    };
    let to = room.name(who.other()).to_owned();
    let fields = vec![
        field(Purpose::Lines(max), words::room_note(), words::room_note_hint(), note, form.marks(long)),
        row(vec![submit(Look::Primary, words::room_pass(&to), form.busy)]),
    ];
    let said = if is_speaking && !room.is_again() {
        let parts = [words::room_part_1(), words::room_part_2(), words::room_part_3()];
        html::ol()
            .class("steps")
            .child(parts.map(|part| html::li().child(part)).into_iter().collect_view())
            .into_any()
    } else {
        nothing()
    };
    vec![moment_heading(heading), text(how), said, form.element(send, fields), always(session, true)]
}

fn whether(session: Session, room: &Room, who: Who) -> Vec<AnyView> {
    let name = room.name(who).to_owned();
    let say = move |is_understood: bool| move || act(session, move |room| room.heard(who, is_understood));
    vec![
        moment_heading(words::room_whether(&name)),
        text(words::talk_whether()),
        row(vec![
            button(Look::Quiet, words::room_understood(), say(true)),
            button(Look::Quiet, words::room_not_quite(), say(false)),
        ]),
        always(session, true),
    ]
}

fn other_way(session: Session, room: &Room, who: Who) -> Vec<AnyView> {
    let name = room.name(who).to_owned();
    vec![
        moment_heading(words::room_other_way()),
        text(words::room_other_way_text(&name)),
        row(vec![
            button(Look::Quiet, words::room_pause(), move || act(session, Room::rests)),
            button(Look::Quiet, words::talk_other_way(), move || act(session, |room| room.speaks(who))),
        ]),
        always(session, false),
    ]
}

fn rests(session: Session) -> Vec<AnyView> {
    vec![
        moment_heading(words::room_rests()),
        text(words::room_rests_text()),
        row(vec![button(Look::Primary, words::talk_go_on(), move || act(session, Room::goes_on))]),
        always(session, false),
    ]
}

fn next(session: Session, room: &Room, who: Who) -> Vec<AnyView> {
    let name = room.name(who.other()).to_owned();
    vec![
        moment_heading(words::room_next()),
        text(words::room_next_text()),
        row(vec![
            button(Look::Quiet, words::room_swap(&name), move || {
                act(session, |room| room.speaks(who.other()))
            }),
            button(Look::Quiet, words::room_to_end(), move || act(session, |room| room.step = Step::Ending)),
        ]),
        always(session, true),
    ]
}

/// One small thing, or leaving it so: both are drawn alike.
fn ending(session: Session) -> Vec<AnyView> {
    let (pact, day) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new(session);
    let max = kinds::characters_max::<RoomTalk>("pact");
    let needed = Remark::while_so(move || pact.with(|pact| pact.trim().is_empty()), words::tool_needed());
    let long = Remark::while_so(
        move || pact.with(|pact| pact.trim().chars().count() > max),
        words::room_topic_long(),
    );
    let remarks = vec![needed.clone(), long.clone()];
    let send = move || {
        if !form.lacks(&remarks) {
            let (pact, day) = (pact.get_untracked(), day_of(&day.get_untracked()));
            act(session, move |room| room.ends(&pact, day));
        }
    };
    let wrong = either(form.marks(needed), form.marks(long));
    let agree = form.element(
        send,
        vec![
            field(Purpose::Line(max), words::room_pact(), words::room_pact_hint(), pact, wrong),
            field(Purpose::Date, words::room_look_on(), words::hint_optional(), day, never()),
            row(vec![submit(Look::Quiet, words::room_pact_keep(), form.busy)]),
        ],
    );
    let differ = button(Look::Quiet, words::room_differ(), move || act(session, |room| room.ends("", None)));
    vec![
        moment_heading(words::room_ending()),
        card("", vec![heading(words::room_small()), agree]),
        card(
            "",
            vec![heading(words::room_differently()), soft(words::room_differently_text()), row(vec![differ])],
        ),
        always(session, false),
    ]
}

/// Whether it is kept, asked of each alone; then the way back, which asks for the passphrase.
fn keep(session: Session) -> Vec<AnyView> {
    let room = session.room();
    let asked = move || {
        room.with(|room| {
            let room = room.as_ref()?;
            if room.has_written() { room.to_ask().map(|who| (who, room.name(who).to_owned())) } else { None }
        })
    };
    let content = live(asked, move |asked| {
        let Some((who, name)) = asked else {
            let is_kept =
                room.with_untracked(|room| room.as_ref().is_some_and(|room| room.record().is_some()));
            let said = match (is_kept, session.room_was_renewed()) {
                (false, _) => words::room_nothing_kept(),
                (true, false) => words::room_both_keep(),
                (true, true) => words::room_renewed(),
            };
            return stack(vec![
                moment_heading(words::room_over()),
                text(said),
                text(words::room_back_text()),
                row(vec![button(Look::Primary, words::room_back(), move || session.leave_room())]),
                go_on(session),
            ]);
        };
        let say = move |is_kept: bool| move || act(session, move |room| room.wants(who, is_kept));
        stack(vec![
            moment_heading(words::room_keep(&name)),
            text(words::room_keep_text()),
            row(vec![
                button(Look::Quiet, words::room_keep_yes(), say(true)),
                button(Look::Quiet, words::room_keep_no(), say(false)),
            ]),
            go_on(session),
        ])
    });
    vec![content]
}

/// Whoever has ended it by a slip goes on.
fn go_on(session: Session) -> AnyView {
    let room = session.room();
    let can = move || room.with(|room| room.as_ref().is_some_and(Room::can_go_on));
    live(can, move |can| {
        if !can {
            return nothing();
        }
        row(vec![button(Look::Plain, words::talk_go_on(), move || act(session, Room::goes_on))])
    })
}
