//! What the picture is made of: days as they were kept, and hours that both hold. Nothing of the other's days is in it.

use client::{
    Look, Outcome,
    command::Items,
    look::{KeptDay, Page, Picture, Week},
};
use model::{
    Answer, Closeness, Content, Day, ItemId, Lasts, RelationshipId, Repeats, Rhythm,
    fields::{Few, Heading, Scale, TimeOfDay},
    kinds::{Card, CheckIn, GivenAnswer, Listed, ProtectedTime, TimeTogether},
};
use testing::{
    people::World,
    scenes::{self, Scene},
};

const NOOR: usize = 0;
const SAM: usize = 1;

fn check_in(day: Day, fit: u8, wish: Option<Closeness>) -> Content {
    Content::of(&CheckIn { day, fit: Scale::new(fit).expect("a point"), wish, words: None })
}

fn write(world: &mut World, by: usize, about: Option<RelationshipId>, content: Content) -> ItemId {
    match world.act(by, Items::Write { item: None, of: None, about, content }) {
        Ok(Outcome::Written { item, .. }) => item,
        other => panic!("{other:?}"),
    }
}

fn picture(world: &World, by: usize, relationship: Option<RelationshipId>) -> Picture {
    match world.page(by, &Look::Picture { relationship, beside: Vec::new(), up_to: 0 }) {
        Page::Picture(picture) => picture,
        other => panic!("the picture was asked for, not {other:?}"),
    }
}

fn at(minutes: u16) -> TimeOfDay {
    TimeOfDay::new(minutes, "Europe/Berlin").expect("a time of day")
}

#[test]
fn days_stand_in_their_order_with_what_was_kept_of_each() {
    let Scene { mut world, noors, sams, .. } = scenes::scene(71, 0);
    let today = world.open(NOOR).today;
    let days = [2, 1, 0].map(|back| Day(today.0 - back));
    write(&mut world, NOOR, None, check_in(days[2], 5, None));
    write(&mut world, NOOR, Some(noors), check_in(days[0], 2, Some(Closeness::Less)));
    write(&mut world, NOOR, None, check_in(days[0], 3, None));
    write(&mut world, NOOR, Some(noors), check_in(days[1], 6, None));
    write(&mut world, SAM, Some(sams), check_in(days[2], 1, Some(Closeness::More)));
    world.settle();
    let kept = |day, own, bond, wish| KeptDay { day, own, bond, wish };
    let expected = vec![
        kept(days[0], Some(3), Some(2), Some(Closeness::Less)),
        kept(days[1], None, Some(6), None),
        kept(days[2], Some(5), None, None),
    ];
    assert_eq!(picture(&world, NOOR, None).with, Some(noors), "the first where none is named");
    assert_eq!(picture(&world, NOOR, Some(noors)).days, expected);
    // Written again in another item, as another device would: the last counts.
    world.pass(2_000);
    write(&mut world, NOOR, None, check_in(days[2], 7, None));
    assert_eq!(picture(&world, NOOR, Some(noors)).days.last().map(|kept| kept.own), Some(Some(7)));
    // Of somebody else only one's own days are in it.
    let mum = scenes::add(&mut world, NOOR, "Mum");
    let with_mum = picture(&world, NOOR, Some(mum)).days;
    assert!(with_mum.iter().all(|kept| kept.bond.is_none() && kept.wish.is_none()), "{with_mum:?}");
}

#[test]
fn hours_are_those_that_are_protected_and_those_that_both_agreed_on() {
    let Scene { mut world, noors, sams, .. } = scenes::scene(72, 0);
    let today = world.open(NOOR).today;
    let monday = Day(today.0 - (today.0 + 3) % 7);
    let protected = ProtectedTime {
        what: Heading::typed("Cello").expect("a heading"),
        on: Day(monday.0 - 14),
        from: at(18 * 60),
        until: at(19 * 60 + 30),
        repeats: Repeats::Weekly,
        ends: Some(Day(monday.0 - 7)),
        told: None,
    };
    write(&mut world, NOOR, None, Content::of(&protected));
    let proposed = TimeTogether {
        what: Heading::typed("Walk").expect("a heading"),
        days: Few::new(vec![Day(monday.0), Day(monday.0 - 7)]).expect("two"),
        from: Few::new(vec![at(600), at(600)]).expect("two"),
        lasts: Some(Lasts::TwoHours),
        rhythm: Rhythm::Once,
        place: None,
        words: None,
    };
    let content = Content::of(&proposed);
    let about = Some(noors);
    let Ok(Outcome::Written { item, version }) =
        world.act(NOOR, Items::Write { item: None, of: None, about, content: content.clone() })
    else {
        panic!()
    };
    world.act(NOOR, Items::Share { relationship: noors, item, version }).expect("it is shared");
    world.settle();
    let minutes = |world: &World, by: usize| {
        let weeks = picture(world, by, None).weeks;
        assert_eq!(weeks.len(), 8);
        let of = |week: &Week| (week.monday.0, week.own_minutes, week.bond_minutes);
        weeks.iter().map(of).filter(|(_, own, bond)| own + bond > 0).collect::<Vec<_>>()
    };
    assert_eq!(
        minutes(&world, NOOR),
        [(monday.0 - 14, 90, 0), (monday.0 - 7, 90, 0)],
        "a proposal is no date"
    );
    let answer = Content::of(&GivenAnswer { answer: Answer::Yes, words: None, chosen: Scale::new(2) });
    let reply = Items::Reply { relationship: sams, to: item, read: content.hash(), content: answer };
    world.act(SAM, reply).expect("an answer");
    world.settle();
    assert_eq!(minutes(&world, NOOR), [(monday.0 - 14, 90, 0), (monday.0 - 7, 90, 120)]);
    assert_eq!(minutes(&world, SAM), [(monday.0 - 7, 0, 120)], "Sam sees nothing of what Noor protects");
}

#[test]
fn beside_the_days_stand_things_of_ones_own_and_nothing_of_what_others_have_to_do_with_them() {
    let Scene { mut world, noors, sams, .. } = scenes::scene(73, 0);
    let own = scenes::share_card(&mut world, NOOR, noors, "Walks by the river");
    scenes::share_card(&mut world, SAM, sams, "Cello in the morning");
    world.settle();
    let kinds = vec![Card::NUMBER];
    let all = Look::Own { kinds: kinds.clone(), up_to: 9, only: None };
    let Page::Own(lists) = world.page(NOOR, &all) else { panic!() };
    assert!(lists.iter().flat_map(|list| &list.items).any(|own| !own.shared.is_empty()), "it is shared");
    let beside = |up_to: u32| {
        let look = Look::Picture { relationship: Some(noors), beside: kinds.clone(), up_to };
        let Page::Picture(picture) = world.page(NOOR, &look) else { panic!() };
        picture.beside
    };
    let [cards] = beside(9).try_into().expect("one list for each kind");
    let items: Vec<_> = cards.items.iter().map(|own| own.item).collect();
    assert_eq!((cards.kind, items, cards.more), (Card::NUMBER, vec![own], 0));
    assert!(cards.items.iter().all(|own| own.shared.is_empty() && own.replies.is_empty()));
    assert_eq!(beside(0).first().map(|list| list.more), Some(1), "what is not shown is counted");
}
