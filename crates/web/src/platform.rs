//! What only a browser can do. Everything else in this crate is plain Rust that also runs, and is tested, natively.
//!
//! ```text
//!  page                                       worker (a module of its own)
//!  leader ── starts ──► link ── bytes ──────► host ──► client::App
//!  browser (address, theme, focus)
//!  codes ── starts ──► drawing and reading (a module of its own)
//! ```

pub(crate) mod browser;
pub(crate) mod calendar;
pub(crate) mod calm;
pub(crate) mod camera;
pub(crate) mod caret;
pub(crate) mod chance;
pub(crate) mod cleaning;
pub(crate) mod codes;
pub(crate) mod figures;
pub(crate) mod files;
pub(crate) mod focus;
pub(crate) mod formats;
pub(crate) mod image;
pub(crate) mod json;
pub(crate) mod language;
pub(crate) mod layout;
pub(crate) mod leader;
pub(crate) mod link;
pub(crate) mod listening;
pub(crate) mod motion;
pub(crate) mod passkey;
pub(crate) mod tab;
pub(crate) mod zone;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What `bootstrap.js` lends to the screen.
    pub type Bootstrap;

    /// A new worker.
    #[wasm_bindgen(method, js_name = createWorker)]
    pub(crate) fn create_worker(this: &Bootstrap) -> web_sys::Worker;

    /// Whether there is certainly no vault in this browser.
    #[wasm_bindgen(method, getter, js_name = isNew)]
    pub(crate) fn is_new(this: &Bootstrap) -> bool;

    /// Whether a worker would be of another build than this page.
    #[wasm_bindgen(method, js_name = isReplaced)]
    pub(crate) fn is_replaced(this: &Bootstrap) -> bool;

    /// Removes everything that the page keeps, and leaves; or resolves with what is still there.
    #[wasm_bindgen(method, js_name = cleanPage)]
    fn clean_page(this: &Bootstrap) -> js_sys::Promise;

    /// The hash of the running build, in hexadecimal.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn build(this: &Bootstrap) -> String;

    /// The languages to choose from, while this one is spoken: for each its `tag`, `name` and `direction`.
    #[wasm_bindgen(method, js_name = offeredLanguages)]
    fn offered_languages(this: &Bootstrap, present: &str) -> JsValue;

    #[wasm_bindgen(method, js_name = loadLanguage)]
    fn load_language(this: &Bootstrap, tag: &str) -> js_sys::Promise;

    /// Keeps the language on this device, as the one that was chosen.
    #[wasm_bindgen(method, js_name = keepLanguage)]
    pub(crate) fn keep_language(this: &Bootstrap, tag: &str);

    /// Whether this browser has passkeys at this address.
    #[wasm_bindgen(method, getter, js_name = hasPasskeys)]
    pub(crate) fn has_passkeys(this: &Bootstrap) -> bool;

    #[wasm_bindgen(method, js_name = makePasskey)]
    fn make_passkey(this: &Bootstrap, name: &str) -> js_sys::Promise;

    #[wasm_bindgen(method, js_name = askPasskey)]
    fn ask_passkey(this: &Bootstrap, credential: &[u8], salt: &[u8]) -> js_sys::Promise;

    #[wasm_bindgen(method, js_name = forgetPasskey)]
    fn forget_passkey(this: &Bootstrap, credential: &[u8]) -> js_sys::Promise;
}
