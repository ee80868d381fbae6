//! What the pages of every kind of record need: a thing that is there or gone, who sees it, sharing and withdrawing, what was
//! written beside it on another device, removing it, more of a list. Each kind's own pages are drawn around these.

mod base;
mod begun;
mod more;
mod removal;
mod removing;
mod seen;
mod sheet;
mod written;

use crate::html;
use interface::command::{Command, Items, Outcome};
use interface::look::OwnItem;
use interface::model::{Content, ItemId, RelationshipId, VersionId};
use interface::view::LinkView;
use leptos::prelude::*;

use crate::components::button::{Look, button, named_button};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::preview::beside;
use crate::components::share::{Ends, Seen, Sees, Sharing, Withdrawing, share_dialog, withdraw_dialog};
use crate::components::{card, empty, frame, heading, nothing, room_for, row, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

pub(super) use begun::left_over;

pub(super) use begun::{changed_since, said_before_it_is_back};
pub(super) use more::more;
pub(super) use removal::{Removal, removal};
pub(super) use removing::Removing;
use seen::shared_with;
pub(super) use seen::{seen_by, state};
pub(super) use sheet::Sheet;
pub(super) use written::{tidied, written};

/// The page of one of the person's own things; says so where it is not there, or not any more. `content` is drawn once.
pub(super) fn page(
    session: Session,
    title: String,
    back: (String, Place),
    content: impl Fn(OwnItem, Memo<Option<OwnItem>>) -> Vec<AnyView> + Send + 'static,
) -> AnyView {
    page_of(session, title, back, Box::new(content))
}

type ContentOf = Box<dyn Fn(OwnItem, Memo<Option<OwnItem>>) -> Vec<AnyView> + Send>;

fn page_of(session: Session, title: String, back: (String, Place), content: ContentOf) -> AnyView {
    let item = session.item();
    let is_there = Memo::new(move |_| item.with(Option::is_some));
    super::ours::when(is_there, move || match item.get_untracked() {
        Some(start) => {
            frame::page(session, title.clone(), Some(back.clone()), vec![parts(content(start, item))])
        }
        None => {
            let gone = vec![
                empty(vec![text(words::problem_gone())]),
                left_over(session, vec![session.place.get_untracked().address()]),
            ];
            frame::page(session, words::card_gone_title(), Some(back.clone()), gone)
        }
    })
}

/// One below the other; only what is in columns itself is wider than a form.
fn parts(parts: Vec<AnyView>) -> AnyView {
    html::div().class("stack parts").child(parts).into_any()
}

/// What was written beside it, at the same time, on another of the person's devices; nothing where nothing was.
pub(super) fn siblings(item: Memo<Option<OwnItem>>) -> AnyView {
    live(
        move || item.with(|item| item.as_ref().map(|item| item.siblings.clone())),
        |siblings| beside(&siblings.unwrap_or_default()),
    )
}

/// The dialogs before sharing and withdrawing, and what they are about.
#[derive(Clone, Copy)]
pub(super) struct Giving {
    sharing: RwSignal<Option<Sharing>>,
    withdrawing: RwSignal<Option<Withdrawing>>,
}

impl Giving {
    pub(super) fn new() -> Self {
        Self { sharing: RwSignal::new(None), withdrawing: RwSignal::new(None) }
    }

    /// The dialogs, closed until they are wanted.
    pub(super) fn dialogs(self, session: Session) -> AnyView {
        stack(vec![share_dialog(session, self.sharing), withdraw_dialog(session, self.withdrawing)])
    }

    /// Shows exactly what somebody would see of the newest version, before it is shared.
    pub(super) fn share(self, relationship: RelationshipId, other: Memo<Other>, item: Memo<Option<OwnItem>>) {
        let subject = |item: &OwnItem| Sharing {
            relationship,
            name: other.with_untracked(|other| other.name.clone()),
            item: item.item,
            version: item.version,
            content: kinds::as_shared(&item.content),
        };
        self.sharing.set(item.with_untracked(|item| item.as_ref().map(subject)));
    }

    /// Asks before something is withdrawn.
    pub(super) fn withdraw(self, withdrawing: Withdrawing) {
        self.withdrawing.set(Some(withdrawing));
    }
}

/// With whom something may be shared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) name: String,
    pub(super) is_linked: bool,
}

/// A relationship as such; the last that is known, should it go while the page stands.
pub(super) fn other(session: Session, relationship: RelationshipId) -> Memo<Other> {
    let known = session.relationship(relationship);
    Memo::new(move |last: Option<&Other>| {
        let other = known.with(|known| {
            let known = known.as_ref()?;
            Some(Other { name: known.name.clone(), is_linked: matches!(known.link, LinkView::Linked { .. }) })
        });
        other.or_else(|| last.cloned()).unwrap_or_default()
    })
}

/// How the buttons for sharing are called: by what is shared, beside others of the kind, or by whom it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    ByThing,
    ByPerson,
}

