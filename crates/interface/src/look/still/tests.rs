use model::{
    Answer, Clock, Content, Day, GrantId, RelationshipId, Taste, VersionId, WriterId,
    fields::Heading,
    kinds::{Card, GivenAnswer, Listed},
};

use model::ItemId;

use super::*;
use crate::{
    look::{Arrived, Counts, Frontier, News, Reply, ReplyFrom, Shown},
    view::{LockView, Notice, RecoveryView, RelayState, RelayView},
};

const WITH: RelationshipId = RelationshipId([1; 16]);

fn card(text: &str) -> Content {
    Content::of(&Card { taste: Taste::Like, text: Heading::typed(text).unwrap(), note: None })
}

fn reply(answer: Answer) -> Reply {
    Reply { content: Content::of(&GivenAnswer { answer, words: None, chosen: None }), on: Day(20_780) }
}

fn theirs(name: u8, text: &str) -> TheirItem {
    TheirItem { item: ItemId([name; 16]), content: Some(card(text)), shared_on: Day(20_779), reply: None }
}

fn gone(item: TheirItem) -> TheirItem {
    TheirItem { content: None, ..item }
}

fn replied(item: TheirItem, answer: Answer) -> TheirItem {
    TheirItem { reply: Some(reply(answer)), ..item }
}

fn own(name: u8, text: &str, answers: &[Answer]) -> OwnItem {
    let from = |answer: &Answer| ReplyFrom { relationship: WITH, reply: reply(*answer) };
    OwnItem {
        item: ItemId([name; 16]),
        version: VersionId([name; 16]),
        content: card(text),
        about: None,
        written_s: 1_795_348_800,
        shared: Vec::new(),
        replies: answers.iter().map(from).collect(),
        siblings: Vec::new(),
    }
}

fn list(items: Vec<OwnItem>) -> OwnList {
    OwnList { kind: Card::NUMBER, items, more: 0 }
}

fn both(theirs: Vec<TheirItem>, more_theirs: u32, own: Vec<OwnItem>) -> Page {
    let (kind, standings) = (Card::NUMBER, Vec::new());
    Page::Between(vec![Between { kind, standings, theirs, more_theirs, own: list(own) }])
}

fn today(items: Vec<TheirItem>, of_today: &[u32]) -> Page {
    let asked = items.into_iter().map(|item| Asked { relationship: WITH, item }).collect();
    Page::Today(Today { asked, of_today: of_today.to_vec(), ..Today::default() })
}

/// What stays is `stays`, and there is more than that if `waits`.
fn check(shown: &Page, newest: &Page, asked: bool, stays: &Page, waits: bool) {
    assert_eq!(page(shown, newest, asked), Still { stays: stays.clone(), waits });
}

#[test]
fn what_others_share_waits_even_for_what_the_person_does() {
    let shown = both(vec![theirs(1, "Rain")], 0, vec![own(5, "Tea", &[])]);
    let newest = both(vec![theirs(2, "Snow"), theirs(1, "Rain")], 0, vec![own(5, "Green tea", &[])]);
    check(&shown, &newest, false, &shown, true);
    let stays = both(vec![theirs(1, "Rain")], 0, vec![own(5, "Green tea", &[])]);
    check(&shown, &newest, true, &stays, true);
    check(&shown, &shown, false, &shown, false);
}

#[test]
fn what_is_withdrawn_loses_its_words_and_keeps_its_place() {
    let shown = both(vec![theirs(2, "Snow"), theirs(1, "Rain")], 0, Vec::new());
    let newest = both(vec![theirs(1, "Rain")], 0, Vec::new());
    let stays = both(vec![gone(theirs(2, "Snow")), theirs(1, "Rain")], 0, Vec::new());
    for asked in [false, true] {
        check(&shown, &newest, asked, &stays, false);
    }
    assert_eq!((lost(&shown, &stays), lost(&stays, &stays)), (vec![ItemId([2; 16])], Vec::new()));
    // Once gone it stays gone until the page is drawn anew.
    check(&stays, &newest, false, &stays, false);
    let more = both(vec![theirs(3, "Sun"), theirs(1, "Rain")], 0, Vec::new());
    check(&stays, &more, false, &stays, true);
    // A newer version follows the withdrawal of the older one: it comes to its place.
    let again = both(vec![theirs(2, "Snow in May"), theirs(1, "Rain")], 0, Vec::new());
    check(&stays, &again, false, &again, false);
}

