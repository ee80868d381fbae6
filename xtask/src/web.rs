//! The app as a browser loads it: compiled, bound to JavaScript, made small, assembled into one folder.

mod assemble;
mod cache;
mod languages;
mod library;
mod modules;
mod optimise;
mod parts;
mod reproduce;
mod scripts;
pub(crate) mod toolchain;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{process, screen};
pub(crate) use assemble::read_folder;
use assemble::{Assembled, Files};
use cache::Cache;
use modules::{MODULES, Module};
use optimise::Optimiser;
pub(crate) use reproduce::reproduce;
use toolchain::{TARGET, Toolchain};

/// Builds the app into the folder `app` of the build folder. What has not changed is not made again.
///
/// # Errors
/// When there is no compiler for the browser, or any step fails.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let assembled = build_with(workspace, &build_bindgen(workspace)?)?;
    screen::say(format!("  app:   {}", workspace.display(&workspace.app())));
    screen::say(format!("  build: {}", assembled.build));
    modules::weigh(&assembled.sent_bytes, assembled.is_smallest)
}

/// Builds the program that makes the JavaScript modules.
fn build_bindgen(workspace: &Workspace) -> Result<PathBuf> {
    process::loud(&mut workspace.cargo(&["build", "--quiet", "--package", "xtask-bindgen"]))?;
    Ok(workspace.program("debug", "xtask-bindgen"))
}

/// Builds the app, with `bindgen` as the program that makes the JavaScript module.
fn build_with(workspace: &Workspace, bindgen: &Path) -> Result<Assembled> {
    let toolchain = Toolchain::find()?;
    screen::say("Building the screens");
    let build_folder = workspace.target.join("web");
    let (mut command, has_own_library) = library::cargo_build(&toolchain, workspace)?;
    command.args(MODULES.iter().flat_map(|module| ["--package", module.package]));
    command.args(["--profile", "web", "--target-dir"]).arg(&build_folder);
    process::loud(&mut command)?;

    let bound = build_folder.join("bound");
    for module in &MODULES {
        let compiled = build_folder.join(TARGET).join(format!("web/{}.wasm", module.package));
        bind(bindgen, &compiled, &bound.join(module.name), module)?;
    }
    let mut cache = Cache::open(build_folder.join("kept"));
    let mut files = read_folder(&workspace.root.join("crates/web/static"))?;
    scripts::without_comments(&mut files);
    let is_optimised = add_modules(workspace, &bound, &mut files, &mut cache)?;
    languages::add(workspace, &mut files, &mut cache)?;
    let app = workspace.app();
    let is_smallest = has_own_library && is_optimised;
    let assembled =
        screen::during("compressing the app", || assemble::assemble(files, &app, is_smallest, &mut cache))?;
    cache.forget_unused();
    Ok(assembled)
}

/// Makes the JavaScript module, unless it was made from this very file before.
fn bind(program: &Path, compiled: &Path, bound: &Path, module: &Module) -> Result<()> {
    let mut hasher = blake3::Hasher::new();
    for path in [compiled, program] {
        hasher.update(&fs::read(path).with_context(|| format!("reading {}", path.display()))?);
    }
    let hash = hasher.finalize().to_hex().to_string();
    let stamp = bound.with_extension("from");
    if fs::read_to_string(&stamp).is_ok_and(|earlier| earlier == hash) {
        return Ok(());
    }
    // Snippets of an earlier build must not end up in this one.
    if bound.exists() {
        fs::remove_dir_all(bound).with_context(|| format!("clearing {}", bound.display()))?;
    }
    process::quiet(
        "wasm-bindgen",
        Command::new(program).arg(compiled).arg(bound).arg(module.name).args(module.parts),
    )?;
    fs::write(&stamp, hash).with_context(|| format!("writing {}", stamp.display()))
}

/// Adds every module with its JavaScript; whether each was made smaller.
fn add_modules(workspace: &Workspace, bound: &Path, files: &mut Files, cache: &mut Cache) -> Result<bool> {
    let optimiser = Optimiser::find(workspace);
    for module in &MODULES {
        let mut made = read_folder(&bound.join(module.name))?;
        for name in module.files() {
            made.get(&name).with_context(|| format!("wasm-bindgen made no {name}"))?;
        }
        if let Some(optimiser) = &optimiser {
            for (_, wasm) in made.iter_mut().filter(|(path, _)| path.ends_with(".wasm")) {
                *wasm = cache.result(optimiser.identity(), wasm, || optimiser.optimise(workspace, wasm))?;
            }
        }
        if !module.has_script {
            made.remove(&module.script());
        }
        parts::seal(&mut made, module)?;
        files.append(&mut made);
    }
    Ok(optimiser.is_some())
}
