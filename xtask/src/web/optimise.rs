//! Makes the wasm file smaller with Binaryen's `wasm-opt`, in one fixed version from npm.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{node, process, screen};

/// What makes the compressed module smaller. `-Oz` makes the module itself smaller still, but what is downloaded larger: it
/// merges and outlines what Brotli had compressed as repetition. So only those of its passes stand here that made the
/// download smaller, each tried by itself.
const SETTINGS: [&str; 12] = [
    "--duplicate-function-elimination",
    "--remove-unused-module-elements",
    "--dae-optimizing",
    "--simplify-locals-nostructure",
    "--rse",
    "--remove-unused-brs",
    "--optimize-instructions",
    "--duplicate-function-elimination",
    "--remove-unused-names",
    "--vacuum",
    "--strip-target-features",
    "--strip-producers",
];

/// The optimiser, ready to run.
#[derive(Debug)]
pub(crate) struct Optimiser {
    program: PathBuf,
    identity: String,
}

impl Optimiser {
    /// Finds the optimiser, and installs it outside the clone when there is npm. Without npm there is none, and
    /// it is said: the app works all the same and is larger.
    pub(crate) fn find(workspace: &Workspace) -> Option<Self> {
        let package = workspace.root.join("xtask/wasm-opt");
        let installed = match node::install_in_cache(workspace, &package) {
            Ok(folder) => folder,
            Err(error) => {
                screen::say(format!("  wasm-opt is left out, so the app is larger: {}", error.root_cause()));
                return None;
            }
        };
        let identity = format!("wasm-opt {} {}", installed.display(), SETTINGS.join(" "));
        Some(Self { program: installed.join("node_modules/.bin/wasm-opt"), identity })
    }

    /// A text that changes whenever the result might.
    pub(crate) fn identity(&self) -> &str {
        &self.identity
    }

    /// The same module, smaller.
    ///
    /// # Errors
    /// When wasm-opt fails.
    pub(crate) fn optimise(&self, workspace: &Workspace, module: &[u8]) -> Result<Vec<u8>> {
        let folder = workspace.target.join("web");
        let (input, output) = (folder.join("before.wasm"), folder.join("after.wasm"));
        fs::write(&input, module).with_context(|| format!("writing {}", input.display()))?;
        let mut command = Command::new(&self.program);
        command.args(SETTINGS).arg(&input).arg("-o").arg(&output);
        process::quiet("wasm-opt", &mut command)?;
        fs::read(&output).with_context(|| format!("reading {}", output.display()))
    }
}
