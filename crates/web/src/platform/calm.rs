//! What a guided piece has beside its words: a sound, and a screen that stays awake. Where `calm.js` is not on this device, or the browser
//! has neither, the words go on alone.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./later.js")]
extern "C" {
    /// The script, once it is here. Fails where it was never fetched and there is no network.
    #[wasm_bindgen(catch, js_name = startCalm)]
    async fn start_calm() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The script.
    type Calm;

    #[wasm_bindgen(method)]
    fn begin(this: &Calm, sound: &str, seconds: f64, tick: &JsValue);

    #[wasm_bindgen(method, js_name = isHeard)]
    fn is_heard(this: &Calm) -> bool;

    #[wasm_bindgen(method)]
    fn finish(this: &Calm);

    #[wasm_bindgen(method)]
    fn stop(this: &Calm);
}

thread_local! {
    static CALM: RefCell<Option<Calm>> = const { RefCell::new(None) };
}

/// Sees to it that the script is here before a piece is begun: a sound has to begin inside the press that asks for it.
pub(crate) fn fetch() {
    wasm_bindgen_futures::spawn_local(async {
        if let Ok(script) = start_calm().await {
            CALM.set(Some(script.unchecked_into()));
        }
    });
}

/// Begins. `tick` is called when the page is seen again.
pub(crate) fn begin(sound: &str, seconds: f64, tick: impl Fn() + 'static) {
    let tick = Closure::<dyn Fn()>::new(tick).into_js_value();
    with(|script| script.begin(sound, seconds, &tick));
}

/// Whether the device makes the sound that was asked for.
pub(crate) fn is_heard() -> bool {
    with(Calm::is_heard).unwrap_or_default()
}

/// The piece is over. What rings still may end.
pub(crate) fn finish() {
    with(Calm::finish);
}

/// Ends at once.
pub(crate) fn stop() {
    with(Calm::stop);
}

/// Whether the page is seen.
pub(crate) fn is_seen() -> bool {
    !super::browser::document().hidden()
}

/// Whether a question stands before the page.
pub(crate) fn is_covered() -> bool {
    super::browser::document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

fn with<T>(act: impl FnOnce(&Calm) -> T) -> Option<T> {
    CALM.with_borrow(|script| script.as_ref().map(act))
}
