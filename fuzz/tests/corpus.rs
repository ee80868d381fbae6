//! The corpus and the driver's mutator.

use std::fs;

use fuzz::{Mutator, TARGETS};

#[test]
fn every_input_of_the_corpus_passes_its_target() {
    for target in TARGETS {
        let folder = format!("{}/corpus/{}", env!("CARGO_MANIFEST_DIR"), target.name);
        let mut count = 0;
        for file in fs::read_dir(folder).unwrap() {
            (target.run)(&fs::read(file.unwrap().path()).unwrap());
            count += 1;
        }
        assert!(count > 0, "{} has a corpus", target.name);
        for sample in (target.samples)() {
            (target.run)(&sample);
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_inputs_and_another_makes_others() {
    let corpus = (TARGETS[0].samples)();
    let inputs = |seed| {
        let mut mutator = Mutator::new(seed);
        (0..200).map(|_| mutator.input(&corpus)).collect::<Vec<_>>()
    };
    assert_eq!(inputs(1), inputs(1));
    assert_ne!(inputs(1), inputs(2));
}

#[test]
fn every_target_has_its_libfuzzer_program() {
    for target in TARGETS {
        let path = format!("{}/libfuzzer/src/bin/{}.rs", env!("CARGO_MANIFEST_DIR"), target.name);
        let program = fs::read_to_string(&path).unwrap();
        assert!(program.contains(&format!("fuzz::run(\"{}\", bytes)", target.name)), "{path}");
    }
}
