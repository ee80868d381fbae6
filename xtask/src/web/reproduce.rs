//! `cargo xtask reproduce`: the app is the same, byte for byte, wherever it is built. Only then does the hash that Settings shows tell
//! anybody anything: they build the same commit, and compare.

use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, bail};

use super::{
    build, build_bindgen, build_with, library, optimise::Optimiser, read_folder, toolchain::Toolchain,
};
use crate::screen;
use crate::workspace::Workspace;

/// Builds the app, and once more from a copy of the project in another folder, with nothing that was compiled before, and compares both.
/// The compiler and the tools are the same ones. Both are built at once: linking the app as small as it gets keeps a single core busy.
///
/// # Errors
/// When a file of the app differs, or nothing can be built or copied.
pub(crate) fn reproduce(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("reproduce");
    clear(&folder)?;
    let elsewhere = Workspace {
        root: folder.join("a copy of it elsewhere"),
        target: folder.join("built"),
        cache: workspace.cache.clone(),
    };
    for path in workspace.own_files()? {
        copy(&workspace.root.join(&path), &elsewhere.root.join(&path))?;
    }
    // What both need is installed before.
    let toolchain = Toolchain::find()?;
    library::cargo_build(&toolchain, workspace)?;
    Optimiser::find(workspace);
    let bindgen = build_bindgen(workspace)?;
    thread::scope(|scope| {
        let second = scope.spawn(|| build_with(&elsewhere, &bindgen));
        build(workspace)?;
        match second.join() {
            Ok(built) => built.map(drop).context("building it elsewhere"),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    let (first, second) = (read_folder(&workspace.app())?, read_folder(&elsewhere.app())?);
    let differing: Vec<&str> = first
        .keys()
        .chain(second.keys().filter(|path| !first.contains_key(*path)))
        .filter(|path| first.get(*path) != second.get(*path))
        .map(String::as_str)
        .collect();
    if !differing.is_empty() {
        bail!("built twice, these files of the app differ: {}", differing.join(", "));
    }
    screen::say(format!("  the same {} files twice", first.len()));
    clear(&folder)
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    Ok(())
}

/// Copies a file; one that is listed and was deleted has no copy.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_file() {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    Ok(())
}
