//! The frame around every page of an open vault: navigation, heading, Leave.

use crate::html;
use leptos::prelude::*;

use super::beside::beside;
use super::button::{Look, button};
use super::exits::{exits, exits_room};
use super::icon::{Icon, chevron_back, icon};
use super::live::live;
use crate::places::{Place, Section};
use crate::platform::listening;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// How long what came of an act floats, in milliseconds.
const FRESH_MS: f64 = 8_000.0;

/// Navigation and the present page.
pub(crate) fn frame(session: Session, page: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    // Before the first thing is written there is nowhere else to go.
    let is_first = Memo::new(move |_| session.place.get() == Place::First);
    let announced = session.announced;
    let heard = html::p().class("unseen").attr("role", "status").child(move || announced.get());
    html::div()
        .class("frame")
        .class(("alone", move || is_first.get()))
        .child((
            move || (!is_first.get()).then(|| (navigation(session), beside(session))),
            html::div().class("pane").child(page),
            heard,
        ))
        .into_any()
}

fn navigation(session: Session) -> AnyView {
    let section = Memo::new(move |_| session.place.get().section());
    let item = move |class: &'static str, to: Section, place: Place, sign: Icon, name: String| {
        let current = move || (section.get() == to).then_some("page");
        let link = html::a().href(place.address()).attr("aria-current", current).child((icon(sign), name));
        html::li().class(class).child(link)
    };
    let items = (
        item("", Section::Today, Place::Today, Icon::Today, words::nav_today()),
        item("", Section::Mine, Place::Mine, Icon::Mine, words::nav_mine()),
        item("", Section::Ours, Place::Ours(None), Icon::Ours, words::nav_ours()),
        item("", Section::Picture, Place::Picture(None), Icon::Picture, words::nav_picture()),
        item("wide push", Section::Help, Place::Help, Icon::Help, words::nav_help()),
        item("wide", Section::Settings, Place::Settings, Icon::Settings, words::nav_settings()),
    );
    html::nav()
        .class("nav")
        .attr("aria-label", words::nav_label())
        .child((html::div().class("brand").child(words::app_name()), html::ul().child(items)))
        .into_any()
}

/// A page: its heading, a way back where it is not one of the four places, what came of the last act, its content.
pub(crate) fn page(
    session: Session,
    title: String,
    back: Option<(String, Place)>,
    content: Vec<AnyView>,
) -> AnyView {
    page_named(session, Signal::stored(title), back, content)
}

/// A page whose heading may become another.
pub(crate) fn page_named(
    session: Session,
    title: Signal<String>,
    back: Option<(String, Place)>,
    content: Vec<AnyView>,
) -> AnyView {
    session.title(&section_name(session.place.get_untracked().section()));
    let foot = back.is_none().then(foot);
    let back = back.map(|(label, place)| {
        html::a()
            .class("back")
            .href(place.address())
            .child((chevron_back(), html::span().attr("dir", "auto").child(label)))
    });
    let heading = html::h1().attr("tabindex", "-1").attr("dir", "auto").child(move || title.get());
    drawn(session, (back, heading).into_any(), (content, foot).into_any())
}

/// A page that leads to no other one, while there is nothing yet to go to.
pub(crate) fn page_alone(session: Session, title: String, content: Vec<AnyView>) -> AnyView {
    session.title(&title);
    drawn(session, html::h1().attr("tabindex", "-1").child(title).into_any(), content.into_any())
}

fn drawn(session: Session, titles: AnyView, content: AnyView) -> AnyView {
    let head = html::header()
        .class("head")
        .child((html::div().class("titles").child((exits_room(), titles)), exits()));
    // Of which place the page is: the address may be ahead of it.
    let place = session.place.get_untracked().address();
    let main = html::main().attr("data-place", place).child((status(session), content));
    (head, news(session), main).into_any()
}

/// What came of the last act. It floats in view for a while, wherever on the page it was done, and then stays at the top.
fn status(session: Session) -> AnyView {
    let said = session.status;
    let is_fresh = RwSignal::new(false);
    Effect::new(move |_| {
        is_fresh.set(said.with(|said| !said.is_empty()));
        let now = said.get_untracked();
        listening::after(FRESH_MS, move || {
            if said.try_with_untracked(|said| *said == now) == Some(true) {
                is_fresh.set(false);
            }
        });
    });
    html::div()
        .class("status")
        .class(("fresh", move || is_fresh.get()))
        .attr("role", "status")
        .child(move || {
            let words = said.get();
            (!words.is_empty()).then(|| html::p().class("result").child(words))
        })
        .into_any()
}

/// Says that there is something new for the page, and shows it when it is wanted. It lies above the page and takes no room on it.
fn news(session: Session) -> AnyView {
    let has_news = session.has_news();
    let said = html::p().class("unseen").attr("role", "status").child(move || {
        match (has_news.get(), session.has_lost()) {
            (true, _) => words::news(),
            (false, true) => words::news_gone(),
            (false, false) => String::new(),
        }
    });
    let show = live(
        move || has_news.get(),
        move |has_news| {
            let show = move || session.show_news();
            has_news.then(|| button(Look::Primary, words::news_show(), show)).into_any()
        },
    );
    html::div().class("news").child((said, locks_soon(session), show)).into_any()
}

/// Says, shortly before, that the vault is about to lock by itself.
fn locks_soon(session: Session) -> AnyView {
    let is_soon = Memo::new(move |_| session.open.with(|open| open.lock.soon));
    let said = move || is_soon.get().then(|| html::p().class("soon").child(words::locks_soon()));
    html::div().attr("role", "status").child(said).into_any()
}

/// What the title of the page says. A browser keeps titles in its history, so nothing that a person wrote may stand in
/// one, such as the name of somebody.
fn section_name(section: Section) -> String {
    match section {
        Section::Today => words::nav_today(),
        Section::Mine => words::nav_mine(),
        Section::Ours => words::nav_ours(),
        Section::Picture => words::nav_picture(),
        Section::Help => words::nav_help(),
        Section::Settings => words::nav_settings(),
    }
}

/// On phones the navigation has no room for these two.
fn foot() -> AnyView {
    let link = |place: Place, name: String| html::a().href(place.address()).child(name);
    html::div()
        .class("foot")
        .child((link(Place::Help, words::nav_help()), link(Place::Settings, words::nav_settings())))
        .into_any()
}

/// The first stop for a keyboard.
pub(crate) fn leave_first() -> AnyView {
    let link =
        html::a().class("leave-first").href("away.html").attr("data-leave", "").child(words::leave_first());
    html::section().attr("aria-label", words::leave_button()).child(link).into_any()
}
