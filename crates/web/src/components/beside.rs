//! On wide screens, the list that a page belongs to stands beside it: what is one's own, the tools of a relationship, the settings. It is
//! a list of places like any other; the address says which of them is open. On narrow screens the same ways stand on the pages themselves.

use crate::html;
use interface::model::RelationshipId;
use interface::view::LinkView;
use leptos::prelude::*;

use super::live::live;
use super::rows::ways;
use crate::pages::title_of;
use crate::places::{Place, Reflection, Section, Tool};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// Which list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Own,
    With(RelationshipId),
    Nobody,
    Picture,
    Settings,
}

/// The list beside the present page; nothing beside a page that has none. It is drawn anew when another one is wanted: what other devices
/// do meanwhile moves nothing in it.
pub(crate) fn beside(session: Session) -> AnyView {
    let list = move || list_of(session, session.place.get());
    live(list, move |list| {
        let (label, groups) = match list {
            List::None => return super::nothing(),
            List::Own => (words::nav_mine(), own(session)),
            List::With(id) => (words::nav_ours(), with(session, id)),
            List::Nobody => (words::nav_ours(), vec![people(session, None)]),
            List::Picture => (words::nav_picture(), picture(session)),
            List::Settings => (words::nav_settings(), settings(session)),
        };
        html::nav().class("beside").attr("aria-label", label).child(groups).into_any()
    })
}

fn list_of(session: Session, place: Place) -> List {
    match place.section() {
        Section::Mine => List::Own,
        Section::Ours => place.relationship().or_else(|| first(session)).map_or(List::Nobody, List::With),
        Section::Picture => List::Picture,
        Section::Settings => List::Settings,
        Section::Today | Section::Help => List::None,
    }
}

/// The present place; of the relationships the first, where none is named.
fn present(session: Session) -> Place {
    match session.place.get() {
        Place::Ours(None) => Place::Ours(first(session)),
        Place::Picture(None) => Place::Picture(first(session)),
        place => place,
    }
}

fn first(session: Session) -> Option<RelationshipId> {
    session.open.with(|open| open.relationships.first().map(|known| known.id))
}

/// Which entry of its list a place belongs to.
fn entry_of(place: Place) -> Place {
    match place {
        Place::Card(_) => Place::Mine,
        Place::Entry(_) | Place::Prompts => Place::Journal,
        Place::Reflect(reflection, _) | Place::Answering(reflection, _) => Place::Reflect(reflection, None),
        Place::Trial(..) => Place::Trial(None, None),
        Place::Dyad(with) => Place::Picture(Some(with)),
        Place::Rehearsal(_) | Place::SaidLog | Place::Ladder => Place::No,
        Place::Goal(_) => Place::Goals,
        Place::Letter(_) => Place::Letter(None),
        Place::KindMoment | Place::Repair(_) | Place::Circling(_) => Place::Path,
        Place::BeingThere => Place::Circle,
        Place::Interest(_) | Place::ProtectedTime(_) => Place::Interests,
        Place::Ask(with, _) => Place::Support(with),
        Place::Thing(tool, with, _) => Place::Together(tool, with),
        Place::Change(with) | Place::Link(with) | Place::Unlink(with) | Place::Carry(with) => {
            Place::Ours(Some(with))
        }
        Place::AddDevice | Place::CarryOwn => Place::Devices,
        other => other,
    }
}

fn own(session: Session) -> Vec<AnyView> {
    let write = vec![
        row(session, Place::Journal, words::journal_title(), words::journal_about()),
        row(session, Place::CheckIn, words::check_in_title(), words::check_in_about()),
        row(session, Place::Week, words::week_title(), words::week_about()),
        row(session, Place::Letter(None), words::letter_title(), words::letter_about()),
    ];
    let practise = vec![
        row(session, Place::No, words::no_title(), words::no_about()),
        row(session, Place::Calm, words::calm_title(), words::calm_about()),
        row(session, Place::Goals, words::goals_title(), words::goals_about()),
        row(session, Place::Interests, words::interests_title(), words::interests_about()),
        row(session, Place::Path, words::path_title(), words::path_about()),
        row(session, Place::Endings, words::endings_title(), words::endings_about()),
    ];
    let look = vec![
        row(session, Place::Values, words::values_title(), words::values_about()),
        row(
            session,
            Place::Reflect(Reflection::Contrasts, None),
            words::contrasts_title(),
            words::contrasts_about(),
        ),
        row(session, Place::Reflect(Reflection::Signs, None), words::signs_title(), words::signs_about()),
    ];
    let keep = vec![
        row(session, Place::Mine, words::mine_cards_title(), words::ours_likes_about()),
        row(session, Place::Circle, words::circle_title(), words::circle_about()),
        row(session, Place::Shared, words::shared_title(), words::shared_about()),
    ];
    let group = |label: String, rows: Vec<AnyView>| {
        html::div().class("group").child((html::p().child(label), ways(rows))).into_any()
    };
    vec![
        group(words::mine_write(), write),
        group(words::mine_practise(), practise),
        group(words::mine_look(), look),
        group(words::mine_keep(), keep),
    ]
}

