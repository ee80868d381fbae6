//! The folder of golden files holds exactly those that are read.

#[path = "golden/files.rs"]
mod files;

#[test]
fn every_golden_file_in_the_folder_is_read() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1")).unwrap();
    let mut found: Vec<_> =
        folder.map(|file| file.unwrap().file_name().into_string().unwrap().replace(".bin", "")).collect();
    found.sort_unstable();
    let mut read: Vec<_> = files::GOLDEN.iter().map(|(name, _)| (*name).to_owned()).collect();
    read.sort_unstable();
    assert_eq!(found, read);
}
