//! The keys under which a device's store is sealed: the present one, and those of before it while not everything is sealed anew.
//!
//! ```text
//!   the lock is changed ─► a new key ─┬─► hot/device: what opens it now
//!                                     └─► hot/before: the keys of before, sealed under the new one
//!   everything is read, piece by piece, and sealed under the new key ─► hot/before is gone
//! ```
//! The first two are one batch: at every moment the store opens by exactly one passphrase, and holds everything. Who has the key of
//! before opens nothing that was written since, and nothing at all once `hot/before` is gone.

use crypto::{CryptoRng, EpochNumber, OpenError, Part, SymmetricKey};

use super::{BEFORE, Record, Write};

/// The keys of one device's store.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    present: SymmetricKey,
    /// The newest first. They stay in memory until the vault is locked, for what was being read meanwhile.
    before: Vec<SymmetricKey>,
    /// Whether something may still be sealed under one of those.
    is_mixed: bool,
}

#[derive(minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
struct Secret(#[cbor(n(0), with = "minicbor::bytes")] [u8; 32]);

impl Keys {
    /// Of a store that is sealed under one key.
    pub(crate) fn new(present: SymmetricKey) -> Self {
        Self { present, before: Vec::new(), is_mixed: false }
    }

    /// Of a store that this key opens, whose hot records are these.
    ///
    /// # Errors
    /// [`OpenError`] if there are keys of before and this one does not open them.
    pub(crate) fn of_store(present: SymmetricKey, records: &[Record]) -> Result<Self, OpenError> {
        let mut keys = Self::new(present);
        if let Some(record) = records.iter().find(|record| record.key == BEFORE) {
            let bytes = zeroize::Zeroizing::new(keys.open(record)?);
            let secrets: Vec<Secret> = minicbor::decode(&bytes).map_err(|_| OpenError)?;
            keys.before = secrets.into_iter().map(|secret| SymmetricKey::from_bytes(secret.0)).collect();
            keys.is_mixed = true;
        }
        Ok(keys)
    }

    /// The key under which everything is sealed from now on.
    pub(crate) fn present(&self) -> &SymmetricKey {
        &self.present
    }

    /// Whether something may still be sealed under a key of before.
    pub(crate) fn is_mixed(&self) -> bool {
        self.is_mixed
    }

    /// Puts another key in the place of the present one. What is returned has to be stored with what opens the new key.
    pub(crate) fn exchange(&mut self, present: SymmetricKey, random: &mut impl CryptoRng) -> Write {
        let former = core::mem::replace(&mut self.present, present);
        self.before.insert(0, former);
        self.is_mixed = true;
        let secrets: Vec<Secret> = self.before.iter().map(|key| Secret(*key.expose())).collect();
        let value = minicbor::to_vec(&secrets).expect("writing to memory cannot fail");
        self.seal(BEFORE, value, random)
    }

    /// Everything is sealed under the present key.
    pub(crate) fn end_exchange(&mut self) -> Write {
        self.is_mixed = false;
        Write::Delete { key: BEFORE.to_owned() }
    }

    /// Seals a record.
    pub(crate) fn seal(&self, key: &str, value: Vec<u8>, random: &mut impl CryptoRng) -> Write {
        let sealed = self.present.seal(EpochNumber(0), Part::Local, &[key.as_bytes()], value, random);
        Write::Put { key: key.to_owned(), value: sealed.0 }
    }

    /// Seals a record anew that is still sealed under a key of before; nothing for every other.
    pub(crate) fn seal_anew(&self, record: &Record, random: &mut impl CryptoRng) -> Option<Write> {
        let place: &[&[u8]] = &[record.key.as_bytes()];
        if self.present.claims(Part::Local, place, &record.value) {
            return None;
        }
        let mut older = self.before.iter();
        let text = older.find_map(|key| key.open(Part::Local, place, &record.value).ok())?;
        Some(self.seal(&record.key, text, random))
    }

    /// Opens a record.
    pub(crate) fn open(&self, record: &Record) -> Result<Vec<u8>, OpenError> {
        let place: &[&[u8]] = &[record.key.as_bytes()];
        let mut keys = core::iter::once(&self.present).chain(&self.before);
        keys.find_map(|key| key.open(Part::Local, place, &record.value).ok()).ok_or(OpenError)
    }

    /// Opens a large record within its own memory.
    pub(crate) fn open_in_place<'r>(&self, record: &'r mut Record) -> Result<&'r [u8], OpenError> {
        let place: &[&[u8]] = &[record.key.as_bytes()];
        // A wrong key is known by the header, and leaves the rest as it is.
        let mut keys = core::iter::once(&self.present).chain(&self.before);
        let key = keys.find(|key| key.claims(Part::Local, place, &record.value)).ok_or(OpenError)?;
        key.open_in_place(Part::Local, place, &mut record.value)
    }
}
