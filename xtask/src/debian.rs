//! Packages of the distribution: installed when they are missing, and it is said which and why.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{process, screen};

/// Whether this machine installs its packages with apt.
pub(crate) fn is_here() -> bool {
    process::exists("apt-get") && process::exists("dpkg-query")
}

/// Installs those of `packages` that are missing.
///
/// # Errors
/// When this is not Debian, when nobody may install packages without a password, or when apt fails: the error
/// says what to install by hand.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    if !is_here() {
        bail!("{why} needs these packages, by Debian's names: {}", packages.join(" "));
    }
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get update && apt-get install {}", missing.join(" "));
    let Some(prefix) = prefix_for_root() else {
        bail!("{why} needs packages that are not installed. As root: {by_hand}");
    };
    screen::say(format!("Installing with apt, because {why} needs it: {}", missing.join(" ")));
    process::quiet("apt-get update", apt(prefix).arg("update"))?;
    let mut command = apt(prefix);
    command.args(["install", "-y", "--no-install-recommends"]).args(&missing);
    process::quiet(&format!("apt-get install {}", missing.join(" ")), &mut command)
}

fn is_installed(package: &str) -> bool {
    process::answer(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]))
        .is_ok_and(|status| status == "installed")
}

fn apt(prefix: &[&str]) -> Command {
    let mut words = prefix.iter().copied().chain(["apt-get", "-q"]);
    let mut command = Command::new(words.next().unwrap_or("apt-get"));
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// The words that go before a command which only root may run; `None` when that would ask for a password.
fn prefix_for_root() -> Option<&'static [&'static str]> {
    if process::answer(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    let may_without_password = process::exists("sudo")
        && process::answer(Command::new("sudo").args(["--non-interactive", "true"])).is_ok();
    may_without_password.then_some(&["sudo", "--non-interactive"])
}
