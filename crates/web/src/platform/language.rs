//! The languages that there are, and their packs.

use wasm_bindgen_futures::JsFuture;

use super::Bootstrap;
use super::json::Json;

/// A language to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offered {
    /// Its tag in BCP 47.
    pub(crate) tag: String,
    /// Its name in itself.
    pub(crate) name: String,
    /// `ltr` or `rtl`.
    pub(crate) direction: String,
}

/// All there are to choose from, while `present` is spoken.
pub(crate) fn offered(bootstrap: &Bootstrap, present: &str) -> Vec<Offered> {
    let offered = |language: Json| {
        let text = |name| language.field(name)?.text();
        Some(Offered { tag: text("tag")?, name: text("name")?, direction: text("direction")? })
    };
    Json::new(bootstrap.offered_languages(present)).all().into_iter().filter_map(offered).collect()
}

/// Loads a pack; `done` gets nothing if it does not arrive.
pub(crate) fn load(bootstrap: &Bootstrap, tag: &str, done: impl FnOnce(Option<Json>) + 'static) {
    let pack = JsFuture::from(bootstrap.load_language(tag));
    wasm_bindgen_futures::spawn_local(async move { done(pack.await.ok().map(Json::new)) });
}
