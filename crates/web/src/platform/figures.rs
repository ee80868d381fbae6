//! The module that computes and draws the person's own days, which is started when somebody wants the picture.

use borsh::{BorshDeserialize, BorshSerialize};
use interface::figures::{Asked, Drawing, Drawn, Dyad, Findable, Outcome, Pair, Plan, Sheet, Tested};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./later.js")]
extern "C" {
    /// The module, once it runs. Fails where it was never fetched and there is no network.
    #[wasm_bindgen(catch, js_name = startFigures)]
    async fn start_figures() -> Result<JsValue, JsValue>;

    /// Starts another one the next time.
    #[wasm_bindgen(js_name = forgetFigures)]
    fn forget_figures();
}

#[wasm_bindgen]
extern "C" {
    /// The module.
    type Figures;

    #[wasm_bindgen(method, catch)]
    fn draw(this: &Figures, asked: &[u8]) -> Result<Option<Vec<u8>>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn findable(this: &Figures, plan: &[u8]) -> Result<Option<Vec<u8>>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn dyad(this: &Figures, pair: &[u8]) -> Result<Option<Vec<u8>>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn outcome(this: &Figures, tested: &[u8]) -> Result<Option<Vec<u8>>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn drawing(this: &Figures, asked: &[u8]) -> Result<Option<Vec<u8>>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn table(this: &Figures, asked: &[u8]) -> Result<Option<Vec<u8>>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn sheet(this: &Figures, asked: &[u8]) -> Result<Option<Vec<u8>>, JsValue>;
}

/// Has a stretch of days drawn and lets `done` have it; nothing where the module is not on this device and cannot be fetched.
pub(crate) fn draw(asked: &Asked, done: impl FnOnce(Option<Drawn>) + 'static) {
    read(asked, Figures::draw, done);
}

/// The same for what a test by lot could find.
pub(crate) fn findable(plan: &Plan, done: impl FnOnce(Option<Vec<Findable>>) + 'static) {
    read(plan, Figures::findable, done);
}

/// The same for what came of one.
pub(crate) fn outcome(tested: &Tested, done: impl FnOnce(Option<Outcome>) + 'static) {
    read(tested, Figures::outcome, done);
}

/// The same for what can be said of two.
pub(crate) fn dyad(pair: &Pair, done: impl FnOnce(Option<Dyad>) + 'static) {
    read(pair, Figures::dyad, done);
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

fn read<T: BorshDeserialize + 'static>(
    question: &impl BorshSerialize,
    answer: Answer,
    done: impl FnOnce(Option<T>) + 'static,
) {
    ask(question, answer, |answer| done(answer.and_then(|answer| borsh::from_slice(&answer).ok())));
}

type Answer = fn(&Figures, &[u8]) -> Result<Option<Vec<u8>>, JsValue>;

fn ask(question: &impl BorshSerialize, answer: Answer, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let question = borsh::to_vec(question).unwrap_or_default();
    wasm_bindgen_futures::spawn_local(async move {
        let figures: Option<Figures> = start_figures().await.ok().map(JsCast::unchecked_into);
        // What broke off is not asked again: the next question starts another one.
        let answered = figures.map(|figures| answer(&figures, &question));
        if matches!(answered, Some(Err(_))) {
            forget_figures();
        }
        done(answered.and_then(Result::ok).flatten());
    });
}
