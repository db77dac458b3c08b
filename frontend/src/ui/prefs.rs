//! Language and colours: plain forms, so they work before and without the browser half.

use crate::ui::whole::{IntoPieces, IntoWhole};
use crate::{
    boot::{Locale, Theme},
    text::messages,
};
use leptos::prelude::*;

/// A button that shows the page in the other language.
#[component]
pub fn LanguageSwitch(locale: Locale, #[prop(into)] back: String) -> impl IntoView {
    let text = messages(locale);
    let other = match locale {
        Locale::En => Locale::Fr,
        Locale::Fr => Locale::En,
    };
    view! {
        <form method="post" action="/prefs" class="inline-form">
            <input type="hidden" name="back" value=back />
            <input type="hidden" name="locale" value=other.slug() />
            <button class="btn" type="submit" title=text.switch_language lang=other.slug()>
                <span aria-hidden="true">{text.other_language}</span>
                <span class="unseen">{text.switch_language}</span>
            </button>
        </form>
    }
    .fixed()
}

/// Three buttons: as the system, light, dark.
#[component]
pub fn ThemeSwitch(locale: Locale, theme: Theme, #[prop(into)] back: String) -> impl IntoView {
    let text = messages(locale);
    let button = move |choice: Theme| {
        let label = match choice {
            Theme::System => text.theme_system,
            Theme::Light => text.theme_light,
            Theme::Dark => text.theme_dark,
        };
        let pressed = if choice == theme { "true" } else { "false" };
        view! {
            <button class="btn" type="submit" name="theme" value=choice.slug() aria-pressed=pressed>
                {label}
            </button>
        }
    };
    view! {
        <form method="post" action="/prefs" class="theme-switch" role="group" aria-label=text.theme>
            <input type="hidden" name="back" value=back />
            {Theme::ALL.into_iter().map(button).pieces()}
        </form>
    }
    .fixed()
}
