//! Parts a module where its source says so, so that the first screen waits for less: `#[wasm_split(part, …)]` stands at a function, and what
//! nothing else calls goes with it. The parts share the module's memory and its table of functions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload};

/// The JavaScript module that fetches the parts.
const LINK: &str = "./split.js";

/// Parts a module into the files of a folder; where the first part lies, which has to be bound.
///
/// # Errors
/// When the module cannot be read or parted, or the folder not be written.
pub(crate) fn split(input: &Path, folder: &Path, name: &str) -> Result<PathBuf> {
    let module = fs::read(input).with_context(|| format!("reading {}", input.display()))?;
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let main = folder.join(format!("{name}.wasm"));
    let main_module = format!("./{name}.js");
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = LINK;
    transform(options).map_err(|error| anyhow!("parting {}: {error:?}", input.display()))?;
    Ok(main)
}

/// Takes the parts over, without the names of their functions, and what fetches them.
///
/// # Errors
/// When there is no part of a name, or a file cannot be read or written.
pub(crate) fn take_parts(folder: &Path, out_folder: &Path, parts: &[impl AsRef<str>]) -> Result<()> {
    copy(folder, out_folder, LINK, Ok)?;
    for part in parts {
        copy(folder, out_folder, &format!("split_{}.wasm", part.as_ref()), |module| without_names(&module))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, name: &str, change: impl Fn(Vec<u8>) -> Result<Vec<u8>>) -> Result<()> {
    let path = from.join(name);
    let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let path = to.join(name);
    fs::write(&path, change(bytes)?).with_context(|| format!("writing {}", path.display()))
}

/// The module without the section that names its functions.
fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Vec::with_capacity(module.len());
    let mut read_to = 0;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("reading a part")?;
        // The range of a section is that of its content: its number and length stand before it.
        let end = match &payload {
            Payload::Version { range, .. } => range.end,
            section => match section.as_section() {
                Some((_, range)) => range.end,
                None => continue,
            },
        };
        let end = usize::try_from(end).context("a part of more bytes than memory holds")?;
        let is_named = matches!(&payload, Payload::CustomSection(section) if section.name() == "name");
        if !is_named {
            kept.extend_from_slice(module.get(read_to..end).context("a section outside its part")?);
        }
        read_to = end;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";
    const TYPES: &[u8] = b"\x01\x04\x01\x60\0\0";
    const NAMES: &[u8] = b"\0\x06\x04name\0";
    const OTHER: &[u8] = b"\0\x06\x05other";

    #[test]
    fn only_names_are_left_out() {
        let module = [HEAD, TYPES, NAMES, OTHER].concat();
        assert_eq!(without_names(&module).unwrap(), [HEAD, TYPES, OTHER].concat());
        assert!(without_names(b"no module").is_err());
    }
}
