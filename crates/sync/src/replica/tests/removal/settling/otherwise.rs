//! What settles it beside a relay's log, and what comes to count afterwards.

use super::*;

#[test]
fn a_checkpoint_with_the_other_history_is_refused_and_one_with_the_true_one_ends_it() {
    let mut scene = Scene::new(4, 3, 2);
    let planted = scene.log(&[Comes::Planted]);
    let mut deceived = comes_in(&scene, &[Comes::Planted]);
    let id = CheckpointId([1; 16]);
    let (_, tainted) = deceived.replica.seal_checkpoint(id, b"planted", &mut scene.vault.random).unwrap();
    deceived.replica.follow(&scene.record).unwrap();
    let mut one = Replica::restore(scene.vault.one.state(), Vec::new()).unwrap();
    assert_eq!(one.open_checkpoint(id, &tainted), Err(CheckpointError::OffBranch));
    // The relay has removed the log, and the true one stands in its place.
    one.receive(scene.log(&[Comes::True]));
    one.caught_up();
    let (_, sealed) = one.seal_checkpoint(id, b"true", &mut scene.vault.random).unwrap();
    let checkpoint = deceived.replica.open_checkpoint(id, &sealed).unwrap();
    let places = planted.iter().filter_map(|stored| deceived.replica.reopen(&stored.entry));
    let places = places.map(|opened| (opened.writer, opened.sequence)).collect();
    let standing = deceived.replica.standing_on(&checkpoint, &places);
    assert!(!standing.is_read && standing.is_safe());
    deceived.replica.rebase(&checkpoint, standing, &mut scene.vault.random);
    assert!(deceived.texts(true).iter().all(|text| text.starts_with("before")));
    assert_eq!(deceived.texts(false), ["planted 0", "planted 1"]);
    assert_eq!(deceived.replica.verified(scene.third.writer()), Sequence(7));
    assert_eq!(deceived.replica.counting_edition(), 2);
    deceived.replica.finish_rewind();
    deceived.replica.caught_up();
    assert!(!deceived.replica.is_behind());
}

#[test]
fn a_parcel_settles_it_too() {
    let scene = Scene::new(4, 3, 5);
    for carried in [scene.rest.clone(), [scene.planted.clone(), scene.rest.clone()].concat()] {
        let mut deceived = comes_in(&scene, &[Comes::Planted, Comes::Record]);
        assert_eq!(deceived.replica.receive_carried(&carried[..carried.len() - 1]).opened.len(), 0);
        let carried = deceived.replica.receive_carried(&carried);
        assert_eq!(texts(&carried.opened), ["true 0", "true 1", "true 2"]);
        deceived.kept.extend(carried.kept);
        assert_eq!(deceived.texts(true), scene.all());
        assert_eq!(deceived.texts(false).len(), 5);
        assert_eq!(deceived.replica.counting_edition(), 2);
    }
}

#[test]
fn what_was_left_stays_left_when_more_comes_to_count() {
    let mut scene = Scene::new(4, 3, 3);
    let deceived = comes_in(&scene, &[Comes::Planted, Comes::Record, Comes::True]);
    let mut replica = Replica::restore(deceived.replica.state(), Vec::new()).unwrap();
    let chain = scene.third.writer();
    let more = scene.third.write(Clock(1), b"late", &mut scene.vault.random).unwrap();
    let log = [scene.before.clone(), scene.planted.clone(), scene.rest.clone(), vec![more.clone()]].concat();
    let received = replica.receive(stored(&log));
    assert_eq!(texts(&received.opened), ["late"]);
    let late = received.opened[0].clone();
    assert!(!replica.counts(&late));
    // An earlier record of somebody who stays, of which the key came only now, says more.
    let cut = Sighting { writer: chain, sequence: late.sequence, hash: late.hash };
    let mut chains = crate::small::SmallMap::new();
    chains.insert(chain, cut);
    replica.cuts.insert(late.author, chains);
    replica.look_at_cuts();
    assert!(replica.counts(&late) && !replica.is_contested());
    for entry in &scene.planted {
        assert!(!replica.counts(&replica.reopen(entry).unwrap()));
    }
}

#[test]
fn nothing_counts_of_a_chain_that_is_known_to_lead_elsewhere_until_the_true_one_is_there() {
    let scene = Scene::new(4, 3, 5);
    let mut deceived = comes_in(&scene, &[Comes::Planted, Comes::Record]);
    assert_eq!(deceived.texts(true), [""; 0]);
    assert_eq!(deceived.texts(false).len(), 9);
    let shown = scene.log(&[Comes::Planted, Comes::True]);
    deceived.receive(&shown);
    deceived.settle(&shown);
    assert_eq!(deceived.texts(true), scene.all());
    assert_eq!(deceived.replica.receive_carried(&scene.planted).former, 5, "it is known for what it is");
}

#[test]
fn a_chain_that_has_come_to_its_cut_is_contested_by_nothing() {
    let scene = Scene::new(4, 3, 5);
    let mut replica = scene.deceived().replica;
    replica.follow(&scene.record).unwrap();
    replica.receive(scene.log(&[Comes::True]));
    replica.receive(scene.log(&[Comes::True, Comes::Planted]));
    assert!(!replica.is_contested());
    assert_eq!(replica.counting_edition(), 1);
}
