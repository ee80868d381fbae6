//! The folder that a relay serves and a service worker keeps: static files, the module, the list of all of them.
//!
//! In every text file two words are replaced: `__BUILD__` by the build's hash, and `__ASSETS__` by a JSON array
//! with the path of each file, without a leading slash, service worker, `build.json` and languages other than English left out. The hash is
//! taken before, over paths and contents, so that it can stand in the files it is the hash of.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use super::cache::Cache;
use super::languages;

/// What stands for the build's hash in a static file.
const BUILD_TOKEN: &str = "__BUILD__";
/// What stands for the list of files.
const ASSETS_TOKEN: &str = "__ASSETS__";
/// A browser keeps its own copy of this file, and asks for it by itself.
const SERVICE_WORKER: &str = "service-worker.js";
/// The list of files with their hashes, for people and scripts who want to compare builds.
const MANIFEST: &str = "build.json";
/// Files that shrink when they are compressed; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 9] = ["css", "html", "js", "json", "map", "svg", "txt", "wasm", "webmanifest"];
/// Files in which the tokens are replaced.
const WITH_TOKENS: [&str; 4] = ["html", "js", "json", "webmanifest"];

/// The files of the app by their path, with `/` between folders.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What was assembled.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Assembled {
    /// BLAKE3 over all paths and contents, in hexadecimal.
    pub(crate) build: String,
    /// Whether everything was at hand that makes it smaller.
    pub(crate) is_smallest: bool,
    /// What each file weighs as it is sent: compressed with Brotli where that makes it smaller.
    pub(crate) sent_bytes: BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct Manifest<'a> {
    build: &'a str,
    assets: Vec<Asset<'a>>,
}

#[derive(Serialize)]
struct Asset<'a> {
    path: &'a str,
    size_bytes: usize,
    blake3: String,
}

/// Reads every file below `folder`.
///
/// # Errors
/// When a file or folder cannot be read, or a name is not Unicode.
pub(crate) fn read_folder(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

/// Replaces the tokens, adds the manifest and compressed copies, and makes `out` hold exactly that.
///
/// # Errors
/// When a file cannot be compressed or written.
pub(crate) fn assemble(
    mut files: Files,
    out: &Path,
    is_smallest: bool,
    cache: &mut Cache,
) -> Result<Assembled> {
    let build = hash_of_all(&files);
    let is_kept = |path: &&String| *path != SERVICE_WORKER && languages::is_kept(path);
    let paths: Vec<&String> = files.keys().filter(is_kept).collect();
    let assets = serde_json::to_string(&paths).context("writing the list of files")?;
    for (path, bytes) in &mut files {
        if WITH_TOKENS.contains(&extension(path)) {
            replace_tokens(bytes, &build, &assets);
        }
    }
    files.insert(MANIFEST.to_owned(), manifest(&build, &files)?);
    let mut sent_bytes = BTreeMap::new();
    for (path, bytes) in files.clone() {
        if COMPRESSIBLE.contains(&extension(&path)) {
            let small = cache.result("brotli 11 22", &bytes, || brotli(&bytes))?;
            sent_bytes.insert(path.clone(), small.len());
            files.insert(format!("{path}.br"), small);
            files.insert(format!("{path}.gz"), cache.result("gzip 9", &bytes, || gzip(&bytes))?);
        } else {
            sent_bytes.insert(path, bytes.len());
        }
    }
    write_exactly(out, &files)?;
    Ok(Assembled { build, is_smallest, sent_bytes })
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading the folder {}", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("reading the folder {}", folder.display()))?;
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_str().with_context(|| format!("{} is not Unicode", path.display()))?;
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            files.insert(format!("{prefix}{name}"), bytes);
        }
    }
    Ok(())
}

fn hash_of_all(files: &Files) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in files {
        hasher.update(path.as_bytes()).update(&[0]).update(blake3::hash(bytes).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn replace_tokens(bytes: &mut Vec<u8>, build: &str, assets: &str) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && (text.contains(BUILD_TOKEN) || text.contains(ASSETS_TOKEN))
    {
        *bytes = text.replace(BUILD_TOKEN, build).replace(ASSETS_TOKEN, assets).into_bytes();
    }
}

fn manifest(build: &str, files: &Files) -> Result<Vec<u8>> {
    let describe = |(path, bytes): (&String, &Vec<u8>)| (path.clone(), bytes.len(), blake3::hash(bytes));
    let described: Vec<_> = files.iter().map(describe).collect();
    let assets = described
        .iter()
        .map(|(path, size, hash)| Asset { path, size_bytes: *size, blake3: hash.to_hex().to_string() })
        .collect();
    serde_json::to_vec_pretty(&Manifest { build, assets }).context("writing the manifest of the build")
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

pub(super) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters).context("compressing with Brotli")?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).context("compressing with gzip")?;
    encoder.finish().context("compressing with gzip")
}

fn write_exactly(out: &Path, files: &Files) -> Result<()> {
    if out.is_dir() {
        for path in read_folder(out)?.keys().filter(|path| !files.contains_key(*path)) {
            fs::remove_file(out.join(path)).with_context(|| format!("removing the old file {path}"))?;
        }
    }
    for (path, bytes) in files {
        let path = out.join(path);
        if fs::read(&path).is_ok_and(|present| present == *bytes) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        }
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(words: &str) -> Files {
        let texts = [
            ("index.html", "<title>__BUILD__</title>"),
            ("service-worker.js", "const a = __ASSETS__, b = \"__BUILD__\";"),
            ("words.txt", words),
        ];
        texts.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into()
    }

    fn text(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn the_folder_holds_exactly_the_build_and_says_which_it_is() {
        let folder = std::env::temp_dir().join(format!("counterpoint-assemble-{}", std::process::id()));
        let out = folder.join("app");
        let mut cache = Cache::open(folder.join("kept"));
        fs::create_dir_all(&out).unwrap();
        fs::write(out.join("left-over.js"), "old").unwrap();

        let first = assemble(files("one"), &out, true, &mut cache).unwrap();
        assert_eq!(
            text(&out, "service-worker.js"),
            format!("const a = [\"index.html\",\"words.txt\"], b = \"{}\";", first.build)
        );
        assert_eq!(text(&out, "index.html"), format!("<title>{}</title>", first.build));
        assert!(text(&out, "build.json").contains(&first.build));
        assert!(!out.join("left-over.js").exists());
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*fs::read(out.join("words.txt.br")).unwrap(), &mut unpacked).unwrap();
        assert_eq!(unpacked, b"one");

        assert_eq!(assemble(files("one"), &out, true, &mut cache).unwrap(), first);
        assert_ne!(assemble(files("two"), &out, true, &mut cache).unwrap().build, first.build);
        fs::remove_dir_all(folder).unwrap();
    }
}
