//! From responsibility to repair, at one's own pace.

use interface::look::OwnItem;
use interface::model::ItemId;
use interface::model::kinds::{Listed, Repair};
use leptos::prelude::*;

use super::super::kind::{self, Removal, Sheet};
use crate::components::button::{Look, link, submit};
use crate::components::rows::live_way;
use crate::components::{card, columns, frame, heading, lead, row, small, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::platform::zone;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// A repair; a new one, with those there are, without an item.
pub(in crate::pages) fn page(session: Session, item: Option<ItemId>) -> AnyView {
    if item.is_none() {
        let back = (words::path_title(), Place::Path);
        let form = stack(vec![beside(), editor(session, None, None)]);
        let content = vec![lead(words::repair_lead()), columns(vec![form, stack(vec![list(session)])])];
        return frame::page(session, words::repair_title(), Some(back), content);
    }
    let back = (words::repair_title(), Place::Repair(None));
    kind::page(session, words::repair_title(), back, move |start, now| {
        let draft = session.draft(&Place::Repair(item).address());
        let removal = Removal {
            button: words::repair_remove,
            title: words::repair_remove_title,
            text: words::rehearse_remove_text,
            done: words::removed,
            to: Place::Repair(None),
        };
        let form = editor(session, item, Some(start));
        vec![
            kind::changed_since(draft, now),
            stack(vec![closing(), beside(), form]),
            kind::siblings(now),
            kind::removal(session, now, removal),
        ]
    })
}

/// Before anything is taken upon oneself: what is not one's own to repair.
fn beside() -> AnyView {
    card(
        "wash-calm",
        vec![
            heading(words::repair_forced_title()),
            text(words::repair_forced()),
            row(vec![
                link(Look::Quiet, words::path_kind(), Place::KindMoment),
                link(Look::Quiet, words::nav_help(), Place::Help),
            ]),
        ],
    )
}

/// What can be said in the end.
fn closing() -> AnyView {
    card("wash-self", vec![heading(words::repair_closing()), soft(words::repair_forgiven())])
}

fn editor(session: Session, item: Option<ItemId>, start: Option<OwnItem>) -> AnyView {
    let sheet = Sheet::new::<Repair>(session, Place::Repair(item), start);
    let fields = vec![
        sheet.needed(
            "happened",
            words::repair_happened(),
            words::repair_happened_hint(),
            words::repair_happened_needed(),
        ),
        sheet.field("whose", words::repair_whose(), words::repair_whose_hint()),
        sheet.field("effect", words::repair_effect(), words::repair_effect_hint()),
        sheet.field("crossed", words::repair_crossed(), words::repair_crossed_hint()),
        sheet.field("mend", words::repair_mend(), words::repair_mend_hint()),
        sheet.field("again", words::repair_again(), words::repair_again_hint()),
        row(vec![
            submit(Look::Primary, words::repair_keep(), sheet.form.busy),
            link(Look::Quiet, words::back_without_saving(), Place::Path),
        ]),
    ];
    let send = sheet.sending(Vec::new, move |item| {
        session.be_at_and_say(Place::Repair(Some(item)), words::repair_kept());
    });
    let form = stack(vec![sheet.form.element(send, fields), sheet.draft.line()]);
    card("", vec![form, small(words::repair_private())])
}

/// Those there are: when, never what.
fn list(session: Session) -> AnyView {
    let own = session.own(Repair::NUMBER);
    let repairs = Memo::new(move |_| own.with(|own| own.items.clone()));
    let way = move |own: Memo<OwnItem>| {
        let place = Place::Repair(Some(own.with_untracked(|own| own.item)));
        let written = move || words::repair_of(&session.day(zone::day_at(own.with(|own| own.written_s))));
        let about = move || {
            let has_mend = own.with(|own| !kinds::text_of(&own.content, "mend").is_empty());
            if has_mend { words::repair_has_mend() } else { words::repair_go_on() }
        };
        live_way(written, about, place)
    };
    super::earlier(session, own, repairs, words::repair_earlier, way)
}
