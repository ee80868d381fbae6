//! Made-up people, for looking at every screen without a worker: `?view=linked#/ours`. Only with the feature `fixture`.

mod devices;

use interface::View;
use interface::command::ShownPage;
use interface::look::{
    Arrived, Asked, Between, Counts, Dyad, Frontier, KindCount, Look, News, OwnItem, OwnList, Page, Picture,
    Reply, ReplyFrom, SharedCount, SharedItem, SharedWith, Shown, TheirItem, TheySee, Today, Trial,
};
use interface::model::fields::{Heading, Text};
use interface::model::kinds::{Ask, Card, GivenAnswer, Listed};
use interface::model::{
    Answer, Content, Day, DeviceId, GrantId, ItemId, Need, RelationshipId, Taste, Tie, VersionId,
};
use interface::view::{
    Frame, LinkFailure, LinkView, LockView, Notice, RecoveryView, RelationshipView, RelayState, RelayView,
};

use crate::platform::cleaning::Remains;
use crate::platform::{browser, listening};
use crate::session::{Session, Stage};

use devices::{devices, fork};

const TODAY: Day = Day(20_779);
const SAM: RelationshipId = RelationshipId([1; 16]);
const MUM: RelationshipId = RelationshipId([2; 16]);

/// Shows what the query asks for; without `view`, begins as always.
pub(crate) fn begin(session: Session) {
    let Some(view) = browser::parameter("view") else { return session.begin() };
    let is_linked =
        !["solo", "inviting", "joining", "comparing", "confirmed", "ended"].contains(&view.as_str());
    let is_empty = view == "empty";
    let go = move || {
        let place = session.read_address();
        let page = if is_empty { empty(place.look()) } else { page(is_linked, place.look()) };
        session.show_page(place, ShownPage { look: place.look(), page, number: 0 });
        browser::focus_heading();
    };
    listening::on_address(go);
    listening::on_follow(move |address| {
        browser::add_address(&address);
        go();
    });
    match view.as_str() {
        "fresh" => session.show(View::Fresh),
        "invited" => {
            session.invite.set(Some("abc".to_owned()));
            session.show(View::Fresh);
        }
        "recovering" => session.show(View::Recovering { reached: true }),
        "locked" => session.show(View::Locked { wait_ms: 0, passkey: None, unsaved: false }),
        "locked-wait" => session.show(View::Locked { wait_ms: 240_000, passkey: None, unsaved: false }),
        "damaged" => session.show(View::Damaged),
        "elsewhere" => session.show_obstacle(Stage::Elsewhere),
        "denied" => session.show_obstacle(Stage::StorageDenied),
        "lost" => session.show_obstacle(Stage::StorageLost),
        "not-clean" => session.show_obstacle(Stage::NotClean(Remains::HeldStore)),
        "not-erased" => session.show_obstacle(Stage::NotClean(Remains::Store)),
        "remains" => {
            session.show_obstacle(Stage::NotClean(Remains::OfPage { settings: true, copy: true }));
        }
        "broken" => session.show_obstacle(Stage::Broken),
        "empty" => session.show(open(Vec::new(), false)),
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
            let mut view = open(
                vec![person(SAM, "Sam", Tie::Friend, link), person(MUM, "Mum", Tie::Parent, LinkView::Solo)],
                true,
            );
            if let (View::Open(open), "removed") = (&mut view, other) {
                open.devices.is_removed = true;
            }
            if let (View::Open(open), "forked") = (&mut view, other) {
                (open.notices, open.devices.fork) =
                    (vec![Notice::TwoHistories { waits: true }], Some(fork()));
            }
            if let (View::Open(open), "notices") = (&mut view, other) {
                open.notices = vec![
                    Notice::RelayForked,
                    Notice::MoreWaits { relationship: SAM },
                    Notice::Unreadable { entries: 3 },
                    Notice::NewDevice { device: DeviceId([42; 16]), added_on: Some(Day(20_777)) },
                    Notice::LinkFailed { relationship: MUM, problem: LinkFailure::Used },
                ];
            }
            session.show(view);
        }
    }
    go();
}

