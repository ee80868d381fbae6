//! Sharing one version, after showing exactly what will be seen; and withdrawing it.

use interface::command::{Command, Items};
use interface::look::{SharedWith, Shown};
use interface::model::{ItemId, RelationshipId, VersionId};
use leptos::prelude::*;

use super::button::{Look, button, submit};
use super::connection::waits_here;
use super::dialog::dialog;
use super::form::Form;
use super::live::live;
use super::{preview, room_for, row, small, soft, tag, text};
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// What is about to be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sharing {
    /// With whom.
    pub(crate) relationship: RelationshipId,
    /// How the person calls them.
    pub(crate) name: String,
    /// What.
    pub(crate) item: ItemId,
    /// The version that is shown.
    pub(crate) version: VersionId,
    /// Exactly what will be seen.
    pub(crate) content: Shown,
}

/// What is about to be withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Withdrawing {
    /// How the person calls the one from whom.
    pub(crate) name: String,
    /// What that is to do.
    pub(crate) act: Items,
    /// What is seen of it.
    pub(crate) seen: Seen,
    /// What ends with it.
    pub(crate) ends: Ends,
}

/// What ends with what is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Only itself.
    Itself,
    /// An agreement that is in force.
    Agreement,
    /// An exchange of guesses.
    Guessing,
}

impl Ends {
    /// The question.
    fn title(self) -> String {
        match self {
            Self::Itself => words::withdraw_title(),
            Self::Agreement => words::sign_end_title(),
            Self::Guessing => words::guess_end_title(),
        }
    }

    /// What follows, and the words on the buttons: to do it, and to leave it.
    fn words(self, name: &str) -> [String; 3] {
        match self {
            Self::Itself => [words::withdraw_what(name), words::withdraw_confirm(), words::withdraw_keep()],
            Self::Agreement => [words::sign_end_what(), words::sign_end(), words::sign_end_keep()],
            Self::Guessing => [words::guess_end_what(), words::guess_end(), words::guess_end_keep()],
        }
    }

    fn done(self) -> String {
        match self {
            Self::Itself => words::withdraw_done(),
            Self::Agreement => words::sign_ended(),
            Self::Guessing => words::guess_ended(),
        }
    }
}

/// What is seen of something that was shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Exactly this.
    Exactly(Shown),
    /// An earlier version of what is called so now.
    Earlier(String),
}

/// What somebody sees of a thing of one's own that is shared with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sees {
    /// Its newest version.
    Newest,
    /// An earlier one.
    Older,
    /// Nothing of this version yet: it waits on this device, which does not reach the relay.
    Waits,
}

impl Sees {
    /// What is seen of something, on a device that may be away from the relay.
    pub(crate) fn of(shared: &SharedWith, is_away: bool) -> Self {
        match (shared.newest, shared.delivered) {
            (_, false) if is_away => Self::Waits,
            (true, _) => Self::Newest,
            (false, _) => Self::Older,
        }
    }

    /// In words.
    pub(crate) fn said(self, name: &str) -> String {
        match self {
            Self::Newest => words::likes_sees(name),
            Self::Older => words::likes_sees_older(name),
            Self::Waits => words::likes_waits(name),
        }
    }
}

/// Whether somebody sees a thing of one's own, and if so, what of it.
pub(crate) fn seen(shared: Memo<Option<Sees>>, name: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    live(
        move || (shared.get(), name()),
        |(shared, name)| match shared {
            None => tag("mine", words::card_only_you()),
            Some(sees) => {
                let now = sees.said(&name);
                // It becomes another by itself: there is room for what it may become.
                let others =
                    move || [Sees::Newest, Sees::Older, Sees::Waits].map(|sees| sees.said(&name)).to_vec();
                room_for(None, shared_tag, move || Some(now.clone()), others)
            }
        },
    )
}

/// That something is shared, and how.
pub(crate) fn shared_tag(said: String) -> AnyView {
    tag("shared", said)
}

/// The dialog before sharing; open while there is something to share.
pub(crate) fn share_dialog(session: Session, sharing: RwSignal<Option<Sharing>>) -> AnyView {
    let form = Form::new(session);
    let open = open_while(sharing, form);
    let confirm = move || {
        let Some(subject) = sharing.get_untracked() else { return };
        let Sharing { relationship, name, item, version, .. } = subject;
        form.send(Command::Items(Items::Share { relationship, item, version }), move |_| {
            sharing.set(None);
            session.say(words::share_done(&name));
        });
    };
    dialog(
        open,
        move || words::share_title(&sharing.with(|sharing| name_of(sharing.as_ref().map(|it| &it.name)))),
        move || {
            let Some(subject) = sharing.get() else { return Vec::new() };
            let buttons = row(vec![
                submit(Look::Share, words::share_confirm(&subject.name), form.busy),
                button(Look::Quiet, words::share_keep(), move || sharing.set(None)),
            ]);
            let is_typed = !session.begun_texts(&session.place.get_untracked().address()).is_empty();
            let not_typed = is_typed.then(|| soft(words::share_not_typed()));
            let form = form.element(
                confirm,
                vec![
                    soft(words::share_exactly(&subject.name)),
                    preview::framed(&subject.content),
                    not_typed.into_any(),
                    preview::nothing_else(),
                    small(words::share_later(&subject.name)),
                    buttons,
                ],
            );
            vec![form, waits_here(session)]
        },
    )
}

/// The dialog before withdrawing; open while there is something to withdraw.
pub(crate) fn withdraw_dialog(session: Session, withdrawing: RwSignal<Option<Withdrawing>>) -> AnyView {
    let form = Form::new(session);
    let open = open_while(withdrawing, form);
    let confirm = move || {
        let Some(Withdrawing { act, ends, .. }) = withdrawing.get_untracked() else { return };
        // What was pressed goes from the page with what was said.
        let is_left = matches!((&act, ends), (Items::Withdraw { .. }, Ends::Itself));
        form.send(Command::Items(act), move |_| {
            withdrawing.set(None);
            session.say(ends.done());
            if !is_left {
                browser::focus_heading();
            }
        });
    };
    let title = move || withdrawing.with(|it| it.as_ref().map_or(Ends::Itself, |it| it.ends)).title();
    dialog(open, title, move || {
        let Some(subject) = withdrawing.get() else { return Vec::new() };
        let [what, confirms, keeps] = subject.ends.words(&subject.name);
        let buttons = row(vec![
            submit(Look::Primary, confirms, form.busy),
            button(Look::Quiet, keeps, move || withdrawing.set(None)),
        ]);
        let seen = match &subject.seen {
            Seen::Exactly(shown) => preview::framed(shown),
            Seen::Earlier(title) => text(words::withdraw_earlier(&subject.name, title)),
        };
        let form = form.element(confirm, vec![seen, soft(what), soft(words::withdraw_screenshot()), buttons]);
        vec![form, waits_here(session)]
    })
}

/// A signal that is true while there is a subject, and clears the subject when it is set to false.
pub(crate) fn open_while<T: Clone + Send + Sync + 'static>(
    subject: RwSignal<Option<T>>,
    form: Form,
) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let is_open = subject.with(Option::is_some);
        if open.get_untracked() != is_open {
            form.problem.set(None);
            open.set(is_open);
        }
    });
    Effect::new(move |_| {
        if !open.get() && subject.with_untracked(Option::is_some) {
            subject.set(None);
        }
    });
    open
}

fn name_of(name: Option<&String>) -> String {
    name.cloned().unwrap_or_default()
}
