//! Signing an agreement, and ending it.

use crate::html;
use interface::look::{Together, Topic};
use interface::model::kinds::{Agreement, Listed, Signature};
use interface::model::together::{Standing, signature_of};
use interface::model::{Content, ContentHash, GrantId};
use leptos::prelude::*;

use super::{Here, is_of, topic_kind};
use crate::components::button::{Look, button};
use crate::components::live::live;
use crate::components::share::Ends;
use crate::components::{card, nothing, row, small, soft, tag};
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
        live(
            move || (state(), self.name()),
            move |(state, name)| {
                let Some(Signed { mine, theirs, is_over, topic, is_own }) = state else { return nothing() };
                if is_over {
                    return card("", vec![soft(words::sign_over())]);
                }
                let lines = (line(words::sign_you(), mine.is_some()), line(name, theirs));
                let lines = html::div().child(lines).into_any();
                let end = move |ends| move || self.end(mine, ends);
                let way = match mine {
                    Some(_) if theirs => button(Look::Quiet, words::sign_end(), end(Ends::Agreement)),
                    Some(_) => button(Look::Quiet, words::sign_take_back(), end(Ends::Itself)),
                    None if is_own && topic.is_some() => {
                        button(Look::Share, words::sign_button(), move || self.sign(topic))
                    }
                    None => nothing(),
                };
                card("", vec![lines, small(words::sign_how()), row(vec![way])])
            },
        )
    }

    /// Shows the exact words before they are signed.
    fn sign(self, topic: Option<ContentHash>) {
        if let (Some(content), Some(answers)) = (self.signature(), topic) {
            self.shows(content, answers);
        }
    }

    /// Asks before an agreement ends, or before it can no longer begin.
    fn end(self, mine: Option<GrantId>, ends: Ends) {
        if let (Some(grant), Some(content)) = (mine, self.signature()) {
            self.takes_back(grant, &content, ends);
        }
    }

    /// The exact words.
    fn signature(self) -> Option<Content> {
        self.together.with_untracked(|together| signature_of(together.as_ref()?.topic_content()?.0))
    }
}

fn line(who: String, is_signed: bool) -> AnyView {
    let state = if is_signed { words::sign_signed() } else { words::sign_open() };
    let who = html::span().class("grow").attr("dir", "auto").child(who);
    html::div().class("sign").child((who, tag("", state))).into_any()
}