fn open(relationships: Vec<RelationshipView>, checked: bool) -> View {
    View::Open(Box::new(Frame {
        name: "Noor".to_owned(),
        recovery: RecoveryView { checked, viewed_on: Some(Day(20_770)), can_be_shown: !checked },
        relay: RelayView {
            address: "https://relay.example".to_owned(),
            state: RelayState::Offline,
            waiting: 2,
        },
        relationships,
        notices: Vec::new(),
        today: TODAY,
        devices: devices(),
        lock: LockView::default(),
        review_due: false,
        contacts: Vec::new(),
    }))
}

fn person(id: RelationshipId, name: &str, tie: Tie, link: LinkView) -> RelationshipView {
    let their_name = if name == "Sam" { "Samira".to_owned() } else { String::new() };
    RelationshipView { id, name: name.to_owned(), tie, link, their_name }
}

fn empty(look: Look) -> Page {
    match look {
        Look::Today => Page::Today(Today::default()),
        Look::Own { .. } => Page::Own(Vec::new()),
        Look::Item { .. } => Page::Item(None),
        Look::With { .. } => Page::With(Counts::default()),
        Look::Between { .. } => Page::Between(Vec::new()),
        Look::Together { .. } => Page::Together(None),
        Look::TheySee { .. } => Page::TheySee(TheySee::default()),
        Look::Shared => Page::Shared(Vec::new()),
        Look::Late { .. } => Page::Late(Vec::new()),
        Look::Picture { .. } => Page::Picture(Picture::default()),
        Look::Dyad { .. } => Page::Dyad(Dyad::default()),
        Look::Trial { .. } => Page::Trial(Trial::default()),
        Look::Frame => Page::Frame,
    }
}

fn page(is_linked: bool, look: Look) -> Page {
    let all = || cards(is_linked).into_iter().chain(asks(is_linked));
    let own = |kind: u32| OwnList {
        kind,
        items: all().filter(|own| own.content.number() == kind).collect(),
        more: 0,
    };
    match look {
        Look::Today => {
            let asked = theirs(Ask::NUMBER).into_iter().filter(|_| is_linked);
            let asked = asked.map(|item| Asked { relationship: SAM, item }).collect();
            let news = is_linked.then(news).into_iter().collect();
            Page::Today(Today { asked, written: vec![Card::NUMBER], news, ..Today::default() })
        }
        Look::Own { kinds, .. } => Page::Own(kinds.into_iter().map(own).collect()),
        Look::Item { item } => Page::Item(all().find(|own| own.item == item).map(Box::new)),
        Look::With { relationship } if is_linked && relationship != Some(MUM) => {
            let count = |kind, count, without_reply| KindCount { kind, count, without_reply };
            Page::With(Counts {
                they_see: 3,
                theirs: vec![count(Card::NUMBER, 2, 2), count(Ask::NUMBER, 2, 1)],
                news: Some(news()),
                ..Counts::default()
            })
        }
        Look::Between { relationship, kinds, .. } => {
            let of = |kind| {
                let theirs = if is_linked && relationship == SAM { theirs(kind) } else { Vec::new() };
                Between { kind, theirs, own: own(kind), ..Between::default() }
            };
            Page::Between(kinds.into_iter().map(of).collect())
        }
        Look::TheySee { relationship, .. } if is_linked && relationship == SAM => {
            Page::TheySee(TheySee { items: they_see(), more: 0 })
        }
        Look::Shared if is_linked => Page::Shared(vec![SharedCount { relationship: SAM, count: 3 }]),
        other => empty(other),
    }
}

/// What Sam did since this device was last used.
fn news() -> News {
    let arrived = |kind, about, count| Arrived { kind, about, count };
    let arrived = vec![arrived(GivenAnswer::NUMBER, Some(Ask::NUMBER), 1), arrived(Card::NUMBER, None, 2)];
    News { relationship: SAM, arrived, up_to: Frontier::default() }
}

