//! The worker behind the screens, a module of its own: it holds the person's data and keys, and knows nothing of what is drawn.
//!
//! ```text
//!  page ── bytes ──► host ──► client::App
//!                    ├── apart (keys of passphrases, in memory that is let go)
//!                    ├── database (IndexedDB)
//!                    └── socket (WebSocket to the relay)
//! ```

mod apart;
mod database;
mod host;
mod socket;

use wasm_bindgen::prelude::*;

/// Starts the worker. `early` holds the messages that arrived while the module was loading.
#[wasm_bindgen]
pub fn start_worker(early: &js_sys::Array) {
    console_error_panic_hook::set_once();
    apart::lend();
    host::run(early);
}
