//! What goes round in circles: written down once, with what can be mended, one small thing, and a time to stop.

use interface::look::OwnItem;
use interface::model::kinds::{Circling, Listed};
use interface::model::{ItemId, Value};
use leptos::prelude::*;

use super::super::kind::{self, Removal, Sheet};
use super::super::no;
use crate::components::button::{Look, link, submit};
use crate::components::choice::choice;
use crate::components::live::live;
use crate::components::rows::live_way;
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, fact, frame, heading, lead, nothing, row, said, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::{listening, zone};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

const MINUTE_S: u64 = 60;

/// How much room it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    TenMinutes,
    TwentyMinutes,
    HalfAnHour,
}

impl Room {
    const ALL: [Self; 3] = [Self::TenMinutes, Self::TwentyMinutes, Self::HalfAnHour];

    fn minutes(self) -> u32 {
        match self {
            Self::TenMinutes => 10,
            Self::TwentyMinutes => 20,
            Self::HalfAnHour => 30,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::TenMinutes => "10",
            Self::TwentyMinutes => "20",
            Self::HalfAnHour => "30",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|room| room.name() == name)
    }
}

/// One thing; a new one, with those there are, without an item.
pub(in crate::pages) fn page(session: Session, item: Option<ItemId>) -> AnyView {
    if item.is_none() {
        let back = (words::path_title(), Place::Path);
        let content = columns(vec![editor(session, None, None), stack(vec![list(session)])]);
        let content = vec![lead(words::circling_lead()), content];
        return frame::page(session, words::circling_title(), Some(back), content);
    }
    let back = (words::circling_title(), Place::Circling(None));
    kind::page(session, words::circling_title(), back, move |start, now| {
        let draft = session.draft(&Place::Circling(item).address());
        let removal = Removal {
            button: words::circling_remove,
            title: words::circling_remove_title,
            text: words::rehearse_remove_text,
            done: words::circling_removed,
            to: Place::Circling(None),
        };
        let form = editor(session, item, Some(start));
        vec![
            kind::changed_since(draft, now),
            stack(vec![state(now), form]),
            kind::siblings(now),
            kind::removal(session, now, removal),
        ]
    })
}

fn until_of(own: &OwnItem) -> Option<u64> {
    kinds::read::<Circling>(&own.content)?.until.map(|until| until.0)
}

/// Whether there is still room for it; afterwards, what is next.
fn state(now: Memo<Option<OwnItem>>) -> AnyView {
    let until = Memo::new(move |_| now.with(|own| own.as_ref().and_then(until_of)));
    let passed = no::passed(move || until.get().into_iter().collect());
    let small_thing = move || {
        now.with(|own| own.as_ref().map(|own| kinds::text_of(&own.content, "small"))).unwrap_or_default()
    };
    live(
        move || (until.get(), until.get().is_some_and(|until| until <= passed.get()), small_thing()),
        |(until, is_over, next)| {
            let Some(until) = until else { return nothing() };
            let mut parts = vec![voice(Voice::Own, words::voice_mine())];
            if is_over {
                parts.extend([heading(words::circling_over_title()), soft(words::circling_over())]);
            } else {
                let time = words::time(zone::minute_at(until));
                parts.extend([heading(words::circling_until(&time)), soft(words::circling_until_text())]);
            }
            if !next.is_empty() {
                parts.push(fact(words::circling_small(), said(next)));
            }
            card("wash-self", parts)
        },
    )
}

fn editor(session: Session, item: Option<ItemId>, start: Option<OwnItem>) -> AnyView {
    let sheet = Sheet::new::<Circling>(session, Place::Circling(item), start);
    let base = sheet.base();
    let room = sheet.draft.choice("room", None, Room::name, Room::from_name);
    let options = Room::ALL.map(|room| (room, words::circling_minutes(room.minutes()))).to_vec();
    let fields = vec![
        sheet.needed("what", words::circling_what(), words::circling_what_hint(), words::circling_needed()),
        sheet.field("mend", words::circling_mend(), words::circling_mend_hint()),
        sheet.field("small", words::circling_small(), words::circling_small_hint()),
        choice(words::circling_room(), options, room),
        row(vec![
            submit(Look::Primary, words::circling_keep(), sheet.form.busy),
            link(Look::Quiet, words::back_without_saving(), Place::Path),
        ]),
    ];
    let send = sheet.sending(
        move || {
            let now_s = listening::now_s();
            let before = || base.read::<Circling>()?.until.map(|until| until.0);
            let chosen = room.get_untracked().map(|room| now_s + u64::from(room.minutes()) * MINUTE_S);
            let until = chosen.or_else(before);
            vec![("until", until.map_or(Value::Absent, Value::Number))]
        },
        move |item| {
            session.be_at_and_say(Place::Circling(Some(item)), words::circling_kept());
        },
    );
    let form = stack(vec![sheet.form.element(send, fields), sheet.draft.line()]);
    card("", vec![form, small(words::circling_private())])
}

/// Those there are: when, never what.
fn list(session: Session) -> AnyView {
    let own = session.own(Circling::NUMBER);
    let all = Memo::new(move |_| own.with(|own| own.items.clone()));
    let passed = no::passed(move || all.with(|all| all.iter().filter_map(until_of).collect()));
    let way = move |own: Memo<OwnItem>| {
        let place = Place::Circling(Some(own.with_untracked(|own| own.item)));
        let written = move || words::circling_of(&session.day(zone::day_at(own.with(|own| own.written_s))));
        let about = move || match own.with(until_of) {
            Some(until) if until > passed.get() => {
                words::circling_until(&words::time(zone::minute_at(until)))
            }
            _ => words::circling_written(),
        };
        live_way(written, about, place)
    };
    super::earlier(session, own, all, words::circling_earlier, way)
}
