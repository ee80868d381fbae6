//! Ending a link: two taps and a confirmation. No reason is asked, nothing is framed as a loss.

use interface::command::{Command, Links};
use interface::model::RelationshipId;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::check;
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::{frame, lead, narrow, row, soft};
use crate::places::Place;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// Ending a link.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let name = known.name.clone();
        let open = RwSignal::new(false);
        let withdraw = RwSignal::new(false);
        let form = Form::new(session);
        let send = move || {
            let command =
                Command::Links(Links::Unlink { relationship: id, withdraw: withdraw.get_untracked() });
            form.send(command, move |_| {
                open.set(false);
                session.go_instead_and_say(Place::Ours(Some(id)), words::unlink_done());
            });
        };
        let title = name.clone();
        let question = dialog(
            open,
            move || words::unlink_confirm_title(&title),
            move || {
                let buttons = row(vec![
                    submit(Look::Firm, words::unlink_confirm(), form.busy),
                    button(Look::Quiet, words::unlink_stay(), move || open.set(false)),
                ]);
                vec![form.element(send, vec![soft(words::unlink_confirm_text()), buttons])]
            },
        );
        let content = vec![
            lead(words::unlink_text(&name)),
            soft(words::unlink_yours_stays()),
            soft(words::unlink_not_told(&name)),
            check(words::unlink_withdraw(), withdraw),
            soft(words::withdraw_screenshot()),
            row(vec![
                button(Look::Firm, words::unlink_button(), move || open.set(true)),
                link(Look::Quiet, words::unlink_stay(), Place::Ours(Some(id))),
            ]),
            question,
        ];
        let back = (words::ours_with(&name), Place::Ours(Some(id)));
        frame::page(session, words::unlink_title(&name), Some(back), vec![narrow(content)])
    })
}
