//! Two histories of a chain whose author was taken out: whoever has its keys shows another one to a device that has read less.

mod otherwise;

use proptest::prelude::*;

use super::*;
use crate::replica::RECENT_HASHES_MAX;

/// What can come to the device that is deceived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comes {
    True,
    Planted,
    Record,
    Restart,
}

/// A device that stays, with what its keeper has of the log.
struct Deceived {
    replica: Replica,
    kept: Vec<Entry>,
}

/// Three devices. The second has read the third's chain to the fork, the first to its end; the third is taken out by the first.
struct Scene {
    vault: Vault,
    third: Replica,
    record: Vec<u8>,
    before: Vec<Entry>,
    rest: Vec<Entry>,
    planted: Vec<Entry>,
}

impl Scene {
    fn new(before: usize, rest: usize, planted: usize) -> Self {
        let mut vault = Vault::new();
        let mut third = vault.third();
        let write = |replica: &mut Replica, what: &str, count: usize, random: &mut ChaCha12Rng| {
            let written = (0..count).map(|number| {
                let entry = replica.write(Clock(1), format!("{what} {number}").as_bytes(), random).unwrap();
                replica.acknowledge(&[entry.id]);
                entry
            });
            written.collect::<Vec<Entry>>()
        };
        let before = write(&mut third, "before", before, &mut vault.random);
        let mut copy = Replica::restore(third.state(), Vec::new()).unwrap();
        let rest = write(&mut third, "true", rest, &mut vault.random);
        let planted = write(&mut copy, "planted", planted, &mut vault.random);
        vault.one.receive(stored(&[before.clone(), rest.clone()].concat()));
        let record = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
        Self { vault, third, record, before, rest, planted }
    }

    /// What the relay shows if it shows things in this order.
    fn log(&self, order: &[Comes]) -> Vec<StoredEntry> {
        let mut log = self.before.clone();
        for comes in order {
            match comes {
                Comes::True => log.extend(self.rest.clone()),
                Comes::Planted => log.extend(self.planted.clone()),
                Comes::Record | Comes::Restart => {}
            }
        }
        stored(&log)
    }

    fn deceived(&self) -> Deceived {
        Deceived {
            replica: Replica::restore(self.vault.other.state(), Vec::new()).unwrap(),
            kept: Vec::new(),
        }
    }

    fn all(&self) -> Vec<String> {
        let before = (0..self.before.len()).map(|number| format!("before {number}"));
        before.chain((0..self.rest.len()).map(|number| format!("true {number}"))).collect()
    }
}

impl Deceived {
    fn receive(&mut self, log: &[StoredEntry]) {
        self.kept.extend(self.replica.receive(log.to_vec()).kept);
        self.replica.caught_up();
    }

    /// As a device does at the end of a log: everything is read again while it is not clear which history counts.
    fn settle(&mut self, log: &[StoredEntry]) -> usize {
        let mut times = 0;
        while self.replica.is_contested() && times < 5 {
            self.replica.rewind();
            self.read_again(log);
            times += 1;
        }
        times
    }

    fn read_again(&mut self, log: &[StoredEntry]) {
        self.receive(log);
        if self.replica.settle_chains(&self.kept) {
            self.replica.rewind();
            self.receive(log);
            assert!(!self.replica.settle_chains(&self.kept), "once is enough");
        }
        self.replica.finish_rewind();
    }

    /// A new connection: what is missing is asked for again.
    fn connect(&mut self, log: &[StoredEntry]) {
        if self.replica.is_behind() {
            self.replica.rewind();
            self.read_again(log);
        }
    }

    fn restart(&mut self) {
        let state = ReplicaState::from_bytes(&self.replica.state().to_bytes()).unwrap();
        self.replica = Replica::restore(state, Vec::new()).unwrap();
    }

    fn texts(&self, counts: bool) -> Vec<String> {
        let mut opened: Vec<Opened> =
            self.kept.iter().filter_map(|entry| self.replica.reopen(entry)).collect();
        opened.retain(|opened| self.replica.counts(opened) == counts);
        opened.sort_by_key(|opened| opened.sequence);
        texts(&opened)
    }
}

/// Everything comes in this order, and once more where the device asks for it.
fn comes_in(scene: &Scene, order: &[Comes]) -> Deceived {
    let mut deceived = scene.deceived();
    let mut shown = scene.log(&[]);
    deceived.receive(&shown);
    for (index, comes) in order.iter().enumerate() {
        match comes {
            Comes::Record => assert_eq!(deceived.replica.follow(&scene.record), Ok(true)),
            Comes::Restart => deceived.restart(),
            Comes::True | Comes::Planted => {
                shown = scene.log(&order[..=index]);
                deceived.receive(&shown);
            }
        }
        deceived.settle(&shown);
    }
    deceived.connect(&shown);
    deceived
}

