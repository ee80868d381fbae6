//! Values that the page follows, each of one type inside. What the library makes of every type of value is some kilobytes, and there are two
//! hundred: here they are one.

use core::any::Any;
use core::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{self as library, Read, ReadUntracked, Track, Write};

/// A value whose type is known to who made it.
#[derive(Clone)]
pub(crate) struct Erased {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Erased {
    /// Of a value.
    pub(crate) fn of<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        let is_same = |one: &dyn Any, other: &dyn Any| matches!((one.downcast_ref::<T>(), other.downcast_ref::<T>()), (Some(one), Some(other)) if one == other);
        Self { value: Arc::new(value), is_same }
    }

    /// The value.
    ///
    /// # Panics
    /// If it is of another type.
    pub(crate) fn read<T: 'static>(&self) -> &T {
        of(&*self.value)
    }
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

fn of<T: 'static>(value: &(dyn Any + Send + Sync)) -> &T {
    value.downcast_ref().expect("who made a value knows its type")
}

type Held = Box<dyn Any + Send + Sync>;

fn held<T: 'static>(held: &Held) -> &T {
    of(&**held)
}

/// What is read of a value that is followed. `$value` finds it in what the library holds.
macro_rules! read {
    ($name:ident, $value:path) => {
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T: 'static> $name<T> {
            /// Reads it, and follows it.
            #[track_caller]
            pub(crate) fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                read($value(&*self.0.read()))
            }

            /// Reads it.
            #[track_caller]
            pub(crate) fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                read($value(&*self.0.read_untracked()))
            }

            /// Reads it, if it is there still.
            pub(crate) fn try_with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
                self.0.try_read_untracked().map(|held| read($value(&*held)))
            }
        }

        impl<T: Clone + 'static> $name<T> {
            /// The value; it is followed.
            #[track_caller]
            pub(crate) fn get(&self) -> T {
                self.with(T::clone)
            }

            /// The value.
            #[track_caller]
            pub(crate) fn get_untracked(&self) -> T {
                self.with_untracked(T::clone)
            }

            /// The value, if it is there still.
            pub(crate) fn try_get_untracked(&self) -> Option<T> {
                self.try_with_untracked(T::clone)
            }
        }
    };
}

/// A value that is set, and followed.
pub(crate) struct RwSignal<T>(library::RwSignal<Held>, PhantomData<fn() -> T>);

read!(RwSignal, held);

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// With a value to begin with.
    #[track_caller]
    pub(crate) fn new(value: T) -> Self {
        Self(library::RwSignal::new(Box::new(value)), PhantomData)
    }

    /// Follows it.
    #[track_caller]
    pub(crate) fn track(&self) {
        self.0.track();
    }

    /// Sets it, if it is there still: the page that made it may be gone.
    pub(crate) fn set(&self, value: T) {
        set(self.0, Box::new(value));
    }

    /// Changes it, if it is there still.
    pub(crate) fn update(&self, change: impl FnOnce(&mut T)) {
        let _gone = self.try_update(change);
    }

    /// Changes it, if it is there still.
    pub(crate) fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.0.try_write().map(|mut held| change(of_mut(&mut **held)))
    }
}

/// One that stays when the page goes that made it.
pub(crate) struct Owned<T>(library::ArcRwSignal<Held>, PhantomData<fn() -> T>);

impl<T> Clone for Owned<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: Send + Sync + 'static> Owned<T> {
    /// With a value to begin with.
    #[track_caller]
    pub(crate) fn new(value: T) -> Self {
        Self(library::ArcRwSignal::new(Box::new(value)), PhantomData)
    }

    /// Reads it, and follows it.
    #[track_caller]
    pub(crate) fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(of(&**self.0.read()))
    }

    /// Sets it.
    #[track_caller]
    pub(crate) fn set(&self, value: T) {
        *self.0.write() = Box::new(value);
    }

    /// The same value, for the page that stands there now.
    pub(crate) fn here(&self) -> RwSignal<T> {
        RwSignal(self.0.clone().into(), PhantomData)
    }
}

fn of_mut<T: 'static>(value: &mut (dyn Any + Send + Sync)) -> &mut T {
    value.downcast_mut().expect("who made a value knows its type")
}

fn set(signal: library::RwSignal<Held>, value: Held) {
    if let Some(mut held) = signal.try_write() {
        *held = value;
    }
}

type Follows = Box<dyn Fn(Option<&Erased>) -> Erased + Send + Sync>;

/// A value that follows others, and is another only when it does not equal what it was.
pub(crate) struct Memo<T>(library::Memo<Erased>, PhantomData<fn() -> T>);

read!(Memo, Erased::read);

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// What `value` gives, with what it gave before.
    #[track_caller]
    pub(crate) fn new(value: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let value = move |last: Option<&Erased>| Erased::of(value(last.map(Erased::read)));
        Self(erased(Box::new(value)), PhantomData)
    }
}

#[track_caller]
fn erased(value: Follows) -> library::Memo<Erased> {
    library::Memo::new(value)
}

#[cfg(test)]
mod tests {
    use super::Erased;

    #[test]
    fn a_value_is_the_same_only_as_one_of_its_type_that_equals_it() {
        let words = || Erased::of("rain".to_owned());
        assert!(words() == words());
        assert!(words() != Erased::of("snow".to_owned()));
        assert!(words() != Erased::of("rain"));
        assert_eq!(words().read::<String>(), "rain");
    }
}
