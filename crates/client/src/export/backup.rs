//! Sealed backups: an export as JSON, under a passphrase, in one file.
//!
//! ```text
//! magic 20 "counterpoint backup\n" │ version 1 │ header and content (CBOR) │ checksum 32
//!
//! passphrase ── Argon2id ──► key ── seals ──► content key ── seals ──► JSON, padded
//! recovery words ── X-Wing ─────── opens ───► content key
//! ```
//! The recovery words open a backup as well, because whoever has them can read everything anyway: a forgotten passphrase is no
//! loss then. Making it takes the words' public key only. The checksum tells damage from a wrong passphrase before anybody has to
//! type one; it protects against nothing that is done on purpose, the envelopes do.

use crypto::{
    Context, CryptoRng, EpochNumber, Hash, LockParameters, LockSalt, Part, RecoveryWords, SealedBox,
    SealingKey, SymmetricKey,
};
pub use interface::file::{BACKUP_MAGIC as MAGIC, is_backup};
use model::kinds::List;
use zeroize::Zeroizing;

use super::{Export, FILE_BYTES_MAX, FileError};

/// The version of the file that this program writes, and the newest that it reads.
pub const VERSION: u8 = 1;

/// The most sheets of recovery words that a backup is sealed to.
const PAPERS_MAX: usize = 8;

const CHECKSUM: Context = Context("counterpoint 1 backup: checksum");
const TO_PAPER: Context = Context("counterpoint 1 backup: content key");
const KEY_PLACE: &[u8] = b"backup content key";
const CONTENT_PLACE: &[u8] = b"backup content";

/// A backup could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The file is larger than anything that is read.
    #[error("the file has {found} bytes, at most {FILE_BYTES_MAX} are read")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
    },
    /// The file does not begin as a backup does.
    #[error("this is no backup that Counterpoint has made")]
    Foreign,
    /// A newer version of the program made it.
    #[error("the backup has version {found}, this program reads up to {VERSION}")]
    TooNew {
        /// The version that it claims.
        found: u8,
    },
    /// The file was cut or changed.
    #[error("the backup is damaged: it was cut or changed")]
    Damaged,
    /// Neither the passphrase nor the words open it.
    #[error("neither this passphrase nor these words open the backup")]
    WrongSecret,
    /// What was sealed in it is no whole export.
    #[error("what the backup holds cannot be read")]
    Content(#[source] FileError),
}

/// What a backup holds, sealed.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Backup {
    /// How much work one guess of the passphrase costs.
    #[n(0)]
    pub parameters: LockParameters,
    /// Makes equal passphrases of two backups give different keys.
    #[n(1)]
    pub salt: LockSalt,
    /// The content key, sealed under the passphrase's key.
    #[cbor(n(2), with = "minicbor::bytes")]
    by_passphrase: Vec<u8>,
    /// The content key, sealed to each sheet of recovery words.
    #[cbor(n(3), decode_with = "decode_papers")]
    by_words: Vec<SealedBox>,
    /// The export, sealed under the content key.
    #[cbor(n(4), with = "minicbor::bytes")]
    content: Vec<u8>,
}

impl Backup {
    /// Seals an export under a passphrase and to the recovery words whose public keys are `papers`.
    ///
    /// # Panics
    /// If `parameters` are out of range for this device.
    pub fn seal(
        export: &Export,
        kinds: &'static List,
        passphrase: &str,
        papers: &[SealingKey],
        parameters: LockParameters,
        random: &mut impl CryptoRng,
    ) -> Self {
        let salt = LockSalt::random(random);
        let content_key = SymmetricKey::random(random);
        let lock = parameters.derive(passphrase, &salt).expect("the parameters are in range");
        let place: &[&[u8]] = &[KEY_PLACE, salt.as_bytes()];
        let key = content_key.expose().to_vec();
        let by_passphrase = lock.seal(EpochNumber(0), Part::Backup, place, key, random).0;
        let to_paper = |paper: &SealingKey| {
            // A key that is none, which no vault lets in, opens nothing.
            paper.seal(TO_PAPER, salt.as_bytes(), content_key.expose(), random).ok()
        };
        let by_words = papers.iter().take(PAPERS_MAX).filter_map(to_paper).collect();
        let place: &[&[u8]] = &[CONTENT_PLACE, salt.as_bytes()];
        let content =
            content_key.seal(EpochNumber(0), Part::Backup, place, export.to_short_json(kinds), random).0;
        Self { parameters, salt, by_passphrase, by_words, content }
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        minicbor::encode(self, &mut bytes).expect("writing to memory cannot fail");
        let checksum = CHECKSUM.hash(&[&bytes]);
        bytes.extend_from_slice(checksum.as_bytes());
        bytes
    }

