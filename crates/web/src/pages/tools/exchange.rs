//! What was said about a thing, and what can be said next. Everything that is said is shown before it is sent, exactly as it will be seen.

mod cards;
mod offers;
mod rests;
mod saying;
mod signing;

use std::sync::Arc;

use crate::html;
use interface::command::Items;
use interface::look::{Said, Shown, Together};
use interface::model::kinds::{
    Agreement, Encouragement, GivenAnswer, Heard, Listed, Mirrored, Signature, Spoken, Talk, Wondering,
};
use interface::model::together::Standing;
use interface::model::{Content, ContentHash, GrantId, ItemId, RelationshipId};
use leptos::prelude::*;

use super::super::kind::{Giving, Other, left_over};
use super::blank::Blank;
use crate::components::button::{Look, named_button, submit};
use crate::components::form::{Form, Remark};
use crate::components::live::{keyed, live};
use crate::components::share::{Ends, Seen, Withdrawing};
use crate::components::{card, nothing, row, small, soft, stack};
use crate::kinds;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;
use offers::{Offer, offers};

/// Where one is.
#[derive(Clone, Copy)]
struct Here {
    session: Session,
    id: RelationshipId,
    item: ItemId,
    other: Memo<Other>,
    together: Memo<Option<Together>>,
    /// What was said.
    said: Memo<Vec<Said>>,
    /// What can be said, and what cannot any more but was begun.
    offers: Memo<Vec<Offer>>,
    /// What is about to be said.
    saying: RwSignal<Option<Saying>>,
    /// What is about to be taken back.
    giving: Giving,
}

/// Something that is about to be said.
#[derive(Clone)]
struct Saying {
    content: Content,
    answers: ContentHash,
    /// What follows once it is said.
    done: Arc<dyn Fn() + Send + Sync>,
}

/// After so many rounds of saying back it is offered to rest, or to say it in another way.
const ROUNDS: usize = 3;

/// What was said about a thing, with room for more.
pub(super) fn view(
    session: Session,
    (id, item): (RelationshipId, ItemId),
    other: Memo<Other>,
    together: Memo<Option<Together>>,
    giving: Giving,
) -> AnyView {
    let saying = RwSignal::new(None);
    let offers = Memo::new(move |last: Option<&Vec<Offer>>| {
        saying.track();
        let mut offers = together.with(|together| together.as_ref().map(offers).unwrap_or_default());
        let lost = last.into_iter().flatten().filter(|last| {
            let is_begun = || !session.begun_under(&form_of(id, item, last)).is_empty();
            offers.iter().all(|offer| !offer.is_as(last)) && is_begun()
        });
        let lost: Vec<Offer> = lost.copied().collect();
        offers.extend(lost);
        offers
    });
    let said = Memo::new(move |last: Option<&Vec<Said>>| {
        let now = together.with(|together| together.as_ref().map(shown));
        now.or_else(|| last.cloned()).unwrap_or_default()
    });
    let here = Here { session, id, item, other, together, said, offers, saying, giving };
    // What was begun before, and can be said no more.
    let left = session.begun_under(&forms_of(id, item));
    // One that can be said again stands in its form.
    let is_in_form = move |form: &String| {
        offers.with(|offers| offers.iter().any(|offer| form_of(id, item, offer) == *form))
    };
    let unsent = live(
        move || left.iter().filter(|form| !is_in_form(form)).cloned().collect::<Vec<_>>(),
        move |left| left_over(session, left),
    );
    let rows = keyed(said, said_key, move |said| here.said(said));
    let by_itself = Memo::new(move |_| {
        // What answers something that was said stands right below that.
        let is_below = |offer: &Offer| said.with(|said| said.iter().any(|said| said.hash == offer.answers));
        offers.get().into_iter().filter(|offer| !is_below(offer)).collect::<Vec<_>>()
    });
    let forms = keyed(by_itself, key, move |offer| here.form(offer.get_untracked()));
    let aside = live(
        move || together.with(|together| together.as_ref().map(|together| together.aside.clone())),
        |aside| {
            let aside = aside.unwrap_or_default();
            let one =
                |content: &Content| card("wash-calm", vec![soft(words::talk_aside()), kinds::drawn(content)]);
            stack(aside.iter().map(one).collect())
        },
    );
    stack(vec![here.signatures(), rows, aside, forms, unsent, here.cards(), here.rests(), here.dialog()])
}

