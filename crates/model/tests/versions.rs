//! Concurrent edits: nothing that nobody replaced is lost, and what lost stays visible.

use std::collections::BTreeSet;

use model::{
    Clock, Stamp, VersionId, WriterId,
    versions::{Register, Version, Versions},
};
use proptest::{collection::vec, prelude::*, sample::Index};

fn id(number: u8) -> VersionId {
    VersionId([number; 16])
}

fn at(clock: u64, writer: u8) -> Stamp {
    Stamp { clock: Clock(clock), writer: WriterId([writer; 16]) }
}

fn write(
    versions: &mut Versions<&'static str>,
    number: u8,
    replaces: &[u8],
    stamp: Stamp,
    value: &'static str,
) {
    let replaces: Vec<_> = replaces.iter().copied().map(id).collect();
    versions.write(id(number), &replaces, Version { stamp, value });
}

fn shown(versions: &Versions<&'static str>) -> Option<&'static str> {
    versions.newest().map(|(_, version)| version.value)
}

fn beside(versions: &Versions<&'static str>) -> Vec<&'static str> {
    versions.siblings_where(|_| true).iter().map(|version| version.value).collect()
}

#[test]
fn an_edit_replaces_what_it_was_made_from() {
    let mut versions = Versions::default();
    write(&mut versions, 1, &[], at(1, 1), "tea");
    write(&mut versions, 2, &[1], at(2, 1), "green tea");
    assert_eq!((shown(&versions), beside(&versions)), (Some("green tea"), vec![]));
}

#[test]
fn the_newest_is_looked_for_among_those_that_are_wanted() {
    let mut versions = Versions::default();
    write(&mut versions, 1, &[], at(1, 1), "tea");
    write(&mut versions, 2, &[], at(2, 1), "coffee");
    write(&mut versions, 3, &[], at(3, 1), "cocoa");
    let newest =
        |wanted: fn(&&str) -> bool| versions.newest_where(wanted).map(|(id, version)| (id, version.value));
    assert_eq!(newest(|drink| drink.starts_with('c')), Some((id(3), "cocoa")));
    assert_eq!(newest(|drink| drink.ends_with('e') || *drink == "tea"), Some((id(2), "coffee")));
    assert_eq!(newest(|drink| *drink == "water"), None);
    let beside = |wanted: fn(&&str) -> bool| -> Vec<_> {
        versions.siblings_where(wanted).iter().map(|version| version.value).collect()
    };
    assert_eq!(beside(|_| true), ["coffee", "tea"]);
    assert_eq!(beside(|drink| *drink != "cocoa"), ["tea"]);
    assert_eq!(beside(|drink| *drink == "tea"), [""; 0]);
}

#[test]
fn an_edit_that_comes_before_what_it_replaces_still_replaces_it() {
    let mut versions = Versions::default();
    write(&mut versions, 2, &[1], at(2, 1), "green tea");
    write(&mut versions, 1, &[], at(1, 1), "tea");
    assert_eq!((shown(&versions), beside(&versions)), (Some("green tea"), vec![]));
}

#[test]
fn of_two_edits_at_the_same_time_the_newer_is_shown_and_the_other_stays_beside_it() {
    let mut versions = Versions::default();
    write(&mut versions, 1, &[], at(1, 1), "tea");
    write(&mut versions, 2, &[1], at(2, 1), "green tea");
    write(&mut versions, 3, &[1], at(3, 2), "black tea");
    assert_eq!((shown(&versions), beside(&versions)), (Some("black tea"), vec!["green tea"]));
    write(&mut versions, 4, &[2, 3], at(4, 1), "any tea");
    assert_eq!((shown(&versions), beside(&versions)), (Some("any tea"), vec![]));
}

#[test]
fn equal_times_are_settled_by_the_chain_not_by_the_order_of_arrival() {
    let edits: [(u8, u8, &str); 2] = [(1, 1, "one"), (2, 2, "two")];
    for order in [[0, 1], [1, 0]] {
        let mut versions = Versions::default();
        for (number, writer, value) in order.map(|index| edits[index]) {
            write(&mut versions, number, &[], at(5, writer), value);
        }
        assert_eq!((shown(&versions), beside(&versions)), (Some("two"), vec!["one"]));
    }
}

#[test]
fn removing_spares_an_edit_made_at_the_same_time_elsewhere() {
    for remove_first in [true, false] {
        let mut versions = Versions::default();
        write(&mut versions, 1, &[], at(1, 1), "tea");
        if remove_first {
            versions.replace(&[id(1)]);
        }
        write(&mut versions, 2, &[1], at(2, 2), "green tea");
        if !remove_first {
            versions.replace(&[id(1)]);
        }
        assert_eq!(shown(&versions), Some("green tea"), "remove first: {remove_first}");
        versions.replace(&versions.standing());
        assert_eq!(shown(&versions), None);
    }
}

#[test]
fn a_removed_version_that_comes_again_stays_removed() {
    let mut versions = Versions::default();
    write(&mut versions, 1, &[], at(1, 1), "tea");
    versions.replace(&[id(1)]);
    write(&mut versions, 1, &[], at(1, 1), "tea");
    assert_eq!(shown(&versions), None);
}

#[test]
fn every_version_beside_the_shown_one_is_there_the_newest_first() {
    let mut versions = Versions::default();
    for (number, clock, value) in [(4, 2, "two"), (1, 4, "four"), (3, 1, "one"), (2, 3, "three")] {
        write(&mut versions, number, &[], at(clock, 1), value);
    }
    assert_eq!((shown(&versions), beside(&versions)), (Some("four"), vec!["three", "two", "one"]));
    let all: Vec<_> = versions.iter().map(|(id, version)| (id, version.value)).collect();
    assert_eq!(all, [(id(1), "four"), (id(2), "three"), (id(3), "one"), (id(4), "two")], "by their names");
    assert_eq!(versions.standing(), [1, 2, 3, 4].map(id));
    assert_eq!(*versions.replaced(), BTreeSet::new());
}

/// Only two devices that were given one name, or a dishonest one, do that.
#[test]
fn of_two_versions_of_one_name_the_newer_stands_and_of_the_same_moment_the_greater() {
    for (one, other, expected) in [
        ((1, "tea"), (2, "green tea"), "green tea"),
        ((1, "tea"), (2, "black tea"), "black tea"),
        ((3, "tea"), (3, "green tea"), "tea"),
        ((3, "tea"), (3, "tea"), "tea"),
    ] {
        for order in [[one, other], [other, one]] {
            let mut versions = Versions::default();
            for (clock, value) in order {
                write(&mut versions, 1, &[], at(clock, 1), value);
            }
            assert_eq!((shown(&versions), beside(&versions)), (Some(expected), vec![]), "{order:?}");
        }
    }
}

#[test]
fn a_version_is_known_from_when_it_is_written_or_replaced() {
    let mut versions = Versions::default();
    let known = |versions: &Versions<&'static str>| {
        (0..6).filter(|number| versions.knows(id(*number))).collect::<Vec<_>>()
    };
    assert_eq!(known(&versions), []);
    write(&mut versions, 2, &[], at(1, 1), "tea");
    assert_eq!(known(&versions), [2]);
    write(&mut versions, 3, &[2, 5], at(2, 1), "green tea");
    assert_eq!(known(&versions), [2, 3, 5]);
    versions.replace(&[id(3)]);
    assert_eq!(known(&versions), [2, 3, 5], "also after it was removed");
    assert_eq!(*versions.replaced(), [2, 3, 5].map(id).into());
}

#[test]
fn a_register_holds_what_was_written_last_and_of_the_same_moment_the_greater() {
    for (one, other, expected) in [
        ((at(1, 1), "b"), (at(2, 1), "a"), "a"),
        ((at(1, 1), "a"), (at(2, 1), "b"), "b"),
        ((at(2, 1), "b"), (at(2, 2), "a"), "a"),
        ((at(2, 2), "a"), (at(2, 2), "b"), "b"),
    ] {
        for order in [[one, other], [other, one]] {
            let mut slot = None;
            for (stamp, value) in order {
                Register::write(&mut slot, stamp, value);
            }
            let stamp = one.0.max(other.0);
            assert_eq!(slot, Some(Register { stamp, value: expected }), "{order:?}");
        }
    }
}

/// What one device does: it edits what stands on it, or takes in everything of another device.
#[derive(Debug, Clone)]
enum Act {
    Edit(Index),
    Meet(Index, Index),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        any::<Index>().prop_map(Act::Edit),
        any::<(Index, Index)>().prop_map(|(from, to)| Act::Meet(from, to)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_edit_that_nobody_saw_when_writing_is_never_lost(acts in vec(act(), 1..40)) {
        type Edit = (VersionId, Vec<VersionId>, Stamp);
        let mut devices: Vec<Vec<Edit>> = vec![Vec::new(); 3];
        let fold = |edits: &[Edit]| {
            let mut versions = Versions::default();
            for (id, replaces, stamp) in edits {
                versions.write(*id, replaces, Version { stamp: *stamp, value: *id });
            }
            versions
        };
        for (number, act) in (0_u8..).zip(acts) {
            match act {
                Act::Edit(device) => {
                    let device = device.index(devices.len());
                    let replaces = fold(&devices[device]).standing();
                    let stamp = at(u64::from(number), u8::try_from(device).unwrap());
                    devices[device].push((id(number), replaces, stamp));
                }
                Act::Meet(from, to) => {
                    let told = devices[from.index(3)].clone();
                    devices[to.index(3)].extend(told);
                }
            }
        }
        let everything = devices.concat();
        let replaced: BTreeSet<_> = everything.iter().flat_map(|(_, replaces, _)| replaces.clone()).collect();
        let written: BTreeSet<_> = everything.iter().map(|(id, _, _)| *id).collect();
        let folded = fold(&everything);
        let mut visible: BTreeSet<_> = folded.siblings_where(|_| true).iter().map(|version| version.value).collect();
        visible.extend(folded.newest().map(|(id, _)| id));
        prop_assert_eq!(visible, written.difference(&replaced).copied().collect::<BTreeSet<_>>());
    }
}