#[test]
fn what_has_no_room_any_more_is_not_taken_for_withdrawn() {
    let shown = both(vec![theirs(2, "Snow"), theirs(1, "Rain")], 0, Vec::new());
    let newest = both(vec![theirs(3, "Sun"), theirs(2, "Snow")], 1, Vec::new());
    check(&shown, &newest, false, &shown, true);
    let newest = both(vec![theirs(3, "Sun"), theirs(1, "Rain")], 1, Vec::new());
    let stays = both(vec![gone(theirs(2, "Snow")), theirs(1, "Rain")], 0, Vec::new());
    check(&shown, &newest, false, &stays, true);
    let newest = both(vec![theirs(4, "Fog"), theirs(3, "Sun")], 2, Vec::new());
    check(&shown, &newest, false, &shown, true);
    let waiting = |from: u8| today((from..from + 20).map(|name| theirs(name, "Monday")).collect(), &[]);
    check(&waiting(1), &waiting(2), false, &waiting(1), true);
}

#[test]
fn a_reply_is_shown_with_the_words_that_it_answers() {
    let shown = today(vec![replied(theirs(1, "Monday"), Answer::Yes), theirs(2, "Friday")], &[]);
    let newest = today(vec![theirs(1, "Sunday"), replied(theirs(2, "Friday"), Answer::NotNow)], &[]);
    let stays = today(
        vec![replied(theirs(1, "Monday"), Answer::Yes), replied(theirs(2, "Friday"), Answer::NotNow)],
        &[],
    );
    check(&shown, &newest, true, &stays, true);
}

#[test]
fn today_keeps_what_is_asked_and_shows_what_the_person_answered() {
    let shown = today(vec![theirs(1, "Monday"), theirs(2, "Friday")], &[]);
    let newest = today(vec![theirs(3, "Sunday"), replied(theirs(1, "Monday"), Answer::Yes)], &[6]);
    let stays = today(vec![theirs(1, "Monday"), gone(theirs(2, "Friday"))], &[]);
    check(&shown, &newest, false, &stays, true);
    let stays = today(vec![replied(theirs(1, "Monday"), Answer::Yes), gone(theirs(2, "Friday"))], &[6]);
    check(&shown, &newest, true, &stays, true);
    // Of what has an answer only the newest are looked for.
    let answered = today(vec![replied(theirs(1, "Monday"), Answer::Yes)], &[]);
    check(&answered, &today(Vec::new(), &[]), false, &answered, false);
}

#[test]
fn the_persons_own_waits_when_it_comes_from_another_device_and_a_withdrawn_reply_goes() {
    let shown = Page::Own(vec![list(vec![own(1, "Tea", &[Answer::Yes])])]);
    let newest = Page::Own(vec![list(vec![own(2, "Coffee", &[]), own(1, "Green tea", &[])])]);
    let stays = Page::Own(vec![list(vec![own(1, "Tea", &[])])]);
    check(&shown, &newest, false, &stays, true);
    assert_eq!(lost(&shown, &stays), [ItemId([1; 16])]);
    // A page that gives way to another one has lost nothing.
    assert_eq!(lost(&shown, &Page::Frame), Vec::<ItemId>::new());
    check(&shown, &newest, true, &newest, false);

    let item = |text, answers: &[Answer]| Page::Item(Some(Box::new(own(1, text, answers))));
    check(&item("Tea", &[Answer::Yes]), &item("Green tea", &[]), false, &item("Tea", &[]), true);
    check(&item("Tea", &[]), &Page::Item(None), false, &item("Tea", &[]), true);
    check(&item("Tea", &[]), &Page::Item(None), true, &Page::Item(None), false);
    check(&Page::Item(None), &item("Tea", &[]), false, &item("Tea", &[]), false);
}

