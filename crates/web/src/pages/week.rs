//! A look back on a week: what was said of its days, what was written, and four lines of one's own.

use crate::html;
use interface::command::{Command, Outcome, Problem};
use interface::look::{Only, OwnItem};
use interface::model::fields::Text;
use interface::model::kinds::{CheckIn, JournalEntry, Listed, LookBack};
use interface::model::{Content, Day, VersionId};
use leptos::prelude::*;

use super::{check_in, kind};
use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field, too_long};
use crate::components::form::{Form, Remark};
use crate::components::live::live;
use crate::components::rows::{way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, frame, heading, lead, row, soft, stack};
use crate::kinds;
use crate::places::{Place, week_of};
use crate::platform::{browser, zone};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// So much of an entry stands in the list of a week, in characters.
const BEGINNING_CHARACTERS: usize = 90;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let today = session.open.with_untracked(|open| open.today);
    let this_week = monday_of(week_of(today)).unwrap_or(today);
    let monday = RwSignal::new(session.only().and_then(monday_of).unwrap_or(this_week));
    // What the form that stands there has kept itself: it is not drawn anew because of it.
    let kept = StoredValue::new(None::<VersionId>);
    let turn_to = move |to: Day| {
        kept.set_value(None);
        monday.set(to);
        session.look_only(Some(week_of(to)));
        browser::focus_later("main h2");
    };
    let head = live(
        move || monday.get(),
        move |monday| {
            let title = words::week_of(&session.day(monday), &session.day(Day(monday.0 + 6)));
            let before =
                button(Look::Quiet, words::week_before(), move || turn_to(Day(monday.0.saturating_sub(7))));
            let is_past = monday < this_week;
            let after =
                is_past.then(|| button(Look::Quiet, words::week_after(), move || turn_to(Day(monday.0 + 7))));
            let title = html::h2().attr("tabindex", "-1").child(title).into_any();
            stack(vec![title, row(vec![before, after.into_any()])])
        },
    );
    let of_week = move |kind: u32| {
        let own = session.own(kind);
        move || own.with(|own| own.items.clone())
    };
    let check_ins = live(of_week(CheckIn::NUMBER), move |said| check_ins(session, &said));
    let entries = live(of_week(JournalEntry::NUMBER), move |entries| written(session, &entries));
    let backs = of_week(LookBack::NUMBER);
    let known = Memo::new(move |last: Option<&(Day, Option<OwnItem>)>| {
        let monday = monday.get();
        let known = backs().into_iter().find(|own| week_read(own) == Some(monday));
        let is_kept = known.as_ref().is_some_and(|own| kept.get_value() == Some(own.version));
        match last {
            Some(last) if is_kept && last.0 == monday => last.clone(),
            _ => (monday, known),
        }
    });
    let form = live(move || known.get(), move |(monday, known)| form(session, monday, known, kept));
    let content = columns(vec![stack(vec![check_ins, entries]), stack(vec![form])]);
    let back = (words::nav_mine(), Place::Mine);
    frame::page(session, words::week_title(), Some(back), vec![lead(words::week_lead()), head, content])
}

fn monday_of(only: Only) -> Option<Day> {
    if let Only::Days { from, .. } = only { Some(from) } else { None }
}

fn week_read(own: &OwnItem) -> Option<Day> {
    kinds::read::<LookBack>(&own.content).map(|back| back.week)
}

fn check_ins(session: Session, said: &[OwnItem]) -> AnyView {
    let mut said: Vec<(Day, &OwnItem)> =
        said.iter().filter_map(|own| Some((kinds::read::<CheckIn>(&own.content)?.day, own))).collect();
    said.sort_by_key(|(day, own)| (*day, own.about.is_some(), own.item));
    let one = |(day, own): &(Day, &OwnItem)| {
        let voice = voice(if own.about.is_some() { Voice::Bond } else { Voice::Own }, session.day(*day));
        let name = own.about.map(|with| session.name_of(with));
        let told = kinds::read::<CheckIn>(&own.content).map(|check_in| check_in::told(name, check_in));
        html::li().child((voice, told))
    };
    let list = if said.is_empty() {
        soft(words::week_check_ins_none())
    } else {
        html::ul().class("rests").child(said.iter().map(one).collect_view()).into_any()
    };
    card("", vec![heading(words::week_check_ins()), list])
}

fn written(session: Session, entries: &[OwnItem]) -> AnyView {
    if entries.is_empty() {
        return ().into_any();
    }
    let one = |own: &OwnItem| {
        let entry = kinds::read::<JournalEntry>(&own.content)?;
        let day = session.day(entry.on.unwrap_or_else(|| zone::day_at(own.written_s)));
        Some(way(beginning(entry.text.as_str()), day, Place::Entry(Some(own.item))))
    };
    stack(vec![heading(words::week_wrote()), ways(entries.iter().filter_map(one).collect())])
}

/// The first words of an entry, in one line.
fn beginning(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= BEGINNING_CHARACTERS {
        return line;
    }
    let cut: String = line.chars().take(BEGINNING_CHARACTERS).collect();
    format!("{}…", cut.trim_end())
}

fn form(
    session: Session,
    monday: Day,
    known: Option<OwnItem>,
    kept: StoredValue<Option<VersionId>>,
) -> AnyView {
    let draft = session.draft(&format!("week/{}", monday.0));
    draft.filled_from(known.as_ref().map(|own| own.version));
    let back = known.and_then(|own| kinds::read::<LookBack>(&own.content));
    let part = |text: Option<Text>| text.map(Text::into_string).unwrap_or_default();
    let [own, between, keep, leave_out] = match back {
        Some(LookBack { own, between, keep, leave_out, .. }) => [own, between, keep, leave_out].map(part),
        None => [(); 4].map(|()| String::new()),
    };
    let texts = [
        draft.text("own", own),
        draft.text("between", between),
        draft.text("keep", keep),
        draft.text("leave", leave_out),
    ];
    let form = Form::new(session);
    let is_empty = move || texts.iter().all(|text| text.with(|text| text.trim().is_empty()));
    let nothing_yet = Remark::while_so(is_empty, words::week_nothing());
    let send = move || {
        if form.lacks(core::slice::from_ref(&nothing_yet)) {
            return;
        }
        let part = |text: RwSignal<String>| text.with_untracked(|text| Text::typed_optional(text));
        let written = || -> Result<Command, Problem> {
            let [own, between, keep, leave_out] = texts;
            let back = LookBack {
                week: monday,
                own: part(own)?,
                between: part(between)?,
                keep: part(keep)?,
                leave_out: part(leave_out)?,
            };
            Ok(kind::write(None, draft.of(), None, Content::of(&back)))
        };
        form.send_typed(written(), move |outcome| {
            if let Outcome::Written { version, .. } = outcome {
                kept.set_value(Some(version));
                draft.saved_as(version);
                session.say(words::week_kept());
            }
        });
    };
    let labels = [words::week_own(), words::week_between(), words::week_keep(), words::week_leave_out()];
    let max = kinds::characters_max::<LookBack>("own");
    let mut fields: Vec<AnyView> = labels
        .into_iter()
        .zip(texts)
        .map(|(label, text)| {
            field(Purpose::Lines(max), label, words::week_hint(), text, too_long(form, text, max))
        })
        .collect();
    fields.push(row(vec![submit(Look::Primary, words::week_save(), form.busy)]));
    card("wash-self", vec![stack(vec![form.element(send, fields), draft.line()])])
}
