//! Chance, from the browser.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &mut [u8]);
}

/// So many lots, each as likely one as the other.
pub(crate) fn lots(count: usize) -> Vec<bool> {
    let mut bytes = vec![0; count];
    get_random_values(&mut bytes);
    bytes.into_iter().map(|byte| byte % 2 == 1).collect()
}
