//! `counterpoint vault …`: files that a person took along, read on the command line.

use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use client::{
    export::{
        Export, FILE_BYTES_MAX, FileError,
        backup::{Backup, BackupError, is_backup},
        page::page,
    },
    model::kinds::LIST,
};

mod secret;
mod show;
mod words;
mod zone;

/// Exit status when the file is damaged, too new, or not one of ours.
const NOT_READABLE: u8 = 2;

/// Exit status when the passphrase or the words do not open the backup.
const WRONG_SECRET: u8 = 3;

/// Reads the files that “Take everything along” makes: sealed backups, and JSON.
///
/// A backup asks for its passphrase, or for the 24 recovery words of its vault, without showing what is typed; when the input is no terminal, they
/// are its first line. Nothing secret is ever an argument. Exit status 2: the file is damaged, too new, or not one of ours; 3: neither
/// passphrase nor words open it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    Verify(Verify),
    Show(Show),
    Convert(Convert),
}

/// Says whether a file is whole and can be opened.
#[derive(Debug, clap::Args)]
struct Verify {
    /// A backup or a JSON file
    file: PathBuf,
    /// Ask for nothing: say only whether a backup is whole, without opening it
    #[arg(long)]
    sealed: bool,
}

/// Prints what is in a file, to read.
#[derive(Debug, clap::Args)]
struct Show {
    /// A backup or a JSON file
    file: PathBuf,
}

/// Writes what is in a file as another one, which anybody who has it can read.
#[derive(Debug, clap::Args)]
struct Convert {
    /// A backup or a JSON file
    file: PathBuf,
    /// The form of the new file
    #[arg(long, value_enum)]
    to: Form,
    /// The new file; standard output without it. A file that exists is never overwritten
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For other programs
    Json,
    /// To read and to print
    Html,
}

/// Reads, verifies or converts.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let done = match &arguments.act {
        Act::Verify(verify) => verify.run(),
        Act::Show(show) => {
            read(&show.file).and_then(|export| print(show::text(&export, &words::page_words()).as_bytes()))
        }
        Act::Convert(convert) => convert.run(),
    };
    let Err(error) = done else { return Ok(ExitCode::SUCCESS) };
    let status = match (error.downcast_ref::<BackupError>(), error.downcast_ref::<FileError>()) {
        (Some(BackupError::WrongSecret), _) => WRONG_SECRET,
        (Some(_), _) | (_, Some(_)) => NOT_READABLE,
        (None, None) => return Err(error),
    };
    writeln!(std::io::stderr(), "{error:#}")?;
    Ok(ExitCode::from(status))
}

impl Verify {
    fn run(&self) -> anyhow::Result<()> {
        let bytes = bytes_of(&self.file)?;
        if self.sealed {
            Backup::from_bytes(&bytes).with_context(|| cannot_read(&self.file))?;
            return print(b"The backup is whole. It was not opened.\n");
        }
        let export = export_of(&self.file, &bytes)?;
        print(
            format!("The file is whole and can be opened.\n{}", show::counts(&export, &words::page_words()))
                .as_bytes(),
        )
    }
}

impl Convert {
    fn run(&self) -> anyhow::Result<()> {
        if self.output.as_ref().is_some_and(|output| output.exists()) {
            bail!(
                "{} exists already, and is not overwritten",
                self.output.as_deref().unwrap_or(Path::new("")).display()
            );
        }
        let export = read(&self.file)?;
        let converted = match self.to {
            Form::Json => export.to_json(&LIST),
            Form::Html => page(&export, &LIST, &words::page_words(), &zone::offsets()),
        };
        match &self.output {
            None => print(&converted),
            Some(output) => {
                let mut file = create(output).with_context(|| format!("cannot make {}", output.display()))?;
                file.write_all(&converted).and_then(|()| file.sync_all()).context("cannot write the new file")
            }
        }
    }
}

/// A new file that only its owner can read.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn print(bytes: &[u8]) -> anyhow::Result<()> {
    std::io::stdout().write_all(bytes).context("cannot print")
}

fn read(path: &Path) -> anyhow::Result<Export> {
    export_of(path, &bytes_of(path)?)
}

fn export_of(path: &Path, bytes: &[u8]) -> anyhow::Result<Export> {
    if !is_backup(bytes) {
        return Export::from_json(bytes, &LIST).with_context(|| cannot_read(path));
    }
    // What is damaged is said before anybody types a passphrase.
    let backup = Backup::from_bytes(bytes).with_context(|| cannot_read(path))?;
    let secret = secret::ask()?;
    backup.open(&secret, &LIST).with_context(|| cannot_read(path))
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

/// The bytes of a file, up to one more than are ever read.
fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).with_context(|| cannot_read(path))?;
    Ok(bytes)
}
