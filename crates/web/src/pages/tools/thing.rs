//! One thing of a tool: one's own, with a form to change it, or the other's; and all that was said about it.

mod beside;
mod theirs;

use crate::html;
use interface::command::Outcome;
use interface::look::{OwnItem, Topic};
use interface::model::kinds::{Agreement, LIST, Listed};
use interface::model::{ItemId, RelationshipId, VersionId};
use leptos::prelude::*;

use super::super::kind::{self, Giving, Named, Removal};
use super::super::{alone, ours};
use super::blank::Blank;
use super::kit::{self, Kit};
use super::{exchange, extras, gate, list, starters};
use crate::components::button::{Look, button, link, submit};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::share::seen;
use crate::components::{card, columns, empty, frame, lead, nothing, row, small, stack, text};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::session::answers::answer_form;
use crate::words;

use beside::{beside, to_turn};
use theirs::theirs;

/// What a new thing's page hears that is to be shared next.
const SHARE: &str = "share";

/// One thing; a new one without an item.
pub(in crate::pages) fn page(
    session: Session,
    tool: Tool,
    id: RelationshipId,
    item: Option<ItemId>,
) -> AnyView {
    let kit = kit::of(tool);
    let drawn = move || if item.is_some() { one(session, kit, id, item) } else { new(session, kit, id) };
    if kit.is_gated {
        gate::before(
            session,
            Place::Thing(tool, id, item),
            id,
            (kit.title)(),
            Place::Together(tool, id),
            drawn,
        )
    } else {
        drawn()
    }
}

fn new(session: Session, kit: &'static Kit, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |_, _| {
        let chosen = RwSignal::new(None);
        let editor = editor(session, kit, id, Edited::New(chosen));
        let form = stack(vec![extras::before(kit.tool), card("", vec![editor])]);
        let aside = stack(vec![
            card("wash-bond", vec![lead((kit.lead)())]),
            extras::composing(session, kit.tool, chosen),
            starters::list(session, kit.tool, id, Some(chosen)),
            alone::line(),
        ]);
        let back = Some(((kit.title)(), Place::Together(kit.tool, id)));
        frame::page(session, (kit.new)(), back, vec![columns(vec![form, aside])])
    })
}

/// What a form writes.
enum Edited {
    /// A new thing, with what is chosen beside the form.
    New(starters::Chosen),
    /// Another version of one that stands on the page; and where it goes that this version is to be shared next.
    Own(Box<OwnItem>, RwSignal<Option<VersionId>>),
}

fn editor(session: Session, kit: &'static Kit, id: RelationshipId, edited: Edited) -> AnyView {
    let (start, next, chosen) = match edited {
        Edited::New(chosen) => (None, None, Some(chosen)),
        Edited::Own(start, next) => (Some(*start), Some(next), None),
    };
    let item = start.as_ref().map(|own| own.item);
    let place = Place::Thing(kit.tool, id, item);
    let draft = session.draft(&place.address());
    draft.filled_from(start.as_ref().map(|own| own.version));
    let number = kit.tool.kind();
    let blank = Blank::new(number, draft, start.as_ref().map(|own| &own.content));
    if let Some(beginning) = session.take_beginning(place) {
        starters::begin(&blank, kit, &beginning);
    }
    if let Some(chosen) = chosen {
        starters::follow(&blank, chosen);
    }
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let shares = RwSignal::new(true);
    let other = kind::other(session, id);
    let needs_relationship = LIST.get(number).is_some_and(|kind| kind.needs_relationship);
    let about = needs_relationship.then_some(id);
    let typed = blank.clone();
    let send = move || {
        if form.lacks(&typed.remarks()) {
            return;
        }
        let written = typed.content().map(|content| kind::write(item, draft.of(), about, content));
        let is_next = shares.get_untracked() && other.with_untracked(|other| other.is_linked) && !kit.is_own;
        form.send_typed(written, move |outcome| {
            let Outcome::Written { item, version } = outcome else { return };
            draft.saved_as(version);
            let place = Place::Thing(kit.tool, id, Some(item));
            if kit.is_gated {
                gate::is_begun(session, place);
            }
            match next {
                Some(next) => next.set(is_next.then_some(version)),
                None if is_next => session.shares_next(place, SHARE),
                None => {}
            }
            let said = match next {
                _ if kit.is_own => words::tool_saved_alone(),
                Some(_) if is_next => words::change_done(),
                Some(_) => words::card_saved(),
                None => words::tool_saved(),
            };
            session.be_at_and_say(place, said);
        });
    };
    let keep = send.clone();
    let buttons = live(
        move || other.with(|other| (other.is_linked && !kit.is_own).then(|| other.name.clone())),
        move |name| match name {
            Some(name) => {
                let keep = keep.clone();
                row(vec![
                    submit(Look::Share, words::tool_see(&name), form.busy),
                    button(Look::Quiet, words::tool_keep(), move || {
                        shares.set(false);
                        keep();
                    }),
                ])
            }
            None if kit.is_own => row(vec![submit(Look::Primary, words::goals_keep(), form.busy)]),
            None => row(vec![submit(Look::Primary, words::tool_keep(), form.busy)]),
        },
    );
    let send = move || {
        shares.set(true);
        send();
    };
    let mut fields = blank.drawn(form, kit.hints);
    fields.push(buttons);
    stack(vec![form.element(send, fields), draft.line()])
}

