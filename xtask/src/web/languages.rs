//! The packs: all that the app says, in a file for each language beside it. What they are made from: `crates/web/languages`.

use anyhow::{Context, Result, bail};
use languages::{ENGLISH, Languages, Pack, Source};
use serde_json::Value;

use super::assemble::{Files, brotli};
use super::cache::Cache;
use crate::screen;
use crate::workspace::Workspace;

/// Where the packs stand in the app.
const FOLDER: &str = "languages/";

/// What stands for the list of languages in the script that loads them.
const LANGUAGES_TOKEN: &str = "__LANGUAGES__";
const SCRIPT: &str = "languages.js";

/// What stands before the name of a sentence on the page on which the app starts.
const WORDS_TOKEN: &str = "__WORDS_";
const PAGE: &str = "index.html";

/// A pack as it is sent, compressed with Brotli, in bytes: it arrives before the first screen.
const PACK_BYTES_MAX: usize = 60_000;

/// Whether a file is in the copy that every device keeps. Of the packs only English is; the page adds the one that is chosen.
pub(super) fn is_kept(path: &str) -> bool {
    !path.starts_with(FOLDER) || path == file_of(ENGLISH)
}

/// Adds the packs, and tells the app which there are. A sentence that a language lacks is English there, and is listed.
///
/// # Errors
/// When a language file has a message that English does not have or calls with other arguments, or when a pack is too large.
pub(super) fn add(workspace: &Workspace, files: &mut Files, cache: &mut Cache) -> Result<()> {
    let folder = workspace.root.join("crates/web/languages");
    let packs = Languages::read(&Source::read_folder(&folder)?)?.packs();
    let list = serde_json::to_string(&packs).context("writing the list of languages")?;
    let script = files.get_mut(SCRIPT).with_context(|| format!("the app has no {SCRIPT}"))?;
    *script = std::str::from_utf8(script)?.replace(LANGUAGES_TOKEN, &list).into_bytes();
    let page = files.get_mut(PAGE).with_context(|| format!("the app has no {PAGE}"))?;
    let english = packs.iter().find(|pack| pack.tag == ENGLISH).context("there is no English")?;
    *page = with_words(std::str::from_utf8(page)?, &english.json)?.into_bytes();
    for pack in packs {
        let bytes = pack.json.clone().into_bytes();
        let size_bytes = cache.result("brotli 11 22", &bytes, || brotli(&bytes))?.len();
        for line in report(&pack, size_bytes)? {
            screen::say(line);
        }
        files.insert(file_of(&pack.tag), bytes);
    }
    Ok(())
}

/// The page on which the app starts, with its words in English. Where the person reads another language, `languages.js` puts those in
/// their place.
fn with_words(page: &str, english: &str) -> Result<String> {
    let pack: Value = serde_json::from_str(english).context("reading the English pack")?;
    let places =
        pack.get("page").and_then(Value::as_object).context("the pack has no sentences for the page")?;
    let mut page = page.to_owned();
    for (name, place) in places {
        let place = place.as_u64().and_then(|place| usize::try_from(place).ok());
        let sentence = place.and_then(|place| pack.get("sentences")?.get(place)?.as_str());
        let sentence = sentence.with_context(|| format!("{name} is called with something"))?;
        let escaped = sentence.replace('&', "&amp;").replace('<', "&lt;");
        page = page.replace(&format!("{WORDS_TOKEN}{name}__"), &escaped);
    }
    match page.split_once(WORDS_TOKEN) {
        Some((_, rest)) => {
            bail!(
                "{PAGE} wants words that the packs do not have for it: {}",
                rest.chars().take(40).collect::<String>()
            )
        }
        None => Ok(page),
    }
}

fn file_of(tag: &str) -> String {
    format!("{FOLDER}{tag}.json")
}

/// What is said about a pack.
fn report(pack: &Pack, size_bytes: usize) -> Result<Vec<String>> {
    let tag = &pack.tag;
    if size_bytes > PACK_BYTES_MAX {
        let size = screen::size(size_bytes);
        bail!("the pack {tag} has {size} (Brotli), and may have {}", screen::size(PACK_BYTES_MAX));
    }
    let mut lines = vec![format!("  words: {tag}, {} (Brotli)", screen::size(size_bytes))];
    if !pack.missing.is_empty() {
        lines.push(format!(
            "    {} sentences are said in English: {}",
            pack.missing.len(),
            pack.missing.join(", ")
        ));
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_what_english_says_and_wants_nothing_that_is_not_there() {
        let english = r#"{ "page": { "leave-button": 1 }, "sentences": ["no", "Leave & <go>"] }"#;
        assert_eq!(
            with_words("<a>__WORDS_leave-button__</a>", english).unwrap(),
            "<a>Leave &amp; &lt;go></a>"
        );
        let error = with_words("<a>__WORDS_begin__</a>", english).unwrap_err();
        assert!(error.to_string().contains("begin"), "{error}");
    }

    fn pack(missing: &[&str]) -> Pack {
        Pack {
            tag: "de".to_owned(),
            name: "Deutsch".to_owned(),
            direction: "ltr",
            is_pseudo: false,
            missing: missing.iter().map(|name| (*name).to_owned()).collect(),
            json: String::new(),
        }
    }

    #[test]
    fn what_a_language_lacks_is_listed() {
        assert_eq!(report(&pack(&[]), 1_000).unwrap().len(), 1);
        let lines = report(&pack(&["save", "leave-button"]), 1_000).unwrap();
        assert!(
            lines.iter().any(|line| line.contains("2 sentences are said in English: save, leave-button")),
            "{lines:?}"
        );
    }

    #[test]
    fn a_pack_that_is_too_large_stops_the_build() {
        assert!(report(&pack(&[]), PACK_BYTES_MAX).is_ok());
        let problem = report(&pack(&[]), PACK_BYTES_MAX + 1).unwrap_err();
        assert!(problem.to_string().starts_with("the pack de has"), "{problem}");
    }

    #[test]
    fn every_device_keeps_english_and_no_other_language_by_itself() {
        assert!(is_kept("index.html") && is_kept("languages.js") && is_kept("languages/en.json"));
        assert!(!is_kept("languages/de.json") && !is_kept("languages/en-x-pseudo.json"));
    }
}
