//! The page's surroundings: address, titles, focus, preferences, clipboard.

use interface::model::Day;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlDialogElement, HtmlElement, Window};

const THEME: &str = "theme";
const MS_PER_DAY: f64 = 86_400_000.0;

/// How the app looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the device is set.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order in which they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

pub(super) fn window() -> Window {
    web_sys::window().expect("the screen runs on a page")
}

pub(super) fn document() -> Document {
    window().document().expect("a page has a document")
}

fn root() -> Option<web_sys::Element> {
    document().document_element()
}

/// The part of the address after and with `#`.
pub(crate) fn address() -> String {
    window().location().hash().unwrap_or_default()
}

/// Scheme, host and port of the page.
pub(crate) fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The page's address without anything after `#` or `?`.
pub(crate) fn page() -> String {
    let path = window().location().pathname().unwrap_or_default();
    format!("{}{path}", origin())
}

/// The value of a parameter in the page's query.
#[cfg(feature = "fixture")]
pub(crate) fn parameter(name: &str) -> Option<String> {
    let query = window().location().search().ok()?;
    let pairs = query.trim_start_matches('?').split('&');
    pairs
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Puts an address into the browser's bar, after the present one.
pub(crate) fn add_address(address: &str) {
    let added =
        window().history().and_then(|history| history.push_state_with_url(&JsValue::TRUE, "", Some(address)));
    if added.is_err() {
        // A browser that refuses (too many steps in a short time) takes it as a link that was followed.
        let _set = window().location().set_hash(address);
    }
}

/// Puts an address into the browser's bar, instead of the present one.
pub(crate) fn set_address(address: &str) {
    if let Ok(history) = window().history() {
        // A browser that refuses (too many steps in a short time) shows the right page with a stale address.
        let _set = history.replace_state_with_url(&JsValue::TRUE, "", Some(address));
    }
}

/// Whether the person has stepped back or forward to where they were; otherwise the address was put in by hand.
pub(crate) fn was_here_before() -> bool {
    let state = window().history().and_then(|history| history.state());
    state.is_ok_and(|state| state.is_truthy())
}

/// Sets the language and direction of the page.
pub(crate) fn set_language(tag: &str, direction: &str) {
    if let Some(root) = root() {
        // Setting an attribute with a valid name cannot fail.
        let _set = root.set_attribute("lang", tag).and_then(|()| root.set_attribute("dir", direction));
    }
}

/// Sets the title of the page.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// Removes what stood on the page before the app.
pub(crate) fn clear_page() {
    if let Some(before) = document().get_element_by_id("before") {
        before.remove();
    }
}

/// Moves the focus to the page's heading and the view to its top, after the page has been drawn.
pub(crate) fn focus_heading() {
    let focus = Closure::once_into_js(focus_heading_now);
    // A browser that draws nothing needs no focus.
    let _requested = window().request_animation_frame(focus.unchecked_ref());
}

/// The same once the page has been drawn.
pub(crate) fn focus_heading_now() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Ok(Some(pane)) = document().query_selector(".pane") {
        pane.set_scroll_top(0);
    }
    focus_first("h1");
}

/// Moves the focus to the first element that a selector finds, after the page has been drawn, if it is nowhere then.
pub(crate) fn focus_if_lost(selector: String) {
    let focus = Closure::once_into_js(move || {
        if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
            focus_first(&selector);
        }
    });
    // A browser that draws nothing needs no focus.
    let _requested = window().request_animation_frame(focus.unchecked_ref());
}

/// Moves the focus to the first element that a selector finds, after it has been drawn; of several, with commas between them, the first
/// that finds one.
pub(crate) fn focus_later(selector: impl Into<String>) {
    let selector = selector.into();
    let focus = Closure::once_into_js(move || focus_first(&selector));
    // A browser that draws nothing needs no focus.
    let _requested = window().request_animation_frame(focus.unchecked_ref());
}

pub(super) fn focus_first(selector: &str) {
    let found = selector.split(", ").find_map(|one| document().query_selector(one).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _focused = element.focus();
    }
}

/// Opens or closes a dialog.
pub(crate) fn set_dialog(dialog: &HtmlDialogElement, open: bool) {
    if open && !dialog.open() {
        // Only a dialog that has left the page refuses.
        let _shown = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Copies a text; `done` learns whether the browser allowed it.
pub(crate) fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let navigator = window().navigator();
    let Ok(clipboard) = Reflect::get(&navigator, &"clipboard".into()) else {
        done(false);
        return;
    };
    // Absent on pages that are not served securely.
    if clipboard.is_undefined() {
        done(false);
        return;
    }
    let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
    let copied = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text));
    wasm_bindgen_futures::spawn_local(async move { done(copied.await.is_ok()) });
}

/// Opens the browser's dialog for printing.
pub(crate) fn print() {
    // A browser without printing does nothing.
    let _printed = window().print();
}

/// Loads the page again.
pub(crate) fn reload() {
    // A page that is being left already needs no reload.
    let _reloaded = window().location().reload();
}

/// Asks the browser not to evict what this device stores.
pub(crate) fn ask_to_persist() {
    let navigator = window().navigator();
    let has_storage =
        Reflect::get(&navigator, &"storage".into()).is_ok_and(|storage| !storage.is_undefined());
    if has_storage && let Ok(promise) = navigator.storage().persist() {
        let asked = wasm_bindgen_futures::JsFuture::from(promise);
        // A browser that says no keeps the data as long as it can; the recovery words and the relay bring it back.
        wasm_bindgen_futures::spawn_local(async move { drop(asked.await) });
    }
}

/// The chosen theme.
pub(crate) fn theme() -> Theme {
    let stored = local_storage().and_then(|storage| storage.get_item(THEME).ok().flatten());
    let stored = stored.unwrap_or_default();
    Theme::ALL.into_iter().find(|theme| theme.name() == stored).unwrap_or(Theme::System)
}

/// Chooses a theme and keeps the choice.
pub(crate) fn set_theme(theme: Theme) {
    if let Some(storage) = local_storage() {
        // Without storage the choice lasts until the page is closed.
        let _kept = match theme {
            Theme::System => storage.remove_item(THEME),
            Theme::Light | Theme::Dark => storage.set_item(THEME, theme.name()),
        };
    }
    show_theme(theme);
}

/// Makes the page look as chosen.
pub(crate) fn show_theme(theme: Theme) {
    let Some(root) = root() else { return };
    // Setting an attribute with a valid name cannot fail.
    let _shown = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.name()),
    };
}

fn local_storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// A text with each letter and its accents as one character where there is one: Unicode's form NFC.
pub(crate) fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// Today, in the time zone of this device.
pub(crate) fn today() -> Day {
    let now = js_sys::Date::new_0();
    let local_ms = js_sys::Date::now() - now.get_timezone_offset() * 60_000.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, as wanted")]
    Day((local_ms / MS_PER_DAY).floor() as u32)
}

/// The hour of the day here, 0 to 23.
pub(crate) fn hour() -> u32 {
    js_sys::Date::new_0().get_hours()
}