/// The ways to share the newest version with somebody, and to withdraw what they see: each where there is something to it.
pub(super) fn giving(
    relationship: RelationshipId,
    other: Memo<Other>,
    item: Memo<Option<OwnItem>>,
    named: Named,
    giving: Giving,
) -> (AnyView, AnyView) {
    let shared = shared_with(item, relationship);
    let name = move || other.with(|other| other.name.clone());
    let title =
        move || item.with(|item| item.as_ref().map(|item| kinds::title(&item.content)).unwrap_or_default());
    let start = move || giving.share(relationship, other, item);
    let share = live(
        move || (other.with(|other| other.is_linked) && shared.get() != Some(Sees::Newest)).then(name),
        move |offered| match (offered, named) {
            (None, _) => nothing(),
            (Some(_), Named::ByThing) => {
                named_button(Look::Share, words::share_button(), move || words::share_named(&title()), start)
            }
            (Some(name), Named::ByPerson) => button(Look::Share, words::card_share_with(&name), start),
        },
    );
    let withdraw = live(
        move || shared.with(Option::is_some),
        move |is_shared| {
            if !is_shared {
                return nothing();
            }
            let label = move || match named {
                Named::ByThing => words::withdraw_named(&title()),
                Named::ByPerson => words::withdraw_from(&name()),
            };
            named_button(Look::Quiet, words::withdraw_button(), label, move || {
                let is_newest = shared.get_untracked() == Some(Sees::Newest);
                let subject = |item: &OwnItem| Withdrawing {
                    name: other.with_untracked(|other| other.name.clone()),
                    act: Items::Withdraw { relationship, item: item.item },
                    ends: Ends::Itself,
                    seen: if is_newest {
                        Seen::Exactly(kinds::as_shared(&item.content))
                    } else {
                        Seen::Earlier(kinds::title(&item.content))
                    },
                };
                giving.withdrawing.set(item.with_untracked(|item| item.as_ref().map(subject)));
            })
        },
    );
    (share, withdraw)
}

/// Sharing a thing with each linked person: who sees it, and the ways to change that.
pub(super) fn sharing(session: Session, item: Memo<Option<OwnItem>>) -> AnyView {
    let dialogs = Giving::new();
    let linked = Memo::new(move |_| {
        session.open.with(|open| {
            let linked =
                open.relationships.iter().filter(|known| matches!(known.link, LinkView::Linked { .. }));
            linked.map(|known| known.id).collect::<Vec<_>>()
        })
    });
    let list = live(
        move || linked.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return soft(words::card_nobody_linked());
            }
            let person = move |person: Memo<RelationshipId>| {
                with_person(session, person.get_untracked(), item, dialogs)
            };
            keyed(linked, ToString::to_string, person)
        },
    );
    let shown = card("", vec![heading(words::card_sharing_title()), list]);
    stack(vec![shown, dialogs.dialogs(session)])
}

fn with_person(
    session: Session,
    relationship: RelationshipId,
    item: Memo<Option<OwnItem>>,
    dialogs: Giving,
) -> AnyView {
    let other = other(session, relationship);
    let shared = seen_by(session, item, relationship);
    let state = live(
        move || (shared.get(), other.with(|other| other.name.clone())),
        |(shared, name)| {
            let Some(shared) = shared else { return text(words::card_not_shared_with(&name)) };
            let said = move |shared: Sees| match shared {
                Sees::Newest => words::card_shared_with(&name),
                Sees::Older => words::card_older_shared_with(&name),
                waits @ Sees::Waits => waits.said(&name),
            };
            let (now, others) =
                (said(shared), move || [Sees::Newest, Sees::Older, Sees::Waits].map(&said).to_vec());
            room_for(None, text, move || Some(now.clone()), others)
        },
    );
    let (share, withdraw) = giving(relationship, other, item, Named::ByPerson, dialogs);
    stack(vec![state, row(vec![share, withdraw])])
}

/// The way to a thing's own page.
pub(super) fn open_link(own: Memo<OwnItem>, place: fn(Option<ItemId>) -> Place) -> AnyView {
    html::a()
        .class("btn quiet")
        .href(place(Some(own.with_untracked(|own| own.item))).address())
        .attr("aria-label", move || own.with(|own| words::card_open_named(&kinds::title(&own.content))))
        .child(words::card_open())
        .into_any()
}

/// A command that writes a thing.
pub(super) fn write(
    item: Option<ItemId>,
    of: Option<VersionId>,
    about: Option<RelationshipId>,
    content: Content,
) -> Command {
    Command::Items(Items::Write { item, of, about, content })
}

/// Writes something and shares it at once, where what stands beside the button is exactly what will be seen. Then `said` is said.
pub(super) fn write_and_share(
    session: Session,
    form: Form,
    relationship: RelationshipId,
    write: Command,
    said: fn() -> String,
) {
    form.send(write, move |outcome| {
        let Outcome::Written { item, version } = outcome else { return };
        form.send(Command::Items(Items::Share { relationship, item, version }), move |_| {
            session.say(said());
            browser::focus_heading();
        });
    });
}
