//! A letter to oneself: put away for a week, kept at hand, or let go, which erases it.

use crate::html;
use interface::look::OwnItem;
use interface::model::kinds::{Letter, Listed};
use interface::model::{Day, ItemId, Value};
use leptos::prelude::*;

use super::super::kind::{self, Removal, Sheet};
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::dialog::dialog;
use crate::components::live::live;
use crate::components::rows::live_way;
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, frame, heading, lead, row, said, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::{browser, caret, zone};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// For so many days a letter is put away.
const AWAY_DAYS: u32 = 7;

/// A letter; a new one, with those there are, without an item.
pub(in crate::pages) fn page(session: Session, item: Option<ItemId>) -> AnyView {
    if item.is_none() {
        let back = (words::path_title(), Place::Path);
        let content = columns(vec![new(session), stack(vec![list(session)])]);
        let content = vec![lead(words::letter_lead()), content];
        return frame::page(session, words::letter_title(), Some(back), content);
    }
    let back = (words::letter_title(), Place::Letter(None));
    kind::page(session, words::letter_one(), back, move |start, now| {
        let draft = session.draft(&Place::Letter(item).address());
        let removal = Removal {
            button: words::letter_let_go,
            title: words::letter_let_go_title,
            text: words::letter_let_go_text,
            done: words::letter_gone,
            to: Place::Letter(None),
        };
        let was_begun = draft.was_begun();
        let is_open = RwSignal::new(was_begun);
        let content = live(
            move || !is_open.get() && until(session, now).is_some(),
            move |is_away| if is_away { away(session, now, is_open) } else { read(now) },
        );
        let form = stack(vec![kind::changed_since(draft, now), editor(session, item, Some(start))]);
        let change = html::details()
            .attr("open", was_begun)
            .child((html::summary().class("btn plain").child(words::letter_change()), form));
        vec![content, change.into_any(), kind::siblings(now), kind::removal(session, now, removal)]
    })
}

/// The day until which it is put away, if that has not come.
fn until(session: Session, now: Memo<Option<OwnItem>>) -> Option<Day> {
    let letter = now.with(|own| own.as_ref().and_then(|own| kinds::read::<Letter>(&own.content)));
    let today = session.open.with(|open| open.today);
    letter.and_then(|letter| letter.until).filter(|until| *until > today)
}

fn away(session: Session, now: Memo<Option<OwnItem>>, is_open: RwSignal<bool>) -> AnyView {
    let until = untrack(|| until(session, now)).map(|day| session.day(day)).unwrap_or_default();
    let open = move || {
        is_open.set(true);
        browser::focus_heading();
    };
    card(
        "wash-self",
        vec![
            voice(Voice::Own, words::voice_mine()),
            heading(words::letter_away_until(&until)),
            soft(words::letter_away_text()),
            row(vec![button(Look::Quiet, words::letter_read_now(), open)]),
        ],
    )
}

fn read(now: Memo<Option<OwnItem>>) -> AnyView {
    let text = move || now.with(|own| own.as_ref().map(|own| kinds::text_of(&own.content, "text")));
    let text = live(text, |text| said(text.unwrap_or_default()));
    card("", vec![stack(vec![voice(Voice::Own, words::voice_mine()), text])])
}

/// The letters there are: when, never what they say.
fn list(session: Session) -> AnyView {
    let own = session.own(Letter::NUMBER);
    let letters = Memo::new(move |_| own.with(|own| own.items.clone()));
    let rows = move |own: Memo<OwnItem>| {
        let place = Place::Letter(Some(own.with_untracked(|own| own.item)));
        let written = move || words::letter_of(&session.day(zone::day_at(own.with(|own| own.written_s))));
        let state = move || {
            let letter = own.with(|own| kinds::read::<Letter>(&own.content));
            let today = session.open.with(|open| open.today);
            match letter.and_then(|letter| letter.until) {
                Some(until) if until > today => words::letter_away_until(&session.day(until)),
                Some(_) => words::letter_came_back(),
                None => words::letter_at_hand(),
            }
        };
        live_way(written, state, place)
    };
    super::earlier(session, own, letters, words::letter_earlier, rows)
}

