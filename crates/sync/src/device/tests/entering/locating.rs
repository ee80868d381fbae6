//! Looking for a space, with interruptions, and beside entering another one.

use super::*;

#[test]
fn what_a_relay_has_no_time_for_is_looked_at_later_and_may_be_the_right_one() {
    let vault = Vault::new();
    let (space, records, words) = (vault.space(), vault.one.records(), &vault.words);
    let mut line = Line::bare();
    line.connect();
    line.device.locate(words.clone());
    let request = line.locates(words);
    line.names(request, &[space, SpaceId([8; 32])]);
    let request = line.opens(space, words);
    line.refuse(request, Refusal::TooMany);
    assert_eq!(line.told_of_entering(), [Told::Refused(Refusal::TooMany)]);
    assert_eq!(line.said(), [], "not at once");
    assert!(!line.device.is_entering(space));
    line.retry();
    let request = line.opens(space, words);
    line.shows_chain(request, &records);
    assert_eq!(line.told_of_entering(), [Told::Located(Some(records))]);
}

#[test]
fn a_relay_that_has_no_time_to_look_is_asked_again() {
    let vault = Vault::new();
    let mut line = Line::bare();
    line.connect();
    line.device.locate(vault.words.clone());
    let request = line.locates(&vault.words);
    line.refuse(request, Refusal::TooMany);
    assert_eq!(line.told_of_entering(), [Told::Refused(Refusal::TooMany)]);
    line.retry();
    let request = line.locates(&vault.words);
    line.names(request, &[]);
    assert_eq!(line.told_of_entering(), [Told::Located(None)]);
}

#[test]
fn after_the_connection_broke_the_relay_is_asked_for_the_spaces_once_more() {
    let vault = Vault::new();
    let (space, records, words) = (vault.space(), vault.one.records(), &vault.words);
    let mut line = Line::bare();
    line.connect();
    line.device.locate(words.clone());
    let request = line.locates(words);
    line.names(request, &[SpaceId([8; 32]), space]);
    line.opens(SpaceId([8; 32]), words);
    line.connect();
    assert!(!line.device.is_entering(SpaceId([8; 32])));
    let request = line.locates(words);
    line.names(request, &[space]);
    let request = line.opens(space, words);
    line.shows_chain(request, &records);
    assert_eq!(line.told_of_entering(), [Told::Located(Some(records))]);
}

#[test]
fn entering_one_space_and_looking_for_another_do_not_get_in_each_others_way() {
    let mut vault = Vault::new();
    let (space, records, seed) = (vault.space(), vault.one.records(), vault.two.seed());
    let words = MemberSeed::from_bytes([8; 32]);
    let other = Replica::found(words.clone(), &[], &mut vault.random);
    let mut line = Line::bare();
    line.connect();
    line.device.locate(words.clone());
    let request = line.locates(&words);
    line.names(request, &[other.space()]);
    let looks = line.opens(other.space(), &words);
    line.device.enter(space, seed.clone());
    let enters = line.opens(space, seed);
    // It is not let in yet: that says nothing of what is looked for.
    line.refuse(enters, Refusal::TooMany);
    assert_eq!(line.told_of_entering(), [Told::NotEntered(space, Some(Refusal::TooMany))]);
    line.device.ask_enter(space);
    let enters = line.opens(space, seed);
    line.shows_chain(enters, &records);
    assert_eq!(line.closes(space), []);
    assert_eq!(line.told_of_entering(), [Told::Entered(records)]);
    line.shows_chain(looks, &other.records());
    assert_eq!(line.told_of_entering(), [Told::Located(Some(other.records()))]);
}
