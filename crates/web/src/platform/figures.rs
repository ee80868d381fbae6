//! The module that computes and draws the person's own days, which is started when somebody wants the picture.

use interface::figures::{Asked, Drawn};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./later.js")]
extern "C" {
    /// The module, once it runs. Fails where it was never fetched and there is no network.
    #[wasm_bindgen(catch, js_name = startFigures)]
    async fn start_figures() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The module.
    type Figures;

    #[wasm_bindgen(method)]
    fn draw(this: &Figures, asked: &[u8]) -> Option<Vec<u8>>;
}

/// Has a stretch of days drawn and lets `done` have it; nothing where the module is not on this device and cannot be fetched.
pub(crate) fn draw(asked: &Asked, done: impl FnOnce(Option<Drawn>) + 'static) {
    let asked = borsh::to_vec(asked).unwrap_or_default();
    wasm_bindgen_futures::spawn_local(async move {
        let figures: Option<Figures> = start_figures().await.ok().map(JsCast::unchecked_into);
        let drawn = figures.and_then(|figures| figures.draw(&asked));
        done(drawn.and_then(|drawn| borsh::from_slice(&drawn).ok()));
    });
}
