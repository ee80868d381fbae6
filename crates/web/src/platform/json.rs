//! What the browser has read of a JSON file. Native tests have the same of a library's.

#[cfg(not(test))]
use js_sys::{Array, Reflect};
#[cfg(not(test))]
use wasm_bindgen::prelude::*;

#[cfg(not(test))]
type Value = JsValue;
#[cfg(test)]
type Value = serde_json::Value;

/// A value.
#[derive(Debug, Clone)]
pub(crate) struct Json(Value);

#[cfg(not(test))]
impl Json {
    /// What `JSON.parse` made.
    pub(crate) fn new(value: JsValue) -> Self {
        Self(value)
    }

    /// A field of an object; nothing if it has none of this name.
    pub(crate) fn field(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        (!value.is_undefined()).then_some(Self(value))
    }

    /// A member of an array.
    pub(crate) fn at(&self, place: usize) -> Option<Self> {
        let value = Reflect::get_u32(&self.0, u32::try_from(place).ok()?).ok()?;
        (!value.is_undefined()).then_some(Self(value))
    }

    /// All members of an array; none of anything else.
    pub(crate) fn all(&self) -> Vec<Self> {
        if !Array::is_array(&self.0) {
            return Vec::new();
        }
        Array::from(&self.0).iter().map(Self).collect()
    }

    /// A text.
    pub(crate) fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// A place in an array.
    pub(crate) fn place(&self) -> Option<usize> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "`as` saturates, as wanted"
        )]
        self.0.as_f64().map(|number| number as usize)
    }
}

#[cfg(test)]
impl Json {
    pub(crate) fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap())
    }

    /// No test runs in a browser.
    pub(crate) fn new(_value: wasm_bindgen::JsValue) -> Self {
        Self(Value::Null)
    }

    pub(crate) fn field(&self, name: &str) -> Option<Self> {
        self.0.get(name).cloned().map(Self)
    }

    pub(crate) fn at(&self, place: usize) -> Option<Self> {
        self.0.get(place).cloned().map(Self)
    }

    pub(crate) fn all(&self) -> Vec<Self> {
        self.0.as_array().into_iter().flatten().cloned().map(Self).collect()
    }

    pub(crate) fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    pub(crate) fn place(&self) -> Option<usize> {
        self.0.as_u64().and_then(|number| usize::try_from(number).ok())
    }
}
