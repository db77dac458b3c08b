//! A state in a word, with a colour and an icon that say the same.

use super::icon::{Icon, Shape};
use leptos::prelude::*;

/// What a pill's colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// As it should be.
    Good,
    /// Under way.
    Run,
    /// Late, old, or soon wrong.
    Late,
    /// Stuck, or broken.
    Stop,
}

impl Tone {
    /// As the stylesheet knows it.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Run => "run",
            Self::Late => "late",
            Self::Stop => "stop",
        }
    }
}

/// A state in a word.
#[component]
pub fn Pill(
    tone: Tone,
    #[prop(optional)] shape: Option<Shape>,
    #[prop(into)] label: String,
) -> impl IntoView {
    view! {
        <span class="pill" data-tone=tone.slug()>
            {shape.map(|shape| view! { <Icon shape=shape /> })}
            <span>{label}</span>
        </span>
    }
}
