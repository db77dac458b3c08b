//! Views without their types, at the price of a fraction of the download.
//!
//! Every page here is rendered in one piece and taken over in one piece. Leptos also compiles, for
//! each erased view, a way to take it over in pieces that arrive later; that code is never run
//! here and would be a quarter of the download. [`Whole`] leaves it out. [`dynamic`] erases the
//! type of a reactive closure, so that all closures that give a text share one implementation.
//! Reconsider when a page is streamed, or when Leptos drops what is not used.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Position, PositionState},
    },
};

/// A view that is taken over in one piece.
#[derive(Debug)]
pub struct Whole<T>(T);

impl<T: Render> Render for Whole<T> {
    type State = T::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<T: AddAnyAttr> AddAnyAttr for Whole<T> {
    type Output<SomeNewAttr: Attribute> = Whole<T::Output<SomeNewAttr>>;

    fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        Whole(self.0.add_any_attr(attr))
    }
}

impl<T: RenderHtml> RenderHtml for Whole<T> {
    type AsyncOutput = Self;
    type Owned = Whole<T::Owned>;

    const MIN_LENGTH: usize = T::MIN_LENGTH;
    const EXISTS: bool = T::EXISTS;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Whole(self.0.into_owned())
    }
}

/// Erasing a view.
pub trait IntoWhole {
    /// The view without its type.
    fn whole(self) -> AnyView;
}

impl<T: IntoView> IntoWhole for T {
    fn whole(self) -> AnyView {
        Whole(self.into_view()).into_any()
    }
}

/// A reactive closure without its type.
pub type Dynamic<V> = Box<dyn FnMut() -> V + Send>;

/// Erases a reactive closure.
pub fn dynamic<V>(closure: impl FnMut() -> V + Send + 'static) -> Dynamic<V> {
    Box::new(closure)
}
