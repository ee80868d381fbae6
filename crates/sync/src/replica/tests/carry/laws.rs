//! What holds however people write and carry.

use proptest::prelude::*;

use super::*;
use crate::small::SmallMap;

fn frontiers(people: &People) -> Vec<SmallMap<WriterId, Sequence>> {
    people.replicas.iter().map(Replica::frontier).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However people write and carry, in whatever pieces and order, in the end all have what a relay would have given them;
    /// and a relay that comes later gives nobody a reason to complain.
    #[test]
    fn any_way_of_carrying_leads_where_a_relay_would(
        seed in any::<u64>(),
        steps in prop::collection::vec((0usize..3, 0usize..3, 0u8..4, any::<prop::sample::Index>()), 1..24),
    ) {
        let mut people = People::new(seed);
        for (step, (from, to, act, cut)) in steps.into_iter().enumerate() {
            match act {
                0 | 1 => {
                    people.write(from, &format!("text {step}"));
                }
                _ if from != to => {
                    let mut part = people.part(from, to, act == 3);
                    // A piece, in another order, one of it twice.
                    part.entries.truncate(cut.index(part.entries.len() + 1));
                    part.entries.reverse();
                    part.entries.extend(part.entries.first().cloned());
                    let carried = people.bring(to, &part);
                    prop_assert_eq!(carried.unreadable, 0);
                }
                _ => {}
            }
        }
        let log = people.relay();
        let mut others = People { random: people.random.clone(), replicas: Vec::new(), logs: Vec::new() };
        for replica in &people.replicas {
            let outbox = replica.outbox().cloned().collect();
            others.replicas.push(Replica::restore(replica.state(), outbox).unwrap());
        }
        for replica in &mut others.replicas {
            replica.receive(log.clone());
            replica.caught_up();
            prop_assert_eq!(troubles(replica), vec![]);
            prop_assert!(!replica.is_behind());
        }
        for _ in 0..2 {
            for (from, to) in [(0, 1), (1, 2), (2, 0), (0, 2), (2, 1), (1, 0)] {
                let carried = people.carry(from, to, true);
                prop_assert_eq!((carried.missing, carried.unreadable), (0, 0));
            }
        }
        prop_assert_eq!(frontiers(&people), frontiers(&others));
        for replica in &people.replicas {
            prop_assert_eq!(troubles(replica), vec![]);
        }
        let every_text = |log: &Vec<Entry>| {
            let mut all: Vec<_> = log.iter().map(|entry| entry.id).collect();
            all.sort();
            all
        };
        prop_assert_eq!(every_text(&people.logs[0]), every_text(&people.logs[2]));
    }

    /// The shorter parcel is as good as the long one for who has told of what they have.
    #[test]
    fn a_short_parcel_brings_what_a_long_one_would(seed in any::<u64>(), writes in prop::collection::vec(0usize..3, 1..16)) {
        let mut people = People::new(seed);
        for (step, who) in writes.into_iter().enumerate() {
            people.write(who, &format!("text {step}"));
            let to = if who == GUEST { ONE } else { GUEST };
            people.carry(who, to, false);
            if step % 2 == 0 {
                people.carry(to, who, false);
            }
        }
        for who in [ONE, SECOND] {
            let carried = people.carry(who, GUEST, false);
            prop_assert_eq!((carried.missing, carried.unreadable), (0, 0));
            prop_assert_eq!(people.carry(who, GUEST, true).opened.len(), 0);
        }
    }
}
