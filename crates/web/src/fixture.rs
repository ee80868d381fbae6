//! Made-up people, for looking at every screen without a worker: `?view=linked#/ours`. Only with the feature `fixture`.

use client::View;
use client::model::{Answer, Day, DeviceId, ItemId, Need, RelationshipId, Taste, Tie, VersionId};
use client::view::devices::{DeviceView, DevicesView};
use client::view::{
    AnswerView, CardView, LinkFailure, LinkView, LockView, MyAskView, Notice, OpenView, RecoveryView,
    RelationshipView, RelayState, RelayView, SharedCardView, SharedContentView, SharedItemView, SharedWith,
    TheirAskView,
};
use leptos::prelude::Set;

use crate::platform::{browser, listening};
use crate::session::{Session, Stage};

const TODAY: Day = Day(20_779);
const SAM: RelationshipId = RelationshipId([1; 16]);
const MUM: RelationshipId = RelationshipId([2; 16]);
const WORDS: &str = "abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid acoustic acquire across act action actor actress actual";

/// Shows what the query asks for; without `view`, begins as always.
pub(crate) fn begin(session: Session) {
    let Some(view) = browser::parameter("view") else { return session.begin() };
    session.read_address();
    listening::on_address(move || {
        session.read_address();
        browser::focus_heading();
    });
    listening::on_follow(move |address| {
        browser::add_address(&address);
        session.read_address();
        browser::focus_heading();
    });
    let words = || WORDS.split(' ').map(str::to_owned).collect::<Vec<_>>();
    match view.as_str() {
        "fresh" => session.show(View::Fresh),
        "invited" => {
            session.invite.set(Some("abc".to_owned()));
            session.show(View::Fresh);
        }
        "recovering" => session.show(View::Recovering),
        "locked" => session.show(View::Locked { wait_ms: 0, passkey: None, unsaved: false }),
        "locked-wait" => session.show(View::Locked { wait_ms: 240_000, passkey: None, unsaved: false }),
        "damaged" => session.show(View::Damaged),
        "elsewhere" => session.show_obstacle(Stage::Elsewhere),
        "denied" => session.show_obstacle(Stage::StorageDenied),
        "lost" => session.show_obstacle(Stage::StorageLost),
        "broken" => session.show_obstacle(Stage::Broken),
        "words" => {
            session.show(open(Vec::new(), Vec::new(), false));
            session.show_new_words(words());
        }
        "empty" => session.show(open(Vec::new(), Vec::new(), false)),
        other => {
            let link = match other {
                "solo" => LinkView::Solo,
                "inviting" => LinkView::Invited { invite: "wV7mQ2".repeat(24), expires_at_ms: 0 },
                "joining" => LinkView::Joining,
                "comparing" | "confirmed" => LinkView::Comparing {
                    words: ["harbour", "velvet", "orbit", "maple"].map(str::to_owned).to_vec(),
                    their_name: "Samira".to_owned(),
                    confirmed: other == "confirmed",
                },
                "ended" => LinkView::Ended,
                _ => LinkView::Linked { since: Day(20_607) },
            };
            let is_linked = matches!(link, LinkView::Linked { .. });
            let people = vec![sam(link, is_linked), mum()];
            let mut view = open(people, cards(is_linked), true);
            if let (View::Open(open), "removed") = (&mut view, other) {
                open.devices.is_removed = true;
            }
            if let (View::Open(open), "notices") = (&mut view, other) {
                open.notices = vec![
                    Notice::RelayForked,
                    Notice::Unreadable { entries: 3 },
                    Notice::NewDevice { device: DeviceId([42; 16]), added_on: Some(Day(20_777)) },
                    Notice::LinkFailed { relationship: MUM, problem: LinkFailure::Used },
                ];
            }
            session.show(view);
        }
    }
}

fn open(relationships: Vec<RelationshipView>, cards: Vec<CardView>, checked: bool) -> View {
    View::Open(Box::new(OpenView {
        name: "Noor".to_owned(),
        recovery: RecoveryView { checked, viewed_on: Some(Day(20_770)), can_be_shown: !checked },
        relay: RelayView {
            address: "https://relay.example".to_owned(),
            state: RelayState::Offline,
            waiting: 2,
        },
        relationships,
        cards,
        more_cards: 0,
        notices: Vec::new(),
        today: TODAY,
        devices: devices(),
        lock: LockView::default(),
        review_due: false,
    }))
}

