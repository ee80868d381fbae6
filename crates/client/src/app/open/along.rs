//! Taking everything along: the files are made here from the open vault, and an import is written into it.

use crypto::{LockParameters, SealingKey};
use model::{RelationshipId, Stamp, WriterId, kinds::List};
use sync::MemberKind;

use super::spaces::Spaces;
use crate::{
    Problem,
    app::{Doing, typed::check_passphrase},
    command::{ExportAs, FileProblem, Outcome, TakeAlong},
    export::{
        self, Export, FileError, Import, Link,
        backup::{Backup, BackupError, is_backup},
    },
};

/// Makes a file, looks at one, or brings one in.
///
/// # Errors
/// Whatever keeps it from being carried out.
pub(in crate::app) fn act(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    act: TakeAlong,
) -> Result<Outcome, Problem> {
    match act {
        TakeAlong::Export { form, with_others } => make(spaces, doing, &form, with_others),
        TakeAlong::Read { file, secret } => {
            import_of(spaces, doing, &file, &secret).map(|import| Outcome::ImportRead(import.preview))
        }
        TakeAlong::Import { file, secret } => {
            let import = import_of(spaces, doing, &file, &secret)?;
            for (clock, operation) in import.operations {
                spaces.record_at(doing, clock, &operation)?;
            }
            Ok(Outcome::Imported(import.preview))
        }
    }
}

/// What a file adds, if everything that is here then still comes into one file.
fn import_of(spaces: &Spaces, doing: &Doing<'_>, file: &[u8], secret: &str) -> Result<Import, Problem> {
    let kinds = spaces.kinds();
    let import = Import::of(&read(file, secret, kinds)?, spaces.vault(), kinds, doing.now);
    if import.operations.is_empty() {
        return Ok(import);
    }
    let mut after = spaces.vault().clone();
    for (clock, operation) in &import.operations {
        let stamp = Stamp { clock: *clock, writer: WriterId([0; 16]) };
        after.apply(stamp, operation.clone());
    }
    let after = export::collect(&after, &links_to_export(spaces), false, doing.now.day());
    after.to_json_read_back(kinds).map(|_| import).ok_or(Problem::File(FileProblem::TooMuch))
}

fn make(
    spaces: &Spaces,
    doing: &mut Doing<'_>,
    form: &ExportAs,
    with_others: bool,
) -> Result<Outcome, Problem> {
    let kinds = spaces.kinds();
    let export = export::collect(spaces.vault(), &links_to_export(spaces), with_others, doing.now.day());
    if let ExportAs::Backup { passphrase } = form {
        check_passphrase(passphrase)?;
    }
    let json = || export.to_json_read_back(kinds).ok_or(Problem::File(FileProblem::NotReadBack));
    Ok(Outcome::File(match form {
        // Nobody reads a page back.
        ExportAs::Page { words, offsets } => export::page::page(&export, kinds, words, offsets),
        ExportAs::Json => json()?,
        ExportAs::Backup { passphrase } => {
            json()?;
            let standard = LockParameters::STANDARD;
            Backup::seal(&export, kinds, passphrase, &papers(spaces), standard, &mut doing.random).to_bytes()
        }
    }))
}

fn links_to_export(spaces: &Spaces) -> Vec<Link<'_>> {
    let present = spaces.vault().present_relationships().into_iter();
    present.filter_map(|(relationship, ..)| link_to_export(spaces, relationship)).collect()
}

fn link_to_export(spaces: &Spaces, relationship: RelationshipId) -> Option<Link<'_>> {
    let space = spaces.live_link(relationship)?;
    let (state, mine) = spaces.link_state(space)?;
    let since = spaces.link(space).and_then(|link| link.since);
    Some(Link { relationship, state, mine, since })
}

/// The public keys of the recovery words.
fn papers(spaces: &Spaces) -> Vec<SealingKey> {
    let papers = spaces.vault_replica().members().iter().filter(|member| member.kind == MemberKind::Paper);
    papers.map(|paper| paper.keys.sealing.clone()).collect()
}

/// Reads a file of either form that can be imported.
fn read(file: &[u8], secret: &str, kinds: &'static List) -> Result<Export, Problem> {
    if !is_backup(file) {
        return Export::from_json(file, kinds).map_err(of_file);
    }
    let backup = Backup::from_bytes(file).map_err(of_backup)?;
    if secret.is_empty() {
        return Err(Problem::Empty);
    }
    backup.open(secret, kinds).map_err(of_backup)
}

fn of_file(error: FileError) -> Problem {
    Problem::File(match error {
        FileError::TooLarge { .. } => FileProblem::TooLarge,
        FileError::Foreign => FileProblem::Foreign,
        FileError::Utf16 => FileProblem::Utf16,
        FileError::TooNew { .. } | FileError::Newer { .. } => FileProblem::TooNew,
        FileError::Damaged { place, .. } => FileProblem::Damaged { place: Some(place) },
    })
}

fn of_backup(error: BackupError) -> Problem {
    Problem::File(match error {
        BackupError::TooLarge { .. } => FileProblem::TooLarge,
        BackupError::Foreign => FileProblem::Foreign,
        BackupError::TooNew { .. } => FileProblem::TooNew,
        BackupError::Damaged => FileProblem::Damaged { place: None },
        BackupError::WrongSecret => FileProblem::WrongSecret,
        BackupError::Content(error) => return of_file(error),
    })
}
