//! Taking everything along: the files are made here from the open vault, and an import is written into it.

use crypto::{LockParameters, SealingKey};
use model::{Stamp, WriterId, kinds::List};
use sync::{MemberKind, SpaceId};

use super::{Doing, lock::check_passphrase, open::Open, spaces::side};
use crate::{
    Problem,
    command::{ExportAs, FileProblem, Outcome, TakeAlong},
    export::{
        self, Export, FileError, Import, Link,
        backup::{Backup, BackupError, is_backup},
    },
};

impl Open {
    /// Makes a file, looks at one, or brings one in.
    pub(super) fn take_along(&mut self, doing: &mut Doing<'_>, act: TakeAlong) -> Result<Outcome, Problem> {
        match act {
            TakeAlong::Export { form, with_others } => self.export(doing, &form, with_others),
            TakeAlong::Read { file, secret } => {
                self.import_of(doing, &file, &secret).map(|import| Outcome::ImportRead(import.preview))
            }
            TakeAlong::Import { file, secret } => {
                let import = self.import_of(doing, &file, &secret)?;
                for (clock, operation) in import.operations {
                    let body = operation.to_bytes();
                    self.write_at(doing, self.settings.vault, clock, &body)?;
                }
                Ok(Outcome::Imported(import.preview))
            }
        }
    }

    /// What a file adds, if everything that is here then still comes into one file.
    fn import_of(&self, doing: &Doing<'_>, file: &[u8], secret: &str) -> Result<Import, Problem> {
        let import = Import::of(&read(file, secret, self.kinds)?, self.vault(), self.kinds, doing.now);
        if import.operations.is_empty() {
            return Ok(import);
        }
        let mut after = self.vault().clone();
        for (clock, operation) in &import.operations {
            let stamp = Stamp { clock: *clock, writer: WriterId([0; 16]) };
            after.apply(stamp, operation.clone());
        }
        let after = export::collect(&after, &self.links_to_export(), false, doing.now.day());
        after.to_json_read_back(self.kinds).map(|_| import).ok_or(Problem::File(FileProblem::TooMuch))
    }

    fn export(&self, doing: &mut Doing<'_>, form: &ExportAs, with_others: bool) -> Result<Outcome, Problem> {
        let export = export::collect(self.vault(), &self.links_to_export(), with_others, doing.now.day());
        if let ExportAs::Backup { passphrase } = form {
            check_passphrase(passphrase)?;
        }
        let json = || export.to_json_read_back(self.kinds).ok_or(Problem::File(FileProblem::NotReadBack));
        Ok(Outcome::File(match form {
            // Nobody reads a page back.
            ExportAs::Page(words) => export::page::page(&export, self.kinds, words),
            ExportAs::Json => json()?,
            ExportAs::Backup { passphrase } => {
                json()?;
                let standard = LockParameters::STANDARD;
                Backup::seal(&export, self.kinds, passphrase, &self.papers(), standard, &mut doing.random)
                    .to_bytes()
            }
        }))
    }

    fn links_to_export(&self) -> Vec<Link<'_>> {
        let present = self.vault().present_relationships().into_iter();
        present.filter_map(|(relationship, ..)| self.link_to_export(relationship)).collect()
    }

    fn link_to_export(&self, relationship: model::RelationshipId) -> Option<Link<'_>> {
        let space: SpaceId = self.live_link(relationship)?;
        let replica = self.device.replica(space)?;
        let state = self.spaces.get(&space)?.as_relationship()?;
        let since = self.vault().links.get(&model::LinkId(space.0)).and_then(|link| link.since);
        Some(Link { relationship, state, mine: side(replica.party()), since })
    }

    /// The public keys of the recovery words.
    fn papers(&self) -> Vec<SealingKey> {
        let members =
            self.device.replica(self.settings.vault).map(sync::Replica::members).unwrap_or_default();
        let papers = members.iter().filter(|member| member.kind == MemberKind::Paper);
        papers.map(|paper| paper.keys.sealing.clone()).collect()
    }
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