    /// Reads a file, without opening it.
    ///
    /// # Errors
    /// [`BackupError`], every kind but a wrong secret.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BackupError> {
        if bytes.len() > FILE_BYTES_MAX {
            return Err(BackupError::TooLarge { found: bytes.len() });
        }
        let rest = bytes.strip_prefix(MAGIC).ok_or(BackupError::Foreign)?;
        let (version, rest) = rest.split_first().ok_or(BackupError::Damaged)?;
        // Of a newer version nothing is known, not even where its checksum stands.
        if *version > VERSION {
            return Err(BackupError::TooNew { found: *version });
        }
        let (covered, checksum) = bytes.split_last_chunk::<{ Hash::LENGTH }>().ok_or(BackupError::Damaged)?;
        let body = rest.strip_suffix(checksum.as_slice()).ok_or(BackupError::Damaged)?;
        if *version != VERSION || CHECKSUM.hash(&[covered]).as_bytes() != checksum {
            return Err(BackupError::Damaged);
        }
        let mut decoder = minicbor::Decoder::new(body);
        let backup: Self = decoder.decode().map_err(|_| BackupError::Damaged)?;
        if decoder.position() == body.len() { Ok(backup) } else { Err(BackupError::Damaged) }
    }

    /// Opens it with the passphrase, or with the recovery words of the vault that made it.
    ///
    /// # Errors
    /// [`BackupError`].
    pub fn open(&self, secret: &str, kinds: &'static List) -> Result<Export, BackupError> {
        let words = RecoveryWords::parse(secret).ok();
        let by_words = words.and_then(|words| self.key_by_words(&words));
        let key = by_words.or_else(|| self.key_by_passphrase(secret)).ok_or(BackupError::WrongSecret)?;
        let place: &[&[u8]] = &[CONTENT_PLACE, self.salt.as_bytes()];
        let json = key.open(Part::Backup, place, &self.content).map_err(|_| BackupError::Damaged)?;
        Export::from_json(&Zeroizing::new(json), kinds).map_err(BackupError::Content)
    }

    /// To how many sheets of recovery words it is sealed.
    pub fn papers(&self) -> usize {
        self.by_words.len()
    }

    fn key_by_passphrase(&self, passphrase: &str) -> Option<SymmetricKey> {
        let lock = self.parameters.derive(passphrase, &self.salt).ok()?;
        let place: &[&[u8]] = &[KEY_PLACE, self.salt.as_bytes()];
        key_of(lock.open(Part::Backup, place, &self.by_passphrase).ok()?)
    }

    fn key_by_words(&self, words: &RecoveryWords) -> Option<SymmetricKey> {
        let opening = words.member_seed().opening_key();
        let mut boxes = self.by_words.iter();
        key_of(boxes.find_map(|sealed| opening.open(TO_PAPER, self.salt.as_bytes(), sealed).ok())?)
    }
}

/// Stops at the first box too many: nothing has been proved by any secret yet.
fn decode_papers<C>(
    decoder: &mut minicbor::Decoder<'_>,
    context: &mut C,
) -> Result<Vec<SealedBox>, minicbor::decode::Error> {
    let mut papers = Vec::new();
    for paper in decoder.array_iter_with(context)? {
        if papers.len() == PAPERS_MAX {
            return Err(minicbor::decode::Error::message("too many sheets of recovery words"));
        }
        papers.push(paper?);
    }
    Ok(papers)
}

fn key_of(bytes: Vec<u8>) -> Option<SymmetricKey> {
    let bytes = Zeroizing::new(bytes);
    Some(SymmetricKey::from_bytes(bytes.as_slice().try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

    use super::*;

    #[test]
    fn reading_stops_at_the_first_sealed_key_too_many() {
        let random = &mut ChaCha20Rng::seed_from_u64(1);
        let key = RecoveryWords::from_entropy(&[42; 32]).member_seed().keys().sealing;
        let sealed = key.seal(TO_PAPER, &[], &[7; 32], random).expect("the key is one");
        let length = minicbor::to_vec(&sealed).expect("writing to memory cannot fail").len();
        for (count, read) in [(PAPERS_MAX, PAPERS_MAX), (PAPERS_MAX + 12, PAPERS_MAX + 1)] {
            let bytes = minicbor::to_vec(vec![&sealed; count]).expect("writing to memory cannot fail");
            let mut decoder = minicbor::Decoder::new(&bytes);
            let papers = decode_papers(&mut decoder, &mut ());
            assert_eq!(papers.is_ok(), count == PAPERS_MAX, "{count}");
            assert_eq!(decoder.position(), 1 + read * length, "{count}");
        }
    }
}
