//! Packages for Node.js, installed from a committed lock file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{process, screen};

/// The files of a package that say what to install.
const MANIFEST_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Installs what `package` (a folder with a manifest and a lock file) asks for into a folder outside the clone,
/// unless it is there, and returns that folder.
///
/// # Errors
/// When Node.js or npm is missing, or npm fails.
pub(crate) fn install_in_cache(workspace: &Workspace, package: &Path) -> Result<PathBuf> {
    let lock = package.join("package-lock.json");
    let lock_bytes = fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    let hash = blake3::hash(&lock_bytes).to_hex();
    let name = package.file_name().unwrap_or_default().to_string_lossy();
    let folder = workspace.cache.join(format!("{name}-{}", hash.get(..16).unwrap_or(&hash)));
    if !is_installed(&folder, &lock_bytes) {
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        for file in MANIFEST_FILES {
            let (from, to) = (package.join(file), folder.join(file));
            fs::copy(&from, &to).with_context(|| format!("copying {}", from.display()))?;
        }
        screen::say(format!("Installing {name} with npm into {}", folder.display()));
        install(&folder)?;
    }
    Ok(folder)
}

/// Installs what the package in `folder` asks for, in place, unless exactly that is there.
///
/// # Errors
/// As [`install_in_cache`].
pub(crate) fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock_bytes = fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    if is_installed(folder, &lock_bytes) {
        return Ok(());
    }
    if !(process::exists("node") && process::exists("npm")) {
        bail!("Node.js and npm are not installed");
    }
    let mut command = Command::new("npm");
    command.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    process::quiet(&format!("npm ci in {}", folder.display()), &mut command)?;
    fs::write(stamp(folder), blake3::hash(&lock_bytes).to_hex().as_str())
        .with_context(|| format!("writing in {}", folder.display()))
}

/// A file that says which lock file the installed packages belong to.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("node_modules/.counterpoint-lock")
}

fn is_installed(folder: &Path, lock_bytes: &[u8]) -> bool {
    fs::read_to_string(stamp(folder)).is_ok_and(|stamp| stamp == blake3::hash(lock_bytes).to_hex().as_str())
}