#[test]
fn what_the_other_sees_tells_at_once_what_the_relay_has() {
    let shared = |name: u8, text: &str, delivered| SharedItem {
        grant: Some(GrantId([name; 16])),
        item: Some(ItemId([name; 16])),
        content: Shown::Record(card(text)),
        about: None,
        shared_on: Day(20_779),
        delivered,
    };
    let see = |items| Page::TheySee(TheySee { items, more: 0 });
    let shown = see(vec![shared(1, "Rain", false)]);
    let delivered = see(vec![shared(1, "Rain", true)]);
    check(&shown, &delivered, false, &delivered, false);
    let newest = see(vec![shared(2, "Snow", false), shared(1, "Rain", true)]);
    check(&shown, &newest, false, &delivered, true);
    check(&shown, &newest, true, &newest, false);
    check(&shown, &see(vec![shared(1, "Other words", true)]), false, &shown, true);
    let about =
        |words: Option<&str>, is| see(vec![SharedItem { about: words.map(card), ..shared(1, "Rain", is) }]);
    let was = about(Some("Walk"), false);
    check(&was, &about(Some("Run"), true), false, &about(Some("Walk"), true), true);
    check(&was, &about(None, true), false, &about(None, true), false);
    check(&shown, &see(Vec::new()), false, &see(Vec::new()), false); // The link has ended.
}

#[test]
fn the_news_that_stand_there_lose_what_was_withdrawn_and_gain_nothing() {
    let up_to = |clock| Frontier(vec![(WriterId([1; 16]), Clock(clock))]);
    let news = |cards: u32, pages: u32, clock| {
        let arrived = [
            Arrived { kind: Card::NUMBER, about: None, count: cards },
            Arrived { kind: 5, about: None, count: pages },
        ];
        let arrived = arrived.into_iter().filter(|arrived| arrived.count > 0).collect();
        News { relationship: WITH, arrived, up_to: up_to(clock) }
    };
    let on_today = |news: &[News]| Page::Today(Today { news: news.to_vec(), ..Today::default() });
    let with = |news: &[News]| Page::With(Counts { news: news.first().cloned(), ..Counts::default() });
    for of in [on_today, with] as [fn(&[News]) -> Page; 2] {
        let both = |shown: &[News], newest: &[News], asked, stays: &[News], waits| {
            check(&of(shown), &of(newest), asked, &of(stays), waits);
        };
        for asked in [false, true] {
            both(&[], &[news(1, 0, 5)], asked, &[], true);
            both(&[news(2, 0, 5)], &[news(1, 0, 4)], asked, &[news(1, 0, 4)], false);
            both(&[news(2, 1, 5)], &[news(3, 0, 9)], asked, &[news(2, 0, 5)], true);
            both(&[news(2, 1, 5)], &[], asked, &[], false);
            // A newer version takes the place of an older one: putting the line away reaches as far as that.
            both(&[news(1, 0, 5)], &[news(1, 0, 9)], asked, &[news(1, 0, 9)], false);
            // Of answers to a talk and to a proposal those to the talk were taken back.
            let answers = |about| Arrived { kind: 8, about: Some(about), count: 1 };
            let of = |arrived: &[Arrived]| vec![News { arrived: arrived.to_vec(), ..news(0, 0, 5) }];
            both(&of(&[answers(1), answers(2)]), &of(&[answers(2)]), asked, &of(&[answers(2)]), false);
        }
    }
}

#[test]
fn counts_wait_and_another_page_does_not() {
    let counts = |they_see| Page::With(Counts { they_see, ..Counts::default() });
    check(&counts(1), &counts(2), false, &counts(1), true);
    check(&counts(1), &counts(2), true, &counts(2), false);
    check(&counts(1), &Page::Shared(Vec::new()), false, &Page::Shared(Vec::new()), false);
}

