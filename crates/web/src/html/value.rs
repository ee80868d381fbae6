//! What attributes and classes can be.

use leptos::tachys::html::attribute::any_attribute::IntoAnyAttribute as _;
use leptos::tachys::html::class::class;

use super::{Element, Sort};

/// What an attribute says: a text, nothing, or what a function says by then.
pub(crate) trait Value {
    /// That.
    fn said(self) -> Said;
}

/// What an attribute says. Of two types for all, which keeps the module small.
pub(crate) enum Said {
    /// Once and for all.
    Fixed(Option<String>),
    /// As a function says it.
    Following(Box<dyn Fn() -> Option<String> + Send>),
}

/// What can be said.
pub(crate) trait Text {
    /// That; nothing where there is no such attribute.
    fn text(self) -> Option<String>;
}

impl Text for String {
    fn text(self) -> Option<String> {
        Some(self)
    }
}

impl Text for &str {
    fn text(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl<T: Text> Text for Option<T> {
    fn text(self) -> Option<String> {
        self.and_then(Text::text)
    }
}

impl Value for String {
    fn said(self) -> Said {
        Said::Fixed(Some(self))
    }
}

impl Value for &str {
    fn said(self) -> Said {
        Said::Fixed(Some(self.to_owned()))
    }
}

/// There, without a text, or not.
impl Value for bool {
    fn said(self) -> Said {
        Said::Fixed(self.then(String::new))
    }
}

impl<T: Text> Value for Option<T> {
    fn said(self) -> Said {
        Said::Fixed(self.text())
    }
}

impl<F, T> Value for F
where
    F: Fn() -> T + Send + 'static,
    T: Text,
{
    fn said(self) -> Said {
        Said::Following(Box::new(move || self().text()))
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
        element.with(Sort::Class, name, class((name, is_there)).into_any_attr())
    }
}