/// The forms on a thing's page that were begun.
fn begun(session: Session, id: RelationshipId, item: Option<ItemId>) -> Vec<String> {
    let mut forms = vec![session.place.get_untracked().address()];
    forms.extend(item.into_iter().flat_map(|item| session.begun_under(&exchange::forms_of(id, item))));
    forms.extend(item.map(|item| answer_form(id, item)));
    forms
}

fn one(session: Session, kit: &'static Kit, id: RelationshipId, item: Option<ItemId>) -> AnyView {
    let together = session.together();
    let is_there = Memo::new(move |_| together.with(Option::is_some));
    let back = move || Some(((kit.title)(), Place::Together(kit.tool, id)));
    ours::when(is_there, move || match together.get_untracked().map(|together| together.topic) {
        None => {
            let gone = vec![
                empty(vec![text(words::problem_gone())]),
                kind::left_over(session, begun(session, id, item)),
                row(vec![link(Look::Quiet, (kit.title)(), Place::Together(kit.tool, id))]),
            ];
            frame::page(session, words::card_gone_title(), back(), gone)
        }
        Some(Topic::Own(start)) => frame::page(session, (kit.title)(), back(), own(session, kit, id, start)),
        Some(Topic::Theirs(start)) => {
            let item = item.unwrap_or(start.item);
            frame::page(session, (kit.title)(), back(), theirs(session, kit, (id, item), together))
        }
    })
}

fn own(session: Session, kit: &'static Kit, id: RelationshipId, start: OwnItem) -> Vec<AnyView> {
    let (now, together, other) = (session.item(), session.together(), kind::other(session, id));
    let item = start.item;
    let place = Place::Thing(kit.tool, id, Some(item));
    let dialogs = Giving::new();
    let shared = kind::seen_by(session, now, id);
    let name = move || other.with(|other| other.name.clone());
    let content = live(
        move || now.with(|own| own.as_ref().map(|own| own.content.clone())),
        |content| content.map(|content| kinds::drawn(&content)).into_any(),
    );
    let sees = if kit.is_own { small(words::card_only_you()) } else { seen(shared, name) };
    let standing = list::standing(session, other, move || {
        shared.get()?;
        together.with(|together| together.as_ref().and_then(|together| Some((together.standing?, true))))
    });
    let ways = if kit.is_own {
        nothing()
    } else {
        let (share, withdraw) = kind::giving(id, other, now, Named::ByPerson, dialogs);
        row(vec![share, withdraw])
    };
    if session.take_beginning(place).is_some() {
        dialogs.share(id, other, now);
    }
    // Once the new version is here it is shown as it will be seen.
    let next = RwSignal::new(None);
    Effect::new(move |_| {
        let version = now.with(|now| now.as_ref().map(|own| own.version));
        if next.get().is_some_and(|next| Some(next) == version) {
            next.set(None);
            dialogs.share(id, other, now);
        }
    });
    let draft = session.draft(&place.address());
    let was_begun = draft.was_begun();
    // What was signed or is to be signed is not changed: other words are another agreement.
    let is_agreed = Memo::new(move |_| {
        together.with(|together| together.as_ref().is_some_and(|together| together.is_fixed))
    });
    let is_proposed = move || kit.tool.kind() == Agreement::NUMBER && shared.get().is_some();
    let is_fixed = move || is_proposed() || is_agreed.get();
    let start = StoredValue::new(start);
    let change = live(is_fixed, move |is_fixed| {
        if is_fixed {
            // Another device of one's own may have shared it while this one changes it: what was typed is there.
            let typed = kind::left_over(session, vec![place.address()]);
            let said =
                if is_agreed.get_untracked() { words::talk_fixed() } else { words::agreements_fixed() };
            return stack(vec![small(said), typed]);
        }
        let form = stack(vec![
            kind::changed_since(draft, now),
            editor(session, kit, id, Edited::Own(Box::new(start.get_value()), next)),
        ]);
        let summary = html::summary().class("btn plain").child(words::tool_change());
        html::details().attr("open", was_begun).child((summary, form)).into_any()
    });
    let removal = Removal {
        button: words::tool_remove,
        title: words::tool_remove_title,
        text: words::tool_remove_text,
        done: words::removed,
        to: Place::Together(kit.tool, id),
    };
    let left = stack(vec![
        card("", vec![content, sees, standing, to_turn(kit.tool, together), ways]),
        change,
        kind::siblings(now),
        kind::removal(session, now, removal),
    ]);
    let beside = beside(session, kit.tool, (id, item), together);
    let right =
        stack(vec![beside, exchange::view(session, (id, item), other, together, dialogs), alone::line()]);
    vec![columns(vec![left, right]), dialogs.dialogs(session)]
}
