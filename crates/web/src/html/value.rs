//! What attributes and classes can be.

use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute as _};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::class::class;

use super::Element;

/// What an attribute says: a text, nothing, or what a function says by then.
pub(crate) trait Value {
    /// The attribute of that name.
    fn attribute(self, name: &'static str) -> AnyAttribute;
}

/// What an attribute says once and for all, or as a function says it.
pub(crate) trait Text {
    /// That; nothing where there is no such attribute.
    fn said(self) -> Option<String>;
}

impl Text for String {
    fn said(self) -> Option<String> {
        Some(self)
    }
}

impl Text for &str {
    fn said(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl<T: Text> Text for Option<T> {
    fn said(self) -> Option<String> {
        self.and_then(Text::said)
    }
}

/// There, without a text, or not.
impl Text for bool {
    fn said(self) -> Option<String> {
        self.then(String::new)
    }
}

fn fixed(name: &'static str, said: Option<String>) -> AnyAttribute {
    custom_attribute(name, said).into_any_attr()
}

/// Of one type for all, which keeps the module small.
fn following(name: &'static str, said: Box<dyn Fn() -> Option<String> + Send>) -> AnyAttribute {
    custom_attribute(name, said).into_any_attr()
}

impl Value for String {
    fn attribute(self, name: &'static str) -> AnyAttribute {
        fixed(name, self.said())
    }
}

impl Value for &str {
    fn attribute(self, name: &'static str) -> AnyAttribute {
        fixed(name, self.said())
    }
}

impl Value for bool {
    fn attribute(self, name: &'static str) -> AnyAttribute {
        fixed(name, self.said())
    }
}

impl<T: Text> Value for Option<T> {
    fn attribute(self, name: &'static str) -> AnyAttribute {
        fixed(name, self.said())
    }
}

impl<F, T> Value for F
where
    F: Fn() -> T + Send + 'static,
    T: Text,
{
    fn attribute(self, name: &'static str) -> AnyAttribute {
        following(name, Box::new(move || self().said()))
    }
}

/// Classes, or one that comes and goes.
pub(crate) trait Class {
    /// Puts them on an element.
    fn put_on(self, element: Element) -> Element;
}

fn fixed_class(mut element: Element, class: &str) -> Element {
    if !element.class.is_empty() && !class.is_empty() {
        element.class.push(' ');
    }
    element.class.push_str(class);
    element
}

impl Class for &str {
    fn put_on(self, element: Element) -> Element {
        fixed_class(element, self)
    }
}

impl Class for String {
    fn put_on(self, element: Element) -> Element {
        fixed_class(element, &self)
    }
}

impl<F> Class for (&'static str, F)
where
    F: Fn() -> bool + Send + 'static,
{
    fn put_on(self, element: Element) -> Element {
        let (name, is_there) = self;
        let is_there: Box<dyn Fn() -> bool + Send> = Box::new(is_there);
        element.with(name, class((name, move || is_there())).into_any_attr())
    }
}
