//! Using an invite: what will happen, for which relationship, through which relay.

use crate::html;
use interface::command::{Command, Here, InviteRead, Links, Outcome, Problem};
use interface::model::RelationshipId;
use interface::view::LinkView;
use leptos::prelude::*;

use super::add;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::{check, needed};
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, Remark};
use crate::components::icon::Icon;
use crate::components::moment::points;
use crate::components::passphrases::{Present, busy};
use crate::components::{card, frame, heading, lead, narrow, nothing, row, small, soft};
use crate::places::Place;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// Using an invite, from the address or pasted.
pub(super) fn page(session: Session) -> AnyView {
    let pasted = RwSignal::new(session.invite.get_untracked().unwrap_or_default());
    let read = RwSignal::new(None::<InviteRead>);
    let form = Form::new(session);
    let look = move || {
        let invite = pasted.get_untracked();
        form.send(Command::Links(Links::Read { invite }), move |outcome| {
            if let Outcome::InviteRead(found) = outcome {
                read.set(Some(found));
            }
        });
    };
    if !pasted.with_untracked(String::is_empty) {
        look();
    }
    // What is no invite is not kept for the next time; it stays in the field, to be mended.
    Effect::new(move |_| {
        let is_refused =
            |problem: &Option<Problem>| problem.as_ref().is_some_and(|it| *it != Problem::Offline);
        if form.problem.with(is_refused) {
            session.invite.set(None);
        }
    });
    let content = move || match read.get() {
        None => paste(form, pasted, look),
        Some(found) if !found.same_relay => other_relay(session, read, &found),
        Some(_) => accept(session, pasted, read),
    };
    let back = (words::nav_ours(), Place::Ours(None));
    frame::page(session, words::join_title(), Some(back), vec![(move || narrow(vec![content()])).into_any()])
}

fn paste(form: Form, pasted: RwSignal<String>, look: impl Fn() + Copy + 'static) -> AnyView {
    let wrong = form.is(|problem| !matches!(problem, Problem::Offline));
    let buttons = row(vec![
        submit(Look::Primary, words::join_look(), form.busy),
        link(Look::Quiet, words::join_back(), Place::Ours(None)),
    ]);
    let fields = vec![
        field(Purpose::SecretWords, words::join_invite(), words::join_invite_hint(), pasted, wrong),
        buttons,
    ];
    narrow(vec![lead(words::join_text()), form.element(look, fields)])
}

fn other_relay(session: Session, read: RwSignal<Option<InviteRead>>, found: &InviteRead) -> AnyView {
    let form = Form::new(session);
    let passphrase = Present::new();
    let relay = found.relay.clone();
    let address = html::b().attr("dir", "ltr").child(found.relay.clone());
    let change = move || {
        form.send(
            Command::Here(Here::ChangeRelay { relay: relay.clone(), passphrase: passphrase.typed() }),
            move |_| {
                read.update(|read| {
                    if let Some(read) = read {
                        read.same_relay = true;
                    }
                });
            },
        );
    };
    let buttons = row(vec![
        submit(Look::Primary, words::join_relay_change(), form.busy),
        link(Look::Quiet, words::join_relay_stay(), Place::Ours(None)),
    ]);
    form.element(
        change,
        vec![
            lead(words::join_relay_text()),
            html::p().child(address).into_any(),
            soft(words::keeper_sees()),
            soft(words::keeper_cannot()),
            passphrase.field(form),
            buttons,
            busy(form, words::lock_busy()),
        ],
    )
}

fn accept(session: Session, pasted: RwSignal<String>, read: RwSignal<Option<InviteRead>>) -> AnyView {
    let form = Form::new(session);
    let adults = RwSignal::new(false);
    let people: Vec<(Option<RelationshipId>, String)> = session.open.with_untracked(|open| {
        open.relationships
            .iter()
            .filter(|known| matches!(known.link, LinkView::Solo | LinkView::Ended))
            .map(|known| (Some(known.id), known.name.clone()))
            .chain([(None, words::join_somebody_new())])
            .collect()
    });
    // With nobody added yet there is nothing to choose: it is somebody new.
    let only_new = people.len() == 1;
    let person = RwSignal::new(only_new.then_some(None::<RelationshipId>));
    let draft = session.draft(&Place::Join.address());
    let (name, tie) = add::somebody(draft, String::new(), None);
    draft.watch();
    let join = move |id: RelationshipId| {
        let invite = pasted.get_untracked();
        form.busy.set(false);
        form.send(Command::Links(Links::Join { invite, relationship: id }), move |_| {
            session.invite.set(None);
            session.go_instead(Place::Link(id));
        });
    };
    let chosen = Remark::choice(person, words::join_choose());
    let adult = Remark::while_so(move || !adults.get(), words::link_adults_needed());
    let is_new = move || person.get() == Some(None);
    let [named, tied] = add::missing(name, tie).map(|remark| remark.and(is_new));
    let remarks = [chosen.clone(), named, tied, adult];
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        match (person.get_untracked(), tie.get_untracked()) {
            (None, _) | (Some(None), None) => {}
            (Some(Some(id)), _) => join(id),
            (Some(None), Some(tie)) => {
                let name = name.get_untracked().trim().to_owned();
                form.send(Command::Links(Links::AddRelationship { name, tie }), move |outcome| {
                    if let Outcome::Relationship(id) = outcome {
                        draft.saved();
                        // Should joining fail now, the new relationship is there to try again with.
                        person.set(Some(Some(id)));
                        join(id);
                    }
                });
            }
        }
    };
    let somebody_new = move || if is_new() { narrow(add::fields(form, name, tie)) } else { nothing() };
    let who =
        if only_new { nothing() } else { needed(words::join_who(), people, person, form.marks(chosen)) };
    let relay = read.with_untracked(|read| read.as_ref().map(|read| read.relay.clone()).unwrap_or_default());
    let buttons = row(vec![
        submit(Look::Share, words::join_submit(), form.busy),
        link(Look::Quiet, words::join_not_now(), Place::Ours(None)),
    ]);
    narrow(vec![
        card(
            "wash-bond",
            vec![
                heading(words::join_what_title()),
                points(
                    "",
                    vec![
                        (Icon::Ours, words::join_what_name()),
                        (Icon::EyeClosed, words::join_what_nothing()),
                        (Icon::Leaf, words::join_what_end()),
                    ],
                ),
            ],
        ),
        form.element(send, vec![who, somebody_new.into_any(), check(words::link_adults(), adults), buttons]),
        small(words::join_through(&relay)),
        other_invite(session, read, pasted),
    ])
}

fn other_invite(session: Session, read: RwSignal<Option<InviteRead>>, pasted: RwSignal<String>) -> AnyView {
    let again = button(Look::Plain, words::join_other(), move || {
        session.invite.set(None);
        pasted.set(String::new());
        read.set(None);
    });
    row(vec![again])
}