#[test]
fn around_the_page_names_and_the_relay_are_told_at_once_and_the_rest_waits() {
    let relationship = |name: &str, link| RelationshipView {
        id: WITH,
        name: name.to_owned(),
        tie: model::Tie::Partner,
        link,
        their_name: String::new(),
    };
    let shown = Frame {
        name: "Noor".to_owned(),
        recovery: RecoveryView { checked: false, viewed_on: None, can_be_shown: true },
        relay: RelayView { address: String::new(), state: RelayState::Online, waiting: 0 },
        relationships: vec![relationship("Sam", LinkView::Joining)],
        notices: Vec::new(),
        devices: Default::default(),
        today: Day(20_779),
        lock: LockView::default(),
        review_due: false,
        contacts: Vec::new(),
    };
    let offline = RelayView { address: String::new(), state: RelayState::Offline, waiting: 3 };
    let calm = Frame {
        relationships: vec![relationship("Samira", LinkView::Joining)],
        relay: offline.clone(),
        ..shown.clone()
    };
    let all = Drawn { links: true, notices: true, tasks: true, devices: true, awaits: false };
    assert_eq!(frame(&shown, &calm, all), Still { stays: calm.clone(), waits: false });
    let loud = Frame {
        relationships: vec![relationship("Samira", LinkView::Ended)],
        notices: vec![Notice::RelayFull],
        review_due: true,
        contacts: Vec::new(),
        ..calm
    };
    let stays = Frame { relay: offline.clone(), ..shown.clone() };
    assert_eq!(frame(&shown, &loud, all), Still { stays, waits: true });
    assert_eq!(frame(&shown, &loud, Drawn::default()), Still { stays: loud.clone(), waits: false });
    let full = Frame { notices: vec![Notice::RelayFull, Notice::StorageFull], ..shown.clone() };
    let stays = Frame { notices: vec![Notice::StorageFull], ..shown.clone() };
    assert_eq!(frame(&shown, &full, all), Still { stays: stays.clone(), waits: true });
    assert_eq!(frame(&stays, &full, all), Still { stays, waits: true });
    let waiting = Drawn { links: false, tasks: false, awaits: true, ..all };
    // Where a person waits for the link, it is shown with its notice; a notice alone waits.
    assert_eq!(frame(&shown, &loud, waiting), Still { stays: loud.clone(), waits: false });
    let noticed = Frame { notices: vec![Notice::RelayFull], relay: offline.clone(), ..shown.clone() };
    let stays = Frame { relay: offline, ..shown.clone() };
    assert_eq!(frame(&shown, &noticed, waiting), Still { stays, waits: true });

    let device = |name: u8| DeviceView {
        id: model::DeviceId([name; 16]),
        name: String::new(),
        added_on: None,
        is_this: name == 1,
        is_leaving: false,
    };
    let with = |devices: Vec<DeviceView>| {
        let mut frame = shown.clone();
        frame.devices.devices = devices;
        frame
    };
    let (one, two) = (with(vec![device(1)]), with(vec![device(1), device(2)]));
    assert_eq!(frame(&one, &two, waiting), Still { stays: one.clone(), waits: true });
    let leaving = with(vec![DeviceView { is_leaving: true, ..device(1) }]);
    assert_eq!(frame(&one, &leaving, waiting), Still { stays: leaving.clone(), waits: false });
}

/// Who decides about what came too late ticks one thing after another: nothing comes or goes between them.
#[test]
fn what_came_too_late_stays_as_it_is_looked_at() {
    let with = |things: u32| {
        let list =
            crate::look::LateList { device: None, name: String::new(), things: Vec::new(), more: things };
        Page::Late(vec![list])
    };
    assert_eq!(page(&with(1), &with(2), false), Still { stays: with(1), waits: true });
    assert_eq!(page(&with(2), &with(1), false), Still { stays: with(2), waits: true });
    assert_eq!(page(&with(2), &with(2), false), Still { stays: with(2), waits: false });
    assert_eq!(page(&with(2), &with(1), true), Still { stays: with(1), waits: false });
}
