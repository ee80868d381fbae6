//! The module that computes and draws the person's own days, which is started when somebody wants the picture.

use borsh::BorshSerialize;
use interface::figures::{Asked, Drawing, Drawn, Sheet};
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

    #[wasm_bindgen(method)]
    fn drawing(this: &Figures, asked: &[u8]) -> Option<Vec<u8>>;

    #[wasm_bindgen(method)]
    fn table(this: &Figures, asked: &[u8]) -> Option<Vec<u8>>;

    #[wasm_bindgen(method)]
    fn sheet(this: &Figures, asked: &[u8]) -> Option<Vec<u8>>;
}

/// Has a stretch of days drawn and lets `done` have it; nothing where the module is not on this device and cannot be fetched.
pub(crate) fn draw(asked: &Asked, done: impl FnOnce(Option<Drawn>) + 'static) {
    ask(asked, Figures::draw, |drawn| done(drawn.and_then(|drawn| borsh::from_slice(&drawn).ok())));
}

/// The same as a whole SVG to take along.
pub(crate) fn drawing(drawing: &Drawing, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    ask(drawing, Figures::drawing, done);
}

/// The days as a table for other programs.
pub(crate) fn table(asked: &Asked, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    ask(asked, Figures::table, done);
}

/// A page for a counsellor.
pub(crate) fn sheet(sheet: &Sheet, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    ask(sheet, Figures::sheet, done);
}

type Answer = fn(&Figures, &[u8]) -> Option<Vec<u8>>;

fn ask(question: &impl BorshSerialize, answer: Answer, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let question = borsh::to_vec(question).unwrap_or_default();
    wasm_bindgen_futures::spawn_local(async move {
        let figures: Option<Figures> = start_figures().await.ok().map(JsCast::unchecked_into);
        done(figures.and_then(|figures| answer(&figures, &question)));
    });
}
