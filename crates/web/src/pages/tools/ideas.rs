//! Ideas for time together: how close, where, for how much money; and what would be new to both.

use std::sync::Arc;

use crate::html;
use interface::command::{Outcome, Problem};
use interface::look::{Between, OwnItem};
use interface::model::fields::{Few, Heading};
use interface::model::kinds::{Listed, NotYet};
use interface::model::{Content, RelationshipId};
use leptos::ev;
use leptos::prelude::*;

use super::super::kind::{self, Giving, Named, Other};
use super::starters::{self, Chosen};
use crate::components::button::{Look, submit};
use crate::components::choice::named;
use crate::components::field::never;
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::share::seen;
use crate::components::{nothing, row, soft, stack};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// What parts the marks of an idea from its words, in the language files.
const AFTER_MARKS: char = '|';

/// What is chosen where it does not matter.
const ANY: &str = "";
/// What is chosen for only what is new to both.
const NEW: &str = "new";

/// An idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Idea {
    /// How close: `l`ight, `w`arm or `d`eep; where: `n`ear, `f`ar; how much money, `0` for none.
    marks: [String; 3],
    pub(super) text: String,
}

impl Idea {
    fn fits(&self, wanted: &[String; 3]) -> bool {
        self.marks.iter().zip(wanted).all(|(mark, wanted)| mark.contains(wanted.as_str()))
    }
}

/// All of them.
pub(super) fn all() -> Vec<Idea> {
    words::time_ideas().lines().filter_map(idea).collect()
}

/// One as the language files have it: `w nf 0 | Read aloud to each other`.
fn idea(line: &str) -> Option<Idea> {
    let (marks, text) = line.trim().split_once(AFTER_MARKS)?;
    let mut marks = marks.split_whitespace().map(str::to_owned);
    Some(Idea { marks: [marks.next()?, marks.next()?, marks.next()?], text: text.trim().to_owned() })
}

/// The ideas, folded; each begins a proposal.
pub(super) fn list(session: Session, id: RelationshipId, beside: Option<Chosen>) -> AnyView {
    let between = session.between_of(NotYet::NUMBER);
    let new = Memo::new(move |_| between.with(|between| new_to_both(between, id)));
    let [close, place, money, newness] = [(); 4].map(|()| RwSignal::new(ANY.to_owned()));
    let closeness = vec![
        (ANY, words::ideas_close_any()),
        ("l", words::ideas_light()),
        ("w", words::ideas_warm()),
        ("d", words::ideas_deep()),
    ];
    let places = vec![(ANY, words::ideas_anywhere()), ("n", words::ideas_near()), ("f", words::ideas_far())];
    let costs = vec![(ANY, words::ideas_cost_any()), ("0", words::ideas_free())];
    let is_any_new = live(
        move || new.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let options = vec![(ANY, words::ideas_new_any()), (NEW, words::ideas_new_only())];
            named(words::ideas_new(), options, newness, never())
        },
    );
    let all = Arc::new(all());
    let wanted = move || {
        let wanted = [close, place, money].map(|of| of.get());
        let is_new = newness.with(|newness| newness == NEW) && new.with(|new| !new.is_empty());
        let new = new.get();
        let fits = |idea: &&Idea| idea.fits(&wanted) && (!is_new || new.contains(&idea.text));
        let found = all.iter().filter(fits).map(|idea| (idea.text.clone(), new.contains(&idea.text)));
        found.collect::<Vec<_>>()
    };
    let found = live(wanted, move |found| {
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let said = html::p().class("soft small").attr("role", "status").child(words::ideas_found(count));
        if found.is_empty() {
            return stack(vec![said.into_any(), soft(words::ideas_none())]);
        }
        let one = |(text, is_new): (String, bool)| {
            let label = if is_new { format!("{text} · {}", words::ideas_new_tag()) } else { text.clone() };
            starters::one(session, Tool::Time, id, beside, label, text)
        };
        let list = html::ul().class("starters").child(found.into_iter().map(one).collect_view());
        stack(vec![said.into_any(), list.into_any()])
    });
    let filters = html::div().class("filters").child((
        named(words::ideas_close(), closeness, close, never()),
        named(words::ideas_where(), places, place, never()),
        named(words::ideas_cost(), costs, money, never()),
        is_any_new,
    ));
    let summary = html::summary().class("btn plain").child(words::starters());
    html::details().child((summary, filters, found)).into_any()
}

