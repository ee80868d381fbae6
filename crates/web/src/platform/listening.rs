//! What the page hears of the person: where they go, that they are there, what they press.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::browser::{document, window};

const CLICK_WITHIN_MS: i32 = 60;
const ACTIVITY_EVERY_MS: f64 = 10_000.0;

/// Calls `changed` whenever the person steps through the history or follows a link inside the page.
pub(crate) fn on_address(changed: impl Fn() + 'static) {
    let changed = Closure::<dyn Fn()>::new(changed).into_js_value();
    window().set_onhashchange(Some(changed.unchecked_ref()));
}

/// Calls `follow` with the address of a link inside the app that the person follows, instead of the browser.
pub(crate) fn on_follow(follow: impl Fn(String) + 'static) {
    let clicked = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        let is_plain = event.button() == 0
            && !(event.ctrl_key() || event.shift_key() || event.meta_key() || event.alt_key());
        if event.default_prevented() || !is_plain {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let address = link.and_then(|link| link.get_attribute("href"));
        if let Some(address) = address.filter(|address| address.starts_with("#/")) {
            event.prevent_default();
            follow(address);
        }
    });
    let clicked = clicked.into_js_value();
    // A page can always be listened to.
    let _listening = document().add_event_listener_with_callback("click", clicked.unchecked_ref());
}

/// Calls `leaving` when the page is being left by quick exit.
pub(crate) fn on_leaving(leaving: impl Fn() + 'static) {
    let leaving = Closure::<dyn Fn()>::new(leaving).into_js_value();
    // The global object of a page can always be extended.
    let _set = Reflect::set(&js_sys::global(), &"counterpointLeaving".into(), &leaving);
}

/// Calls `active` when the person does something on the page, at most every ten seconds.
pub(crate) fn on_activity(active: impl Fn() + 'static) {
    let last_ms = std::cell::Cell::new(f64::NEG_INFINITY);
    let heard = Closure::<dyn Fn()>::new(move || {
        let now_ms = js_sys::Date::now();
        if (now_ms - last_ms.get()).abs() >= ACTIVITY_EVERY_MS {
            last_ms.set(now_ms);
            active();
        }
    });
    let heard = heard.into_js_value();
    // Who dictates, or writes by signs that are put together, presses no key.
    for event in ["pointerdown", "keydown", "wheel", "touchmove", "input", "compositionupdate"] {
        // A page can always be listened to.
        let _listening = document().add_event_listener_with_callback(event, heard.unchecked_ref());
    }
}

/// This moment, in seconds since 1970, by the clock of this device.
pub(crate) fn now_s() -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, as wanted")]
    let now_s = (js_sys::Date::now() / 1_000.0) as u64;
    now_s
}

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Calls `act` after so many milliseconds.
pub(crate) fn after(delay_ms: f64, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, as wanted")]
    let delay_ms = delay_ms.ceil() as i32;
    // A page can always be given something to do later.
    let _later =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), delay_ms);
}

/// Calls `pressed` with true when something is pressed, and with false once it was let go and whatever that set off has been done.
pub(crate) fn on_press(pressed: impl Fn(bool) + 'static) {
    let pressed = std::rc::Rc::new(pressed);
    let let_go = pressed.clone();
    let let_go = Closure::<dyn Fn()>::new(move || let_go(false)).into_js_value();
    let down = Closure::<dyn Fn()>::new(move || pressed(true)).into_js_value();
    let up = Closure::<dyn Fn(PointerEvent)>::new(move |event: PointerEvent| {
        // The click of a mouse comes at once, that of a finger a moment after it has left.
        let after_ms = if event.pointer_type() == "mouse" { 0 } else { CLICK_WITHIN_MS };
        // A page can always be given something to do later.
        let _later =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(let_go.unchecked_ref(), after_ms);
    });
    let up = up.into_js_value();
    for (event, heard) in [("pointerdown", &down), ("pointerup", &up), ("pointercancel", &up)] {
        // A page can always be listened to.
        let _listening = document().add_event_listener_with_callback(event, heard.unchecked_ref());
    }
}

/// Calls `hidden` when the page is not seen any more. That the device's own chooser of files stands before it does not count, for as
/// long as that is open.
pub(crate) fn on_hidden(hidden: impl Fn() + 'static) {
    let chooses = std::rc::Rc::new(std::cell::Cell::new(false));
    let opens = chooses.clone();
    let clicked = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        opens.set(target.is_some_and(|target| target.matches("input[type=file]") == Ok(true)));
    });
    let closes = chooses.clone();
    let closed = Closure::<dyn Fn()>::new(move || closes.set(false)).into_js_value();
    let changed = Closure::<dyn Fn()>::new(move || {
        if !document().hidden() {
            chooses.set(false);
        } else if !chooses.get() {
            hidden();
        }
    });
    let clicked = clicked.into_js_value();
    let changed = changed.into_js_value();
    for (event, heard) in
        [("visibilitychange", &changed), ("click", &clicked), ("change", &closed), ("cancel", &closed)]
    {
        // A page can always be listened to.
        let _listening = document().add_event_listener_with_callback(event, heard.unchecked_ref());
    }
}
