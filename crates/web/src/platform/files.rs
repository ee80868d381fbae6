//! Files: handing one over to the person, and reading one that they chose.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// How long a browser may take to begin with what it was handed, in milliseconds; afterwards the memory is given back.
const HANDED_OVER_WITHIN_MS: i32 = 20_000;

/// Why a chosen file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotRead {
    /// It has more bytes than are read.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

/// Hands a file over as a download. `false` if the browser takes none.
pub(crate) fn hand_over(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let handed = || -> Option<()> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        anchor.set_href(&url);
        anchor.set_download(name);
        // Firefox follows only what is in the page.
        document.body()?.append_child(&anchor).ok()?;
        anchor.click();
        anchor.remove();
        let revoke = Closure::once_into_js(move || drop(Url::revoke_object_url(&url)));
        let later = revoke.unchecked_ref();
        // Without a timer the memory is given back with the page.
        drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(later, HANDED_OVER_WITHIN_MS));
        Some(())
    };
    handed().is_some()
}

/// Reads the file that was chosen in an input, if there is one of at most `bytes_max`; `done` gets its name too. The input is
/// emptied, so that the same file can be chosen again.
pub(crate) fn read(
    input: &HtmlInputElement,
    bytes_max: usize,
    done: impl FnOnce(Result<(String, Vec<u8>), NotRead>) + 'static,
) {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    #[expect(clippy::cast_precision_loss, reason = "far below the bound, where it is exact")]
    let is_large = file.size() > bytes_max as f64;
    let name = file.name();
    let reading = wasm_bindgen_futures::JsFuture::from(file.array_buffer());
    input.set_value("");
    if is_large {
        done(Err(NotRead::TooLarge));
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        done(match reading.await {
            Ok(buffer) => Ok((name, Uint8Array::new(&buffer).to_vec())),
            Err(_) => Err(NotRead::Unreadable),
        });
    });
}
