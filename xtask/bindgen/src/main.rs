//! Makes the JavaScript module and the final wasm file from what the compiler made of the screens.
//!
//! A package of its own, because only a build of the screens needs its many dependencies.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// The stem of the two files that are written: `counterpoint.js` and `counterpoint_bg.wasm`.
const OUT_NAME: &str = "counterpoint";

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, out_folder] = arguments.as_slice() else {
        bail!("usage: xtask-bindgen <module.wasm> <out folder>");
    };
    Bindgen::new()
        .input_path(input)
        .web(true)
        .context("choosing the output for browsers")?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name(OUT_NAME)
        .generate(out_folder)
        .with_context(|| format!("making JavaScript bindings for {}", input.display()))
}
