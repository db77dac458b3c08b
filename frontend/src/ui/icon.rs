//! Icons, drawn in the page so that none can be missing. Each stands beside a word.

use leptos::prelude::*;

/// Which icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Done.
    Check,
    /// Failed.
    Cross,
    /// Blocked.
    Alert,
    /// Late.
    Triangle,
    /// Live.
    Dot,
    /// Left out.
    Skip,
    /// Running.
    Play,
    /// Opens details.
    Chevron,
    /// Changes the language or the colours.
    Menu,
    /// Lists the keys.
    Keyboard,
    /// Puts something in.
    Plus,
    /// Takes a tick back.
    Back,
    /// Old.
    Clock,
}

/// An icon; hidden from people who hear the page.
#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    let path = match shape {
        Shape::Check => "M3.5 8.5l3 3 6-7",
        Shape::Cross => "M4 4l8 8M12 4l-8 8",
        Shape::Alert => "M8 3v6M8 12v.6",
        Shape::Triangle => "M8 3l5.5 10h-11z",
        Shape::Dot => "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
        Shape::Skip => "M4 4l5 4-5 4zM12 4v8",
        Shape::Play => "M5 3.5l7 4.5-7 4.5z",
        Shape::Chevron => "M6 3.5L10.5 8 6 12.5",
        Shape::Menu => "M3 4.5h10M3 8h10M3 11.5h10",
        Shape::Keyboard => "M2 4.5h12v7H2zM5 9.5h6M4.5 7h.1M8 7h.1M11.5 7h.1",
        Shape::Plus => "M8 3v10M3 8h10",
        Shape::Back => "M6.5 3.5L3 7l3.5 3.5M3 7h6.5a3 3 0 0 1 0 6H8",
        Shape::Clock => "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3l2 1.5",
    };
    let solid = matches!(shape, Shape::Triangle | Shape::Dot | Shape::Play);
    view! {
        <svg
            class="icon"
            class:icon-solid=solid
            viewBox="0 0 16 16"
            width="16"
            height="16"
            aria-hidden="true"
            focusable="false"
        >
            <path d=path></path>
        </svg>
    }
}
