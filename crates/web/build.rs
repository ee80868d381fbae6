//! Turns the language files into Rust: one typed function per message, one table of patterns per language.
//!
//! Words of records are found by keys that stand for kinds, fields and choices; that there are words for each is seen to here too.
//! A message that a language lacks, has too much, or calls with other arguments stops the build.

#[path = "build/languages.rs"]
mod languages;

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=languages");
    println!("cargo::rerun-if-changed=build");
    let folder = PathBuf::from("languages");
    let mut sources: Vec<(String, String)> = fs::read_dir(&folder)
        .expect("the folder of the language files is there")
        .map(|entry| entry.expect("a language file can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .map(|path| {
            let tag = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            (tag, fs::read_to_string(&path).expect("a language file can be read"))
        })
        .collect();
    // English comes first: it says which messages there are.
    sources.sort_by_key(|(tag, _)| (tag != "en", tag.clone()));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets the folder for what is generated"));
    match languages::generate(&sources, &model::kinds::LIST.word_keys()) {
        Ok(code) => fs::write(out.join("words.rs"), code).expect("the generated words can be written"),
        Err(problem) => {
            println!("cargo::error={problem}");
        }
    }
}
