//! The lock of a test's device: it tells passphrases apart as the real one does, and costs nothing.
//!
//! What the real one costs, and that it is RFC 9106's, is for `crypto`'s own tests; the command line's and the browsers' open vaults by it.

use crypto::{LockParameters, LockSalt, derive_apart_with};

/// From now on locks in this process are quick.
pub(crate) fn make_quick() {
    derive_apart_with(quick);
}

/// What a stored lock demands counts as in the real one: other parameters give another key.
fn quick(parameters: &LockParameters, passphrase: &str, salt: &LockSalt) -> Option<[u8; 32]> {
    let LockParameters { memory_kib, passes, lanes } = parameters;
    let demanded = format!("{memory_kib} {passes} {lanes} {passphrase}");
    let key = LockParameters { memory_kib: 8, passes: 1, lanes: 1 }.derive_bytes(&demanded, salt);
    key.ok().map(|key| *key)
}
