//! Sees to it that a page takes no part of another build, as when the relay gets a newer app while a page is being looked at: parts find
//! each other's functions by their numbers alone, and would call wrong ones.

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

use super::assemble::Files;
use super::modules::{LINK, Module};

/// Has the script that fetches a module's parts take those of these very bytes only.
///
/// # Errors
/// When a part or the script is missing, or the script fetches them in another way than it is known to.
pub(super) fn seal(files: &mut Files, module: &Module) -> Result<()> {
    for part in module.part_files() {
        let bytes = files.get(&part).with_context(|| format!("there is no {part}"))?;
        let hash = Base64::encode_string(&Sha256::digest(bytes));
        let script = files.get_mut(LINK).with_context(|| format!("there is no {LINK}"))?;
        let text = String::from_utf8(std::mem::take(script)).with_context(|| format!("reading {LINK}"))?;
        let fetched = format!("new URL(\"./{part}\", import.meta.url)");
        let plain = format!("fetch({fetched})");
        ensure!(text.matches(&plain).count() == 1, "{LINK} does not fetch {part} as it did");
        let sealed = format!("fetch({fetched}, {{ integrity: \"sha256-{hash}\" }})");
        *script = text.replace(&plain, &sealed).into_bytes();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: Module = Module { package: "web", name: "page", parts: &["open"], has_script: true };

    fn files(script: &str) -> Files {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        Files::from([file(LINK, script), file("split_open.wasm", "abc")])
    }

    #[test]
    fn a_part_of_other_bytes_is_not_taken() {
        let mut files = files("fetch(new URL(\"./split_open.wasm\", import.meta.url));");
        seal(&mut files, &MODULE).unwrap();
        let script = String::from_utf8(files.remove(LINK).unwrap()).unwrap();
        // The hash of these three letters, as FIPS 180-4 has it in its example.
        let hash = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        let expected = format!(
            "fetch(new URL(\"./split_open.wasm\", import.meta.url), {{ integrity: \"sha256-{hash}\" }});"
        );
        assert_eq!(script, expected);
    }

    #[test]
    fn a_script_that_fetches_otherwise_stops_the_build() {
        let error = seal(&mut files("load(\"./split_open.wasm\")"), &MODULE).unwrap_err();
        assert_eq!(error.to_string(), "split.js does not fetch split_open.wasm as it did");
    }
}