fn card(taste: Taste, text: &str, note: &str) -> Content {
    let text = Heading::typed(text).expect("a line");
    Content::of(&Card { taste, text, note: Text::typed_optional(note).expect("a note") })
}

fn ask(need: Need, text: &str) -> Content {
    Content::of(&Ask { need, text: Text::typed(text).expect("a text") })
}

fn answer(answer: Answer, words: &str) -> Content {
    Content::of(&GivenAnswer { answer, words: Text::typed_optional(words).expect("words"), chosen: None })
}

fn own_item(number: u8, content: Content, about: Option<RelationshipId>, shared: Option<bool>) -> OwnItem {
    OwnItem {
        item: ItemId([number; 16]),
        version: VersionId([number; 16]),
        content,
        about,
        written_s: 20_775 * 86_400 + 43_200,
        shared: shared
            .map(|newest| SharedWith { relationship: SAM, newest, delivered: true })
            .into_iter()
            .collect(),
        replies: Vec::new(),
        siblings: Vec::new(),
    }
}

fn cards(is_linked: bool) -> Vec<OwnItem> {
    let evening = "I can cope if I hear it the evening before.";
    vec![
        own_item(31, quiet(), None, is_linked.then_some(true)),
        own_item(33, card(Taste::Like, "Walking without a goal", ""), None, None),
        own_item(
            34,
            card(Taste::Dislike, "Plans that change on the day", evening),
            None,
            is_linked.then_some(false),
        ),
        own_item(35, card(Taste::Dislike, "Loud restaurants", ""), None, None),
    ]
}

fn quiet() -> Content {
    card(Taste::Like, "Quiet before nine", "Coffee first, then words.")
}

fn flats() -> Content {
    ask(Need::Ideas, "Which of the two flats?")
}

fn later() -> Content {
    answer(Answer::NotNow, "After the exam, gladly.")
}

fn asks(is_linked: bool) -> Vec<OwnItem> {
    let text = "The move is too much at once. I do not need solutions.";
    let mut asks = vec![own_item(21, ask(Need::Listening, text), Some(SAM), None)];
    if is_linked {
        let reply = Reply { content: answer(Answer::Yes, ""), on: Day(20_778) };
        let replies = vec![ReplyFrom { relationship: SAM, reply }];
        asks.push(OwnItem { replies, ..own_item(22, flats(), Some(SAM), Some(true)) });
    }
    asks
}

fn theirs(kind: u32) -> Vec<TheirItem> {
    let item = |number: u8, day, content: Content, reply: Option<Content>| TheirItem {
        item: ItemId([number; 16]),
        content: Some(content),
        shared_on: Day(day),
        reply: reply.map(|content| Reply { content, on: Day(20_778) }),
    };
    let company = "Could we cook together on Thursday? I'd rather talk than advice.";
    let all = vec![
        item(11, 20_770, card(Taste::Like, "Rain on a tent roof", ""), None),
        item(12, 20_770, card(Taste::Dislike, "Being asked “are you nearly ready?”", ""), None),
        item(13, 20_778, ask(Need::Company, company), None),
        item(14, 20_760, ask(Need::Hands, "The shelf needs two people."), Some(later())),
    ];
    all.into_iter()
        .filter(|item| item.content.as_ref().is_some_and(|content| content.number() == kind))
        .collect()
}

fn they_see() -> Vec<SharedItem> {
    let item = |number: u8, content, delivered| SharedItem {
        item: Some(ItemId([number; 16])),
        grant: Some(GrantId([number; 16])),
        content,
        about: None,
        shared_on: Day(20_770),
        delivered,
    };
    vec![
        item(31, Shown::Record(quiet()), true),
        item(22, Shown::Record(flats()), true),
        item(14, Shown::Record(later()), false),
        SharedItem { item: None, grant: None, ..item(32, Shown::Name("Noor".to_owned()), true) },
    ]
}