fn devices() -> DevicesView {
    let device = |number: u8, name: &str, added_on, is_leaving| DeviceView {
        id: DeviceId([number; 16]),
        name: name.to_owned(),
        added_on: Some(Day(added_on)),
        is_this: number == 41,
        is_leaving,
    };
    let devices = vec![
        device(41, "", 20_600, false),
        device(42, "Tablet in the kitchen", 20_700, false),
        device(43, "", 20_777, true),
    ];
    DevicesView { devices, ..DevicesView::default() }
}

fn sam(link: LinkView, is_linked: bool) -> RelationshipView {
    let shared = |text: &str, taste, number: u8| SharedCardView {
        taste,
        text: text.to_owned(),
        note: String::new(),
        shared_on: Day(20_770),
        item: ItemId([number; 16]),
    };
    let mut relationship = RelationshipView {
        id: SAM,
        name: "Sam".to_owned(),
        tie: Tie::Friend,
        link,
        their_name: "Samira".to_owned(),
        their_cards: Vec::new(),
        their_asks: Vec::new(),
        my_asks: vec![ask(21, "The move is too much at once. I do not need solutions.", None, None)],
        they_see: Vec::new(),
    };
    if is_linked {
        relationship.their_cards = vec![
            shared("Rain on a tent roof", Taste::Like, 11),
            shared("Being asked “are you nearly ready?”", Taste::Dislike, 12),
        ];
        relationship.their_asks = vec![
            TheirAskView {
                item: ItemId([13; 16]),
                need: Need::Company,
                text: "Could we cook together on Thursday? I'd rather talk than advice.".to_owned(),
                shared_on: Day(20_778),
                answer: None,
            },
            TheirAskView {
                item: ItemId([14; 16]),
                need: Need::Hands,
                text: "The shelf needs two people.".to_owned(),
                shared_on: Day(20_760),
                answer: Some(answer(Answer::NotNow, "After the exam, gladly.")),
            },
        ];
        let shared = Some(SharedWith { relationship: SAM, newest: true });
        relationship.my_asks.push(ask(22, "Which of the two flats?", shared, Some(answer(Answer::Yes, ""))));
        relationship.they_see = vec![
            they_see(
                31,
                SharedContentView::Card {
                    taste: Taste::Like,
                    text: "Quiet before nine".to_owned(),
                    note: "Coffee first, then words.".to_owned(),
                },
                true,
            ),
            they_see(
                22,
                SharedContentView::Ask { need: Need::Ideas, text: "Which of the two flats?".to_owned() },
                true,
            ),
            they_see(
                14,
                SharedContentView::Answer {
                    answer: Answer::NotNow,
                    words: "After the exam, gladly.".to_owned(),
                },
                false,
            ),
            they_see(32, SharedContentView::Name("Noor".to_owned()), true),
        ];
    }
    relationship
}

fn mum() -> RelationshipView {
    RelationshipView {
        id: MUM,
        name: "Mum".to_owned(),
        tie: Tie::Parent,
        link: LinkView::Solo,
        their_name: String::new(),
        their_cards: Vec::new(),
        their_asks: Vec::new(),
        my_asks: Vec::new(),
        they_see: Vec::new(),
    }
}

fn cards(is_linked: bool) -> Vec<CardView> {
    let card = |number: u8, taste, text: &str, note: &str, shared: Vec<SharedWith>| CardView {
        id: ItemId([number; 16]),
        version: VersionId([number; 16]),
        taste,
        text: text.to_owned(),
        note: note.to_owned(),
        written_on: Day(20_775),
        shared,
        siblings: Vec::new(),
    };
    let with = |newest| if is_linked { vec![SharedWith { relationship: SAM, newest }] } else { Vec::new() };
    vec![
        card(31, Taste::Like, "Quiet before nine", "Coffee first, then words.", with(true)),
        card(33, Taste::Like, "Walking without a goal", "", Vec::new()),
        card(
            34,
            Taste::Dislike,
            "Plans that change on the day",
            "I can cope if I hear it the evening before.",
            with(false),
        ),
        card(35, Taste::Dislike, "Loud restaurants", "", Vec::new()),
    ]
}

fn ask(number: u8, text: &str, shared: Option<SharedWith>, answer: Option<AnswerView>) -> MyAskView {
    MyAskView {
        item: ItemId([number; 16]),
        version: VersionId([number; 16]),
        need: if number == 21 { Need::Listening } else { Need::Ideas },
        text: text.to_owned(),
        written_on: Day(20_777),
        shared,
        answer,
        siblings: Vec::new(),
    }
}

fn answer(answer: Answer, words: &str) -> AnswerView {
    AnswerView { answer, words: words.to_owned(), on: Day(20_778) }
}

fn they_see(number: u8, content: SharedContentView, delivered: bool) -> SharedItemView {
    SharedItemView { item: Some(ItemId([number; 16])), content, shared_on: Day(20_770), delivered }
}
