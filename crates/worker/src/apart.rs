//! Keys of passphrases, derived in a module that is let go afterwards.

use client::{LockParameters, LockSalt};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./apart.js")]
extern "C" {
    /// The key; nothing where the other module is not there or lacks memory.
    #[wasm_bindgen(js_name = stretchApart)]
    fn stretch_apart(
        passphrase: &str,
        salt: &[u8],
        memory_kib: u32,
        passes: u32,
        lanes: u32,
    ) -> Option<Vec<u8>>;
}

/// Lets keys of passphrases be derived there from now on.
pub(crate) fn lend() {
    client::derive_apart_with(derive);
}

fn derive(parameters: &LockParameters, passphrase: &str, salt: &LockSalt) -> Option<[u8; 32]> {
    let LockParameters { memory_kib, passes, lanes } = *parameters;
    stretch_apart(passphrase, &salt.0, memory_kib, passes, lanes)?.try_into().ok()
}
