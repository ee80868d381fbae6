//! Keys, envelopes, signatures, the lock and recovery words.
//!
//! Nothing here is own cryptography: the primitives come from well-kept crates, and this crate fixes how they are
//! put together, so that the rest of the program cannot put them together wrongly.
//!
//! ```text
//!  passphrase ── Argon2id ──► LockKey ── wraps ──► what a device keeps at rest
//!  24 words ─── BIP39 ──────► MemberSeed ─┐
//!  randomness ──────────────► MemberSeed ─┴─► SigningKey (Ed25519) + OpeningKey (X-Wing)
//!  EpochKey (one per epoch of a space) ── seals ──► envelopes: padded, committing, XChaCha20-Poly1305
//!         ▲
//!         └─ handed to each member by HPKE X-Wing, or to the future by wrapping under the next epoch's key
//! ```
//!
//! Randomness is always an argument ([`rand_core::CryptoRng`]); nothing reads a clock or the operating system.
//! Secrets are wiped when dropped. Failed decryption is one opaque error, [`OpenError`].

mod bytes;
mod envelope;
mod epoch;
mod erase;
mod hash;
mod head;
mod hpke_box;
mod lock;
mod member;
mod padding;
mod sign;
mod warm_up;
mod words;

pub use bytes::WrongLength;
pub use envelope::{ENVELOPE_OVERHEAD_BYTES, Envelope, KeyName, OpenError, Part, SymmetricKey};
pub use epoch::{EpochKey, EpochNumber};
pub use erase::{EraseKey, ErasePreimage, EraseTag};
pub use hash::{Context, Hash};
pub use head::{Clock, Head, HeadError, Sequence, Sighting, WriterId, verify_run};
pub use hpke_box::{OpeningKey, SealedBox, SealingKey};
pub use lock::{DeriveApart, LockError, LockKey, LockParameters, LockSalt, derive_apart_with};
pub use member::{MemberId, MemberKeys, MemberSeed};
pub use padding::{PADDED_BYTES_MIN, PaddingError, pad, padded_len, unpad};
pub use rand_core;
pub use rand_core::CryptoRng;
pub use sign::{Signature, SignatureError, SigningKey, VerifyingKey};
pub use warm_up::warm_up;
pub use words::{
    HISTORY_WORD_COUNT, HistoryWords, RECOVERY_WORD_COUNT, RecoveryWords, RecoveryWordsError,
    SAFETY_WORD_COUNT, SafetyWords, is_unseen,
};
