//! Reactive values without their types, for a fraction of the download.
//!
//! The reactive machinery compiles itself once more for each type it keeps, two kilobytes a time.
//! These handles keep every value as one type and know on the outside what it is: [`Kept`] is
//! worked out and kept until it changes, [`Told`] is set, [`Held`] never changes. Reconsider when
//! the machinery shares its code by itself.

use leptos::prelude::*;
use std::{any::Any, marker::PhantomData, sync::Arc};

/// Something to compare and to look into.
trait Comparable: Any + Send + Sync {
    fn same(&self, other: &dyn Any) -> bool;
    fn inside(&self) -> &dyn Any;
}

impl<T: PartialEq + Any + Send + Sync> Comparable for T {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn inside(&self) -> &dyn Any {
        self
    }
}

/// A value without its type.
#[derive(Clone)]
struct Value(Arc<dyn Comparable>);

impl Value {
    fn new<T: PartialEq + Any + Send + Sync>(value: T) -> Self {
        Self(Arc::new(value))
    }

    fn of<T: 'static>(&self) -> &T {
        match (*self.0).inside().downcast_ref() {
            Some(value) => value,
            None => mixed_up(),
        }
    }
}

/// A handle knows what it keeps: only [`Kept::new`] and its likes put something in.
#[inline(never)]
fn mixed_up() -> ! {
    panic!("a handle keeps something else")
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        (*self.0).same((*other.0).inside())
    }
}

macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident: $inside:ty, $read:ident;)*) => {$(
        $(#[$doc])*
        pub struct $name<T>($inside, PhantomData<fn() -> T>);

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T: 'static> $name<T> {
            /// Looks at the value.
            pub fn look<R>(&self, read: impl FnOnce(&T) -> R) -> R {
                read($name::<()>(self.0, PhantomData).value().of())
            }

            /// A copy of the value.
            pub fn get(&self) -> T
            where
                T: Clone,
            {
                self.look(T::clone)
            }
        }

        impl $name<()> {
            // Never inlined: it would be copied to wherever something is looked at.
            #[inline(never)]
            fn value(self) -> Value {
                self.0.$read()
            }
        }
    )*};
}

handles! {
    /// A value that is worked out, and kept until it changes. Whoever looks runs again when it
    /// does.
    Kept: Memo<Value>, get;
    /// A value that is set. Whoever looks runs again when it is.
    Told: RwSignal<Value>, get;
    /// A value that never changes.
    Held: StoredValue<Value>, get_value;
}

impl<T: PartialEq + Send + Sync + 'static> Kept<T> {
    /// Works a value out, now and whenever something it looked at changes.
    pub fn new(work_out: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(memo(Box::new(move || Value::new(work_out()))), PhantomData)
    }

    /// Looks without running again.
    pub fn look_once<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(self.0.get_untracked().of())
    }
}

fn memo(work_out: Box<dyn Fn() -> Value + Send + Sync>) -> Memo<Value> {
    Memo::new(move |_| work_out())
}

impl<T: PartialEq + Send + Sync + 'static> Told<T> {
    /// Begins with a value.
    pub fn new(value: T) -> Self {
        Self(RwSignal::new(Value::new(value)), PhantomData)
    }

    /// Sets another. After the page has gone, nothing happens.
    pub fn set(&self, value: T) {
        self.0.try_set(Value::new(value));
    }

    /// Sets another, unless it is the same.
    pub fn set_if_new(&self, value: T) {
        let value = Value::new(value);
        if self.0.try_get_untracked().is_some_and(|known| known != value) {
            self.0.try_set(value);
        }
    }

    /// Looks without running again.
    pub fn look_once<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(self.0.get_untracked().of())
    }

    /// A copy, without running again; nothing once the page has gone.
    pub fn try_get_once(&self) -> Option<T>
    where
        T: Clone,
    {
        self.0.try_get_untracked().map(|value| value.of::<T>().clone())
    }

    /// A copy, without running again.
    pub fn get_once(&self) -> T
    where
        T: Clone,
    {
        self.look_once(T::clone)
    }
}

impl<T: PartialEq + Send + Sync + 'static> Held<T> {
    /// Holds a value.
    pub fn new(value: T) -> Self {
        Self(StoredValue::new(Value::new(value)), PhantomData)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_changes_only_when_it_is_different() {
        let owner = Owner::new_root(None);
        owner.with(|| {
            let told = Told::new(1_u32);
            let half = Kept::new(move || told.look(|value| value / 2));
            assert_eq!(half.get(), 0);
            told.set(3);
            assert_eq!((told.get_once(), half.get()), (3, 1));
            assert_eq!(Held::new("drain".to_owned()).look(String::len), 5);
        });
    }
}