#[test]
fn the_history_that_the_cut_means_counts_in_whatever_order_everything_comes() {
    use Comes::{Planted, Record, Restart, True};
    let long = RECENT_HASHES_MAX + 9;
    // So much is common, follows truly, and is planted.
    for (before, rest, planted) in
        [(8, 2, 1), (8, 2, 2), (8, 2, 5), (0, 3, 2), (3, 2, long), (2, long, long + 9)]
    {
        let scene = Scene::new(before, rest, planted);
        for order in [
            [Planted, Restart, True, Restart, Record, Restart],
            [Planted, True, Record, Restart, Restart, Restart],
            [Planted, Record, Restart, True, Restart, Restart],
            [True, Planted, Restart, Record, Restart, Restart],
            [True, Record, Planted, Restart, Restart, Restart],
            [Record, Planted, Restart, True, Restart, Restart],
            [Record, True, Restart, Planted, Restart, Restart],
        ] {
            let deceived = comes_in(&scene, &order);
            let case = format!("{before}, {rest}, {planted}, {order:?}");
            assert_eq!(deceived.texts(true), scene.all(), "{case}");
            assert!(!deceived.replica.is_contested(), "{case}");
            assert!(!deceived.replica.is_behind(), "{case}");
            let end = Sequence((before + rest) as u64);
            let chains = [&deceived.replica, &scene.vault.one].map(|replica| {
                (replica.verified(scene.third.writer()), replica.history_at(scene.third.writer(), end).1)
            });
            assert_eq!(chains[0], chains[1], "{case}");
            // What was taken of the other history is not lost: it is set aside.
            let was_first = order.iter().find(|comes| matches!(comes, True | Planted)) == Some(&Planted);
            assert_eq!(deceived.texts(false).len(), if was_first { planted } else { 0 }, "{case}");
            assert_eq!(deceived.replica.has_uncounted(), was_first, "{case}");
            assert_eq!(deceived.replica.counting_edition(), 1 + u64::from(was_first), "{case}");
        }
    }
}

#[test]
fn nothing_is_left_before_the_whole_way_to_the_cut_is_shown() {
    let scene = Scene::new(4, 3, 2);
    let mut deceived = comes_in(&scene, &[Comes::Planted, Comes::Record]);
    let before = deceived.texts(true);
    assert_eq!(before.last().map(String::as_str), Some("planted 1"), "as far as it can tell");
    let mut log = scene.log(&[Comes::Planted, Comes::True]);
    let last = log.pop().unwrap();
    deceived.receive(&log);
    assert!(deceived.replica.is_contested() && deceived.replica.is_behind());
    assert_eq!(deceived.settle(&log), 1, "what cannot be settled is asked for once");
    assert_eq!(deceived.texts(true), before);
    log.push(last);
    deceived.receive(&log);
    assert_eq!(deceived.settle(&log), 1);
    assert_eq!(deceived.texts(true), scene.all());
}

#[test]
fn a_device_that_stops_between_leaving_and_reading_goes_on_where_it_was() {
    let scene = Scene::new(4, 3, 2);
    let log = scene.log(&[Comes::Planted, Comes::True]);
    let mut deceived = scene.deceived();
    deceived.receive(&log);
    deceived.replica.follow(&scene.record).unwrap();
    deceived.replica.rewind();
    deceived.receive(&log);
    let two_histories = |deceived: &Deceived| deceived.replica.has_two_histories(scene.third.writer());
    assert!(!two_histories(&deceived), "not known yet");
    assert!(deceived.replica.settle_chains(&deceived.kept));
    assert!(two_histories(&deceived));
    deceived.replica.rewind();
    deceived.restart();
    assert!(two_histories(&deceived), "also after a restart");
    assert!(deceived.replica.is_rewound() && deceived.replica.is_behind());
    assert_eq!(deceived.texts(true).len(), 4, "the planted ones are left, the true ones to come");
    deceived.read_again(&log);
    assert_eq!(deceived.texts(true), scene.all());
    assert!(!deceived.replica.is_behind());
}

#[test]
fn a_record_that_comes_while_everything_is_read_again_is_heeded() {
    let scene = Scene::new(4, 3, 2);
    let log = scene.log(&[Comes::Planted, Comes::True]);
    let mut deceived = scene.deceived();
    deceived.receive(&log);
    deceived.replica.rewind();
    deceived.receive(&log[..7]);
    deceived.replica.follow(&scene.record).unwrap();
    deceived.read_again(&log);
    assert!(deceived.replica.is_contested());
    assert_eq!(deceived.settle(&log), 1);
    assert_eq!(deceived.texts(true), scene.all());
}

#[test]
fn a_chain_that_leads_to_its_cut_is_not_left_for_another() {
    let mut scene = Scene::new(4, 3, 9);
    let chain = scene.third.writer();
    let log = scene.log(&[Comes::True, Comes::Planted]);
    // Whoever has the keys says of itself what it likes.
    let mut reader = Replica::restore(scene.vault.one.state(), Vec::new()).unwrap();
    let before = reader.frontier();
    reader.rewind();
    let received = reader.receive(log.clone());
    assert!(received.opened.is_empty());
    assert!(!reader.settle_chains(&[]) && !reader.is_contested());
    assert_eq!(reader.frontier(), before);
    reader.finish_rewind();
    reader.caught_up();
    assert!(!reader.is_behind(), "what follows on the planted ones waits for nothing");
    for entry in &scene.planted {
        assert!(!reader.counts(&reader.reopen(entry).unwrap()));
    }
    let id = CheckpointId([1; 16]);
    scene.vault.one.receive(log);
    let (_, sealed) = scene.vault.one.seal_checkpoint(id, b"state", &mut scene.vault.random).unwrap();
    assert!(reader.open_checkpoint(id, &sealed).unwrap().holds(chain, Sequence(7)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn however_much_is_planted_and_whenever_all_come_to_the_same(
        (before, rest, planted) in (0usize..6, 1usize..6, 1usize..9),
        order in Just(vec![Comes::True, Comes::Planted, Comes::Record, Comes::Restart]).prop_shuffle(),
    ) {
        let scene = Scene::new(before, rest, planted);
        let deceived = comes_in(&scene, &order);
        prop_assert_eq!(deceived.texts(true), scene.all());
        prop_assert!(!deceived.replica.is_behind());
    }
}
