//! Views without their types, for a fraction of the download.
//!
//! Every page here is rendered in one piece and taken over in one piece. Leptos' own erased view
//! also compiles, for each view, a way to take it over in pieces that arrive later; that code is
//! never run here and was a fifth of the download. [`Piece`] is an erased view without it, and
//! [`dynamic`] and [`look`] let closures of one kind share one implementation. Reconsider when a
//! page is streamed, or when Leptos leaves out what is not used.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types::{Element, Node},
        view::{Position, PositionState},
    },
};
use std::any::Any;

/// A view without its type.
pub struct Piece(Box<dyn Erased>);

/// Erasing a view.
pub trait IntoWhole {
    /// The view without its type.
    fn whole(self) -> Piece;

    /// The same for a view that is put in its place once, and whose parts change by themselves. It
    /// goes without the code that would draw another of its kind over it, a third of every view;
    /// where that is asked for all the same, the other takes its place as a whole.
    fn fixed(self) -> Piece;
}

impl<T: IntoView> IntoWhole for T {
    fn whole(self) -> Piece {
        erased::<_, false>(self)
    }

    fn fixed(self) -> Piece {
        erased::<_, true>(self)
    }
}

fn erased<T: IntoView, const FIXED: bool>(view: T) -> Piece {
    const { assert!(T::EXISTS, "a view that is nothing leaves no place to put the next one") };
    Piece(Box::new(Typed::<_, FIXED>(view.into_view().into_owned())))
}

/// Erasing the views of a list.
pub trait IntoPieces {
    /// The views in order, without their types.
    fn pieces(self) -> Vec<Piece>;
}

impl<I: Iterator<Item: IntoView>> IntoPieces for I {
    fn pieces(self) -> Vec<Piece> {
        self.map(IntoWhole::whole).collect()
    }
}

/// A reactive closure without its type.
pub type Dynamic<V> = Box<dyn FnMut() -> V + Send>;

/// Erases a reactive closure.
pub fn dynamic<V>(closure: impl FnMut() -> V + Send + 'static) -> Dynamic<V> {
    Box::new(closure)
}

/// Reads a signal in place; runs again when it changes.
pub fn look<S: With, T>(signal: &S, read: impl FnOnce(&S::Value) -> T) -> T
where
    S::Value: Sized,
{
    let (mut read, mut seen) = (Some(read), None);
    look_through(signal, &mut |value| seen = read.take().map(|read| read(value)));
    seen.expect("a signal calls its reader")
}

fn look_through<S: With>(signal: &S, read: &mut dyn FnMut(&S::Value))
where
    S::Value: Sized,
{
    signal.with(|value| read(value));
}

/// What can be done with a view whose type is not known.
trait Erased: Send {
    fn build(self: Box<Self>) -> PieceState;
    fn rebuild(self: Box<Self>, state: &mut PieceState);
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> PieceState;
    #[cfg(feature = "ssr")]
    fn to_html(self: Box<Self>, buf: &mut String, position: &mut Position, escape: bool);
}

struct Typed<T, const FIXED: bool>(T);

impl<T: RenderHtml + 'static, const FIXED: bool> Erased for Typed<T, FIXED> {
    fn build(self: Box<Self>) -> PieceState {
        PieceState(Box::new(Stands::<T>(self.0.build())))
    }

    fn rebuild(self: Box<Self>, state: &mut PieceState) {
        if !FIXED && let Some(place) = state.0.as_any().downcast_mut::<Stands<T>>() {
            self.0.rebuild(&mut place.0);
        } else {
            state.give_way_to(self.build());
        }
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> PieceState {
        PieceState(Box::new(Stands::<T>(self.0.hydrate::<true>(cursor, position))))
    }

    #[cfg(feature = "ssr")]
    fn to_html(self: Box<Self>, buf: &mut String, position: &mut Position, escape: bool) {
        self.0.to_html_with_buf(buf, position, escape, false, Vec::new());
    }
}

/// Where a piece stands in the page.
pub struct PieceState(Box<dyn Place>);

/// A view of one type that stands in the page. Views of two types may leave states of one type,
/// so it is the view's that is asked for.
struct Stands<T: Render>(T::State);

/// What can be done with a mounted view whose type is not known.
trait Place {
    fn as_any(&mut self) -> &mut dyn Any;
    fn unmount(&mut self);
    fn mount(&mut self, parent: &Element, marker: Option<&Node>);
    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool;
}

impl<T: Render + 'static> Place for Stands<T> {
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }

    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }
}

impl PieceState {
    // Never inlined: it would be copied into every view there is.
    #[inline(never)]
    fn give_way_to(&mut self, mut next: Self) {
        self.0.insert_before_this(&mut next);
        self.0.unmount();
        *self = next;
    }
}

impl Mountable for PieceState {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    /// Asked only in order to hand attributes down, which is not done here: see `AddAnyAttr`.
    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl Render for Piece {
    type State = PieceState;

    fn build(self) -> PieceState {
        self.0.build()
    }

    fn rebuild(self, state: &mut PieceState) {
        self.0.rebuild(state);
    }
}

/// Attributes are set where an element is written, never handed down to a component.
impl AddAnyAttr for Piece {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self {
        self
    }
}

impl RenderHtml for Piece {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        write_html(self, buf, position, escape);
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> PieceState {
        self.0.hydrate(cursor, position)
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(feature = "ssr")]
fn write_html(piece: Piece, buf: &mut String, position: &mut Position, escape: bool) {
    piece.0.to_html(buf, position, escape);
}

/// The browser never writes HTML, so it does not carry the code for it.
#[cfg(not(feature = "ssr"))]
fn write_html(_: Piece, _: &mut String, _: &mut Position, _: bool) {}
