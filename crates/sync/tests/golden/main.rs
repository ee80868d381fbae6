//! The wire format, frozen: every frame, entry, control record, packed state and parcel as bytes that every later version must read and, as long
//! as the protocol's version stays, write alike.
//!
//! One folder per version of the protocol. `GOLDEN_BLESS=1 cargo test -p sync --test golden` writes the files, which is
//! right only for a new version or before the first release. [`samples`] and [`Sample::check`] touch no file system, so the
//! same tests run in wasm; what looks at the folder stands in `golden_folder.rs`.
//!
//! [`Sample::check`]: samples::Sample::check

mod client;
mod files;
mod fixtures;
mod relay;
mod samples;

use files::GOLDEN;
use samples::samples;

#[test]
fn every_golden_file_reads_as_the_value_it_was_made_from() {
    if std::env::var_os("GOLDEN_BLESS").is_some() {
        for sample in samples() {
            let path = format!("{}/tests/golden/v1/{}.bin", env!("CARGO_MANIFEST_DIR"), sample.name);
            std::fs::write(path, sample.value.to_bytes()).unwrap();
        }
        return;
    }
    for (sample, (name, bytes)) in samples().iter().zip(GOLDEN) {
        assert_eq!(sample.name, *name);
        assert_eq!(sample.check(bytes), Ok(()));
    }
}

#[test]
fn every_sample_has_its_file_and_every_file_its_sample() {
    let samples: Vec<_> = samples().into_iter().map(|sample| sample.name).collect();
    let files: Vec<_> = GOLDEN.iter().map(|(name, _)| *name).collect();
    assert_eq!(samples, files);
}

#[test]
fn a_golden_file_with_an_altered_byte_is_noticed() {
    for (sample, (name, bytes)) in samples().iter().zip(GOLDEN) {
        assert_eq!(sample.check(bytes), Ok(()));
        for index in 0..bytes.len() {
            let mut altered = bytes.to_vec();
            altered[index] ^= 0x01;
            assert!(sample.check(&altered).is_err(), "{name}: byte {index}");
        }
    }
}
