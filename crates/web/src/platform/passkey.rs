//! Passkeys: what an authenticator derives, as `passkey.js` takes it out of the browser's objects.

use interface::view::PasskeyView;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Bootstrap;

/// A passkey that was just made.
#[derive(Clone)]
pub(crate) struct MadePasskey {
    /// What its authenticator is asked with.
    pub(crate) passkey: PasskeyView,
    /// What it derived; absent where it does so only when it is asked.
    pub(crate) secret: Option<Vec<u8>>,
}

/// Makes a passkey, which the browser asks the person about. `done` hears `None` if there is none in the end.
pub(crate) fn make(bootstrap: &Bootstrap, name: &str, done: impl FnOnce(Option<MadePasskey>) + 'static) {
    let made = JsFuture::from(bootstrap.make_passkey(name));
    spawn_local(async move { done(made.await.ok().and_then(|made| read(&made))) });
}

/// Asks the authenticator for its secret, which the browser asks the person about. `done` hears `None` if it was not given.
pub(crate) fn ask(
    bootstrap: &Bootstrap,
    passkey: &PasskeyView,
    done: impl FnOnce(Option<Vec<u8>>) + 'static,
) {
    let answer = JsFuture::from(bootstrap.ask_passkey(&passkey.credential, &passkey.salt));
    spawn_local(async move { done(answer.await.ok().and_then(|secret| bytes(&secret))) });
}

/// Tells the device that a passkey opens nothing.
pub(crate) fn forget(bootstrap: &Bootstrap, passkey: &PasskeyView) {
    let told = JsFuture::from(bootstrap.forget_passkey(&passkey.credential));
    spawn_local(async move {
        // A device that does not listen keeps it on its list.
        let _told = told.await;
    });
}

fn read(made: &JsValue) -> Option<MadePasskey> {
    let part = |name: &str| bytes(&Reflect::get(made, &name.into()).ok()?);
    let passkey = PasskeyView { credential: part("credential")?, salt: part("salt")? };
    Some(MadePasskey { passkey, secret: part("secret") })
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    Some(value.dyn_ref::<Uint8Array>()?.to_vec())
}
