use super::*;

const SPACE: SpaceId = SpaceId([7; 32]);

fn arrival(name: u8, writer: u8, clock: u64) -> Arrival {
    Arrival {
        item: ItemId([name; 16]),
        about: None,
        kind: 1,
        stamp: Stamp { clock: Clock(clock), writer: WriterId([writer; 16]) },
        origin: Origin([name; 16]),
    }
}

fn linked() -> Noticed {
    let mut noticed = Noticed::begin();
    noticed.begin_link(SPACE);
    noticed
}

fn new(noticed: &Noticed, there: &[Arrival]) -> Vec<u8> {
    let new = there.iter().filter(|arrival| noticed.is_new(SPACE, arrival));
    new.map(|arrival| arrival.origin.0[0]).collect()
}

fn show(noticed: &mut Noticed, there: &[Arrival], names: &[u8]) {
    let items: BTreeSet<ItemId> = names.iter().map(|name| ItemId([*name; 16])).collect();
    noticed.show(SPACE, there, |arrival| items.contains(&arrival.item));
}

#[test]
fn whoever_looks_at_the_newest_has_not_seen_what_stands_before_it() {
    let mut noticed = linked();
    let there = [arrival(1, 1, 10), arrival(2, 1, 20), arrival(3, 1, 30)];
    assert_eq!(new(&noticed, &there), [1, 2, 3]);
    show(&mut noticed, &there, &[3]);
    assert_eq!(new(&noticed, &there), [1, 2]);
    show(&mut noticed, &there, &[1]);
    assert_eq!(new(&noticed, &there), [2]);
    show(&mut noticed, &there, &[2]);
    assert!(new(&noticed, &there).is_empty());
    let shown = noticed.links.get(&SPACE).expect("it was begun");
    assert_eq!(shown.beyond, BTreeSet::new(), "the frontier holds it all");
    assert_eq!(shown.up_to.get(&WriterId([1; 16])), Some(&Clock(30)));
}

#[test]
fn what_comes_late_from_another_device_of_theirs_is_new() {
    let mut noticed = linked();
    let first = arrival(1, 1, 30);
    show(&mut noticed, &[first], &[1]);
    let late = arrival(2, 2, 10);
    assert_eq!(new(&noticed, &[first, late]), [2]);
}

#[test]
fn what_was_withdrawn_before_anybody_saw_it_holds_nothing_back() {
    let mut noticed = linked();
    let there = [arrival(1, 1, 10), arrival(2, 1, 20)];
    show(&mut noticed, &there, &[2]);
    show(&mut noticed, &there[1..], &[]);
    let shown = noticed.links.get(&SPACE).expect("it was begun");
    assert_eq!((shown.beyond.len(), shown.up_to.get(&WriterId([1; 16]))), (0, Some(&Clock(20))));
}

#[test]
fn only_what_the_line_said_is_put_away_with_it() {
    let mut noticed = linked();
    let there = [arrival(1, 1, 10), arrival(2, 2, 10), arrival(3, 1, 20)];
    let said = Frontier(vec![(WriterId([1; 16]), Clock(10))]);
    noticed.show_up_to(SPACE, &there, &said);
    assert_eq!(new(&noticed, &there), [2, 3]);
}

#[test]
fn nothing_is_new_in_a_link_of_which_nothing_is_known_yet() {
    let noticed = Noticed::begin();
    assert!(new(&noticed, &[arrival(1, 1, 10)]).is_empty());
}

#[test]
fn a_request_is_told_once_and_not_the_ones_that_were_there() {
    let mut noticed = linked();
    let with = RelationshipId([4; 16]);
    let request =
        |name: u8| Request { relationship: with, space: SPACE, arrival: arrival(name, 1, name.into()) };
    let at = |edition| vec![(SPACE, edition)];
    assert_eq!(noticed.take_asked_for(at(1), || vec![request(1)]), []);
    assert_eq!(noticed.take_asked_for(at(2), || vec![request(1), request(2), request(3)]), [with]);
    assert_eq!(noticed.take_asked_for(at(3), || vec![request(1), request(2), request(3)]), []);
    let unlooked = || panic!("nothing is another");
    assert_eq!(noticed.take_asked_for(at(3), unlooked), []);
    // Withdrawn, and asked anew.
    assert_eq!(noticed.take_asked_for(at(4), || vec![request(4)]), [with]);
    let strange = Request { space: SpaceId([8; 32]), ..request(5) };
    assert_eq!(noticed.take_asked_for(at(5), || vec![strange]), [], "what a link brought along is no news");
}
