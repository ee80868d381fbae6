//! Other programs: started, waited for, and explained when they fail.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::screen;

/// How often a program under a time limit is looked at.
const POLL_EVERY: Duration = Duration::from_millis(50);

/// Runs a program that reports its own progress on the screen.
///
/// # Errors
/// When the program cannot be started or does not succeed.
pub(crate) fn loud(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", shown(command)))?;
    succeeded(command, status)
}

/// As [`loud`], for a program that says by its exit code what it has found: `findings` are no failures.
///
/// # Errors
/// When the program cannot be started, or ends with any other code than 0 and those.
pub(crate) fn loud_finding(command: &mut Command, findings: &[i32]) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", shown(command)))?;
    if status.code().is_some_and(|code| findings.contains(&code)) {
        return Ok(());
    }
    succeeded(command, status)
}

/// Runs a program whose words matter only when it fails; progress is shown under `label`.
///
/// # Errors
/// When the program cannot be started, or does not succeed: then everything it printed is in the error.
pub(crate) fn quiet(label: &str, command: &mut Command) -> Result<()> {
    quiet_within(label, command, None)
}

/// As [`quiet`], and ends the program when it takes longer than `limit`.
///
/// # Errors
/// As [`quiet`], and when the time is over.
pub(crate) fn quiet_within(label: &str, command: &mut Command, limit: Option<Duration>) -> Result<()> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("starting {}", shown(command)))?;
    let words = Arc::new(Mutex::new(Vec::new()));
    let status = thread::scope(|scope| {
        let (out, err) = (child.stdout.take(), child.stderr.take());
        scope.spawn(|| out.map(|stream| collect(stream, &words)));
        scope.spawn(|| err.map(|stream| collect(stream, &words)));
        screen::during(label, || wait(&mut child, limit))
    });
    status.and_then(|status| succeeded(command, status)).with_context(|| {
        String::from_utf8_lossy(&words.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    })
}

/// What a program answers on its standard output.
///
/// # Errors
/// When the program cannot be started or does not succeed.
pub(crate) fn answer(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("starting {}", shown(command)))?;
    succeeded(command, output.status)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
    String::from_utf8(output.stdout).with_context(|| format!("reading the answer of {}", shown(command)))
}

/// Whether a program of this name is on the search path.
pub(crate) fn exists(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join(program).is_file()))
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = std::iter::once(program.file_name().unwrap_or(program.as_os_str())).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

fn collect(mut stream: impl Read, words: &Mutex<Vec<u8>>) {
    let mut block = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut block) {
        let read = block.get(..length).unwrap_or_default();
        words.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(read);
    }
}

fn wait(child: &mut Child, limit: Option<Duration>) -> Result<ExitStatus> {
    let Some(limit) = limit else {
        return child.wait().context("waiting for the program's end");
    };
    let started = Instant::now();
    while started.elapsed() < limit {
        if let Some(status) = child.try_wait().context("waiting for the program's end")? {
            return Ok(status);
        }
        thread::sleep(POLL_EVERY);
    }
    child.kill().context("ending a program that took too long")?;
    child.wait().context("waiting for the program's end")?;
    bail!("no answer within {}", screen::duration(limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_what_it_printed() {
        let error = quiet("failing", Command::new("sh").args(["-c", "echo why; exit 3"])).unwrap_err();
        assert_eq!(format!("{error:#}"), "why\n: `sh -c echo why; exit 3` failed (exit status: 3)");
    }

    #[test]
    fn a_finding_is_told_from_a_failure() {
        let ending_with = |code: &str| {
            loud_finding(Command::new("sh").args(["-c", &format!("exit {code}")]), &[2, 3])
                .map_err(|error| error.to_string())
        };
        assert_eq!(ending_with("0"), Ok(()));
        assert_eq!(ending_with("3"), Ok(()));
        assert_eq!(ending_with("4"), Err("`sh -c exit 4` failed (exit status: 4)".to_owned()));
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let limit = Some(Duration::from_millis(100));
        let error = quiet_within("sleeping", Command::new("sleep").arg("60"), limit).unwrap_err();
        assert_eq!(error.root_cause().to_string(), "no answer within 0.1 s");
    }
}
