//! Signing an agreement, and ending it.

use crate::html;
use interface::command::{Command, Items};
use interface::look::{Together, Topic};
use interface::model::kinds::{Agreement, Listed, Signature};
use interface::model::together::{Standing, signature_of};
use interface::model::{ContentHash, GrantId};
use leptos::prelude::*;

use super::{Here, is_of, topic_kind};
use crate::components::button::{Look, button};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, nothing, row, small, soft, tag};
use crate::platform::browser;
use crate::words;

/// How it stands with an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Signed {
    mine: Option<GrantId>,
    theirs: bool,
    is_over: bool,
    topic: Option<ContentHash>,
    is_own: bool,
}

fn signed(together: &Together) -> Option<Signed> {
    (topic_kind(together) == Some(Agreement::NUMBER)).then_some(())?;
    let by = |is_own: bool| {
        let signed =
            together.said.iter().find(|said| said.is_own == is_own && is_of(said, Signature::NUMBER));
        signed.map(|said| said.grant)
    };
    Some(Signed {
        mine: by(true),
        theirs: by(false).is_some(),
        is_over: together.standing == Some(Standing::Over),
        topic: together.shared_as,
        is_own: matches!(together.topic, Topic::Own(_)),
    })
}

impl Here {
    /// Who has signed an agreement, and the ways to sign and to end it.
    pub(super) fn signatures(self) -> AnyView {
        let state = move || self.together.with(|together| together.as_ref().and_then(signed));
        let form = Form::new(self.session);
        live(
            move || (state(), self.name()),
            move |(state, name)| {
                let Some(Signed { mine, theirs, is_over, topic, is_own }) = state else { return nothing() };
                if is_over {
                    return card("", vec![soft(words::sign_over())]);
                }
                let lines = (line(words::sign_you(), mine.is_some()), line(name, theirs));
                let lines = html::div().child(lines).into_any();
                let end = move || self.end(form, mine);
                let way = match mine {
                    Some(_) if theirs => button(Look::Quiet, words::sign_end(), end),
                    Some(_) => button(Look::Quiet, words::sign_take_back(), end),
                    None if is_own && topic.is_some() => {
                        button(Look::Share, words::sign_button(), move || self.sign(topic))
                    }
                    None => nothing(),
                };
                card("", vec![lines, small(words::sign_how()), row(vec![way]), form.problems()])
            },
        )
    }

    /// Shows the exact words before they are signed.
    fn sign(self, topic: Option<ContentHash>) {
        let content = self.together.with_untracked(|together| match &together.as_ref()?.topic {
            Topic::Own(own) => signature_of(&own.content),
            Topic::Theirs(theirs) => signature_of(theirs.content.as_ref()?),
        });
        if let (Some(content), Some(answers)) = (content, topic) {
            self.shows(content, answers);
        }
    }

    fn end(self, form: Form, mine: Option<GrantId>) {
        let Some(grant) = mine else { return };
        form.send(Command::Items(Items::Unsay { relationship: self.id, grant }), move |_| {
            self.session.say(words::sign_ended());
            browser::focus_heading();
        });
    }
}

fn line(who: String, is_signed: bool) -> AnyView {
    let state = if is_signed { words::sign_signed() } else { words::sign_open() };
    let who = html::span().class("grow").attr("dir", "auto").child(who);
    html::div().class("sign").child((who, tag("", state))).into_any()
}
