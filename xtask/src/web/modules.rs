//! The modules of the app, and what everything may weigh that a browser downloads.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::screen;

/// The script that fetches the parts of a module.
pub(super) const LINK: &str = "split.js";

/// What the compiler makes a wasm file of.
pub(super) struct Module {
    /// The package.
    pub(super) package: &'static str,
    /// The stem of its files in the app.
    pub(super) name: &'static str,
    /// What it is parted into besides itself: each comes when it is asked for.
    pub(super) parts: &'static [&'static str],
    /// Whether the script that wasm-bindgen writes for it is used; else the app starts it with its own hands.
    pub(super) has_script: bool,
}

/// The page draws and knows no cryptography; the worker holds data and keys and draws nothing; codes and figures are wanted
/// rarely; what derives keys is started for one and let go.
pub(super) const MODULES: [Module; 5] = [
    Module { package: "web", name: "page", parts: &["open"], has_script: true },
    Module { package: "worker", name: "engine", parts: &[], has_script: true },
    Module { package: "codes", name: "codes", parts: &[], has_script: true },
    Module { package: "figures", name: "figures", parts: &[], has_script: true },
    Module { package: "stretch", name: "stretch", parts: &[], has_script: false },
];

impl Module {
    /// Its files, as `xtask-bindgen` names them.
    pub(super) fn files(&self) -> Vec<String> {
        let link = (!self.parts.is_empty()).then(|| LINK.to_owned());
        let script = self.has_script.then(|| self.script());
        script
            .into_iter()
            .chain([format!("{}_bg.wasm", self.name)])
            .chain(link)
            .chain(self.part_files())
            .collect()
    }

    /// The file of its script.
    pub(super) fn script(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The files of its parts.
    pub(super) fn part_files(&self) -> Vec<String> {
        self.parts.iter().map(|part| format!("split_{part}.wasm")).collect()
    }
}

/// What the first screen waits for: until all of it is there, nobody can press a button. Until the fonts are there, the device's own stand
/// in for them, and the worker is asked only after the first screen.
const FIRST: [&str; 14] = [
    "bootstrap.js",
    "index.html",
    "known.js",
    "languages.js",
    "languages/en.json",
    "later.js",
    "leave.js",
    "page.js",
    "page_bg.wasm",
    "pages.css",
    "passkey.js",
    LINK,
    "style.css",
    "tools.css",
];

/// The most bytes, compressed as they are sent, of what the first screen waits for. Lowered with what is saved; raised only with a tool that
/// people get for it, and never above 300,000.
const FIRST_BYTES_MAX: usize = 230_000;

/// The most bytes of the whole app, compressed as it is sent, without the languages that a machine made for tests. The same; why it may be more
/// than 1,100,000 says `docs/decisions/0047-the-whole-may-weigh-more.md`.
const ALL_BYTES_MAX: usize = 1_250_000;

/// Says what the app weighs. Where something was missing that makes it smaller, which was said, it may weigh more.
///
/// # Errors
/// When it is more than it may be.
pub(super) fn weigh(sent_bytes: &BTreeMap<String, usize>, is_smallest: bool) -> Result<()> {
    for module in &MODULES {
        screen::say(format!("  {}: {}", module.name, screen::size(sum(sent_bytes, &module.files())?)));
    }
    let first = sum(sent_bytes, &FIRST)?;
    let is_for_people = |path: &str| !path.starts_with("languages/en-x-");
    let all: usize = sent_bytes.iter().filter(|(path, _)| is_for_people(path)).map(|(_, bytes)| bytes).sum();
    screen::say(format!("  before the first screen: {}", screen::size(first)));
    screen::say(format!("  everything: {}", screen::size(all)));
    if is_smallest && (first > FIRST_BYTES_MAX || all > ALL_BYTES_MAX) {
        bail!(
            "{first} bytes before the first screen, {all} in all: at most {FIRST_BYTES_MAX} and {ALL_BYTES_MAX} are allowed"
        );
    }
    Ok(())
}

fn sum(sent_bytes: &BTreeMap<String, usize>, paths: &[impl AsRef<str>]) -> Result<usize> {
    let of = |path: &str| sent_bytes.get(path).copied().with_context(|| format!("the app has no {path}"));
    paths.iter().map(|path| of(path.as_ref())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(page: usize, engine: usize) -> BTreeMap<String, usize> {
        let names = MODULES.iter().flat_map(Module::files).chain(FIRST.map(str::to_owned));
        let mut weights: BTreeMap<String, usize> = names.map(|name| (name, 1)).collect();
        weights.insert("page_bg.wasm".to_owned(), page);
        weights.insert("engine_bg.wasm".to_owned(), engine);
        weights
    }

    #[test]
    fn more_than_the_first_screen_or_the_whole_may_weigh_is_refused() {
        let first = FIRST.len() - 1;
        weigh(&weights(FIRST_BYTES_MAX - first, 1), true).unwrap();
        let error = weigh(&weights(FIRST_BYTES_MAX - first + 1, 1), true).unwrap_err();
        assert!(error.to_string().contains("before the first screen"), "{error}");
        assert!(weigh(&weights(1, ALL_BYTES_MAX), true).is_err());
        weigh(&weights(FIRST_BYTES_MAX + 1, ALL_BYTES_MAX), false).unwrap();
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let mut weights = weights(1, 1);
        weights.remove("leave.js");
        assert_eq!(weigh(&weights, true).unwrap_err().to_string(), "the app has no leave.js");
    }
}
