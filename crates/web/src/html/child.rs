//! What can stand in an element.

use leptos::prelude::*;

use super::Element;

/// What can stand in an element.
pub(crate) trait Child: Sized {
    /// As one view.
    fn view(self) -> AnyView;

    /// Behind others.
    fn add_to(self, children: &mut Vec<AnyView>) {
        children.push(self.view());
    }
}

impl Child for AnyView {
    fn view(self) -> AnyView {
        self
    }
}

impl Child for Element {
    fn view(self) -> AnyView {
        self.into_any()
    }
}

impl Child for String {
    fn view(self) -> AnyView {
        self.into_any()
    }
}

impl Child for &'static str {
    fn view(self) -> AnyView {
        self.into_any()
    }
}

impl<T: Child> Child for Option<T> {
    fn view(self) -> AnyView {
        self.map(Child::view).into_any()
    }
}

impl<T: Child> Child for Vec<T> {
    fn view(self) -> AnyView {
        self.into_iter().map(Child::view).collect::<Vec<_>>().into_any()
    }

    fn add_to(self, children: &mut Vec<AnyView>) {
        children.extend(self.into_iter().map(Child::view));
    }
}

impl<T: Child, const COUNT: usize> Child for [T; COUNT] {
    fn view(self) -> AnyView {
        self.into_iter().collect::<Vec<_>>().view()
    }

    fn add_to(self, children: &mut Vec<AnyView>) {
        children.extend(self.into_iter().map(Child::view));
    }
}

/// Drawn again when what it follows changes.
impl<F, T> Child for F
where
    F: Fn() -> T + Send + 'static,
    T: Child,
{
    fn view(self) -> AnyView {
        following(Box::new(move || self().view()))
    }
}

/// Of one type for all, which keeps the module small.
fn following(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}

macro_rules! several {
    ($($name:ident)*) => {
        impl<$($name: Child),*> Child for ($($name,)*) {
            fn view(self) -> AnyView {
                let mut children = Vec::new();
                self.add_to(&mut children);
                children.into_any()
            }

            #[expect(non_snake_case, reason = "each part is called as its type")]
            fn add_to(self, children: &mut Vec<AnyView>) {
                let ($($name,)*) = self;
                $(children.push($name.view());)*
            }
        }
    };
}

several!(A B);
several!(A B C);
several!(A B C D);
several!(A B C D E);
several!(A B C D E F);
several!(A B C D E F G);
several!(A B C D E F G H);
