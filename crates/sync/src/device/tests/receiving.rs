//! Reading the log: pages that follow, those that do not, and what the keeper is told of them.

use super::{
    asking::{append, fetch_control, subscribe},
    *,
};

#[test]
fn a_page_that_does_not_follow_is_asked_for_anew_from_where_the_device_stands() {
    let mut vault = Vault::new();
    for number in 4..7 {
        vault.write(number);
    }
    let log = vault.log;
    let mut line = Line::caught_up(vault.two, &log[..3]);
    line.show(3, &log[3..4], 4);
    // Part of it is known already.
    line.show(2, &log[2..5], 5);
    assert_eq!(line.replica().cursor(), Position(5));
    line.is_silent();
    line.show(6, &[], 7);
    assert_eq!(line.asks(subscribe).1, 4);
    // What still comes of the earlier subscription is passed over.
    line.events();
    line.show(5, &log[5..], 6);
    line.is_silent();
    assert_eq!(line.told(), [""; 0]);
    line.show(4, &log[4..], 6);
    assert_eq!(line.replica().cursor(), Position(6));
    line.is_silent();
    assert_eq!(line.troubles(), []);
}

#[test]
fn what_is_left_out_within_a_page_is_asked_for_once() {
    let mut vault = Vault::new();
    for number in 4..6 {
        vault.write(number);
    }
    let log = vault.log;
    let mut line = Line::caught_up(vault.two, &log[..3]);
    line.show(3, &log[4..], 5);
    assert_eq!(line.asks(subscribe).1, 2);
    assert_eq!(line.troubles(), []);
    line.show(2, &[log[2].clone(), log[4].clone()], 5);
    line.is_silent();
    assert_eq!(line.troubles(), [Trouble::Withheld]);
    // On the next connection everything is fetched again.
    line.connect();
    line.open(5, None, None);
    assert_eq!(line.asks(subscribe).1, 0);
    line.show(0, &log, 5);
    assert!(line.told().contains(&"wants log"));
    assert_eq!(line.troubles(), []);
}

#[test]
fn what_is_sealed_in_a_newer_epoch_is_read_once_the_record_has_come() {
    let mut vault = Vault::new();
    let record = vault.change(Intent::Renew);
    vault.write(4);
    let log = vault.log;
    let mut line = Line::caught_up(vault.two, &log[..3]);
    line.show(3, &log[3..], 4);
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 4);
    line.is_silent();
    line.show_records(request, &[&record], 5);
    assert_eq!(line.asks(subscribe).1, 2);
    line.events();
    line.show(2, &log[2..], 4);
    assert_eq!(line.told(), ["received", "changed", "caught up"]);
    line.is_silent();
    assert_eq!(line.troubles(), []);
}

#[test]
fn a_device_whose_store_was_set_back_goes_on_in_a_new_chain_and_reads_its_former_one() {
    let mut vault = Vault::new();
    let former = vault.two.state();
    let first = vault.two.write(Clock(7), b"before", &mut vault.random).unwrap();
    let mut log = vault.log;
    log.push(StoredEntry { position: Position(4), entry: first });
    let mut again = Replica::restore(former, Vec::new()).unwrap();
    let other = again.write(Clock(8), b"after", &mut vault.random).unwrap();
    let mut line = Line::new(Replica::restore(again.state(), vec![other.clone()]).unwrap());
    line.open(4, None, None);
    line.asks(subscribe);
    line.is_silent();
    line.show(0, &log, 4);
    let events = line.events();
    let rewritten = events.iter().find_map(|event| match event {
        Event::Rewritten { gone, .. } => Some(gone.clone()),
        _ => None,
    });
    assert_eq!(rewritten, Some(vec![other.id]));
    assert_eq!(line.asks(subscribe).1, 2);
    // Now that it has read what it wrote itself, it hands in the rest.
    line.show(2, &log[2..], 4);
    let (_, entries, _) = line.asks(append);
    let opened = line.replica().reopen(&entries[0]).unwrap();
    assert_eq!((entries.len(), opened.body.as_deref()), (1, Some(&b"after"[..])));
    assert_eq!(line.troubles(), []);
}

#[test]
fn the_keeper_is_told_what_came_and_nothing_of_what_did_not() {
    let mut vault = Vault::new();
    vault.write(4);
    let log = vault.log;
    let mut line = Line::caught_up(vault.two, &log[..3]);
    line.show(3, &[], 3);
    assert_eq!(line.told(), ["caught up"]);
    line.show(3, &log[3..], 4);
    assert_eq!(line.told(), ["received", "changed", "caught up"]);
    // What it wrote itself comes back before the relay has said that it holds it.
    let own = line.write(b"own");
    line.asks(append);
    line.show(4, &[StoredEntry { position: Position(5), entry: own.clone() }], 5);
    let events = line.events();
    let [Event::Acknowledged { entries, .. }, Event::Changed { .. }, Event::CaughtUp { .. }] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(*entries, [own.id]);
}

#[test]
fn who_has_read_all_and_has_something_to_hand_in_is_told_so_once() {
    let mut vault = Vault::new();
    vault.write(4);
    vault.write(5);
    let log = vault.log;
    let mut line = Line::new(vault.two);
    line.device.hold(line.space, true, &mut line.random);
    line.write(b"held");
    line.open(3, None, None);
    line.show(0, &log[..3], 3);
    assert_eq!(line.told(), ["received", "changed", "caught up"]);
    assert!(line.device.has_read_all(line.space) && !line.device.is_caught_up(line.space));
    line.show(3, &log[3..4], 4);
    assert_eq!(line.told(), ["received", "changed"]);
    // Not before everything was read.
    line.show(4, &log[4..], 6);
    assert_eq!(line.told(), ["received", "changed"]);
}

#[test]
fn a_relay_that_lost_its_end_is_told_of_and_given_what_it_has_not_shown() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.two, &vault.log);
    line.device.hold(line.space, true, &mut line.random);
    let own = line.write(b"own");
    line.show(2, &[], 2);
    assert_eq!(line.troubles(), [Trouble::Forgot]);
    assert_eq!(line.asks(subscribe).1, 0);
    line.events();
    line.show(0, &vault.log[..2], 2);
    assert_eq!(line.told(), ["changed", "wants log"]);
    line.device.hold(line.space, false, &mut line.random);
    line.is_silent();
    let log = vault.log.iter().map(|stored| stored.entry.clone()).chain([own.clone()]).collect();
    line.device.offer(line.space, log, &mut line.random);
    let (request, entries, _) = line.asks(append);
    assert_eq!(entries, [vault.log[2].entry.clone(), own]);
    line.appended(request, &[3, 4]);
    assert!(line.device.is_caught_up(line.space));
    // So much only if it was asked for.
    line.device.offer(line.space, entries, &mut line.random);
    line.is_silent();
}
