//! Makes the JavaScript module and the final wasm file from what the compiler made of a module.
//!
//! A package of its own, because only a build of the screens needs its many dependencies.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, out_folder, name] = arguments.as_slice() else {
        bail!("usage: xtask-bindgen <module.wasm> <out folder> <name of the two files>");
    };
    Bindgen::new()
        .input_path(input)
        .web(true)
        .context("choosing the output for browsers")?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name(&name.to_string_lossy())
        .generate(out_folder)
        .with_context(|| format!("making JavaScript bindings for {}", input.display()))
}
