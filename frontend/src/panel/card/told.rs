//! What support is told, for those who do not sit at that desk.

use super::{copies, say, stale, truth, version};
use crate::{
    panel::{Look, support::ask_the_team},
    ui::whole::{IntoWhole, Piece},
};
use domain::{rights::Action, wire::support_path};
use leptos::prelude::*;

/// The card as it stands, small, with a question at hand.
pub fn told(look: &Look<'_>, back: &str) -> Piece {
    let inside = match &look.room.word.cards.current {
        None => {
            let words = look.word(
                "Support has no answer to give yet.",
                "Le service client n’a pas encore de réponse à donner.",
            );
            view! { <p class="quiet">{words}</p> }.whole()
        }
        Some(card) => {
            let stale = stale(look, card);
            view! {
                <div class="told" data-stale=stale.is_some().to_string()>
                    <p>{truth(look, card, stale)}</p>
                    {say(look, card)}
                    <p class="card-by">{version(look, card)}</p>
                    {copies(look, card, "btn small")}
                </div>
            }
            .whole()
        }
    };
    let asks = look.may(Action::PostMessage, None).then(|| ask_the_team(look, back));
    view! {
        <section class="side-card">
            <div class="side-head">
                <h2>{look.word("What support is told", "Ce que dit le service client")}</h2>
                <a href=support_path(&look.room.id)>{look.text().support_desk}</a>
            </div>
            {inside}
            {asks}
        </section>
    }
    .whole()
}
