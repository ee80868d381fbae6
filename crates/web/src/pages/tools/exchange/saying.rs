//! What is about to be said, shown exactly as it will be seen.

use interface::command::{Command, Items};
use interface::look::Shown;
use interface::model::kinds::{ClosedCard, Listed};
use leptos::prelude::*;

use super::{Here, Saying};
use crate::components::button::{Look, button, submit};
use crate::components::connection::waits_here;
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::share::open_while;
use crate::components::{preview, row, small, soft};
use crate::platform::browser;
use crate::words;

impl Here {
    /// Exactly what will be seen, before it is sent.
    pub(super) fn dialog(self) -> AnyView {
        let form = Form::new(self.session);
        let open = open_while(self.saying, form);
        let confirm = move || {
            let Some(Saying { content, answers, done }) = self.saying.get_untracked() else { return };
            let reply = Items::Reply { relationship: self.id, to: self.item, read: answers, content };
            form.send(Command::Items(reply), move |_| {
                done();
                self.saying.set(None);
                self.session.say(words::answer_sent());
                browser::focus_heading();
            });
        };
        dialog(
            open,
            move || words::say_title(&self.name()),
            move || {
                let Some(saying) = self.saying.get() else { return Vec::new() };
                let closed = saying.content.number() == ClosedCard::NUMBER;
                let buttons = row(vec![
                    submit(Look::Share, words::say_send(), form.busy),
                    button(Look::Quiet, words::share_keep(), move || self.saying.set(None)),
                ]);
                let fields = vec![
                    soft(words::share_exactly(&self.name())),
                    preview::framed(&Shown::Record(saying.content.clone())),
                    closed.then(|| small(words::guess_keeps_closed())).into_any(),
                    preview::nothing_else(),
                    buttons,
                ];
                vec![form.element(confirm, fields), waits_here(self.session)]
            },
        )
    }
}
