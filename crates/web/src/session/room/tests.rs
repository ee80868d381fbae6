use super::*;

fn room() -> Room {
    let names = ["Noor".to_owned(), "Sam".to_owned()];
    Room::new(RelationshipId([1; 16]), names, "The holidays".to_owned(), Day(20_800))
}

#[test]
fn a_turn_goes_from_speaking_to_the_other_ones_turn() {
    let mut room = room();
    room.wrote(Who::Host, "I was alone.");
    assert_eq!(room.step, Step::SayBack(Who::Host));
    room.wrote(Who::Guest, "");
    room.heard(Who::Host, true);
    assert_eq!(room.step, Step::Next(Who::Host));
    room.speaks(Who::Guest);
    assert_eq!(room.step, Step::Speak(Who::Guest));
    assert_eq!(room.lines, [(Who::Host, "I was alone.".to_owned())], "nothing is written where nothing was");
}

#[test]
fn after_three_tries_another_way_is_looked_for() {
    let mut room = room();
    for _ in 0..2 {
        room.heard(Who::Guest, false);
        assert_eq!(room.step, Step::Speak(Who::Guest));
    }
    room.heard(Who::Guest, false);
    assert_eq!(room.step, Step::OtherWay(Who::Guest));
    room.speaks(Who::Guest);
    assert!(!room.is_again());
}

#[test]
fn nothing_is_kept_unless_both_want_it() {
    for (guest, host, is_kept) in
        [(true, true, true), (true, false, false), (false, true, false), (false, false, false)]
    {
        let mut room = room();
        room.wrote(Who::Host, "I was alone.");
        room.ends("Sam calls on Friday", Some(Day(20_810)));
        assert_eq!(room.to_ask(), Some(Who::Guest));
        room.wants(Who::Guest, guest);
        assert_eq!(room.record(), None);
        assert_eq!(room.to_ask(), Some(Who::Host));
        room.wants(Who::Host, host);
        assert_eq!(room.to_ask(), None);
        assert_eq!(room.record().is_some(), is_kept);
    }
}

#[test]
fn both_endings_can_be_kept_alike() {
    let mut room = room();
    room.wrote(Who::Host, "I was alone.");
    room.ends("  ", Some(Day(20_810)));
    room.wants(Who::Guest, true);
    room.wants(Who::Host, true);
    let record = room.record().expect("both want it");
    assert_eq!((record.pact, record.look_on), (None, None));
    assert_eq!(record.said.as_str(), "Noor: I was alone.");
}

#[test]
fn a_rest_goes_on_where_it_was_and_an_early_end_can_be_taken_back() {
    let mut room = room();
    room.wrote(Who::Host, "I was alone.");
    room.wrote(Who::Guest, "");
    room.heard(Who::Host, true);
    room.rests();
    assert_eq!(room.step, Step::Rests);
    room.goes_on();
    assert_eq!(room.step, Step::Next(Who::Host), "whoever was understood is not asked to speak again");
    room.speaks(Who::Guest);
    room.is_ended("What I was just writing");
    assert_eq!(room.step, Step::Keep);
    assert!(room.can_go_on());
    assert_eq!(room.lines.last(), Some(&(Who::Guest, "What I was just writing".to_owned())));
    room.goes_on();
    assert_eq!(room.step, Step::Speak(Who::Guest));
    room.is_ended("");
    room.wants(Who::Guest, false);
    assert!(!room.can_go_on(), "somebody has answered");
}
