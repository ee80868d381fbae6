//! The module that draws and reads codes, which is started when somebody wants one.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./later.js")]
extern "C" {
    /// The module, once it runs. Fails where it was never fetched and there is no network.
    #[wasm_bindgen(catch, js_name = startCodes)]
    async fn start_codes() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The module.
    pub(crate) type Codes;

    /// The code of a text; nothing if it is too long for one.
    #[wasm_bindgen(method, js_name = drawText)]
    pub(crate) fn draw_text(this: &Codes, text: &str) -> Option<Drawing>;

    /// The codes of a parcel, all of one size; nothing if it is too large for them.
    #[wasm_bindgen(method, js_name = drawParcel)]
    pub(crate) fn draw_parcel(this: &Codes, parcel: &[u8]) -> Option<Vec<Drawing>>;

    /// A code as it is drawn.
    pub(crate) type Drawing;

    /// Its dark modules, as the path of an SVG.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn path(this: &Drawing) -> String;

    /// Modules of a side, the light around the code included.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn side(this: &Drawing) -> u32;

    /// A parcel that is being read from pictures.
    pub(crate) type Reading;

    /// Looks at a picture of `width` pixels across, four bytes a pixel.
    #[wasm_bindgen(method)]
    pub(crate) fn look(this: &Reading, width: u32, pixels: &js_sys::Uint8ClampedArray) -> Option<Seen>;

    /// What there was to see in a picture.
    pub(crate) type Seen;

    /// Different codes read so far.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn read(this: &Seen) -> Option<u32>;

    /// All codes of the parcel.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn of(this: &Seen) -> Option<u32>;

    /// Whether a newer version of the program shows them.
    #[wasm_bindgen(method, getter, js_name = isTooNew)]
    pub(crate) fn is_too_new(this: &Seen) -> bool;

    /// The parcel, once it is whole.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn parcel(this: &Seen) -> Option<Vec<u8>>;
}

/// Starts the module and lets `done` have it; nothing where it is not on this device and cannot be fetched.
pub(crate) fn with(done: impl FnOnce(Option<Codes>) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        done(start_codes().await.ok().map(JsCast::unchecked_into));
    });
}

impl Codes {
    /// Begins to read a parcel.
    pub(crate) fn begin_reading(&self) -> Option<Reading> {
        let class = js_sys::Reflect::get(self, &"Reading".into()).ok()?;
        let made =
            js_sys::Reflect::construct(class.dyn_ref::<js_sys::Function>()?, &js_sys::Array::new()).ok()?;
        Some(made.unchecked_into())
    }
}
