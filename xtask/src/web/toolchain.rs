//! A compiler for the browser: the one at hand, or one that is fetched.
//!
//! In this order: the compiler that runs xtask, when it has the target; Debian's `rustc-web`, when it is installed,
//! which builds the standard library for the target from source; the first after `rustup target add`; the second after
//! `apt-get install`; else an error that says what to install. `COUNTERPOINT_WASM_TOOLCHAIN=rustup` or `=debian` takes one of them and no other.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::library;
use crate::workspace::Workspace;
use crate::{debian, process, screen};

/// The target that browsers run.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages that can build for it.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_LINKER: &str = "wasm-ld-22";

/// Long enough for the 25 MB of a standard library over a slow line, short enough to wait for in vain.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// What the compiler that started xtask leaves in the environment and another compiler must not see.
const FOREIGN_VARIABLES: [&str; 6] =
    ["CARGO", "LD_LIBRARY_PATH", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN", "RUSTFLAGS"];

/// A compiler that can build for the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The compiler that runs xtask, with the target's standard library installed.
    Current,
    /// Debian's `rustc-web`; builds the standard library as well.
    Debian,
}

impl Toolchain {
    /// Finds a compiler, or fetches what is missing.
    ///
    /// # Errors
    /// When there is none and none can be fetched: the error says what was tried and what to install.
    pub(crate) fn find() -> Result<Self> {
        match env::var("COUNTERPOINT_WASM_TOOLCHAIN").as_deref() {
            Err(_) | Ok("") => Self::find_any(),
            Ok("rustup") => add_target().map(|()| Self::Current),
            Ok("debian") => install_debian().map(|()| Self::Debian),
            Ok(other) => bail!("COUNTERPOINT_WASM_TOOLCHAIN is {other:?}: only rustup and debian are known"),
        }
    }

    fn find_any() -> Result<Self> {
        if current_has_target() {
            return Ok(Self::Current);
        }
        if Path::new(DEBIAN_RUSTC).is_file() && process::exists(DEBIAN_LINKER) && has_debian_source() {
            return Ok(Self::Debian);
        }
        let Err(rustup) = add_target() else { return Ok(Self::Current) };
        screen::say(format!("  rustup could not: {}", rustup.root_cause()));
        let Err(apt) = install_debian() else { return Ok(Self::Debian) };
        bail!(
            "no compiler for {TARGET}.\n  rustup: {rustup:#}\n  Debian: {apt:#}\n\
             Install it with `rustup target add {TARGET}`, or on Debian with `apt-get install {}`.",
            DEBIAN_PACKAGES.join(" ")
        )
    }

    /// Whether this is the compiler that runs xtask, so that clippy can check for the target too.
    pub(crate) fn is_current(&self) -> bool {
        *self == Self::Current
    }

    /// A cargo command for the target, `verb` being `build` or the like.
    ///
    /// # Errors
    /// When the compiler cannot be asked where its standard library lies.
    pub(crate) fn cargo(&self, workspace: &Workspace, verb: &str) -> Result<Command> {
        self.cargo_with(workspace, verb, &[])
    }

    /// As [`Toolchain::cargo`], with further flags for the compiler.
    ///
    /// # Errors
    /// As [`Toolchain::cargo`].
    pub(crate) fn cargo_with(&self, workspace: &Workspace, verb: &str, flags: &[&str]) -> Result<Command> {
        let mut command = self.bare_cargo(workspace, verb);
        if *self == Self::Debian {
            command
                .args(library::COMPILED)
                .env(library::UNSTABLE.0, library::UNSTABLE.1)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
        }
        command.args(["--target", TARGET]);
        let mut all_flags = self.path_flags(workspace)?;
        all_flags.extend(flags.iter().copied().map(str::to_owned));
        command.env("CARGO_ENCODED_RUSTFLAGS", all_flags.join("\u{1f}"));
        Ok(command)
    }

    /// This compiler's cargo, told nothing of the target.
    pub(super) fn bare_cargo(&self, workspace: &Workspace, verb: &str) -> Command {
        match self {
            Self::Current => workspace.cargo(&[verb]),
            Self::Debian => {
                let mut command = Command::new(DEBIAN_CARGO);
                command.current_dir(&workspace.root).arg(verb);
                forget_current(&mut command);
                command.env("RUSTC", DEBIAN_RUSTC);
                command
            }
        }
    }

    pub(super) fn rustc(&self) -> Command {
        let program = match self {
            Self::Current => env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()),
            Self::Debian => DEBIAN_RUSTC.into(),
        };
        let mut command = Command::new(program);
        if *self == Self::Debian {
            forget_current(&mut command);
        }
        command
    }

    /// Where the source of this compiler's standard library lies, if it is installed.
    ///
    /// # Errors
    /// When the compiler cannot be asked.
    pub(super) fn library_source(&self) -> Result<PathBuf> {
        let sysroot = process::answer(self.rustc().args(["--print", "sysroot"]))
            .context("asking the compiler where its standard library lies")?;
        Ok(Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library"))
    }

    /// Compiler flags that replace this machine's folders by fixed names: the same commit gives the same bytes
    /// wherever it is built.
    fn path_flags(&self, workspace: &Workspace) -> Result<Vec<String>> {
        let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
        let mut folders =
            vec![(workspace.root.clone(), "/counterpoint"), (self.library_source()?, "/rust/library")];
        // The folder below `src` is named after the registry's address, which differs where a mirror is used.
        let registries = cargo_home.join("registry/src");
        let mut mirrors: Vec<PathBuf> = std::fs::read_dir(&registries)
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        mirrors.sort();
        folders.extend(mirrors.into_iter().map(|folder| (folder, "/registry")));
        let flag =
            |(folder, name): (PathBuf, &str)| format!("--remap-path-prefix={}={name}", folder.display());
        Ok(folders.into_iter().map(flag).collect())
    }
}

fn forget_current(command: &mut Command) {
    for name in FOREIGN_VARIABLES {
        command.env_remove(name);
    }
}

fn current_has_target() -> bool {
    let question = ["--print", "target-libdir", "--target", TARGET];
    process::answer(Toolchain::Current.rustc().args(question))
        .is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn has_debian_source() -> bool {
    Path::new("/usr/lib/rustlib/src/rust/library/std").is_dir()
}

fn add_target() -> Result<()> {
    if current_has_target() {
        return Ok(());
    }
    if !process::exists("rustup") {
        bail!("rustup is not installed");
    }
    screen::say(format!(
        "Installing the compiler's target {TARGET} with rustup: the screens run in a browser."
    ));
    let mut command = Command::new("rustup");
    command.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1");
    process::quiet_within(&format!("rustup target add {TARGET}"), &mut command, Some(RUSTUP_LIMIT))?;
    if !current_has_target() {
        bail!("rustup added {TARGET} to another compiler than the one that runs this command");
    }
    Ok(())
}

fn install_debian() -> Result<()> {
    debian::install(&DEBIAN_PACKAGES, "building the screens for browsers")?;
    if !(Path::new(DEBIAN_RUSTC).is_file() && process::exists(DEBIAN_LINKER) && has_debian_source()) {
        bail!(
            "Debian's packages are installed, but {DEBIAN_RUSTC}, {DEBIAN_LINKER} or the library's source is missing"
        );
    }
    Ok(())
}
