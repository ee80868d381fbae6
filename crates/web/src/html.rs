//! Elements, all of one type. The library has a type for every element with its attributes and children, and compiles all that is done with
//! one for each of them; this one knows its tag, its attributes and its children when it runs, and weighs a tenth of that.

mod child;
mod value;

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, AnyAttributeState};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event::{EventDescriptor, on};
use leptos::tachys::html::property::{IntoProperty, prop};
use leptos::tachys::html::style::style;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element as DomElement, Event, Node};
use leptos::tachys::renderer::{CastFrom as _, Rndr};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

pub(crate) use child::Child;
use value::Said;
pub(crate) use value::{Class, Value};

/// An element.
pub(crate) struct Element {
    tag: &'static str,
    namespace: Option<&'static str>,
    class: String,
    /// What each attribute is called, and whether it follows something: two elements with the same tag and the same of these are of one shape.
    names: Vec<Name>,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// What an attribute is called, and of which sort it is.
type Name = (&'static str, Sort);

/// Sorts of attributes: one is patched only by one of its own sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A text, or nothing.
    Fixed,
    /// What a function says.
    Following,
    /// A class that comes and goes.
    Class,
    /// A style.
    Style,
    /// A property.
    Property,
    /// What happens with an event.
    Event,
}

/// An element in the page.
pub(crate) struct Built {
    tag: &'static str,
    names: Vec<Name>,
    element: DomElement,
    attributes: Vec<AnyAttributeState>,
    children: Vec<AnyViewState>,
}

macro_rules! elements {
    ($namespace:expr; $($name:ident)*) => {
        $(
            #[doc = concat!("`<", stringify!($name), ">`.")]
            pub(crate) fn $name() -> Element {
                Element::new(stringify!($name), $namespace)
            }
        )*
    };
}

elements! {
    None;
    a b br button details div fieldset form h1 h2 h3 h4 header i img input label legend li main nav ol option p section select small span
    summary table tbody td textarea th thead tr ul
}

/// Drawings.
pub(crate) mod svg {
    use super::Element;

    const DRAWN: Option<&str> = Some("http://www.w3.org/2000/svg");

    elements! { DRAWN; circle g path svg text }
}

impl Element {
    const fn new(tag: &'static str, namespace: Option<&'static str>) -> Self {
        Self {
            tag,
            namespace,
            class: String::new(),
            names: Vec::new(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    fn with(mut self, sort: Sort, name: &'static str, attribute: AnyAttribute) -> Self {
        self.names.push((name, sort));
        self.attributes.push(attribute);
        self
    }

    /// An attribute: a text, nothing, or what a function says by then.
    pub(crate) fn attr(self, name: &'static str, value: impl Value) -> Self {
        let (sort, attribute) = match value.said() {
            Said::Fixed(said) => (Sort::Fixed, custom_attribute(name, said).into_any_attr()),
            Said::Following(said) => (Sort::Following, custom_attribute(name, said).into_any_attr()),
        };
        self.with(sort, name, attribute)
    }

    /// Classes, or one that is there while a function says so.
    pub(crate) fn class(self, class: impl Class) -> Self {
        class.put_on(self)
    }

    /// `id`.
    pub(crate) fn id(self, id: impl Value) -> Self {
        self.attr("id", id)
    }

    /// `href`.
    pub(crate) fn href(self, address: impl Value) -> Self {
        self.attr("href", address)
    }

    /// `type`.
    pub(crate) fn r#type(self, kind: impl Value) -> Self {
        self.attr("type", kind)
    }

    /// `name`.
    pub(crate) fn name(self, name: impl Value) -> Self {
        self.attr("name", name)
    }

    /// `value`.
    pub(crate) fn value(self, value: impl Value) -> Self {
        self.attr("value", value)
    }

    /// `for`.
    pub(crate) fn r#for(self, id: impl Value) -> Self {
        self.attr("for", id)
    }

    /// A style of its own.
    pub(crate) fn style(self, (name, value): (&'static str, String)) -> Self {
        self.with(Sort::Style, name, style((name, value)).into_any_attr())
    }

    /// A property of the element in the page.
    pub(crate) fn prop(self, name: &'static str, value: impl IntoProperty + 'static) -> Self {
        self.with(Sort::Property, name, prop(name, value).into_any_attr())
    }

    /// What happens with an event.
    pub(crate) fn on<E>(self, event: E, act: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor + Send + 'static,
        E::EventType: From<Event> + 'static,
    {
        let act: Box<dyn FnMut(E::EventType)> = Box::new(act);
        self.with(Sort::Event, "", on(event, act).into_any_attr())
    }

    /// What stands in it, behind what stands there already.
    pub(crate) fn child(mut self, child: impl Child) -> Self {
        child.add_to(&mut self.children);
        self
    }

    /// The same as a view of any kind.
    pub(crate) fn into_any(self) -> AnyView {
        IntoAny::into_any(self)
    }

    /// Its attributes, the classes first: one that comes and goes is put beside them.
    fn whole(mut self) -> Self {
        if !self.class.is_empty() {
            let class = custom_attribute("class", Some(core::mem::take(&mut self.class)));
            self.names.insert(0, ("class", Sort::Fixed));
            self.attributes.insert(0, class.into_any_attr());
        }
        self
    }
}

impl Render for Element {
    type State = Built;

    fn build(self) -> Built {
        let Self { tag, namespace, names, attributes, children, .. } = self.whole();
        let element = Rndr::create_element(tag, namespace);
        let attributes = attributes.into_iter().map(|attribute| attribute.build(&element)).collect();
        let mut children: Vec<AnyViewState> = children.into_iter().map(Render::build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        Built { tag, names, element, attributes, children }
    }

    /// One of the same shape stays in the page, with what is typed and focused in it; another one takes its place.
    fn rebuild(self, built: &mut Built) {
        let this = self.whole();
        if (this.tag, &this.names) != (built.tag, &built.names) {
            let mut new = this.build();
            built.insert_before_this(&mut new);
            built.unmount();
            *built = new;
            return;
        }
        for (attribute, built) in this.attributes.into_iter().zip(&mut built.attributes) {
            attribute.rebuild(built);
        }
        let count = this.children.len();
        for (place, child) in this.children.into_iter().enumerate() {
            if let Some(there) = built.children.get_mut(place) {
                child.rebuild(there);
            } else {
                let mut new = child.build();
                new.mount(&built.element, None);
                built.children.push(new);
            }
        }
        for mut surplus in built.children.drain(count..) {
            surplus.unmount();
        }
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        Rndr::remove(&self.element);
    }

    fn mount(&mut self, parent: &DomElement, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn try_mount(&mut self, parent: &DomElement, marker: Option<&Node>) -> bool {
        Rndr::try_insert_node(parent, &self.element, marker)
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = Rndr::get_parent(&self.element).and_then(DomElement::cast_from);
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.element));
            true
        })
    }

    fn elements(&self) -> Vec<DomElement> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for Element {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, attribute: NewAttribute) -> Self {
        self.with(Sort::Fixed, "", attribute.into_cloneable_owned().into_any_attr())
    }
}

/// What the library asks of a view that may be written by a server. There is none.
const NO_SERVER: &str = "pages are drawn where they are seen";

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        unreachable!("{NO_SERVER}")
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Built {
        unreachable!("{NO_SERVER}")
    }

    fn into_owned(self) -> Self {
        self
    }
}
