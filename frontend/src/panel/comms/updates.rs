//! What people outside have read so far, the latest first.

use super::{Look, lang_of};
use crate::ui::whole::{IntoWhole, Piece};
use leptos::prelude::*;

/// The published notices that stand.
pub fn updates(look: &Look<'_>) -> Piece {
    let language = look.language();
    let mut out: Vec<_> = look.notices().out().collect();
    out.sort_by_key(|(id, it)| std::cmp::Reverse((it.at, *id)));
    let nothing = out.is_empty().then(|| {
        let words = look.word("Nothing has been published.", "Rien n’a été publié.");
        view! { <p class="quiet">{words}</p> }.whole()
    });
    let lines: Vec<Piece> = out
        .into_iter()
        .map(|(_, it)| {
            let said = it.text.of(language);
            let other = if said.text.is_empty() { &it.text.fr } else { said };
            let said = if other.text.is_empty() { &it.text.en } else { other };
            view! {
                <li>
                    <time>{look.moment(it.at)}</time>
                    <p lang=lang_of(language)><strong>{said.title.clone()}</strong></p>
                    <p class="as-read-text">{said.text.clone()}</p>
                </li>
            }
            .whole()
        })
        .collect();
    view! {
        <section class="side-card">
            <h2>{look.word("Updates", "Annonces publiées")}</h2>
            {nothing}
            <ul class="updates">{lines}</ul>
        </section>
    }
    .whole()
}
