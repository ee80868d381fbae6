use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{SmallMap, SmallSet};

#[derive(Debug, Clone)]
enum Step {
    Insert(u8, u16),
    Remove(u8),
    Change(u8, u16),
    PopFirst,
    Clear,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => (0..24u8, any::<u16>()).prop_map(|(key, value)| Step::Insert(key, value)),
        4 => (0..24u8).prop_map(Step::Remove),
        4 => (0..24u8, any::<u16>()).prop_map(|(key, value)| Step::Change(key, value)),
        1 => Just(Step::PopFirst),
        1 => Just(Step::Clear),
    ];
    prop::collection::vec(step, 0..80)
}

proptest! {
    #[test]
    fn a_small_map_does_what_a_tree_does(steps in steps(), from in 0..24u8, to in 0..24u8) {
        let (mut small, mut tree) = (SmallMap::new(), BTreeMap::new());
        for step in steps {
            match step {
                Step::Insert(key, value) => prop_assert_eq!(small.insert(key, value), tree.insert(key, value)),
                Step::Remove(key) => prop_assert_eq!(small.remove(&key), tree.remove(&key)),
                Step::Change(key, value) => {
                    *small.get_or_insert_with(key, || 7) ^= value;
                    *tree.entry(key).or_insert(7) ^= value;
                }
                Step::PopFirst => prop_assert_eq!(small.pop_first(), tree.pop_first()),
                Step::Clear => {
                    small.clear();
                    tree.clear();
                }
            }
            prop_assert!(small.iter().eq(tree.iter()));
            prop_assert_eq!(small.last_key_value(), tree.last_key_value());
            for key in 0..24 {
                prop_assert_eq!(small.get(&key), tree.get(&key));
                prop_assert_eq!(small.contains_key(&key), tree.contains_key(&key));
            }
        }
        if from <= to {
            prop_assert!(small.range(from..=to).eq(tree.range(from..=to)));
        }
        prop_assert_eq!(minicbor::to_vec(&small).unwrap(), minicbor::to_vec(&tree).unwrap());
        let again: SmallMap<u8, u16> = minicbor::decode(&minicbor::to_vec(&tree).unwrap()).unwrap();
        prop_assert_eq!(again, small);
    }

    #[test]
    fn a_small_set_does_what_a_tree_does(steps in prop::collection::vec((any::<bool>(), 0..24u8), 0..80)) {
        let (mut small, mut tree) = (SmallSet::new(), BTreeSet::new());
        for (puts_in, item) in steps {
            if puts_in {
                prop_assert_eq!(small.insert(item), tree.insert(item));
            } else {
                prop_assert_eq!(small.remove(&item), tree.remove(&item));
            }
            prop_assert!(small.iter().eq(tree.iter()));
            prop_assert!((0..24).all(|item| small.contains(&item) == tree.contains(&item)));
        }
        prop_assert_eq!(minicbor::to_vec(&small).unwrap(), minicbor::to_vec(&tree).unwrap());
        let again: SmallSet<u8> = minicbor::decode(&minicbor::to_vec(&tree).unwrap()).unwrap();
        prop_assert_eq!(again, small);
    }
}

#[test]
fn pairs_that_come_out_of_order_or_twice_are_read_and_the_last_counts() {
    let bytes = [0xa3, 2, 20, 1, 10, 2, 21];
    let map: SmallMap<u8, u8> = minicbor::decode(&bytes).unwrap();
    assert!(map.iter().eq([(&1, &10), (&2, &21)]));
}