/// The other's names are their own to choose.
fn said_key(said: &Said) -> String {
    format!("{}{}", u8::from(said.is_own), said.grant)
}

fn key(offer: &Offer) -> String {
    let hash: String = offer.answers.0.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hash}", offer.kind)
}

/// How the names begin of the forms in which something is said about a thing.
pub(super) fn forms_of(id: RelationshipId, item: ItemId) -> String {
    format!("say/{id}/{item}/")
}

fn form_of(id: RelationshipId, item: ItemId, offer: &Offer) -> String {
    forms_of(id, item) + &key(offer)
}

/// Whether there is no answer to give any more: an agreement was signed by the person or is over, or a talk goes on, which each of the two
/// pauses and ends in its own words.
pub(super) fn is_settled(together: &Together) -> bool {
    let is_signed =
        matches!(together.standing, Some(Standing::SignedByYou | Standing::InForce { .. } | Standing::Over));
    match topic_kind(together) {
        Some(Agreement::NUMBER) => is_signed,
        Some(Talk::NUMBER) => together.is_fixed,
        _ => false,
    }
}

/// Whether something that was said is of a kind.
pub(super) fn is_of(said: &Said, kind: u32) -> bool {
    said.content.as_ref().is_some_and(|content| content.number() == kind)
}

fn topic_kind(together: &Together) -> Option<u32> {
    together.topic_content().map(|(content, _)| content.number())
}

/// What of all that was said is listed: the person's own answer stands where they gave it, and signatures stand by themselves.
fn shown(together: &Together) -> Vec<Said> {
    let is_elsewhere =
        |said: &Said| is_of(said, Signature::NUMBER) || said.is_own && is_of(said, GivenAnswer::NUMBER);
    together.said.iter().filter(|said| !is_elsewhere(said)).cloned().collect()
}

/// How often something was said back since the speaker last spoke.
fn rounds(together: &Together) -> usize {
    let since = together.said.iter().rev().take_while(|said| !is_of(said, Spoken::NUMBER));
    since.filter(|said| is_of(said, Heard::NUMBER)).count()
}

impl Here {
    /// Shows something before it is said.
    fn shows(self, content: Content, answers: ContentHash) {
        self.saying.set(Some(Saying { content, answers, done: Arc::new(|| {}) }));
    }

    /// Asks before something that was said is taken back.
    fn takes_back(self, grant: GrantId, content: &Content, ends: Ends) {
        let act = Items::Unsay { relationship: self.id, grant };
        self.ends(act, content, ends);
    }

    fn ends(self, act: Items, content: &Content, ends: Ends) {
        let seen = Seen::Exactly(Shown::Record(content.clone()));
        self.giving.withdraw(Withdrawing { name: self.name(), act, seen, ends });
    }

    fn name(self) -> String {
        self.other.with(|other| other.name.clone())
    }