/// What is new to both, where both show it.
fn new_to_both(between: &Between, id: RelationshipId) -> Vec<String> {
    let is_shown = |own: &&OwnItem| own.shared.iter().any(|shared| shared.relationship == id);
    let own = between.own.items.iter().find(is_shown).map(|own| ideas_of(&own.content)).unwrap_or_default();
    let theirs = between.theirs.iter().filter_map(|their| their.content.as_ref());
    let theirs: Vec<String> = theirs.flat_map(ideas_of).collect();
    own.into_iter().filter(|idea| theirs.contains(idea)).collect()
}

fn ideas_of(content: &Content) -> Vec<String> {
    let Some(NotYet { ideas }) = kinds::read(content) else { return Vec::new() };
    ideas.as_slice().iter().map(|idea| idea.as_str().to_owned()).collect()
}

fn of_lines(lines: &[String]) -> Result<Content, Problem> {
    let ideas = lines.iter().map(|line| Heading::typed(line)).collect::<Result<Vec<_>, _>>()?;
    Ok(Content::of(&NotYet { ideas: Few::new(ideas)? }))
}

/// What the person has not done yet: ticked, kept, and shown to the other if they want.
pub(super) fn not_yet(session: Session, id: RelationshipId, other: Memo<Other>) -> AnyView {
    let between = session.between_of(NotYet::NUMBER);
    let now = Memo::new(move |_| {
        between.with(|between| between.own.items.iter().find(|own| own.about == Some(id)).cloned())
    });
    // The form is filled once it is known what there is.
    let is_known = move || between.with(|between| between.kind == NotYet::NUMBER);
    let content =
        live(is_known, move |is_known| if is_known { ticking(session, id, other, now) } else { nothing() });
    let summary = html::summary().class("btn plain").child(words::not_yet_title());
    html::details().child((summary, content)).into_any()
}

fn ticking(session: Session, id: RelationshipId, other: Memo<Other>, now: Memo<Option<OwnItem>>) -> AnyView {
    let start = now.get_untracked();
    let draft = session.draft(&format!("{}/not-yet", Place::Together(Tool::Time, id).address()));
    draft.filled_from(start.as_ref().map(|own| own.version));
    // An idea that this version words otherwise has no box, and could not be let go.
    let mut before = start.as_ref().map(|own| ideas_of(&own.content)).unwrap_or_default();
    before.retain(|idea| all().iter().any(|known| known.text == *idea));
    let ticked = draft.text("ideas", before.join("\n"));
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let dialogs = Giving::new();
    let send = move || {
        let lines = ticked.with_untracked(|ticked| ticked.lines().map(str::to_owned).collect::<Vec<_>>());
        let content = of_lines(&lines);
        let item = now.with_untracked(|now| now.as_ref().map(|own| own.item));
        let written = content.map(|content| kind::write(item, draft.of(), Some(id), content));
        form.send_typed(written, move |outcome| {
            if let Outcome::Written { version, .. } = outcome {
                draft.saved_as(version);
                session.say(words::tool_saved());
            }
        });
    };
    let box_of = move |idea: Idea| {
        let text = idea.text.clone();
        let is_ticked = move || ticked.with(|ticked| ticked.lines().any(|line| line == text));
        let text = idea.text.clone();
        let change = move |on: bool| {
            ticked.update(|ticked| {
                let rest = ticked.lines().filter(|line| *line != text).map(str::to_owned);
                let lines: Vec<String> = rest.chain(on.then(|| text.clone())).collect();
                *ticked = lines.join("\n");
            });
        };
        let input = html::input()
            .r#type("checkbox")
            .prop("checked", is_ticked)
            .on(ev::change, move |event| change(event_target_checked(&event)));
        html::label().class("check").child((input, html::span().child(idea.text))).into_any()
    };
    let boxes = html::div().class("ticks").child(all().into_iter().map(box_of).collect_view());
    let count = move || {
        let count = ticked.with(|ticked| ticked.lines().count());
        words::not_yet_chosen(u32::try_from(count).unwrap_or(u32::MAX))
    };
    let (share, withdraw) = kind::giving(id, other, now, Named::ByPerson, dialogs);
    let shared = kind::seen_by(session, now, id);
    let is_kept = live(
        move || now.with(Option::is_some),
        move |is_kept| {
            if is_kept { seen(shared, move || other.with(|other| other.name.clone())) } else { nothing() }
        },
    );
    let fields = vec![
        live(move || other.with(|other| other.name.clone()), |name| soft(words::not_yet_text(&name))),
        boxes.into_any(),
        html::p().class("soft small").attr("role", "status").child(count).into_any(),
        row(vec![submit(Look::Primary, words::tool_keep(), form.busy)]),
    ];
    stack(vec![
        kind::changed_since(draft, now),
        form.element(send, fields),
        draft.line(),
        is_kept,
        row(vec![share, withdraw]),
        dialogs.dialogs(session),
    ])
}