fn with(session: Session, id: RelationshipId) -> Vec<AnyView> {
    let relationship = session.relationship(id);
    let name = Memo::new(move |_| session.name_of(id));
    let sees = live(
        move || (relationship.with(|known| known.as_ref().is_some_and(is_linked)), name.get()),
        move |(is_linked, name)| {
            is_linked
                .then(|| row(session, Place::TheySee(id), words::they_see_title(&name), String::new()))
                .into_any()
        },
    );
    let group = |label: String, rows: Vec<AnyView>| {
        html::div().class("group").child((html::p().child(label), ways(rows))).into_any()
    };
    let tools = |tools: &[Tool]| {
        let one = |tool: &Tool| {
            let title = title_of(tool.kind()).map(|(_, title)| title).unwrap_or_default();
            row(session, Place::Together(*tool, id), title, String::new())
        };
        tools.iter().map(one).collect_view().into_any()
    };
    let first = vec![live_row(session, Place::Ours(Some(id)), move || name.get(), String::new()), sees];
    let know = vec![
        row(session, Place::Likes(id), words::likes_title(), String::new()),
        tools(&Tool::KNOW),
        row(session, Place::TheirJournal(id), words::journal_between(), String::new()),
        row(session, Place::Known(id), words::known_way(), String::new()),
    ];
    let care = vec![
        row(session, Place::Support(id), words::support_title(), String::new()),
        tools(&Tool::CARE),
        row(session, Place::Giving(id), words::giving_way(), String::new()),
    ];
    let hard = vec![tools(&Tool::HARD)];
    vec![
        ways(first),
        group(words::ours_group_know(), know),
        group(words::ours_group_care(), care),
        group(words::ours_group_do(), vec![tools(&Tool::DO)]),
        group(words::ours_group_hard(), hard),
        people(session, Some(id)),
    ]
}

fn is_linked(known: &interface::view::RelationshipView) -> bool {
    matches!(known.link, LinkView::Linked { .. })
}

/// Everybody but the present one, and the ways to somebody new.
fn people(session: Session, present: Option<RelationshipId>) -> AnyView {
    let known = session.open.with_untracked(|open| {
        open.relationships.iter().map(|known| (known.id, known.name.clone())).collect::<Vec<_>>()
    });
    let others = known.into_iter().filter(|(id, _)| Some(*id) != present);
    let mut people: Vec<AnyView> =
        others.map(|(id, name)| row(session, Place::Ours(Some(id)), name, String::new())).collect();
    people.push(row(session, Place::Add, words::add_button(), String::new()));
    people.push(row(session, Place::Join, words::join_have_invite(), String::new()));
    ways(people)
}

fn picture(session: Session) -> Vec<AnyView> {
    let known = session.open.with_untracked(|open| {
        open.relationships.iter().map(|known| (known.id, known.name.clone())).collect::<Vec<_>>()
    });
    let with = |(id, name)| row(session, Place::Picture(Some(id)), name, String::new());
    let people: Vec<AnyView> = known.into_iter().map(with).collect();
    let people = if people.is_empty() {
        vec![row(session, Place::Picture(None), words::picture_title(), String::new())]
    } else {
        people
    };
    let label = html::p().child(words::picture_title());
    let more = vec![
        row(session, Place::Trial(None, None), words::trial_title(), String::new()),
        row(session, Place::About, words::about_title(), String::new()),
    ];
    vec![html::div().class("group").child((label, ways(people))).into_any(), ways(more)]
}

fn settings(session: Session) -> Vec<AnyView> {
    let is_removed = session.is_removed();
    // What only a device of the vault can do is not offered on another.
    vec![live(
        move || is_removed.get(),
        move |is_removed| {
            let words = row(session, Place::Words, words::words_title(), words::settings_words_alone());
            let erase = row(session, Place::Erase, words::erase_title(), String::new());
            let mut rows = vec![row(session, Place::Settings, words::nav_settings(), String::new())];
            rows.extend((!is_removed).then_some(words));
            rows.push(row(session, Place::Lock, words::lock_settings_button(), String::new()));
            rows.push(row(session, Place::Devices, words::devices_title(), String::new()));
            rows.push(row(session, Place::Holds, words::holds_title(), String::new()));
            rows.push(row(session, Place::Along, words::along_title(), String::new()));
            rows.extend((!is_removed).then_some(erase));
            ways(rows)
        },
    )]
}

fn row(session: Session, place: Place, name: String, about: String) -> AnyView {
    live_row(session, place, move || name.clone(), about)
}

fn live_row(
    session: Session,
    place: Place,
    name: impl Fn() -> String + Send + 'static,
    about: String,
) -> AnyView {
    // The page itself, or one that stands below it.
    let current = move || {
        let present = present(session);
        match (present == place, entry_of(present) == place) {
            (true, _) => Some("page"),
            (false, true) => Some("true"),
            (false, false) => None,
        }
    };
    let about = (!about.is_empty()).then(|| html::small().child(about));
    let said = html::span().class("grow").child((html::b().attr("dir", "auto").child(name), about));
    let link = html::a().class("go").href(place.address()).attr("aria-current", current).child(said);
    html::li().child(link).into_any()
}