    /// Something that was said, with what can be answered to it below.
    fn said(self, said: Memo<Said>) -> AnyView {
        let (is_own, grant) = said.with_untracked(|said| (said.is_own, said.grant));
        let on = move || self.session.day(said.with(|said| said.on));
        let who = live(
            move || (self.name(), on()),
            move |(name, on)| {
                small(if is_own { words::said_by_you(&on) } else { words::shared_by(&name, &on) })
            },
        );
        let content = live(
            move || said.with(|said| (said.content.clone(), said.is_closed)),
            move |(content, is_closed)| match content {
                Some(content) => kinds::drawn(&content),
                None if is_closed => soft(words::guess_closed()),
                None => soft(words::said_withdrawn()),
            },
        );
        let take_back = move || {
            if let Some(content) = said.with_untracked(|said| said.content.clone()) {
                self.takes_back(grant, &content, Ends::Itself);
            }
        };
        let title = move || said.with(|said| said.content.as_ref().map(kinds::title).unwrap_or_default());
        let ways = live(
            move || said.with(|said| said.is_own && said.content.is_some()),
            move |is_there| {
                if !is_there {
                    return nothing();
                }
                let name = move || words::said_take_back_named(&title());
                row(vec![named_button(Look::Plain, words::said_take_back(), name, take_back)])
            },
        );
        let below = Memo::new(move |_| {
            // Equal words have one hash: what answers them stands below the last.
            let (hash, key) = said.with(|said| (said.hash, said_key(said)));
            let last = |all: &Vec<Said>| all.iter().rev().find(|one| one.hash == hash).map(said_key);
            let is_last = self.said.with(last) == Some(key);
            self.offers.get().into_iter().filter(|offer| is_last && offer.answers == hash).collect::<Vec<_>>()
        });
        let forms = keyed(below, key, move |offer| self.form(offer.get_untracked()));
        let class = if is_own { "turn me" } else { "turn" };
        let turn = html::div().class(class).child((who, content, ways));
        stack(vec![turn.into_any(), forms])
    }

    /// A form for something that can be said.
    fn form(self, offer: Offer) -> AnyView {
        let draft = self.session.draft(&form_of(self.id, self.item, &offer));
        let blank = Blank::new(offer.kind, draft, None);
        let form = Form::new(self.session);
        let typed = blank.clone();
        // What was discarded, or said, and can be said no more, goes.
        Effect::new(move |was: Option<bool>| {
            let is = draft.is_begun();
            if was == Some(true) && !is {
                self.saying.set(None);
            }
            is
        });
        let send = move || {
            let is_open = move |together: &Together| offers(together).iter().any(|open| open.is_as(&offer));
            let is_closed = move || !self.together.with(|together| together.as_ref().is_some_and(is_open));
            let not_now = Remark::while_so(is_closed, words::say_not_now());
            if form.lacks(&[not_now]) || form.lacks(&typed.remarks()) {
                return;
            }
            match typed.content() {
                Ok(content) => {
                    let done = Arc::new(move || draft.saved());
                    self.saying.set(Some(Saying { content, answers: offer.answers, done }));
                }
                Err(problem) => form.refuse(problem),
            }
        };
        let lead = match offer.kind {
            Spoken::NUMBER => words::talk_speak(),
            Mirrored::NUMBER => words::talk_say_back(),
            Heard::NUMBER => words::talk_whether(),
            Wondering::NUMBER => words::news_ask_lead(),
            Encouragement::NUMBER => words::encourage_lead(),
            _ => String::new(),
        };
        let mut fields = if lead.is_empty() { Vec::new() } else { vec![soft(lead)] };
        fields.extend(blank.drawn(form, &[]));
        let see = live(
            move || self.name(),
            move |name| row(vec![submit(Look::Share, words::tool_see(&name), form.busy)]),
        );
        fields.push(see);
        let drawn = stack(vec![form.element(send, fields), draft.line()]);
        if !offer.is_folded {
            return card("now", vec![drawn]);
        }
        let is_offered =
            move || self.together.with(|together| together.as_ref().map_or(0, rounds)) + 1 >= ROUNDS;
        let summary = html::summary().class("btn plain").child(words::talk_other_way());
        let details = html::details().attr("open", draft.was_begun()).child((summary, drawn));
        html::div()
            .attr("hidden", move || (!is_offered() && !draft.was_begun()).then_some(""))
            .child(details)
            .into_any()
    }
}
