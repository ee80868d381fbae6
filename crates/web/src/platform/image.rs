//! A drawing as an image. Only a browser can make one of the other.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./later.js")]
extern "C" {
    /// The script, once it is here. Fails where it was never fetched and there is no network.
    #[wasm_bindgen(catch, js_name = startImage)]
    async fn start_image() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The script.
    type Image;

    #[wasm_bindgen(method, catch)]
    async fn png(this: &Image, svg: &Uint8Array) -> Result<JsValue, JsValue>;
}

/// Makes a PNG of an SVG, and lets `done` have its bytes; nothing where the browser makes none.
pub(crate) fn png(svg: &[u8], done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let svg = Uint8Array::from(svg);
    wasm_bindgen_futures::spawn_local(async move {
        let made = async {
            let script: Image = start_image().await.ok()?.unchecked_into();
            let file: Uint8Array = script.png(&svg).await.ok()?.unchecked_into();
            Some(file.to_vec())
        };
        done(made.await);
    });
}
