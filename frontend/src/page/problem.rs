//! What cannot be shown, and what to do about it.

use crate::ui::whole::IntoWhole;
use crate::{boot::ProblemPage, text::messages, ui::prefs::LanguageSwitch};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Problem(page: ProblemPage) -> impl IntoView {
    let text = messages(page.locale);
    view! {
        <main class="card-page">
            <div class="card">
                <p class="brand">{text.product}</p>
                <h1>{page.title}</h1>
                <p>{page.message}</p>
                {page
                    .back
                    .map(|(href, label)| {
                        view! {
                            <p>
                                <a class="btn primary big" href=href>
                                    {label}
                                </a>
                            </p>
                        }
                    })}
                <div class="card-foot">
                    <LanguageSwitch locale=page.locale back="/" />
                </div>
            </div>
        </main>
    }
    .whole()
}
