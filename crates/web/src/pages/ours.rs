//! Ours: one relationship at a time, and the ways into each of its tools.

mod ways;

use crate::html;
use interface::look::KindCount;
use interface::model::kinds::{Ask, Card, JournalCopy, Listed};
use interface::model::{RelationshipId, Tie};
use interface::view::{LinkView, RelationshipView};
use leptos::prelude::*;

use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::since::since;
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, narrow, nothing, row, soft, stack, tag, text};
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// A relationship; the first where none is named.
pub(super) fn page(session: Session, id: Option<RelationshipId>) -> AnyView {
    let Some(id) = id else { return first(session) };
    with(session, id, move |known, relationship| {
        let name = name_of(relationship);
        let with = session.with();
        let link =
            move || relationship.with(|known| known.as_ref().map(|known| (known.link.clone(), known.tie)));
        let link = live(
            move || (link(), with.with(|with| with.they_see), name.get()),
            move |(link, they_see, name)| match link {
                Some((link, tie)) => link_card(session, id, &name, tie, &link, they_see),
                None => nothing(),
            },
        );
        let of = move |number: u32, part: fn(&KindCount) -> u32| {
            move || with.with(|with| with.theirs.iter().find(|count| count.kind == number).map_or(0, part))
        };
        let likes = of(Card::NUMBER, |cards| cards.count);
        let asks = of(Ask::NUMBER, |asks| asks.without_reply);
        let pages = of(JournalCopy::NUMBER, |pages| pages.count);
        let is_linked = move || {
            relationship.with(|known| {
                known.as_ref().is_some_and(|known| !matches!(known.link, LinkView::Solo | LinkView::Ended))
            })
        };
        let now = ways::space_now(session, id, name);
        let left = stack(vec![now, link, ways::tools(id, name, likes, asks, pages)]);
        let content = html::div().class("two even").child((left, aside(id, name, is_linked))).into_any();
        // One page after the other is another person's, and keeps what it had until the next one is there.
        let news = move || {
            with.with(|with| with.news.iter().filter(|news| news.relationship == id).cloned().collect())
        };
        let since = since(session, news);
        frame::page(
            session,
            words::ours_with(&known.name),
            None,
            vec![switcher(session, id, Place::Ours), since, content],
        )
    })
}

/// The first relationship; while there is none, how to begin one. On a fresh device it comes a moment after the vault.
fn first(session: Session) -> AnyView {
    let first = Memo::new(move |last: Option<&Option<RelationshipId>>| {
        let now = || session.open.with(|open| open.relationships.first().map(|known| known.id));
        last.copied().flatten().or_else(now)
    });
    let is_there = Memo::new(move |_| first.get().is_some());
    when(is_there, move || match first.get_untracked() {
        Some(id) => page(session, Some(id)),
        None => nobody(session),
    })
}

/// Runs `page` for a relationship that is there; says so where it is not.
pub(super) fn with(
    session: Session,
    id: RelationshipId,
    page: impl Fn(RelationshipView, Memo<Option<RelationshipView>>) -> AnyView + Send + 'static,
) -> AnyView {
    with_boxed(session, id, Box::new(page))
}

type PageOf = Box<dyn Fn(RelationshipView, Memo<Option<RelationshipView>>) -> AnyView + Send>;

fn with_boxed(session: Session, id: RelationshipId, page: PageOf) -> AnyView {
    let relationship = session.relationship(id);
    let is_there = Memo::new(move |_| relationship.with(Option::is_some));
    when(is_there, move || match relationship.get_untracked() {
        Some(known) => page(known, relationship),
        None => gone(session),
    })
}

/// How the person calls the other; the last that is known, should the relationship go while the page stands.
pub(super) fn name_of(relationship: Memo<Option<RelationshipView>>) -> Memo<String> {
    Memo::new(move |last: Option<&String>| {
        let name = relationship.with(|known| known.as_ref().map(|known| known.name.clone()));
        name.or_else(|| last.cloned()).unwrap_or_default()
    })
}

/// Draws a page anew when its subject comes or goes. A new thing is there a moment after the page that shows it.
pub(super) fn when(is_there: Memo<bool>, page: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    when_boxed(is_there, Box::new(page))
}

fn when_boxed(is_there: Memo<bool>, page: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let drawn = StoredValue::new(false);
    (move || {
        // Read and not only tracked: a memo that was never read follows nothing.
        let is_there = is_there.get();
        if is_there && drawn.get_value() {
            browser::focus_heading();
        }
        drawn.set_value(true);
        untrack(&page)
    })
    .into_any()
}

/// Something that is not there any more, or not yet.
fn gone(session: Session) -> AnyView {
    frame::page(
        session,
        words::nav_ours(),
        None,
        vec![empty(vec![
            text(words::problem_gone()),
            row(vec![link(Look::Quiet, words::nav_ours(), Place::Ours(None))]),
        ])],
    )
}

