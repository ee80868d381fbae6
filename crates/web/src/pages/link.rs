//! Making a link: an invite, then the same safety words on both sides.

use interface::command::{Command, Links, Outcome};
use interface::model::RelationshipId;
use interface::view::{LinkView, RelationshipView};
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::check;
use crate::components::dialog::dialog;
use crate::components::form::{Form, Remark};
use crate::components::handover::handover;
use crate::components::icon::Icon;
use crate::components::moment::points;
use crate::components::notice::notices;
use crate::components::word_grid::safety_words;
use crate::components::{card, frame, lead, narrow, row, small, soft, stack, text};
use crate::places::{JOIN, Place};
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The page of a relationship's link.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let link =
            Memo::new(move |_| relationship.with(|known| known.as_ref().map(|known| known.link.clone())));
        let name = known.name.clone();
        let content = move || match link.get() {
            None => text(words::problem_gone()),
            Some(link) => narrow(by_state(session, id, &name, &link)),
        };
        let RelationshipView { name, .. } = known;
        let back = (words::ours_with(&name), Place::Ours(Some(id)));
        frame::page(session, words::link_title(&name), Some(back), vec![content.into_any()])
    })
}

fn by_state(session: Session, id: RelationshipId, name: &str, link: &LinkView) -> Vec<AnyView> {
    match link {
        LinkView::Solo => before(session, id, name),
        LinkView::Ended => vec![again(session, id, name)],
        LinkView::Invited { invite, .. } => invited(session, id, name, invite),
        LinkView::Joining => vec![
            lead(words::link_joining_text(name)),
            soft(words::link_joining_wait()),
            give_up(
                session,
                id,
                words::link_give_up(),
                [words::link_give_up_title(), words::link_give_up_text()],
            ),
        ],
        LinkView::Comparing { words, their_name, confirmed } => {
            comparing(session, id, name, words, their_name, *confirmed)
        }
        LinkView::Linked { since } => linked(session, id, name, &session.day(*since)),
    }
}

/// After an end: a pause, and only then the way to a new link.
fn again(session: Session, id: RelationshipId, name: &str) -> AnyView {
    let is_over = RwSignal::new(false);
    let form = Form::new(session);
    let go_on = move || {
        form.send(Command::Links(Links::EndPause { relationship: id }), move |_| {
            is_over.set(true);
            browser::focus_heading();
        });
    };
    let name = name.to_owned();
    (move || {
        if is_over.get() {
            return narrow(before(session, id, &name));
        }
        let buttons = row(vec![
            link(Look::Primary, words::pause_not_now(), Place::Ours(Some(id))),
            button(Look::Quiet, words::pause_go_on(), go_on),
        ]);
        narrow(vec![
            lead(words::pause_text(&name)),
            points(
                "",
                vec![
                    (Icon::Leaf, words::pause_what_for()),
                    (Icon::EyeClosed, words::pause_own_wish()),
                    (Icon::Ours, words::pause_other_ways(&name)),
                ],
            ),
            soft(words::pause_nobody_sees(&name)),
            form.problems(),
            buttons,
            row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
        ])
    })
    .into_any()
}

fn before(session: Session, id: RelationshipId, name: &str) -> Vec<AnyView> {
    let adults = RwSignal::new(false);
    let form = Form::new(session);
    let adult = Remark::while_so(move || !adults.get(), words::link_adults_needed());
    let send = move || {
        if form.lacks(core::slice::from_ref(&adult)) {
            return;
        }
        form.send(Command::Links(Links::Invite { relationship: id }), |outcome| {
            if matches!(outcome, Outcome::Invite(_)) {
                browser::focus_heading();
            }
        });
    };
    vec![
        // Where an attempt failed, its reason stands here too: this is the page on which a person waits for it.
        notices(session),
        lead(words::link_before_text(name)),
        points(
            "",
            vec![
                (Icon::EyeClosed, words::link_before_nothing(name)),
                (Icon::Ours, words::link_before_words()),
                (Icon::Leaf, words::link_before_end()),
            ],
        ),
        form.element(
            send,
            vec![
                check(words::link_adults(), adults),
                row(vec![
                    submit(Look::Share, words::link_make_invite(), form.busy),
                    link(Look::Quiet, words::join_have_invite(), Place::Join),
                ]),
            ],
        ),
        soft(words::link_before_alone()),
    ]
}

fn invited(session: Session, id: RelationshipId, name: &str, invite: &str) -> Vec<AnyView> {
    let names = [words::invite_link(), words::invite_code(), words::invite_code_text()];
    vec![
        lead(words::invite_text(name)),
        handover(JOIN, invite, names),
        soft(words::invite_lives()),
        soft(words::invite_next(name)),
        give_up(
            session,
            id,
            words::invite_take_back(),
            [words::invite_take_back_title(), words::invite_take_back_text()],
        ),
    ]
}

fn comparing(
    session: Session,
    id: RelationshipId,
    name: &str,
    shown: &[String],
    their_name: &str,
    confirmed: bool,
) -> Vec<AnyView> {
    let form = Form::new(session);
    let compare = move |same: bool| {
        form.send(Command::Links(Links::Compare { relationship: id, same }), move |_| {
            if !same {
                session.go_instead_and_say(Place::Ours(Some(id)), words::safety_given_up());
            }
        });
    };
    let mut content = vec![
        lead(words::safety_text(name)),
        small(words::safety_their_name(their_name)),
        safety_words(shown, words::safety_label()),
    ];
    if confirmed {
        content.push(card("wash-calm", vec![text(words::safety_confirmed(name))]));
        let asked = [words::link_give_up_title(), words::link_give_up_text()];
        content.push(give_up(session, id, words::link_give_up(), asked));
    } else {
        content.push(soft(words::safety_how()));
        content.push(form.problems());
        content.push(row(vec![
            button(Look::Share, words::safety_same(), move || compare(true)),
            button(Look::Quiet, words::safety_differ(), move || compare(false)),
        ]));
    }
    content
}

fn linked(session: Session, id: RelationshipId, name: &str, since: &str) -> Vec<AnyView> {
    // The link may come to be while the person looks at this page.
    browser::focus_heading();
    session.invite.set(None);
    vec![
        lead(words::linked_text(name, since)),
        soft(words::linked_nothing_yet()),
        row(vec![
            link(Look::Primary, words::linked_go(name), Place::Ours(Some(id))),
            link(Look::Quiet, words::linked_see(name), Place::TheySee(id)),
        ]),
    ]
}

/// Ending what was begun, after a question.
fn give_up(session: Session, id: RelationshipId, label: String, [title, text]: [String; 2]) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let act = move || {
        form.send(Command::Links(Links::Cancel { relationship: id }), move |_| {
            session.say(words::link_given_up())
        });
    };
    let confirm = label.clone();
    let question = dialog(
        open,
        move || title.clone(),
        move || {
            let buttons = row(vec![
                submit(Look::Firm, confirm.clone(), form.busy),
                button(Look::Quiet, words::keep_it(), move || open.set(false)),
            ]);
            vec![form.element(act, vec![soft(text.clone()), buttons])]
        },
    );
    stack(vec![row(vec![button(Look::Quiet, label, move || open.set(true))]), question])
}
