//! What a tab keeps over a reload, and forgets when it is closed or left.

use super::browser::window;

/// What this tab keeps under a name, as long as it is open.
pub(crate) fn kept(name: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps something in this tab, or nothing any more.
pub(crate) fn keep(name: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    // A browser that keeps nothing forgets it with the next reload.
    let _kept = match value {
        Some(value) => storage.set_item(name, value),
        None => storage.remove_item(name),
    };
}
