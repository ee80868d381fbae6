//! Key stretching (Argon2id) in a module of its own, which a worker starts for one passphrase and lets go. Memory that a wasm module was
//! given once it keeps for as long as it runs, and the lock needs 64 MiB for a quarter of a second: in here they end with it.
//!
//! ```text
//!   worker ── room(n) ──► where to write passphrase and salt
//!          ── stretch ──► the key stands in their place ── read, and the whole module is let go
//! ```
//! Only numbers go in and out, so that a few lines of JavaScript (`crates/web/static/apart.js`) can start it as often as they like.

use std::cell::RefCell;

use crypto::{LockParameters, LockSalt};
use wasm_bindgen::prelude::*;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a salt.
const SALT_BYTES: usize = 16;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a passphrase of so many bytes and the salt after it, or for the key: where it begins in this module's memory.
#[wasm_bindgen]
pub fn room(passphrase_bytes: usize) -> *const u8 {
    ROOM.with_borrow_mut(|room| {
        room.zeroize();
        room.resize(passphrase_bytes.saturating_add(SALT_BYTES).max(32), 0);
        room.as_ptr()
    })
}

/// Puts the key in the place of the passphrase that was written there, UTF-8 and as long as was said, and of its salt. Whether it could:
/// not where the parameters are out of range or memory is short.
#[wasm_bindgen]
pub fn stretch(passphrase_bytes: usize, memory_kib: u32, passes: u32, lanes: u32) -> bool {
    ROOM.with_borrow_mut(|room| {
        let key = derived(room, passphrase_bytes, LockParameters { memory_kib, passes, lanes });
        room.iter_mut().for_each(Zeroize::zeroize);
        match (key, room.first_chunk_mut::<32>()) {
            (Some(key), Some(place)) => {
                *place = *key;
                true
            }
            _ => false,
        }
    })
}

fn derived(room: &[u8], passphrase_bytes: usize, parameters: LockParameters) -> Option<Zeroizing<[u8; 32]>> {
    let (passphrase, rest) = room.split_at_checked(passphrase_bytes)?;
    let salt = LockSalt(*rest.first_chunk::<SALT_BYTES>()?);
    parameters.derive_bytes(std::str::from_utf8(passphrase).ok()?, &salt).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAMETERS: LockParameters = LockParameters { memory_kib: 64, passes: 1, lanes: 1 };

    fn in_room(passphrase: &str, salt: [u8; 16], parameters: LockParameters) -> Option<Vec<u8>> {
        room(passphrase.len());
        ROOM.with_borrow_mut(|room| {
            room[..passphrase.len()].copy_from_slice(passphrase.as_bytes());
            room[passphrase.len()..][..16].copy_from_slice(&salt);
        });
        let LockParameters { memory_kib, passes, lanes } = parameters;
        let is_made = stretch(passphrase.len(), memory_kib, passes, lanes);
        is_made.then(|| ROOM.with_borrow(|room| room[..32].to_vec()))
    }

    #[test]
    fn it_is_the_key_of_the_lock() {
        for passphrase in ["", "kurz", "granite lantern orchard \u{1f343} and a long way on from here"] {
            let expected = PARAMETERS.derive_bytes(passphrase, &LockSalt([7; 16])).unwrap();
            assert_eq!(in_room(passphrase, [7; 16], PARAMETERS).unwrap(), *expected);
        }
        assert_ne!(in_room("kurz", [7; 16], PARAMETERS), in_room("kurz", [8; 16], PARAMETERS));
    }

    #[test]
    fn nothing_of_the_passphrase_is_left_in_the_room() {
        let passphrase = "granite lantern orchard and a long way on from here";
        in_room(passphrase, [7; 16], PARAMETERS).unwrap();
        ROOM.with_borrow(|room| assert!(room[32..].iter().all(|byte| *byte == 0)));
    }

    #[test]
    fn what_the_lock_refuses_is_refused() {
        let beyond = LockParameters { memory_kib: LockParameters::MEMORY_KIB_MAX + 1, ..PARAMETERS };
        assert_eq!(in_room("kurz", [7; 16], beyond), None);
        room(4);
        assert!(!stretch(usize::MAX, 64, 1, 1));
    }
}
