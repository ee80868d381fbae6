//! `cargo xtask dist`: what is put on a server, with checksums.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::web::read_folder;
use crate::workspace::Workspace;
use crate::{run, screen, web};

/// Puts the relay, the app and a list of checksums (BLAKE3) into `target/dist`.
///
/// # Errors
/// When something cannot be built or copied.
pub(crate) fn dist(workspace: &Workspace) -> Result<()> {
    web::build(workspace)?;
    let relay = run::build_relay(workspace, true)?;
    let out = workspace.target.join("dist");
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("clearing {}", out.display()))?;
    }
    for (path, bytes) in read_folder(&workspace.app())? {
        write(&out.join("app").join(path), &bytes)?;
    }
    fs::copy(&relay, out.join("counterpoint")).with_context(|| format!("copying {}", relay.display()))?;
    write(&out.join("LICENSE"), &fs::read(workspace.root.join("LICENSE")).context("reading LICENSE")?)?;
    let mut checksums = String::new();
    for (path, bytes) in read_folder(&out)? {
        checksums += &format!("{}  {path}\n", blake3::hash(&bytes).to_hex());
    }
    write(&out.join("BLAKE3SUMS"), checksums.as_bytes())?;
    screen::say(format!("Everything for a server is in {}", workspace.display(&out)));
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}