/// What is done with it when it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Away,
    AtHand,
}

impl Then {
    fn name(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::AtHand => "at-hand",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Away, Self::AtHand].into_iter().find(|then| then.name() == name)
    }
}

fn new(session: Session) -> AnyView {
    editor(session, None, None)
}

fn editor(session: Session, item: Option<ItemId>, start: Option<OwnItem>) -> AnyView {
    let is_new = start.is_none();
    let until = start.as_ref().and_then(|own| kinds::read::<Letter>(&own.content)).and_then(|own| own.until);
    let sheet = Sheet::new::<Letter>(session, Place::Letter(item), start);
    let text = sheet.typed("text");
    sheet.has("until");
    let first = if is_new || until.is_some() { Then::Away } else { Then::AtHand };
    let then = sheet.draft.choice("after", Some(first), Then::name, Then::from_name);
    let written = sheet.needed_of(
        "text",
        words::letter_text(),
        words::letter_text_hint(),
        text,
        words::letter_needed(),
    );
    let options = vec![(Then::Away, words::letter_put_away()), (Then::AtHand, words::letter_keep())];
    let form = sheet.form;
    // One that is away already comes back on the day that was said.
    let away_until = move || {
        let Day(today) = session.open.with_untracked(|open| open.today);
        let is_away = then.get_untracked() == Some(Then::Away);
        is_away.then(|| until.filter(|until| until.0 > today).unwrap_or(Day(today + AWAY_DAYS)))
    };
    let more = move || vec![("until", away_until().map_or(Value::Absent, |day| Value::Number(day.0.into())))];
    let kept = move || match away_until() {
        Some(day) => words::letter_kept_away(&session.day(day)),
        None => words::letter_kept(),
    };
    let send: Box<dyn Fn()> = if is_new {
        Box::new(sheet.sending_next(more, move |_| {
            session.say(kept());
            browser::focus_heading();
        }))
    } else {
        Box::new(sheet.sending(more, move |item| session.be_at_and_say(Place::Letter(Some(item)), kept())))
    };
    let draft = sheet.draft;
    let asks = RwSignal::new(false);
    let let_go = move || {
        if text.with_untracked(|text| text.trim().is_empty()) {
            form.remark(words::letter_needed());
            return;
        }
        asks.set(true);
    };
    let gone = move || {
        asks.set(false);
        text.set(String::new());
        draft.saved();
        session.say(words::letter_gone());
        browser::focus_heading();
    };
    let question = dialog(asks, words::letter_let_go_title, move || {
        let buttons = row(vec![
            button(Look::Firm, words::letter_let_go(), gone),
            button(Look::Quiet, words::keep_it(), move || asks.set(false)),
        ]);
        vec![soft(words::letter_let_go_new()), buttons]
    });
    let mut buttons = vec![submit(Look::Primary, words::letter_save(), form.busy)];
    if is_new {
        buttons.push(button(Look::Quiet, words::letter_let_go(), let_go));
    } else {
        buttons.push(link(Look::Quiet, words::back_without_saving(), Place::Letter(None)));
    }
    let fields = vec![written, beginnings(text), choice(words::letter_then(), options, then), row(buttons)];
    let form = stack(vec![form.element(send, fields), draft.line()]);
    if is_new { card("", vec![form, small(words::letter_private()), question]) } else { form }
}

/// Beginnings of sentences; each is put at the end of what stands there.
fn beginnings(text: RwSignal<String>) -> AnyView {
    use words::*;
    let all =
        [letter_1(), letter_2(), letter_3(), letter_4(), letter_5(), letter_6(), letter_7(), letter_8()];
    let one = move |beginning: String| {
        let added = beginning.clone();
        button(Look::Quiet, beginning, move || {
            text.update(|text| {
                if !text.trim().is_empty() {
                    *text = format!("{}\n", text.trim_end());
                }
                text.push_str(added.trim_end_matches('…').trim_end());
                text.push(' ');
            });
            caret::write_on_later("main textarea.writing");
        })
    };
    let row = row(all.map(one).into_iter().collect());
    let folded = html::details().child((html::summary().class("btn plain").child(letter_beginnings()), row));
    folded.into_any()
}
