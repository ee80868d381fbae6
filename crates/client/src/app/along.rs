//! Taking everything along: the files are made here from the open vault, and an import is written into it.

use crypto::{LockParameters, SealingKey};
use model::kinds::List;
use sync::{MemberKind, SpaceId};

use super::{Doing, lock::check_passphrase, open::Open, spaces::side};
use crate::{
    Problem,
    command::{ExportAs, FileProblem, Outcome, TakeAlong},
    export::{
        self, Export, FILE_BYTES_MAX, FileError, Import, Link,
        backup::{Backup, BackupError, is_backup},
    },
};

impl Open {
    /// Makes a file, looks at one, or brings one in.
    pub(super) fn take_along(&mut self, doing: &mut Doing<'_>, act: TakeAlong) -> Result<Outcome, Problem> {
        match act {
            TakeAlong::Export { form, with_others } => self.export(doing, &form, with_others),
            TakeAlong::Read { file, secret } => {
                let import =
                    Import::of(&read(&file, &secret, self.kinds)?, self.vault(), self.kinds, doing.now);
                Ok(Outcome::ImportRead(import.preview))
            }
            TakeAlong::Import { file, secret } => {
                let import =
                    Import::of(&read(&file, &secret, self.kinds)?, self.vault(), self.kinds, doing.now);
                for (clock, operation) in import.operations {
                    let body = operation.to_bytes();
                    self.write_at(doing, self.settings.vault, clock, &body)?;
                }
                Ok(Outcome::Imported(import.preview))
            }
        }
    }

    fn export(&self, doing: &mut Doing<'_>, form: &ExportAs, with_others: bool) -> Result<Outcome, Problem> {
        let vault = self.vault();
        let present = vault.present_relationships().into_iter();
        let links: Vec<_> =
            present.filter_map(|(relationship, ..)| self.link_to_export(relationship)).collect();
        let export = export::collect(vault, &links, with_others, doing.now.day());
        let file = match form {
            // Nobody reads a page back.
            ExportAs::Page(words) => {
                return Ok(Outcome::File(export::page::page(&export, self.kinds, words)));
            }
            ExportAs::Json => export.to_json(self.kinds),
            ExportAs::Backup { passphrase } => {
                check_passphrase(passphrase)?;
                let standard = LockParameters::STANDARD;
                Backup::seal(&export, self.kinds, passphrase, &self.papers(), standard, &mut doing.random)
                    .to_bytes()
            }
        };
        // Better no file than one that is refused on the day it is needed. A sealed one is larger than the JSON in it.
        if file.len() > FILE_BYTES_MAX || export.check().is_err() {
            return Err(Problem::File(FileProblem::NotReadBack));
        }
        Ok(Outcome::File(file))
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
