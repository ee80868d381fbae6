//! Makes the JavaScript module and the final wasm files from what the compiler made of a module.
//!
//! A package of its own, because only a build of the screens needs its many dependencies.

mod split;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, out_folder, name, parts @ ..] = arguments.as_slice() else {
        bail!("usage: xtask-bindgen <module.wasm> <out folder> <name of its files> [<part> …]");
    };
    let name = name.to_string_lossy();
    if parts.is_empty() {
        return bind(input, out_folder, &name, false);
    }
    let aside = out_folder.with_extension("parts");
    let main = split::split(input, &aside, &name)?;
    bind(&main, out_folder, &name, true)?;
    let parts: Vec<_> = parts.iter().map(|part| part.to_string_lossy()).collect();
    split::take_parts(&aside, out_folder, &parts)
}

fn bind(input: &Path, out_folder: &Path, name: &str, has_parts: bool) -> Result<()> {
    Bindgen::new()
        .input_path(input)
        .web(true)
        .context("choosing the output for browsers")?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // Parts find the module's memory and table by what the linker exports.
        .keep_lld_exports(has_parts)
        .out_name(name)
        .generate(out_folder)
        .with_context(|| format!("making JavaScript bindings for {}", input.display()))
}