fn nobody(session: Session) -> AnyView {
    let begin = row(vec![
        link(Look::Primary, words::add_button(), Place::Add),
        link(Look::Quiet, words::join_have_invite(), Place::Join),
    ]);
    frame::page(
        session,
        words::nav_ours(),
        None,
        vec![narrow(vec![empty(vec![
            voice(Voice::Bond, words::voice_ours()),
            heading(words::ours_empty_title()),
            soft(words::ours_empty_text()),
            begin,
        ])])],
    )
}

/// The relationships, one of which is present; each leads to its own page of this sort.
pub(super) fn switcher(
    session: Session,
    present: RelationshipId,
    place: fn(Option<RelationshipId>) -> Place,
) -> AnyView {
    let people = Memo::new(move |_| {
        session.open.with(|open| {
            open.relationships.iter().map(|known| (known.id, known.name.clone())).collect::<Vec<_>>()
        })
    });
    let links = keyed(
        people,
        |(id, _)| id.to_string(),
        move |person| {
            let id = person.with_untracked(|(id, _)| *id);
            html::a()
                .href(place(Some(id)).address())
                .attr("aria-current", (id == present).then_some("page"))
                .attr("dir", "auto")
                .child(move || person.with(|(_, name)| name.clone()))
                .into_any()
        },
    );
    html::div()
        .class("switcher in-list")
        .attr("role", "group")
        .attr("aria-label", words::ours_switch())
        .child((links, html::a().href(Place::Add.address()).child(words::add_button())))
        .into_any()
}

fn link_card(
    session: Session,
    id: RelationshipId,
    name: &str,
    tie: Tie,
    link_state: &LinkView,
    they_see: u32,
) -> AnyView {
    let tie = choices::tie(tie);
    match link_state {
        LinkView::Solo => card(
            "wash-bond",
            vec![
                tag("", words::link_tag_solo(&tie)),
                text(words::link_solo_text(name)),
                row(vec![link(Look::Share, words::link_button(name), Place::Link(id))]),
            ],
        ),
        LinkView::Invited { .. } => card(
            "wash-bond",
            vec![
                tag("", words::link_tag_invited(&tie)),
                text(words::link_invited_text(name)),
                row(vec![link(Look::Quiet, words::link_invited_button(), Place::Link(id))]),
            ],
        ),
        LinkView::Joining => card(
            "wash-bond",
            vec![
                tag("", words::link_tag_joining(&tie)),
                text(words::link_joining_text(name)),
                row(vec![link(Look::Quiet, words::link_see(), Place::Link(id))]),
            ],
        ),
        LinkView::Comparing { confirmed, .. } => card(
            "wash-bond",
            vec![
                tag("", words::link_tag_comparing(&tie)),
                text(if *confirmed {
                    words::link_waiting_text(name)
                } else {
                    words::link_compare_text(name)
                }),
                row(vec![link(Look::Share, words::today_compare_button(), Place::Link(id))]),
            ],
        ),
        LinkView::Linked { since } => card(
            "wash-bond",
            vec![
                tag("", words::link_tag_linked(&tie, &session.day(*since))),
                text(words::link_linked_text(they_see, name)),
                row(vec![
                    link(Look::Quiet, words::they_see_button(name), Place::TheySee(id)),
                    link(Look::Plain, words::carry_title(), Place::Carry(id)),
                ]),
            ],
        ),
        LinkView::Ended => card(
            "",
            vec![
                tag("", words::link_tag_ended(&tie)),
                text(words::link_ended_text()),
                soft(words::link_ended_again()),
                row(vec![link(Look::Quiet, words::link_again_button(), Place::Link(id))]),
            ],
        ),
    }
}

fn aside(
    id: RelationshipId,
    name: Memo<String>,
    is_linked: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let ways = live(is_linked, move |is_linked| {
        if !is_linked {
            return soft_link(Place::Change(id), words::change_or_remove(), words::change_hint());
        }
        stack(vec![
            soft_link(Place::Change(id), words::change_button(), words::change_hint()),
            soft_link(Place::Unlink(id), words::unlink_button(), words::unlink_hint()),
        ])
    });
    stack(vec![
        card(
            "",
            vec![
                voice(Voice::Own, words::voice_mine()),
                heading(words::ours_alone_title()),
                live(move || name.get(), |name| soft(words::ours_alone_text(&name))),
            ],
        ),
        ways,
    ])
}

fn soft_link(place: Place, label: String, about: String) -> AnyView {
    html::p()
        .class("soft small")
        .child((html::a().class("btn plain").href(place.address()).child(label), html::br(), about))
        .into_any()
}
