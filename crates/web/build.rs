//! Turns the language files into Rust: one typed function per message. The sentences themselves are in packs beside the app.
//!
//! Words of records are found by keys that stand for kinds, fields and choices; that there are words for each is seen to here too.
//! A message that English does not have, or that a language calls with other arguments, stops the build.

use std::path::{Path, PathBuf};
use std::{env, fs};

use languages::{Error, Languages, Source};

fn main() {
    println!("cargo::rerun-if-changed=languages");
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        // What the module is parted by: see `pages/open.rs`.
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets the folder for what is generated"));
    if let Err(problem) = generate(&out) {
        println!("cargo::error={problem}");
    }
}

fn generate(out: &Path) -> Result<(), Error> {
    let languages = Languages::read(&Source::read_folder(Path::new("languages"))?)?;
    let code = languages.functions(&model::kinds::LIST.word_keys())?;
    fs::write(out.join("words.rs"), code).expect("the generated words can be written");
    // The tests of this crate read the packs that a browser loads.
    for pack in languages.packs() {
        let path = out.join(format!("{}.json", pack.tag));
        fs::write(path, pack.json).expect("a pack can be written");
    }
    Ok(())
}
